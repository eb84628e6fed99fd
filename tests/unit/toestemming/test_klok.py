"""Four weeks to the first talk, three working days when something threatens (Wgs 4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.kalender import is_werkdag
from portaal.toestemming.begrip import Hulpstatus, Klokstand, Spoed
from portaal.toestemming.rules.klok import last_day_for_talk, read_klok, werkdagen_left

dagen = st.dates(date(2024, 1, 1), date(2030, 12, 1))
bedreigend = st.sampled_from([d for d in Spoed if d is not Spoed.GEEN])


@pytest.mark.parametrize(
    ("gemeld", "spoed", "uiterlijk"),
    [
        (date(2026, 3, 16), Spoed.GEEN, date(2026, 4, 13)),
        # Four weeks end on Eerste Paasdag: Tuesday after Tweede Paasdag.
        (date(2026, 3, 8), Spoed.GEEN, date(2026, 4, 7)),
        (date(2026, 3, 16), Spoed.HUISUITZETTING, date(2026, 3, 19)),
        # Over the weekend.
        (date(2026, 3, 19), Spoed.AFSLUITING, date(2026, 3, 24)),
        # Thursday before Goede Vrijdag: Tuesday, Wednesday, Thursday.
        (date(2026, 4, 2), Spoed.ZORGVERZEKERING, date(2026, 4, 9)),
    ],
)
def test_the_last_day_for_the_first_talk(gemeld: date, spoed: Spoed, uiterlijk: date) -> None:
    assert last_day_for_talk(gemeld, spoed) == uiterlijk


@given(dagen)
def test_without_threat_it_is_a_working_day_from_four_weeks_on_and_at_most_a_week_later(gemeld: date) -> None:
    uiterlijk = last_day_for_talk(gemeld, Spoed.GEEN)
    assert is_werkdag(uiterlijk)
    assert timedelta(28) <= uiterlijk - gemeld <= timedelta(34)


@given(dagen, bedreigend)
def test_a_threat_leaves_exactly_three_working_days(gemeld: date, spoed: Spoed) -> None:
    uiterlijk = last_day_for_talk(gemeld, spoed)
    tussen = [gemeld + timedelta(n) for n in range(1, (uiterlijk - gemeld).days + 1)]
    assert sum(map(is_werkdag, tussen)) == 3
    assert is_werkdag(uiterlijk)


@given(dagen, bedreigend)
def test_a_threat_never_gives_more_time(gemeld: date, spoed: Spoed) -> None:
    assert last_day_for_talk(gemeld, spoed) < last_day_for_talk(gemeld, Spoed.GEEN)


@given(dagen, st.integers(-40, 40), st.sampled_from(Hulpstatus))
def test_the_clock_runs_until_the_first_talk_and_is_late_after_the_last_day(
    uiterlijk: date, verschil: int, status: Hulpstatus
) -> None:
    vandaag = uiterlijk + timedelta(days=verschil)
    klok = read_klok(status, uiterlijk, vandaag, 3)
    if status not in (Hulpstatus.OPEN, Hulpstatus.OPGEPAKT):
        assert klok is Klokstand.STIL
    else:
        assert (klok is Klokstand.TE_LAAT) is (verschil > 0)
        assert (klok is Klokstand.BIJNA) is (verschil <= 0 and werkdagen_left(vandaag, uiterlijk) <= 3)


def test_the_last_day_itself_is_not_late() -> None:
    dag = date(2026, 3, 19)
    assert read_klok(Hulpstatus.OPEN, dag, dag, 3) is Klokstand.BIJNA


def test_a_weekend_is_no_time_left() -> None:
    assert werkdagen_left(date(2026, 3, 20), date(2026, 3, 23)) == 1
    assert werkdagen_left(date(2026, 3, 23), date(2026, 3, 20)) == 0
