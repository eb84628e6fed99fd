"""Acting on behalf of an inwoner: begun with how identity was checked, and ended."""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker, Vaststelling
from portaal.core.errors import DomeinFout
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.werkplek.rules import vaststellingen_for


class MagNietNamens(DomeinFout):
    """With these roles one cannot make sure in this way who it is."""


def begin_namens(
    session: Session, door: DoorMedewerker, inwoner_id: int, vaststelling: Vaststelling, now: datetime
) -> str:
    """Record that an employee acts for an inwoner from now on, and how identity was checked.

    Returns the inwoner's name, to show all the while. Raises MagNietNamens and NietGevonden.
    """
    if vaststelling not in vaststellingen_for(door.rollen):
        raise MagNietNamens(vaststelling)
    persoon = get_persoon(session, inwoner_id)
    record(session, door, "werkplek:namens:begonnen", now=now, inwoner_id=inwoner_id, doel=vaststelling.value)
    return persoon.naam


def end_namens(session: Session, door: DoorMedewerker, inwoner_id: int, now: datetime) -> None:
    """Record that an employee no longer acts for an inwoner."""
    record(session, door, "werkplek:namens:beeindigd", now=now, inwoner_id=inwoner_id)
