"""Whether a yes counts now, until when, and whether we may ask again after a no."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portaal.core.kalender import add_maanden
from portaal.toestemming.begrip import Toestemmingsoort


@dataclass(frozen=True)
class Vastlegging:
    """One record of consent as rules need it, in order of `volgorde` (the row's id)."""

    volgorde: int
    soort: Toestemmingsoort
    op: date
    ontvanger: str
    tekst_hash: str
    verloopt_op: date | None = None


@dataclass(frozen=True)
class Stand:
    """How someone's consent stands. `ja`: the record of the yes that counts."""

    ja: Vastlegging | None
    laatste: Vastlegging | None

    @property
    def geldt(self) -> bool:
        """Whether schuldhulp may use what was sent."""
        return self.ja is not None

    def fits(self, tekst_hash: str) -> bool:
        """Whether the yes was said to this text; to another one we ask again."""
        return self.ja is not None and self.ja.tekst_hash == tekst_hash


def hash_tekst(tekst: str) -> str:
    """SHA-256 of the exact text, in hexadecimal: by it a text is known, whatever its version is called."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def last_day(gegeven_op: date, maanden: int) -> date:
    """The last day on which a yes counts (AVG 7(3), how long is policy of the gemeente)."""
    return add_maanden(gegeven_op, maanden)


def is_over(verloopt_op: date | None, vandaag: date) -> bool:
    """Whether the last day has passed."""
    return verloopt_op is not None and vandaag > verloopt_op


def stand_of(vastleggingen: Iterable[Vastlegging], ontvanger: str, vandaag: date) -> Stand:
    """How consent for one recipient stands: only the latest record counts, and a yes for another never does.

    A withdrawal or a no after a yes ends it at once (AVG 7(3)); so does the last day, also when the record
    that says so has not been written yet.
    """
    eigen = sorted((v for v in vastleggingen if v.ontvanger == ontvanger), key=lambda v: v.volgorde)
    laatste = eigen[-1] if eigen else None
    if laatste is None or laatste.soort is not Toestemmingsoort.JA or is_over(laatste.verloopt_op, vandaag):
        return Stand(None, laatste)
    return Stand(laatste, laatste)


def ask_again_from(vastleggingen: Sequence[Vastlegging], ontvanger: str, rust_dagen: int) -> date | None:
    """From which day on we may offer the question again, or None when there is nothing to wait for.

    A no and a withdrawal are both an answer: after either we leave someone alone for the days that policy
    gives. Who wants to say yes sooner always can.
    """
    geweigerd = (Toestemmingsoort.NEE, Toestemmingsoort.INGETROKKEN)
    dagen = [v.op for v in vastleggingen if v.ontvanger == ontvanger and v.soort in geweigerd]
    return max(dagen) + timedelta(days=rust_dagen) if dagen else None


def may_offer(vastleggingen: Sequence[Vastlegging], ontvanger: str, vandaag: date, rust_dagen: int) -> bool:
    """Whether a page may bring up the question of its own accord."""
    if stand_of(vastleggingen, ontvanger, vandaag).geldt:
        return False
    vanaf = ask_again_from(vastleggingen, ontvanger, rust_dagen)
    return vanaf is None or vandaag >= vanaf


def reminder_due(verloopt_op: date | None, vandaag: date, dagen: int) -> bool:
    """Whether it is time to tell that a yes ends by itself: in its last days, not after."""
    return verloopt_op is not None and vandaag <= verloopt_op <= vandaag + timedelta(days=dagen)
