"""Screenshots of all pages at 360 and 1280 px, for people to look at: in `schermen/`, which is not in git.

Starts a demo of its own, walks through every page that each person can reach by links, sends each form empty to
see its faults, and then lets the journeys of `tests/e2e` take a picture of each page that they come on. The two
pictures in the README come from the same walk: `--readme` makes only those.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

from tests.e2e.conftest import CHROMIUM  # noqa: E402
from tests.e2e.draaiend import Demo, make_sjabloon, run_demo  # noqa: E402
from tests.e2e.paginas.inloggen import go_login_inwoner, go_login_medewerker  # noqa: E402
from tests.e2e.wandeling import Wandeling  # noqa: E402

BREEDTEN = (360, 1280)
MEESTE = 60
# What a person's situation changes is worth a picture for each of them; of other pages one is enough.
PER_PERSOON = re.compile(r"^/mijn(/aanslag/\d+|/regeling/?\d*)?$")
ACHTER_INLOGGEN = re.compile(r"^/(mijn|werk)\b")
README = (
    (REPO / "static" / "docs" / "telefoon.png", 390, 844),
    (REPO / "static" / "docs" / "desktop.png", 1280, 900),
)


def soort_van(pad: str) -> str:
    """The kind of page: the address without its numbers and long codes."""
    kaal = pad.partition("?")[0]
    return pad if PER_PERSOON.match(kaal) else re.sub(r"\d+|[\w.-]{24,}", "n", kaal)


def forget(geteld: dict[str, int], welke: re.Pattern[str]) -> None:
    """Count these kinds of page anew."""
    for soort in [soort for soort in geteld if welke.match(soort)]:
        del geteld[soort]


def take_picture(folder: Path) -> Callable[[Page, str], None]:
    """Save a page at both widths in `folder`, under its address."""
    folder.mkdir(parents=True, exist_ok=True)

    def kijk(page: Page, naam: str) -> None:
        kort = re.sub(r"[^\w-]+", "_", naam).strip("_")[:90] or "start"
        for breedte in BREEDTEN:
            page.set_viewport_size({"width": breedte, "height": 900})
            page.screenshot(path=folder / f"{kort}-{breedte}.png", full_page=True)

    return kijk


def new_page(browser: Browser, demo: Demo) -> Page:
    """A browser of its own."""
    raam = browser.new_context(base_url=demo.adres, locale="nl-NL")
    raam.set_default_timeout(15_000)
    return raam.new_page()


def walk_all(browser: Browser, demo: Demo, doel: Path) -> None:
    """All walks: a visitor, every inwoner of the table, every employee."""
    gezien: dict[str, int] = {}

    def walk(page: Page, folder: Path, begin: list[str], geteld: dict[str, int]) -> None:
        Wandeling(page, take_picture(folder), soort_van, hoogstens=MEESTE, geteld=geteld).walk(begin)
        page.context.close()

    walk(new_page(browser, demo), doel / "bezoeker", ["/", "/bestaat-niet"], gezien)
    forget(gezien, ACHTER_INLOGGEN)  # a visitor was asked to log in there
    for inwoner in demo.personen.inwoners:
        page = new_page(browser, demo)
        go_login_inwoner(page, inwoner.naam, inwoner.situatie)
        walk(page, doel / "inwoner" / re.sub(r"\W+", "-", inwoner.situatie), ["/mijn"], gezien)
        forget(gezien, PER_PERSOON)
    for medewerker in demo.personen.medewerkers:
        page = new_page(browser, demo)
        go_login_medewerker(page, medewerker.naam)
        walk(page, doel / "medewerker" / medewerker.sub, ["/werk"], dict(gezien))


def take_readme_pictures(browser: Browser, demo: Demo) -> None:
    """The most important page, of the first person of the demo's table, as it shows before one scrolls."""
    page = new_page(browser, demo)
    wie = demo.personen.inwoners[0]
    go_login_inwoner(page, wie.naam, wie.situatie)
    page.locator("main a[href*='/mijn/aanslag/']:not([href$='/betalen'])").first.click()
    page.locator("h1").wait_for()
    for bestand, breedte, hoogte in README:
        bestand.parent.mkdir(parents=True, exist_ok=True)
        page.set_viewport_size({"width": breedte, "height": hoogte})
        page.screenshot(path=bestand)
    page.context.close()


def main() -> None:
    """Walk, then let the journeys take theirs."""
    opties = argparse.ArgumentParser(description=__doc__)
    opties.add_argument("--doel", type=Path, default=REPO / "schermen")
    opties.add_argument("--zonder-reizen", action="store_true", help="do not run the journeys of tests/e2e")
    opties.add_argument("--readme", action="store_true", help="make only the two pictures of the README")
    keuze = opties.parse_args()
    with tempfile.TemporaryDirectory() as tijdelijk, sync_playwright() as speler:
        folder = Path(tijdelijk)
        make_sjabloon(folder)
        pad = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = speler.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-dev-shm-usage"])
        with run_demo(folder) as demo:
            take_readme_pictures(browser, demo)
            if not keuze.readme:
                shutil.rmtree(keuze.doel, ignore_errors=True)
                walk_all(browser, demo, keuze.doel)
        browser.close()
    if not keuze.zonder_reizen and not keuze.readme:
        omgeving = os.environ | {"SCHERMEN": str(keuze.doel / "reizen")}
        reizen = [sys.executable, "-m", "pytest", "tests/e2e", "-q", "-m", "not proef"]
        subprocess.run(reizen, cwd=REPO, env=omgeving, check=False)
    print(f"{len(list(keuze.doel.rglob('*.png')))} screenshots in {keuze.doel}")


if __name__ == "__main__":
    main()
