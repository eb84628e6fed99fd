"""Until when an appointment may be changed."""

from datetime import UTC, datetime, timedelta

import pytest

from portaal.afspraak.begrip import AlVoorbij, Status, TeLaat
from portaal.afspraak.rules.mag import check_changeable, reminder_due
from tests.factories.afspraak import make_beleid

BEGIN = datetime(2026, 3, 16, 9, tzinfo=UTC)
UUR = timedelta(hours=1)
BELEID = make_beleid(wijzigen_tot_minuten=60, herinnering_uren=24)


def test_up_to_the_set_moment_people_change_it_themselves() -> None:
    check_changeable(BELEID, Status.GEPLAND, BEGIN, BEGIN - UUR, is_medewerker=False)


def test_after_it_they_call() -> None:
    with pytest.raises(TeLaat):
        check_changeable(BELEID, Status.GEPLAND, BEGIN, BEGIN - UUR / 2, is_medewerker=False)


def test_staff_still_change_it() -> None:
    check_changeable(BELEID, Status.GEPLAND, BEGIN, BEGIN + UUR, is_medewerker=True)


@pytest.mark.parametrize("status", [s for s in Status if not s.is_open])
def test_what_is_over_stays_as_it_is(status: Status) -> None:
    with pytest.raises(AlVoorbij):
        check_changeable(BELEID, status, BEGIN, BEGIN - UUR, is_medewerker=True)


def test_once_it_has_begun_it_is_over_for_the_inwoner() -> None:
    with pytest.raises(AlVoorbij):
        check_changeable(BELEID, Status.GEPLAND, BEGIN, BEGIN, is_medewerker=False)


def test_a_reminder_comes_a_day_before_and_not_for_what_was_booked_later() -> None:
    week_eerder = BEGIN - timedelta(days=7)
    assert reminder_due(BELEID, BEGIN, week_eerder, BEGIN - 24 * UUR)
    assert not reminder_due(BELEID, BEGIN, week_eerder, BEGIN - 25 * UUR)
    assert not reminder_due(BELEID, BEGIN, BEGIN - 23 * UUR, BEGIN - 22 * UUR)
    assert not reminder_due(BELEID, BEGIN, week_eerder, BEGIN)
