"""Logging in and out, through the provider of the demo."""

import re

from playwright.sync_api import Page

from tests.e2e.axe import check_toegankelijk
from tests.e2e.paginas.pagina import Pagina


def login_inwoner(page: Page, naam: str, situatie: str = "") -> Pagina:
    """Log in as an inwoner of the demo, from the front page. `situatie` tells two of one name apart."""
    pagina = Pagina(page)
    page.goto("/")
    page.get_by_role("link", name="Inloggen").first.click()
    pagina.see("Inloggen").press("Inloggen met DigiD", "Inloggen als inwoner")
    choose_person(page, naam, situatie)
    check_toegankelijk(page)
    return pagina


def login_medewerker(page: Page, naam: str) -> Pagina:
    """Log in as an employee of the demo."""
    pagina = Pagina(page)
    page.goto("/werk")
    pagina.see("Inloggen voor medewerkers")
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    pagina.see("Inloggen als medewerker")
    choose_person(page, naam)
    check_toegankelijk(page)
    return pagina


def go_login_inwoner(page: Page, naam: str, situatie: str) -> None:
    """The same, without a look at the pages on the way."""
    page.goto("/inloggen")
    page.get_by_role("button", name="Inloggen met DigiD").click()
    choose_person(page, naam, situatie)


def go_login_medewerker(page: Page, naam: str) -> None:
    """The same, without a look at the pages on the way."""
    page.goto("/werk")
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    choose_person(page, naam)


def choose_person(page: Page, naam: str, situatie: str = "") -> None:
    """Be someone, at the provider; then back in the portal."""
    wie = rf"^{re.escape(naam)}\s+{re.escape(situatie)}" if situatie else rf"^{re.escape(naam)}\b"
    page.get_by_role("button", name=re.compile(wie)).first.click()
    page.wait_for_load_state()


def logout(page: Page, kop: str = "U bent uitgelogd") -> Pagina:
    """Log out, here and at the provider."""
    return Pagina(page).press("Uitloggen", kop)
