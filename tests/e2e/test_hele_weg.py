"""The whole way: a delivery comes in, someone is helped, staff decide, and a consent ends when it is taken back."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portaal.core.clock import utcnow
from portaal.core.tijd import today
from portaal.demo.gegevens_biljet import Biljet, Mens, write_levering
from portaal.demo.generator.maak import bsns
from tests.e2e.draaiend import Demo
from tests.e2e.paginas.afspraak import book, write_moment
from tests.e2e.paginas.inloggen import login_medewerker, logout
from tests.e2e.paginas.pagina import Pagina
from tests.e2e.paginas.postvak import Postvak
from tests.e2e.paginas.regeling import ask_by_amount
from tests.e2e.test_afspraak import local_begin, read_event

EMAIL = "nieuwe-inwoner@example.org"


@pytest.fixture
def mens() -> Mens:
    """Someone whom no delivery named before, with one aanslag of 1.200 euros."""
    vandaag = today(utcnow())
    dagtekening = vandaag - timedelta(days=10)
    regels = [
        ["rioolheffing_eigenaar", "Rioolheffing eigenaar", "Lindelaan 7", "1", "perceel", "800,00", "800,00"],
        ["afvalstoffenheffing", "Afvalstoffenheffing", "Lindelaan 7", "12", "maanden", "400,00", "400,00"],
    ]
    biljet = Biljet(
        "gecombineerd",
        dagtekening.year,
        dagtekening,
        regels,
        (vandaag + timedelta(days=32),),
        nummer=f"{dagtekening.year}80000001",
    )
    return Mens(
        next(bsns(999_980_000)),
        "Q.",
        "",
        "Nieuwkoop",
        date(1980, 5, 6),
        "Lindelaan",
        "7",
        "nieuw",
        (biljet,),
        EMAIL,
        "0612340987",
    )


def test_the_whole_way(open_browser: Callable[..., Page], demo: Demo, mens: Mens, tmp_path: Path) -> None:
    deliver(demo, mens, tmp_path)
    inwoner, invordering, schuldhulp = open_browser(), open_browser(), open_browser()

    login_by_bsn(inwoner, mens.bsn).see("Mijn overzicht").reads("€ 1.200,00")
    read_the_aanslag(inwoner, mens)
    kenmerk = ask_by_amount(inwoner, 100)
    decide(invordering, kenmerk)
    Postvak(inwoner, demo).wait_for_mail(EMAIL, "Er staat een bericht voor u klaar")
    Pagina(inwoner).open("/mijn/berichten", "Mijn berichten")

    moment = book(inwoner, "Uitleg over mijn aanslag", "Bellen")
    check_calendar_file(open_browser(), demo, moment)

    say_yes(inwoner)
    login_medewerker(schuldhulp, "Sara Schut")
    lijst = Pagina(schuldhulp).open("/werk/schuldhulp", "Wie wil gebeld worden").reads("Q. Nieuwkoop")
    Pagina(inwoner).open("/mijn/toestemming/overzicht", "Mijn toestemming").press(
        "Trek mijn ja in", "Mijn toestemming"
    )
    lijst.open("/werk/schuldhulp", "Wie wil gebeld worden").reads_not("Q. Nieuwkoop")
    logout(inwoner)


def deliver(demo: Demo, mens: Mens, folder: Path) -> None:
    """The delivery, by the command that a gemeente gives at night."""
    write_levering(folder / "levering", [mens], today(utcnow()), is_nieuwste=True)
    gedaan = demo.run("importeer", str(folder / "levering"), "--json")
    assert gedaan.returncode == 0, gedaan.stderr
    uitkomst = json.loads(gedaan.stdout)
    assert (uitkomst["status"], uitkomst["aanslagen"], uitkomst["uitval"]) == ("opgenomen", 1, [])


def login_by_bsn(page: Page, bsn: str) -> Pagina:
    """Log in as someone who is not in the demo's table."""
    pagina = Pagina(page).open("/inloggen", "Inloggen").press("Inloggen met DigiD", "Inloggen als inwoner")
    page.get_by_text("Iemand anders").click()
    page.get_by_label("Burgerservicenummer").fill(bsn)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    return pagina


def read_the_aanslag(page: Page, mens: Mens) -> None:
    """From the overview to the biljet, and into the sum of one line."""
    naam = re.compile(rf"Gemeentelijke belastingen {mens.biljetten[0].jaar}")
    pagina = Pagina(page).follow(naam, naam)
    page.locator("details.uitleg summary").first.click()
    expect(page.locator("details.uitleg[open] table.som").first).to_be_visible()
    pagina.see(naam)


def decide(page: Page, kenmerk: str) -> None:
    """Invordering grants what was asked."""
    login_medewerker(page, "Ineke Invorst")
    pagina = Pagina(page).open("/werk/regelingen", "Verzoeken om in delen te betalen")
    pagina.follow(kenmerk, f"Verzoek {kenmerk}")
    pagina.press("Toekennen zoals gevraagd", f"Verzoek {kenmerk}")
    pagina.reads("Loopt")


def check_calendar_file(page: Page, demo: Demo, moment: str) -> None:
    """The file with the mail, read by a library that did not write it, gives the time on the page."""
    postvak = Postvak(page, demo)
    postvak.open_mail(EMAIL, "Afspraak gemeente")
    gebeurtenis = read_event(postvak.download("afspraak.ics"))
    assert write_moment(local_begin(gebeurtenis)) in moment


def say_yes(page: Page) -> None:
    """Say yes to being called by schuldhulp, on a page of its own."""
    pagina = Pagina(page).open("/mijn/toestemming", "Mag schuldhulp u bellen?")
    pagina.follow("Ja, dat wil ik", "Hoe mag schuldhulp u bereiken?")
    page.get_by_label("Telefoonnummer").fill("0612340987")
    for keuze in ("In de ochtend", "Nee", "Nee, er is geen haast"):
        pagina.choose(keuze)
    pagina.press("Ja, schuldhulp mag mij bellen", "Bewijs van uw keuze")
