"""Nobody answered our call: two new times are held for them, told at once, and taken with one button."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import KanNiet, Partij, Soort, Status, Tijdkeuze, Tijdvak, TijdvakBezet, Tijdwens
from portaal.afspraak.berichten import Mailsoort
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.model import AfspraakRij, Tijdvoorstel
from portaal.afspraak.planning import Planning
from portaal.afspraak.rules.mag import is_outcome_early, tries_again
from portaal.afspraak.rules.voorstel import choose_voorstellen, held_until
from portaal.afspraak.service.gevolgen import tell
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.core.door import Door, DoorMedewerker, DoorSysteem
from portaal.core.events.afspraak import AfspraakAfgerond, AfspraakNietBereikt, AfspraakVerzet
from portaal.core.tijd import today
from portaal.infra.database import locked


def note_niet_bereikt(session: Session, door: DoorMedewerker, afspraak_id: int, now: datetime) -> Afspraak:
    """Nobody answered: new times are held for them and told, as often as policy says. Raises KanNiet.

    Until they choose or the times lapse, a hold on letters stays.
    """
    planning = make_planning(session, now)
    rij = boeking.lock_afspraak(planning, afspraak_id)
    is_vroeg = is_outcome_early(Status.NIET_BEREIKT, rij.begin, now)
    if rij.soort is not Soort.BELLEN or not rij.status.is_open or is_vroeg:
        raise KanNiet
    rij.belpogingen += 1
    rij.volgnummer += 1
    rij.status, rij.gewijzigd_at = Status.NIET_BEREIKT, now
    tijden = _hold_new_times(planning, rij) if tries_again(planning.beleid, rij.belpogingen) else []
    if tijden:
        gebeurtenis = AfspraakNietBereikt(rij.id)
        tell(session, door, rij, Mailsoort.NIET_BEREIKT, gebeurtenis, now=now, tijden=tijden)
    else:
        _close(session, door, rij, now)
    return make_kaarten(session, [rij], now)[0]


def _hold_new_times(planning: Planning, rij: AfspraakKolommen) -> list[datetime]:
    """Hold a few times from tomorrow on; one that someone takes meanwhile is left out."""
    morgen = today(planning.now) + timedelta(days=1)
    dagen = (dag.tijden for dag in planning.days(_wens(rij), morgen))
    gekozen = choose_voorstellen(dagen, rij.begin, planning.beleid.niet_bereikt_voorstellen)
    return [tijdvak.begin for tijdvak in gekozen if _hold(planning, rij, tijdvak)]


def _hold(planning: Planning, rij: AfspraakKolommen, tijdvak: Tijdvak) -> bool:
    tot = held_until(planning.beleid, tijdvak.begin, planning.now)
    if tot <= planning.now:
        return False
    eigen = _planning_of(planning.session, rij, tijdvak.begin, planning.now)
    try:
        boeking.reserve(eigen, _wens(rij), tijdvak.begin, tot)
    except TijdvakBezet:
        return False
    planning.session.add(Tijdvoorstel(afspraak_id=rij.id, begin=tijdvak.begin, verloopt_at=tot))
    planning.session.flush()
    return True


def _planning_of(session: Session, rij: AfspraakKolommen, begin: datetime, now: datetime) -> Planning:
    """The agendas as seen by the one for whom this new time is held."""
    return make_planning(session, now, f"voorstel:{rij.kenmerk}:{begin.isoformat()}", rij.id)


def _wens(rij: AfspraakKolommen) -> Tijdwens:
    return Tijdwens(rij.onderwerp, rij.soort)


def list_voorstellen(session: Session, afspraak_id: int, now: datetime) -> list[datetime]:
    """The new times that are held for who has this appointment, soonest first."""
    vraag = select(Tijdvoorstel.begin).where(
        Tijdvoorstel.afspraak_id == afspraak_id, Tijdvoorstel.verloopt_at > now
    )
    return list(session.scalars(vraag.order_by(Tijdvoorstel.begin)))


def accept_voorstel(session: Session, door: Door, afspraak_id: int, begin: datetime, now: datetime) -> Afspraak:
    """They take one of the new times; the others are free again. Raises KanNiet when it is no longer theirs."""
    rij = boeking.lock_afspraak(make_planning(session, now), afspraak_id)
    if begin not in list_voorstellen(session, afspraak_id, now) or rij.status is not Status.NIET_BEREIKT:
        raise KanNiet
    rij.status = Status.GEPLAND
    planning = _planning_of(session, rij, begin, now)
    try:
        boeking.move(planning, rij, Tijdkeuze(_wens(rij), begin), Partij.INWONER, is_medewerker=True)
    except TijdvakBezet as fout:
        raise KanNiet from fout
    drop_voorstellen(session, rij, now)
    tell(session, door, rij, Mailsoort.VERZET, AfspraakVerzet(rij.id), now=now)
    return make_kaarten(session, [rij], now)[0]


def drop_voorstellen(session: Session, rij: AfspraakKolommen, now: datetime) -> None:
    """Give back what is still held for them."""
    for voorstel in _rows(session, rij.id):
        planning = _planning_of(session, rij, voorstel.begin, now)
        planning.opslag.release_houder(planning.houder)
        session.delete(voorstel)
    session.flush()


def _rows(session: Session, afspraak_id: int) -> Sequence[Tijdvoorstel]:
    return session.scalars(select(Tijdvoorstel).where(Tijdvoorstel.afspraak_id == afspraak_id)).all()


def close_lapsed(session: Session, now: datetime) -> None:
    """Of whom chose none of the new times in time, the appointment is over, and they hear how to go on."""
    loopt = select(Tijdvoorstel.afspraak_id).where(Tijdvoorstel.verloopt_at > now)
    voorbij = select(Tijdvoorstel.afspraak_id).where(Tijdvoorstel.afspraak_id.not_in(loopt)).distinct()
    for rij in session.scalars(locked(select(AfspraakRij).where(AfspraakRij.id.in_(voorbij)))):
        drop_voorstellen(session, rij, now)
        rij.volgnummer += 1
        _close(session, DoorSysteem("afspraak.close_lapsed"), rij, now)


def _close(session: Session, door: Door, rij: AfspraakKolommen, now: datetime) -> None:
    gebeurtenis = AfspraakAfgerond(rij.id, rij.status.value)
    tell(session, door, rij, Mailsoort.NIET_BEREIKT_KLAAR, gebeurtenis, now=now)
