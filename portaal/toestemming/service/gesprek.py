"""Talks in schuldhulp's own agenda, on tables of its own: planning, moving and calling off."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import Partij, Soort, Status, Tijdkeuze, Tijdwens
from portaal.afspraak.berichten import Afzender, Mailsoort, calendar_item, mail_afspraak
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.kaart import Afspraak, make_kaart
from portaal.afspraak.kalender import Methode, make_ics
from portaal.afspraak.links import read_link
from portaal.afspraak.planning import Aanbod, Planning, kinds_of
from portaal.afspraak.sms import MOET_AANKOMEN
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.beleid.service import gemeente
from portaal.core.door import Door, DoorBezoeker, DoorInwoner, DoorMedewerker, DoorSysteem
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.logboek.service import record
from portaal.toestemming.begrip import GeenBereik, Hulpstatus, Toestemmingskanaal, Wie
from portaal.toestemming.model import TABELLEN, Hulpgesprek, Hulpvraag
from portaal.toestemming.service.geven import Contactwens, give
from portaal.toestemming.service.lezen import running_hulpvraag

ONDERWERP = "geldzorgen"
AFZENDER = Afzender("gesprek", "/gesprek")


def planning_of(session: Session, now: datetime, gesprek_id: int = 0) -> Planning:
    """The agendas of schuldhulp; what `gesprek_id` has counts as free."""
    return Planning(session, TABELLEN, now, afspraak_id=gesprek_id)


def kinds(session: Session, now: datetime) -> list[Soort]:
    """In which ways one can talk with schuldhulp."""
    return kinds_of(planning_of(session, now).beleid, ONDERWERP)


def free_times(
    session: Session, soort: Soort, now: datetime, vanaf: date | None = None, *, gesprek_id: int = 0
) -> Aanbod:
    """The first days on which schuldhulp has time. Raises OnbekendOnderwerp."""
    return planning_of(session, now, gesprek_id).free_times(Tijdwens(ONDERWERP, soort), vanaf, dagen=3)


def plan_gesprek(
    session: Session,
    door: Door,
    vraag: Hulpvraag,
    soort: Soort,
    begin: datetime,
    sleutel: str,
    now: datetime,
    *,
    taal: str = "nl",
) -> Afspraak:
    """Plan the talk and confirm it by mail; the same `sleutel` sent twice is one talk.

    Raises TijdvakBezet, and GeenBereik for a talk by phone without a number.
    """
    if soort is Soort.BELLEN and not vraag.telefoon:
        raise GeenBereik
    planning = planning_of(session, now)
    tijdvak = planning.offered(Tijdwens(ONDERWERP, soort), begin)
    verzoek = Afspraakverzoek(
        onderwerp=ONDERWERP,
        soort=soort,
        begin=begin,
        contact=Contact(vraag.naam, vraag.telefoon, vraag.email, taal=taal, voicemail=vraag.voicemail),
        sleutel=sleutel,
        locatie=tijdvak.locatie,
        inwoner_id=vraag.inwoner_id,
    )
    rij, is_nieuw = boeking.book(planning, verzoek, _door_soort(door))
    if isinstance(rij, Hulpgesprek) and is_nieuw:
        rij.hulpvraag_id, rij.medewerker_id = vraag.id, vraag.medewerker_id
        _tell(session, door, rij, Mailsoort.BEVESTIGD, now)
    return make_kaart(rij, planning.beleid, now)


def book_as_bezoeker(
    session: Session,
    wie: str,
    wens: Contactwens,
    soort: Soort,
    begin: datetime,
    sleutel: str,
    now: datetime,
    *,
    taal: str = "nl",
) -> Afspraak:
    """A talk for someone without login. Asking for it is asking for contact: the clock of the Wgs starts.

    Raises TijdvakBezet, TeVeelAfspraken, and GeenBereik; the caller then keeps nothing.
    """
    planning = planning_of(session, now)
    boeking.check_room_for(planning, Contact(wens.naam, wens.telefoon, wens.email), sleutel)
    planning.offered(Tijdwens(ONDERWERP, soort), begin)
    door = DoorBezoeker()
    if running_hulpvraag(session, wie) is None:
        give(session, door, wie, wens, now, taal=taal, kanaal=Toestemmingskanaal.AFSPRAAK)
    vraag = running_hulpvraag(session, wie)
    if vraag is None:
        raise NietGevonden
    return plan_gesprek(session, door, vraag, soort, begin, sleutel, now, taal=taal)


def gesprek_of(session: Session, wie: Wie, now: datetime) -> Afspraak | None:
    """Someone's next talk with schuldhulp, whether or not their yes still counts: it is their own."""
    if isinstance(wie, int):
        return _next(session, Hulpgesprek.inwoner_id == wie, now)
    eigen = select(Hulpvraag.id).where(Hulpvraag.bezoeker == wie)
    return _next(session, Hulpgesprek.hulpvraag_id.in_(eigen), now)


def gesprek_for(session: Session, hulpvraag_id: int, now: datetime) -> Afspraak | None:
    """The next talk that goes with a request."""
    return _next(session, Hulpgesprek.hulpvraag_id == hulpvraag_id, now)


def _next(session: Session, welke: object, now: datetime) -> Afspraak | None:
    vraag = select(Hulpgesprek).where(Hulpgesprek.einde > now, Hulpgesprek.status == Status.GEPLAND)
    rij = session.scalar(vraag.where(welke).order_by(Hulpgesprek.begin).limit(1))  # type: ignore[arg-type]
    return make_kaart(rij, planning_of(session, now).beleid, now) if rij else None


def read_gesprek(session: Session, token: str, now: datetime) -> Afspraak:
    """The talk of a link. Raises NietGevonden for a link that is not ours."""
    rij = session.get(Hulpgesprek, read_link(token, AFZENDER.waarvoor))
    if rij is None:
        raise NietGevonden
    return make_kaart(rij, planning_of(session, now).beleid, now)


def is_open_question(session: Session, gesprek_id: int) -> bool:
    """Whether the yes behind a talk is gone, and the inwoner did not say yet what to do with the talk."""
    rij = session.get_one(Hulpgesprek, gesprek_id)
    return rij.blijft_at is None and status_behind(session, gesprek_id) is Hulpstatus.GESTOPT


def status_behind(session: Session, gesprek_id: int) -> Hulpstatus | None:
    """Where the request for contact stands that a talk came from; None when it is kept no longer."""
    rij = session.get_one(Hulpgesprek, gesprek_id)
    vraag = session.get(Hulpvraag, rij.hulpvraag_id) if rij.hulpvraag_id else None
    return vraag.status if vraag else None


def keep_gesprek(session: Session, door: Door, gesprek_id: int, now: datetime) -> None:
    """The inwoner says that the talk stays, though their yes was taken back. Raises NietGevonden."""
    rij = _lock(session, gesprek_id, now)
    rij.blijft_at = now
    _tell(session, door, rij, None, now)


def cancel_gesprek(session: Session, door: Door, gesprek_id: int, now: datetime) -> None:
    """Call a talk off and give its place back. Raises NietGevonden, AlVoorbij or TeLaat."""
    planning, rij = planning_of(session, now), _lock(session, gesprek_id, now)
    partij = _partij(door)
    boeking.cancel(planning, rij, partij, is_medewerker=isinstance(door, DoorMedewerker))
    door_ons = partij is Partij.GEMEENTE
    _tell(session, door, rij, Mailsoort.GEANNULEERD_DOOR_ONS if door_ons else Mailsoort.GEANNULEERD, now)


def call_off_unheld(session: Session, door: DoorSysteem, wie: Wie, now: datetime) -> None:
    """Call off what nobody holds of who is no longer ours to talk to; they hear it, and can choose anew."""
    eigen = select(Hulpvraag.id).where(
        Hulpvraag.inwoner_id == wie if isinstance(wie, int) else Hulpvraag.bezoeker == wie
    )
    vraag = select(Hulpgesprek).where(
        Hulpgesprek.hulpvraag_id.in_(eigen),
        Hulpgesprek.medewerker_id.is_(None),
        Hulpgesprek.status == Status.GEPLAND,
        Hulpgesprek.begin > now,
    )
    for rij in session.scalars(vraag).all():
        boeking.cancel(planning_of(session, now, rij.id), rij, Partij.GEMEENTE, is_medewerker=True)
        _tell(session, door, rij, Mailsoort.GEANNULEERD_DOOR_ONS, now)


def move_gesprek(
    session: Session, door: Door, gesprek_id: int, soort: Soort, begin: datetime, now: datetime
) -> None:
    """Move a talk; the new calendar file counts up, so that it replaces the old one (RFC 5545, SEQUENCE).

    Raises NietGevonden, TijdvakBezet, AlVoorbij or TeLaat; then it stands where it stood.
    """
    planning, rij = planning_of(session, now, gesprek_id), _lock(session, gesprek_id, now)
    tijdvak = planning.offered(Tijdwens(ONDERWERP, soort), begin)
    naar, partij = Tijdkeuze(Tijdwens(ONDERWERP, soort, tijdvak.locatie), begin), _partij(door)
    boeking.move(planning, rij, naar, partij, is_medewerker=isinstance(door, DoorMedewerker))
    door_ons = partij is Partij.GEMEENTE
    _tell(session, door, rij, Mailsoort.VERZET_DOOR_ONS if door_ons else Mailsoort.VERZET, now)


def calendar_of(session: Session, kaart: Afspraak, now: datetime) -> bytes:
    """A talk as a file for one's own calendar; it names no subject."""
    item = calendar_item(kaart, gemeente(session, today(now)), AFZENDER)
    return make_ics([item], Methode.PUBLISH)


def _lock(session: Session, gesprek_id: int, now: datetime) -> Hulpgesprek:
    rij: AfspraakKolommen = boeking.lock_afspraak(planning_of(session, now), gesprek_id)
    if not isinstance(rij, Hulpgesprek):
        raise TypeError(rij)
    return rij


def _partij(door: Door) -> Partij:
    """Whose wish it is: an employee who acts for an inwoner does what that inwoner asked."""
    is_ons = isinstance(door, DoorMedewerker) and not door.namens
    return Partij.GEMEENTE if is_ons else Partij.INWONER


def _door_soort(door: Door) -> str:
    return {DoorInwoner: "inwoner", DoorBezoeker: "bezoeker"}.get(type(door), "medewerker")


def _tell(session: Session, door: Door, rij: Hulpgesprek, soort: Mailsoort | None, now: datetime) -> None:
    record(session, door, f"toestemming:gesprek:{rij.status.value}", inwoner_id=rij.inwoner_id, now=now)
    if soort is not None:
        kaart = make_kaart(rij, planning_of(session, now).beleid_on(today(rij.begin)), now)
        is_verstuurd = mail_afspraak(session, kaart, soort, now, AFZENDER)
        # What we changed ourselves must reach them: without mail someone phones.
        rij.niet_gemeld_at = now if soort in MOET_AANKOMEN and not is_verstuurd else None
    session.flush()
