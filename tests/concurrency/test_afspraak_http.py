"""The race once more as people run it: browsers, four servers on one database, the worker, and real mail."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

import portaal.inwoner.model  # noqa: F401 - so that its table is made
from portaal.afspraak.begrip import Status
from portaal.afspraak.model import AfspraakRij
from portaal.bericht.model import Mailstatus, UitgaandeMail
from portaal.infra.database import Database
from tests.concurrency.servers import Brievenbus, run_portaal
from tests.concurrency.test_afspraak import check_books, double_bookings, faults, make_tijden, set_agenda
from tests.concurrency.webbezoeker import Webmededinger
from tests.support.postgres import Cluster

PLAATSEN = int(os.environ.get("WEDLOOP_PLAATSEN", "1000"))
MEDEDINGERS = 64


@pytest.fixture(params=["sqlite", "postgres"])
def kaal(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: `portaal migreer` makes the tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'portaal.db'}"
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    return cluster.create(f"wedloop_{os.getpid()}_{request.node.name[:20].lower()}".replace("[", "_"))


@dataclass
class Wedloop:
    """Contenders on their way; each counts for itself, for two threads that add to one number lose some."""

    mededingers: list[Webmededinger]
    draden: list[threading.Thread]

    @classmethod
    def start(cls, poorten: list[int], tijden: list[datetime], aantal: int) -> "Wedloop":
        """Let them go."""
        mededingers = [Webmededinger(poorten, nummer, tijden) for nummer in range(aantal)]
        draden = [threading.Thread(target=m.run, daemon=True) for m in mededingers]
        for draad in draden:
            draad.start()
        return cls(mededingers, draden)

    def lost(self) -> int:
        """How often someone was too late by now."""
        return sum(m.telling["te laat"] for m in self.mededingers)

    def finish(self) -> Counter[str]:
        """Wait for all. Returns what they counted together."""
        for draad in self.draden:
            draad.join()
        return sum((m.telling for m in self.mededingers), Counter())


def wait_until(is_zover: Callable[[], bool], geduld: float = 5400) -> None:
    """Look again and again, until it is so."""
    einde = time.monotonic() + geduld
    while not is_zover():
        assert time.monotonic() < einde
        time.sleep(0.2)


def wait_for_mail(db: Database, geduld: float = 300) -> None:
    """Until the worker has emptied the outbox."""
    vraag = select(func.count()).select_from(UitgaandeMail).where(UitgaandeMail.status != Mailstatus.VERZONDEN)

    def is_empty() -> bool:
        with db.reading() as session:
            return session.scalar(vraag) == 0

    wait_until(is_empty, geduld)


def check_mail(db: Database, bus: Brievenbus) -> None:
    """Every appointment has a calendar file by mail for each of its states, each exactly once."""
    with db.reading() as session:
        rijen = list(session.scalars(select(AfspraakRij)))
    verwacht: Counter[tuple[str, int, str]] = Counter()
    for rij in rijen:
        for nummer in range(rij.volgnummer + 1):
            is_einde = rij.status is Status.GEANNULEERD and nummer == rij.volgnummer
            uid = f"afspraak-{rij.kenmerk.lower()}@localhost"
            verwacht[uid, nummer, "CANCEL" if is_einde else "REQUEST"] += 1
    assert bus.bestanden == verwacht


@pytest.mark.proef
def test_four_servers_give_each_place_once_to_sixty_four_browsers_while_one_is_killed(
    kaal: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    with run_portaal(kaal, tmp_path, 4) as draaiend:
        db = Database(kaal)
        set_agenda(db, now)
        begin = time.monotonic()
        wedloop = Wedloop.start(draaiend.poorten, make_tijden(now, PLAATSEN), MEDEDINGERS)
        wait_until(lambda: wedloop.lost() > PLAATSEN * MEDEDINGERS // 3)
        draaiend.kill_one()
        telling = wedloop.finish()
        duur = time.monotonic() - begin
        wait_for_mail(db)
        print(f"\n{db.engine.dialect.name}: {dict(telling)} in {duur:.0f} s; mails {draaiend.bus.ontvangen}")
        assert faults(telling) == {}
        assert telling["5xx"] == 0
        assert telling["geboekt"] >= PLAATSEN
        assert double_bookings(db) == 0
        check_books(db)
        check_mail(db, draaiend.bus)
        db.close()
