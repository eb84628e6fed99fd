"""Events are stored with the change that they tell of, and handled later, by each subscriber once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.core.events import Gebeurtenis, read_gebeurtenis
from portaal.infra.database import Database, lock_row
from portaal.infra.kamer import Abonnement
from portaal.infra.werk.model import Afhandeling, GebeurtenisRij

log = structlog.get_logger(__name__)

MEESTE_POGINGEN = 8
_PER_KEER = 100


def announce(session: Session, gebeurtenis: Gebeurtenis, now: datetime) -> None:
    """Store the event in this transaction; subscribers hear of it once the transaction stands."""
    session.add(GebeurtenisRij(naam=gebeurtenis.NAAM, velden=gebeurtenis.fields(), created_at=now))


def handle_events(database: Database, abonnementen: Sequence[Abonnement], now: datetime) -> int:
    """Bring open events to their subscribers, oldest first. Returns how many deliveries succeeded.

    A failing subscriber holds up nobody else: it is tried again with growing pauses and given up after
    MEESTE_POGINGEN, with the fault in the row and in the log.
    """
    with database.reading() as session:
        open_ids = list(
            session.scalars(
                select(GebeurtenisRij.id)
                .where(GebeurtenisRij.verwerkt_at.is_(None))
                .order_by(GebeurtenisRij.id)
                .limit(_PER_KEER)
            )
        )
    return sum(_handle_one(database, abonnementen, rij_id, now) for rij_id in open_ids)


def _handle_one(database: Database, abonnementen: Sequence[Abonnement], rij_id: int, now: datetime) -> int:
    with database.reading() as session:
        rij = session.get_one(GebeurtenisRij, rij_id)
        gedaan = {a.abonnee: a for a in session.scalars(select(Afhandeling).filter_by(gebeurtenis_id=rij_id))}
    betrokken = [a for a in abonnementen if rij.naam == a.gebeurtenis.NAAM]
    gelukt = 0
    for abonnement in betrokken:
        eerder = gedaan.get(abonnement.naam)
        if eerder is None or _is_due(eerder, now):
            gelukt += _deliver(database, abonnement, rij, now)
    _close_when_done(database, rij_id, [a.naam for a in betrokken], now)
    return gelukt


def _is_due(afhandeling: Afhandeling, now: datetime) -> bool:
    if afhandeling.klaar_at or afhandeling.pogingen >= MEESTE_POGINGEN:
        return False
    return afhandeling.volgende_at is None or afhandeling.volgende_at <= now


def _deliver(database: Database, abonnement: Abonnement, rij: GebeurtenisRij, now: datetime) -> int:
    def werk(session: Session) -> None:
        afhandeling = _lock(session, rij.id, abonnement.naam)
        if afhandeling.klaar_at:
            return
        abonnement.handler(session, read_gebeurtenis(rij.naam, rij.velden), now)
        afhandeling.klaar_at = now

    try:
        database.run(werk)
    except Exception as fout:  # a subscriber may fail in any way; the event waits, the others go on
        soort = type(fout).__name__
        log.exception("event_failed", abonnee=abonnement.naam, gebeurtenis=rij.naam, rij=rij.id)
        database.run(lambda session: _note_failure(session, rij.id, abonnement.naam, soort, now))
        return 0
    return 1


def _lock(session: Session, rij_id: int, abonnee: str) -> Afhandeling:
    return lock_row(session, Afhandeling, {"gebeurtenis_id": rij_id, "abonnee": abonnee}, pogingen=0)


def _note_failure(session: Session, rij_id: int, abonnee: str, fout: str, now: datetime) -> None:
    afhandeling = _lock(session, rij_id, abonnee)
    afhandeling.pogingen += 1
    afhandeling.fout = fout
    afhandeling.volgende_at = now + timedelta(seconds=2**afhandeling.pogingen)


def _close_when_done(database: Database, rij_id: int, namen: list[str], now: datetime) -> None:
    def werk(session: Session) -> None:
        rijen = session.scalars(select(Afhandeling).filter_by(gebeurtenis_id=rij_id))
        klaar = {a.abonnee for a in rijen if a.klaar_at or a.pogingen >= MEESTE_POGINGEN}
        if klaar.issuperset(namen):
            session.get_one(GebeurtenisRij, rij_id).verwerkt_at = now

    database.run(werk)
