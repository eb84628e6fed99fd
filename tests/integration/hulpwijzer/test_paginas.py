"""Help for everyone, without login."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask, render_template_string
from pydantic import ValidationError

from portaal.beleid.bestanden import VOORBEELD, read_versie
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.hulpwijzer.beleid import HULP_BELEID, Hulpwijzer
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from tests.conftest import NU
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient, words_of


@pytest.fixture
def browser(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


def test_on_a_working_day_it_says_until_when_someone_answers(browser: PaginaClient) -> None:
    assert "Er neemt iemand op, tot 20.00 uur." in browser.text("/hulp")


def test_at_night_it_says_when_again_and_what_to_do_meanwhile(browser: PaginaClient, klok: object) -> None:
    klok.moment = datetime(2026, 3, 14, 23, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    woorden = browser.text("/hulp")
    assert "Bel weer vanaf maandag 16 maart, 8.30 uur" in woorden
    assert "Moet u vandaag of morgen uit uw huis?" in woorden
    assert "0800 0113" in woorden


def test_a_situation_narrows_the_list_and_an_unknown_one_does_not(browser: PaginaClient) -> None:
    assert "Budgetcoach" in browser.text("/hulp?situatie=onzin")
    woorden = browser.text("/hulp?situatie=eten")
    assert "Voedselbank" in woorden
    assert "Budgetcoach" not in woorden


def test_leaving_quickly_leads_elsewhere_and_does_not_tell_from_where(browser: PaginaClient) -> None:
    html = browser.get("/hulp").text
    assert 'href="https://www.buienradar.nl/" rel="noreferrer"' in html


@pytest.mark.parametrize("rol", sorted(MEDEWERKERS))
def test_every_employee_sees_it_too(
    browser: PaginaClient, login_medewerker: Callable[..., PaginaClient], rol: Rol
) -> None:
    assert "Schuldhulpverlening" in login_medewerker(browser, rol).text("/hulp")


def test_help_for_a_situation_that_is_not_listed_is_a_fault() -> None:
    inhoud = read_versie(HULP_BELEID[0], VOORBEELD / "hulpwijzer.toml").inhoud
    inhoud["hulp"][0]["situaties"] = ["verzonnen"]
    with pytest.raises(ValidationError, match="onbekende situatie verzonnen"):
        Hulpwijzer.model_validate(inhoud)


def test_in_english_too(browser: PaginaClient) -> None:
    browser.get("/taal/en")
    assert "Food bank" in browser.get("/hulp").text


def test_help_that_fits_the_answers_of_another_page_can_be_shown_there(sqlite_app: Flask) -> None:
    macro = (
        '{% from "hulpwijzer/_past.html" import hulp_die_past with context %}{{ hulp_die_past(["overzicht"]) }}'
    )
    with sqlite_app.test_request_context("/"):
        woorden = words_of(render_template_string(macro))
    assert "Budgetcoach" in woorden
    assert "0800 0124" in woorden
    assert "Voedselbank" not in woorden


def test_the_first_page_has_the_number_that_is_answered_and_at_night_what_to_do(
    browser: PaginaClient, klok: object
) -> None:
    overdag = browser.text("/")
    assert "0800 0123 Nu bereikbaar Er neemt iemand op, tot 20.00 uur." in overdag
    klok.moment = datetime(2026, 3, 14, 23, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    nacht = browser.text("/")
    assert "Bel weer vanaf maandag 16 maart, 8.30 uur" in nacht
    assert "Moet u vandaag of morgen uit uw huis? 0800 0199" in nacht
    assert "Gaat uw stroom, gas of water er vandaag af? 0800 0199" in nacht


def test_an_employee_is_not_told_to_leave_quickly_nor_to_let_themselves_be_called(
    browser: PaginaClient, login_medewerker: Callable[..., PaginaClient]
) -> None:
    assert "Kijkt er iemand mee?" in browser.text("/hulp")
    assert "Praat met schuldhulp, zonder inloggen" in browser.text("/hulp")
    woorden = login_medewerker(browser, Rol.BALIE).text("/hulp")
    for tekst in ("Kijkt er iemand mee?", "Snel weg", "Vraag schuldhulp om mij te bellen"):
        assert tekst not in woorden


def test_in_a_conversation_the_help_that_fits_what_was_noticed_is_at_hand(
    browser: PaginaClient, sqlite_db: Database, login_medewerker: Callable[..., PaginaClient]
) -> None:
    wie = sqlite_db.run(make_inwoner)
    bente = sqlite_db.run(lambda session: note_login(session, sub="b", naam="Bente", email="", now=NU))
    balie = login_medewerker(browser, Rol.BALIE, medewerker_id=bente)
    pad = f"/werk/inwoner/{wie}/gesprek"
    assert "Alle hulp, met telefoonnummers" in balie.text(pad)
    assert "Een vrijwilliger komt bij u thuis" not in balie.text(pad)
    data = {"soort": "post_ongeopend", "opvolgen_op": "2026-03-23", "team": "loket"}
    assert balie.post(f"/werk/inwoner/{wie}/signaal", data=data).status_code == 302
    assert "Een vrijwilliger komt bij u thuis" in balie.text(pad)
