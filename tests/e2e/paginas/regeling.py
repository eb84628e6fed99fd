"""Asking for a betalingsregeling."""

from playwright.sync_api import Page

from tests.e2e.paginas.pagina import Pagina


def ask_by_amount(page: Page, euros: int) -> str:
    """Ask to pay an amount a month; returns the reference of the request."""
    pagina = Pagina(page)
    pagina.open("/mijn/regeling", "In delen betalen")
    pagina.follow("Begin met de vragen", "Eerst: hoeft u wel te betalen?")
    pagina.choose("Nee").press("Verder", "Wie helpt u met geld?")
    pagina.choose("Nee, niets hiervan").press("Verder", "Hoe wilt u betalen?")
    pagina.choose("Ik kies zelf een bedrag per maand")
    page.get_by_role("textbox", name="Bedrag per maand").fill(str(euros))
    pagina.press("Verder", "Op welke dag?")
    pagina.press("Verder", "Hoe schrijven wij u?")
    pagina.choose("In dit portaal").press("Verder", "Kijk alles na")
    pagina.press("Verstuur mijn verzoek", "Wij hebben uw verzoek")
    kenmerk: str = page.get_by_text("R20").first.inner_text().strip()
    return kenmerk
