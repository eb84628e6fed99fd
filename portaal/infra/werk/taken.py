"""Dated tasks: done every so often, and caught up with after a stop."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.infra.database import Database
from portaal.infra.kamer import Taak
from portaal.infra.werk.model import Taakuitvoering

log = structlog.get_logger(__name__)


def run_due(database: Database, taken: Sequence[Taak], now: datetime) -> list[str]:
    """Do every task whose time has come; returns their names. A task that fails holds up no other."""
    with database.reading() as session:
        laatst = {rij.taak: rij.laatst_at for rij in session.scalars(select(Taakuitvoering))}
    gedaan = [taak for taak in taken if taak.naam not in laatst or laatst[taak.naam] + taak.elke <= now]
    for taak in gedaan:
        _run_one(database, taak, now)
    return [taak.naam for taak in gedaan]


def _run_one(database: Database, taak: Taak, now: datetime) -> None:
    def werk(session: Session) -> None:
        taak.voer_uit(session, now)
        _note(session, taak, now, "")

    try:
        database.run(werk)
    except Exception as fout:  # a task may fail in any way; the others go on and it comes back next time
        naam = type(fout).__name__
        log.exception("task_failed", taak=taak.naam)
        database.run(lambda session: _note(session, taak, now, naam))


def _note(session: Session, taak: Taak, now: datetime, fout: str) -> None:
    rij = session.get(Taakuitvoering, taak.naam, with_for_update=True)
    if rij is None:
        session.add(Taakuitvoering(taak=taak.naam, laatst_at=now, fout=fout))
    else:
        rij.laatst_at, rij.fout = now, fout
