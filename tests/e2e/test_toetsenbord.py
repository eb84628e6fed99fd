"""By keyboard alone: past the menu, in order, never caught, and in time when the login is about to end."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.draaiend import Demo
from tests.e2e.paginas.inloggen import go_login_inwoner

_FOCUS = """() => {
  const e = document.activeElement, stijl = getComputedStyle(e), vak = e.getBoundingClientRect();
  return {
    wat: e.tagName + " " + (e.innerText || e.name || e.id).trim().slice(0, 40),
    body: e === document.body,
    ziet: (stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2) || stijl.boxShadow !== "none",
    vlak: vak.width > 4 && vak.height > 4 && vak.top < innerHeight && vak.bottom > 0,
    plek: Array.from(document.querySelectorAll("*")).indexOf(e),
  };
}"""


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_focus_shows_goes_in_order_and_is_never_caught(open_browser: Callable[..., Page], demo: Demo) -> None:
    for breedte in (320, 1280):
        page = open_browser(breedte=breedte)
        page.emulate_media(reduced_motion="reduce")  # or the page would still be gliding to where the focus is
        wie = demo.personen.inwoners[0]
        go_login_inwoner(page, wie.naam, wie.situatie)
        page.goto("/mijn")
        plekken = walk_by_tab(page)
        assert plekken == sorted(plekken), "focus jumps back and forth"
        assert len(plekken) >= 8


def walk_by_tab(page: Page, *, hoogstens: int = 150) -> list[int]:
    """Press Tab until the page ends; returns where in the document each stop is."""
    plekken: list[int] = []
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop["body"] or (plekken and stop["plek"] == plekken[0]):
            return plekken
        assert stop["ziet"], f"focus does not show on {stop['wat']}"
        assert stop["vlak"], f"focus is out of sight on {stop['wat']}"
        plekken.append(stop["plek"])
    raise AssertionError(f"the page does not end: {page.evaluate(_FOCUS)}")


def test_who_leaves_quickly_does_not_come_back_by_the_back_button(page: Page) -> None:
    page.goto("/")
    page.goto("/hulp")
    weg = page.get_by_role("link", name="Snel weg van deze pagina")
    buiten = weg.get_attribute("href") or ""
    page.route(buiten, lambda route: route.fulfill(body="<title>Het weer</title>", content_type="text/html"))
    weg.press("Enter")
    expect(page).to_have_title("Het weer")
    page.go_back()
    expect(page).to_have_title(re.compile("Uw gemeentelijke belasting"))


def test_a_term_opens_and_closes_by_key(open_browser: Callable[..., Page], demo: Demo) -> None:
    page = open_browser()
    wie = demo.personen.inwoners[0]
    go_login_inwoner(page, wie.naam, wie.situatie)
    page.locator("main a[href*='/mijn/aanslag/']").first.click()
    uitleg = page.locator("main details").first
    uitleg.locator("summary").focus()
    for toets, is_open in (("Enter", True), ("Space", False), ("Space", True)):
        page.keyboard.press(toets)
        assert uitleg.evaluate("vak => vak.open") is is_open


def test_the_warning_before_the_end_takes_focus_and_one_key(open_browser: Callable[..., Page], demo: Demo) -> None:
    page = open_browser()
    page.clock.install()
    wie = demo.personen.inwoners[0]
    go_login_inwoner(page, wie.naam, wie.situatie)
    page.goto("/mijn")
    waarschuwing = page.get_by_role("alertdialog")
    expect(waarschuwing).to_be_hidden()
    page.clock.fast_forward("14:00")
    expect(waarschuwing).to_be_visible()
    expect(page.get_by_role("button", name="Ja, ik blijf")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo.adres}/mijn")
    expect(waarschuwing).to_be_hidden()
