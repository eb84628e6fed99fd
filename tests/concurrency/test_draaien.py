"""The portal as a gemeente runs it: several workers, and a web server of which a process dies."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from portaal.bericht.service import Mail, send_mail
from portaal.infra.database import Database
from tests.concurrency.servers import Draaiend, run_portaal
from tests.support.postgres import Cluster

MAILS = 40


@pytest.fixture(scope="module")
def url(postgres_cluster: Cluster) -> str:
    """A database of our own, with mail that waits."""
    return postgres_cluster.create("draaien")


@pytest.fixture(scope="module")
def draaiend(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Draaiend, Path]]:
    """One web server and two workers."""
    folder = tmp_path_factory.mktemp("draaien")
    with run_portaal(url, folder, 1, werkers=2) as loopt:
        yield loopt, folder / "servers.log"


def wait_until(klaar: Callable[[], bool], *, geduld: float = 60) -> None:
    """Wait until it is so."""
    einde = time.monotonic() + geduld
    while not klaar():
        assert time.monotonic() < einde, "it did not come about"
        time.sleep(0.1)


def test_two_workers_send_each_mail_once(draaiend: tuple[Draaiend, Path], url: str) -> None:
    loopt, log = draaiend
    database, nu = Database(url), datetime.now(UTC)
    for nummer in range(MAILS):
        mail = Mail(f"jan{nummer}@example.org", "Dag", "Dag Jan", f"proef:{nummer}")
        database.run(lambda session, mail=mail: send_mail(session, mail, nu))  # type: ignore[misc]
    wait_until(lambda: loopt.bus.ontvangen >= MAILS)
    time.sleep(2.5)  # two more rounds: would one go out again, it does so now
    assert loopt.bus.ontvangen == MAILS
    assert "Error" not in log.read_text()
    database.close()


def test_web_server_and_workers_outlive_a_database_that_was_away(
    draaiend: tuple[Draaiend, Path], postgres_cluster: Cluster, url: str
) -> None:
    loopt, _log = draaiend
    ontvangen = loopt.bus.ontvangen
    with postgres_cluster.away("draaien"):
        wait_until(lambda: status_of(loopt.poorten[0]) == 503)
        time.sleep(2.5)  # each worker tried a round
    wait_until(lambda: status_of(loopt.poorten[0]) == 200)
    database = Database(url)
    mail = Mail("jan@example.org", "Dag", "Dag Jan", "proef:daarna")
    database.run(lambda session: send_mail(session, mail, datetime.now(UTC)))
    database.close()
    wait_until(lambda: loopt.bus.ontvangen == ontvangen + 1)


def test_a_web_process_that_dies_is_started_again_and_one_that_keeps_dying_is_given_up(
    draaiend: tuple[Draaiend, Path],
) -> None:
    loopt, log = draaiend
    server, poort = loopt.servers[0], loopt.poorten[0]

    def kill_web() -> int:
        (pid,) = web_processes(server.pid)
        os.kill(pid, signal.SIGKILL)
        return pid

    dood = kill_web()
    wait_until(lambda: web_processes(server.pid) not in ([], [dood]))
    wait_until(lambda: answers(poort))
    assert server.poll() is None
    time.sleep(5.5)  # from then on it counts as one that lives
    for _ in range(2):
        dood = kill_web()
        wait_until(lambda dood=dood: server.poll() is not None or web_processes(server.pid) not in ([], [dood]))  # type: ignore[misc]
    assert server.wait(30) != 0
    assert "crash loop" in log.read_text()


def test_a_web_server_that_is_stopped_while_it_starts_leaves_nothing_running(
    draaiend: tuple[Draaiend, Path],
) -> None:
    server = draaiend[0].start_server()
    wait_until(lambda: web_processes(server.pid) != [])
    kinderen = web_processes(server.pid)
    time.sleep(0.2)  # it is loading the portal now
    server.terminate()
    try:
        assert server.wait(15) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in kinderen)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)


def status_of(poort: int) -> int:
    """What the portal answers there."""
    try:
        with urlopen(f"http://127.0.0.1:{poort}/gezond", timeout=10) as antwoord:
            return int(antwoord.status)
    except HTTPError as fout:
        return fout.code


def answers(poort: int) -> bool:
    """Whether the portal can serve there."""
    try:
        with urlopen(f"http://127.0.0.1:{poort}/gezond", timeout=5) as antwoord:
            return bool(antwoord.status == 200)
    except OSError:
        return False


def web_processes(ouder: int) -> list[int]:
    """The processes that answer requests, of the server with this process id."""
    gevonden = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            van = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if van == ouder and b"resource_tracker" not in (folder / "cmdline").read_bytes():
                gevonden.append(int(folder.name))
        except OSError:  # it ended while we looked
            continue
    return gevonden
