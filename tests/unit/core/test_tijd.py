"""Instants are UTC; days and hours are those of the Netherlands."""

from datetime import UTC, date, datetime, time

import pytest

from portaal.core.tijd import instant, local, start_of_day, today


def test_the_day_is_that_of_the_netherlands() -> None:
    assert today(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_a_wall_time_is_right_on_both_sides_of_the_clock_change() -> None:
    assert instant(date(2026, 3, 28), time(9)) == datetime(2026, 3, 28, 8, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(9)) == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert start_of_day(date(2026, 10, 25)) == datetime(2026, 10, 24, 22, tzinfo=UTC)


def test_an_instant_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 1, 1))  # noqa: DTZ001 - the very fault that is meant
