"""An aanslag as rules and pages see it: frozen values, whole cents."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portaal.core.geld import Centen


class Aanslagsoort(StrEnum):
    """What kind of biljet it is; each has its own way of being collected."""

    GECOMBINEERD = "gecombineerd"
    NAHEFFING_PARKEREN = "naheffing_parkeren"
    TOERISTENBELASTING = "toeristenbelasting"
    FORENSENBELASTING = "forensenbelasting"
    PRECARIOBELASTING = "precariobelasting"


class Boekingsoort(StrEnum):
    """What was booked: money in, money taken back, or relief."""

    BETALING = "betaling"
    INCASSO = "incasso"
    STORNO = "storno"
    KWIJTSCHELDING = "kwijtschelding"
    VERMINDERING = "vermindering"


class Verzendsoort(StrEnum):
    """What was sent, in the order of the ladder."""

    AANSLAGBILJET = "aanslagbiljet"
    HERINNERING = "herinnering"
    AANMANING = "aanmaning"
    CONCEPTDWANGBEVEL = "conceptdwangbevel"
    DWANGBEVEL = "dwangbevel"


class Kanaal(StrEnum):
    """How it was sent."""

    POST = "post"
    BERICHTENBOX = "berichtenbox"


@dataclass(frozen=True)
class Regel:
    """One line of a biljet; `grondslag` and `tarief` as the delivery writes them, decimal comma and all."""

    regel: int
    belastingsoort: str
    omschrijving: str
    object: str
    grondslag: str
    eenheid: str
    tarief: str
    van: date | None
    tot_en_met: date | None
    bedrag: Centen
    klopt: bool


@dataclass(frozen=True)
class Boeking:
    """Money or relief booked; a storno is negative."""

    datum: date
    soort: Boekingsoort
    bedrag: Centen


@dataclass(frozen=True)
class Verzending:
    """Something that was sent."""

    soort: Verzendsoort
    dagtekening: date
    kanaal: Kanaal
    kosten: Centen


@dataclass(frozen=True)
class Aanslagstand:
    """How one biljet stands by the newest delivery that names it, and what was paid on it; amounts in cents.

    `vervaldata` is empty when the terms are not known, `rente` is None when the package does not know it,
    `oud_sinds` is the day since which deliveries could not be taken in for this aanslag.
    """

    id: int
    inwoner_id: int
    aanslagnummer: str
    soort: Aanslagsoort
    belastingjaar: int
    dagtekening: date
    betalingskenmerk: str
    totaalbedrag: Centen
    kosten: Centen
    rente: Centen | None
    betaald: Centen
    automatische_incasso: bool
    aantal_termijnen: int
    vervaldata: tuple[date, ...]
    vernietigd: bool
    uitstel_tot: date | None
    kwijtschelding_gevraagd: bool
    bezwaar: bool
    volgende_stap: str
    volgende_stap_op: date | None
    bijgewerkt_at: datetime
    oud_sinds: date | None
    betalingen: tuple[Boeking, ...]

    @property
    def saldo(self) -> Centen:
        """Totaalbedrag + kosten + rente − what was booked; negative when money is to go back."""
        verschuldigd = 0 if self.vernietigd else self.totaalbedrag + self.kosten + (self.rente or 0)
        return Centen(verschuldigd - self.betaald)

    @property
    def open(self) -> Centen:
        """What is still to be paid; never negative."""
        return Centen(max(0, self.saldo))

    @property
    def terug(self) -> Centen:
        """What was paid too much, and goes back."""
        return Centen(max(0, -self.saldo))


@dataclass(frozen=True)
class Aanslag(Aanslagstand):
    """One biljet with its lines and what was sent about it."""

    regels: tuple[Regel, ...]
    verzendingen: tuple[Verzending, ...]
