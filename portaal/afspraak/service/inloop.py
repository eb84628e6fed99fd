"""Walking in: a number, the wall screen, calling the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Inloopstatus, KanNiet
from portaal.afspraak.model import Inloopnummer
from portaal.afspraak.rules.inloop import is_inloop_open, typical_duur, waiting_time
from portaal.afspraak.service.lezen import make_planning
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.logboek.service import record

_POGINGEN = 20
_OP_SCHERM = 5


@dataclass(frozen=True)
class Inloopstand:
    """The queue of a location at this moment; numbers, never names."""

    locatie: str
    naam: str
    is_open: bool
    geroepen: Sequence[Inloopnummer]
    wachtend: Sequence[Inloopnummer]
    wacht: timedelta

    @property
    def wacht_minuten(self) -> int:
        """How long who comes now waits."""
        return self.wacht // timedelta(minutes=1)


def read_inloop(session: Session, locatie: str, now: datetime) -> Inloopstand:
    """The queue. Raises NietGevonden for a location where one cannot walk in."""
    beleid = make_planning(session, now).beleid
    if locatie not in beleid.inloop:
        raise NietGevonden
    van_vandaag = list(_today(session, locatie, now))
    geroepen = [n for n in van_vandaag if n.status is Inloopstatus.GEROEPEN]
    wachtend = [n for n in van_vandaag if n.status is Inloopstatus.WACHT]
    duren = [n.klaar_at - n.geroepen_at for n in van_vandaag if n.klaar_at and n.geroepen_at]
    duur = typical_duur(beleid.inloop[locatie], duren)
    loketten = len({n.loket for n in geroepen})
    return Inloopstand(
        locatie=locatie,
        naam=beleid.locaties[locatie].naam,
        is_open=is_inloop_open(beleid, locatie, now),
        geroepen=sorted(geroepen, key=lambda n: n.geroepen_at or now, reverse=True)[:_OP_SCHERM],
        wachtend=wachtend,
        wacht=waiting_time(len(wachtend), loketten, duur),
    )


def _today(session: Session, locatie: str, now: datetime) -> Sequence[Inloopnummer]:
    vraag = select(Inloopnummer).filter_by(locatie=locatie, dag=today(now)).order_by(Inloopnummer.nummer)
    return session.scalars(vraag).all()


def give_nummer(
    session: Session, door: DoorMedewerker, locatie: str, onderwerp: str, now: datetime
) -> Inloopnummer:
    """The next number of the day; two at once get two numbers. Raises NietGevonden."""
    read_inloop(session, locatie, now)
    for _ in range(_POGINGEN):
        rij = Inloopnummer(
            locatie=locatie,
            dag=today(now),
            nummer=_next(session, locatie, now),
            onderwerp=onderwerp,
            created_at=now,
        )
        try:
            with session.begin_nested():
                session.add(rij)
        except IntegrityError:
            continue
        record(session, door, "afspraak:inloopnummer:gegeven", now=now, object_ref=f"inloopnummer:{rij.id}")
        return rij
    raise KanNiet


def _next(session: Session, locatie: str, now: datetime) -> int:
    vraag = select(func.max(Inloopnummer.nummer)).filter_by(locatie=locatie, dag=today(now))
    return (session.scalar(vraag) or 0) + 1


def call_next(
    session: Session, door: DoorMedewerker, locatie: str, loket: str, now: datetime
) -> Inloopnummer | None:
    """Call who waits longest to a desk; whoever that desk had is done. None when nobody waits.

    Two desks that call at once call two people: the row is locked, and skipped by the other.
    """
    for rij in session.scalars(
        select(Inloopnummer).filter_by(locatie=locatie, dag=today(now), status=Inloopstatus.GEROEPEN, loket=loket)
    ):
        rij.status, rij.klaar_at = Inloopstatus.GEHOLPEN, now
    volgende = session.scalar(
        select(Inloopnummer)
        .filter_by(locatie=locatie, dag=today(now), status=Inloopstatus.WACHT)
        .order_by(Inloopnummer.nummer)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if volgende is None:
        return None
    volgende.status, volgende.loket, volgende.geroepen_at = Inloopstatus.GEROEPEN, loket, now
    record(session, door, "afspraak:inloopnummer:geroepen", now=now, object_ref=f"inloopnummer:{volgende.id}")
    session.flush()
    return volgende


def note_inloop(
    session: Session, door: DoorMedewerker, nummer_id: int, status: Inloopstatus, now: datetime
) -> None:
    """Helped, gone, or back in the queue. Raises NietGevonden."""
    rij = get_locked(session, Inloopnummer, nummer_id)
    rij.status = status
    if status is Inloopstatus.WACHT:
        rij.loket, rij.geroepen_at = "", None
    elif status is Inloopstatus.GEHOLPEN:
        rij.klaar_at = now
    record(session, door, f"afspraak:inloopnummer:{status}", now=now, object_ref=f"inloopnummer:{rij.id}")
