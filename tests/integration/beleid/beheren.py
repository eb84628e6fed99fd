"""What an employee of beheer does with the settings, as a browser would."""

import re
from html import unescape

from tests.support.client import PaginaClient

BASIS = "/werk/beheer/instellingen"


def begin(client: PaginaClient, soort: str) -> None:
    """Begin a change of what holds."""
    assert client.post(f"{BASIS}/{soort}/begin").status_code == 302


def fields_of_page(client: PaginaClient, adres: str) -> dict[str, str | list[str]]:
    """What a browser would send back unchanged from the first big form of a page."""
    html = client.get(adres).get_data(as_text=True)
    start = html.index('novalidate class="kaart')
    formulier = html[start : html.index("</form>", start)]
    velden: dict[str, str | list[str]] = {}
    for veld in re.finditer(r"<input[^>]*>", formulier):
        naam = re.search(r'name="([^"]+)"', veld[0])
        waarde = re.search(r'value="([^"]*)"', veld[0])
        if naam and ('type="checkbox"' not in veld[0] or "checked" in veld[0]):
            tekst = unescape(waarde[1]) if waarde else ""
            velden.setdefault(naam[1], [])
            lijst = velden[naam[1]]
            assert isinstance(lijst, list)
            lijst.append(tekst)
    for naam, tekst in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', formulier, re.S):
        velden[naam] = unescape(tekst)
    for naam, keuzes in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', formulier, re.S):
        gekozen = re.search(r'selected[^>]*value="([^"]*)"', keuzes)
        velden[naam] = gekozen[1] if gekozen else ""
    return velden


def change(client: PaginaClient, soort: str, deel: str | None = None, **anders: str) -> object:
    """Fill a part in otherwise, and keep it in the change."""
    adres = f"{BASIS}/{soort}/bewerk" + (f"?deel={deel}" if deel else "")
    return client.post(adres, data={**fields_of_page(client, adres), **anders})


def confirm(client: PaginaClient, soort: str, dag: str = "2026-04-01", **anders: str) -> object:
    """Let the change hold from a day on."""
    return client.post(f"{BASIS}/{soort}/controle", data={"geldig_vanaf": dag, **anders})
