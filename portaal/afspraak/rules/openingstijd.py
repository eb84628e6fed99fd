"""When an agenda is open, as instants: weekly hours in local wall time, exceptions, holidays, closures, breaks."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portaal.afspraak.beleid import WEEK, Afsprakenbeleid, Agenda, Tijdblok
from portaal.core.kalender import feestdagen
from portaal.core.tijd import instant

Periode = tuple[datetime, datetime]


def open_periods(beleid: Afsprakenbeleid, agenda: Agenda, dag: date) -> list[Periode]:
    """The periods (UTC, end exclusive) in which the agenda takes people on a day, in order.

    An hour that the clock skips in spring is no opening time; the doubled hour in autumn lasts two.
    """
    periodes = [period_of(dag, blok) for blok in _blocks(beleid, agenda, dag)]
    pauzes = [period_of(dag, blok) for blok in agenda.pauzes]
    return subtract(sorted(p for p in periodes if p[0] < p[1]), pauzes)


def is_open_day(beleid: Afsprakenbeleid, agenda: Agenda, dag: date) -> bool:
    """Whether the agenda takes anyone on this day."""
    return bool(open_periods(beleid, agenda, dag))


def _blocks(beleid: Afsprakenbeleid, agenda: Agenda, dag: date) -> tuple[Tijdblok, ...]:
    if any(sluiting.holds(dag, agenda.locatie) for sluiting in beleid.sluitingen):
        return ()
    for uitzondering in agenda.uitzonderingen:
        if uitzondering.dag == dag:
            return uitzondering.tijden
    if dag in feestdagen(dag.year) and not _opens_on_holiday(beleid, agenda, dag):
        return ()
    return agenda.week.get(WEEK[dag.weekday()], ())


def _opens_on_holiday(beleid: Afsprakenbeleid, agenda: Agenda, dag: date) -> bool:
    return dag in agenda.open_feestdagen or beleid.opens_on(dag)


def period_of(dag: date, blok: Tijdblok) -> Periode:
    """The period (UTC, end exclusive) of a block of wall time on a day."""
    einddag = dag + timedelta(days=1) if blok.tot == time() else dag
    return instant(dag, blok.van), instant(einddag, blok.tot)


def subtract(periodes: Iterable[Periode], weg: Iterable[Periode]) -> list[Periode]:
    """What is left of `periodes` without `weg`; both with their end exclusive."""
    over = list(periodes)
    for begin, einde in weg:
        over = [deel for periode in over for deel in _without(periode, begin, einde)]
    return over


def _without(periode: Periode, begin: datetime, einde: datetime) -> list[Periode]:
    if einde <= periode[0] or periode[1] <= begin:
        return [periode]
    delen = [(periode[0], begin), (einde, periode[1])]
    return [deel for deel in delen if deel[0] < deel[1]]
