"""The sum of a line, that anyone can follow and that ends on the very amount of the biljet; or honestly none."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from portaal.aanslag.levering.som import calculate, is_sluitend, parse_getal
from portaal.aanslag.stand import Regel
from portaal.core.geld import Centen

HEEL_JAAR = Decimal(12)
NUL = Centen(0)
_CENT = Decimal(1)
_PERSONEN = re.compile(r"\b(\d{1,4}) personen?\b", re.IGNORECASE)
_NACHTEN = re.compile(r"\b(\d{1,4}) nachten?\b", re.IGNORECASE)


class Somvorm(StrEnum):
    """How a line is calculated."""

    PROCENT = "procent"  # a value in euros × a percentage
    MAANDEN = "maanden"  # the amount of a whole year × months / 12
    NACHTEN = "nachten"  # persons × nights × the amount of one night
    AANTAL = "aantal"  # a number × the amount of one
    VAST = "vast"  # one of it: the amount is the rate
    CORRECTIE = "correctie"  # takes something off, and gives no numbers
    GEEN = "geen"  # the numbers do not give the amount, so none are shown


class Afronding(StrEnum):
    """How the sum became the amount."""

    GEEN = "geen"
    CENT = "cent"
    EURO = "euro"


@dataclass(frozen=True)
class Som:
    """A sum and what it comes to.

    `grondslag` is euros (PROCENT), months (MAANDEN) or a number; `tarief` is a percentage (PROCENT) or euros.
    `uitkomst` is what the numbers give in cents, `bedrag` what the biljet says; `afronding` lies between them.
    """

    vorm: Somvorm
    bedrag: Centen
    grondslag: Decimal = Decimal(0)
    tarief: Decimal = Decimal(0)
    eenheid: str = ""
    uitkomst: Centen = NUL
    afronding: Afronding = Afronding.GEEN
    personen: int = 0
    nachten: int = 0

    @property
    def is_toonbaar(self) -> bool:
        """Whether there is a sum to show."""
        return self.vorm not in (Somvorm.GEEN, Somvorm.CORRECTIE)

    @property
    def is_heel_jaar(self) -> bool:
        """Whether the months are the whole year."""
        return self.grondslag == HEEL_JAAR

    @property
    def is_in_centen(self) -> bool:
        """Whether a rate in euros can be written with two decimals."""
        return (self.tarief * 100) % 1 == 0

    @property
    def tarief_centen(self) -> Centen:
        """A rate in euros, as cents."""
        return Centen(int((self.tarief * 100).quantize(_CENT, ROUND_HALF_UP)))


def explain_som(regel: Regel) -> Som:
    """The sum of a line. GEEN when it does not end on its amount: a wrong sum is never shown."""
    grondslag, tarief = parse_getal(regel.grondslag), parse_getal(regel.tarief.rstrip("% "))
    exact = calculate(regel.grondslag, regel.eenheid, regel.tarief)
    if exact is None or grondslag is None or tarief is None or not _closes(regel):
        return Som(_form_without_numbers(regel), regel.bedrag)
    personen, nachten = _persons_and_nights(regel, grondslag)
    return Som(
        vorm=_form(regel, grondslag, is_nachten=personen > 0),
        bedrag=regel.bedrag,
        grondslag=grondslag,
        tarief=tarief,
        eenheid=regel.eenheid,
        uitkomst=Centen(int(exact.quantize(_CENT, ROUND_HALF_UP))),
        afronding=_rounding(exact, regel.bedrag),
        personen=personen,
        nachten=nachten,
    )


def _closes(regel: Regel) -> bool:
    """Both when it was taken in and now; a percentage of months is no sum that anyone can follow."""
    is_onzin = regel.eenheid == "maanden" and regel.tarief.endswith("%")
    sluit = is_sluitend(regel.grondslag, regel.eenheid, regel.tarief, regel.bedrag)
    return regel.klopt and sluit and not is_onzin


def _form_without_numbers(regel: Regel) -> Somvorm:
    is_zonder = not regel.grondslag and not regel.tarief
    return Somvorm.CORRECTIE if regel.bedrag < 0 and is_zonder else Somvorm.GEEN


def _form(regel: Regel, grondslag: Decimal, *, is_nachten: bool) -> Somvorm:
    if regel.tarief.endswith("%"):
        return Somvorm.PROCENT
    if regel.eenheid == "maanden":
        return Somvorm.MAANDEN
    if is_nachten:
        return Somvorm.NACHTEN
    return Somvorm.VAST if grondslag == 1 else Somvorm.AANTAL


def _persons_and_nights(regel: Regel, grondslag: Decimal) -> tuple[int, int]:
    """Persons and nights when the description names both and they multiply to the grondslag; else 0 and 0."""
    personen, nachten = _PERSONEN.search(regel.omschrijving), _NACHTEN.search(regel.omschrijving)
    if personen is None or nachten is None or int(personen[1]) * int(nachten[1]) != grondslag:
        return 0, 0
    return int(personen[1]), int(nachten[1])


def _rounding(exact: Decimal, bedrag: Centen) -> Afronding:
    verschil = abs(exact - bedrag)
    if verschil == 0:
        return Afronding.GEEN
    return Afronding.CENT if verschil <= _CENT else Afronding.EURO
