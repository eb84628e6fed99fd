"""Who may book what, until when people change it themselves, and when they are reminded."""

from datetime import datetime, timedelta

from portaal.afspraak.begrip import AlVoorbij, Status, TeLaat, Wie
from portaal.afspraak.beleid import Afsprakenbeleid, Onderwerp


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


def reminder_from(beleid: Afsprakenbeleid, begin: datetime) -> datetime:
    """From when on we remind of the appointment."""
    return begin - timedelta(hours=beleid.herinnering_uren)


def reminder_due(beleid: Afsprakenbeleid, begin: datetime, created_at: datetime, now: datetime) -> bool:
    """Whether it is time to remind: within the last hours, and not of what was booked that late anyway."""
    vanaf = reminder_from(beleid, begin)
    return vanaf <= now < begin and created_at < vanaf


def may_choose(onderwerp: Onderwerp, *, is_medewerker: bool, is_uitgenodigd: bool = False) -> bool:
    """Whether this topic is for whoever asks."""
    if onderwerp.wie is Wie.IEDEREEN or is_medewerker:
        return True
    return onderwerp.wie is Wie.UITNODIGING and is_uitgenodigd
