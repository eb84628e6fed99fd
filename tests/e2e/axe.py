"""Accessibility of a page as it stands in the browser: axe-core, and no sideways scrolling on a narrow phone."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

BREEDTEN = (320, 1280)
_BRON = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_VRAAG = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
})"""

_ZONDER_SCRIPT = "matchMedia('(scripting: none)').matches"


@cache
def _axe() -> str:
    return _BRON.read_text(encoding="utf-8")


def check_toegankelijk(page: Page) -> None:
    """Fail on any violation at 320 or 1280 px, with the rule and the element.

    Without JavaScript there are no timers for axe to run on: then only the width is looked at. The server sends
    the same page to both.
    """
    begin = page.viewport_size
    try:
        gebreken = [gebrek for breedte in BREEDTEN for gebrek in find_violations(page, breedte)]
    finally:
        if begin:
            page.set_viewport_size(begin)
    assert not gebreken, f"{page.url}\n" + "\n".join(gebreken)


def find_violations(page: Page, breedte: int) -> list[str]:
    """What is wrong at a width in CSS pixels, a line for each; empty when nothing is."""
    page.set_viewport_size({"width": breedte, "height": 900})
    gebreken = [] if page.evaluate(_ZONDER_SCRIPT) else _ask_axe(page, breedte)
    breed = page.evaluate("document.scrollingElement.scrollWidth")
    if breed > breedte:
        gebreken.append(f"{breedte} px: the page is {breed} px wide, so one must scroll sideways")
    return gebreken


def _ask_axe(page: Page, breedte: int) -> list[str]:
    # Through evaluate: a script tag would be stopped by the content policy, as it should be.
    page.evaluate(_axe())
    uitslag: dict[str, Any] = page.evaluate(_VRAAG)
    return [
        f"{breedte} px, {regel['id']}: {regel['help']}: {knoop['html'][:300]} {knoop.get('failureSummary', '')}"
        for regel in uitslag["violations"]
        for knoop in regel["nodes"]
    ]
