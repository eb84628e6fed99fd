"""The login simulator holds its clients to OpenID Connect, and serves this machine only."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from portaal.demo.personen import MEDEWERKERS, VARIABELE, DemoInwoner, Personen, write_personen
from portaal.demo.simulator.app import create_simulator

VERIFIER = "v" * 50
CHALLENGE = "CrlVwe1WSHWuTQYh3iczmx3aS-faRx6C92k9_hNxl4A"
VRAAG = {
    "response_type": "code",
    "client_id": "portaal-inwoner",
    "redirect_uri": "http://localhost:8000/inloggen/terug",
    "state": "toestand",
    "nonce": "eenmalig",
    "code_challenge_method": "S256",
}


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser on the simulator."""
    mensen = tuple(
        DemoInwoner(bsn, naam, w)
        for bsn, naam, w in (("999993653", "Anna", "betaald"), ("111222333", "Bob", "aanmaning"))
    )
    write_personen(tmp_path / "p.json", Personen(mensen, MEDEWERKERS, "2026-01-01T00:00:00+00:00"))
    monkeypatch.setenv(VARIABELE, str(tmp_path / "p.json"))
    return create_simulator("http://localhost:8001").test_client()


def code_for(browser: FlaskClient, **anders: str) -> str:
    """An authorization code."""
    keuze = VRAAG | {"code_challenge": CHALLENGE, "wie": "999993653"} | anders
    terug = browser.post("/inwoner/authorize", data=keuze).headers["Location"]
    return parse_qs(urlsplit(terug).query)["code"][0]


def redeem(browser: FlaskClient, gegeven: str, **anders: str) -> Any:
    """What the token endpoint says."""
    vast = {
        "code": gegeven,
        "code_verifier": VERIFIER,
        "redirect_uri": VRAAG["redirect_uri"],
        "client_id": "portaal-inwoner",
    }
    return browser.post("/inwoner/token", data=vast | anders)


def test_who_opens_it_by_itself_reads_where_to_begin(browser: FlaskClient) -> None:
    pagina = browser.get("/").text
    assert "Ga naar het portaal en kies daar Inloggen." in pagina
    assert "<strong>Anna</strong>: betaald" in pagina
    assert "Ineke Invorst" in pagina
    assert "Annuleren" not in pagina


def test_a_code_gives_a_token_once(browser: FlaskClient) -> None:
    code = code_for(browser)
    assert "id_token" in redeem(browser, code).json
    assert redeem(browser, code).status_code == 400


@pytest.mark.parametrize(
    "anders",
    [
        {"code_verifier": "x" * 50},
        {"code_verifier": ""},
        {"redirect_uri": "http://localhost:8000/elders"},
        {"client_id": "een-ander"},
        {"code": "verzonnen"},
    ],
    ids=str,
)
def test_a_code_is_for_who_asked_for_it(browser: FlaskClient, anders: dict[str, str]) -> None:
    assert redeem(browser, code_for(browser), **anders).status_code == 400


@pytest.mark.parametrize("vraag", [{"code_challenge_method": "plain"}, {"response_type": "token"}], ids=str)
def test_only_a_code_with_pkce_is_given(browser: FlaskClient, vraag: dict[str, str]) -> None:
    assert browser.get("/inwoner/authorize", query_string=VRAAG | vraag).status_code == 400


@pytest.mark.parametrize(
    "elders", ["https://een-ander.example/", "//een-ander.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_machine(browser: FlaskClient, elders: str) -> None:
    assert browser.get("/inwoner/authorize", query_string=VRAAG | {"redirect_uri": elders}).status_code == 400
    keuze = VRAAG | {"code_challenge": CHALLENGE, "wie": "999993653", "redirect_uri": elders}
    assert browser.post("/inwoner/authorize", data=keuze).status_code == 400
    assert (
        browser.get("/inwoner/end_session", query_string={"post_logout_redirect_uri": elders}).status_code == 400
    )


def test_one_searches_by_name_or_situation(browser: FlaskClient) -> None:
    alles = browser.get("/inwoner/authorize", query_string=VRAAG).text
    assert "Anna" in alles
    assert "Bob" in alles
    gezocht = browser.get("/inwoner/authorize", query_string=VRAAG | {"zoek": "AANMANING"}).text
    assert "Anna" not in gezocht
    assert "Bob" in gezocht
    assert "Niemand gevonden" in browser.get("/inwoner/authorize", query_string=VRAAG | {"zoek": "xyz"}).text


def test_turning_back_is_told_to_the_client(browser: FlaskClient) -> None:
    keuze = VRAAG | {"code_challenge": CHALLENGE, "annuleer": "1"}
    terug = browser.post("/inwoner/authorize", data=keuze).headers["Location"]
    assert terug == "http://localhost:8000/inloggen/terug?state=toestand&error=access_denied"


def test_in_production_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    import runpy

    from portaal.config import load_instellingen

    monkeypatch.setenv("PORTAAL_OMGEVING", "productie")
    load_instellingen.cache_clear()
    try:
        with pytest.raises(SystemExit, match="In productie start hij niet"):
            runpy.run_module("portaal.demo.simulator", run_name="__main__")
    finally:
        load_instellingen.cache_clear()
