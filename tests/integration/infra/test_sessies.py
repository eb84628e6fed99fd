"""A login lives on the server, with a new token each time, and ends."""

import json
from datetime import timedelta

import pytest
from flask import Flask, Response, session
from sqlalchemy import func, select

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.web.aanmelding import Aanmelding, current_aanmelding, log_in, log_out
from portaal.infra.web.sessies import Websessie, hash_token
from tests.conftest import Klok, make_app

INWONER = Aanmelding(frozenset({Rol.INWONER}), inwoner_id=7, naam="A. Jansen")


def _plain(tekst: object) -> Response:
    return Response(json.dumps(tekst), mimetype="application/json")


@pytest.fixture
def app(db: Database, klok: Klok) -> Flask:
    """One of its own, for it gets routes that the portal does not have."""
    return make_app(db, klok)


def _app(app: Flask) -> Flask:
    app.before_request_funcs[None].clear()  # these routes are of the test, so the access table does not know them

    @app.post("/test/in")
    def test_in() -> Response:
        session["klad"] = "x"
        log_in(INWONER)
        return _plain("in")

    @app.post("/test/uit")
    def test_uit() -> Response:
        log_out()
        return _plain("uit")

    @app.get("/test/wie")
    def test_wie() -> Response:
        return _plain(current_aanmelding().inwoner_id)

    return app


def _token(client: object) -> str:
    cookie = client.get_cookie("portaal")  # type: ignore[attr-defined]
    return cookie.value if cookie else ""


def test_the_database_knows_only_a_hash_of_the_token(app: Flask, db: Database) -> None:
    client = _app(app).test_client()
    client.post("/test/in")
    with db.reading() as s:
        (rij,) = s.scalars(select(Websessie))
    assert rij.token_hash == hash_token(_token(client))
    assert "klad" not in rij.gegevens


def test_the_cookie_is_out_of_reach_of_scripts(app: Flask) -> None:
    antwoord = _app(app).test_client().post("/test/in")
    assert "HttpOnly" in antwoord.headers["Set-Cookie"]
    assert "SameSite=Lax" in antwoord.headers["Set-Cookie"]


def test_login_takes_a_new_token_and_the_old_one_is_dead(app: Flask, db: Database) -> None:
    client = _app(app).test_client()
    client.post("/test/in")
    oud = _token(client)
    client.post("/test/in")
    nieuw = _token(client)
    assert oud != nieuw
    vreemde = app.test_client()
    vreemde.set_cookie("portaal", oud)
    assert vreemde.get("/test/wie").json is None
    with db.reading() as s:
        assert s.scalar(select(func.count()).select_from(Websessie)) == 1


def test_logging_out_kills_the_token(app: Flask) -> None:
    client = _app(app).test_client()
    client.post("/test/in")
    oud = _token(client)
    client.post("/test/uit")
    vreemde = app.test_client()
    vreemde.set_cookie("portaal", oud)
    assert vreemde.get("/test/wie").json is None


def test_a_login_ends_after_fifteen_idle_minutes(app: Flask, klok: Klok) -> None:
    client = _app(app).test_client()
    client.post("/test/in")
    klok.moment += timedelta(minutes=14)
    assert client.get("/test/wie").json == 7
    klok.moment += timedelta(minutes=14)
    assert client.get("/test/wie").json == 7
    klok.moment += timedelta(minutes=16)
    assert client.get("/test/wie").json is None


def test_a_login_ends_after_ten_hours_however_busy(app: Flask, klok: Klok) -> None:
    client = _app(app).test_client()
    client.post("/test/in")
    for _ in range(60):
        klok.moment += timedelta(minutes=10)
        laatste = client.get("/test/wie").json
    assert laatste is None
