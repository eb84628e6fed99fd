"""A talk is booked without login, on a phone and by keyboard, and called off through the mail."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import vobject
from playwright.sync_api import Page, expect

from tests.e2e.draaiend import Demo
from tests.e2e.paginas.afspraak import Afspraakpagina, book, write_moment
from tests.e2e.paginas.pagina import Pagina
from tests.e2e.paginas.postvak import Postvak

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def read_event(inhoud: bytes) -> vobject.base.Component:
    """The one event of a calendar file, read by a library that did not write it."""
    kalender = vobject.readOne(inhoud.decode("utf-8"))
    gebeurtenissen = list(kalender.vevent_list)
    assert len(gebeurtenissen) == 1
    return gebeurtenissen[0]


def local_begin(gebeurtenis: vobject.base.Component) -> datetime:
    """When the event begins, in the Netherlands."""
    begin: datetime = gebeurtenis.dtstart.value
    return begin.astimezone(AMSTERDAM)


def test_a_visitor_books_gets_mail_and_calls_it_off(page: Page, demo: Demo) -> None:
    email = "bezoeker-een@example.org"
    moment = book(page, "Uitleg over mijn aanslag", "Langskomen", naam="Jo Bezoeker", email=email)
    Pagina(page).reads(moment)

    postvak = Postvak(page, demo)
    mail = postvak.open_mail(email)
    gebeurtenis = read_event(postvak.download("afspraak.ics"))
    assert write_moment(local_begin(gebeurtenis)) in moment
    assert "aanslag" not in gebeurtenis.serialize().lower()

    page.goto(find_link(mail["tekst"], demo.adres))
    pagina = Pagina(page)
    if page.get_by_role("heading", level=1, name="Is dit uw afspraak?").is_visible():
        pagina.see("Is dit uw afspraak?")
        page.locator("input[name=controle]").fill(email)
        pagina.press("Laat mijn afspraak zien", "Uw afspraak")
    pagina.see("Uw afspraak").press("Zeg de afspraak af", "Uw afspraak")
    pagina.reads("Deze afspraak is afgezegd")
    assert postvak.wait_for_mail(email, tekst="is afgezegd")


def find_link(tekst: str, adres: str) -> str:
    """The address of this portal that stands in a mail."""
    gevonden = re.search(rf"{re.escape(adres)}/\S+", tekst)
    assert gevonden, tekst
    return gevonden[0]


def test_what_is_missing_is_said_and_what_was_typed_is_kept(page: Page) -> None:
    pagina = Afspraakpagina(page).choose_topic("Iets anders", "Bellen")
    pagina.take_first_time()
    pagina.fill("Uw naam", "Jo Bezoeker").fill("Uw telefoonnummer", "12")
    pagina.press("Verder", "Met wie spreken wij?")
    assert any("telefoonnummer klopt niet" in fout for fout in pagina.fouten)
    expect(page.get_by_label("Uw naam", exact=True)).to_have_value("Jo Bezoeker")


def test_it_works_without_javascript_on_a_narrow_phone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(javascript=False, breedte=320)
    pagina = Afspraakpagina(page).choose_topic("Iets anders", "Bellen")
    pagina.take_first_time()
    pagina.fill("Uw naam", "Zonder Script").fill("Uw telefoonnummer", "06 87654321").confirm()


def test_it_works_by_keyboard_alone(page: Page) -> None:
    Afspraakpagina(page).choose_topic("Iets anders", "Bellen")
    tab_to(page, "Kies deze tijd")
    page.keyboard.press("Enter")
    Pagina(page).see("Met wie spreken wij?")
    tab_to(page, "Uw naam")
    page.keyboard.type("Alleen Toetsen")
    tab_to(page, "Uw telefoonnummer")
    page.keyboard.type("0687654322")
    tab_to(page, "Verder")
    page.keyboard.press("Enter")
    Pagina(page).see("Klopt dit?")
    tab_to(page, "Maak de afspraak")
    page.keyboard.press("Enter")
    Pagina(page).see("Uw afspraak staat")


def tab_to(page: Page, naam: str, *, hoogstens: int = 80) -> None:
    """Press Tab until the thing with this name has the focus, which must show."""
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        if page.evaluate(_NAAM_VAN_FOCUS) == naam:
            assert page.evaluate(_FOCUS_IS_ZICHTBAAR), f"focus on {naam!r} does not show"
            return
    raise AssertionError(f"{naam!r} cannot be reached by Tab")


_NAAM_VAN_FOCUS = """() => {
  const e = document.activeElement;
  return (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || "").trim();
}"""
_FOCUS_IS_ZICHTBAAR = """() => {
  const stijl = getComputedStyle(document.activeElement);
  return stijl.outlineStyle !== "none" || stijl.boxShadow !== "none";
}"""
