"""How long one waits, and how many people letters bring."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portaal.afspraak.beleid import Inloop
from portaal.afspraak.rules.inloop import is_inloop_open, typical_duur, waiting_time
from portaal.afspraak.rules.verzending import Verzendplan, expected_contacts, is_short, measured_promille, per_day
from tests.factories.afspraak import make_beleid

MINUUT = timedelta(minutes=1)
INLOOP = Inloop.model_validate({"week": {"ma": ("13.00-16.00",)}, "minuten": 12})


@pytest.mark.parametrize(
    ("voor_u", "loketten", "minuten"), [(0, 2, 0), (1, 1, 15), (4, 2, 25), (10, 3, 40), (3, 0, 40)]
)
def test_waiting_is_people_before_you_by_desk_rounded_up_to_five(voor_u: int, loketten: int, minuten: int) -> None:
    assert waiting_time(voor_u, loketten, 12 * MINUUT) == minuten * MINUUT


def test_a_talk_takes_what_policy_says_until_the_day_itself_tells() -> None:
    assert typical_duur(INLOOP, [60 * MINUUT] * 2) == 12 * MINUUT
    assert typical_duur(INLOOP, [20 * MINUUT] * 3) == 20 * MINUUT
    assert typical_duur(INLOOP, [*[60 * MINUUT] * 5, *[10 * MINUUT] * 10]) == 10 * MINUUT


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 3, 16, 12, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 16, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 16, 15, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 17, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 4, 6, 12, 0, tzinfo=UTC), False),
    ],
)
def test_walking_in_is_at_wall_time_and_not_on_a_holiday(moment: datetime, is_open: bool) -> None:
    assert is_inloop_open(make_beleid(inloop={"stadhuis": INLOOP}), "stadhuis", moment) is is_open


def test_walking_in_until_midnight_is_until_the_end_of_that_day() -> None:
    laat = Inloop.model_validate({"week": {"ma": ("20.00-24.00",)}})
    beleid = make_beleid(inloop={"stadhuis": laat})
    assert is_inloop_open(beleid, "stadhuis", datetime(2026, 3, 16, 22, 59, tzinfo=UTC))
    assert not is_inloop_open(beleid, "stadhuis", datetime(2026, 3, 16, 23, 0, tzinfo=UTC))
    assert not is_inloop_open(beleid, "stadhuis", datetime(2026, 3, 15, 23, 30, tzinfo=UTC))


def test_walking_in_is_open_on_a_holiday_on_which_all_is_open() -> None:
    beleid = make_beleid(inloop={"stadhuis": INLOOP}, open_feestdagen=("04-06",))
    assert is_inloop_open(beleid, "stadhuis", datetime(2026, 4, 6, 12, 0, tzinfo=UTC))


def test_people_call_from_the_working_day_after_and_not_in_the_weekend() -> None:
    vrijdag = Verzendplan("aanmaning", date(2026, 3, 13), 1000, 100)
    assert expected_contacts(vrijdag, (60, 40)) == {date(2026, 3, 16): 60.0, date(2026, 3, 17): 40.0}


def test_dispatches_add_up() -> None:
    een, ander = Verzendplan("a", date(2026, 3, 16), 100, 100), Verzendplan("b", date(2026, 3, 17), 100, 100)
    assert per_day([een, ander], (50, 50)) == {
        date(2026, 3, 17): 5.0,
        date(2026, 3, 18): 10.0,
        date(2026, 3, 19): 5.0,
    }


def test_too_few_places_and_the_measured_share() -> None:
    assert is_short(5.1, 5)
    assert not is_short(5, 5)
    assert measured_promille(15, 100) == 150
    assert measured_promille(1, 0) == 0
