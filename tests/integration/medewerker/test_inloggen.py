"""Logging in and out as an employee."""

from datetime import timedelta
from typing import Any

import requests
from sqlalchemy import select

from portaal.infra.database import Database
from portaal.logboek.model import Logregel
from portaal.medewerker.model import Medewerker
from tests.conftest import Klok
from tests.support.aanbieder import Aanbieder
from tests.support.client import PaginaClient


def log_in(browser: PaginaClient, aanbieder: Aanbieder, wie: str, **keuze: str) -> Any:
    """From the button to what the portal says after the provider."""
    return browser.get(aanbieder.answer(browser.post("/werk/inloggen/aanbieder"), **({"wie": wie} | keuze)))


def test_an_employee_comes_in_with_the_roles_of_the_groups(browser: PaginaClient, aanbieder: Aanbieder) -> None:
    assert browser.get("/werk").headers["Location"] == "/werk/inloggen"
    assert log_in(browser, aanbieder, "dubbel").headers["Location"] == "/werk"
    with browser.session_transaction() as sessie:
        assert sessie["aanmelding"]["rollen"] == ["balie", "iedereen", "kcc"]
    assert "Dirk Dubbel" in browser.text("/werk")


def test_a_login_is_in_the_logboek_with_its_roles_and_knows_the_employee_again(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    log_in(browser, aanbieder, "dubbel")
    browser.post("/werk/uitloggen")
    log_in(browser, aanbieder, "dubbel")
    with sqlite_db.reading() as session:
        medewerker = session.scalars(select(Medewerker)).one()
        regels = session.scalars(select(Logregel)).all()
    assert [(r.handeling, r.rollen, r.door_id) for r in regels] == [
        ("medewerker:login:gelukt", "balie,kcc", str(medewerker.id))
    ] * 2


def test_invordering_with_schuldhulp_is_refused_and_the_reason_is_said(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    assert log_in(browser, aanbieder, "mag-niet").headers["Location"] == "/werk/inloggen"
    assert "wie over schulden beslist, mag niet weten wie hulp vroeg" in browser.text("/werk/inloggen")
    assert browser.get("/werk").status_code == 302
    with sqlite_db.reading() as session:
        assert session.scalars(select(Medewerker)).all() == []


def test_without_a_role_nobody_gets_in_and_it_is_said_whom_to_ask(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    log_in(browser, aanbieder, "geen-rol")
    assert "Vraag uw beheerder om een rol" in browser.text("/werk/inloggen")
    assert browser.get("/werk").status_code == 302


def test_who_turns_back_reads_so(browser: PaginaClient, aanbieder: Aanbieder) -> None:
    log_in(browser, aanbieder, "bente", annuleer="1")
    assert "U stopte bij het inloggen" in browser.text("/werk/inloggen")


def test_logging_out_ends_the_session_here_and_goes_on_at_the_provider(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    log_in(browser, aanbieder, "bente")
    uit = browser.post("/werk/uitloggen").headers["Location"]
    assert uit.startswith(f"{aanbieder.adres}/medewerker/end_session?")
    assert "id_token_hint=" in uit
    terug = requests.get(uit, allow_redirects=False, timeout=10).headers["Location"]
    assert terug == "http://localhost/werk/inloggen"
    assert browser.get("/werk").status_code == 302


def test_an_inwoner_who_logs_in_as_employee_is_no_longer_an_inwoner(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    browser.get("/mijn/berichten")
    browser.get(aanbieder.answer(browser.post("/inloggen/digid"), wie="999993653"))
    log_in(browser, aanbieder, "bente")
    with browser.session_transaction() as sessie:
        assert sessie["aanmelding"]["inwoner_id"] is None


def test_after_quiet_minutes_staff_read_that_they_are_out(
    browser: PaginaClient, aanbieder: Aanbieder, klok: Klok
) -> None:
    log_in(browser, aanbieder, "bente")
    klok.moment += timedelta(minutes=16)
    assert browser.get("/werk").headers["Location"] == "/werk/inloggen?verlopen=1"


def test_after_ten_hours_even_who_is_busy_logs_in_anew(
    browser: PaginaClient, aanbieder: Aanbieder, klok: Klok
) -> None:
    log_in(browser, aanbieder, "bente")
    for _ in range(59):
        klok.moment += timedelta(minutes=10)
        assert browser.get("/werk").status_code == 200
    klok.moment += timedelta(minutes=10)
    assert browser.get("/werk").status_code == 302
