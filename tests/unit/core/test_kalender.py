"""Terms and holidays as the Algemene termijnenwet has them."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.kalender import add_maanden, add_werkdagen, easter, end_of_wettermijn, feestdagen, is_werkdag

DAGEN = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("jaar", "dag"), [(2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2028, "2028-04-16")]
)
def test_easter_falls_where_it_falls(jaar: int, dag: str) -> None:
    assert easter(jaar) == date.fromisoformat(dag)


@pytest.mark.parametrize("jaar", range(2024, 2033))
def test_holidays_agree_with_an_independent_calendar(jaar: int) -> None:
    ander = set(holidays.country_holidays("NL", years=jaar, categories=("public", "optional")))
    # Easter Sunday and Whit Sunday are Sundays anyway; the law does not name them.
    assert {dag for dag in ander if dag.weekday() != 6} - feestdagen(jaar) <= {date(jaar, 5, 5)}
    assert date(jaar, 5, 5) in feestdagen(jaar)


def test_a_payment_term_does_not_move_but_a_bezwaar_term_does() -> None:
    dagtekening = date(2026, 2, 28)
    assert end_of_wettermijn(dagtekening, 42, atw=False) == date(2026, 4, 11)
    assert end_of_wettermijn(dagtekening, 42, atw=True) == date(2026, 4, 13)


@given(DAGEN, st.integers(3, 90))
def test_a_moved_term_ends_on_a_working_day_and_holds_two(begin: date, dagen: int) -> None:
    einde = end_of_wettermijn(begin, dagen, atw=True)
    assert is_werkdag(einde)
    assert einde >= begin + timedelta(days=dagen)
    assert sum(is_werkdag(begin + timedelta(days=n)) for n in range(1, (einde - begin).days + 1)) >= 2


@given(DAGEN, st.integers(91, 400))
def test_a_term_of_more_than_90_days_does_not_move(begin: date, dagen: int) -> None:
    assert end_of_wettermijn(begin, dagen, atw=True) == begin + timedelta(days=dagen)


@given(DAGEN, st.integers(1, 30))
def test_counted_working_days_are_working_days(begin: date, aantal: int) -> None:
    einde = add_werkdagen(begin, aantal)
    assert sum(is_werkdag(begin + timedelta(days=n)) for n in range(1, (einde - begin).days + 1)) == aantal


@pytest.mark.parametrize(
    ("dag", "maanden", "verwacht"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-05-15", 12, "2027-05-15"),
    ],
)
def test_months_on_keep_the_day_or_end_the_month(dag: str, maanden: int, verwacht: str) -> None:
    assert add_maanden(date.fromisoformat(dag), maanden) == date.fromisoformat(verwacht)
