"""A plan is judged on the net of what came in: no cent is lost, and nobody is late by a wrong betalingskenmerk."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portaal.core.geld import Centen
from portaal.regeling.rules.schema import make_plan
from portaal.regeling.rules.voortgang import (
    Actie,
    Ontvangen,
    Termijnstatus,
    catch_up_until,
    follow,
    is_te_laat,
    next_actie,
    next_look,
    spread_payment,
)
from portaal.regeling.stand import Post
from tests.factories.regeling import example_beleid, in_termijnen

REGEL = example_beleid().volgen
VANDAAG = date(2026, 3, 16)
PLAN = make_plan((Post(1, Centen(10000)), Post(2, Centen(20000))), in_termijnen(3), VANDAAG, 7)

ALLE = (1, 2)


def stand(geld_1=0, geld_2=0, kwijting_2=0, gezien=VANDAAG, **anders):
    binnen = {1: Ontvangen(Centen(geld_1), Centen(0)), 2: Ontvangen(Centen(geld_2), Centen(kwijting_2))}
    return follow(PLAN, binnen | anders.get("binnen", {}), REGEL, gezien)


def statuses(voortgang):
    return [termijn.status.value for termijn in voortgang.termijnen]


def test_at_the_start_the_first_term_is_next() -> None:
    assert statuses(stand()) == ["volgende", "komt", "komt"]


def test_a_payment_fills_the_terms_from_the_front() -> None:
    voortgang = stand(geld_1=10000, geld_2=2500)
    assert statuses(voortgang) == ["betaald", "volgende", "komt"]
    assert voortgang.volgende.betaald == 2500
    assert voortgang.nog_te_betalen == 17500


def test_money_on_the_wrong_kenmerk_makes_nobody_late() -> None:
    voortgang = stand(geld_2=10000, gezien=date(2026, 4, 20))
    assert voortgang.achterstand == 0
    assert statuses(voortgang)[0] == "betaald"
    te_veel = stand(geld_2=30000)
    assert te_veel.is_betaald
    assert not te_veel.is_klaar
    assert te_veel.moet_overboeken
    assert te_veel.overschot == {2: 10000}
    assert te_veel.tekort == {1: 10000}


def test_a_payment_goes_to_what_is_short_in_the_order_of_the_plan() -> None:
    assert spread_payment(PLAN, stand(), stand().nu, ALLE) == {1: 10000}
    assert spread_payment(PLAN, stand(), Centen(12500), ALLE) == {1: 10000, 2: 2500}
    assert spread_payment(PLAN, stand(geld_1=9500), stand(geld_1=9500).nu, ALLE) == {1: 500}
    assert spread_payment(PLAN, stand(geld_1=10000), Centen(10000), ALLE) == {2: 10000}


def test_an_aanslag_that_is_gone_gets_no_part_and_the_next_gets_it_all() -> None:
    assert spread_payment(PLAN, stand(), Centen(12500), {2}) == {2: 12500}


def test_first_to_pay_is_all_that_is_late_or_else_the_next_term() -> None:
    assert stand(gezien=date(2026, 4, 20)).nu == 10000
    assert stand(gezien=date(2026, 5, 20)).nu == 20000
    assert stand(geld_1=2500).nu == 7500


def test_money_on_an_aanslag_that_had_nothing_open_counts_too() -> None:
    voortgang = stand(gezien=date(2026, 4, 20), binnen={3: Ontvangen(Centen(10000), Centen(0))})
    assert (voortgang.achterstand, voortgang.ontvangen, voortgang.totaal) == (0, 10000, 30000)
    assert voortgang.overschot == {3: 10000}
    assert voortgang.moet_overboeken


def test_a_reversed_debit_opens_the_term_again() -> None:
    assert statuses(stand(geld_1=10000))[0] == "betaald"
    assert statuses(stand(geld_1=0))[0] == "volgende"
    assert stand(geld_1=-500).nog_te_betalen == 30500


def test_relief_takes_off_at_the_back() -> None:
    voortgang = stand(kwijting_2=15000)
    assert [termijn.bedrag for termijn in voortgang.termijnen] == [10000, 5000, 0]
    assert statuses(voortgang) == ["volgende", "komt", "vervallen"]


def test_an_annulled_aanslag_leaves_the_plan() -> None:
    voortgang = stand(geld_1=10000, binnen={2: Ontvangen(Centen(0), Centen(0), vernietigd=True)})
    assert voortgang.is_klaar
    alles = follow(PLAN, {a: Ontvangen(Centen(0), Centen(0), vernietigd=True) for a in (1, 2)}, REGEL, VANDAAG)
    assert alles.is_vervallen


def test_the_grace_days_count_from_a_working_day() -> None:
    koningsdag = date(2026, 4, 27)
    assert not is_te_laat(koningsdag, REGEL, date(2026, 5, 3))
    assert is_te_laat(koningsdag, REGEL, date(2026, 5, 4))


def test_first_a_reminder_then_a_call_and_never_an_end() -> None:
    laat = date(2026, 4, 5)
    voortgang = stand(gezien=laat)
    assert voortgang.achterstand == 10000
    assert next_actie(voortgang, None, REGEL, laat) is Actie.HERINNERING
    tot = catch_up_until(laat, REGEL)
    assert next_actie(voortgang, laat, REGEL, tot) is Actie.NIETS
    assert next_actie(voortgang, laat, REGEL, tot + timedelta(days=1)) is Actie.BELLEN
    assert next_actie(stand(geld_1=10000, gezien=laat), laat, REGEL, laat) is Actie.NIETS


bedragen = st.lists(st.integers(1, 500_000), min_size=1, max_size=5)


@given(
    bedragen=bedragen,
    aantal=st.integers(1, 24),
    boekingen=st.lists(st.tuples(st.integers(0, 4), st.integers(-50_000, 200_000)), max_size=30),
    kwijting=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 200_000)), max_size=4),
    dag=st.integers(0, 900),
)
def test_no_sequence_of_bookings_loses_a_cent(bedragen, aantal, boekingen, kwijting, dag) -> None:
    posten = tuple(Post(nr, Centen(bedrag)) for nr, bedrag in enumerate(bedragen))
    plan = make_plan(posten, in_termijnen(aantal), VANDAAG, 7)
    geld, af = [0] * len(posten), [0] * len(posten)
    for welke, bedrag in boekingen:
        geld[welke % len(posten)] += bedrag
    for welke, bedrag in kwijting:
        af[welke % len(posten)] += bedrag
    binnen = {nr: Ontvangen(Centen(geld[nr]), Centen(af[nr])) for nr in range(len(posten))}
    voortgang = follow(plan, binnen, REGEL, VANDAAG + timedelta(days=dag))

    moet = sum(max(0, b - a) for b, a in zip(bedragen, af, strict=True))
    assert voortgang.totaal == moet == sum(t.bedrag for t in voortgang.termijnen)
    assert sum(t.betaald for t in voortgang.termijnen) == min(moet, max(0, sum(geld)))
    assert sum(voortgang.tekort.values()) - sum(voortgang.overschot.values()) == moet - sum(geld)
    assert voortgang.is_klaar == all(g >= max(0, b - a) for g, b, a in zip(geld, bedragen, af, strict=True))


@given(
    aantal=st.integers(1, 24),
    betaald=st.integers(0, 40_000),
    dag=st.integers(0, 900),
    herinnerd=st.none() | st.integers(0, 900),
)
def test_a_running_plan_always_has_a_next_step(aantal, betaald, dag, herinnerd) -> None:
    plan = make_plan((Post(1, Centen(30000)),), in_termijnen(aantal), VANDAAG, 7)
    gezien = VANDAAG + timedelta(days=dag)
    voortgang = follow(plan, {1: Ontvangen(Centen(betaald), Centen(0))}, REGEL, gezien)
    op = None if herinnerd is None else VANDAAG + timedelta(days=herinnerd)
    if voortgang.is_klaar:
        assert voortgang.volgende is None
    else:
        assert voortgang.volgende is not None
        assert voortgang.volgende.nog > 0
        assert (voortgang.volgende.status is Termijnstatus.TE_LAAT) == (voortgang.achterstand > 0)
        assert next_actie(voortgang, op, REGEL, gezien) in Actie


@given(
    geld=st.integers(0, 32000),
    dag=st.integers(0, 150),
    herinnerd=st.none() | st.integers(0, 150),
    later=st.integers(1, 200),
)
def test_until_the_day_of_the_next_look_time_changes_nothing(geld, dag, herinnerd, later) -> None:
    gezien = VANDAAG + timedelta(days=dag)
    op = None if herinnerd is None else VANDAAG + timedelta(days=herinnerd)

    def judged(op_dag: date):
        staat = stand(geld_2=geld, gezien=op_dag)
        return staat, next_actie(staat, op, REGEL, op_dag)

    nu = judged(gezien)
    weer = next_look(nu[0], op, REGEL, gezien)
    laatste = gezien + timedelta(days=200) if weer is None else weer - timedelta(days=1)
    assert laatste >= gezien
    assert judged(laatste) == judged(min(laatste, gezien + timedelta(days=later))) == nu
