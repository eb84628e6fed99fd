"""What one can do on every page of the portal, in the words of who sits before it."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import check_toegankelijk

Naam = str | re.Pattern[str]


class Pagina:
    """A page in a browser. Each time that one arrives somewhere, the page is held to accessibility."""

    def __init__(self, page: Page) -> None:
        """Look through this browser."""
        self.page = page

    def open(self, pad: str, kop: Naam) -> "Pagina":
        """Go to an address, and see the page with this heading."""
        self.page.goto(pad)
        return self.see(kop)

    def see(self, kop: Naam) -> "Pagina":
        """Be on the page with this heading, without a violation."""
        expect(self.page.get_by_role("heading", level=1, name=kop)).to_be_visible()
        check_toegankelijk(self.page)
        self._picture()
        return self

    def _picture(self) -> None:
        """For `tools/schermen.py`: what this page looks like."""
        if doel := os.environ.get("SCHERMEN"):
            Path(doel).mkdir(parents=True, exist_ok=True)
            for breedte in (360, 1280):
                self.page.set_viewport_size({"width": breedte, "height": 900})
                naam = re.sub(r"\W+", "-", f"{urlsplit(self.page.url).path}-{self.page.title()}").strip("-")[:90]
                self.page.screenshot(path=Path(doel) / f"{naam}-{breedte}.png", full_page=True)

    def press(self, naam: Naam, kop: Naam) -> "Pagina":
        """Press the button, and arrive on the page with this heading."""
        self.page.get_by_role("button", name=naam).first.click()
        return self.see(kop)

    def follow(self, naam: Naam, kop: Naam) -> "Pagina":
        """Follow the link, and arrive on the page with this heading."""
        self.page.get_by_role("link", name=naam).first.click()
        return self.see(kop)

    def fill(self, veld: str, waarde: str) -> "Pagina":
        """Fill in the field with this label."""
        self.page.get_by_label(veld, exact=True).fill(waarde)
        return self

    def choose(self, keuze: str) -> "Pagina":
        """Tick the box or the choice with this label, by pressing the label as a finger does."""
        label = (
            self.page.get_by_role("main").locator("label").filter(has_text=re.compile(rf"^\s*{re.escape(keuze)}"))
        )
        label.first.click()
        return self

    def reads(self, *teksten: Naam) -> "Pagina":
        """These words stand in the page."""
        for tekst in teksten:
            expect(self.inhoud).to_contain_text(tekst, ignore_case=True)
        return self

    def reads_not(self, *teksten: str) -> "Pagina":
        """These words do not."""
        for tekst in teksten:
            expect(self.inhoud).not_to_contain_text(tekst)
        return self

    @property
    def inhoud(self) -> Locator:
        """The main part of the page."""
        return self.page.get_by_role("main")

    @property
    def fouten(self) -> list[str]:
        """What the summary of faults says."""
        return self.page.locator("#fouten li").all_inner_texts()
