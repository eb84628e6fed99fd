"""The queue of an inloopspreekuur: whether it is open, and how long one waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from portaal.afspraak.beleid import WEEK, Afsprakenbeleid, Inloop
from portaal.afspraak.rules.openingstijd import period_of
from portaal.core.kalender import feestdagen
from portaal.core.tijd import local

_MEEST_RECENT = 10


def is_inloop_open(beleid: Afsprakenbeleid, locatie: str, now: datetime) -> bool:
    """Whether people can walk in now."""
    inloop, dag = beleid.inloop.get(locatie), local(now).date()
    if inloop is None or (dag in feestdagen(dag.year) and not beleid.opens_on(dag)):
        return False
    if any(sluiting.holds(dag, locatie) for sluiting in beleid.sluitingen):
        return False
    blokken = inloop.week.get(WEEK[dag.weekday()], ())
    return any(van <= now < tot for van, tot in (period_of(dag, blok) for blok in blokken))


def typical_duur(inloop: Inloop, gesprekken: Sequence[timedelta]) -> timedelta:
    """How long a talk takes: what the last ten took today, or what policy says until there are three."""
    recent = list(gesprekken)[-_MEEST_RECENT:]
    if len(recent) < 3:
        return timedelta(minutes=inloop.minuten)
    return sum(recent, timedelta()) / len(recent)


def waiting_time(voor_u: int, loketten: int, duur: timedelta) -> timedelta:
    """How long someone waits with `voor_u` people before them, in whole minutes rounded up to five."""
    minuten = voor_u * duur / max(1, loketten) / timedelta(minutes=1)
    return timedelta(minutes=-(-minuten // 5) * 5)
