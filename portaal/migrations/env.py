"""Alembic's entrance: the tables of all rooms, on SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

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
        let_tables_be_replaced(verbinding)
        context.configure(
            connection=verbinding,
            target_metadata=target_metadata,
            render_as_batch=verbinding.dialect.name == "sqlite",
            compare_type=True,
            transactional_ddl=True,  # SQLite's too: all steps or none
            render_item=write_type,
        )
        with context.begin_transaction():
            context.run_migrations()
            check_keys(verbinding)
        verbinding.commit()
    engine.dispose()


def let_tables_be_replaced(verbinding: Connection) -> None:
    """SQLite changes a table by making a new one in its place: meanwhile what points to it points to nothing."""
    if verbinding.dialect.name == "sqlite":
        # Straight to the driver: within a transaction, which the first statement begins, SQLite ignores this.
        verbinding.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]


def check_keys(verbinding: Connection) -> None:
    """All that points to something still does. Raises RuntimeError, so that nothing is committed."""
    if verbinding.dialect.name == "sqlite" and (
        los := verbinding.exec_driver_sql("PRAGMA foreign_key_check").all()
    ):
        raise RuntimeError(f"rows that point to nothing, in: {', '.join(sorted({rij[0] for rij in los}))}")


run()
