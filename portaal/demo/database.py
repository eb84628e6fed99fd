"""The demo's database: whose it is, emptying it, and bringing it up to date."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import MetaData, inspect, select
from sqlalchemy.engine import make_url

from portaal.beleid.service import seed
from portaal.config import Instellingen
from portaal.infra.database import Database
from portaal.infra.migratie import upgrade
from portaal.infra.rollen_pg import prepare
from portaal.infra.werk.model import Hartslag
from portaal.inwoner.model import Inwoner
from portaal.kamers import beleid_soorten, load_kamers

_BEGONNEN, _KLAAR = "demo-begonnen", "demo"


class Stand(Enum):
    """What is in the database."""

    LEEG = auto()
    HALF = auto()
    KLAAR = auto()
    VREEMD = auto()


def read_stand(database: Database) -> Stand:
    """Whether the example data are in; VREEMD when there are people in it whom the demo did not put there."""
    tabellen = inspect(database.engine).get_table_names()
    if Hartslag.__tablename__ not in tabellen or Inwoner.__tablename__ not in tabellen:
        return Stand.LEEG
    with database.reading() as session:
        if session.get(Hartslag, _KLAAR):
            return Stand.KLAAR
        if session.get(Hartslag, _BEGONNEN):
            return Stand.HALF
        return Stand.VREEMD if session.scalar(select(Inwoner.id).limit(1)) else Stand.LEEG


def mark_begonnen(database: Database, now: datetime) -> None:
    """From here on the database is the demo's."""
    database.run(lambda session: session.add(Hartslag(proces=_BEGONNEN, gezien_at=now)))


def mark_klaar(database: Database, now: datetime) -> None:
    """All example data are in."""
    database.run(lambda session: session.add(Hartslag(proces=_KLAAR, gezien_at=now)))


def loaded_at(database: Database) -> datetime:
    """When the example data were made; their dates lie around that day. Raises NoResultFound."""
    with database.reading() as session:
        return session.get_one(Hartslag, _KLAAR).gezien_at


def wipe(database: Database) -> None:
    """Remove everything: the file of SQLite, all tables elsewhere."""
    database.close()
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite" and url.database:
        for staart in ("", "-wal", "-shm"):
            Path(url.database + staart).unlink(missing_ok=True)
        return
    tabellen = MetaData()
    tabellen.reflect(database.engine)
    tabellen.drop_all(database.engine)


def bring_up_to_date(database: Database, instellingen: Instellingen, clock: Callable[[], datetime]) -> None:
    """Tables, dated configuration and, on PostgreSQL, the wall. Raises BeleidFout."""
    upgrade(database.url)
    soorten = beleid_soorten(load_kamers())
    database.run(lambda session: seed(session, soorten, instellingen.gemeente_map, clock()))
    prepare(database.engine)
