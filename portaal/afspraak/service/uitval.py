"""An employee who falls out: every appointment goes to a colleague or gets a new time, and everyone is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import Partij, Status, Tijdkeuze, Tijdvak, Tijdwens
from portaal.afspraak.berichten import Mailsoort
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.model import AfspraakRij, Afwezigheid
from portaal.afspraak.planning import Planning
from portaal.afspraak.service.gevolgen import tell
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.sms import can_tell
from portaal.core.door import DoorMedewerker
from portaal.core.events.afspraak import AfspraakGeannuleerd, AfspraakVerzet
from portaal.infra.database import locked
from portaal.logboek.service import record

MELDING = "melding"


class Gevolg(StrEnum):
    """What becomes of an appointment."""

    COLLEGA = "collega"
    VERZET = "verzet"
    AFGEZEGD = "afgezegd"


@dataclass(frozen=True)
class Uitval:
    """Who takes nobody, and when; `plek` is one of the agenda's places, None is all of them."""

    agenda: str
    plek: int | None
    begin: datetime
    einde: datetime


@dataclass(frozen=True)
class Verhuizing:
    """An appointment before and after. `bellen`: it changed, and we have no way but the phone to say so."""

    voor: Afspraak
    na: Afspraak
    gevolg: Gevolg

    @property
    def bellen(self) -> bool:
        """Whether someone must phone them."""
        return self.gevolg is not Gevolg.COLLEGA and not can_tell(self.voor.contact)


@dataclass(frozen=True)
class Afwezigheidregel:
    """A running absence, as it is listed."""

    id: int
    agenda: str
    plek: int | None
    begin: datetime
    einde: datetime
    bron: str


def preview_uitval(session: Session, door: DoorMedewerker, uitval: Uitval, now: datetime) -> list[Verhuizing]:
    """What would become of the appointments; nothing is kept of it."""
    proef = session.begin_nested()
    try:
        return place_uitval(session, door, uitval, now)
    finally:
        proef.rollback()
        session.expire_all()


def place_uitval(session: Session, door: DoorMedewerker, uitval: Uitval, now: datetime) -> list[Verhuizing]:
    """Let the agenda take nobody in this time, and give each of its appointments another place.

    First a colleague at the same time and place; else the nearest later time, with a mail that we are sorry;
    and when there is none, the appointment is off. Returns what became of each.
    """
    session.add(
        Afwezigheid(
            agenda=uitval.agenda,
            plek=uitval.plek,
            begin=uitval.begin,
            einde=uitval.einde,
            bron=MELDING,
            created_at=now,
        )
    )
    session.flush()
    record(session, door, "afspraak:afwezigheid:geplaatst", now=now, object_ref=f"agenda:{uitval.agenda}")
    return [_relocate(session, door, rij, now) for rij in _affected(session, uitval)]


def lift_uitval(session: Session, door: DoorMedewerker, afwezigheid_id: int, now: datetime) -> None:
    """The employee is back: from now on the agenda takes people again. What was moved stays moved."""
    session.execute(delete(Afwezigheid).where(Afwezigheid.id == afwezigheid_id, Afwezigheid.bron == MELDING))
    record(session, door, "afspraak:afwezigheid:opgeheven", now=now, object_ref=f"afwezigheid:{afwezigheid_id}")


def list_uitval(session: Session, now: datetime) -> list[Afwezigheidregel]:
    """The absences that run or are to come."""
    vraag = select(Afwezigheid).where(Afwezigheid.einde > now).order_by(Afwezigheid.begin)
    return [
        Afwezigheidregel(rij.id, rij.agenda, rij.plek, rij.begin, rij.einde, rij.bron)
        for rij in session.scalars(vraag)
    ]


def _affected(session: Session, uitval: Uitval) -> Sequence[AfspraakRij]:
    vraag = (
        select(AfspraakRij)
        .where(
            AfspraakRij.agenda == uitval.agenda,
            AfspraakRij.begin < uitval.einde,
            AfspraakRij.einde > uitval.begin,
            AfspraakRij.status == Status.GEPLAND,
        )
        .order_by(AfspraakRij.begin, AfspraakRij.id)
    )
    rijen = session.scalars(locked(vraag)).all()
    return [rij for rij in rijen if uitval.plek is None or rij.plek == uitval.plek]


def _relocate(session: Session, door: DoorMedewerker, rij: AfspraakRij, now: datetime) -> Verhuizing:
    planning = make_planning(session, now, afspraak_id=rij.id)
    voor = make_kaarten(session, [rij], now)[0]
    if boeking.hand_to_colleague(planning, rij):
        gevolg = Gevolg.COLLEGA
        record(
            session,
            door,
            "afspraak:afspraak:overgedragen",
            now=now,
            inwoner_id=rij.inwoner_id,
            object_ref=f"afspraak:{rij.id}",
        )
    elif nieuw := _later(planning, rij):
        gevolg = Gevolg.VERZET
        wens = Tijdwens(rij.onderwerp, rij.soort, nieuw.locatie)
        boeking.move(planning, rij, Tijdkeuze(wens, nieuw.begin), Partij.GEMEENTE, is_medewerker=True)
        tell(session, door, rij, Mailsoort.VERZET_DOOR_ONS, AfspraakVerzet(rij.id), now=now)
    else:
        gevolg = Gevolg.AFGEZEGD
        boeking.cancel(planning, rij, Partij.GEMEENTE, is_medewerker=True)
        tell(session, door, rij, Mailsoort.GEANNULEERD_DOOR_ONS, AfspraakGeannuleerd(rij.id), now=now)
    na = make_kaarten(session, [rij], now)[0]
    return Verhuizing(voor, na, gevolg)


def _later(planning: Planning, rij: AfspraakRij) -> Tijdvak | None:
    """The first time after the old one: an earlier one they might miss. At the same place when that can be."""
    for locatie in dict.fromkeys((rij.locatie, None)):
        wens = Tijdwens(rij.onderwerp, rij.soort, locatie)
        for tijdvak in planning.alternatives(wens, rij.begin, 6):
            if tijdvak.begin > rij.begin:
                return tijdvak
    return None
