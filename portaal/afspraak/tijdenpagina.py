"""The page on which people choose a time: a few times a day to begin with, all of a day when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Dagdeel, Soort, Tijdvak, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid, Locatie, Onderwerp
from portaal.afspraak.planning import Aanbod, kinds_of
from portaal.afspraak.service import afsprakenbeleid, free_times
from portaal.core.errors import NietGevonden

_PER_DAGDEEL = 4


@dataclass(frozen=True)
class Vraag:
    """What the page is asked: a wish, from which day on or for which one day, and who asks.

    `heeft`: the time and place of who moves an appointment; choosing that again would move nothing.
    """

    wens: Tijdwens
    vanaf: date | None = None
    dag: date | None = None
    houder: str = ""
    afspraak_id: int = 0
    heeft: tuple[datetime, str | None] | None = None


@dataclass(frozen=True)
class Dagdeelblok:
    """Some free times of one part of a day."""

    dagdeel: Dagdeel
    tijden: tuple[Tijdvak, ...]


@dataclass(frozen=True)
class Dagblok:
    """A day with free times; `heeft_meer` when not all are shown."""

    datum: date
    delen: tuple[Dagdeelblok, ...]
    heeft_meer: bool


@dataclass(frozen=True)
class Tijdenpagina:
    """Free times as they are shown. `eerste` is the soonest of all; `dag` when one day is asked for."""

    wens: Tijdwens
    onderwerp: Onderwerp
    soorten: Sequence[Soort]
    locaties: dict[str, Locatie]
    eerste: Tijdvak | None
    dagen: tuple[Dagblok, ...]
    verder: date | None
    dag: date | None

    @property
    def kent_locaties(self) -> bool:
        """Whether there is a place to choose."""
        return self.wens.soort is Soort.BEZOEK and len(self.locaties) > 1

    @property
    def toont_locatie(self) -> bool:
        """Whether the times shown may be at more than one place."""
        return self.kent_locaties and self.wens.locatie is None

    @property
    def plaats(self) -> str:
        """The name of the one place where all times are, if there is one."""
        if self.wens.soort is not Soort.BEZOEK or self.toont_locatie:
            return ""
        sleutel = self.wens.locatie or next(iter(self.locaties), "")
        return self.locaties[sleutel].naam if sleutel in self.locaties else ""


def build_pagina(session: Session, vraag: Vraag, now: datetime) -> Tijdenpagina:
    """The page with free times. Raises NietGevonden for a topic or kind that is not offered."""
    beleid, wens = afsprakenbeleid(session, now), vraag.wens
    onderwerp = beleid.onderwerpen.get(wens.onderwerp)
    if onderwerp is None or wens.soort not in kinds_of(beleid, wens.onderwerp):
        raise NietGevonden
    aanbod = free_times(
        session,
        wens,
        now,
        vanaf=vraag.dag or vraag.vanaf,
        dagen=1 if vraag.dag else 3,
        houder=vraag.houder,
        afspraak_id=vraag.afspraak_id,
    )
    if vraag.heeft:
        aanbod = aanbod.without(*vraag.heeft)
    is_begin = not vraag.dag and not vraag.vanaf
    return Tijdenpagina(
        wens=wens,
        onderwerp=onderwerp,
        soorten=kinds_of(beleid, wens.onderwerp),
        locaties=_locations(beleid, wens),
        eerste=aanbod.dagen[0].tijden[0] if is_begin and aanbod.dagen else None,
        dagen=_make_dagen(aanbod, alles=vraag.dag is not None),
        verder=None if vraag.dag else aanbod.verder,
        dag=vraag.dag,
    )


def _locations(beleid: Afsprakenbeleid, wens: Tijdwens) -> dict[str, Locatie]:
    agendas = beleid.agendas.values()
    gebruikt = {a.locatie for a in agendas if Soort.BEZOEK in a.soorten and wens.onderwerp in a.onderwerpen}
    return {sleutel: locatie for sleutel, locatie in beleid.locaties.items() if sleutel in gebruikt}


def _make_dagen(aanbod: Aanbod, *, alles: bool) -> tuple[Dagblok, ...]:
    return tuple(_dagblok(dag.datum, dag.tijden, alles=alles) for dag in aanbod.dagen)


def _dagblok(datum: date, tijden: Sequence[Tijdvak], *, alles: bool) -> Dagblok:
    delen = []
    for dagdeel in Dagdeel:
        eigen = [t for t in tijden if t.dagdeel is dagdeel]
        if eigen:
            delen.append(Dagdeelblok(dagdeel, tuple(eigen if alles else spread(eigen, _PER_DAGDEEL))))
    getoond = sum(len(deel.tijden) for deel in delen)
    return Dagblok(datum, tuple(delen), getoond < len(tijden))


def spread(tijden: Sequence[Tijdvak], aantal: int) -> list[Tijdvak]:
    """A few of many: of each place the first, the last and others evenly between, in order of time."""
    per_plaats: dict[str | None, list[Tijdvak]] = {}
    for tijdvak in tijden:
        per_plaats.setdefault(tijdvak.locatie, []).append(tijdvak)
    elk = -(-aantal // len(per_plaats))
    gekozen = [t for van_plaats in per_plaats.values() for t in _evenly(van_plaats, elk)]
    return sorted(gekozen, key=lambda t: (t.begin, t.locatie or ""))


def _evenly(tijden: Sequence[Tijdvak], aantal: int) -> list[Tijdvak]:
    if len(tijden) <= aantal:
        return list(tijden)
    if aantal == 1:
        return [tijden[0]]
    stap = (len(tijden) - 1) / (aantal - 1)
    return [tijden[round(nummer * stap)] for nummer in range(aantal)]
