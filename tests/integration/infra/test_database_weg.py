"""When the database does not answer, people are told what to do, and are not taken for strangers."""

import socket
import time

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from portaal.core.clock import utcnow
from portaal.infra.database import Database
from tests.conftest import make_app
from tests.support.client import PaginaClient, words_of


@pytest.fixture
def weg() -> Flask:
    """The application with a database server that is not there."""
    app = make_app(Database("postgresql://niemand@127.0.0.1:1/weg?connect_timeout=1"), utcnow)
    app.config["PROPAGATE_EXCEPTIONS"] = False  # as in production: where the session is stored, tests would see it
    return app


@pytest.mark.parametrize("ingelogd", [False, True])
@pytest.mark.parametrize("pad", ["/", "/afspraak", "/gezond", "/bestaat-niet", "/werk"])
def test_every_page_says_that_we_are_away_and_whom_to_call(weg: Flask, pad: str, ingelogd: bool) -> None:
    browser = weg.test_client()
    if ingelogd:
        browser.set_cookie("portaal", "een-token")
    antwoord = browser.get(pad)
    assert antwoord.status_code == 503
    woorden = words_of(antwoord.get_data(as_text=True))
    assert "Wij zijn even niet bereikbaar" in woorden
    assert "Bel ons: 14 0123 , op werkdagen van 9.00 tot 17.00 uur" in woorden


def test_a_server_that_says_nothing_is_not_waited_for_without_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as zwijgt:
        database = Database(f"postgresql+psycopg://niemand@127.0.0.1:{zwijgt.getsockname()[1]}/weg")
        begin = time.monotonic()
        with pytest.raises(OperationalError), database.reading() as session:
            session.execute(text("SELECT 1"))
        assert time.monotonic() - begin < 20
    database.close()


@pytest.mark.parametrize("pad", ["/static/build/portaal.css", "/thema/tokens.css", "/thema/logo.svg"])
def test_its_look_needs_no_database(weg: Flask, pad: str) -> None:
    browser = weg.test_client()
    browser.set_cookie("portaal", "een-token")
    assert isinstance(browser, PaginaClient)
    assert browser.get(pad).status_code == 200
