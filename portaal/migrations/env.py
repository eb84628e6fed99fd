"""Alembic's entrance: the tables of all rooms, on SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from portaal.infra.database import make_engine
from portaal.infra.model import Base, Instant
from portaal.kamers import load_kamers

load_kamers()
target_metadata = Base.metadata


def write_type(soort: str, ding: Any, omgeving: AutogenContext) -> str | Literal[False]:
    """How a migration writes a type of ours; False leaves it to Alembic."""
    if soort == "type" and isinstance(ding, Instant):
        omgeving.imports.add("from portaal.infra.model import Instant")
        return "Instant()"
    return False


def run() -> None:
    """Migrate the database that the configuration names."""
    url = context.config.get_main_option("sqlalchemy.url")
    if url is None:
        raise RuntimeError("no database")
    engine = make_engine(url)
    with engine.connect() as verbinding:
        context.configure(
            connection=verbinding,
            target_metadata=target_metadata,
            render_as_batch=verbinding.dialect.name == "sqlite",
            compare_type=True,
            render_item=write_type,
        )
        with context.begin_transaction():
            context.run_migrations()
        # Our SQLite connections begin by themselves, so Alembic's transaction is not the outer one.
        verbinding.commit()
    engine.dispose()


run()
