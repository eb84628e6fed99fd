"""The processes of the demo start together and stop together."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portaal.demo.processen import KindGestopt, Opdracht, Processen, Stopsein, TeTraag, wait_until_up
from tests.support.poort import free_port

SLAAPT = ("-c", "import time; time.sleep(60)")
# Says that it is deaf before it is asked to stop, so that the test cannot be too early.
DOOF = (
    "-c",
    "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "pathlib.Path('doof').touch(); time.sleep(60)",
)


@pytest.fixture
def processen(tmp_path: Path) -> Iterator[Processen]:
    """A group that is stopped whatever the test does."""
    groep = Processen(os.environ, tmp_path / "logs")
    yield groep
    groep.stop(geduld=0.2)


@pytest.fixture
def signalen() -> Iterator[None]:
    """Signal handlers are put back."""
    oud = {sein: signal.getsignal(sein) for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for sein, handler in oud.items():
        signal.signal(sein, handler)


def _pids(processen: Processen) -> list[int]:
    return [kind.pid for _, kind in processen._kinderen]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_stop_when_asked(processen: Processen) -> None:
    processen.start([Opdracht("een", SLAAPT), Opdracht("twee", SLAAPT)])
    processen.check()
    pids = _pids(processen)
    processen.stop()
    assert not any(_is_alive(pid) for pid in pids)


def test_one_that_ends_by_itself_is_named_with_its_last_words(processen: Processen) -> None:
    processen.start([Opdracht("werker", ("-c", "raise SystemExit('de database is weg')"))])
    _wait_for_end(processen)
    with pytest.raises(KindGestopt, match=r"werker is gestopt \(code 1\)\.\nde database is weg"):
        processen.check()


def _wait_for_end(processen: Processen) -> None:
    for _, kind in processen._kinderen:
        kind.wait(20)


def test_one_that_does_not_listen_is_killed(
    processen: Processen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    processen.start([Opdracht("doof", DOOF)])
    gehoord = threading.Event()
    while not (tmp_path / "doof").exists():
        gehoord.wait(0.05)
    pids = _pids(processen)
    processen.stop(geduld=0.2)
    assert not any(_is_alive(pid) for pid in pids)


def test_an_address_that_never_answers_is_not_waited_for_without_end() -> None:
    with pytest.raises(TeTraag):
        wait_until_up([f"http://localhost:{free_port()}/gezond"], lambda: None, geduld=0.1)


def test_waiting_ends_when_a_process_died() -> None:
    def check() -> None:
        raise KindGestopt("werker")

    with pytest.raises(KindGestopt):
        wait_until_up([f"http://localhost:{free_port()}/gezond"], check)


@pytest.mark.usefixtures("signalen")
@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_the_waiting(sein: signal.Signals) -> None:
    stop = Stopsein()
    threading.Timer(0.1, os.kill, (os.getpid(), sein)).start()
    stop.wait(lambda: None, elke=0.05)
    assert stop.is_gegeven
