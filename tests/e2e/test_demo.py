"""The demo starts, says where to look, and stops as one."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from portaal.demo.omgeving import Poorten
from tests.e2e.draaiend import PORTAAL, Demo, clean_environ, wait_for_line
from tests.support.poort import free_ports

Proces = subprocess.Popen[bytes]


@pytest.fixture
def folder(sjabloon: Path, tmp_path: Path) -> Path:
    """A folder in which the demo was started before."""
    shutil.copytree(sjabloon / "var", tmp_path / "var")
    return tmp_path


@pytest.fixture
def poorten() -> Poorten:
    """Ports that are free."""
    return Poorten(free_ports(4))


@pytest.fixture
def gestart(folder: Path, poorten: Poorten) -> Iterator[Proces]:
    """A demo that runs."""
    with (folder / "uitvoer").open("wb") as uitvoer:
        proces = subprocess.Popen(
            [*PORTAAL, "demo"],
            cwd=folder,
            env=clean_environ() | {"PORT": str(poorten.web)},
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        wait_for_line(proces, folder / "uitvoer", "Stop met Ctrl-C")
        yield proces
        if proces.poll() is None:
            proces.kill()
            proces.wait(20)


def children_of(proces: Proces) -> list[int]:
    """The processes that this one started."""
    alle = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [pid for pid in alle if parent_of(pid) == proces.pid]


def parent_of(pid: int) -> int:
    """Who started a process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return 0


def listening_on(poorten: set[int]) -> dict[int, str]:
    """By port, the address in the kernel's own writing: hexadecimal, the bytes of an IPv4 address reversed."""
    regels = [regel.split() for bron in ("tcp", "tcp6") for regel in _net(bron)]
    luistert = [regel[1].split(":") for regel in regels if regel[3] == "0A"]
    return {int(poort, 16): adres for adres, poort in luistert if int(poort, 16) in poorten}


def _net(bron: str) -> list[str]:
    bestand = Path("/proc/net") / bron
    return bestand.read_text().splitlines()[1:] if bestand.exists() else []


def are_gone(pids: list[int], *, geduld: float = 15) -> bool:
    """Whether none of these processes is left, soon."""
    einde = time.monotonic() + geduld
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > einde:
            return False
        time.sleep(0.1)
    return True


def test_it_serves_says_whom_to_log_in_as_and_stops_with_ctrl_c(
    gestart: Proces, folder: Path, poorten: Poorten
) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{poorten.web}/gezond", timeout=10) as antwoord:
        assert antwoord.status == 200
    tekst = (folder / "uitvoer").read_text(encoding="utf-8")
    assert f"http://localhost:{poorten.web}/" in tekst
    assert "Alleen deze computer kan erbij." in tekst
    for rol in ("balie", "kcc", "invordering", "schuldhulp", "manager", "beheer"):
        assert re.search(rf"│ \w+ \w+ +│ {rol}", tekst), rol
    van_ons = {poorten.web, poorten.simulator, poorten.postvak, poorten.smtp}
    assert listening_on(van_ons) == dict.fromkeys(van_ons, "0100007F")
    kinderen = children_of(gestart)
    assert len(kinderen) == 4
    gestart.send_signal(signal.SIGINT)
    assert gestart.wait(30) == 0
    assert are_gone(kinderen)
    assert poorten.taken() == []
    assert "De demo is gestopt." in (folder / "uitvoer").read_text(encoding="utf-8")


def test_one_that_dies_stops_the_rest_with_a_sentence(gestart: Proces, folder: Path, poorten: Poorten) -> None:
    kinderen = children_of(gestart)
    os.kill(kinderen[0], signal.SIGKILL)
    assert gestart.wait(30) == 1
    assert are_gone(kinderen)
    assert poorten.taken() == []
    assert "simulator is gestopt" in (folder / "uitvoer").read_text(encoding="utf-8")


def test_when_it_is_killed_its_processes_go_too(gestart: Proces) -> None:
    kinderen = children_of(gestart)
    gestart.kill()
    gestart.wait(10)
    assert are_gone(kinderen)


def test_a_second_one_on_the_same_ports_says_so(demo: Demo, tmp_path: Path) -> None:
    tweede = subprocess.run(
        [*PORTAAL, "demo"],
        cwd=tmp_path,
        env=clean_environ() | {"PORT": str(demo.poorten.web)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tweede.returncode == 1
    assert "al in gebruik" in tweede.stderr


def test_production_refuses_it(tmp_path: Path) -> None:
    geweigerd = subprocess.run(
        [*PORTAAL, "demo"],
        cwd=tmp_path,
        env=clean_environ() | {"PORTAAL_OMGEVING": "productie"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert geweigerd.returncode == 1
    assert "De demo start daar niet." in geweigerd.stderr
    assert list(tmp_path.iterdir()) == []
