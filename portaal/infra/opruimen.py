"""What is over is forgotten: sessions, drafts and counted tries."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portaal.infra import concept
from portaal.infra.kamer import Taak
from portaal.infra.web import limiet, sessies


def _forget(session: Session, now: datetime) -> None:
    for onderdeel in (concept, limiet, sessies):
        onderdeel.drop_expired(session, now)


TAKEN = (Taak("infra:opruimen", timedelta(hours=1), _forget),)
