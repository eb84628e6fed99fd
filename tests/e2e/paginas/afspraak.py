"""Booking a talk."""

import re
from datetime import datetime

from playwright.sync_api import Page

from tests.e2e.paginas.pagina import Pagina

WANNEER = {"Bellen": "Wanneer zullen wij u bellen?", "Langskomen": "Wanneer komt u langs?"}


class Afspraakpagina(Pagina):
    """The pages from topic to confirmation."""

    def choose_topic(self, onderwerp: str, hoe: str) -> "Afspraakpagina":
        """A topic, and whether to call or to come."""
        self.open("/afspraak", "Waar wilt u over praten?")
        self.follow(re.compile(rf"^{hoe}\s*: {onderwerp}$"), WANNEER[hoe])
        return self

    def take_first_time(self) -> str:
        """Hold the first time that is free; returns it as the page writes it."""
        moment = self.page.locator(".tijdstip").first.inner_text()
        self.press("Kies deze tijd", "Met wie spreken wij?")
        return moment

    def confirm(self) -> "Afspraakpagina":
        """From the details, past the last look, to the confirmation."""
        self.press("Verder", "Klopt dit?")
        self.press("Maak de afspraak", "Uw afspraak staat")
        return self


def book(page: Page, onderwerp: str, hoe: str, *, naam: str = "", telefoon: str = "", email: str = "") -> str:
    """Book the first time that is free; returns it as the page writes it."""
    pagina = Afspraakpagina(page).choose_topic(onderwerp, hoe)
    moment = pagina.take_first_time()
    for veld, waarde in (("Uw naam", naam), ("Uw telefoonnummer", telefoon), ("Uw e-mailadres", email)):
        if waarde:
            pagina.fill(veld, waarde)
    pagina.confirm()
    return moment


def write_moment(begin: datetime) -> str:
    """A local time as pages write it, without the day: `14.20 uur`."""
    return f"{begin:%-H.%M} uur"
