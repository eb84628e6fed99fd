"""Every page of the access table, for everyone who may see it, is accessible: narrow, wide and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from portaal.app import create_app
from portaal.config import Instellingen
from portaal.core.clock import utcnow
from portaal.core.kalender import add_werkdagen
from portaal.core.tijd import today
from tests.e2e import reizen
from tests.e2e.draaiend import Demo
from tests.e2e.keuring import Adressen, Keuring
from tests.e2e.paginas.inloggen import choose_person, go_login_inwoner, go_login_medewerker
from tests.e2e.wandeling import Wandeling

MEDEWERKERS = {
    "balie": "Bente Baliemans",
    "kcc": "Karim Callens",
    "invordering": "Ineke Invorst",
    "schuldhulp": "Sara Schut",
    "manager": "Marcel Manders",
    "beheer": "Bea Heerkens",
}
# These must tell in good order that something went wrong.
FOUTPAGINAS = (
    "/bestaat-niet",
    "/afspraak/code/BESTAATN",
    "/mijn/aanslag/999999",
    "/werk/inwoner/999999",
    "/werk/leveringen/999999",
)
# What differs between inwoners: looked at for each of them.
VAN_DE_PERSOON = frozenset({"mijn.overzicht", "mijn.aanslag", "regeling.bekijk", "regeling.start"})
# Differs from one to the other in where it leads: all of these are opened for that.
LIJSTEN = frozenset({"bericht.lijst", "regeling.beoordeel"})
# For whom the desk acts: each has pages that the others have not.
NAMENS = (
    "moet een vraag",
    "ander voorstel",
    "regeling loopt, op tijd",
    "verzoek wacht",
    "belafspraak gepland",
    "meldde: ik heb al betaald",
)
VAN_WIE = frozenset({*LIJSTEN, *VAN_DE_PERSOON})
Openen = Callable[..., Page]


@pytest.fixture(scope="module")
def adressen(tmp_path_factory: pytest.TempPathFactory) -> Adressen:
    """The access table."""
    leeg = tmp_path_factory.mktemp("routes") / "leeg.db"
    return Adressen(create_app(Instellingen(database_url=f"sqlite:///{leeg}")))


@pytest.fixture
def keuring(open_browser: Openen, adressen: Adressen) -> Keuring:
    """Looks at pages, beside a browser without JavaScript."""
    return Keuring(open_browser(javascript=False), adressen, FOUTPAGINAS)


def test_a_sample_of_pages_is_accessible(open_browser: Openen, keuring: Keuring, adressen: Adressen) -> None:
    page = open_browser()
    go_login_medewerker(page, MEDEWERKERS["invordering"])
    Wandeling(page, keuring.kijk, adressen.soort_van, hoogstens=2).walk(["/werk/zoek", "/werk/regelingen"])
    Wandeling(open_browser(), keuring.kijk, adressen.soort_van, hoogstens=2).walk(
        [FOUTPAGINAS[0], "/afspraak/code"]
    )
    assert keuring.foutstanden >= 2
    assert not (gebreken := keuring.conclude("steekproef")), "\n".join(gebreken)


@pytest.mark.proef
def test_every_page_for_a_visitor(open_browser: Openen, demo: Demo, keuring: Keuring, adressen: Adressen) -> None:
    page, invordering = open_browser(), open_browser()
    # Only the employees' page leads to the screen in the waiting room; everyone looks at it.
    scherm = "/inloop/stadhuis/scherm"
    walk(keuring, adressen, page, [*FOUTPAGINAS[:2], scherm, *adressen.begin_of("iedereen", "/")])
    go_login_medewerker(invordering, MEDEWERKERS["invordering"])
    code = reizen.make_code(invordering)
    reizen.visit_booking(open_browser(), demo, keuring.kijk)
    reizen.visit_letter(open_browser(), demo, keuring.kijk, code)
    reizen.visit_talk(open_browser(), demo, keuring.kijk)
    check(keuring, adressen, "iedereen")


@pytest.mark.proef
def test_every_page_for_inwoners(open_browser: Openen, demo: Demo, keuring: Keuring, adressen: Adressen) -> None:
    geteld: dict[str, int] = {}
    begin = [*FOUTPAGINAS[2:3], *adressen.begin_of("inwoner", "/mijn")]
    eerste, *anderen = demo.personen.inwoners
    for inwoner in (eerste, *anderen):

        def soort_van(pad: str, naam: str = inwoner.bsn) -> str:
            soort = adressen.soort_van(pad)
            return f"{soort} {naam}" if soort in VAN_DE_PERSOON else soort

        page = open_browser()
        go_login_inwoner(page, inwoner.naam, inwoner.situatie)
        Wandeling(page, keuring.kijk, soort_van, lijsten=LIJSTEN, geteld=geteld).walk(begin)
        page.context.close()
    page = open_browser()
    go_login_inwoner(page, eerste.naam, eerste.situatie)
    reizen.visit_request(page, keuring.kijk)
    reizen.visit_consent(page, keuring.kijk)
    reizen.visit_kwijtschelding(page, keuring.kijk)
    reizen.end_login(page, demo, keuring.formulier)
    page.get_by_role("button", name="Inloggen met DigiD").click()
    choose_person(page, eerste.naam, eerste.situatie)
    reizen.look(page, keuring.kijk)
    check(keuring, adressen, "inwoner")


@pytest.mark.proef
@pytest.mark.parametrize("rol", MEDEWERKERS)
def test_every_page_for_staff(
    open_browser: Openen, demo: Demo, keuring: Keuring, adressen: Adressen, rol: str
) -> None:
    page = open_browser()
    go_login_medewerker(page, MEDEWERKERS[rol])
    page.locator("h1").wait_for()
    dossiers = []
    if "werkplek.zoek" in adressen.pages_of(rol):
        dossiers = [reizen.find_dossier(page, inwoner.bsn) for inwoner in demo.personen.inwoners[:2]]
    begin = [*FOUTPAGINAS[3:], *dossiers, *adressen.begin_of(rol, "/werk")]
    if "afspraak.vandaag" in adressen.pages_of(rol):
        # First, for today may have no appointments at all.
        begin.insert(0, f"/werk/afspraken?dag={add_werkdagen(today(utcnow()), 1)}")
    walk(keuring, adressen, page, begin)
    if "mijn.overzicht" in adressen.pages_of(rol):
        walk_for_others(keuring, adressen, page, demo)
        reizen.begin_namens(page, dossiers[0])
        walk(keuring, adressen, page, [*dossiers[:1], *adressen.begin_of(rol, "/mijn")])
        reizen.visit_request(page, keuring.kijk)
        reizen.visit_consent(page, keuring.kijk)
        reizen.visit_kwijtschelding(page, keuring.kijk)
        reizen.visit_unclear(page, keuring.kijk, dossiers[0])
        reizen.press(page, "Klaar met deze inwoner")
    if "beleid.edit" in adressen.pages_of(rol):
        reizen.visit_settings(page, keuring.kijk)
        reizen.visit_agenda(page, keuring.kijk)
    reizen.end_login(page, demo, keuring.formulier)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    choose_person(page, MEDEWERKERS[rol])
    reizen.look(page, keuring.kijk)
    check(keuring, adressen, rol)


def walk(keuring: Keuring, adressen: Adressen, page: Page, begin: list[str]) -> None:
    """Follow every link from these addresses."""
    Wandeling(page, keuring.kijk, adressen.soort_van, lijsten=LIJSTEN).walk(begin)


def walk_for_others(keuring: Keuring, adressen: Adressen, page: Page, demo: Demo) -> None:
    """Act for people whose pages differ: a question, a proposal, a plan, an appointment, a report."""
    geteld: dict[str, int] = {}
    for situatie in NAMENS:
        bsn = next(inwoner.bsn for inwoner in demo.personen.inwoners if inwoner.situatie.startswith(situatie))
        dossier = reizen.find_dossier(page, bsn)
        reizen.begin_namens(page, dossier)
        wandeling = Wandeling(page, keuring.kijk, adressen.soort_van, lijsten=VAN_WIE, geteld=geteld)
        wandeling.walk(["/mijn", "/mijn/berichten", "/mijn/regeling"])
        page.goto(dossier)
        reizen.press(page, "Klaar met deze inwoner")


def check(keuring: Keuring, adressen: Adressen, rol: str) -> None:
    """Nothing was wrong, and every page that the access table gives this role was seen."""
    gebreken = keuring.conclude(rol)
    gebreken += [
        f"nobody came at {pad}" for naam, pad in adressen.pages_of(rol).items() if naam not in keuring.gezien
    ]
    assert not gebreken, "\n".join(gebreken)
