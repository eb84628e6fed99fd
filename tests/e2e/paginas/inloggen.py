"""Logging in and out, through the provider of the demo."""

import re

from playwright.sync_api import Page

from tests.e2e.axe import check_toegankelijk
from tests.e2e.paginas.pagina import Pagina


def login_inwoner(page: Page, naam: str) -> Pagina:
    """Log in as an inwoner of the demo, from the front page."""
    pagina = Pagina(page)
    page.goto("/")
    page.get_by_role("link", name="Inloggen").first.click()
    pagina.see("Inloggen").press("Inloggen met DigiD", "Inloggen als inwoner")
    choose_person(page, naam)
    return pagina


def login_medewerker(page: Page, naam: str) -> Pagina:
    """Log in as an employee of the demo."""
    pagina = Pagina(page)
    page.goto("/werk")
    pagina.see("Inloggen voor medewerkers")
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    pagina.see("Inloggen als medewerker")
    choose_person(page, naam)
    return pagina


def choose_person(page: Page, naam: str) -> None:
    """Be someone, at the provider; then back in the portal."""
    page.get_by_role("button", name=re.compile(rf"^{re.escape(naam)}\b")).first.click()
    page.wait_for_load_state()
    check_toegankelijk(page)


def logout(page: Page, kop: str = "U bent uitgelogd") -> Pagina:
    """Log out, here and at the provider."""
    return Pagina(page).press("Uitloggen", kop)
