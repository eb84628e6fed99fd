"""Changing the agendas: a proposal, what it would do, and letting it hold from a day on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.model import TABELLEN, AfspraakRij
from portaal.afspraak.rules.effect import Effect, Geplaatst, effect_of, without_place
from portaal.afspraak.rules.volgorde import place_after
from portaal.afspraak.service.lezen import make_kaarten
from portaal.beleid.service import add_versie, holding
from portaal.core.door import DoorMedewerker
from portaal.core.tijd import today
from portaal.logboek.service import record


def beleid_on(session: Session, dag: date) -> Afsprakenbeleid:
    """The agendas as they will be on a day."""
    return holding(session, TABELLEN.beleidsoort, Afsprakenbeleid, dag)


def change_part(
    beleid: Afsprakenbeleid, deel: str, sleutel: str, inhoud: dict[str, Any] | None, *, na: str | None = None
) -> Afsprakenbeleid:
    """The agendas with one location, topic or agenda other than it was; None takes it away.

    `na` is the key of the one that it comes after, empty for none; without it, it stays where it is.
    Raises ValidationError when that cannot be, such as a location that an agenda still names.
    """
    gegevens = beleid.model_dump(mode="json")
    delen = gegevens[deel]
    if inhoud is None:
        delen.pop(sleutel, None)
    else:
        delen[sleutel] = inhoud
        gegevens[deel] = delen if na is None else place_after(delen, sleutel, na)
    return Afsprakenbeleid.model_validate(gegevens)


def change_whole(beleid: Afsprakenbeleid, waarden: dict[str, Any]) -> Afsprakenbeleid:
    """The agendas with other closures or settings. Raises ValidationError."""
    return Afsprakenbeleid.model_validate({**beleid.model_dump(mode="json"), **waarden})


def foresee(session: Session, nieuw: Afsprakenbeleid, vanaf: date, now: datetime) -> Effect:
    """What the proposal would do from a day on."""
    return effect_of(beleid_on(session, vanaf), nieuw, _planned(session, now), vanaf)


def apply_beleid(
    session: Session, door: DoorMedewerker, nieuw: Afsprakenbeleid, vanaf: date, now: datetime
) -> None:
    """Let the proposal hold from a day on; what it replaced stays readable."""
    herkomst = f"medewerker:{door.medewerker_id}"
    add_versie(session, TABELLEN.beleidsoort, nieuw, now, geldig_vanaf=vanaf, herkomst=herkomst)
    record(session, door, "afspraak:beleid:gewijzigd", now=now, object_ref=f"vanaf:{vanaf}")


def list_without_place(session: Session, now: datetime) -> list[Afspraak]:
    """Planned appointments for which the agenda is no longer open: each must be moved, and told."""
    geplaatst = _planned(session, now)
    per_dag = {dag: beleid_on(session, dag) for dag in {today(a.begin) for a in geplaatst}}
    buiten = [a.id for a in geplaatst if without_place(per_dag[today(a.begin)], [a], today(now))]
    rijen = session.scalars(select(AfspraakRij).where(AfspraakRij.id.in_(buiten)).order_by(AfspraakRij.begin))
    return make_kaarten(session, list(rijen), now)


def _planned(session: Session, now: datetime) -> list[Geplaatst]:
    rij = AfspraakRij
    vraag = (
        select(rij.id, rij.kenmerk, rij.agenda, rij.plek, rij.onderwerp, rij.soort, rij.begin, rij.einde)
        .where(rij.status == Status.GEPLAND, rij.begin > now)
        .order_by(rij.begin)
    )
    return [Geplaatst(*waarden) for waarden in session.execute(vraag)]
