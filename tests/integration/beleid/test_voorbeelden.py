"""Before new configuration holds, beheer sees what an inwoner would see of it."""

import re

import pytest

from tests.integration.beleid.beheren import BASIS, begin, change, fields_of_page
from tests.support.client import PaginaClient, words_of


def preview_after(bea: PaginaClient, soort: str, naam: str) -> str:
    """The example of that name, as the check of the change links to it."""
    html = bea.get(f"{BASIS}/{soort}/controle").get_data(as_text=True)
    adres = re.search(rf'href="([^"]*/voorbeeld/\d+)">{re.escape(naam)}</a>', html)
    assert adres, naam
    tekst = bea.text(adres[1])
    assert "Dit is een voorbeeld. Inwoners zien dit nog niet." in tekst
    return tekst


@pytest.mark.parametrize(
    "naam",
    ["Gemeentelijke belastingen", "Naheffing parkeren", "Toeristenbelasting"],
)
def test_an_edited_ladder_is_seen_as_the_clock_of_an_example(bea: PaginaClient, naam: str) -> None:
    begin(bea, "ladder")
    adres = f"{BASIS}/ladder/tekst"
    tekst = str(fields_of_page(bea, adres)["tekst"])
    anders = tekst.replace("dagen = 7\n", "dagen = 70\n").replace("dagen = 14\n", "dagen = 70\n")
    assert bea.post(adres, data={"tekst": anders}).status_code == 302
    gelezen = preview_after(bea, "ladder", naam)
    assert "Die kost niets. op zijn vroegst 25 juli 2026" in gelezen
    assert "Herinnering gestuurd 25 juli 2026 U betaalt. uiterlijk 3 oktober 2026" in gelezen
    assert "Als iemand kwijtschelding vraagt" in gelezen
    assert "Wij sturen een herinnering. Die kost niets. niet zolang de klok stil staat" in gelezen
    nu = bea.text(f"{BASIS}/ladder/voorbeeld/0?versie=1")
    assert "Dit is een voorbeeld van wat nu geldt. Terug naar versie 1" in nu
    assert "Inwoners zien dit nog niet" not in nu
    assert "op zijn vroegst 25 juli 2026" not in nu


def test_edited_costs_are_seen_on_the_clocks_of_a_small_and_a_large_aanslag(bea: PaginaClient) -> None:
    begin(bea, "kosten")
    change(bea, "kosten", "jaren~2", aanmaning_onder="11,50", aanmaning_vanaf="33,25", dwangbevel_basis="61,00")
    gelezen = preview_after(bea, "kosten", "Een aanslag van 1 januari 2026")
    assert "Er komt € 11,50 bij." in gelezen
    assert gelezen.count("Er komt € 33,25 bij.") == 2
    # 150 euros: the base and 2 steps of 5 euros (Kostenwet art. 3).
    assert "Er komt € 71,00 bij. op zijn vroegst 18 mei 2026" in gelezen
    assert "€ 11,50" not in preview_after(bea, "kosten", "Een aanslag van 1 januari 2025")


def test_edited_costs_of_a_deurwaarder_are_seen_after_the_dwangbevel_and_nowhere_before(bea: PaginaClient) -> None:
    begin(bea, "kosten")
    change(bea, "kosten", "jaren~2", exploot="23,50", beslag="79,25")
    gelezen = preview_after(bea, "kosten", "Een aanslag van 1 januari 2026")
    eerst, na = gelezen.split("Na het dwangbevel")
    assert "Dan komt er € 23,50 bij." in na
    assert "komt er € 79,25 of meer bij." in na
    assert "deurwaarder" not in eerst
    oud = preview_after(bea, "kosten", "Een aanslag van 1 januari 2025")
    assert "Dan komt er € 21,00 bij." in oud
    assert "komt er € 74,00 of meer bij." in oud


def test_edited_ways_to_pay_are_seen_where_an_inwoner_reads_them(bea: PaginaClient) -> None:
    begin(bea, "betalen")
    change(
        bea,
        "betalen",
        verwerking_werkdagen="9",
        incasso_mislukt="Zo gaat het als het mislukt.",
        incasso_gestopt="Zo gaat het als het stopt.",
        terugbetaling="Zo komt uw geld terug.",
        aan_de_balie="Pinnen kan aan de balie.",
    )
    overmaken = preview_after(bea, "betalen", "Betalen")
    assert "Uw betaling is hier na 9 werkdagen te zien. Pinnen kan aan de balie." in overmaken
    assert "Bedrag € 600,00" in overmaken
    mislukt = preview_after(bea, "betalen", "Als afschrijven één keer niet lukt")
    assert "Eén keer lukte afschrijven niet. Zo gaat het als het mislukt." in mislukt
    gestopt = preview_after(bea, "betalen", "Als wij niets meer afschrijven")
    assert "Wij schrijven niets meer af. Zo gaat het als het stopt." in gestopt
    assert "Zo komt uw geld terug." in preview_after(bea, "betalen", "Als iemand geld terugkrijgt")


def test_edited_questions_of_kwijtschelding_are_seen_with_both_answers_and_send_nothing(bea: PaginaClient) -> None:
    begin(bea, "kwijtschelding")
    change(bea, "kwijtschelding", "vragen~0", vraag="Hebt u weinig geld?")
    change(bea, "kwijtschelding", beslist_weken="6")
    assert "Hebt u weinig geld?" in preview_after(bea, "kwijtschelding", "De drie vragen")
    assert "U hoort het binnen 6 weken." in preview_after(bea, "kwijtschelding", "Het antwoord: misschien")
    assert "Vraag het toch" in preview_after(bea, "kwijtschelding", "Het antwoord: vraag het toch")
    antwoord = bea.post(f"{BASIS}/kwijtschelding/voorbeeld/0", data={"inkomen": "ja"}, follow_redirects=True)
    assert "In een voorbeeld verstuurt u niets." in words_of(antwoord.get_data(as_text=True))


def test_an_example_is_seen_in_english_too(bea: PaginaClient) -> None:
    begin(bea, "betalen")
    change(bea, "betalen", aan_de_balie_en="You can pay by card at the desk.")
    assert "You can pay by card at the desk." in bea.text(f"{BASIS}/betalen/voorbeeld/0?taal=en")
