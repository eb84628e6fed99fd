"""The gate opens the request's database session in the way that the route needs."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import event

from tests.support.client import PaginaClient


def test_a_form_of_a_capability_with_a_switch_takes_the_write_lock_at_its_start(
    sqlite_app: Flask, login_inwoner: Callable[[PaginaClient, int], PaginaClient]
) -> None:
    begonnen: list[str] = []
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    login_inwoner(client, 1)

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("BEGIN"):
            begonnen.append(statement)

    event.listen(sqlite_app.extensions["portaal"].database.engine, "before_cursor_execute", note)
    client.post("/afspraak/tijd", data={})
    # The first reads the browser session; the second is the request's own.
    assert begonnen[1] == "BEGIN IMMEDIATE"


def test_what_holds_a_character_that_nobody_types_is_not_there(client: PaginaClient) -> None:
    assert client.get("/uitleg?zoek=%00").status_code == 404
    assert client.get("/uitleg?zoek=a&zoek=%00").status_code == 404
    assert client.get("/afspraak/code/%00").status_code == 404
    assert client.post("/afspraak/code", data={"code": "a\0b"}).status_code == 404
    assert client.get("/uitleg?zoek=a").status_code == 200
