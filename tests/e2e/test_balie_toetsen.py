"""Someone stands at the desk: a talk is booked by keyboard alone, with few keystrokes besides their name."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.paginas.inloggen import go_login_medewerker
from tests.e2e.paginas.pagina import Pagina

MEESTE = 25
TELEFOON = "0612345678"
NAAM = "Wil de Wandelaar"


class Toetsenbord:
    """A keyboard that counts; a name is typed for free."""

    def __init__(self, page: Page) -> None:
        """Begin at nought."""
        self.page = page
        self.aanslagen = 0

    def press(self, toets: str, keer: int = 1) -> None:
        """Press a key."""
        for _ in range(keer):
            self.page.keyboard.press(toets)
            self.aanslagen += 1

    def type(self, tekst: str) -> None:
        """Type what counts."""
        for teken in tekst:
            self.press(teken)


def test_a_visitor_at_the_desk_is_booked_with_few_keystrokes(open_browser: Callable[..., Page]) -> None:
    page = open_browser(javascript=False)
    go_login_medewerker(page, "Bente Baliemans")
    page.goto("/werk/afspraken")
    toetsen = Toetsenbord(page)
    toetsen.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    toetsen.press("Enter")
    toetsen.press("Tab")
    expect(page.get_by_role("link", name="Maak een afspraak")).to_be_focused()
    toetsen.press("Enter")
    Pagina(page).see("Maak een afspraak")
    page.keyboard.type(NAAM)
    toetsen.press("Tab")
    toetsen.type(TELEFOON)
    toetsen.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAAM)
    expect(page.get_by_text("De afspraak staat.")).to_be_visible()
    assert toetsen.aanslagen <= MEESTE, toetsen.aanslagen
