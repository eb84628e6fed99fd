"""Retention (AVG 5(1)(e)): an inwoner of whom nothing has a purpose any more is removed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from pydantic import Field
from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import (
    AanslagregelRij,
    AanslagRij,
    AanslagstandRij,
    BetalingRij,
    VerzendingRij,
    is_huidige_stand,
)
from portaal.beleid.gemeente import Beleid
from portaal.beleid.service import holding
from portaal.bericht.bewaren import wipe_sent
from portaal.core.delen import in_parts
from portaal.core.door import DoorSysteem
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.kalender import add_maanden
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.werk.model import Taakuitvoering
from portaal.infra.werk.taken import claim
from portaal.inwoner.model import Inwoner, Levering, Leveringstatus
from portaal.inwoner.vergeten import LEEG, forget_inwoner
from portaal.logboek.service import read_logboek_of, record

SOORT = "bewaren"
_TAAK = "aanslag:bewaren"
_ELKE = timedelta(days=1)
_DOOR = DoorSysteem(_TAAK)
_PER_KEER = 50


class Bewaarbeleid(Beleid):
    """How long the gemeente keeps what it knows of an inwoner.

    The law gives no such periods for this portal and those of the selectielijst were not verified (domein §7):
    each value is gemeentelijk beleid.
    """

    aanslag_jaren: int = Field(7, ge=1, le=30, description="Years after dagtekening and the last payment")
    zonder_aanslag_dagen: int = Field(365, ge=30, le=3650, description="Days for who has no aanslag here")
    laatste_contact_dagen: int = Field(365, ge=30, le=3650, description="Days after the last act in the logboek")
    verzonden_dagen: int = Field(90, ge=30, le=3650, description="Days for what was mailed or sent by SMS")


def remove_purposeless(database: Database, now: datetime) -> int:
    """Once a day: remove whom nothing is held of with a purpose, and what long went out. Returns how many persons.

    A round and no task, for looking through everybody takes time, and a task would hold the write lock meanwhile.
    """
    if not _is_time(database, now) or not database.run(lambda session: claim(session, _TAAK, _ELKE, now)):
        return 0
    with database.reading() as session:
        wie = list_purposeless(session, now)
        verzonden = holding(session, SOORT, Bewaarbeleid, today(now)).verzonden_dagen
    for deel in in_parts(wie, _PER_KEER):
        database.run(partial(_remove, wie=deel, now=now))
    wipe_sent(database, now - timedelta(days=verzonden))
    return len(wie)


def _is_time(database: Database, now: datetime) -> bool:
    """A look without a lock, in each round. Not while a delivery comes in: it may name someone just now."""
    with database.reading() as session:
        laatst = session.get(Taakuitvoering, _TAAK)
        if laatst is not None and laatst.laatst_at + _ELKE > now:
            return False
        return session.scalar(select(Levering.id).filter_by(status=Leveringstatus.BEZIG)) is None


def list_purposeless(session: Session, now: datetime) -> list[int]:
    """Who may be removed: each aanslag settled and long over, and long nothing done with or by them."""
    beleid = holding(session, SOORT, Bewaarbeleid, today(now))
    stil_sinds = now - timedelta(days=beleid.laatste_contact_dagen)
    return [i for i in session.scalars(_candidates(beleid, now)) if _is_quiet(session, i, stil_sinds)]


def forget_aanslagen(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Remove all that was known of the aanslagen of who was removed; their numbers stay, see forget_inwoner."""
    aanslagen = select(AanslagRij.id).where(AanslagRij.inwoner_id == gebeurtenis.inwoner_id)
    standen = select(AanslagstandRij.id).where(AanslagstandRij.aanslag_id.in_(aanslagen))
    for soort in (AanslagregelRij, BetalingRij, VerzendingRij):
        session.execute(delete(soort).where(soort.stand_id.in_(standen)))
    session.execute(delete(AanslagstandRij).where(AanslagstandRij.aanslag_id.in_(aanslagen)))


def _candidates(beleid: Bewaarbeleid, now: datetime) -> Select[int]:
    grens = add_maanden(today(now), -12 * beleid.aanslag_jaren)
    stand = AanslagstandRij
    later_betaald = exists().where(BetalingRij.stand_id == stand.id, BetalingRij.datum >= grens)
    staat_open = ~stand.vernietigd & (stand.totaalbedrag + stand.kosten - stand.betaald > 0)
    heeft_doel = (
        exists()
        .where(AanslagRij.inwoner_id == Inwoner.id, stand.aanslag_id == AanslagRij.id)
        .where(is_huidige_stand(), staat_open | (stand.dagtekening >= grens) | later_betaald)
    )
    return (
        select(Inwoner.id)
        .where(Inwoner.bsn_versleuteld != LEEG, ~heeft_doel)
        .where(Inwoner.created_at < now - timedelta(days=beleid.zonder_aanslag_dagen))
        .order_by(Inwoner.id)
    )


def _is_quiet(session: Session, inwoner_id: int, sinds: datetime) -> bool:
    """Whether the logboek knows of nothing since: it has every request, talk, consent and login of every room."""
    laatste = read_logboek_of(session, inwoner_id, 1).items
    return not laatste or laatste[0].at < sinds


def _remove(session: Session, *, wie: Sequence[int], now: datetime) -> None:
    for inwoner_id in wie:
        forget_inwoner(session, inwoner_id, now)
        record(session, _DOOR, "inwoner:inwoner:verwijderd", now=now, object_ref=f"inwoner {inwoner_id}")
