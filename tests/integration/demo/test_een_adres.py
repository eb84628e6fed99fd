"""In the demo one address counts, so that logging in finds its session again; elsewhere nothing is redirected."""

from collections.abc import Callable
from datetime import datetime

import pytest

from portaal.app import create_app
from portaal.config import Instellingen
from portaal.infra.database import Database


@pytest.fixture
def demo_instellingen() -> Instellingen:
    """Settings of a demo on port 8600."""
    return Instellingen().model_copy(update={"omgeving": "demo", "basis_url": "http://localhost:8600"})


def test_another_name_of_this_machine_leads_to_the_address_of_the_demo(
    sqlite_db: Database, klok: Callable[[], datetime], demo_instellingen: Instellingen
) -> None:
    client = create_app(demo_instellingen, database=sqlite_db, clock=klok).test_client()
    antwoord = client.get("/mijn?terug=1", headers={"Host": "127.0.0.1:8600"})
    assert (antwoord.status_code, antwoord.location) == (302, "http://localhost:8600/mijn?terug=1")
    assert client.get("/gezond", headers={"Host": "127.0.0.1:8600"}).status_code == 200
    assert client.get("/gezond", headers={"Host": "localhost:8600"}).status_code == 200


def test_outside_the_demo_every_name_is_answered(
    sqlite_db: Database, klok: Callable[[], datetime], demo_instellingen: Instellingen
) -> None:
    gewoon = demo_instellingen.model_copy(update={"omgeving": "test"})
    client = create_app(gewoon, database=sqlite_db, clock=klok).test_client()
    assert "localhost:8600" not in client.get("/mijn", headers={"Host": "ander.example"}).headers.get(
        "Location", ""
    )
