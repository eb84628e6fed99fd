"""Instants are UTC; what people read and opening hours are local wall time in Europe/Amsterdam."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today(now: datetime) -> date:
    """The calendar day in the Netherlands at this instant."""
    return local(now).date()


def local(now: datetime) -> datetime:
    """The instant as local wall time. Raises ValueError when it has no time zone."""
    if now.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return now.astimezone(AMSTERDAM)


def instant(dag: date, tijd: time) -> datetime:
    """The UTC instant of a wall time in the Netherlands; in the doubled autumn hour the first one."""
    return datetime.combine(dag, tijd, AMSTERDAM).astimezone(UTC)


def start_of_day(dag: date) -> datetime:
    """The UTC instant at which the day begins in the Netherlands."""
    return instant(dag, time())
