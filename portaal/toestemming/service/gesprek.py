"""Talks in schuldhulp's own agenda, on tables of its own: planned by the inwoner or by who took the request."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import Partij, Soort, Status, Tijdwens
from portaal.afspraak.berichten import Afzender, Mailsoort, mail_afspraak
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.kaart import Afspraak, make_kaart
from portaal.afspraak.planning import Aanbod, Planning, kinds_of
from portaal.core.door import Door, DoorInwoner, DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.logboek.service import record
from portaal.toestemming.begrip import LOPEND, Hulpstatus
from portaal.toestemming.model import TABELLEN, Hulpgesprek, Hulpvraag

ONDERWERP = "geldzorgen"
AFZENDER = Afzender("gesprek", "/mijn/gesprek")


def _planning(session: Session, now: datetime) -> Planning:
    return Planning(session, TABELLEN, now)


def kinds(session: Session, now: datetime) -> list[Soort]:
    """In which ways one can talk with schuldhulp."""
    return kinds_of(_planning(session, now).beleid, ONDERWERP)


def free_times(session: Session, soort: Soort, now: datetime, vanaf: date | None = None) -> Aanbod:
    """The first days on which schuldhulp has time. Raises OnbekendOnderwerp."""
    return _planning(session, now).free_times(Tijdwens(ONDERWERP, soort), vanaf, dagen=3)


def plan_gesprek(
    session: Session, door: Door, vraag: Hulpvraag, soort: Soort, begin: datetime, sleutel: str, now: datetime
) -> Afspraak:
    """Plan the talk and confirm it by mail; the same `sleutel` sent twice is one talk. Raises TijdvakBezet."""
    planning = _planning(session, now)
    tijdvak = planning.offered(Tijdwens(ONDERWERP, soort), begin)
    verzoek = Afspraakverzoek(
        onderwerp=ONDERWERP,
        soort=soort,
        begin=begin,
        contact=Contact(vraag.naam, vraag.telefoon, vraag.email, voicemail=vraag.voicemail),
        sleutel=sleutel,
        locatie=tijdvak.locatie,
        inwoner_id=vraag.inwoner_id,
    )
    rij, is_nieuw = boeking.book(planning, verzoek, "inwoner" if isinstance(door, DoorInwoner) else "medewerker")
    if isinstance(rij, Hulpgesprek) and is_nieuw:
        rij.hulpvraag_id, rij.medewerker_id = vraag.id, vraag.medewerker_id
        _tell(session, door, rij, Mailsoort.BEVESTIGD, now)
    return make_kaart(rij, planning.beleid, now)


def gesprek_of(session: Session, inwoner_id: int, now: datetime) -> Afspraak | None:
    """The inwoner's next talk with schuldhulp, whether or not their yes still counts: it is their own."""
    vraag = select(Hulpgesprek).where(
        Hulpgesprek.inwoner_id == inwoner_id, Hulpgesprek.einde > now, Hulpgesprek.status == Status.GEPLAND
    )
    rij = session.scalar(vraag.order_by(Hulpgesprek.begin).limit(1))
    return make_kaart(rij, _planning(session, now).beleid, now) if rij else None


def gesprek_for(session: Session, hulpvraag_id: int, now: datetime) -> Afspraak | None:
    """The next talk that goes with a request."""
    vraag = select(Hulpgesprek).where(
        Hulpgesprek.hulpvraag_id == hulpvraag_id, Hulpgesprek.einde > now, Hulpgesprek.status == Status.GEPLAND
    )
    rij = session.scalar(vraag.order_by(Hulpgesprek.begin).limit(1))
    return make_kaart(rij, _planning(session, now).beleid, now) if rij else None


def cancel_gesprek(session: Session, door: Door, inwoner_id: int, now: datetime) -> bool:
    """Call the inwoner's next talk off and give its place back. False when there is none. Raises TeLaat."""
    kaart = gesprek_of(session, inwoner_id, now)
    if kaart is None:
        return False
    planning = _planning(session, now)
    rij = boeking.lock_afspraak(planning, kaart.id)
    is_medewerker = isinstance(door, DoorMedewerker)
    boeking.cancel(planning, rij, Partij.INWONER, is_medewerker=is_medewerker)
    _tell(session, door, rij, Mailsoort.GEANNULEERD, now)
    return True


def list_agenda(session: Session, medewerker_id: int, now: datetime) -> list[tuple[Afspraak, int | None]]:
    """The talks to come of the team, with the request of each (None after it ended).

    Of a request that ended, a talk that the inwoner kept is seen by nobody but the employee who holds it.
    """
    planning = _planning(session, now)
    loopt = select(Hulpvraag.id).where(Hulpvraag.status.in_(LOPEND))
    vraag = (
        select(Hulpgesprek)
        .where(Hulpgesprek.status == Status.GEPLAND, Hulpgesprek.einde > now - timedelta(hours=12))
        .where(or_(Hulpgesprek.hulpvraag_id.in_(loopt), Hulpgesprek.medewerker_id == medewerker_id))
        .order_by(Hulpgesprek.begin, Hulpgesprek.id)
    )
    rijen = list(session.scalars(vraag))
    lopend = set(session.scalars(loopt.where(Hulpvraag.id.in_([rij.hulpvraag_id for rij in rijen]))))
    return [
        (make_kaart(rij, planning.beleid, now), rij.hulpvraag_id if rij.hulpvraag_id in lopend else None)
        for rij in rijen
    ]


def note_gehouden(session: Session, door: DoorMedewerker, gesprek_id: int, now: datetime, *, kwam: bool) -> None:
    """The talk took place, which stops the clock, or nobody came or answered. Raises NietGevonden."""
    rij = session.get(Hulpgesprek, gesprek_id, with_for_update=True)
    if rij is None or rij.status is not Status.GEPLAND or today(rij.begin) > today(now):
        raise NietGevonden
    vraag = session.get(Hulpvraag, rij.hulpvraag_id) if rij.hulpvraag_id else None
    loopt = vraag is not None and vraag.status.loopt
    if not loopt and rij.medewerker_id != door.medewerker_id:
        raise NietGevonden
    rij.status, rij.gewijzigd_at = (Status.GEHOLPEN if kwam else Status.GEMIST), now
    if vraag is not None and loopt and kwam:
        vraag.status, vraag.gesproken_at = Hulpstatus.GESPROKEN, vraag.gesproken_at or now
    _tell(session, door, rij, None, now)


def _tell(session: Session, door: Door, rij: object, soort: Mailsoort | None, now: datetime) -> None:
    if not isinstance(rij, Hulpgesprek):
        raise TypeError(rij)
    record(session, door, f"toestemming:gesprek:{rij.status.value}", inwoner_id=rij.inwoner_id, now=now)
    if soort is not None:
        planning = _planning(session, now)
        mail_afspraak(session, make_kaart(rij, planning.beleid_on(today(rij.begin)), now), soort, now, AFZENDER)
    session.flush()
