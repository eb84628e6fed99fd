"""The door to appointments: what is free, booking, moving, calling off; each with its mail, event and logboek."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import Partij, Tijdkeuze, Tijdvak, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.berichten import Mailsoort, calendar_item, mail_afspraak
from portaal.afspraak.boeking import Afspraakverzoek
from portaal.afspraak.kaart import Afspraak, make_kaart
from portaal.afspraak.kalender import Methode, make_ics
from portaal.afspraak.model import TABELLEN, AfspraakRij
from portaal.afspraak.opslag import hash_houder
from portaal.afspraak.planning import Aanbod, Planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.beleid.service import gemeente
from portaal.core.door import Door, DoorBezoeker, DoorInwoner, DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.events import Gebeurtenis
from portaal.core.events.afspraak import AfspraakGeannuleerd, AfspraakGeboekt, AfspraakVerzet
from portaal.core.tijd import today
from portaal.infra.werk.gebeurtenissen import announce
from portaal.logboek.service import record


def afsprakenbeleid(session: Session, now: datetime) -> Afsprakenbeleid:
    """What the gemeente arranges about talks, today."""
    return _planning(session, now).beleid


def free_times(
    session: Session,
    wens: Tijdwens,
    now: datetime,
    *,
    vanaf: date | None = None,
    dagen: int = 3,
    houder: str = "",
    afspraak_id: int = 0,
) -> Aanbod:
    """The first days with free times; what this session holds or this appointment has counts as free.

    Raises OnbekendOnderwerp.
    """
    return _planning(session, now, houder, afspraak_id).free_times(wens, vanaf, dagen)


def alternatives(
    session: Session, wens: Tijdwens, begin: datetime, now: datetime, *, houder: str = "", afspraak_id: int = 0
) -> list[Tijdvak]:
    """Three free times near one that is taken. Raises OnbekendOnderwerp."""
    return _planning(session, now, houder, afspraak_id).alternatives(wens, begin)


def reserve(session: Session, wens: Tijdwens, begin: datetime, houder: str, now: datetime) -> Tijdvak:
    """Hold a time for the session that knows `houder`, for as many minutes as policy says.

    Raises TijdvakBezet or OnbekendOnderwerp.
    """
    return boeking.reserve(_planning(session, now, houder), wens, begin)


def release_reservering(session: Session, houder: str, now: datetime) -> None:
    """Let go of what the session holds."""
    planning = _planning(session, now, houder)
    planning.opslag.release_houder(planning.houder)


def book_afspraak(session: Session, door: Door, verzoek: Afspraakverzoek, now: datetime) -> Afspraak:
    """Give the time to who asks for it, with confirmation. The same wish sent twice is one appointment.

    Raises TijdvakBezet, OnbekendOnderwerp, and TeVeelAfspraken for who asks without an employee.
    """
    planning = _planning(session, now, verzoek.houder)
    if not isinstance(door, DoorMedewerker):
        boeking.check_room_for(planning, verzoek.contact, verzoek.sleutel)
    rij, is_nieuw = boeking.book(planning, verzoek, _door_soort(door))
    if is_nieuw:
        _tell(session, door, rij, Mailsoort.BEVESTIGD, AfspraakGeboekt(rij.id), now=now)
    return _kaart(session, rij, now)


def cancel_afspraak(
    session: Session, door: Door, afspraak_id: int, now: datetime, *, partij: Partij | None = None
) -> Afspraak:
    """Call it off and tell who would have come. Raises NietGevonden, AlVoorbij or TeLaat.

    `partij` says whose wish it is, for an employee who does what a caller asks.
    """
    planning = _planning(session, now)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    boeking.cancel(planning, rij, partij or _partij(door), is_medewerker=isinstance(door, DoorMedewerker))
    door_ons = rij.geannuleerd_door is Partij.GEMEENTE
    soort = Mailsoort.GEANNULEERD_DOOR_ONS if door_ons else Mailsoort.GEANNULEERD
    _tell(session, door, rij, soort, AfspraakGeannuleerd(rij.id), now=now)
    return _kaart(session, rij, now)


def move_afspraak(
    session: Session,
    door: Door,
    afspraak_id: int,
    naar: Tijdkeuze,
    now: datetime,
    *,
    houder: str = "",
    partij: Partij | None = None,
) -> Afspraak:
    """Move it to another time and tell who comes.

    Raises NietGevonden, TijdvakBezet, AlVoorbij or TeLaat; then it stands where it stood.
    """
    planning = _planning(session, now, houder, afspraak_id)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    boeking.move(planning, rij, naar, partij or _partij(door), is_medewerker=isinstance(door, DoorMedewerker))
    soort = Mailsoort.VERZET_DOOR_ONS if rij.verzet_door is Partij.GEMEENTE else Mailsoort.VERZET
    _tell(session, door, rij, soort, AfspraakVerzet(rij.id), now=now)
    return _kaart(session, rij, now)


def get_afspraak(session: Session, afspraak_id: int, now: datetime) -> Afspraak:
    """One appointment. Raises NietGevonden."""
    rij = session.get(AfspraakRij, afspraak_id)
    if rij is None:
        raise NietGevonden
    return _kaart(session, rij, now)


def afspraken_of(session: Session, inwoner_id: int, now: datetime) -> list[Afspraak]:
    """The appointments of an inwoner that are still to come, soonest first."""
    vraag = (
        select(AfspraakRij)
        .where(AfspraakRij.inwoner_id == inwoner_id, AfspraakRij.einde > now)
        .order_by(AfspraakRij.begin)
    )
    rijen = list(session.scalars(vraag))
    return [kaart for kaart in make_kaarten(session, rijen, now) if kaart.is_open]


def is_afspraak_of(session: Session, afspraak_id: int, inwoner_id: int) -> bool:
    """Whether this appointment is this inwoner's."""
    rij = session.get(AfspraakRij, afspraak_id)
    return rij is not None and rij.inwoner_id == inwoner_id


def is_proof(afspraak: Afspraak, antwoord: str) -> bool:
    """Whether someone knows what only who booked does: the end of the phone number, or the address."""
    contact = afspraak.contact
    if "@" in antwoord:
        return bool(contact.email) and antwoord.strip().casefold() == contact.email.casefold()
    cijfers = "".join(teken for teken in antwoord if teken.isdigit())
    return bool(contact.telefoon) and len(cijfers) >= 4 and contact.telefoon.endswith(cijfers[-4:])


def calendar_file(session: Session, afspraak: Afspraak, now: datetime) -> bytes:
    """The appointment as a file for one's own calendar."""
    item = replace(calendar_item(afspraak, gemeente(session, today(now))), deelnemer_email="")
    return make_ics([item], Methode.PUBLISH)


def make_kaarten(session: Session, rijen: Sequence[AfspraakKolommen], now: datetime) -> list[Afspraak]:
    """The cards of rows, with the policy of each one's day read once a day."""
    planning = _planning(session, now)
    per_dag = {dag: planning.beleid_on(dag) for dag in {today(rij.begin) for rij in rijen}}
    return [make_kaart(rij, per_dag[today(rij.begin)], now) for rij in rijen]


def _planning(session: Session, now: datetime, houder: str = "", afspraak_id: int = 0) -> Planning:
    return Planning(session, TABELLEN, now, hash_houder(houder) if houder else "", afspraak_id)


def _kaart(session: Session, rij: AfspraakKolommen, now: datetime) -> Afspraak:
    return make_kaarten(session, [rij], now)[0]


def _tell(
    session: Session,
    door: Door,
    rij: AfspraakKolommen,
    soort: Mailsoort,
    gebeurtenis: Gebeurtenis,
    *,
    now: datetime,
) -> None:
    wat = gebeurtenis.NAAM
    record(session, door, wat, now=now, inwoner_id=rij.inwoner_id, object_ref=f"afspraak:{rij.id}")
    announce(session, gebeurtenis, now)
    mail_afspraak(session, _kaart(session, rij, now), soort, now)


def _partij(door: Door) -> Partij:
    """Whose wish it is: an employee who acts for an inwoner does what that inwoner asked."""
    if isinstance(door, DoorMedewerker):
        return Partij.INWONER if door.namens else Partij.GEMEENTE
    return Partij.INWONER if isinstance(door, DoorInwoner | DoorBezoeker) else Partij.GEMEENTE


def _door_soort(door: Door) -> str:
    soorten = {DoorInwoner: "inwoner", DoorMedewerker: "medewerker", DoorBezoeker: "bezoeker"}
    return soorten.get(type(door), "portaal")
