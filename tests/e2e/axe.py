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


@cache
def _axe() -> str:
    return _BRON.read_text(encoding="utf-8")


def check_toegankelijk(page: Page) -> None:
    """Fail on any violation at 320 or 1280 px, with the rule and the element."""
    begin = page.viewport_size
    try:
        gebreken = [gebrek for breedte in BREEDTEN for gebrek in _look(page, breedte)]
    finally:
        if begin:
            page.set_viewport_size(begin)
    assert not gebreken, f"{page.url}\n" + "\n".join(gebreken)


def _look(page: Page, breedte: int) -> list[str]:
    page.set_viewport_size({"width": breedte, "height": 900})
    # Through evaluate: a script tag would be stopped by the content policy, as it should be.
    page.evaluate(_axe())
    uitslag: dict[str, Any] = page.evaluate(_VRAAG)
    gebreken = [
        f"{breedte} px, {regel['id']}: {regel['help']}: {knoop['html'][:300]} {knoop.get('failureSummary', '')}"
        for regel in uitslag["violations"]
        for knoop in regel["nodes"]
    ]
    breed = page.evaluate("document.scrollingElement.scrollWidth")
    if breed > breedte:
        gebreken.append(f"{breedte} px: the page is {breed} px wide, so one must scroll sideways")
    return gebreken
