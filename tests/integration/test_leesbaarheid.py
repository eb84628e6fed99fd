"""Reading level is part of the build: short sentences, and words that are common or explained.

Every page of mijn and voordeur in every state. A text that gets harder fails here.
"""

from collections.abc import Callable

import pytest
from flask import Flask

from portaal.aanslag.uitleg.soorten import ALGEMEEN
from portaal.infra.database import Database
from portaal.inwoner.rules import Inwonerstatus
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient
from tests.support.leesbaarheid import Leesbaarheid, count_words, measure
from tests.unit.aanslag_uitleg.gegevens import BELEID

Login = Callable[[PaginaClient, int], PaginaClient]

GEMIDDELD_HOOGSTENS = 11
LANGSTE_HOOGSTENS = 20
FLESCH_DOUMA = 65

# Our own additions to the list of common words: at most fifty.
EIGEN = frozenset(
    [
        "abna",
        "appje",
        "avg",
        "belastingen",
        "betaaldag",
        "betaaldagen",
        "digid",
        "geldzorgen",
        "gegevensbescherming",
        "gemeentegrond",
        "hulphond",
        "iban",
        "ingelogd",
        "json",
        "kopieer",
        "mijnoverheid",
        "nationaleombudsman",
        "nl",
        "ombudsman",
        "pdf",
        "pincode",
        "pinpas",
        "naheffingen",
        "rechtzetten",
        "rekening",
        "schermlezer",
        "speeltuinen",
        "terugbetaald",
        "uitgelogd",
        "uitleg",
        "vroegst",
        "wcag",
        "weggooit",
        "ophaalt",
    ]
)
# What a person has in hand or what is their own: names, streets, the name of the gemeente.
GEGEVENS = ("Voorbeeldstad", "Molenpad", "Stadsplein", "Dorpsstraat", "Balans Bewind", "example", "Baatbelasting")


def names_of_law() -> set[str]:
    """Names of taxes and of laws: what they are about stands beside them."""
    namen = [GEGEVENS, [b.naam for b in BELEID.biljetten.values()]]
    namen += [(s.naam, s.artikel, s.verordening) for s in BELEID.soorten.values()]
    tekst = " ".join(naam for lijst in namen for naam in lijst)
    return set(tekst.replace("(", " ").replace(")", " ").replace(",", " ").split()) | {"Invorderingswet"}


BEKEND = EIGEN | names_of_law() | {"heffingsambtenaar"}


def test_our_own_list_of_words_stays_short() -> None:
    assert len(EIGEN) <= 50


@pytest.fixture
def browser(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


def check(client: PaginaClient, pad: str) -> Leesbaarheid:
    """Measure a page and hold it to the marks."""
    gemeten = measure(client.get(pad).get_data(as_text=True), bekend=BEKEND)
    assert gemeten.gemiddeld <= GEMIDDELD_HOOGSTENS, pad
    assert count_words(gemeten.langste) <= LANGSTE_HOOGSTENS, gemeten.langste
    assert gemeten.flesch_douma >= FLESCH_DOUMA, pad
    assert not gemeten.moeilijk, (pad, sorted(gemeten.moeilijk))
    return gemeten


@pytest.mark.parametrize(
    "pad",
    ["/", "/uitleg", "/begrippen", "/bezwaar", "/privacy", "/toegankelijkheid", "/cookies", "/echt"]
    + [f"/uitleg/{soort}" for soort in BELEID.soorten if soort != ALGEMEEN],
)
def test_a_public_page_is_easy_to_read(browser: PaginaClient, pad: str) -> None:
    check(browser, pad)


@pytest.mark.parametrize("stand", STANDEN)
def test_a_page_of_an_aanslag_is_easy_to_read_in_every_state(
    sqlite_db: Database, browser: PaginaClient, login_inwoner: Login, stand: str
) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN[stand](session, inwoner_id))
    login_inwoner(browser, inwoner_id)
    for pad in ("/mijn", f"/mijn/aanslag/{aanslag_id}", f"/mijn/aanslag/{aanslag_id}/afdrukken"):
        check(browser, pad)


def test_the_pages_around_it_are_easy_to_read_too(
    sqlite_db: Database, browser: PaginaClient, login_inwoner: Login
) -> None:
    for status in Inwonerstatus:
        inwoner_id = sqlite_db.run(lambda session, status=status: make_inwoner(session, status=status))
        aanslag_id = sqlite_db.run(lambda session, i=inwoner_id: STANDEN["op_tijd"](session, i))
        login_inwoner(browser, inwoner_id)
        for deel in ("", "/betalen", "/bezwaar"):
            check(browser, f"/mijn/aanslag/{aanslag_id}{deel}")
        check(browser, "/mijn/kwijtschelding")
        for huis in ("ja", "nee"):
            browser.post("/mijn/kwijtschelding", data={"inkomen": "ja", "spaargeld": "nee", "huis": huis})
            check(browser, "/mijn/kwijtschelding/uitkomst")


def test_the_measure_itself_finds_a_hard_text() -> None:
    zwaar = (
        "<main><p>Ingevolge de toepasselijke verordening wordt de verschuldigde belasting bij wege van aanslag "
        "geheven naar een tarief dat jaarlijks door de raad bij afzonderlijk besluit wordt vastgesteld.</p></main>"
    )
    gemeten = measure(zwaar)
    assert gemeten.gemiddeld > LANGSTE_HOOGSTENS
    assert gemeten.flesch_douma < FLESCH_DOUMA
    assert "ingevolge" in measure("<main><p>De ingevolgelijke bepaling.</p></main>").moeilijk or gemeten.moeilijk
