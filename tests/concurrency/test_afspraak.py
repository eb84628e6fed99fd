"""No place is given twice, whoever wants it at once; and a proof that this test could have failed."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select, text

import portaal.inwoner.model  # noqa: F401 - so that its table is made
from portaal.afspraak.begrip import CEL, Status
from portaal.afspraak.model import AfspraakRij, Tijdvakcel
from portaal.beleid.service import add_versie
from portaal.bericht.model import UitgaandeMail
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.paden import TEMPLATES
from tests.concurrency.afspraak_contender import DUUR, WENS
from tests.factories.afspraak import make_beleid

PROCESSEN = 4  # at full size; a small run needs no more than two to race


def set_agenda(db: Database, now: datetime, plekken: int = 1) -> None:
    """One phone, answered every day from six to midnight."""
    telefoon = {
        "naam": "Tel",
        "soorten": ("bellen",),
        "onderwerpen": (WENS.onderwerp,),
        "raster_minuten": 20,
        "plekken": plekken,
        "week": dict.fromkeys(("ma", "di", "wo", "do", "vr", "za", "zo"), ("6.00-24.00",)),
        "open_feestdagen": tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(730)),
    }
    beleid = make_beleid(agendas={"tel": telefoon})
    db.run(lambda s: add_versie(s, "afspraken", beleid, now, geldig_vanaf=date(2026, 1, 1), herkomst="test"))


def make_tijden(now: datetime, aantal: int) -> list[datetime]:
    """The first `aantal` times of that phone from tomorrow on."""
    dag = datetime.combine(today(now) + timedelta(days=1), datetime.min.time(), now.tzinfo)
    per_dag = [dag + timedelta(hours=5) + n * DUUR for n in range(54)]
    return [tijd + timedelta(days=d) for d in range(-(-aantal // 54)) for tijd in per_dag][:aantal]


def contend(
    db: Database,
    now: datetime,
    manier: str,
    tijden: Sequence[datetime],
    *,
    draden: int,
    aantal: int = 2,
    kill_after: float = 0,
) -> Counter[str]:
    """Let `aantal` processes of `draden` contenders at the places; one is killed after a while when asked."""
    opdracht: dict[str, Any] = {
        "url": db.url,
        "manier": manier,
        "draden": draden,
        "now": now.isoformat(),
        "tijden": [tijd.isoformat() for tijd in tijden],
    }
    processen = [_start({**opdracht, "proces": nummer}) for nummer in range(aantal)]
    for proces in processen:
        assert proces.stdout is not None
        assert proces.stdout.readline() == "klaar\n"
    for proces in processen:
        _say(proces, "ga")
    if kill_after:
        time.sleep(kill_after)
        processen.pop().kill()
    telling: Counter[str] = Counter()
    for proces in processen:
        uit, _ = proces.communicate(timeout=3000)
        telling.update(json.loads(uit))
    return telling


def _start(opdracht: dict[str, Any]) -> "subprocess.Popen[str]":
    proces = subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.afspraak_contender"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=TEMPLATES.parent,
    )
    _say(proces, json.dumps(opdracht))
    return proces


def _say(proces: "subprocess.Popen[str]", regel: str) -> None:
    assert proces.stdin is not None
    proces.stdin.write(regel + "\n")
    proces.stdin.flush()


def double_bookings(db: Database) -> int:
    """How many open appointments overlap with another in the same place. Looks at no cell."""
    with db.reading() as session:
        rijen = session.scalars(select(AfspraakRij).where(AfspraakRij.status == Status.GEPLAND))
        per_plaats: dict[tuple[str, int], list[tuple[datetime, datetime]]] = {}
        for rij in rijen:
            per_plaats.setdefault((rij.agenda, rij.plek), []).append((rij.begin, rij.einde))
    dubbel = 0
    for tijden in per_plaats.values():
        tijden.sort()
        dubbel += sum(eerder[1] > later[0] for eerder, later in pairwise(tijden))
    return dubbel


def check_books(db: Database) -> None:
    """Every open appointment has its cells and nothing else has; every change has its mail."""
    with db.reading() as session:
        rijen = list(session.scalars(select(AfspraakRij)))
        per_afspraak = dict(
            session.execute(select(Tijdvakcel.afspraak_id, func.count()).group_by(Tijdvakcel.afspraak_id)).all()
        )
        mails = session.scalar(select(func.count()).select_from(UitgaandeMail))
    open_ = {rij.id: (rij.einde - rij.begin) // CEL for rij in rijen if rij.status is Status.GEPLAND}
    assert per_afspraak == open_
    assert mails == sum(rij.volgnummer + 1 for rij in rijen)


def faults(telling: Counter[str]) -> dict[str, int]:
    return {wat: aantal for wat, aantal in telling.items() if wat.startswith("fout")}


def drop_guard(db: Database) -> None:
    """Take the primary key of the cells away: the guard that this is all about."""
    with db.engine.begin() as verbinding:
        if db.engine.dialect.name == "postgresql":
            verbinding.execute(text("ALTER TABLE tijdvakcel DROP CONSTRAINT pk_tijdvakcel"))
            return
        verbinding.execute(text("CREATE TABLE zonder AS SELECT * FROM tijdvakcel"))
        verbinding.execute(text("DROP TABLE tijdvakcel"))
        verbinding.execute(text("ALTER TABLE zonder RENAME TO tijdvakcel"))


def test_without_the_guard_places_are_given_twice(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    drop_guard(db)
    telling = contend(db, now, "lijst", make_tijden(now, 10), draden=4)
    assert telling["geboekt"] > 10
    assert double_bookings(db) > 0


def test_with_the_guard_each_place_is_given_once(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    telling = contend(db, now, "lijst", make_tijden(now, 20), draden=4)
    assert faults(telling) == {}
    assert (telling["geboekt"], telling["te laat"]) == (20, 20 * 7)
    assert double_bookings(db) == 0


def test_moves_and_cancels_in_between_lose_and_double_nothing(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    telling = contend(db, now, "gemengd", make_tijden(now, 20), draden=4)
    assert faults(telling) == {}
    assert telling["alternatieven gezien"] == telling["te laat"]
    assert double_bookings(db) == 0
    check_books(db)


@pytest.mark.proef
def test_a_thousand_places_and_sixty_four_contenders_with_one_process_killed(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    begin = time.monotonic()
    telling = contend(db, now, "gemengd", make_tijden(now, 1000), draden=16, aantal=PROCESSEN, kill_after=20)
    print(f"\n{db.engine.dialect.name}: {dict(telling)} in {time.monotonic() - begin:.0f} s")
    assert faults(telling) == {}
    assert telling["alternatieven gezien"] + telling["niets meer vrij"] == telling["te laat"]
    assert double_bookings(db) == 0
    check_books(db)
