"""What people and employees do in the portal on a day, by several processes at once as with real web servers."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from typing import TypeVar

from sqlalchemy.orm import Session

from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.regeling.model import Verzoek
from portaal.regeling.service import (
    Geval,
    LooptAl,
    NietsOpen,
    Regelingsverzoek,
    grant_verzoek,
    request_regeling,
    stop_regeling,
)
from portaal.regeling.toestanden import OPEN_VERZOEK, Verzoekstatus

TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
_SERVERS = 2
T = TypeVar("T")


@dataclass(frozen=True)
class Vraag:
    """Ask something. Gives the request and its status, or None when it cannot be asked now.

    Without an answer at once, `dagen` is between how many days an employee answers.
    """

    inwoner_id: int
    verzoek: Regelingsverzoek
    moment: datetime
    dagen: tuple[int, int] = (0, 16)

    def __call__(self, session: Session) -> tuple[int, Verzoekstatus] | None:
        with suppress(LooptAl, NietsOpen):
            door = DoorInwoner(self.inwoner_id)
            ontvangst = request_regeling(session, door, self.inwoner_id, self.verzoek, self.moment)
            return ontvangst.verzoek_id, ontvangst.status
        return None


@dataclass(frozen=True)
class Besluit:
    """Grant what waits. Gives False when it was settled meanwhile by being paid."""

    verzoek_id: int
    moment: datetime

    def __call__(self, session: Session) -> bool:
        verzoek = session.get_one(Verzoek, self.verzoek_id)
        if verzoek.status not in OPEN_VERZOEK:
            return False
        with suppress(NietsOpen):
            grant_verzoek(session, TEAM, Geval(verzoek.id, verzoek.versie), self.moment, reden="maatwerk")
            return True
        return False


@dataclass(frozen=True)
class Stop:
    """Stop a plan."""

    inwoner_id: int
    regeling_id: int
    moment: datetime

    def __call__(self, session: Session) -> None:
        stop_regeling(session, DoorInwoner(self.inwoner_id), self.regeling_id, self.moment)


class Loketten:
    """Where all that is done, each in a transaction of its own."""

    def __init__(self, db: Database, pool: ProcessPoolExecutor | None) -> None:
        self._db, self._pool = db, pool

    def do(self, daden: Sequence[Callable[[Session], T]]) -> list[T]:
        """Do these, in no set order; gives what each gave, in the order asked."""
        if self._pool is None or len(daden) < _SERVERS:
            return [self._db.run(daad) for daad in daden]
        return list(self._pool.map(_do, daden, chunksize=max(1, min(25, len(daden) // _SERVERS))))


@contextmanager
def open_loketten(db: Database) -> Iterator[Loketten]:
    """On PostgreSQL several servers; SQLite lets one write at a time anyway."""
    if db.engine.dialect.name == "sqlite":
        yield Loketten(db, None)
        return
    url = db.engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(_SERVERS, get_context("fork"), _open_server, (url,)) as pool:
        yield Loketten(db, pool)


_server: list[Database] = []


def _open_server(url: str) -> None:
    # Not the connections of the process that it was made from: those are in use.
    _server[:] = [Database(url)]


def _do(daad: Callable[[Session], T]) -> T:
    return _server[0].run(daad)
