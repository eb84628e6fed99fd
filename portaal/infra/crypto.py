"""The BSN at rest: encrypted under a key that can be replaced, and found by a keyed index."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portaal.config import Instellingen

_ID_LENGTE = 4
_NONCE_LENGTE = 12
_BIJSCHRIFT = b"portaal:bsn"


class OngeldigeSleutel(ValueError):
    """A configured key is no base64 of 16, 24 or 32 bytes, or there is none."""


class NietTeOntcijferen(ValueError):
    """No configured key opens this value, or it was altered."""


class Kluis:
    """Encrypts with the first key, opens with any; the id of the key stands in front of each value."""

    def __init__(self, sleutels: Sequence[bytes], indexsleutel: bytes) -> None:
        """`sleutels` newest first. Raises OngeldigeSleutel."""
        if not sleutels or not indexsleutel:
            raise OngeldigeSleutel("no key")
        self._opent = {_key_id(sleutel): _cipher(sleutel) for sleutel in sleutels}
        self._nieuwste = _key_id(sleutels[0])
        self._indexsleutel = indexsleutel

    def encrypt(self, tekst: str) -> bytes:
        """The text under the newest key: key id, nonce, ciphertext with its tag."""
        nonce = os.urandom(_NONCE_LENGTE)
        geheim = self._opent[self._nieuwste].encrypt(nonce, tekst.encode(), _BIJSCHRIFT)
        return self._nieuwste + nonce + geheim

    def decrypt(self, waarde: bytes) -> str:
        """The text again. Raises NietTeOntcijferen."""
        sleutel, rest = waarde[:_ID_LENGTE], waarde[_ID_LENGTE:]
        try:
            nonce, geheim = rest[:_NONCE_LENGTE], rest[_NONCE_LENGTE:]
            return self._opent[sleutel].decrypt(nonce, geheim, _BIJSCHRIFT).decode()
        except (KeyError, InvalidTag, ValueError) as fout:
            raise NietTeOntcijferen from fout

    def is_outdated(self, waarde: bytes) -> bool:
        """Whether the value stands under an older key than the newest."""
        return waarde[:_ID_LENGTE] != self._nieuwste

    @property
    def nieuwste(self) -> bytes:
        """The id of the newest key, with which every value under it begins."""
        return self._nieuwste

    def index(self, tekst: str) -> bytes:
        """HMAC-SHA256 of the text: the same every time, and nobody can compute it without the index key."""
        return hmac.digest(self._indexsleutel, tekst.encode(), "sha256")


def make_kluis(sleutels: str, indexsleutel: str) -> Kluis:
    """A Kluis from settings: base64 keys, comma separated, newest first. Raises OngeldigeSleutel."""
    return Kluis([_read_key(deel) for deel in sleutels.split(",") if deel.strip()], indexsleutel.encode())


def kluis() -> Kluis:
    """The Kluis of this process, from its environment unless `use_kluis` gave another."""
    return _gekozen[-1] if _gekozen else _from_environment()


def use_kluis(gekozen: Kluis) -> None:
    """Let this process use another Kluis than that of its environment."""
    _gekozen[:] = [gekozen]


_gekozen: list[Kluis] = []


@cache
def _from_environment() -> Kluis:
    instellingen = Instellingen()
    return make_kluis(
        instellingen.bsn_sleutels.get_secret_value(), instellingen.bsn_indexsleutel.get_secret_value()
    )


def _read_key(tekst: str) -> bytes:
    try:
        return base64.b64decode(tekst.strip(), altchars=b"-_", validate=True)
    except binascii.Error as fout:
        raise OngeldigeSleutel("no base64") from fout


def _cipher(sleutel: bytes) -> AESGCM:
    if len(sleutel) not in (16, 24, 32):
        raise OngeldigeSleutel("length")
    return AESGCM(sleutel)


def _key_id(sleutel: bytes) -> bytes:
    return hashlib.sha256(b"portaal:key-id:" + sleutel).digest()[:_ID_LENGTE]
