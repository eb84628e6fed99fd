"""Money: integer cents, a type of its own."""

import re
from typing import NewType

Centen = NewType("Centen", int)

HOOGSTE_BEDRAG = Centen(9_999_999_999)

_BEDRAG = re.compile(r"^(-?)(\d{1,8})(?:,(\d{2}))?\Z", re.ASCII)
_GETYPT = re.compile(r"^\s*(?:€|EUR)?\s*(-?)(\d{1,3}(?:\.\d{3})+|\d{1,8})(?:[,.](\d{1,2})|,-)?\s*\Z", re.ASCII)


class OngeldigBedrag(ValueError):
    """The text is not an amount in euros."""


def parse_bedrag(tekst: str) -> Centen:
    """Cents of an amount as a delivery writes it: `1234,56`, no thousands separator.

    Raises OngeldigBedrag for anything else, also for more than 99.999.999,99.
    """
    match = _BEDRAG.match(tekst)
    if match is None:
        raise OngeldigBedrag(tekst)
    return _centen(match[1], match[2], match[3] or "00")


def parse_getypt_bedrag(tekst: str) -> Centen:
    """Cents of an amount as a person types it: `1.234,5`, `€ 12`, `12,-`. Raises OngeldigBedrag."""
    match = _GETYPT.match(tekst)
    if match is None:
        raise OngeldigBedrag(tekst)
    return _centen(match[1], match[2].replace(".", ""), (match[3] or "00").ljust(2, "0"))


def _centen(teken: str, euros: str, centen: str) -> Centen:
    bedrag = int(euros) * 100 + int(centen)
    return Centen(-bedrag if teken else bedrag)


def write_bedrag(bedrag: Centen) -> str:
    """The amount as a delivery writes it: `1234,56`."""
    teken = "-" if bedrag < 0 else ""
    return f"{teken}{abs(bedrag) // 100},{abs(bedrag) % 100:02d}"


def split_evenly(bedrag: Centen, aantal: int) -> list[Centen]:
    """Parts in cents that add up to `bedrag`; the first ones are a cent larger (domein §3).

    Raises ValueError when `aantal` is below one.
    """
    if aantal < 1:
        raise ValueError(aantal)
    deel, rest = divmod(bedrag, aantal)
    return [Centen(deel + 1 if i < rest else deel) for i in range(aantal)]
