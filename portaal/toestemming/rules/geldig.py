"""Whether a yes counts now, until when, and whether we may bring up the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portaal.core.tijd import start_of_day, today
from portaal.toestemming.begrip import Antwoord


@dataclass(frozen=True)
class Beslissing:
    """One record as far as rules need it; a sequence of them stands in the order in which they were made."""

    antwoord: Antwoord
    at: datetime
    verloopt_at: datetime | None
    tekst_hash: str
    ontvanger: str


def end_of_yes(now: datetime, dagen: int) -> datetime:
    """The instant from which a yes no longer counts: the midnight after its last day (how long is policy)."""
    return start_of_day(today(now) + timedelta(days=dagen + 1))


def is_geldig(beslissingen: Sequence[Beslissing], now: datetime, ontvanger: str) -> bool:
    """Whether there is a yes now: the last record is one, its time is not over, and it was for this recipient.

    AVG 7(3), and 4(11): a yes is specific. Another recipient is another controller: they were never agreed to.
    A yes to an older text still counts for what that text said; see `is_said_to`.
    """
    return is_said(beslissingen, now) and beslissingen[-1].ontvanger == ontvanger


def is_said(beslissingen: Sequence[Beslissing], now: datetime) -> bool:
    """Whether the last word was a yes whose time is not over, whoever it was for: that can be taken back."""
    if not beslissingen or beslissingen[-1].antwoord is not Antwoord.JA:
        return False
    einde = beslissingen[-1].verloopt_at
    return einde is None or now < einde


def said_to_other(beslissingen: Sequence[Beslissing], ontvanger: str) -> str:
    """Who received before, when a yes was for them and not for who receives now; empty otherwise."""
    gezegd = [b for b in beslissingen if b.antwoord is not Antwoord.VERLOPEN]
    if not gezegd or gezegd[-1].antwoord is not Antwoord.JA:
        return ""
    return gezegd[-1].ontvanger if gezegd[-1].ontvanger != ontvanger else ""


def is_said_to(beslissingen: Sequence[Beslissing], tekst_hash: str, now: datetime) -> bool:
    """Whether the yes of now was said to this very text (its recipient included); to another one we ask again."""
    return is_said(beslissingen, now) and beslissingen[-1].tekst_hash == tekst_hash


def may_ask(
    beslissingen: Sequence[Beslissing], now: datetime, *, rust: timedelta, tekst_hash: str, ontvanger: str
) -> bool:
    """Whether we may bring up the question ourselves: no yes to this text holds, no no within `rust`.

    A yes to another text is asked again. A withdrawal is a no too, and there a new text is no reason to break the
    rest. Asking for help oneself is always possible.
    """
    if is_geldig(beslissingen, now, ontvanger):
        return not is_said_to(beslissingen, tekst_hash, now)
    geweigerd = (Antwoord.NEE, Antwoord.INGETROKKEN)
    return all(now >= b.at + rust for b in beslissingen if b.antwoord in geweigerd)


def warning_due(verloopt_at: datetime | None, now: datetime, dagen: int) -> bool:
    """Whether it is time to tell that a yes ends by itself: in its last days, not after."""
    return verloopt_at is not None and verloopt_at - timedelta(days=dagen) <= now < verloopt_at
