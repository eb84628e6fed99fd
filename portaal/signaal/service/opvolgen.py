"""Following up: another day, an outcome, and in the end forgetting."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.logboek.service import record
from portaal.signaal.begrip import Signaaluitkomst, Verwijsuitkomst
from portaal.signaal.model import Contactmoment, Signaal, Verwijzing
from portaal.signaal.rules import check_opvolgen
from portaal.signaal.service.noteren import signaalbeleid

T = TypeVar("T", Signaal, Verwijzing)


def finish_signaal(
    session: Session, door: DoorMedewerker, signaal_id: int, uitkomst: Signaaluitkomst, now: datetime
) -> None:
    """The signal has been followed up. Raises NietGevonden, and InmiddelsGewijzigd when a colleague did it."""
    signaal = _lock_open(session, Signaal, signaal_id)
    signaal.uitkomst, signaal.gedaan_at = uitkomst, now
    _record(session, door, "signaal:signaal:gedaan", signaal, now)


def move_signaal(session: Session, door: DoorMedewerker, signaal_id: int, dag: date, now: datetime) -> None:
    """Look at the signal on another day.

    Raises OpvolgdatumVoorbij, OpvolgdatumTeVer, NietGevonden and InmiddelsGewijzigd.
    """
    check_opvolgen(dag, today(now), signaalbeleid(session, now).hoogstens_dagen)
    signaal = _lock_open(session, Signaal, signaal_id)
    signaal.opvolgen_op = dag
    _record(session, door, "signaal:signaal:verzet", signaal, now)


def finish_verwijzing(
    session: Session, door: DoorMedewerker, verwijzing_id: int, uitkomst: Verwijsuitkomst, now: datetime
) -> None:
    """It is known how the referral went. Raises NietGevonden and InmiddelsGewijzigd."""
    verwijzing = _lock_open(session, Verwijzing, verwijzing_id)
    verwijzing.uitkomst, verwijzing.gedaan_at = uitkomst, now
    _record(session, door, "signaal:verwijzing:gedaan", verwijzing, now)


def move_verwijzing(session: Session, door: DoorMedewerker, verwijzing_id: int, dag: date, now: datetime) -> None:
    """Ask on another day how the referral went.

    Raises OpvolgdatumVoorbij, OpvolgdatumTeVer, NietGevonden and InmiddelsGewijzigd.
    """
    check_opvolgen(dag, today(now), signaalbeleid(session, now).hoogstens_dagen)
    verwijzing = _lock_open(session, Verwijzing, verwijzing_id)
    verwijzing.opvolgen_op = dag
    _record(session, door, "signaal:verwijzing:verzet", verwijzing, now)


def drop_old(session: Session, now: datetime) -> None:
    """Remove what was finished longer ago than the gemeente keeps it."""
    grens = now - timedelta(days=signaalbeleid(session, now).bewaar_dagen)
    session.execute(delete(Signaal).where(Signaal.gedaan_at < grens))
    session.execute(delete(Verwijzing).where(Verwijzing.gedaan_at < grens))
    session.execute(delete(Contactmoment).where(Contactmoment.created_at < grens))


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Remove all that was noted about an inwoner whom retention removes."""
    for soort in (Signaal, Verwijzing, Contactmoment):
        session.execute(delete(soort).where(soort.inwoner_id == gebeurtenis.inwoner_id))


def _lock_open(session: Session, soort: type[T], rij_id: int) -> T:
    rij = get_locked(session, soort, rij_id)
    if rij.gedaan_at is not None:
        raise InmiddelsGewijzigd
    return rij


def _record(
    session: Session, door: DoorMedewerker, handeling: str, rij: Signaal | Verwijzing, now: datetime
) -> None:
    ref = f"{rij.__tablename__}:{rij.id}"
    record(session, door, handeling, now=now, inwoner_id=rij.inwoner_id, object_ref=ref)
