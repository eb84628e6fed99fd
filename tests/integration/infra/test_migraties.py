"""Migrations and models agree, on both databases."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError

from portaal.beleid.bestanden import fingerprint
from portaal.infra.alleen_toevoegen import ALLEEN_TOEVOEGEN
from portaal.infra.database import Database
from portaal.infra.migratie import alembic_config, is_current, upgrade
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


@pytest.fixture
def oud(tmp_path: Path) -> Path:
    """An SQLite database of an earlier version, with someone who asked for something under a policy."""
    bestand = tmp_path / "oud.db"
    command.upgrade(alembic_config(f"sqlite:///{bestand}"), "0003")
    with closing(sqlite3.connect(bestand)) as verbinding, verbinding:
        insert(verbinding, "inwoner", id=1)
        insert(verbinding, "beleidversie", id=1, soort="regeling")
        verzoek = {"soort": "regeling", "status": "toegekend", "baan": "direct", "omstandigheid": "geen"}
        insert(verbinding, "verzoek", id=1, inwoner_id=1, beleidversie_id=1, **verzoek)
    return bestand


def insert(verbinding: sqlite3.Connection, tabel: str, **waarden: object) -> None:
    """Insert a row; what must be filled in and is not given gets something empty."""
    leeg = {"INTEGER": 1, "BIGINT": 1, "BOOLEAN": 0, "JSON": "{}", "DATE": "2026-03-02", "BLOB": b"x"}
    for _nr, naam, soort, verplicht, standaard, _sleutel in verbinding.execute(f"PRAGMA table_info({tabel})"):
        if verplicht and standaard is None and naam not in waarden:
            waarden[naam] = "2026-03-02 09:00:00.000000" if soort == "DATETIME" else leeg.get(soort, "")
    namen, tekens = ", ".join(f'"{naam}"' for naam in waarden), ", ".join("?" * len(waarden))
    verbinding.execute(f"INSERT INTO {tabel} ({namen}) VALUES ({tekens})", tuple(waarden.values()))


def test_a_database_that_is_in_use_comes_up_to_date_with_all_its_rows(oud: Path) -> None:
    upgrade(f"sqlite:///{oud}")
    with closing(sqlite3.connect(oud)) as verbinding:
        gevonden = verbinding.execute(
            "SELECT b.soort FROM verzoek v JOIN beleidversie b ON b.id = v.beleidversie_id"
        )
        assert gevonden.fetchall() == [("regeling",)]


def test_a_migration_that_would_leave_rows_pointing_to_nothing_changes_nothing(oud: Path) -> None:
    with closing(sqlite3.connect(oud)) as verbinding, verbinding:
        verbinding.execute("DELETE FROM beleidversie")
    with pytest.raises(RuntimeError, match="verzoek"):
        upgrade(f"sqlite:///{oud}")
    with closing(sqlite3.connect(oud)) as verbinding:
        assert verbinding.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]


def fill(verbinding: Connection, tabel: str, **waarden: object) -> None:
    """Insert a row on either database; what must be filled in and is not given gets something empty."""
    rijen = Table(tabel, MetaData(), autoload_with=verbinding)
    leeg = {int: 1, bool: False, str: "", bytes: b"x", dict: {}, date: date(2026, 3, 2)}
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    for kolom in rijen.columns:
        if not kolom.nullable and kolom.server_default is None and kolom.name not in waarden:
            waarden[kolom.name] = leeg.get(kolom.type.python_type, moment)
    verbinding.execute(rijen.insert().values(waarden))


@pytest.mark.parametrize("soort", ["sqlite", "postgres"])
def test_consents_and_calls_given_before_stay_as_they_were(
    soort: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = _url(soort, request, tmp_path)
    command.upgrade(alembic_config(url), "0001")
    database = Database(url)
    with database.engine.begin() as verbinding:
        fill(verbinding, "inwoner", id=1)
        gegeven = {"antwoord": "ja", "kanaal": "balie", "gedeeld": ["naam"]}
        fill(verbinding, "toestemming", id=1, ref="eerste", inwoner_id=1, **gegeven)
        vraag = {"spoed": "huisuitzetting", "status": "opgepakt", "naam": "Jo Jansen"}
        fill(verbinding, "hulpvraag", id=1, inwoner_id=1, toestemming_id=1, **vraag)
    upgrade(url)
    with database.engine.begin() as verbinding:
        gevonden = verbinding.execute(
            text(
                "SELECT t.ref, t.soort, t.besluit, t.bezoeker, t.antwoord, t.kanaal, h.naam, h.spoed, h.status"
                " FROM hulpvraag h JOIN toestemming t ON t.id = h.toestemming_id"
            )
        )
        eerste = ("eerste", "contact", "", None, "ja", "balie", "Jo Jansen", "huisuitzetting", "opgepakt")
        assert [tuple(rij) for rij in gevonden] == [eerste]
        toestemming = Table("toestemming", MetaData(), autoload_with=verbinding)
        assert verbinding.scalar(select(toestemming.c.gedeeld)) == ["naam"]
    with database.engine.connect() as verbinding, pytest.raises(DBAPIError):
        verbinding.execute(text("UPDATE toestemming SET antwoord = 'nee'"))
    database.close()


@pytest.mark.parametrize("soort", ["sqlite", "postgres"])
def test_settings_taken_in_before_are_known_by_their_order_too(
    soort: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = _url(soort, request, tmp_path)
    command.upgrade(alembic_config(url), "0011")
    database = Database(url)
    inhoud = {"a": {"naam": "é"}, "bb": [1, None, True]}
    with database.engine.begin() as verbinding:
        fill(verbinding, "beleidversie", id=1, soort="proef", inhoud=inhoud, vingerafdruk="van voor de volgorde")
    upgrade(url)
    with database.engine.connect() as verbinding:
        versie = Table("beleidversie", MetaData(), autoload_with=verbinding)
        rij = verbinding.execute(select(versie.c.inhoud, versie.c.vingerafdruk)).one()
        assert tuple(rij) == (inhoud, fingerprint(inhoud))
    database.close()
