"""The processes of the demo: started together, watched, and stopped together."""

import ctypes
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

_PR_SET_PDEATHSIG = 1
_STAART = 15


class KindGestopt(RuntimeError):
    """A process of the demo ended by itself; the message says which and shows its last words."""


class TeTraag(RuntimeError):
    """An address did not answer in time."""


@dataclass(frozen=True)
class Opdracht:
    """A process to start: its Dutch name, and what Python runs."""

    naam: str
    argumenten: tuple[str, ...]


@dataclass
class Processen:
    """A group of child processes. Their output goes to a file each in `logmap`."""

    omgeving: Mapping[str, str]
    logmap: Path
    _kinderen: list[tuple[str, subprocess.Popen[bytes]]] = field(default_factory=list)

    def start(self, opdrachten: Sequence[Opdracht]) -> None:
        """Start them all."""
        self.logmap.mkdir(parents=True, exist_ok=True)
        for opdracht in opdrachten:
            with self.log_of(opdracht.naam).open("wb") as log:
                kind = subprocess.Popen(  # noqa: S603 - our own Python with our own arguments
                    [sys.executable, *opdracht.argumenten],
                    env=dict(self.omgeving),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    # A group of its own: Ctrl-C in the terminal reaches this process only, which stops the rest.
                    start_new_session=True,
                    preexec_fn=_die_with_parent,  # noqa: PLW1509 - before any thread was started
                )
            self._kinderen.append((opdracht.naam, kind))

    def log_of(self, naam: str) -> Path:
        """Where the output of a process is."""
        return self.logmap / f"{naam}.log"

    def check(self) -> None:
        """Raises KindGestopt when one of them has ended."""
        for naam, kind in self._kinderen:
            code = kind.poll()
            if code is not None:
                raise KindGestopt(f"{naam} is gestopt (code {code}).\n{self._last_words(naam)}".rstrip())

    def stop(self, *, geduld: float = 10.0) -> None:
        """Ask all to stop, in the reverse order; who does not within `geduld` seconds is killed."""
        for _, kind in reversed(self._kinderen):
            if kind.poll() is None:
                kind.terminate()
        einde = time.monotonic() + geduld
        for _, kind in self._kinderen:
            try:
                kind.wait(max(0.1, einde - time.monotonic()))
            except subprocess.TimeoutExpired:
                kind.kill()
                kind.wait()
        self._kinderen.clear()

    def _last_words(self, naam: str) -> str:
        regels = self.log_of(naam).read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(regels[-_STAART:])


def wait_until_up(adressen: Sequence[str], check: Callable[[], None], *, geduld: float = 300.0) -> None:
    """Wait until every address answers 200, at most `geduld` seconds for all together.

    Raises TeTraag, and whatever `check` raises meanwhile: one that ends is heard of at once, so the long wait
    is only for a slow computer.
    """
    einde = time.monotonic() + geduld
    for adres in adressen:
        while not _is_up(adres):
            check()
            if time.monotonic() > einde:
                raise TeTraag(f"{adres} antwoordt niet.")
            time.sleep(0.2)


def _is_up(adres: str) -> bool:
    try:
        with urllib.request.urlopen(adres, timeout=5) as antwoord:  # noqa: S310 - an address of our own
            return bool(antwoord.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class Stopsein:
    """Set by Ctrl-C and SIGTERM."""

    def __init__(self) -> None:
        """Listen from now on."""
        self._gegeven = threading.Event()
        for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sein, self._on_signal)

    def _on_signal(self, _sein: int, _frame: FrameType | None) -> None:
        self._gegeven.set()

    @property
    def is_gegeven(self) -> bool:
        """Whether one was asked to stop."""
        return self._gegeven.is_set()

    def wait(self, check: Callable[[], None], *, elke: float = 0.5) -> None:
        """Wait for the signal. Whatever `check`, called `elke` seconds, raises ends the waiting."""
        while not self._gegeven.wait(elke):
            check()


def _die_with_parent() -> None:
    # When the demo itself is killed, its children must not linger on their ports (Linux only).
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
