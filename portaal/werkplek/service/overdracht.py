"""Passing a conversation on in the same talk, without a reason and without a trace for who passed it on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.inwoner.service import get_persoon, names_of
from portaal.logboek.service import record
from portaal.werkplek.model import Overdracht

_DUURT = timedelta(hours=12)


@dataclass(frozen=True)
class OverTeNemen:
    """Someone who waits in a call or at the desk for a colleague to go on."""

    id: int
    naam: str
    sinds: datetime


def pass_on(session: Session, door: DoorMedewerker, inwoner_id: int, now: datetime) -> None:
    """Let balie and KCC see that this person waits. Twice is once. Raises NietGevonden."""
    get_persoon(session, inwoner_id)
    try:
        with session.begin_nested():
            session.add(Overdracht(inwoner_id=inwoner_id, created_at=now))
    except IntegrityError:
        return
    record(session, door, "werkplek:gesprek:doorgegeven", now=now, inwoner_id=inwoner_id)


def list_overdrachten(session: Session) -> list[OverTeNemen]:
    """Who waits, the longest first. Two queries; there are never many, for each is a talk of this moment."""
    rijen = list(session.scalars(select(Overdracht).order_by(Overdracht.created_at, Overdracht.id).limit(50)))
    namen = names_of(session, {rij.inwoner_id for rij in rijen})
    return [OverTeNemen(rij.id, namen.get(rij.inwoner_id, ""), rij.created_at) for rij in rijen]


def count_overdrachten(session: Session, _now: datetime) -> int:
    """How many people wait for a colleague to go on."""
    return session.scalar(select(func.count(Overdracht.id))) or 0


def take_over(session: Session, door: DoorMedewerker, overdracht_id: int, now: datetime) -> int:
    """Go on with this person; that they were passed on is forgotten. Returns who it is. Raises NietGevonden."""
    inwoner_id: int | None = session.scalar(
        delete(Overdracht).where(Overdracht.id == overdracht_id).returning(Overdracht.inwoner_id)
    )
    if inwoner_id is None:
        raise NietGevonden
    record(session, door, "werkplek:gesprek:overgenomen", now=now, inwoner_id=inwoner_id)
    return inwoner_id


def drop_old(session: Session, now: datetime) -> None:
    """A conversation that nobody went on with is over."""
    session.execute(delete(Overdracht).where(Overdracht.created_at < now - _DUURT))
