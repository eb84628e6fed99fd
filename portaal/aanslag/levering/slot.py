"""One import at a time; a lock that goes with the process that held it, however that ended."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from portaal.infra.database import Database

_SLEUTEL = 7_209_114_001


class ImportLoopt(Exception):
    """Another import is under way."""


@contextmanager
def import_lock(database: Database) -> Iterator[None]:
    """Hold the lock. Raises ImportLoopt when another process has it."""
    if database.engine.dialect.name == "sqlite":
        with _file_lock(Path(f"{database.engine.url.database}.import")):
            yield
        return
    with database.engine.connect() as verbinding:
        if not verbinding.scalar(text("SELECT pg_try_advisory_lock(:s)"), {"s": _SLEUTEL}):
            raise ImportLoopt
        verbinding.commit()
        try:
            yield
        finally:
            verbinding.execute(text("SELECT pg_advisory_unlock(:s)"), {"s": _SLEUTEL})
            verbinding.commit()


@contextmanager
def _file_lock(bestand: Path) -> Iterator[None]:
    with bestand.open("w") as houvast:
        try:
            fcntl.flock(houvast, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            raise ImportLoopt from fout
        yield
