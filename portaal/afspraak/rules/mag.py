"""Until when people change their appointment themselves, and what is sent or forgotten when."""

from datetime import datetime, timedelta

from portaal.afspraak.begrip import AlVoorbij, Status, TeLaat
from portaal.afspraak.beleid import Afsprakenbeleid


def changeable_until(beleid: Afsprakenbeleid, begin: datetime) -> datetime:
    """The last instant at which the inwoner moves or cancels without calling us."""
    return begin - timedelta(minutes=beleid.wijzigen_tot_minuten)


def check_changeable(
    beleid: Afsprakenbeleid, status: Status, begin: datetime, now: datetime, *, is_medewerker: bool
) -> None:
    """Pass when the appointment may be changed. Raises AlVoorbij or TeLaat.

    Employees change it up to the end; the moment for others is policy of the gemeente.
    """
    if not status.is_open:
        raise AlVoorbij
    if is_medewerker:
        return
    if begin <= now:
        raise AlVoorbij
    if now > changeable_until(beleid, begin):
        raise TeLaat


def reminder_due(beleid: Afsprakenbeleid, begin: datetime, created_at: datetime, now: datetime) -> bool:
    """Whether it is time to remind: within the last hours, and not of what was booked that late anyway."""
    vanaf = begin - timedelta(hours=beleid.herinnering_uren)
    return vanaf <= now < begin and created_at < vanaf
