"""Numbers that carry a check digit, and what may be shown of them."""

from itertools import cycle
from operator import mul

from stdnum.nl import bsn as stdnum_bsn

_GEWICHTEN = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)
_CONTROLE = "01987654321"
# A delivery has numbers by the hundred thousand: all digits of one go to their values at once.
_WAARDEN = bytes.maketrans(b"0123456789", bytes(range(10)))


class OngeldigNummer(ValueError):
    """The number fails its check."""


def parse_bsn(tekst: str) -> str:
    """Nine digits of a burgerservicenummer that passes the 11-check, padded left. Raises OngeldigNummer."""
    cijfers = tekst.strip().replace(" ", "").replace(".", "")
    if not (cijfers.isascii() and cijfers.isdigit() and 8 <= len(cijfers) <= 9):
        raise OngeldigNummer("bsn")
    bsn = cijfers.zfill(9)
    # The sum itself, for it is nine digits already: is_valid looks at each character once more.
    if bsn == "000000000" or stdnum_bsn.checksum(bsn) != 0:
        raise OngeldigNummer("bsn")
    return bsn


def is_betalingskenmerk(tekst: str) -> bool:
    """Whether the 16 digits carry the right check digit in front (Betaalvereniging; domein §9)."""
    if len(tekst) != 16 or not (tekst.isascii() and tekst.isdigit()):
        return False
    return tekst[0] == betalingskenmerk_controlecijfer(tekst[1:])


def betalingskenmerk_controlecijfer(cijfers: str) -> str:
    """The check digit that goes before these digits: 11 minus the weighted sum modulo 11, 10 → 1, 11 → 0."""
    som = sum(map(mul, cijfers.encode().translate(_WAARDEN)[::-1], cycle(_GEWICHTEN)))
    return _CONTROLE[som % 11]


def mask_bsn(bsn: str) -> str:
    """The number as staff see it: only its last three digits."""
    return "•" * 6 + bsn[-3:]
