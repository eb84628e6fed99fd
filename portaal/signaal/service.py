"""The door to signals, contact moments and referrals."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.errors import DomeinFout, NietGevonden
from portaal.core.tijd import today
from portaal.infra.paging import Pagina, paginate
from portaal.inwoner.model import Inwoner
from portaal.logboek.service import record
from portaal.signaal.model import Contactkanaal, Contactmoment, Doorverwijzing, Signaal, Signaalsoort, Verwijzing


class OpvolgdatumVoorbij(DomeinFout):
    """A signal must be looked at again on a day that is still to come."""


@dataclass(frozen=True)
class Contacten:
    """What staff noted about a person, newest first."""

    signalen: list[Signaal]
    momenten: list[Contactmoment]
    verwijzingen: list[Verwijzing]

    @property
    def laatste(self) -> Contactmoment | None:
        """The last time that there really was contact."""
        return next((moment for moment in self.momenten if moment.gelukt), None)


def note_signaal(
    session: Session, door: DoorMedewerker, inwoner_id: int, soort: Signaalsoort, opvolgen_op: date, now: datetime
) -> None:
    """Record a signal. Raises OpvolgdatumVoorbij and NietGevonden."""
    if opvolgen_op < today(now):
        raise OpvolgdatumVoorbij
    _check(session, inwoner_id)
    session.add(
        Signaal(
            inwoner_id=inwoner_id,
            soort=soort,
            opvolgen_op=opvolgen_op,
            medewerker_id=door.medewerker_id,
            created_at=now,
        )
    )
    record(session, door, "signaal:signaal:genoteerd", inwoner_id=inwoner_id, now=now)


def note_contact(
    session: Session, door: DoorMedewerker, inwoner_id: int, kanaal: Contactkanaal, now: datetime, *, gelukt: bool
) -> None:
    """Record that there was contact, or a try. Raises NietGevonden."""
    _check(session, inwoner_id)
    session.add(
        Contactmoment(
            inwoner_id=inwoner_id, kanaal=kanaal, gelukt=gelukt, medewerker_id=door.medewerker_id, created_at=now
        )
    )
    record(session, door, "signaal:contact:genoteerd", inwoner_id=inwoner_id, now=now)


def note_verwijzing(
    session: Session, door: DoorMedewerker, inwoner_id: int, naar: Doorverwijzing, now: datetime
) -> None:
    """Record where someone was shown the way to. Raises NietGevonden."""
    _check(session, inwoner_id)
    session.add(Verwijzing(inwoner_id=inwoner_id, naar=naar, medewerker_id=door.medewerker_id, created_at=now))
    record(session, door, "signaal:verwijzing:genoteerd", inwoner_id=inwoner_id, now=now)


def finish_signaal(session: Session, door: DoorMedewerker, signaal_id: int, now: datetime) -> None:
    """The signal has been looked at; done twice is done once. Raises NietGevonden."""
    signaal = session.get(Signaal, signaal_id, with_for_update=True)
    if signaal is None:
        raise NietGevonden
    if signaal.gedaan_at is None:
        signaal.gedaan_at = now
        record(session, door, "signaal:signaal:gedaan", inwoner_id=signaal.inwoner_id, now=now)


def contacten_of(session: Session, inwoner_id: int) -> Contacten:
    """What was noted about a person: at most 20 of each, newest first."""

    def newest(soort: type[Signaal] | type[Contactmoment] | type[Verwijzing]) -> list[object]:
        vraag = (
            select(soort).where(soort.inwoner_id == inwoner_id).order_by(soort.created_at.desc(), soort.id.desc())
        )
        return list(session.scalars(vraag.limit(20)))

    return Contacten(newest(Signaal), newest(Contactmoment), newest(Verwijzing))  # type: ignore[arg-type]


def list_open(session: Session, nummer: int) -> Pagina[Signaal]:
    """Signals that still wait, those past their day on top."""
    vraag = select(Signaal).where(Signaal.gedaan_at.is_(None)).order_by(Signaal.opvolgen_op, Signaal.id)
    return paginate(session, vraag, nummer)


def count_due(session: Session, now: datetime) -> int:
    """How many signals are due today or earlier."""
    te_doen = select(func.count()).where(Signaal.gedaan_at.is_(None), Signaal.opvolgen_op <= today(now))
    return session.scalar(te_doen) or 0


def _check(session: Session, inwoner_id: int) -> None:
    if session.get(Inwoner, inwoner_id) is None:
        raise NietGevonden
