"""What becomes of a request and of its talk when a yes ends, and when a new one is given."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.toestemming.begrip import Hulpstatus, Wie
from portaal.toestemming.model import Hulpgesprek, Hulpvraag
from portaal.toestemming.service.lezen import running_hulpvraag


def stop_hulpvraag(session: Session, wie: Wie, now: datetime) -> None:
    """Stop what schuldhulp is at. A planned talk stays: the inwoner is asked about it apart."""
    vraag = running_hulpvraag(session, wie, lock=True)
    if vraag is not None:
        vraag.status, vraag.beeindigd_at, vraag.niet_gemeld_at = Hulpstatus.GESTOPT, now, None
        session.flush()


def take_talk_along(session: Session, vraag: Hulpvraag, now: datetime) -> None:
    """A talk that still stands from before goes with the new request, so that it is no longer asked about."""
    eerder = select(Hulpvraag.id).where(
        Hulpvraag.bezoeker == vraag.bezoeker if vraag.bezoeker else Hulpvraag.inwoner_id == vraag.inwoner_id
    )
    van_wie: ColumnElement[bool] = Hulpgesprek.hulpvraag_id.in_(eerder)
    if vraag.inwoner_id is not None:
        van_wie = or_(van_wie, Hulpgesprek.inwoner_id == vraag.inwoner_id)
    session.execute(
        update(Hulpgesprek)
        .where(van_wie, Hulpgesprek.status == Status.GEPLAND, Hulpgesprek.einde > now)
        .values(hulpvraag_id=vraag.id, blijft_at=None)
        .execution_options(synchronize_session="fetch")
    )
