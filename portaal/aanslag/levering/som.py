"""Whether grondslag × tarief gives the amount of a line: only then may a page show the calculation."""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from portaal.core.geld import Centen

_CENT = Decimal(1)
_EURO = Decimal(100)


@lru_cache(maxsize=8192)
def parse_getal(tekst: str) -> Decimal | None:
    """A number with a decimal comma; None when it is none."""
    try:
        getal = Decimal(tekst.replace(",", "."))
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None


def calculate(grondslag: str, eenheid: str, tarief: str) -> Decimal | None:
    """Grondslag × tarief in cents, not rounded; None when it cannot be worked out.

    `tarief` is euros per eenheid, or a percentage when it ends in `%`. For `maanden` it is the amount for a
    whole year, and the sum is tarief × months / 12.
    """
    aantal = parse_getal(grondslag)
    is_procent = tarief.endswith("%")
    prijs = parse_getal(tarief.rstrip("% "))
    if aantal is None or prijs is None:
        return None
    if is_procent:
        return aantal * prijs
    bedrag = aantal * prijs * 100
    return bedrag / 12 if eenheid == "maanden" else bedrag


@lru_cache(maxsize=32768)
def is_sluitend(grondslag: str, eenheid: str, tarief: str, bedrag: Centen) -> bool:
    """Whether the calculation gives `bedrag` to within one cent, or one euro for a whole-euro amount."""
    uitkomst = calculate(grondslag, eenheid, tarief)
    if uitkomst is None:
        return False
    verschil = abs(uitkomst - bedrag)
    return verschil <= _CENT or (bedrag % 100 == 0 and verschil < _EURO)
