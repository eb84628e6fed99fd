"""Bringing a database up to date, and telling when it is not."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portaal.infra.database import Database
from portaal.infra.paden import MIGRATIONS


def alembic_config(url: str) -> Config:
    """Alembic's configuration for the database at `url`; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str) -> None:
    """Bring the database up to date; harmless when it already is."""
    command.upgrade(alembic_config(url), "head")


def is_current(database: Database) -> bool:
    """Whether the database is at the newest version that this portal knows."""
    hoofd = ScriptDirectory.from_config(alembic_config(database.url)).get_current_head()
    with database.engine.execution_options(portaal_leest=True).connect() as verbinding:
        return MigrationContext.configure(verbinding).get_current_revision() == hoofd
