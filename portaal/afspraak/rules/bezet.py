"""When someone is busy, read from their own calendar file; what it is about is not looked at."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar

from portaal.afspraak.rules.openingstijd import Periode
from portaal.core.errors import DomeinFout
from portaal.core.tijd import instant, start_of_day

_MEESTE = 5000
# No appointment comes back this often; counting one off since long ago would take the worker for hours.
_TE_VAAK = frozenset({"SECONDLY", "MINUTELY"})
_ONLEESBAAR = (ValueError, KeyError, AttributeError, TypeError, IndexError, OverflowError, ArithmeticError)


class GeenAgenda(DomeinFout):
    """This is no calendar file, or none that can be read."""


def read_busy(inhoud: bytes, van: datetime, tot: datetime) -> list[Periode]:
    """The busy periods between two instants, in order. Raises GeenAgenda.

    Cancelled and transparent ("free") events do not count. Events that come back are followed in the time zone
    that they stand in, with what was left out, added or moved (RFC 5545, RRULE, EXDATE, RDATE, RECURRENCE-ID).
    """
    try:
        kalender = Calendar.from_ical(inhoud)
        if kalender.name != "VCALENDAR":
            raise GeenAgenda
        _check_rules(kalender)
        periodes = {p for p in _periods(kalender, van, tot) if p[0] < tot and p[1] > van and p[0] < p[1]}
    except _ONLEESBAAR as fout:
        raise GeenAgenda from fout
    if len(periodes) > _MEESTE:
        raise GeenAgenda
    return sorted(periodes)


def _check_rules(kalender: Any) -> None:
    for event in kalender.walk("VEVENT"):
        if "DTSTART" not in event:
            raise GeenAgenda
        regels = event.get("RRULE", [])
        for regel in regels if isinstance(regels, list) else [regels]:
            if _TE_VAAK & {str(freq) for freq in regel.get("FREQ", [])}:
                raise GeenAgenda


def _periods(kalender: Any, van: datetime, tot: datetime) -> Iterator[Periode]:
    # A day more on either side: times without a zone are ours, and only then can they be compared.
    dag = timedelta(days=1)
    for event in recurring_ical_events.of(kalender).between(van - dag, tot + dag):
        if _is_busy(event):
            yield _moment(event["DTSTART"].dt), _moment(event.end)
    for bezet in kalender.walk("VFREEBUSY"):
        yield from _freebusy(bezet)


def _is_busy(event: Any) -> bool:
    return str(event.get("STATUS", "")) != "CANCELLED" and str(event.get("TRANSP", "")) != "TRANSPARENT"


def _freebusy(bezet: Any) -> Iterator[Periode]:
    """What a calendar tells that gives busy times only."""
    regels = bezet.get("FREEBUSY", [])
    for regel in regels if isinstance(regels, list) else [regels]:
        if regel.params.get("FBTYPE", "BUSY") != "FREE":
            yield _moment(regel.start), _moment(regel.end)


def _moment(waarde: Any) -> datetime:
    """The instant; a day without a time begins here, and a time without a zone is ours."""
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC) if waarde.tzinfo else instant(waarde.date(), waarde.time())
    if isinstance(waarde, date):
        return start_of_day(waarde)
    raise ValueError(waarde)
