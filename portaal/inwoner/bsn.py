"""What the database keeps of a burgerservicenummer (AVG, UAVG 46): never the number itself."""

from portaal.core.nummers import parse_bsn
from portaal.infra.crypto import kluis


def encrypt_bsn(bsn: str) -> bytes:
    """The number under the newest key."""
    return kluis().encrypt(bsn)


def decrypt_bsn(waarde: bytes) -> str:
    """The number again. Raises NietTeOntcijferen."""
    return kluis().decrypt(waarde)


def index_parsed(bsn: str) -> bytes:
    """The keyed index of nine digits that already passed the 11-check."""
    return kluis().index(bsn)


def index_bsn(bsn: str) -> bytes:
    """The keyed index to find the number by, for nine digits or what a person types.

    Raises OngeldigNummer when it fails the 11-check.
    """
    return kluis().index(parse_bsn(bsn))
