"""What the database keeps of a burgerservicenummer (AVG, UAVG 46): never the number itself."""

from collections.abc import Iterable

from portaal.core.nummers import parse_bsn
from portaal.infra.crypto import kluis


def encrypt_bsn(bsn: str) -> bytes:
    """The number under the newest key."""
    return kluis().encrypt(bsn)


def decrypt_bsn(waarde: bytes) -> str:
    """The number again. Raises NietTeOntcijferen."""
    return kluis().decrypt(waarde)


def encrypt_all(bsns: Iterable[str]) -> list[bytes]:
    """Numbers under the newest key, in the same order."""
    return list(map(kluis().encrypt, bsns))


def index_all(bsns: Iterable[str]) -> dict[bytes, str]:
    """Numbers by their keyed index; each of nine digits that already passed the 11-check."""
    index = kluis().index
    return {index(bsn): bsn for bsn in bsns}


def index_bsn(bsn: str) -> bytes:
    """The keyed index to find the number by, for nine digits or what a person types.

    Raises OngeldigNummer when it fails the 11-check.
    """
    return kluis().index(parse_bsn(bsn))
