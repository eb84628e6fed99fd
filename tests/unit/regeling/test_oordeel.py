"""A request is granted at once only where every rule allows it; else a person looks, and the rule says why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Aanslagsoort, Verzendsoort
from portaal.core.geld import Centen
from portaal.inwoner.rules import Inwonerstatus
from portaal.regeling.rules.advies import Uitkomst, advise
from portaal.regeling.rules.oordeel import Afgewezen, Situatie, TerBeoordeling, Toegekend, assess
from portaal.regeling.stand import Omstandigheid, Verzoeksoort, Wens
from tests.factories.regeling import an_aanslag, example_beleid, in_termijnen, later, per_maand, rust, sent

VANDAAG = date(2026, 3, 16)
BELEID = example_beleid()
GEWOON = Situatie()


def judge(wens, *aanslagen, situatie=GEWOON, vandaag=VANDAAG):
    return assess(wens, aanslagen or (an_aanslag(),), situatie, BELEID, vandaag)


def rules_of(oordeel):
    return [reden.regel for reden in oordeel.redenen]


def test_ten_terms_of_an_ordinary_aanslag_are_granted_at_once() -> None:
    oordeel = judge(in_termijnen(10))
    assert isinstance(oordeel, Toegekend)
    assert oordeel.plan.aantal == 10
    assert rules_of(oordeel) == ["direct.bedrag", "direct.termijnen"]


@pytest.mark.parametrize(
    ("wens", "regel"),
    [
        (in_termijnen(11), "direct.termijnen"),
        (per_maand(2000), "direct.kleinste_termijn"),
        (in_termijnen(3, dag=13), "dagen.dag"),
    ],
)
def test_what_goes_past_the_direct_lane_is_looked_at(wens, regel) -> None:
    oordeel = judge(wens)
    assert isinstance(oordeel, TerBeoordeling)
    assert regel in rules_of(oordeel)
    assert oordeel.uiterlijk == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"open_": 500001}, "direct.bedrag"),
        ({"soort": Aanslagsoort.TOERISTENBELASTING}, "soort.beoordeling"),
        ({"oud_sinds": date(2026, 2, 1)}, "cijfers.verouderd"),
        ({"verzendingen": (sent(Verzendsoort.DWANGBEVEL, date(2026, 3, 1), 8100),)}, "stap.beoordeling"),
    ],
)
def test_an_aanslag_can_ask_for_a_look(anders, regel) -> None:
    oordeel = judge(in_termijnen(3), an_aanslag(**anders))
    assert isinstance(oordeel, TerBeoordeling)
    assert regel in rules_of(oordeel)


def test_asking_after_an_aanmaning_is_possible_and_even_direct_here() -> None:
    aanslag = an_aanslag(verzendingen=(sent(Verzendsoort.AANMANING, date(2026, 3, 1), 2200),))
    assert isinstance(judge(in_termijnen(3), aanslag), Toegekend)


@pytest.mark.parametrize(
    ("situatie", "regel"),
    [
        *[(Situatie(status=s), "mens.kijkt_mee") for s in Inwonerstatus if s.vraagt_mens],
        *[(Situatie(omstandigheid=o), "mens.kijkt_mee") for o in Omstandigheid if o is not Omstandigheid.GEEN],
        (Situatie(beeindigd=1), "eerder.beeindigd"),
    ],
)
def test_a_person_takes_it_up_where_the_situation_asks_for_one(situatie, regel) -> None:
    oordeel = judge(in_termijnen(3), situatie=situatie)
    assert isinstance(oordeel, TerBeoordeling)
    assert rules_of(oordeel) == [regel]


def test_a_running_plan_is_not_changed_without_a_look() -> None:
    aanslag = an_aanslag()
    oordeel = judge(in_termijnen(3), aanslag, situatie=Situatie(lopende_aanslagen=frozenset({aanslag.id})))
    assert isinstance(oordeel, TerBeoordeling)
    assert rules_of(oordeel) == ["regeling.loopt_al"]


def test_profiles_are_never_mixed_silently() -> None:
    parkeren = an_aanslag(8000, soort=Aanslagsoort.NAHEFFING_PARKEREN)
    gewoon = an_aanslag(30000)
    assert isinstance(judge(in_termijnen(6), gewoon), Toegekend)
    oordeel = judge(in_termijnen(6), gewoon, parkeren)
    assert isinstance(oordeel, TerBeoordeling)
    assert rules_of(oordeel) == ["direct.termijnen"]


def test_nothing_open_is_the_only_refusal_without_a_person() -> None:
    assert isinstance(judge(in_termijnen(3), an_aanslag(betaald=Centen(48673))), Afgewezen)
    assert isinstance(judge(in_termijnen(3), an_aanslag(vernietigd=True)), Afgewezen)


def test_kort_uitstel_goes_four_months_past_the_last_due_date() -> None:
    assert isinstance(judge(later(date(2026, 8, 11))), Toegekend)
    te_laat = judge(later(date(2026, 8, 12)))
    assert isinstance(te_laat, TerBeoordeling)
    assert rules_of(te_laat) == ["uitstel.datum"]


@pytest.mark.parametrize(
    "aanslag",
    [
        an_aanslag(2000000),
        an_aanslag(uitstel_tot=date(2026, 6, 1)),
        an_aanslag(verzendingen=(sent(Verzendsoort.DWANGBEVEL, date(2026, 3, 1), 8100),)),
    ],
    ids=["twenty thousand", "had uitstel before", "dwangbevel"],
)
def test_kort_uitstel_has_its_conditions(aanslag) -> None:
    assert isinstance(judge(later(date(2026, 4, 30)), aanslag), TerBeoordeling)


def test_a_second_uitstel_for_the_same_debt_is_looked_at() -> None:
    aanslag = an_aanslag()
    eerder = Situatie(uitstel_gehad=frozenset({aanslag.id}))
    assert rules_of(judge(later(date(2026, 5, 1)), aanslag, situatie=eerder)) == ["uitstel.eerder"]


def test_a_pause_is_given_once_a_year_without_a_look() -> None:
    assert isinstance(judge(rust(date(2026, 4, 13))), Toegekend)
    lang = judge(rust(date(2026, 6, 30)))
    assert rules_of(lang) == ["pauze.duur"]
    weer = judge(rust(date(2026, 4, 13)), situatie=Situatie(laatste_pauze=date(2025, 9, 1)))
    assert rules_of(weer) == ["pauze.eerder"]
    jaar_later = judge(rust(date(2026, 4, 13)), situatie=Situatie(laatste_pauze=date(2025, 3, 16)))
    assert isinstance(jaar_later, Toegekend)


def test_asking_for_a_person_always_gets_one() -> None:
    oordeel = judge(Wens(Verzoeksoort.GESPREK))
    assert isinstance(oordeel, TerBeoordeling)
    assert oordeel.plan is None


def test_the_answer_is_due_on_a_working_day() -> None:
    oordeel = judge(in_termijnen(20), vandaag=date(2026, 4, 13))
    assert oordeel.uiterlijk == date(2026, 4, 28)


@given(
    aantal=st.integers(1, 40),
    bedrag=st.integers(1, 3_000_000),
    dag=st.integers(1, 31),
    status=st.sampled_from(Inwonerstatus),
    beeindigd=st.integers(0, 2),
)
def test_every_decision_has_a_reason_with_its_source(aantal, bedrag, dag, status, beeindigd) -> None:
    situatie = Situatie(status=status, beeindigd=beeindigd)
    oordeel = judge(in_termijnen(aantal, dag), an_aanslag(bedrag), situatie=situatie)
    assert oordeel.redenen
    assert all(reden.bron and reden.regel and reden.tekst for reden in oordeel.redenen)
    assert isinstance(oordeel, TerBeoordeling) == any(reden.houdt_tegen for reden in oordeel.redenen)


@given(aantal=st.integers(1, 40), bedrag=st.integers(1, 3_000_000), minder=st.integers(1, 39))
def test_who_asks_for_less_time_is_never_worse_off(aantal, bedrag, minder) -> None:
    aanslag = an_aanslag(bedrag)
    korter = max(1, aantal - minder)
    if isinstance(judge(in_termijnen(aantal), aanslag), Toegekend):
        assert isinstance(judge(in_termijnen(korter), aanslag), Toegekend)


@pytest.mark.parametrize(
    ("wens", "uitkomst", "voorstel"),
    [
        (in_termijnen(12), Uitkomst.TOEKENNEN, None),
        (in_termijnen(18), Uitkomst.ALLEEN_MET_REDEN, 12),
        (in_termijnen(37), Uitkomst.ANDER_VOORSTEL, 12),
        (per_maand(500), Uitkomst.ANDER_VOORSTEL, 12),
        (Wens(Verzoeksoort.GESPREK), Uitkomst.GESPREK, None),
    ],
)
def test_the_policy_says_which_plan_it_would_accept(wens, uitkomst, voorstel) -> None:
    advies = advise(wens, [an_aanslag()], GEWOON, BELEID, VANDAAG)
    assert advies.uitkomst is uitkomst
    assert (advies.voorstel.aantal if advies.voorstel else None) == voorstel
    assert all(reden.bron for reden in advies.redenen)


@given(bedrag=st.integers(1, 5_000_000), aantal=st.integers(13, 60))
def test_the_plan_that_the_policy_proposes_is_one_that_it_accepts(bedrag, aantal) -> None:
    aanslag = an_aanslag(bedrag)
    advies = advise(in_termijnen(aantal), [aanslag], GEWOON, BELEID, VANDAAG)
    if advies.voorstel:
        opnieuw = advise(advies.voorstel, [aanslag], GEWOON, BELEID, VANDAAG)
        assert opnieuw.uitkomst is Uitkomst.TOEKENNEN


def test_a_year_that_is_too_short_points_to_kwijtschelding() -> None:
    advies = advise(in_termijnen(24), [an_aanslag()], GEWOON, BELEID, VANDAAG)
    assert "kwijtschelding.ambtshalve" in [reden.regel for reden in advies.redenen]


def test_a_changed_policy_changes_the_decision() -> None:
    strenger = BELEID.profielen[0].direct.model_copy(update={"meeste_termijnen": 6})
    profielen = (BELEID.profielen[0].model_copy(update={"direct": strenger}), *BELEID.profielen[1:])
    beleid = BELEID.model_copy(update={"profielen": profielen})
    assert isinstance(assess(in_termijnen(8), [an_aanslag()], GEWOON, beleid, VANDAAG), TerBeoordeling)
    assert isinstance(assess(in_termijnen(8), [an_aanslag()], GEWOON, BELEID, VANDAAG), Toegekend)
