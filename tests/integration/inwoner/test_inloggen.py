"""Logging in and out as an inwoner, at a provider in a process's thread of its own."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import select

from portaal.demo.simulator import app as simulator
from portaal.infra.database import Database
from portaal.infra.web.sessies import Websessie, hash_token
from portaal.inwoner.model import Inwoner
from portaal.logboek.model import Logregel
from tests.conftest import Klok
from tests.support.aanbieder import BSN, Aanbieder, make_portal
from tests.support.client import PaginaClient, words_of

EIGEN = "/mijn/berichten"


def log_in(browser: PaginaClient, aanbieder: Aanbieder, **keuze: str) -> Any:
    """From the button to what the portal says after the provider."""
    terug = aanbieder.answer(browser.post("/inloggen/digid"), **({"wie": BSN} | keuze))
    return browser.get(terug)


def is_logged_in(browser: PaginaClient) -> bool:
    """Whether a page for inwoners opens."""
    return browser.get(EIGEN).status_code == 200


def notice_after(browser: PaginaClient, adres: str = "/inloggen") -> str:
    """The words of a page, notices with it."""
    return words_of(browser.get(adres).get_data(as_text=True))


def test_one_comes_in_where_one_wanted_to_go(browser: PaginaClient, aanbieder: Aanbieder) -> None:
    assert browser.get(EIGEN).headers["Location"] == "/inloggen"
    antwoord = log_in(browser, aanbieder)
    assert antwoord.headers["Location"] == EIGEN
    assert is_logged_in(browser)


def test_the_request_carries_pkce_state_and_nonce_and_no_secret(browser: PaginaClient) -> None:
    adres = browser.post("/inloggen/digid").headers["Location"]
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}
    assert vraag["code_challenge_method"] == "S256"
    assert len(vraag["code_challenge"]) == 43
    assert len(vraag["state"]) >= 20
    assert len(vraag["nonce"]) >= 20
    assert set(vraag) == {
        *("response_type", "client_id", "redirect_uri", "scope", "state", "nonce"),
        *("code_challenge", "code_challenge_method"),
    }


def test_a_login_is_in_the_logboek_and_makes_the_person_once(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    browser.get("/taal/nl")
    browser.post("/uitloggen")
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    with sqlite_db.reading() as session:
        assert len(session.scalars(select(Inwoner)).all()) == 1
        regels = session.scalars(select(Logregel)).all()
    assert [regel.handeling for regel in regels] == ["inwoner:login:gelukt"] * 2
    assert len({regel.persoon for regel in regels}) == 1


def test_the_token_is_new_at_login_and_dead_at_logout(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    browser.get(EIGEN)
    voor = browser.get_cookie("portaal")
    assert voor
    log_in(browser, aanbieder)
    na = browser.get_cookie("portaal")
    assert na
    assert na.value != voor.value
    browser.post("/uitloggen")
    with sqlite_db.reading() as session:
        assert session.get(Websessie, hash_token(voor.value)) is None
        assert session.get(Websessie, hash_token(na.value)) is None
    browser.set_cookie("portaal", na.value)
    assert not is_logged_in(browser)


def test_neither_session_nor_addresses_hold_the_bsn(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    browser.get(EIGEN)
    terug = aanbieder.answer(browser.post("/inloggen/digid"), wie=BSN)
    browser.get(terug)
    uit = browser.post("/uitloggen").headers["Location"]
    assert "id_token" not in uit
    with sqlite_db.reading() as session:
        gegevens = [str(rij.gegevens) for rij in session.scalars(select(Websessie))]
    for tekst in (terug, uit, *gegevens):
        assert BSN not in tekst
        assert "eyJ" not in tekst, "a token"


def test_logging_out_goes_on_at_the_provider_and_ends_on_a_page_that_says_so(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    uit = browser.post("/uitloggen").headers["Location"]
    assert uit.startswith(f"{aanbieder.adres}/inwoner/end_session?client_id=portaal-inwoner")
    terug = requests.get(uit, allow_redirects=False, timeout=10).headers["Location"]
    assert terug == "http://localhost/uitgelogd"
    assert "U bent uitgelogd" in notice_after(browser, "/uitgelogd")


def test_who_turns_back_at_digid_reads_that_nothing_happened(browser: PaginaClient, aanbieder: Aanbieder) -> None:
    antwoord = log_in(browser, aanbieder, annuleer="1")
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"] == "/"
    assert "U stopte bij DigiD. Er is niets gebeurd." in notice_after(browser)
    assert not is_logged_in(browser)


def test_a_password_alone_is_not_enough_and_the_page_says_what_is(
    browser: PaginaClient, aanbieder: Aanbieder, sqlite_db: Database
) -> None:
    log_in(browser, aanbieder, niveau="wachtwoord")
    assert "Alleen een wachtwoord is niet veilig genoeg" in notice_after(browser)
    assert not is_logged_in(browser)
    with sqlite_db.reading() as session:
        assert session.scalars(select(Inwoner)).all() == []


@pytest.mark.parametrize(
    "vervalst",
    [
        {"iss": "https://een-ander.example/inwoner"},
        {"iss": None},
        {"aud": "een-ander"},
        {"aud": ["portaal-inwoner", "een-ander"], "azp": "portaal-inwoner"},
        {"aud": None},
        {"nonce": "een-ander"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_us_now_from_our_provider_opens_nothing(
    browser: PaginaClient, aanbieder: Aanbieder, monkeypatch: pytest.MonkeyPatch, vervalst: dict[str, Any]
) -> None:
    echt = simulator.jwt.encode

    def vals(header: dict[str, Any], claims: dict[str, Any], sleutel: Any) -> str:
        nieuw = {naam: waarde for naam, waarde in (claims | vervalst).items() if waarde is not None}
        return echt(header, nieuw, sleutel)

    monkeypatch.setattr(simulator.jwt, "encode", vals)
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    assert "Inloggen lukte niet" in notice_after(browser)
    assert not is_logged_in(browser)


def test_an_id_token_signed_by_another_opens_nothing(
    browser: PaginaClient, aanbieder: Aanbieder, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = jwt.encode

    def sign_as_another(header: dict[str, Any], claims: dict[str, Any], sleutel: RSAKey) -> str:
        return echt(header, claims, RSAKey.generate_key(2048, {"kid": sleutel.kid}))

    monkeypatch.setattr(simulator.jwt, "encode", sign_as_another)
    log_in(browser, aanbieder)
    assert not is_logged_in(browser)


def test_a_provider_that_takes_a_new_key_is_understood_without_a_restart(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    browser.post("/uitloggen")
    aanbieder.renew_key()
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    assert is_logged_in(browser)


def test_an_answer_with_a_state_that_we_did_not_give_opens_nothing(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    terug = aanbieder.answer(browser.post("/inloggen/digid"), wie=BSN)
    browser.get(terug.replace("state=", "state=x"))
    assert not is_logged_in(browser)


def test_an_answer_works_once_and_only_in_the_browser_that_asked(
    browser: PaginaClient, aanbieder: Aanbieder
) -> None:
    ander = browser.application.test_client()
    terug = aanbieder.answer(browser.post("/inloggen/digid"), wie=BSN)
    ander.get(terug)
    assert ander.get(EIGEN).status_code == 302
    browser.get(EIGEN)
    browser.get(terug)
    assert is_logged_in(browser)
    browser.post("/uitloggen")
    browser.get(terug)
    assert not is_logged_in(browser)


def test_a_provider_that_is_away_is_said_and_one_can_try_again(
    sqlite_db: Database, klok: Klok, aanbieder: Aanbieder
) -> None:
    weg = aanbieder.settings(inwoner_oidc_issuer="http://127.0.0.1:9")
    browser = make_portal(weg, sqlite_db, klok).test_client()
    assert browser.post("/inloggen/digid").headers["Location"] == "/inloggen"
    assert "Inloggen lukte niet. Probeer het nog een keer." in notice_after(browser)
    assert browser.post("/uitloggen").headers["Location"] == "http://localhost/uitgelogd"


def test_after_logging_in_no_one_is_led_to_another_site(browser: PaginaClient, aanbieder: Aanbieder) -> None:
    browser.get("/inloggen")
    with browser.session_transaction() as sessie:
        sessie["terug"] = "//een-ander.example/"
    assert log_in(browser, aanbieder).headers["Location"] == "/"


def test_who_tries_too_often_must_wait_and_then_may_again(browser: PaginaClient, klok: Klok) -> None:
    for _ in range(60):
        assert browser.post("/inloggen/digid").status_code == 302
    assert browser.post("/inloggen/digid").status_code == 429
    klok.moment += timedelta(minutes=11)
    assert browser.post("/inloggen/digid").status_code == 302


def test_after_quiet_minutes_the_login_is_over_and_the_page_says_so(
    browser: PaginaClient, aanbieder: Aanbieder, klok: Klok
) -> None:
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    klok.moment += timedelta(minutes=14)
    assert is_logged_in(browser)
    klok.moment += timedelta(minutes=16)
    antwoord = browser.get(EIGEN)
    assert antwoord.headers["Location"] == "/inloggen?verlopen=1"
    assert "Daarom bent u uitgelogd" in notice_after(browser, antwoord.headers["Location"])


def test_who_asks_to_stay_stays_and_goes_on_where_one_was(
    browser: PaginaClient, aanbieder: Aanbieder, klok: Klok
) -> None:
    browser.get(EIGEN)
    log_in(browser, aanbieder)
    klok.moment += timedelta(minutes=14)
    assert browser.post("/verleng", data={"terug": "/mijn/berichten?pagina=2"}).headers["Location"] == (
        "/mijn/berichten?pagina=2"
    )
    klok.moment += timedelta(minutes=14)
    assert is_logged_in(browser)
