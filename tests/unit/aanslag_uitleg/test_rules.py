"""A biljet explained as a whole."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Aanslagsoort
from portaal.aanslag.uitleg.rules import BALK, Woonsituatie, explain
from portaal.aanslag.uitleg.som import Somvorm
from portaal.aanslag.uitleg.vergelijking import Vorigjaar
from portaal.core.geld import Centen
from tests.unit.aanslag_uitleg.gegevens import BELEID, OZB, make_biljet, make_regel

RIOOL = make_regel("rioolheffing_gebruiker", "12", "maanden", "64,80", 6480)
SOORTEN = [
    "ozb_eigenaar_woning",
    "ozb_eigenaar_nietwoning",
    "ozb_gebruiker_nietwoning",
    "rioolheffing_eigenaar",
    "rioolheffing_gebruiker",
    "afvalstoffenheffing",
    "afvalstoffenheffing_diftar",
    "hondenbelasting",
    "toeristenbelasting",
    "forensenbelasting",
    "precariobelasting",
    "parkeerbelasting",
    "parkeerbelasting_kosten",
    "watersysteemheffing",
    "zuiveringsheffing",
]


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_soort_of_the_delivery_has_an_explanation_of_its_own_in_both_languages(soort: str) -> None:
    assert BELEID.is_bekend(soort)
    tekst = BELEID.of(soort)
    for veld in ("naam", "waarvoor", "reden", "wie"):
        assert tekst.tekst(veld, "nl") != tekst.tekst(veld, "en")
        assert tekst.tekst(veld, "nl")
    assert len(tekst.reden.split()) <= 6


def test_an_unknown_soort_gets_the_general_explanation_and_no_public_page() -> None:
    regel = make_regel("baatbelasting", "1", "perceel", "45,00", 4500)
    uitleg = explain(make_biljet(regel), (), BELEID).regels[0]
    assert (uitleg.soort, uitleg.tekst) == ("", BELEID.soorten["algemeen"])
    assert uitleg.som.vorm is Somvorm.VAST


def test_the_reason_follows_the_description_of_the_line() -> None:
    alleen = make_regel(
        "afvalstoffenheffing", "12", "maanden", "289,80", 28980, omschrijving="Afval eenpersoonshuishouden"
    )
    reden = explain(make_biljet(alleen), (), BELEID).regels[0].reden
    assert reden is not None
    assert reden.reden == "U woont hier alleen"


def test_last_year_is_the_standing_biljet_of_the_same_kind_of_the_year_before() -> None:
    vorig = make_biljet(make_regel("rioolheffing_gebruiker", "12", "maanden", "61,20", 6120), jaar=2025)
    nu = make_biljet(RIOOL)
    assert explain(nu, (nu, vorig), BELEID).regels[0].vorig_jaar.vorig == 6120
    for ander in (
        replace(vorig, vernietigd=True),
        replace(vorig, belastingjaar=2024),
        replace(vorig, soort=Aanslagsoort.FORENSENBELASTING),
    ):
        assert explain(nu, (nu, ander), BELEID).regels[0].vorig_jaar.stand is Vorigjaar.ONBEKEND


def test_the_sentence_on_top_says_who_one_is() -> None:
    assert explain(make_biljet(OZB, RIOOL), (), BELEID).situatie is Woonsituatie.EIGENAAR_BEWONER
    assert explain(make_biljet(OZB), (), BELEID).situatie is Woonsituatie.EIGENAAR
    bewoner = explain(make_biljet(RIOOL), (), BELEID)
    assert (bewoner.situatie, bewoner.adres) == (Woonsituatie.BEWONER, "Molenpad 12")
    hond = make_regel("hondenbelasting", "1", "hond", "92,40", 9240)
    assert explain(make_biljet(hond), (), BELEID).situatie is Woonsituatie.ANDERS


def test_two_addresses_with_months_is_a_move_and_without_is_just_two_addresses() -> None:
    oud = make_regel("rioolheffing_gebruiker", "5", "maanden", "64,80", 2700, object="Dorpsstraat 1")
    nieuw = make_regel("rioolheffing_gebruiker", "7", "maanden", "64,80", 3780)
    assert explain(make_biljet(oud, nieuw), (), BELEID).situatie is Woonsituatie.VERHUISD
    ander_huis = replace(OZB, object="Dorpsstraat 1")
    assert explain(make_biljet(OZB, ander_huis), (), BELEID).situatie is Woonsituatie.MEER_ADRESSEN


def test_who_lived_somewhere_for_some_months_is_not_said_to_live_there() -> None:
    deel = make_regel("rioolheffing_gebruiker", "7", "maanden", "64,80", 3780)
    uitleg = explain(make_biljet(OZB, deel), (), BELEID)
    assert (uitleg.situatie, uitleg.adres) == (Woonsituatie.DEEL_VAN_JAAR, "Molenpad 12")
    assert uitleg.regels[1].waarom("nl") == "Omdat u hier woonde"
    assert uitleg.regels[0].waarom("nl") == "Omdat het huis van u is"
    kwartaal = make_regel("afvalstoffenheffing_diftar", "4", "ledigingen", "8,70", 3480, van=date(2026, 10, 1))
    assert explain(make_biljet(kwartaal), (), BELEID).situatie is Woonsituatie.BEWONER


def test_a_line_about_a_part_of_the_year_says_so() -> None:
    deel = replace(RIOOL, van=date(2026, 6, 1))
    regels = explain(make_biljet(RIOOL, deel, replace(RIOOL, van=None)), (), BELEID).regels
    assert [u.is_deel_van_jaar for u in regels] == [False, True, False]


@given(st.lists(st.integers(-50_000, 500_000), max_size=12))
def test_the_parts_of_the_bar_fill_it_without_a_gap(bedragen: list[int]) -> None:
    regels = [replace(OZB, bedrag=Centen(bedrag)) for bedrag in bedragen]
    delen = explain(make_biljet(*regels), (), BELEID).delen
    assert len(delen) == sum(bedrag > 0 for bedrag in bedragen)
    einde = 0
    for deel in delen:
        assert deel.begin == einde
        assert deel.breedte >= 0
        einde = deel.begin + deel.breedte
    assert einde == (BALK if delen else 0)


EIGENAREN = ("ozb_eigenaar_woning", "ozb_eigenaar_nietwoning", "rioolheffing_eigenaar")


@pytest.mark.parametrize("soort", EIGENAREN)
def test_an_owner_reads_what_to_do_when_it_was_sold_is_shared_or_was_never_theirs(soort: str) -> None:
    vragen = " ".join(herstel.vraag for herstel in BELEID.of(soort).klopt_niet)
    assert "verkocht?" in vragen
    assert "van meer mensen?" in vragen
    assert "nooit van u?" in vragen
    assert "nietwoning" in soort or "Woont u er niet?" in vragen
