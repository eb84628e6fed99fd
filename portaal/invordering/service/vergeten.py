"""Retention: holds, meldingen and costs to take back of a person go."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.invordering.model import BlokkadeRij, Kostenteruggave, Melding, Pakketwijziging


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Remove what invordering holds on this person's aanslagen."""
    aanslagen = select(AanslagRij.id).where(AanslagRij.inwoner_id == gebeurtenis.inwoner_id)
    for soort in (Melding, Kostenteruggave, Pakketwijziging, BlokkadeRij):
        session.execute(delete(soort).where(soort.aanslag_id.in_(aanslagen)))
