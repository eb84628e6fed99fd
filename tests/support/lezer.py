"""A browser that measures every page that it is shown, and a journey is then no more than the pages one visits."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.client import PaginaClient
from tests.support.leesnorm import Leestabel

DOORVERWEZEN = frozenset({301, 302, 303, 304, 308})


class LezendeClient(PaginaClient):
    """Keeps the figures of each page in `tabel`, under its endpoint and the state that the test names."""

    tabel: Leestabel
    staat = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """The answer; a page among the answers is measured."""
        antwoord = super().open(*args, **kwargs)
        if antwoord.mimetype == "text/html" and antwoord.status_code not in DOORVERWEZEN:
            self.tabel.add(self._name(antwoord), antwoord.get_data(as_text=True))
        return antwoord

    def _name(self, antwoord: TestResponse) -> str:
        verzoek = antwoord.request
        regels = self.application.url_map.bind("localhost")
        try:
            endpoint, waarden = regels.match(verzoek.path, method=verzoek.method)
        except Exception:
            endpoint, waarden = "onbekend", {}
        deel = [str(waarde) for naam, waarde in waarden.items() if naam in ("soort", "stap")]
        if antwoord.status_code != 200:
            deel.append(str(antwoord.status_code))
        return " ".join(filter(None, [endpoint, *deel, self.staat]))


@pytest.fixture
def tabel() -> Iterator[Leestabel]:
    """The figures of one test; it fails at the end with all that is wrong."""
    leestabel = Leestabel()
    yield leestabel
    leestabel.close()


@pytest.fixture
def browser(sqlite_app: Flask, tabel: Leestabel, monkeypatch: pytest.MonkeyPatch) -> LezendeClient:
    """A browser of which every page counts. The code word of a call is the same one every time: it is measured too."""
    choose = secrets.choice
    monkeypatch.setattr(secrets, "choice", lambda reeks: reeks[0] if isinstance(reeks, tuple) else choose(reeks))
    sqlite_app.test_client_class = LezendeClient
    client = sqlite_app.test_client()
    assert isinstance(client, LezendeClient)
    client.tabel = tabel
    return client
