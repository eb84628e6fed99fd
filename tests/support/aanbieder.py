"""The login simulator in a thread, and a portal that logs in there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from portaal.app import create_app
from portaal.config import Instellingen
from portaal.demo.personen import MEDEWERKERS, VARIABELE, DemoInwoner, Personen, write_personen
from portaal.demo.simulator.app import create_simulator
from portaal.infra.database import Database
from tests.support.client import PaginaClient
from tests.support.poort import free_port

BSN = "999993653"


@dataclass
class Aanbieder:
    """A provider that runs, and the answers it gave last."""

    adres: str
    app: Flask
    antwoorden: list[requests.Response] = field(default_factory=list)

    def settings(self, **anders: str) -> Instellingen:
        """Settings of a portal that logs in here."""
        vast = {
            f"{kant}_oidc_{naam}": waarde
            for kant in ("inwoner", "medewerker")
            for naam, waarde in (("issuer", f"{self.adres}/{kant}"), ("client_id", f"portaal-{kant}"))
        }
        return Instellingen.model_validate(vast | anders)

    def renew_key(self) -> None:
        """Sign with another key from now on, as providers do now and then."""
        ander = create_simulator(self.adres)
        self.app.extensions["simulator"]["sleutel"] = ander.extensions["simulator"]["sleutel"]

    def answer(self, naar_aanbieder: TestResponse, **keuze: str) -> str:
        """Choose on the provider's page; returns where it sends the browser back to."""
        adres = naar_aanbieder.headers["Location"]
        assert adres.startswith(self.adres), adres
        pagina = requests.get(adres, timeout=10)
        assert pagina.status_code == 200
        velden = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}
        antwoord = requests.post(adres, data=velden | keuze, allow_redirects=False, timeout=10)
        self.antwoorden.append(antwoord)
        return antwoord.headers["Location"].removeprefix("http://localhost")


@contextmanager
def run_simulator(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aanbieder]:
    """Serve the simulator with one inwoner and the demo's employees."""
    bestand = folder / "personen.json"
    inwoner = DemoInwoner(BSN, "S. van Test", "heeft een aanslag")
    write_personen(bestand, Personen((inwoner,), MEDEWERKERS, "2026-03-16T09:00:00+00:00"))
    monkeypatch.setenv(VARIABELE, str(bestand))
    poort = free_port()
    adres = f"http://127.0.0.1:{poort}"
    app = create_simulator(adres)
    server = make_server("127.0.0.1", poort, app, threaded=True)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield Aanbieder(adres, app)
    finally:
        server.shutdown()
        server.server_close()
        draad.join()


def make_portal(instellingen: Instellingen, database: Database, klok: Callable[[], datetime]) -> Flask:
    """A portal with these settings, for a test client that checks pages."""
    app = create_app(instellingen, database=database, clock=klok)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = PaginaClient
    return app
