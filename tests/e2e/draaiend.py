"""The demo as it runs for a person: its own processes, started by the command that a newcomer gives."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portaal.demo.omgeving import Poorten, demo_omgeving, ensure_keys
from portaal.demo.personen import Personen, read_personen
from tests.support.poort import free_ports

REPO = Path(__file__).resolve().parents[2]
PORTAAL = [sys.executable, "-c", "from portaal.cli import main; main()"]


@dataclass(frozen=True)
class Demo:
    """A demo that runs in a folder of its own."""

    folder: Path
    poorten: Poorten
    omgeving: dict[str, str]

    @property
    def adres(self) -> str:
        """The portal."""
        return f"http://localhost:{self.poorten.web}"

    @property
    def postvak(self) -> str:
        """The mailbox."""
        return f"http://localhost:{self.poorten.postvak}"

    @property
    def personen(self) -> Personen:
        """Whom to log in as."""
        return read_personen(self.folder / "var" / "demo-personen.json")

    def run(self, *argumenten: str) -> subprocess.CompletedProcess[str]:
        """Give a `portaal` command on the same database."""
        return subprocess.run(
            [*PORTAAL, *argumenten],
            cwd=self.folder,
            env=self.omgeving,
            capture_output=True,
            text=True,
            check=False,
        )


def clean_environ() -> dict[str, str]:
    """The environment without what the tests themselves set for the portal."""
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PORTAAL_")}
    return eigen | {"PYTHONPATH": str(REPO)}


def make_sjabloon(folder: Path) -> None:
    """Make the example data in `folder`, unless another test process did; waits for one that is at it."""
    folder.mkdir(exist_ok=True)
    with (folder / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if (folder / "klaar").exists():
            return
        omgeving = clean_environ()
        omgeving |= demo_omgeving(omgeving, Poorten(8000), ensure_keys(folder / "var" / "demo.env"))
        opdracht = [sys.executable, "-m", "portaal.demo.gegevens"]
        subprocess.run(opdracht, cwd=folder, env=omgeving | _paths(folder), check=True)
        (folder / "klaar").touch()


@contextmanager
def run_demo(folder: Path) -> Iterator[Demo]:
    """Start the demo in `folder`, wait until it serves, and stop it afterwards as Ctrl-C does."""
    poorten = Poorten(free_ports(4))
    omgeving = clean_environ() | {"PORT": str(poorten.web)}
    uitvoer = (folder / "demo.log").open("w+", encoding="utf-8")
    proces = subprocess.Popen(
        [*PORTAAL, "demo"],
        cwd=folder,
        env=omgeving,
        stdout=uitvoer,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_for_line(proces, folder / "demo.log", "Stop met Ctrl-C")
        sleutels = ensure_keys(folder / "var" / "demo.env")
        yield Demo(folder, poorten, omgeving | demo_omgeving(omgeving, poorten, sleutels) | _paths(folder))
    finally:
        if proces.poll() is None:
            proces.send_signal(signal.SIGINT)
        proces.wait(30)
        uitvoer.close()


def _paths(folder: Path) -> dict[str, str]:
    return {"PORTAAL_DEMO_PERSONEN": str(folder / "var" / "demo-personen.json")}


def wait_for_line(proces: subprocess.Popen[bytes], log: Path, tekst: str, *, geduld: float = 300) -> None:
    """Wait until a process has written `tekst`; fail with what it did write when it ends or is too slow."""
    einde = time.monotonic() + geduld
    while tekst not in (geschreven := log.read_text(encoding="utf-8")):
        assert proces.poll() is None, f"the demo ended:\n{geschreven}"
        assert time.monotonic() < einde, f"the demo did not start:\n{geschreven}"
        time.sleep(0.3)


def get_json(adres: str) -> dict[str, object]:
    """What an address answers."""
    with urllib.request.urlopen(adres, timeout=10) as antwoord:
        gelezen: dict[str, object] = json.load(antwoord)
        return gelezen
