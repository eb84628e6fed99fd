"""What anyone can read, in Dutch and English."""

import pytest
from flask import Flask

from portaal.aanslag.uitleg.soorten import ALGEMEEN
from tests.support.client import PaginaClient
from tests.unit.aanslag_uitleg.gegevens import BELEID

PADEN = ["/", "/uitleg", "/begrippen", "/bezwaar", "/privacy", "/toegankelijkheid", "/cookies", "/echt"]
SOORTEN = [soort for soort in BELEID.soorten if soort != ALGEMEEN]


@pytest.fixture
def bezoeker(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


@pytest.mark.parametrize("pad", PADEN + [f"/uitleg/{soort}" for soort in SOORTEN])
def test_a_public_page_can_be_read_in_both_languages(bezoeker: PaginaClient, pad: str) -> None:
    assert "14 0123" in bezoeker.text(pad)
    bezoeker.get("/taal/en")
    bezoeker.text(pad)


def test_the_front_page_tells_who_is_not_served(bezoeker: PaginaClient) -> None:
    assert "Hebt u een bedrijf, of geen burgerservicenummer" in bezoeker.text("/")


def test_what_is_no_tax_is_not_there(bezoeker: PaginaClient) -> None:
    assert bezoeker.get("/uitleg/algemeen").status_code == 404
    assert bezoeker.get("/uitleg/loterijbelasting").status_code == 404


def test_a_tax_tells_its_rates_its_law_and_its_bylaw(bezoeker: PaginaClient) -> None:
    tekst = bezoeker.text("/uitleg/ozb_eigenaar_woning")
    for verwacht in ("0,0968%", "in 2026", "Gemeentewet, artikel 220", "Verordening onroerendezaakbelastingen"):
        assert verwacht in tekst


def test_the_privacy_statement_has_all_that_avg_13_asks(bezoeker: PaginaClient) -> None:
    tekst = bezoeker.text("/privacy")
    for verwacht in (
        "Wie is verantwoordelijk?",
        "fg@voorbeeldstad.example",
        "Waarom mag dat",
        "Wie ziet het",
        "Hoe lang",
        "AVG 15",
        "AVG 21",
        "AVG 7(3)",
        "Autoriteit Persoonsgegevens",
        "Moet u ze geven?",
        "Beslist een computer?",
        "Europese Unie",
    ):
        assert verwacht in tekst


def test_the_account_stands_as_on_every_other_page(bezoeker: PaginaClient) -> None:
    assert "NL91 ABNA 0417 1643 00" in bezoeker.text("/echt")
