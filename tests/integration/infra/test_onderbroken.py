"""Who is logged out while filling in a form finds it again after logging in, and nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.core.rollen import Rol
from portaal.infra.concept import Concept
from portaal.infra.database import Database
from portaal.infra.web.sessies import Websessie, drop_expired
from portaal.signaal.model import Contactmoment
from tests.conftest import NU, Klok
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient

PAD = "/mijn/regeling/vraag/plan"
INGEVULD = {"hoe": "bedrag", "bedrag": "41,50"}


@pytest.fixture
def browser(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


@pytest.fixture
def twee(sqlite_db: Database) -> tuple[int, int]:
    with sqlite_db.transaction() as session:
        return make_inwoner(session), make_inwoner(session)


@pytest.fixture
def halverwege(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int], klok: Klok
) -> str:
    """The first of the two sent a form just after their login ended; returns where that led."""
    login_inwoner(browser, twee[0])
    klok.moment = NU + timedelta(minutes=16)
    return browser.post(PAD, data=INGEVULD).headers["Location"]


def test_a_form_survives_the_end_of_a_login(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int], halverwege: str
) -> None:
    assert halverwege.startswith("/inloggen?")
    assert "Wat u net invulde, is bewaard." in browser.text(halverwege)
    with browser.session_transaction() as sessie:
        assert sessie["terug"] == "/verder"
    login_inwoner(browser, twee[0])
    assert 'value="41,50"' in browser.get("/verder").text


@pytest.mark.usefixtures("halverwege")
def test_it_is_for_the_same_person_only(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int]
) -> None:
    login_inwoner(browser, twee[1])
    assert browser.get("/verder").status_code == 302


@pytest.mark.usefixtures("halverwege")
def test_what_is_kept_cannot_be_read_in_the_database(sqlite_db: Database) -> None:
    with sqlite_db.reading() as session:
        (concept,) = session.scalars(select(Concept))
    assert "41,50" not in str(concept.antwoorden)
    assert "regeling" not in str(concept.antwoorden)


def test_it_is_shown_before_anything_is_done_and_then_forgotten(
    browser: PaginaClient,
    login_medewerker: Callable[..., PaginaClient],
    twee: tuple[int, int],
    klok: Klok,
    sqlite_db: Database,
) -> None:
    pad = f"/werk/inwoner/{twee[0]}/contact"
    velden = {"kanaal": "telefoon", "onderwerp": "betalen", "initiatief": "inwoner", "gelukt": "ja"}
    login_medewerker(browser, Rol.INVORDERING)
    klok.moment = NU + timedelta(minutes=16)
    assert "bewaard=1" in browser.post(pad, data=velden).headers["Location"]
    login_medewerker(browser, Rol.INVORDERING)
    browser.post(pad, data={**velden, "_hervat": "1"})
    with sqlite_db.reading() as session:
        assert session.scalars(select(Contactmoment)).all() == []
        assert session.scalars(select(Concept)).all() == []


@pytest.mark.usefixtures("halverwege")
def test_it_can_be_thrown_away(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int]
) -> None:
    login_inwoner(browser, twee[0])
    browser.post("/verder/weg")
    assert browser.get("/verder").status_code == 302


def test_a_login_of_long_ago_keeps_nothing(
    browser: PaginaClient,
    login_inwoner: Callable[..., PaginaClient],
    twee: tuple[int, int],
    klok: Klok,
    sqlite_db: Database,
) -> None:
    login_inwoner(browser, twee[0])
    klok.moment = NU + timedelta(hours=13)
    with sqlite_db.transaction() as session:
        drop_expired(session, klok.moment)
        assert session.scalars(select(Websessie)).all() == []
    assert "bewaard" not in browser.post(PAD, data=INGEVULD).headers["Location"]


@pytest.fixture
def met_token(sqlite_app: Flask) -> Flask:
    """The portal with the check of tokens on, as it runs."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = True
    return sqlite_app


@pytest.mark.usefixtures("met_token")
def test_a_visitor_finds_what_was_typed_on_a_page_that_was_open_too_long(browser: PaginaClient) -> None:
    pagina = browser.post("/afspraak/gegevens", data={"naam": "Jan <Jansen>", "csrf_token": "oud"})
    assert pagina.status_code == 400
    assert "Wat u invulde, is er nog." in pagina.text
    assert 'name="naam" value="Jan &lt;Jansen&gt;"' in pagina.text
    assert 'name="_hervat" value="1"' in pagina.text
    assert 'action="/afspraak/gegevens"' in pagina.text
    assert "oud" not in re.findall(r'name="csrf_token" value="([^"]+)"', pagina.text)


@pytest.mark.usefixtures("met_token")
def test_on_a_public_form_too_one_goes_on_after_logging_in_again(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int], klok: Klok
) -> None:
    login_inwoner(browser, twee[0])
    klok.moment = NU + timedelta(minutes=16)
    naar = browser.post("/afspraak/gegevens", data={"naam": "Jan Jansen", "csrf_token": "oud"}).headers["Location"]
    assert naar.startswith("/inloggen?")
    login_inwoner(browser, twee[0])
    assert 'name="naam" value="Jan Jansen"' in browser.get("/verder").text


@pytest.mark.usefixtures("met_token")
def test_who_is_logged_in_is_not_led_to_send_what_another_site_filled_in(
    browser: PaginaClient, login_inwoner: Callable[..., PaginaClient], twee: tuple[int, int]
) -> None:
    login_inwoner(browser, twee[0])
    pagina = browser.post("/afspraak/gegevens", data={"naam": "Kees", "csrf_token": "vreemd"})
    assert pagina.status_code == 400
    assert "Kees" not in pagina.text
