"""Whether someone answers now, and which help fits."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.kalender import is_werkdag
from portaal.core.tijd import local, today
from portaal.hulpwijzer.rules import fitting, next_opening, open_until, situations_of

UREN = {dag: (time(8, 30), time(20)) for dag in range(5)}
momenten = st.integers(0, 4 * 365 * 24 * 60).map(lambda m: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=m))


@dataclass(frozen=True)
class Iets:
    """Help, as far as rules need it."""

    naam: str
    situaties: tuple[str, ...]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 3, 16, 7, 29, tzinfo=UTC), False),
        (datetime(2026, 3, 16, 7, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 16, 18, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 16, 19, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 15, 12, 0, tzinfo=UTC), False),
        # Tweede Paasdag is a Monday, and summer time.
        (datetime(2026, 4, 6, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 4, 7, 6, 30, tzinfo=UTC), True),
    ],
)
def test_the_phone_is_answered_in_local_hours_on_working_days(moment: datetime, *, is_open: bool) -> None:
    assert (open_until(UREN, moment) is not None) is is_open


@given(momenten)
def test_the_next_opening_is_a_moment_at_which_someone_answers_and_lies_ahead(now: datetime) -> None:
    weer = next_opening(UREN, now)
    assert weer is not None
    assert weer > now
    assert is_werkdag(today(weer))
    assert open_until(UREN, weer) is not None
    assert local(weer).time() == time(8, 30)


@given(momenten)
def test_while_it_is_open_the_end_lies_ahead_on_the_same_day(now: datetime) -> None:
    tot = open_until(UREN, now)
    if tot is not None:
        assert tot > now
        assert today(tot) == today(now)


def test_without_hours_there_is_no_next_opening() -> None:
    assert next_opening({}, datetime(2026, 3, 16, tzinfo=UTC)) is None


def test_what_fits_most_comes_first_and_what_does_not_fit_stays_out() -> None:
    een, twee, geen = Iets("een", ("eten",)), Iets("twee", ("eten", "inkomen")), Iets("geen", ("overzicht",))
    assert fitting([een, twee, geen], ["eten", "inkomen"]) == [twee, een]
    assert fitting([een, twee, geen], []) == [een, twee, geen]
    assert fitting([een, twee, geen], ["onbekend"]) == []


@dataclass(frozen=True)
class Geval:
    """A situation, as far as rules need it."""

    sleutel: str
    antwoorden: tuple[str, ...] = ()


def test_an_answer_elsewhere_tells_of_the_situations_that_name_it() -> None:
    situaties = [Geval("rekeningen", ("kosten", "meer_rekeningen")), Geval("inkomen"), Geval("eten")]
    assert situations_of(situaties, ["kosten", "inkomen", "onbekend"]) == ["rekeningen", "inkomen"]
    assert situations_of(situaties, []) == []
