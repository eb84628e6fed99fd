"""The portal as it runs for a gemeente: web servers on one database, the worker, and a mail server."""

import base64
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from icalendar import Calendar

from tests.support.poort import free_port

REPO = Path(__file__).resolve().parents[2]
PORTAAL = [sys.executable, "-c", "from portaal.cli import main; main()"]
_SLEUTEL = base64.b64encode(b"x" * 32).decode()


@dataclass
class Brievenbus:
    """A mail server that keeps which calendar file went out: by UID, its numbers and methods."""

    bestanden: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    ontvangen: int = 0
    slot: Any = field(default_factory=threading.Lock)

    async def handle_DATA(self, _server: Any, _sessie: Any, envelope: Any) -> str:
        bericht = message_from_bytes(envelope.content)
        with self.slot:
            self.ontvangen += 1
            for deel in bericht.walk():
                if deel.get_content_type() == "text/calendar":
                    kalender = Calendar.from_ical(deel.get_payload(decode=True))
                    event = kalender.walk("VEVENT")[0]
                    assert deel.get_param("method") == kalender["METHOD"]
                    self.bestanden[str(event["UID"]), int(event["SEQUENCE"]), str(kalender["METHOD"])] += 1
        return "250 OK"


@dataclass
class Draaiend:
    """Servers that run."""

    poorten: list[int]
    bus: Brievenbus
    servers: "list[subprocess.Popen[bytes]]"
    start_server: "Callable[[], subprocess.Popen[bytes]]"

    def kill_one(self) -> None:
        """SIGKILL one web server with all its processes."""
        os.killpg(self.servers[-1].pid, signal.SIGKILL)


@contextmanager
def run_portaal(url: str, folder: Path, aantal: int, *, werkers: int = 1) -> Iterator[Draaiend]:
    """Start `aantal` web servers and the workers on the database at `url`, and stop them afterwards."""
    bus = Brievenbus()
    post = Controller(bus, hostname="127.0.0.1", port=free_port())
    post.start()
    omgeving = {
        **{naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PORTAAL_")},
        "PYTHONPATH": str(REPO),
        "PORTAAL_OMGEVING": "test",
        "PORTAAL_DATABASE_URL": url,
        "PORTAAL_BASIS_URL": "http://localhost",
        "PORTAAL_GEHEIME_SLEUTEL": "alleen-voor-tests",
        "PORTAAL_BSN_SLEUTELS": _SLEUTEL,
        "PORTAAL_BSN_INDEXSLEUTEL": _SLEUTEL,
        "PORTAAL_PROXIES": "1",
        "PORTAAL_WEBPROCESSEN": "1",
        "PORTAAL_SMTP_PORT": str(post.port),
        "PORTAAL_SMTP_STARTTLS": "false",
    }
    poorten = [free_port() for _ in range(aantal)]
    with (folder / "servers.log").open("ab") as log:

        def start(*opdracht: str, **anders: str) -> "subprocess.Popen[bytes]":
            return subprocess.Popen(
                [*PORTAAL, *opdracht],
                env={**omgeving, **anders},
                cwd=folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

        assert start("migreer").wait(120) == 0, (folder / "servers.log").read_text()
        servers = [start("serveer", PORT=str(poort)) for poort in poorten]
        werkenden = [start("werker") for _ in range(werkers)]
        try:
            for poort in poorten:
                wait_for(poort)
            yield Draaiend(poorten, bus, servers, lambda: start("serveer", PORT=str(free_port())))
        finally:
            for proces in (*servers, *werkenden):
                if proces.poll() is None:
                    os.killpg(proces.pid, signal.SIGTERM)
            for proces in (*servers, *werkenden):
                proces.wait(60)
            post.stop()


def wait_for(poort: int, geduld: float = 90) -> None:
    """Wait until something listens."""
    einde = time.monotonic() + geduld
    while True:
        try:
            socket.create_connection(("127.0.0.1", poort), 1).close()
            return
        except OSError:
            assert time.monotonic() < einde, "the server did not start"
            time.sleep(0.2)
