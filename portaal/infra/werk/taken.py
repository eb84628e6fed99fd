"""Dated tasks: done every so often, each once however many workers there are, and caught up with after a stop."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.infra.database import Database, lock_row
from portaal.infra.kamer import Taak
from portaal.infra.werk.model import Taakuitvoering

log = structlog.get_logger(__name__)
_NOOIT = datetime(1970, 1, 1, tzinfo=UTC)


def run_due(database: Database, taken: Sequence[Taak], now: datetime) -> list[str]:
    """Do every task whose time has come; returns the names of those. A task that fails holds up no other."""
    with database.reading() as session:
        laatst = {rij.taak: rij.laatst_at for rij in session.scalars(select(Taakuitvoering))}
    gedaan = [taak for taak in taken if laatst.get(taak.naam, _NOOIT) + taak.elke <= now]
    for taak in gedaan:
        _run_one(database, taak, now)
    return [taak.naam for taak in gedaan]


def claim(session: Session, taak: str, elke: timedelta, now: datetime) -> bool:
    """Whether it is time to do this again; noted as done in this transaction. Of several workers one gets True."""
    rij = lock_row(session, Taakuitvoering, {"taak": taak}, laatst_at=_NOOIT, fout="")
    if rij.laatst_at + elke > now:
        return False
    rij.laatst_at, rij.fout = now, ""
    return True


def _run_one(database: Database, taak: Taak, now: datetime) -> None:
    def werk(session: Session) -> None:
        if claim(session, taak.naam, taak.elke, now):
            taak.voer_uit(session, now)

    try:
        database.run(werk)
    except Exception as fout:  # a task may fail in any way; the others go on and it comes back next time
        naam = type(fout).__name__
        log.exception("task_failed", taak=taak.naam)
        database.run(lambda session: _note_failure(session, taak, now, naam))


def _note_failure(session: Session, taak: Taak, now: datetime, fout: str) -> None:
    rij = lock_row(session, Taakuitvoering, {"taak": taak.naam}, laatst_at=now, fout=fout)
    rij.laatst_at, rij.fout = now, fout
