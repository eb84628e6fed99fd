"""What the clock of an aanslag shows: its steps, how sure each date is, and what makes it stand still."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portaal.aanslag.stand import Verzendsoort
from portaal.core.geld import Centen


class Tredestaat(StrEnum):
    """Where a step is: behind us, the one we are at, or still to come."""

    GEWEEST = "geweest"
    NU = "nu"
    STRAKS = "straks"


class Zekerheid(StrEnum):
    """How sure a date is."""

    GEBEURD = "gebeurd"  # the delivery says that it was sent
    GEPLAND = "gepland"  # the delivery says that it is planned
    BEREKEND = "berekend"  # worked out here: the earliest day on which it can be
    ELKE_DAG = "elke_dag"  # worked out here: that earliest day is over, so it can come any day
    STIL = "stil"  # the clock stands still, so there is no day


class Stilreden(StrEnum):
    """What makes the clock stand still."""

    UITSTEL = "uitstel"
    KWIJTSCHELDING = "kwijtschelding"
    VERZOEK = "verzoek"
    REGELING = "regeling"
    PAUZE = "pauze"
    GESPREK = "gesprek"
    MELDING = "melding"


class Einde(StrEnum):
    """Why there is no next step at all."""

    BETAALD = "betaald"
    VERNIETIGD = "vernietigd"


@dataclass(frozen=True)
class Stilstand:
    """The clock stands still; `tot` is the last day, None while that is not known."""

    reden: Stilreden
    tot: date | None


@dataclass(frozen=True)
class Trede:
    """One dispatch on the ladder.

    `datum` is None when no day can be named. `kosten` is what it added or would add, None when unknown;
    `is_berekend` says that those costs are worked out here. `betaal_voor` is the last day to pay of what was sent.
    """

    soort: Verzendsoort
    staat: Tredestaat
    zekerheid: Zekerheid
    datum: date | None
    kosten: Centen | None
    is_berekend: bool
    betaal_voor: date | None


@dataclass(frozen=True)
class Ladder:
    """The clock of one aanslag. `betaal_voor` is the last day to pay before anything more can happen."""

    treden: tuple[Trede, ...]
    betaal_voor: date
    is_voorbij: bool
    stil: Stilstand | None
    einde: Einde | None

    @property
    def laatste(self) -> Trede:
        """What was sent last: the aanslagbiljet at least."""
        return next(trede for trede in reversed(self.treden) if trede.staat is not Tredestaat.STRAKS)

    @property
    def volgende(self) -> Trede | None:
        """What can come next, or None at the end."""
        return next((trede for trede in self.treden if trede.staat is Tredestaat.STRAKS), None)
