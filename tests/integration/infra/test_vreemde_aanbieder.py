"""Logging in at a provider that we did not write (oidc-provider-mock)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from oidc_provider_mock import User, run_server_in_thread

from portaal.config import Instellingen
from portaal.infra.database import Database
from tests.conftest import Klok
from tests.support.aanbieder import make_portal
from tests.support.client import words_of

BSN = "999993653"
HOOG = "urn:etoegang:core:assurance-class:loa3"


@pytest.fixture
def issuer() -> Iterator[str]:
    """The provider, running, with one inwoner and two employees."""
    mensen = (
        User(sub="inwoner", claims={"bsn": BSN, "acr": HOOG}),
        User(sub="laag", claims={"bsn": BSN, "acr": "urn:etoegang:core:assurance-class:loa2"}),
        User(sub="karim", claims={"name": "Karim Callens", "groups": ["kcc"]}),
        User(sub="nel", claims={"name": "Nel Nietsaam", "groups": ["invordering", "schuldhulp"]}),
    )
    with run_server_in_thread(require_nonce=True, user_claims=mensen) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def portal(issuer: str, sqlite_db: Database, klok: Klok) -> Flask:
    """A portal that logs both inwoners and employees in there."""
    gegevens = {f"{kant}_oidc_issuer": issuer for kant in ("inwoner", "medewerker")}
    klanten = {f"{kant}_oidc_client_id": f"portaal-{kant}" for kant in ("inwoner", "medewerker")}
    geheim = {f"{kant}_oidc_client_secret": "geheim" for kant in ("inwoner", "medewerker")}
    return make_portal(Instellingen.model_validate(gegevens | klanten | geheim), sqlite_db, klok)


def answer(begin: Any, **keuze: str) -> str:
    """Choose on the provider's page; returns the path to which it sends the browser back."""
    antwoord = requests.post(begin.headers["Location"], data=keuze, allow_redirects=False, timeout=10)
    return antwoord.headers["Location"].removeprefix("http://localhost")


def test_an_inwoner_logs_in_and_out(portal: Flask, issuer: str) -> None:
    browser = portal.test_client()
    browser.get("/mijn/berichten")
    terug = answer(browser.post("/inloggen/digid"), sub="inwoner")
    assert browser.get(terug).headers["Location"] == "/mijn/berichten"
    assert browser.get("/mijn/berichten").status_code == 200
    uit = browser.post("/uitloggen").headers["Location"]
    assert uit.startswith(f"{issuer}/oauth2/end_session?")
    assert parse_qs(urlsplit(uit).query)["post_logout_redirect_uri"] == ["http://localhost/uitgelogd"]
    assert browser.get("/mijn/berichten").status_code == 302


def test_an_inwoner_with_too_little_assurance_does_not_get_in(portal: Flask) -> None:
    browser = portal.test_client()
    browser.get(answer(browser.post("/inloggen/digid"), sub="laag"))
    assert browser.get("/mijn/berichten").status_code == 302


def test_who_turns_back_there_is_not_logged_in(portal: Flask) -> None:
    browser = portal.test_client()
    terug = answer(browser.post("/inloggen/digid"), action="deny")
    assert "error=access_denied" in terug
    assert browser.get(terug).headers["Location"] == "/"
    assert "Er is niets gebeurd" in words_of(browser.get("/inloggen").get_data(as_text=True))


def test_an_employee_logs_in_by_group_and_is_named(portal: Flask) -> None:
    browser = portal.test_client()
    browser.get(answer(browser.post("/werk/inloggen/aanbieder"), sub="karim"))
    assert "Karim Callens" in browser.text("/werk")


def test_two_roles_that_do_not_go_together_are_refused_with_the_reason(portal: Flask) -> None:
    browser = portal.test_client()
    antwoord = browser.get(answer(browser.post("/werk/inloggen/aanbieder"), sub="nel"))
    assert antwoord.headers["Location"] == "/werk/inloggen"
    assert "U hebt de rollen invordering en schuldhulp samen. Dat mag niet" in browser.text("/werk/inloggen")
