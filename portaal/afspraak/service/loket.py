"""What the balie and the phone team note: arrived, helped, missed, not reached."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import KanNiet, Partij, Soort, Status, Tijdkeuze, Tijdvak, Tijdwens
from portaal.afspraak.berichten import Mailsoort
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.planning import Planning
from portaal.afspraak.rules.mag import may_become, tries_again
from portaal.afspraak.service.gevolgen import tell
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.core.door import DoorMedewerker
from portaal.core.events.afspraak import AfspraakAangekomen, AfspraakAfgerond, AfspraakVerzet
from portaal.core.tijd import today


def note_status(
    session: Session, door: DoorMedewerker, afspraak_id: int, status: Status, now: datetime
) -> Afspraak:
    """Note that someone arrived, was helped or did not come; back to planned undoes a slip. Raises KanNiet.

    The place stays theirs: its time is running or over.
    """
    rij = boeking.lock_afspraak(make_planning(session, now), afspraak_id)
    if not may_become(rij.status, status):
        raise KanNiet
    rij.status, rij.gewijzigd_at = status, now
    if status is Status.AANGEKOMEN:
        tell(session, door, rij, None, AfspraakAangekomen(rij.id), now=now)
    else:
        tell(session, door, rij, None, AfspraakAfgerond(rij.id, status.value), now=now)
    return make_kaarten(session, [rij], now)[0]


def note_niet_bereikt(session: Session, door: DoorMedewerker, afspraak_id: int, now: datetime) -> Afspraak:
    """Nobody answered: a new time is planned at once and told, as often as policy says. Raises KanNiet.

    Only after that the appointment ends as not reached; until then a hold on letters stays.
    """
    planning = make_planning(session, now, afspraak_id=afspraak_id)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    if rij.soort is not Soort.BELLEN or not rij.status.is_open:
        raise KanNiet
    rij.belpogingen += 1
    nieuw = _next_time(planning, rij) if tries_again(planning.beleid, rij.belpogingen) else None
    if nieuw is None:
        rij.status, rij.gewijzigd_at = Status.NIET_BEREIKT, now
        tell(session, door, rij, Mailsoort.NIET_BEREIKT_KLAAR, AfspraakAfgerond(rij.id, rij.status.value), now=now)
    else:
        keuze = Tijdkeuze(_wens(rij), nieuw.begin)
        boeking.move(planning, rij, keuze, Partij.GEMEENTE, is_medewerker=True)
        tell(session, door, rij, Mailsoort.NIET_BEREIKT, AfspraakVerzet(rij.id), now=now)
    return make_kaarten(session, [rij], now)[0]


def _wens(rij: AfspraakKolommen) -> Tijdwens:
    return Tijdwens(rij.onderwerp, rij.soort)


def _next_time(planning: Planning, rij: AfspraakKolommen) -> Tijdvak | None:
    """The free time nearest to the same hour on the next day that has any: that hour suited them."""
    morgen = today(planning.now) + timedelta(days=1)
    dag = next(iter(planning.days(_wens(rij), morgen)), None)
    if dag is None:
        return None
    zelfde_uur = rij.begin + timedelta(days=(dag.datum - today(rij.begin)).days)
    return min(dag.tijden, key=lambda tijdvak: abs(tijdvak.begin - zelfde_uur))
