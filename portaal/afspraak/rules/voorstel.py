"""Which new times we offer to someone who did not answer our call."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from portaal.afspraak.begrip import Tijdvak, dagdeel_of
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.rules.mag import changeable_until
from portaal.core.tijd import local


def choose_voorstellen(dagen: Iterable[Sequence[Tijdvak]], begin: datetime, aantal: int) -> list[Tijdvak]:
    """One time on each of the first days: first at the hour that they chose, then at another part of the day.

    `dagen`: the free times of each day that has any, in order. Who could not answer in the morning may in the
    afternoon; a day without that has its time nearest to the hour that they chose.
    """
    gekozen: list[Tijdvak] = []
    for tijden in dagen:
        anders = [t for t in tijden if gekozen and t.dagdeel is not dagdeel_of(begin)]
        gekozen.append(min(anders or tijden, key=lambda t: abs(_minutes(t.begin) - _minutes(begin))))
        if len(gekozen) == aantal:
            break
    return gekozen


def _minutes(moment: datetime) -> int:
    klok = local(moment)
    return klok.hour * 60 + klok.minute


def held_until(beleid: Afsprakenbeleid, begin: datetime, now: datetime) -> datetime:
    """Until when a new time stays theirs: as long as anyone may still change, and never past what policy gives."""
    return min(changeable_until(beleid, begin), now + timedelta(days=beleid.voorstel_dagen))
