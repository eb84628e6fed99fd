"""Debits and own transfers: what is on offer, on which days, and never both in one month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Aanslagsoort
from portaal.core.geld import Centen
from portaal.core.kalender import is_werkdag
from portaal.regeling.rules.advies import Uitkomst, advise
from portaal.regeling.rules.incasso import (
    Incassokeus,
    Incassostaat,
    days_to_come,
    find_keus,
    plan_under,
    spreads,
)
from portaal.regeling.rules.oordeel import Situatie, TerBeoordeling, Toegekend, assess
from portaal.regeling.rules.schema import debit_day, open_posten
from portaal.regeling.stand import Betaalwijze, Post, Verzoeksoort, Wens
from tests.factories.regeling import an_aanslag, example_beleid, in_termijnen, later

VANDAAG = date(2026, 3, 16)
BELEID = example_beleid()
REGEL = BELEID.incasso
assert REGEL is not None
POSTEN = (Post(1, Centen(48673)),)


def by_debit(aantal: int) -> Wens:
    return Wens(Verzoeksoort.REGELING, aantal=aantal, wijze=Betaalwijze.INCASSO)


def month_of(dag: date) -> tuple[int, int]:
    return dag.year, dag.month


def test_a_spread_falls_on_the_debit_day_of_the_policy_and_always_on_a_working_day() -> None:
    plan = plan_under(POSTEN, by_debit(10), BELEID, Incassostaat(), VANDAAG)
    assert plan.totaal == 48673
    # Debits need two weeks: the 28th of March is too soon. 28 June 2026 is a Sunday, 28 November a Saturday.
    assert [t.vervaldatum for t in plan.termijnen][:4] == [
        date(2026, 4, 28),
        date(2026, 5, 28),
        date(2026, 6, 29),
        date(2026, 7, 28),
    ]
    assert all(is_werkdag(t.vervaldatum) for t in plan.termijnen)


@given(dag=st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_debit_day_is_a_working_day_of_the_same_month(dag: date) -> None:
    assert is_werkdag(debit_day(dag))
    assert month_of(debit_day(dag)) == month_of(dag)


def test_a_debit_that_cannot_be_held_back_has_its_month_to_itself() -> None:
    morgen = Incassostaat(frozenset({1}), dagen=(date(2026, 3, 26), date(2026, 4, 28)))
    plan = plan_under(POSTEN, in_termijnen(3, dag=27), BELEID, morgen, VANDAAG)
    assert [t.vervaldatum for t in plan.termijnen] == [date(2026, 4, 27), date(2026, 5, 27), date(2026, 6, 27)]
    ver_weg = Incassostaat(frozenset({1}), dagen=(date(2026, 3, 28),))
    assert plan_under(POSTEN, in_termijnen(3, dag=27), BELEID, ver_weg, VANDAAG).eerste.vervaldatum.month == 3


def test_uitstel_is_not_in_the_month_of_a_last_debit() -> None:
    staat = Incassostaat(frozenset({1}), dagen=(date(2026, 3, 20),))
    assert plan_under(POSTEN, later(date(2026, 3, 30)), BELEID, staat, VANDAAG).eerste.vervaldatum == date(
        2026, 4, 30
    )


AAN, UIT = an_aanslag(automatische_incasso=True), an_aanslag()
PARKEREN = an_aanslag(soort=Aanslagsoort.NAHEFFING_PARKEREN, automatische_incasso=True)
LOOPT = Incassostaat(frozenset({AAN.id, PARKEREN.id}), dagen=(date(2026, 4, 28),))


@pytest.mark.parametrize(
    ("aanslagen", "staat", "keus"),
    [
        ([AAN], LOOPT, Incassokeus.KAN),
        ([UIT], LOOPT, Incassokeus.GEEN),
        ([AAN, UIT], LOOPT, Incassokeus.GEMENGD),
        ([AAN], Incassostaat(gestopt=frozenset({AAN.id})), Incassokeus.GESTOPT),
        ([PARKEREN], LOOPT, Incassokeus.NIET_HIER),
        ([an_aanslag(600_000, id=AAN.id, automatische_incasso=True)], LOOPT, Incassokeus.NIET_HIER),
        ([an_aanslag(900, id=AAN.id, automatische_incasso=True)], LOOPT, Incassokeus.NIET_LANGER),
    ],
    ids=["all are debited", "none is", "some are", "debits ended", "of another kind", "too much", "too little"],
)
def test_what_is_on_offer(aanslagen, staat, keus) -> None:
    assert find_keus(aanslagen, open_posten(aanslagen, {}), staat, REGEL) is keus
    assert find_keus(aanslagen, open_posten(aanslagen, {}), staat, None) is Incassokeus.NIET_HIER


def test_only_more_debits_than_are_planned_now_are_a_spread() -> None:
    dagen = tuple(date(2026, maand, 28) for maand in range(4, 12))
    assert spreads(POSTEN, Incassostaat(frozenset({1}), dagen=dagen), REGEL) == (12,)
    assert spreads(POSTEN, Incassostaat(frozenset({1}), dagen=dagen[:2]), REGEL) == (6, 12)
    assert spreads((Post(1, Centen(8000)),), Incassostaat(frozenset({1}), dagen=dagen[:2]), REGEL) == (6, 8)


def test_it_is_granted_at_once_within_its_own_limits_and_looked_at_beyond_them() -> None:
    situatie = Situatie(incasso=LOOPT)
    assert isinstance(assess(by_debit(12), [AAN], situatie, BELEID, VANDAAG), Toegekend)
    for wens, aanslagen, regel in (
        (by_debit(13), [AAN], "incasso.termijnen"),
        (by_debit(12), [AAN, UIT], "incasso.loopt"),
        (by_debit(12), [an_aanslag(600_000, id=AAN.id, automatische_incasso=True)], "incasso.bedrag"),
        (by_debit(12), [an_aanslag(9000, id=AAN.id, automatische_incasso=True)], "incasso.kleinste_termijn"),
    ):
        oordeel = assess(wens, aanslagen, situatie, BELEID, VANDAAG)
        assert isinstance(oordeel, TerBeoordeling)
        assert regel in [reden.regel for reden in oordeel.redenen]


def test_the_policy_advises_own_transfer_where_debits_ended() -> None:
    advies = advise(by_debit(12), [AAN], Situatie(), BELEID, VANDAAG)
    assert advies.uitkomst is Uitkomst.ANDER_VOORSTEL
    assert advies.voorstel is not None
    assert advies.voorstel.wijze is Betaalwijze.OVERMAKEN


stappen = st.lists(
    st.tuples(st.integers(0, 70), st.booleans(), st.integers(1, 12), st.integers(1, 31)), min_size=1, max_size=5
)
gewone_dagen = st.lists(st.dates(date(2026, 1, 1), date(2027, 6, 30)), max_size=12, unique=True)


@given(gepland=gewone_dagen, stappen=stappen)
def test_in_no_month_are_a_debit_and_an_own_transfer_due(gepland: list[date], stappen) -> None:
    """Plans by incasso, then one or more by own transfer, each at any moment: the months never meet."""
    vandaag, gestopt_op = VANDAAG, None
    afgeschreven, zelf, komt = set(), set(), set(gepland)
    for wacht, door_incasso, aantal, dag in stappen:
        nieuw = vandaag + timedelta(days=wacht)
        afgeschreven |= {d for d in komt if d < nieuw}
        zelf = {d for d in zelf if d < nieuw}
        vandaag = nieuw
        dagen = days_to_come(komt, afgeschreven, vandaag, gestopt_op, REGEL.stop_dagen)
        wens = by_debit(aantal) if door_incasso and not gestopt_op else in_termijnen(aantal, dag)
        plan = plan_under(POSTEN, wens, BELEID, Incassostaat(dagen=dagen), vandaag)
        tot = vandaag + timedelta(days=REGEL.stop_dagen)
        komt = {d for d in komt if d <= tot}
        if wens.wijze is Betaalwijze.INCASSO:
            assert not {month_of(t.vervaldatum) for t in plan.termijnen} & {month_of(d) for d in dagen if d <= tot}
            komt |= {t.vervaldatum for t in plan.termijnen}
        else:
            gestopt_op = gestopt_op or vandaag
            zelf |= {t.vervaldatum for t in plan.termijnen}
        assert not {month_of(d) for d in zelf} & {month_of(d) for d in afgeschreven | komt}
