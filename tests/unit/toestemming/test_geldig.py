"""A yes counts until it is withdrawn or over; after a no we leave someone alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.tijd import today
from portaal.toestemming.begrip import Antwoord
from portaal.toestemming.rules.geldig import (
    Beslissing,
    end_of_yes,
    is_geldig,
    is_said,
    is_said_to,
    may_ask,
    said_to_other,
    warning_due,
)

NU = datetime(2026, 3, 16, 9, tzinfo=UTC)
RUST = timedelta(days=180)
WIE = "Gemeente"
momenten = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minuten: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minuten)
)
verlopen = st.lists(st.tuples(st.sampled_from(Antwoord), momenten), max_size=8)


def said(antwoord: Antwoord, at: datetime = NU, tekst_hash: str = "a") -> Beslissing:
    """A record; a yes counts for 180 days."""
    return Beslissing(antwoord, at, end_of_yes(at, 180) if antwoord is Antwoord.JA else None, tekst_hash, WIE)


def test_without_an_answer_nothing_counts_and_we_may_ask() -> None:
    assert not is_geldig([], NU, WIE)
    assert may_ask([], NU, rust=RUST, tekst_hash="a", ontvanger=WIE)


def test_a_yes_counts_to_the_end_of_its_last_day_in_the_netherlands() -> None:
    ja = [said(Antwoord.JA)]
    assert is_geldig(ja, datetime(2026, 9, 12, 21, 59, tzinfo=UTC), WIE)
    assert not is_geldig(ja, datetime(2026, 9, 12, 22, 0, tzinfo=UTC), WIE)


@given(momenten, st.integers(1, 730))
def test_a_yes_lasts_the_days_that_policy_gives_and_ends_at_midnight(now: datetime, dagen: int) -> None:
    einde = end_of_yes(now, dagen)
    assert today(einde) == today(now) + timedelta(days=dagen + 1)
    assert today(einde - timedelta(seconds=1)) == today(now) + timedelta(days=dagen)


@pytest.mark.parametrize("einde", [Antwoord.NEE, Antwoord.INGETROKKEN, Antwoord.VERLOPEN])
def test_whatever_comes_after_a_yes_ends_it(einde: Antwoord) -> None:
    assert not is_geldig([said(Antwoord.JA), said(einde)], NU, WIE)


def test_a_new_yes_after_a_withdrawal_counts() -> None:
    assert is_geldig([said(Antwoord.JA), said(Antwoord.INGETROKKEN), said(Antwoord.JA)], NU, WIE)


def test_a_yes_to_an_older_text_counts_but_is_no_yes_to_the_new_one() -> None:
    ja = [said(Antwoord.JA)]
    assert is_geldig(ja, NU, WIE)
    assert is_said_to(ja, "a", NU)
    assert not is_said_to(ja, "b", NU)


def test_a_yes_for_one_recipient_is_none_for_another_and_can_still_be_taken_back() -> None:
    ja = [Beslissing(Antwoord.JA, NU, end_of_yes(NU, 180), "a", WIE)]
    assert is_geldig(ja, NU, WIE)
    assert not is_geldig(ja, NU, "Kredietbank")
    assert is_said(ja, NU)
    assert may_ask(ja, NU, rust=RUST, tekst_hash="b", ontvanger="Kredietbank")
    assert said_to_other(ja, "Kredietbank") == "Gemeente"
    assert said_to_other([*ja, said(Antwoord.VERLOPEN)], "Kredietbank") == "Gemeente"
    assert said_to_other([*ja, said(Antwoord.INGETROKKEN)], "Kredietbank") == ""
    assert said_to_other(ja, "Gemeente") == ""


def test_a_new_text_is_asked_again_to_who_said_yes_and_not_to_who_said_no() -> None:
    assert not may_ask([said(Antwoord.JA)], NU, rust=RUST, tekst_hash="a", ontvanger=WIE)
    assert may_ask([said(Antwoord.JA)], NU, rust=RUST, tekst_hash="b", ontvanger=WIE)
    assert not may_ask([said(Antwoord.NEE)], NU, rust=RUST, tekst_hash="b", ontvanger=WIE)


@given(verlopen, momenten)
def test_only_the_last_record_decides(rijen: list[tuple[Antwoord, datetime]], now: datetime) -> None:
    alle = [said(antwoord, at) for antwoord, at in rijen]
    verwacht = bool(alle) and alle[-1].antwoord is Antwoord.JA and now < end_of_yes(alle[-1].at, 180)
    assert is_geldig(alle, now, WIE) is verwacht


@pytest.mark.parametrize("antwoord", [Antwoord.NEE, Antwoord.INGETROKKEN])
def test_after_a_no_or_a_withdrawal_we_do_not_ask_for_as_long_as_policy_says(antwoord: Antwoord) -> None:
    rij = [said(antwoord)]
    assert not may_ask(rij, NU + RUST - timedelta(seconds=1), rust=RUST, tekst_hash="a", ontvanger=WIE)
    assert may_ask(rij, NU + RUST, rust=RUST, tekst_hash="a", ontvanger=WIE)


def test_what_ended_by_itself_may_be_asked_again_at_once() -> None:
    assert may_ask([said(Antwoord.JA), said(Antwoord.VERLOPEN)], NU, rust=RUST, tekst_hash="a", ontvanger=WIE)


@given(verlopen, momenten, st.integers(0, 400))
def test_we_never_ask_within_the_rest_after_any_no_and_never_while_a_yes_counts(
    rijen: list[tuple[Antwoord, datetime]], now: datetime, dagen: int
) -> None:
    alle, rust = [said(antwoord, at) for antwoord, at in rijen], timedelta(days=dagen)
    recent = any(b.antwoord in (Antwoord.NEE, Antwoord.INGETROKKEN) and b.at + rust > now for b in alle)
    assert may_ask(alle, now, rust=rust, tekst_hash="a", ontvanger=WIE) is not (
        recent or is_geldig(alle, now, WIE)
    )


@given(momenten, st.integers(1, 60))
def test_the_message_before_the_end_comes_in_the_last_days_only(einde: datetime, dagen: int) -> None:
    tik = timedelta(seconds=1)
    assert warning_due(einde, einde - tik, dagen)
    assert warning_due(einde, einde - timedelta(days=dagen), dagen)
    assert not warning_due(einde, einde - timedelta(days=dagen) - tik, dagen)
    assert not warning_due(einde, einde, dagen)
    assert not warning_due(None, einde, dagen)


def test_half_a_year_in_summer_time_is_told_as_a_day() -> None:
    assert today(end_of_yes(NU, 180) - timedelta(seconds=1)) == date(2026, 9, 12)
