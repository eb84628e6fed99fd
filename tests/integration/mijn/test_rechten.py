"""Kwijtschelding is never discouraged; bezwaar says until when, and that it does not stop paying."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portaal.infra.database import Database
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient

Login = Callable[[PaginaClient, int], PaginaClient]
JA = {"inkomen": "ja", "spaargeld": "nee", "huis": "nee"}


@pytest.fixture
def client(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login) -> PaginaClient:
    inwoner_id = sqlite_db.run(make_inwoner)
    browser = sqlite_app.test_client()
    assert isinstance(browser, PaginaClient)
    return login_inwoner(browser, inwoner_id)


@pytest.mark.parametrize(
    ("antwoorden", "verwacht"),
    [
        (JA, "Misschien. Vraag het aan"),
        ({"inkomen": "weet_niet", "spaargeld": "weet_niet", "huis": "anders"}, "Misschien. Vraag het aan"),
        (JA | {"inkomen": "nee"}, "Vraag het toch"),
        (JA | {"spaargeld": "ja"}, "Vraag het toch"),
        (JA | {"huis": "ja"}, "Vraag het toch"),
    ],
)
def test_whatever_one_answers_the_page_says_how_to_ask(
    client: PaginaClient, antwoorden: dict[str, str], verwacht: str
) -> None:
    antwoord = client.post("/mijn/kwijtschelding", data=antwoorden)
    assert antwoord.headers["Location"] == "/mijn/kwijtschelding/uitkomst"
    tekst = client.text("/mijn/kwijtschelding/uitkomst")
    assert verwacht in tekst
    assert "Zo vraagt u het aan" in tekst
    assert not {"helaas", "geen recht", "kunt u geen"} & set(tekst.lower().split())


def test_a_question_without_answer_is_asked_again(client: PaginaClient) -> None:
    antwoord = client.post("/mijn/kwijtschelding", data={"inkomen": "ja"})
    assert antwoord.status_code == 422
    assert "Kies een antwoord bij: " in antwoord.get_data(as_text=True)


def test_without_answers_there_is_no_outcome_but_the_questions(client: PaginaClient) -> None:
    assert client.get("/mijn/kwijtschelding/uitkomst").headers["Location"] == "/mijn/kwijtschelding"


def test_bezwaar_says_until_when_and_afterwards_still_listens(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login, klok: Any
) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["op_tijd"](session, inwoner_id))
    browser = sqlite_app.test_client()
    assert isinstance(browser, PaginaClient)
    login_inwoner(browser, inwoner_id)
    pad = f"/mijn/aanslag/{aanslag_id}/bezwaar"
    assert "tot en met maandag 13 april 2026" in browser.text(pad)
    assert "Bezwaar zet de klok niet stil" in browser.text(pad)
    klok.moment += timedelta(days=60)
    login_inwoner(browser, inwoner_id)
    assert "Vertel ons toch wat er niet klopt" in browser.text(pad)
