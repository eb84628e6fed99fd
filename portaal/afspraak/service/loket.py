"""What the balie and the phone team note: arrived, helped, missed."""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.afspraak import boeking
from portaal.afspraak.begrip import KanNiet, Status
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.rules.mag import is_outcome_early, may_become
from portaal.afspraak.service.gevolgen import tell
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.service.niet_bereikt import drop_voorstellen
from portaal.core.door import DoorMedewerker
from portaal.core.events.afspraak import AfspraakAangekomen, AfspraakAfgerond


def note_status(
    session: Session, door: DoorMedewerker, afspraak_id: int, status: Status, now: datetime
) -> Afspraak:
    """Note that someone arrived, was helped or did not come; back to planned undoes a slip. Raises KanNiet.

    The place stays theirs: its time is running or over.
    """
    rij = boeking.lock_afspraak(make_planning(session, now), afspraak_id)
    if not may_become(rij.status, status) or is_outcome_early(status, rij.begin, now):
        raise KanNiet
    rij.status, rij.gewijzigd_at = status, now
    drop_voorstellen(session, rij, now)
    if status is Status.AANGEKOMEN:
        tell(session, door, rij, None, AfspraakAangekomen(rij.id), now=now)
    else:
        tell(session, door, rij, None, AfspraakAfgerond(rij.id, status.value), now=now)
    return make_kaarten(session, [rij], now)[0]
