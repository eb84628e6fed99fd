"""The agenda as the team of schuldhulp sees it, and what each talk led to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.afspraak.kaart import Afspraak, make_kaart
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.logboek.service import record
from portaal.toestemming.begrip import LOPEND, Hulpstatus
from portaal.toestemming.model import Hulpgesprek, Hulpvraag, Toestemming
from portaal.toestemming.service.desk import is_visible, visible
from portaal.toestemming.service.gesprek import planning_of
from portaal.toestemming.service.lezen import beleid_of

_TERUG = timedelta(hours=12)


@dataclass(frozen=True)
class Agendaregel:
    """A talk to come. `hulpvraag_id`: None after the request ended. `is_vrij`: nobody holds it yet, so that

    no name is shown until someone does.
    """

    gesprek: Afspraak
    hulpvraag_id: int | None
    is_vrij: bool


def list_agenda(session: Session, medewerker_id: int, now: datetime) -> list[Agendaregel]:
    """The talks to come of the team.

    Of a request that ended, a talk that the inwoner kept is seen by nobody but the employee who holds it. Where
    nobody does, the team sees that there is a talk, for someone has to be there.
    """
    planning = planning_of(session, now)
    loopt = visible(session, now).with_only_columns(Hulpvraag.id)
    niet_van_ons = Hulpgesprek.hulpvraag_id.in_(_for_other(session, now))
    vrij = Hulpgesprek.medewerker_id.is_(None) & (niet_van_ons.is_not(True))
    van_mij = or_(Hulpgesprek.medewerker_id == medewerker_id, vrij)
    vraag = (
        select(Hulpgesprek)
        .where(Hulpgesprek.status == Status.GEPLAND, Hulpgesprek.einde > now - _TERUG)
        .where(or_(Hulpgesprek.hulpvraag_id.in_(loopt), van_mij))
        .order_by(Hulpgesprek.begin, Hulpgesprek.id)
    )
    rijen = list(session.scalars(vraag))
    lopend = set(session.scalars(loopt.where(Hulpvraag.id.in_([rij.hulpvraag_id for rij in rijen]))))
    return [
        Agendaregel(
            gesprek=make_kaart(rij, planning.beleid, now),
            hulpvraag_id=rij.hulpvraag_id if rij.hulpvraag_id in lopend else None,
            is_vrij=rij.hulpvraag_id not in lopend and rij.medewerker_id is None,
        )
        for rij in rijen
    ]


def _for_other(session: Session, now: datetime) -> Select[int]:
    """Requests that still run on a yes for who received before; they end, and their talks are called off."""
    return (
        select(Hulpvraag.id)
        .join(Toestemming, Toestemming.id == Hulpvraag.toestemming_id)
        .where(Hulpvraag.status.in_(LOPEND), Toestemming.ontvanger != beleid_of(session, now).ontvanger)
    )


def hold_gesprek(session: Session, door: DoorMedewerker, gesprek_id: int, now: datetime) -> None:
    """This employee will hold a talk that stayed after a withdrawal and that nobody held. Raises NietGevonden."""
    rij = get_locked(session, Hulpgesprek, gesprek_id)
    if rij.status is not Status.GEPLAND or rij.medewerker_id is not None:
        raise NietGevonden
    if session.scalar(_for_other(session, now).where(Hulpvraag.id == rij.hulpvraag_id)) is not None:
        raise NietGevonden
    rij.medewerker_id = door.medewerker_id
    record(session, door, "toestemming:gesprek:opgepakt", inwoner_id=rij.inwoner_id, now=now)


def note_gehouden(session: Session, door: DoorMedewerker, gesprek_id: int, now: datetime, *, kwam: bool) -> None:
    """The talk took place, which stops the clock, or nobody came or answered. Raises NietGevonden."""
    rij = get_locked(session, Hulpgesprek, gesprek_id)
    if rij.status is not Status.GEPLAND or today(rij.begin) > today(now):
        raise NietGevonden
    vraag = session.get(Hulpvraag, rij.hulpvraag_id) if rij.hulpvraag_id else None
    loopt = vraag is not None and is_visible(session, vraag.id, now)
    if not loopt and rij.medewerker_id != door.medewerker_id:
        raise NietGevonden
    rij.status, rij.gewijzigd_at = (Status.GEHOLPEN if kwam else Status.GEMIST), now
    if vraag is not None and loopt and kwam:
        vraag.status, vraag.gesproken_at = Hulpstatus.GESPROKEN, vraag.gesproken_at or now
    record(session, door, f"toestemming:gesprek:{rij.status.value}", inwoner_id=rij.inwoner_id, now=now)
