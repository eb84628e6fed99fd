"""A walk over every page that someone can reach, each kind of page in each of its situations."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Error as BrowserFout
from playwright.sync_api import Page, Response

# Files, and addresses that leave the portal or end the login.
GEEN_PAGINA = re.compile(r"^/(static|thema|taal|gezond|agenda)\b|\.(ics|pdf|csv|json|zip|svg)$|/terug$")
FORMULIER = "main form[method=post]:has(input:not([type=hidden]):visible, select:visible, textarea:visible)"
# What an inwoner will see, with where it leads for them.
VOORBEELD = re.compile(r"/voorbeeld/")
LEEG = " leeg verstuurd"
# Here nothing has to be filled in: sent empty, it is sent for real.
ZO_VERSTUURD = re.compile(r"^/mijn/regeling/controle$")
Kijker = Callable[[Page, str], None]
Soort = Callable[[str], str]


@dataclass
class Wandeling:
    """A walk through the pages of one person; `kijk` gets each page, and each page with its faults.

    `soort_van` names the kind of page that an address is; of one kind at most `per_soort` are looked at.
    Of the kinds in `lijsten` every page is opened all the same, for where it leads.
    """

    page: Page
    kijk: Kijker
    soort_van: Soort
    per_soort: int = 1
    hoogstens: int = 500
    lijsten: frozenset[str] = frozenset()
    geteld: dict[str, int] = field(default_factory=dict)
    gezien: set[str] = field(default_factory=set)

    def walk(self, begin: Iterable[str]) -> None:
        """Follow every link, breadth first, from these addresses; addresses of one's own come first."""
        wachtrij = list(begin)
        while wachtrij and len(self.gezien) < self.hoogstens:
            pad = wachtrij.pop(0)
            soort = self.soort_van(pad)
            is_genoeg = self.geteld.get(soort, 0) >= self.per_soort and soort not in self.lijsten
            if pad in self.gezien or is_genoeg:
                continue
            self.gezien.add(pad)
            if not (antwoord := self._open(pad)):
                continue
            if antwoord.status >= 400:
                soort = f"{antwoord.status} {pad}"  # not one of its kind: that kind is still to be seen
            elif not VOORBEELD.search(pad):
                wachtrij += self.links()
            if self.geteld.get(soort, 0) >= self.per_soort:
                continue
            self.geteld[soort] = self.geteld.get(soort, 0) + 1
            self.kijk(self.page, pad)
            for _ in send_each_empty(self.page, pad):
                self.kijk(self.page, f"{pad}{LEEG}")

    def _open(self, pad: str) -> Response | None:
        try:
            return self.page.goto(pad)
        except BrowserFout:
            return None

    def links(self) -> Iterator[str]:
        """The pages of the portal that this one leads to."""
        hier = urlsplit(self.page.url).netloc
        for href in self.page.eval_on_selector_all("a[href]", "alle => alle.map(a => a.href)"):
            delen = urlsplit(href)
            if delen.netloc == hier and not GEEN_PAGINA.search(delen.path):
                yield path_of(href)


def path_of(adres: str) -> str:
    """The part of an address after the host, without the place on the page."""
    delen = urlsplit(adres)
    return delen.path + (f"?{delen.query}" if delen.query else "")


def send_each_empty(page: Page, pad: str) -> Iterator[int]:
    """Send each form with fields on the page at `pad`, where `page` is, without what was filled in.

    Gives the number of each form that is answered with a summary of faults, while that answer shows.
    """
    aantal = 0 if ZO_VERSTUURD.match(path_of(page.url)) else page.locator(FORMULIER).count()
    for nummer in range(aantal):
        if nummer:
            page.goto(pad)
        formulier = page.locator(FORMULIER).nth(nummer)
        try:
            formulier.evaluate(_MAAK_LEEG)
            with page.expect_navigation(timeout=5000):
                formulier.locator("button[type=submit], button:not([type])").first.click(timeout=3000)
        except BrowserFout:
            continue
        if page.locator("#fouten").count():
            yield nummer


_MAAK_LEEG = """formulier => {
  formulier.noValidate = true;
  for (const veld of formulier.elements) {
    if (veld.type === "hidden" || veld.tagName === "BUTTON") continue;
    if (veld.type === "radio" || veld.type === "checkbox") veld.checked = false;
    else if (veld.tagName !== "SELECT") veld.value = "";
  }
}"""
