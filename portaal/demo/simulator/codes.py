"""What the simulator remembers between its pages: authorization codes, each good once and for a minute."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

_GELDIG = timedelta(minutes=1)


@dataclass(frozen=True)
class Aanvraag:
    """What a client asked for, and who answered."""

    client_id: str
    redirect_uri: str
    nonce: str
    code_challenge: str
    claims: dict[str, Any]
    verloopt_at: datetime


class Codes:
    """Authorization codes in memory."""

    def __init__(self) -> None:
        """None yet."""
        self._codes: dict[str, Aanvraag] = {}

    def give(self, now: datetime, **velden: Any) -> str:
        """A new code for a request."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = Aanvraag(verloopt_at=now + _GELDIG, **velden)
        return code

    def take(self, code: str, now: datetime) -> Aanvraag | None:
        """The request behind a code, once; None when it is unknown, used or too old."""
        aanvraag = self._codes.pop(code, None)
        return aanvraag if aanvraag and aanvraag.verloopt_at > now else None


def fits_challenge(verifier: str, challenge: str) -> bool:
    """PKCE S256 (RFC 7636, 4.6)."""
    som = hashlib.sha256(verifier.encode()).digest()
    return secrets.compare_digest(base64.urlsafe_b64encode(som).rstrip(b"=").decode(), challenge)
