"""Screenshots of all pages at 360 and 1280 px, for people to look at: in `schermen/`, which is not in git.

Starts a demo of its own, walks through every page that each person can reach by links, sends each form empty to
see its faults, and then lets the journeys of `tests/e2e` take a picture of each page that they come on.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserFout

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

from tests.e2e.conftest import CHROMIUM  # noqa: E402
from tests.e2e.draaiend import Demo, make_sjabloon, run_demo  # noqa: E402
from tests.e2e.paginas.inloggen import go_login_inwoner, go_login_medewerker  # noqa: E402

BREEDTEN = (360, 1280)
MEESTE = 60
# What a person's situation changes is worth a picture for each of them; of other pages one is enough.
PER_PERSOON = re.compile(r"^/mijn(/aanslag/\d+|/regeling/?\d*)?$")
NIET = re.compile(r"/(static|thema|taal|gezond)\b|\.(ics|pdf|csv|json|zip)$")


class Wandeling:
    """A walk through the pages of one person."""

    def __init__(self, page: Page, folder: Path, gezien: set[str]) -> None:
        self.page, self.folder, self.gezien = page, folder, gezien
        folder.mkdir(parents=True, exist_ok=True)

    def walk(self, begin: str) -> None:
        """Follow every link, each kind of page once."""
        wachtrij, hier = [begin], set()
        while wachtrij and len(hier) < MEESTE:
            pad = wachtrij.pop(0)
            patroon = re.sub(r"\d+|[\w.-]{24,}", "n", pad.partition("?")[0])
            if pad in hier or (patroon in self.gezien and not PER_PERSOON.match(pad)):
                continue
            hier.add(pad)
            self.gezien.add(patroon)
            if self.look(pad):
                wachtrij += [link for link in self.links() if link not in hier]
                self.send_empty(pad)

    def look(self, pad: str) -> bool:
        """Take the pictures of a page; False when it is no page."""
        try:
            self.page.goto(pad)
        except BrowserFout:
            return False
        self.picture(pad)
        return True

    def links(self) -> Iterator[str]:
        """The pages of the portal that this one leads to."""
        for href in self.page.eval_on_selector_all("a[href]", "alle => alle.map(a => a.href)"):
            delen = urlsplit(href)
            if delen.netloc == urlsplit(self.page.url).netloc and not NIET.search(delen.path):
                yield delen.path + (f"?{delen.query}" if delen.query else "")

    def send_empty(self, pad: str) -> None:
        """Send the first form with fields as it is, for a picture of what is then said."""
        knop = self.page.locator("main form[method=post]:has(input:visible, select, textarea) button").first
        if not knop.count():
            return
        voor = self.page.url
        try:
            knop.click(timeout=3000)
            self.page.wait_for_load_state()
        except BrowserFout:
            return
        if self.page.url == voor:
            self.picture(f"{pad}-fout")

    def picture(self, naam: str) -> None:
        """Save the page at both widths."""
        kort = re.sub(r"[^\w-]+", "_", naam).strip("_")[:90] or "start"
        for breedte in BREEDTEN:
            self.page.set_viewport_size({"width": breedte, "height": 900})
            self.page.screenshot(path=self.folder / f"{kort}-{breedte}.png", full_page=True)


def walk_all(browser: Browser, demo: Demo, doel: Path) -> None:
    """All walks: a visitor, every inwoner of the table, every employee."""
    gezien: set[str] = set()

    def new_page() -> Page:
        raam = browser.new_context(base_url=demo.adres, locale="nl-NL")
        raam.set_default_timeout(15_000)
        return raam.new_page()

    Wandeling(new_page(), doel / "bezoeker", gezien).walk("/")
    for inwoner in demo.personen.inwoners:
        page = new_page()
        go_login_inwoner(page, inwoner.naam, inwoner.situatie)
        folder = doel / "inwoner" / re.sub(r"\W+", "-", inwoner.situatie)
        Wandeling(page, folder, gezien).walk("/mijn")
        page.context.close()
    for medewerker in demo.personen.medewerkers:
        page = new_page()
        go_login_medewerker(page, medewerker.naam)
        Wandeling(page, doel / "medewerker" / medewerker.sub, set(gezien)).walk("/werk")
        page.context.close()


def main() -> None:
    """Walk, then let the journeys take theirs."""
    opties = argparse.ArgumentParser(description=__doc__)
    opties.add_argument("--doel", type=Path, default=REPO / "schermen")
    opties.add_argument("--zonder-reizen", action="store_true", help="do not run the journeys of tests/e2e")
    keuze = opties.parse_args()
    shutil.rmtree(keuze.doel, ignore_errors=True)
    with tempfile.TemporaryDirectory() as tijdelijk, sync_playwright() as speler:
        folder = Path(tijdelijk)
        make_sjabloon(folder)
        pad = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = speler.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-dev-shm-usage"])
        with run_demo(folder) as demo:
            walk_all(browser, demo, keuze.doel)
        browser.close()
    if not keuze.zonder_reizen:
        omgeving = os.environ | {"SCHERMEN": str(keuze.doel / "reizen")}
        subprocess.run([sys.executable, "-m", "pytest", "tests/e2e", "-q"], cwd=REPO, env=omgeving, check=False)
    print(f"{len(list(keuze.doel.rglob('*.png')))} screenshots in {keuze.doel}")


if __name__ == "__main__":
    main()
