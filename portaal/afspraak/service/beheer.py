"""Changing the agendas: a proposal, what it would do, and letting it hold from a day on."""

from dataclasses import dataclass
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
from portaal.beleid.service import Keuze, Versiekaart, confirm, holding, last_nummer, list_versies, next_begin
from portaal.core.door import DoorMedewerker
from portaal.core.tijd import today
from portaal.infra.kamer import BeleidSoort

# Such a version holds for nobody, so nothing changed by it.
_ZONDER_GEVOLG = ("wacht", "ingetrokken")


@dataclass(frozen=True)
class Wijziging:
    """One location, topic, agenda or walk-in that beheer wants otherwise from a day on; None takes it away.

    `veld` is the collection that it is in; without one it is about the closures and settings of all. `na` is the
    key of the part that it comes after, empty for none; without it, it stays where it is. `basis` is the number of
    the newest version when it was made.
    """

    veld: str
    sleutel: str
    inhoud: dict[str, Any] | None
    na: str | None
    vanaf: date
    basis: int


@dataclass(frozen=True)
class Vooruitblik:
    """What a change would do; `nummer` is the newest version that it comes on top of.

    `intussen` is the version that came since the change was made, if one did. `daarna` is the day on which a
    version that exists already comes in its place.
    """

    effect: Effect
    nummer: int
    intussen: Versiekaart | None
    daarna: date | None


def beleid_on(session: Session, dag: date) -> Afsprakenbeleid:
    """The agendas as they will be on a day."""
    return holding(session, TABELLEN.beleidsoort, Afsprakenbeleid, dag)


def change(beleid: Afsprakenbeleid, wijziging: Wijziging) -> Afsprakenbeleid:
    """The agendas with what beheer wants otherwise.

    Raises ValidationError when that cannot be, such as without a location that an agenda still names.
    """
    gegevens = beleid.model_dump(mode="json")
    if not wijziging.veld:
        return Afsprakenbeleid.model_validate({**gegevens, **(wijziging.inhoud or {})})
    delen, sleutel = gegevens[wijziging.veld], wijziging.sleutel
    if wijziging.inhoud is None:
        delen.pop(sleutel, None)
    else:
        delen[sleutel] = {**delen.get(sleutel, {}), **wijziging.inhoud}
        if wijziging.na is not None:
            gegevens[wijziging.veld] = place_after(delen, sleutel, wijziging.na)
    return Afsprakenbeleid.model_validate(gegevens)


def newest_nummer(session: Session) -> int:
    """The number of the newest version of the agendas, whether it holds yet or not."""
    return last_nummer(session, TABELLEN.beleidsoort)


def foresee(session: Session, wijziging: Wijziging, now: datetime) -> Vooruitblik:
    """What the change would do, on top of what colleagues changed meanwhile. Raises ValidationError."""
    vanaf = wijziging.vanaf
    oud = beleid_on(session, vanaf)
    versies = list_versies(session, TABELLEN.beleidsoort, today(now))
    anders = (v for v in versies if v.nummer > wijziging.basis and v.stand not in _ZONDER_GEVOLG)
    return Vooruitblik(
        effect_of(oud, change(oud, wijziging), _planned(session, now), vanaf),
        versies[0].nummer,
        next(anders, None),
        next_begin(versies, vanaf),
    )


def apply_wijziging(
    session: Session, door: DoorMedewerker, wijziging: Wijziging, now: datetime, *, basis: int, naam: str
) -> None:
    """Let the change hold from its day on; what it replaced stays readable.

    Raises InmiddelsGewijzigd when `basis` is no longer the newest version, and ValidationError.
    """
    nieuw = change(beleid_on(session, wijziging.vanaf), wijziging)
    keuze = Keuze(nieuw.model_dump(mode="json"), wijziging.vanaf, "", basis)
    confirm(session, door, BeleidSoort(TABELLEN.beleidsoort, Afsprakenbeleid), keuze, now, naam=naam)


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
