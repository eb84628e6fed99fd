"""The worker: handles events, sends messages and does dated tasks, until it is told to stop; more are harmless."""

import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from types import FrameType

import structlog
from sqlalchemy.orm import Session

from portaal.infra.database import DATABASE_WEG, Database, lock_row
from portaal.infra.kamer import Abonnement, Taak
from portaal.infra.werk.gebeurtenissen import handle_events
from portaal.infra.werk.model import Hartslag
from portaal.infra.werk.taken import run_due

log = structlog.get_logger(__name__)
_RUST_ZONDER_DATABASE = 5.0
Ronde = Callable[[Database, datetime], int]


class Werker:
    """Does rounds; `rondes` are further things to do in each, such as sending mail."""

    def __init__(
        self,
        database: Database,
        *,
        abonnementen: Sequence[Abonnement],
        taken: Sequence[Taak],
        rondes: Sequence[Ronde],
        clock: Callable[[], datetime],
    ) -> None:
        """Make a worker that has not started yet."""
        self._database = database
        self._abonnementen = abonnementen
        self._taken = taken
        self._rondes = rondes
        self._clock = clock
        self._stop = threading.Event()

    def run_once(self) -> int:
        """One round; returns how much was done, so that a busy worker does not rest."""
        now = self._clock()
        self._database.run(lambda session: _beat(session, now))
        gedaan = handle_events(self._database, self._abonnementen, now)
        gedaan += sum(ronde(self._database, now) for ronde in self._rondes)
        run_due(self._database, self._taken, now)
        return gedaan

    def run(self, *, rust: float = 1.0) -> None:
        """Go round until SIGTERM or SIGINT; the round under way is finished first.

        A database that is away, or too busy, is waited for: what was to be done stands in it and is done later.
        """
        for sein in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sein, self._on_signal)
        while not self._stop.is_set():
            self._stop.wait(self._go_round(rust))

    def _go_round(self, rust: float) -> float:
        """One round, and how many seconds to rest after it."""
        try:
            return 0 if self.run_once() else rust
        except DATABASE_WEG as fout:
            log.error("database_away", fout=type(fout).__name__)
            return _RUST_ZONDER_DATABASE

    def _on_signal(self, _sein: int, _frame: FrameType | None) -> None:
        self._stop.set()


def _beat(session: Session, now: datetime) -> None:
    lock_row(session, Hartslag, {"proces": "werker"}, gezien_at=now).gezien_at = now
