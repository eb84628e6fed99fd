"""The course of a request for help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.toestemming.begrip import Hulpstatus, HulpvraagDicht, Pogingsuitkomst, ToestemmingGestopt
from portaal.toestemming.rules.hulpvraag import after_attempt, after_take, check_open, may_follow, step

S = Hulpstatus
statussen = st.sampled_from(Hulpstatus)


@given(statussen)
def test_what_has_ended_stays_so(naar: Hulpstatus) -> None:
    assert not may_follow(S.AFGEROND, naar)
    assert not may_follow(S.GESTOPT, naar)


@given(statussen.filter(lambda status: status.loopt))
def test_it_can_be_stopped_from_every_open_state(van: Hulpstatus) -> None:
    assert step(van, S.GESTOPT) is S.GESTOPT


@given(statussen)
def test_after_a_withdrawal_nothing_can_be_saved_and_the_reason_is_told(naar: Hulpstatus) -> None:
    with pytest.raises(ToestemmingGestopt):
        step(S.GESTOPT, naar)


def test_what_was_closed_is_refused_for_another_reason() -> None:
    with pytest.raises(HulpvraagDicht):
        check_open(S.AFGEROND)


def test_someone_must_take_it_before_it_can_be_closed() -> None:
    with pytest.raises(HulpvraagDicht):
        step(S.OPEN, S.AFGEROND)


def test_the_first_talk_stops_the_clock_and_a_missed_call_does_not() -> None:
    assert after_attempt(S.OPGEPAKT, Pogingsuitkomst.BEREIKT) is S.GESPROKEN
    assert after_attempt(S.OPGEPAKT, Pogingsuitkomst.NIET_BEREIKT) is S.OPGEPAKT
    assert after_attempt(S.GESPROKEN, Pogingsuitkomst.ANDER_MOMENT) is S.GESPROKEN


@given(st.sampled_from(Pogingsuitkomst))
def test_who_did_not_take_it_does_not_call(uitkomst: Pogingsuitkomst) -> None:
    with pytest.raises(HulpvraagDicht):
        after_attempt(S.OPEN, uitkomst)


def test_a_colleague_can_take_over_and_a_talk_that_was_held_stays_held() -> None:
    assert after_take(S.OPEN) is S.OPGEPAKT
    assert after_take(S.OPGEPAKT) is S.OPGEPAKT
    assert after_take(S.GESPROKEN) is S.GESPROKEN
