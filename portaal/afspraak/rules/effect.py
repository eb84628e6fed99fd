"""What a change of the agendas would do, seen before it is saved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from portaal.afspraak.begrip import Soort, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid, Inloop
from portaal.afspraak.rules.openingstijd import open_periods
from portaal.afspraak.rules.vrij import serves
from portaal.core.tijd import today

_WEKEN = 8


@dataclass(frozen=True)
class Geplaatst:
    """An appointment, as far as its place goes; no person."""

    id: int
    kenmerk: str
    agenda: str
    plek: int
    onderwerp: str
    soort: Soort
    begin: datetime
    einde: datetime


@dataclass(frozen=True)
class Weekruimte:
    """How many hours of places a week has, before and after; taken places count too."""

    maandag: date
    uren_voor: float
    uren_na: float


@dataclass(frozen=True)
class Inloopwijziging:
    """The hours at which people walk in at a location, before and after; None when they cannot."""

    plaats: str
    voor: Inloop | None
    na: Inloop | None


@dataclass(frozen=True)
class Keuzelijst:
    """What people choose from, in the order in which they see it: names of topics or of places."""

    soort: Literal["onderwerpen", "locaties"]
    namen: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """Appointments that would no longer fit, the room there would be, where people walk in at other hours, and
    the lists to choose from that would be other lists.
    """

    buiten: tuple[Geplaatst, ...]
    weken: tuple[Weekruimte, ...]
    inloop: tuple[Inloopwijziging, ...]
    keuzelijsten: tuple[Keuzelijst, ...]


def fits(beleid: Afsprakenbeleid, geplaatst: Geplaatst) -> bool:
    """Whether the agenda is open then, has that place, and is for that topic and kind."""
    agenda = beleid.agendas.get(geplaatst.agenda)
    if agenda is None or geplaatst.plek >= agenda.plekken:
        return False
    if not serves(agenda, Tijdwens(geplaatst.onderwerp, geplaatst.soort)):
        return False
    periodes = open_periods(beleid, agenda, today(geplaatst.begin))
    return any(van <= geplaatst.begin and geplaatst.einde <= tot for van, tot in periodes)


def without_place(beleid: Afsprakenbeleid, afspraken: Iterable[Geplaatst], vanaf: date) -> tuple[Geplaatst, ...]:
    """The appointments from a day on that do not fit."""
    return tuple(a for a in afspraken if today(a.begin) >= vanaf and not fits(beleid, a))


def effect_of(oud: Afsprakenbeleid, nieuw: Afsprakenbeleid, afspraken: Sequence[Geplaatst], vanaf: date) -> Effect:
    """What changes from `vanaf` on. What does not fit now either is no effect of the change."""
    past_nu_niet = set(without_place(oud, afspraken, vanaf))
    buiten = tuple(a for a in without_place(nieuw, afspraken, vanaf) if a not in past_nu_niet)
    maandag = vanaf - timedelta(days=vanaf.weekday())
    weken = tuple(
        Weekruimte(week, _hours(oud, week, vanaf), _hours(nieuw, week, vanaf))
        for week in (maandag + timedelta(weeks=n) for n in range(_WEKEN))
    )
    return Effect(buiten, weken, tuple(_other_inloop(oud, nieuw)), tuple(_other_choices(oud, nieuw)))


def _other_inloop(oud: Afsprakenbeleid, nieuw: Afsprakenbeleid) -> Iterator[Inloopwijziging]:
    for sleutel, locatie in {**oud.locaties, **nieuw.locaties}.items():
        voor, na = oud.inloop.get(sleutel), nieuw.inloop.get(sleutel)
        if voor != na:
            yield Inloopwijziging(locatie.naam, voor, na)


def _other_choices(oud: Afsprakenbeleid, nieuw: Afsprakenbeleid) -> Iterator[Keuzelijst]:
    if _topics(oud) != _topics(nieuw):
        yield Keuzelijst("onderwerpen", _topics(nieuw))
    if _places(oud) != _places(nieuw):
        yield Keuzelijst("locaties", _places(nieuw))


def _topics(beleid: Afsprakenbeleid) -> tuple[str, ...]:
    return tuple(onderwerp.naam for onderwerp in beleid.onderwerpen.values())


def _places(beleid: Afsprakenbeleid) -> tuple[str, ...]:
    return tuple(locatie.naam for locatie in beleid.locaties.values())


def _hours(beleid: Afsprakenbeleid, maandag: date, vanaf: date) -> float:
    dagen = [dag for n in range(7) if (dag := maandag + timedelta(days=n)) >= vanaf]
    totaal = timedelta()
    for agenda in beleid.agendas.values():
        for dag in dagen:
            totaal += (
                sum((tot - van for van, tot in open_periods(beleid, agenda, dag)), timedelta()) * agenda.plekken
            )
    return round(totaal / timedelta(hours=1), 1)
