"""Retention: what regeling holds of a person goes, from the plan down to the request."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.bericht.model import Bericht
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.regeling.model import (
    Papierbrief,
    Regeling,
    RegelingAanslag,
    Regelingstermijn,
    Verzoek,
    VerzoekAanslag,
)


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Remove the plans and requests of this person, and that letters were to be printed."""
    wie = gebeurtenis.inwoner_id
    brieven = select(Bericht.id).where(Bericht.inwoner_id == wie)
    regelingen = select(Regeling.id).where(Regeling.inwoner_id == wie)
    verzoeken = select(Verzoek.id).where(Verzoek.inwoner_id == wie)
    session.execute(delete(Papierbrief).where(Papierbrief.bericht_id.in_(brieven)))
    for deel in (Regelingstermijn, RegelingAanslag):
        session.execute(delete(deel).where(deel.regeling_id.in_(regelingen)))
    session.execute(delete(Regeling).where(Regeling.inwoner_id == wie))
    session.execute(delete(VerzoekAanslag).where(VerzoekAanslag.verzoek_id.in_(verzoeken)))
    session.execute(delete(Verzoek).where(Verzoek.inwoner_id == wie))
