"""Who holds places over and over gets none held for a while; they and everyone else can still book."""

import re

from flask import Flask
from sqlalchemy import select

from portaal.afspraak.model import AfspraakRij, Tijdvakcel
from portaal.infra.database import Database
from tests.support.client import PaginaClient

TIJD = "/afspraak/tijd"
WENS = {"onderwerp": "aanslag", "soort": "bellen"}


def times(client: PaginaClient) -> list[str]:
    """The free times on the page, as their buttons send them."""
    html = client.get(TIJD, query_string={**WENS, "dag": "2026-03-18"}).get_data(as_text=True)
    return re.findall(r'name="tijdvak" value="([^"]+)"', html)


def choose(client: PaginaClient, tijdvak: str) -> str:
    """Press a time; returns what the next page says about it."""
    assert client.post(TIJD, data={**WENS, "tijdvak": tijdvak}).status_code == 302
    return client.text("/afspraak/gegevens")


def take_all(app: Flask) -> str:
    """Others hold every place of the first time on the page; returns that time."""
    tijdvak = times(app.test_client())[0]
    while app.test_client().post(TIJD, data={**WENS, "tijdvak": tijdvak}).status_code == 302:
        pass
    return tijdvak


def held(db: Database) -> int:
    with db.reading() as session:
        return len(session.scalars(select(Tijdvakcel.houder).where(Tijdvakcel.houder.is_not(None))).all())


def test_holding_over_and_over_stops_and_booking_goes_on(sqlite_app, sqlite_db: Database) -> None:  # type: ignore[no-untyped-def]
    client: PaginaClient = sqlite_app.test_client()
    for tijdvak in times(client)[:5]:
        assert "Deze tijd is voor u tot" in choose(client, tijdvak)
        assert held(sqlite_db) > 0
    assert "Wij houden hem niet voor u vast." in choose(client, times(client)[5])
    assert held(sqlite_db) == 0
    client.post("/afspraak/gegevens", data={"naam": "Jan", "telefoon": "0612345678"})
    client.get("/afspraak/controle")
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"
    with sqlite_db.reading() as session:
        assert session.scalars(select(AfspraakRij.naam)).all() == ["Jan"]
    assert "Deze tijd is voor u tot" in choose(client, times(client)[0])


def test_one_connection_holds_so_many_at_once_and_the_next_can_still_book(sqlite_app, sqlite_db: Database) -> None:  # type: ignore[no-untyped-def]
    eerste = times(sqlite_app.test_client())[0]
    for _ in range(40):
        bezoeker = sqlite_app.test_client()
        assert bezoeker.post(TIJD, data={**WENS, "tijdvak": times(bezoeker)[0]}).status_code == 302
        with sqlite_db.transaction() as session:
            for cel in session.scalars(select(Tijdvakcel)):
                session.delete(cel)
    laatste: PaginaClient = sqlite_app.test_client()
    assert "Wij houden hem niet voor u vast." in choose(laatste, eerste)


def test_tries_in_vain_count_too(sqlite_app, sqlite_db: Database) -> None:  # type: ignore[no-untyped-def]
    bezet = take_all(sqlite_app)
    client: PaginaClient = sqlite_app.test_client()
    antwoorden = [client.post(TIJD, data={**WENS, "tijdvak": bezet}).status_code for _ in range(31)]
    assert antwoorden == [409] * 30 + [429]


def test_who_was_too_late_still_gets_five_held(sqlite_app, sqlite_db: Database) -> None:  # type: ignore[no-untyped-def]
    bezet = take_all(sqlite_app)
    client: PaginaClient = sqlite_app.test_client()
    for _ in range(6):
        assert client.post(TIJD, data={**WENS, "tijdvak": bezet}).status_code == 409
    for tijdvak in times(client)[:5]:
        assert "Deze tijd is voor u tot" in choose(client, tijdvak)
