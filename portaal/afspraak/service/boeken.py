"""What is free, booking, moving and calling off; each change with its mail, event, logboek row and hold."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import Partij, Tijdkeuze, Tijdvak, TijdvakBezet, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.berichten import Mailsoort
from portaal.afspraak.boeking import Afspraakverzoek
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.planning import Aanbod
from portaal.afspraak.service.gevolgen import tell
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.core.door import Door, DoorBezoeker, DoorInwoner, DoorMedewerker
from portaal.core.events.afspraak import AfspraakGeannuleerd, AfspraakGeboekt, AfspraakVerzet


def afsprakenbeleid(session: Session, now: datetime) -> Afsprakenbeleid:
    """What the gemeente arranges about talks, today."""
    return make_planning(session, now).beleid


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
    return make_planning(session, now, houder, afspraak_id).free_times(wens, vanaf, dagen)


def alternatives(
    session: Session, wens: Tijdwens, begin: datetime, now: datetime, *, houder: str = "", afspraak_id: int = 0
) -> list[Tijdvak]:
    """Three free times near one that is taken. Raises OnbekendOnderwerp."""
    return make_planning(session, now, houder, afspraak_id).alternatives(wens, begin)


def is_free(session: Session, wens: Tijdwens, begin: datetime, now: datetime, *, houder: str = "") -> bool:
    """Whether the time stands on the list for who knows `houder`: a look, which promises nothing."""
    try:
        make_planning(session, now, houder).offered(wens, begin)
    except TijdvakBezet:
        return False
    return True


def reserve(session: Session, wens: Tijdwens, begin: datetime, houder: str, now: datetime) -> Tijdvak:
    """Hold a time for the session that knows `houder`, for as many minutes as policy says.

    Raises TijdvakBezet or OnbekendOnderwerp.
    """
    return boeking.reserve(make_planning(session, now, houder), wens, begin)


def check_free(session: Session, wens: Tijdwens, begin: datetime, houder: str, now: datetime) -> Tijdvak:
    """The time, still free for who knows `houder`; what they held is let go. Raises TijdvakBezet."""
    planning = make_planning(session, now, houder)
    tijdvak = planning.offered(wens, begin)
    planning.opslag.release_houder(planning.houder)
    return tijdvak


def release_reservering(session: Session, houder: str, now: datetime) -> None:
    """Let go of what the session holds."""
    planning = make_planning(session, now, houder)
    planning.opslag.release_houder(planning.houder)


def book_afspraak(session: Session, door: Door, verzoek: Afspraakverzoek, now: datetime) -> Afspraak:
    """Give the time to who asks for it, with confirmation. The same wish sent twice is one appointment.

    Raises TijdvakBezet, OnbekendOnderwerp, and TeVeelAfspraken for who asks without an employee.
    """
    planning = make_planning(session, now, verzoek.houder)
    if not isinstance(door, DoorMedewerker):
        boeking.check_room_for(planning, verzoek.contact, verzoek.sleutel)
    rij, is_nieuw = boeking.book(planning, verzoek, _door_soort(door))
    if is_nieuw:
        tell(session, door, rij, Mailsoort.BEVESTIGD, AfspraakGeboekt(rij.id), now=now)
    return make_kaarten(session, [rij], now)[0]


def cancel_afspraak(
    session: Session, door: Door, afspraak_id: int, now: datetime, *, partij: Partij | None = None
) -> Afspraak:
    """Call it off and tell who would have come. Raises NietGevonden, AlVoorbij or TeLaat.

    `partij` says whose wish it is, for an employee who does what a caller asks.
    """
    planning = make_planning(session, now)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    boeking.cancel(planning, rij, partij or _partij(door), is_medewerker=isinstance(door, DoorMedewerker))
    door_ons = rij.geannuleerd_door is Partij.GEMEENTE
    soort = Mailsoort.GEANNULEERD_DOOR_ONS if door_ons else Mailsoort.GEANNULEERD
    tell(session, door, rij, soort, AfspraakGeannuleerd(rij.id), now=now)
    return make_kaarten(session, [rij], now)[0]


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
    planning = make_planning(session, now, houder, afspraak_id)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    boeking.move(planning, rij, naar, partij or _partij(door), is_medewerker=isinstance(door, DoorMedewerker))
    soort = Mailsoort.VERZET_DOOR_ONS if rij.verzet_door is Partij.GEMEENTE else Mailsoort.VERZET
    tell(session, door, rij, soort, AfspraakVerzet(rij.id), now=now)
    return make_kaarten(session, [rij], now)[0]


def _partij(door: Door) -> Partij:
    """Whose wish it is: an employee who acts for an inwoner does what that inwoner asked."""
    if isinstance(door, DoorMedewerker):
        return Partij.INWONER if door.namens else Partij.GEMEENTE
    return Partij.INWONER if isinstance(door, DoorInwoner | DoorBezoeker) else Partij.GEMEENTE


def _door_soort(door: Door) -> str:
    soorten = {DoorInwoner: "inwoner", DoorMedewerker: "medewerker", DoorBezoeker: "bezoeker"}
    return soorten.get(type(door), "portaal")
