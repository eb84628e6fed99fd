"""Who may book what, until when it can be changed, when we remind, and how long a planned talk holds."""

from datetime import date, datetime, timedelta

from portaal.afspraak.begrip import AlVoorbij, Status, TeLaat, Wie
from portaal.afspraak.beleid import Afsprakenbeleid, Onderwerp
from portaal.core.tijd import today


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


def hold_until(beleid: Afsprakenbeleid, begin: datetime, created_at: datetime) -> date:
    """The last day of the pause: some days after the talk, but no later than policy lets it last."""
    na_gesprek = today(begin) + timedelta(days=beleid.stil_dagen)
    return min(na_gesprek, today(created_at) + timedelta(days=beleid.stil_hoogstens_dagen))


def may_become(van: Status, naar: Status) -> bool:
    """Whether an employee at the desk or on the phone may note this of an appointment; a slip can be undone."""
    if van is Status.GEANNULEERD or naar in (Status.GEANNULEERD, Status.NIET_BEREIKT):
        return False
    return van is not naar


def is_outcome_early(naar: Status, begin: datetime, now: datetime) -> bool:
    """Whether this cannot be so yet: nobody misses a talk, or a call, that has not begun."""
    return naar in (Status.GEMIST, Status.NIET_BEREIKT) and now < begin


def tries_again(beleid: Afsprakenbeleid, belpogingen: int) -> bool:
    """Whether we call once more after `belpogingen` calls that nobody answered."""
    return belpogingen <= beleid.nog_eens_bellen
