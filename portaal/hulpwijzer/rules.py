"""Pure decisions: whether someone answers the phone now, and which help fits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar

from portaal.core.kalender import feestdagen
from portaal.core.tijd import instant, local, today

Uren = Mapping[int, tuple[time, time]]
_VOORUIT = 14


class HeeftSituaties(Protocol):
    """Something that fits situations."""

    @property
    def situaties(self) -> tuple[str, ...]:
        """Their keys."""
        ...


H = TypeVar("H", bound=HeeftSituaties)


def open_until(uren: Uren, now: datetime) -> datetime | None:
    """Until when the phone is answered, or None when nobody answers now. `uren` by day of the week, Monday 0."""
    dag = today(now)
    if dag.weekday() not in uren or dag in feestdagen(dag.year):
        return None
    van, tot = uren[dag.weekday()]
    return instant(dag, tot) if van <= local(now).time() < tot else None


def next_opening(uren: Uren, now: datetime) -> datetime | None:
    """When the phone is answered again; None when that is not within two weeks."""
    for nummer in range(_VOORUIT + 1):
        dag: date = today(now) + timedelta(days=nummer)
        if dag.weekday() in uren and dag not in feestdagen(dag.year):
            begin = instant(dag, uren[dag.weekday()][0])
            if begin > now:
                return begin
    return None


def fitting(hulp: Sequence[H], situaties: Iterable[str]) -> list[H]:
    """The help that fits any of the situations, what fits most of them first; all of it when none is named."""
    gevraagd = set(situaties)
    if not gevraagd:
        return list(hulp)
    past = [(len(gevraagd & set(iets.situaties)), iets) for iets in hulp]
    return [iets for aantal, iets in sorted(past, key=lambda p: -p[0]) if aantal]


class MetAntwoorden(Protocol):
    """A situation, as far as these rules need it."""

    @property
    def sleutel(self) -> str:
        """Its key."""

    @property
    def antwoorden(self) -> tuple[str, ...]:
        """Keys of answers elsewhere that tell the same."""


def situations_of(situaties: Iterable[MetAntwoorden], antwoorden: Iterable[str]) -> list[str]:
    """Keys of the situations that these answers tell of; an answer may also be such a key itself."""
    gegeven = set(antwoorden)
    return [s.sleutel for s in situaties if gegeven & {s.sleutel, *s.antwoorden}]
