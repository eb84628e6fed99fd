"""Databases, the application and a client that checks every page it sees."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

os.environ.update(
    PORTAAL_OMGEVING="test",
    PORTAAL_BASIS_URL="http://localhost",
    PORTAAL_GEHEIME_SLEUTEL="alleen-voor-tests",
    PORTAAL_BSN_SLEUTELS="MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    PORTAAL_BSN_INDEXSLEUTEL="ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
)

from portaal.app import create_app, serve_from
from portaal.beleid.service import seed
from portaal.config import Instellingen
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.model import Base
from portaal.infra.rollen_pg import prepare as prepare_rollen
from portaal.infra.web.aanmelding import Aanmelding
from portaal.kamers import beleid_soorten, load_kamers
from tests.support.adressen import compile_once
from tests.support.client import PaginaClient
from tests.support.postgres import Cluster, fast_folder, start_cluster
from tests.support.sjablonen import SJABLONEN

NU = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
# What a property says does not hang on how busy the machine is; how fast things are is shown in bench/.
settings.register_profile("portaal", deadline=None)
settings.load_profile("portaal")
compile_once()


def pytest_collection_finish() -> None:
    """What was loaded by now stays: looking for garbage in it over and over takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own, with the tables and configuration in a template database."""
    with start_cluster(fast_folder()) as cluster:
        database = Database(cluster.create("sjabloon"))
        prepare(database)
        database.close()
        yield cluster


@pytest.fixture(scope="session")
def sqlite_sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and configuration."""
    bestand = tmp_path_factory.mktemp("sqlite") / "sjabloon.db"
    database = Database(f"sqlite:///{bestand}")
    prepare(database)
    with database.engine.connect() as verbinding:
        verbinding.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    database.close()
    return bestand


def prepare(database: Database) -> None:
    """All tables, the example gemeente's configuration, and on PostgreSQL the roles under which employees work."""
    kamers = load_kamers()
    Base.metadata.create_all(database.engine)
    database.run(lambda session: seed(session, beleid_soorten(kamers), None, NU))
    assert prepare_rollen(database.engine)


@pytest.fixture(params=["sqlite", "postgres"])
def db(request: pytest.FixtureRequest) -> Database:
    """A fresh database of each kind, with tables and configuration."""
    naam = "sqlite_db" if request.param == "sqlite" else "postgres_db"
    database: Database = request.getfixturevalue(naam)
    return database


@pytest.fixture
def sqlite_db(sqlite_sjabloon: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database."""
    bestand = tmp_path / "portaal.db"
    bestand.write_bytes(sqlite_sjabloon.read_bytes())
    database = Database(f"sqlite:///{bestand}")
    yield database
    database.close()


@pytest.fixture
def postgres_db(postgres_cluster: Cluster) -> Iterator[Database]:
    """A fresh PostgreSQL database."""
    with postgres_cluster.clone("sjabloon") as url:
        database = Database(url)
        yield database
        database.close()


@pytest.fixture
def now() -> datetime:
    """The moment at which tests play: Monday 16 March 2026, 10.00 in the Netherlands."""
    return NU


class Klok:
    """A clock that a test sets."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def klok() -> Klok:
    """The application's clock."""
    return Klok(NU)


@pytest.fixture
def app(db: Database, klok: Klok) -> Flask:
    """The application on each database; forms without CSRF tokens (those have tests of their own)."""
    return reuse_app(db, klok)


@pytest.fixture
def sqlite_app(sqlite_db: Database, klok: Klok) -> Flask:
    """The application on SQLite only, for what does not touch the database's own behaviour."""
    return reuse_app(sqlite_db, klok)


def reuse_app(database: Database, klok: Callable[[], datetime]) -> Flask:
    """The one application of this process, which takes long to make; a test that changes it makes its own."""
    app = _one_app()
    serve_from(app, database, klok)
    # A test may have wanted these otherwise.
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = PaginaClient
    return app


@cache
def _one_app() -> Flask:
    # This database is never opened: the test's own comes in its place.
    return make_app(Database("sqlite:///nergens.db"), lambda: NU)


def make_app(database: Database, klok: Callable[[], datetime]) -> Flask:
    """An application of its own for a test."""
    app = create_app(Instellingen(), database=database, clock=klok)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = PaginaClient
    app.jinja_env.bytecode_cache = SJABLONEN
    return app


@pytest.fixture
def client(app: Flask) -> PaginaClient:
    """A browser without login."""
    browser = app.test_client()
    assert isinstance(browser, PaginaClient)
    return browser


@pytest.fixture
def login_inwoner() -> Callable[[PaginaClient, int], PaginaClient]:
    """Log an inwoner in, without the provider (which has tests of its own)."""

    def login(client: PaginaClient, inwoner_id: int) -> PaginaClient:
        client.log_in(Aanmelding(frozenset({Rol.INWONER}), inwoner_id=inwoner_id, naam="Test"))
        return client

    return login


@pytest.fixture
def login_medewerker() -> Callable[..., PaginaClient]:
    """Log an employee in with these roles."""

    def login(client: PaginaClient, *rollen: Rol, medewerker_id: int = 1) -> PaginaClient:
        client.log_in(Aanmelding(frozenset(rollen), medewerker_id=medewerker_id, naam="Medewerker Test"))
        return client

    return login
