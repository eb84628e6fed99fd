"""A schedule holds to the cent, to the chosen day and to what is open on each aanslag."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.geld import Centen
from portaal.regeling.rules.schema import (
    LeegPlan,
    first_vervaldatum,
    make_plan,
    most_terms,
    open_posten,
    smallest_but_last,
    term_amounts,
    terms_until,
)
from portaal.regeling.stand import Post, read_plan
from tests.factories.regeling import an_aanslag, in_termijnen, later, per_maand

VANDAAG = date(2026, 3, 16)
dagen = st.dates(date(2024, 1, 1), date(2032, 12, 31))
posten = st.lists(st.integers(1, 2_000_000), min_size=1, max_size=6).map(
    lambda bedragen: tuple(Post(nr, Centen(bedrag)) for nr, bedrag in enumerate(bedragen, 1))
)
wensen = st.one_of(
    st.builds(in_termijnen, st.integers(1, 36), st.integers(1, 31)),
    st.builds(per_maand, st.integers(500, 500_000), st.integers(1, 31)),
)


@given(posten=posten, wens=wensen, vandaag=dagen, na=st.integers(0, 60))
def test_every_cent_of_every_aanslag_is_in_the_plan_once(posten, wens, vandaag, na) -> None:
    plan = make_plan(posten, wens, vandaag, na)
    assert plan.totaal == sum(post.bedrag for post in posten)
    assert plan.posten == posten
    for termijn in plan.termijnen:
        assert sum(deel.bedrag for deel in termijn.delen) == termijn.bedrag > 0


@given(posten=posten, wens=wensen, vandaag=dagen, na=st.integers(0, 60))
def test_dates_ascend_by_a_month_and_keep_to_the_chosen_day(posten, wens, vandaag, na) -> None:
    data = [termijn.vervaldatum for termijn in make_plan(posten, wens, vandaag, na).termijnen]
    assert data[0] >= vandaag + timedelta(days=na)
    assert data[0] - (vandaag + timedelta(days=na)) <= timedelta(days=31)
    for dag in data:
        assert dag.day == min(wens.dag, monthrange(dag.year, dag.month)[1])
    maanden = [dag.year * 12 + dag.month for dag in data]
    assert maanden == list(range(maanden[0], maanden[0] + len(maanden)))


@given(totaal=st.integers(1, 5_000_000), meeste=st.integers(1, 36), kleinste=st.integers(1, 10_000))
def test_no_equal_term_is_below_the_smallest_one_when_the_number_is_kept_to(totaal, meeste, kleinste) -> None:
    aantal = most_terms(Centen(totaal), meeste, Centen(kleinste))
    plan = make_plan((Post(1, Centen(totaal)),), in_termijnen(aantal), VANDAAG, 7)
    assert 1 <= plan.aantal <= meeste
    assert plan.aantal == 1 or smallest_but_last(plan) >= kleinste


@given(totaal=st.integers(1, 5_000_000), bedrag=st.integers(100, 100_000))
def test_an_amount_a_month_is_that_amount_each_time_but_the_last(totaal, bedrag) -> None:
    bedragen = term_amounts(Centen(totaal), per_maand(bedrag))
    assert sum(bedragen) == totaal
    assert set(bedragen[:-1]) <= {bedrag}
    assert 0 < bedragen[-1] <= bedrag


@given(posten=posten, wens=wensen, vandaag=dagen)
def test_a_plan_comes_back_from_storage_as_it_was(posten, wens, vandaag) -> None:
    plan = make_plan(posten, wens, vandaag, 7)
    assert read_plan(plan.to_json()) == plan


@pytest.mark.parametrize(
    ("vandaag", "dag", "eerste"),
    [
        (date(2026, 3, 16), 26, date(2026, 3, 26)),
        (date(2026, 3, 20), 26, date(2026, 4, 26)),
        (date(2026, 3, 19), 26, date(2026, 3, 26)),
        (date(2026, 1, 25), 31, date(2026, 2, 28)),
        (date(2028, 2, 10), 30, date(2028, 2, 29)),
        (date(2026, 12, 30), 1, date(2027, 2, 1)),
    ],
)
def test_the_first_term_is_a_week_away_at_least(vandaag, dag, eerste) -> None:
    assert first_vervaldatum(vandaag, dag, 7) == eerste


def test_the_thirty_first_falls_on_the_last_day_of_shorter_months() -> None:
    plan = make_plan((Post(1, Centen(60000)),), in_termijnen(6, dag=31), date(2026, 1, 5), 7)
    assert [t.vervaldatum.day for t in plan.termijnen] == [31, 28, 31, 30, 31, 30]


def test_the_oldest_aanslag_is_paid_off_first() -> None:
    oud = an_aanslag(10000, dagtekening=date(2025, 2, 28))
    nieuw = an_aanslag(20000)
    plan = make_plan(open_posten([nieuw, oud], {}), in_termijnen(4), VANDAAG, 7)
    assert [[(d.aanslag_id, d.bedrag) for d in t.delen] for t in plan.termijnen] == [
        [(oud.id, 7500)],
        [(oud.id, 2500), (nieuw.id, 5000)],
        [(nieuw.id, 7500)],
        [(nieuw.id, 7500)],
    ]


def test_costs_that_are_taken_back_stay_out_of_the_plan() -> None:
    aanslag = an_aanslag(50000, kosten=Centen(2200))
    (post,) = open_posten([aanslag], {aanslag.id: Centen(2200)})
    assert post.bedrag == 50000


def test_kort_uitstel_is_one_term_on_its_day() -> None:
    plan = make_plan((Post(1, Centen(48673)),), later(date(2026, 8, 11)), VANDAAG, 7)
    assert [(t.vervaldatum, t.bedrag) for t in plan.termijnen] == [(date(2026, 8, 11), 48673)]


def test_nothing_open_makes_no_plan() -> None:
    with pytest.raises(LeegPlan):
        make_plan((), in_termijnen(3), VANDAAG, 7)
    with pytest.raises(LeegPlan):
        term_amounts(Centen(100), in_termijnen(0))


@pytest.mark.parametrize(
    ("einde", "aantal"), [(date(2026, 3, 31), 1), (date(2026, 12, 1), 10), (date(2025, 1, 1), 1)]
)
def test_an_end_date_becomes_a_number_of_terms(einde, aantal) -> None:
    assert terms_until(date(2026, 3, 26), einde) == aantal
