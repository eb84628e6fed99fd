"""A yes that is taken back by phone."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.toestemming.begrip import LOPEND, Toestemmingskanaal
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.service.desk import lock_hulpvraag
from portaal.toestemming.service.geven import withdraw

_TELEFOON = Toestemmingskanaal.TELEFOON


def withdraw_by_contact(session: Session, door: DoorMedewerker, telefoon: str, email: str, now: datetime) -> None:
    """Take back every yes given without login with this number or address; tells not whether there was one.

    Who logged in to say yes is helped as that inwoner, once it is clear who calls.
    """
    zo = []
    if telefoon:
        zo.append(Hulpvraag.telefoon == telefoon)
    if email:
        zo.append(Hulpvraag.email == email)
    vraag = select(Hulpvraag.bezoeker).where(Hulpvraag.bezoeker.is_not(None), Hulpvraag.status.in_(LOPEND))
    for bezoeker in session.scalars(vraag.where(or_(*zo))).all():
        withdraw(session, door, bezoeker or "", now, kanaal=_TELEFOON)


def withdraw_at_desk(session: Session, door: DoorMedewerker, nummer: int, now: datetime) -> None:
    """Who has them on the phone takes the yes back for them. Raises like `lock_hulpvraag`."""
    vraag = lock_hulpvraag(session, nummer, now)
    wie = session.get_one(Toestemming, vraag.toestemming_id).wie
    withdraw(session, door, wie, now, kanaal=_TELEFOON)
