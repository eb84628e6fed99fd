"""The only place that asks the machine what time it is."""

from datetime import UTC, datetime


def utcnow() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)
