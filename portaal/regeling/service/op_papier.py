"""A mail that did not arrive: the letter that it told of goes by post (Wmebv, Awb 2:11)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.bericht.model import Bericht
from portaal.core.events.bericht import BerichtMislukt
from portaal.regeling.model import Papierbrief

_WAARVOOR = "bericht"


def send_on_paper(session: Session, gebeurtenis: BerichtMislukt, now: datetime) -> None:
    """Put the letter in the batch of the mail room, once, whatever the inwoner chose."""
    waarvoor, _, nummer = gebeurtenis.sleutel.partition(":")
    if waarvoor != _WAARVOOR or not nummer.isdecimal():
        return
    bericht = session.get(Bericht, int(nummer))
    if bericht is None or not bericht.brief_html or session.get(Papierbrief, bericht.id) is not None:
        return
    session.add(Papierbrief(bericht_id=bericht.id, created_at=now))
    session.flush()
