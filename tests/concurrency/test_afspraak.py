"""No place is given twice, whoever wants it at once; and a proof that this test could have failed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from time import monotonic, sleep

import pytest
from sqlalchemy import func, select, text

import portaal.inwoner.model  # noqa: F401 - so that its table is made
from portaal.afspraak import service
from portaal.afspraak.begrip import CEL, Status
from portaal.afspraak.model import AfspraakRij, Tijdvakcel
from portaal.beleid.service import add_versie
from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorBezoeker
from portaal.core.tijd import instant, today
from portaal.infra.database import Database
from tests.concurrency.afspraak_contender import DUUR, FORK, WENS, Mededinger, Opdracht, Proces
from tests.factories.afspraak import make_beleid

PER_DAG = 54  # times of that phone
PROCESSEN = 4  # at full size; a small run needs no more than two to race


def set_agenda(db: Database, now: datetime, uren: str = "6.00-24.00") -> None:
    """One phone, answered every day from six to midnight, for ten years and longer."""
    telefoon = {
        "naam": "Tel",
        "soorten": ("bellen",),
        "onderwerpen": (WENS.onderwerp,),
        "raster_minuten": 20,
        "week": dict.fromkeys(("ma", "di", "wo", "do", "vr", "za", "zo"), (uren,)),
        "open_feestdagen": tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(4000)),
    }
    beleid = make_beleid(agendas={"tel": telefoon})
    db.run(lambda s: add_versie(s, "afspraken", beleid, now, geldig_vanaf=date(2026, 1, 1), herkomst="test"))


def make_tijden(now: datetime, aantal: int) -> list[datetime]:
    """The first `aantal` times of that phone, so far ahead that no reminder is due while the race lasts."""
    dagen = (today(now) + timedelta(days=2 + dag) for dag in range(-(-aantal // PER_DAG)))
    return [instant(dag, time(6)) + n * DUUR for dag in dagen for n in range(PER_DAG)][:aantal]


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
    db.close()  # a connection must not be shared with a fork
    tweeling = [FORK.Barrier(aantal) for _ in range(draden)]
    opdracht = Opdracht(db.url, manier, now, tijden, draden, tweeling)
    processen = [Proces.start(opdracht, nummer) for nummer in range(aantal)]
    if kill_after:
        sleep(kill_after)
        processen.pop().kill()
    telling: Counter[str] = Counter()
    for proces in processen:
        telling.update(proces.outcome())
    return telling


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
    telling = contend(db, now, "lijst", make_tijden(now, 12), draden=4)
    assert faults(telling) == {}
    assert (telling["geboekt"], telling["te laat"]) == (12, 12 * 7)
    assert double_bookings(db) == 0


def test_moves_and_cancels_in_between_lose_and_double_nothing(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    telling = contend(db, now, "gemengd", make_tijden(now, 12), draden=4)
    assert faults(telling) == {}
    assert telling["alternatieven gezien"] == telling["te laat"]
    assert double_bookings(db) == 0
    check_books(db)


@pytest.mark.proef
def test_a_thousand_places_and_sixty_four_contenders_with_one_process_killed(db: Database, now: datetime) -> None:
    set_agenda(db, now)
    begin = monotonic()
    telling = contend(db, now, "gemengd", make_tijden(now, 1000), draden=16, aantal=PROCESSEN, kill_after=20)
    print(f"\n{db.engine.dialect.name}: {dict(telling)} in {monotonic() - begin:.0f} s")
    assert faults(telling) == {}
    assert telling["alternatieven gezien"] + telling["niets meer vrij"] == telling["te laat"]
    assert double_bookings(db) == 0
    check_books(db)


def send_each_twice(db: Database, now: datetime, aantal: int) -> None:
    """`aantal` wishes, each sent by two processes at the same moment."""
    set_agenda(db, now)
    telling = contend(db, now, "tweemaal", make_tijden(now, aantal), draden=4)
    assert faults(telling) == {}
    assert telling == {"bevestigd": 2 * aantal}
    assert double_bookings(db) == 0
    check_books(db)
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(AfspraakRij)) == aantal
        bevestigd = (
            select(func.count()).select_from(UitgaandeMail).where(UitgaandeMail.sleutel.endswith(":bevestigd"))
        )
        assert session.scalar(bevestigd) == aantal


def book_again_what_is_called_off(db: Database, now: datetime, elke: int) -> None:
    """One in so many is called off, and its time given to someone else."""
    with db.reading() as session:
        welke = session.scalars(select(AfspraakRij.id).order_by(AfspraakRij.id)).all()[::elke]
    for afspraak_id in welke:
        oud = db.run(lambda s, nummer=afspraak_id: service.cancel_afspraak(s, DoorBezoeker(), nummer, now))
        wens = Mededinger.wish(oud.begin, f"nieuw-{afspraak_id}")
        nieuw = db.run(lambda s, wens=wens: service.book_afspraak(s, DoorBezoeker(), wens, now))
        assert (nieuw.begin, nieuw.id) != (oud.begin, oud.id)
        assert nieuw.begin == oud.begin


def test_a_wish_that_is_sent_twice_at_once_is_one_appointment_with_one_confirmation(
    db: Database, now: datetime
) -> None:
    send_each_twice(db, now, 24)
    book_again_what_is_called_off(db, now, elke=12)
    check_books(db)


@pytest.mark.proef
def test_ten_thousand_wishes_each_sent_twice_at_once(db: Database, now: datetime) -> None:
    begin = monotonic()
    send_each_twice(db, now, 10_000)
    print(f"\n{db.engine.dialect.name}: 10,000 wishes, 20,000 times sent, in {monotonic() - begin:.0f} s")
    book_again_what_is_called_off(db, now, elke=100)
    check_books(db)
