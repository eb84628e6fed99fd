"""When someone is busy, read from their own calendar file; what it is about is not looked at."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from portaal.afspraak.rules.openingstijd import Periode
from portaal.core.errors import DomeinFout
from portaal.core.tijd import AMSTERDAM, instant, start_of_day

_MEESTE = 5000


class GeenAgenda(DomeinFout):
    """This is no calendar file, or none that can be read."""


def read_busy(inhoud: bytes, van: datetime, tot: datetime) -> list[Periode]:
    """The busy periods between two instants, in order. Raises GeenAgenda.

    Cancelled and transparent ("free") events do not count; events that come back are followed.
    """
    try:
        kalender = Calendar.from_ical(inhoud)
        events: list[Any] = list(kalender.walk("VEVENT"))
        gewijzigd = {(str(e["UID"]), _moment(e["RECURRENCE-ID"].dt)) for e in events if "RECURRENCE-ID" in e}
        periodes = [p for event in events for p in _periods(event, van, tot, gewijzigd)]
    except (ValueError, KeyError, AttributeError, TypeError) as fout:
        raise GeenAgenda from fout
    if kalender.name != "VCALENDAR" or len(periodes) > _MEESTE:
        raise GeenAgenda
    return sorted(set(periodes))


def _periods(event: Any, van: datetime, tot: datetime, gewijzigd: set[tuple[str, datetime]]) -> Iterator[Periode]:
    if str(event.get("STATUS", "")) == "CANCELLED" or str(event.get("TRANSP", "")) == "TRANSPARENT":
        return
    begin = event["DTSTART"].dt
    duur = _duration(event, begin)
    uid = str(event.get("UID", ""))
    for moment in _occurrences(event, begin, van - duur, tot):
        is_vervangen = "RECURRENCE-ID" not in event and (uid, moment) in gewijzigd
        if moment < tot and moment + duur > van and not is_vervangen:
            yield moment, moment + duur


def _duration(event: Any, begin: Any) -> timedelta:
    if "DTEND" in event:
        return _moment(event["DTEND"].dt) - _moment(begin)
    if "DURATION" in event:
        duur: timedelta = event["DURATION"].dt
        return duur
    return timedelta() if isinstance(begin, datetime) else timedelta(days=1)


def _occurrences(event: Any, begin: Any, van: datetime, tot: datetime) -> list[datetime]:
    if "RRULE" not in event:
        return [_moment(begin)]
    # The rule runs on wall time: nine o'clock stays nine o'clock when the clock changes.
    muur = _wall(begin)
    regels = rruleset()
    regels.rrule(rrulestr(event["RRULE"].to_ical().decode().replace("Z", ""), dtstart=muur))
    for naam, voeg in (("EXDATE", regels.exdate), ("RDATE", regels.rdate)):
        waarden = event.get(naam, [])
        for lijst in waarden if isinstance(waarden, list) else [waarden]:
            for waarde in lijst.dts:
                voeg(_wall(waarde.dt))
    gevonden = regels.between(_wall(van) - timedelta(days=1), _wall(tot) + timedelta(days=1), inc=True)
    return [instant(moment.date(), moment.time()) for moment in gevonden[:_MEESTE]]


def _wall(waarde: Any) -> datetime:
    if not isinstance(waarde, datetime):
        return datetime.combine(waarde, time())
    return waarde.astimezone(AMSTERDAM).replace(tzinfo=None) if waarde.tzinfo else waarde


def _moment(waarde: Any) -> datetime:
    """The instant; a day without a time begins here, and a time without a zone is ours."""
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC) if waarde.tzinfo else instant(waarde.date(), waarde.time())
    if isinstance(waarde, date):
        return start_of_day(waarde)
    raise ValueError(waarde)
