"""Migrations and models agree, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from portaal.infra.alleen_toevoegen import ALLEEN_TOEVOEGEN
from portaal.infra.database import Database
from portaal.infra.migratie import is_current, upgrade
from portaal.infra.model import Base
from portaal.kamers import load_kamers
from tests.support.postgres import Cluster

TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT event_object_table FROM information_schema.triggers",
}


def _url(soort: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if soort == "sqlite":
        return f"sqlite:///{tmp_path / 'leeg.db'}"
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    return cluster.create(f"migratie_{tmp_path.name[-8:].strip('_').lower()}")


@pytest.mark.parametrize("soort", ["sqlite", "postgres"])
def test_a_migrated_database_is_what_the_models_say(
    soort: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    load_kamers()
    url = _url(soort, request, tmp_path)
    database = Database(url)
    assert not is_current(database)
    upgrade(url)
    upgrade(url)
    assert is_current(database)
    with database.engine.connect() as verbinding:
        context = MigrationContext.configure(verbinding, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        bewaakt = set(verbinding.scalars(text(TRIGGERS[verbinding.dialect.name])))
        assert bewaakt >= ALLEEN_TOEVOEGEN
        assert set(inspect(verbinding).get_table_names()) >= set(Base.metadata.tables)
    database.close()
