"""Pure decisions on consent and on the clock of schuldhulp."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portaal.core.kalender import add_werkdagen, end_of_wettermijn
from portaal.core.tijd import today

VIER_WEKEN = 28
SPOED_WERKDAGEN = 3


class Antwoord(StrEnum):
    """What a record says: each is a new one, none is ever changed."""

    JA = "ja"
    NEE = "nee"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"


class Spoed(StrEnum):
    """What threatens: a choice, never free text (Wgs 4(2))."""

    GEEN = "geen"
    HUISUITZETTING = "huisuitzetting"
    AFSLUITING = "afsluiting"
    ZORGVERZEKERING = "zorgverzekering"


class Hulpstatus(StrEnum):
    """How far schuldhulp is with someone who asked for contact."""

    OPEN = "open"
    OPGEPAKT = "opgepakt"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"


LOPEND = frozenset({Hulpstatus.OPEN, Hulpstatus.OPGEPAKT})


@dataclass(frozen=True)
class Beslissing:
    """One record, as far as rules need it."""

    antwoord: Antwoord
    at: datetime
    verloopt_at: datetime | None
    tekst_hash: str


def is_geldig(beslissingen: Sequence[Beslissing], now: datetime) -> bool:
    """Whether there is a yes now: the last record is one and its time is not over."""
    if not beslissingen or beslissingen[-1].antwoord is not Antwoord.JA:
        return False
    einde = beslissingen[-1].verloopt_at
    return einde is None or now < einde


def may_ask(beslissingen: Sequence[Beslissing], now: datetime, *, rust: timedelta, tekst_hash: str) -> bool:
    """Whether we may bring up the question ourselves: not while a yes holds, and not for `rust` after a no.

    A new text may be asked about anew. Asking for help oneself is always possible.
    """
    if is_geldig(beslissingen, now):
        return False
    if not beslissingen or beslissingen[-1].tekst_hash != tekst_hash:
        return True
    laatste = beslissingen[-1]
    return laatste.antwoord is Antwoord.VERLOPEN or now >= laatste.at + rust


def eerste_gesprek_uiterlijk(gevraagd: datetime, spoed: Spoed) -> date:
    """The last day for the first talk: four weeks (Wgs 4(1)), three working days when it is urgent (Wgs 4(2))."""
    dag = today(gevraagd)
    if spoed is Spoed.GEEN:
        return end_of_wettermijn(dag, VIER_WEKEN, atw=True)
    return add_werkdagen(dag, SPOED_WERKDAGEN)
