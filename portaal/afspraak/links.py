"""Links by which someone without login reaches their appointment: signed, and never enough on their own."""

from itsdangerous import BadSignature, URLSafeSerializer

from portaal.config import load_instellingen
from portaal.core.errors import NietGevonden


def sign_link(afspraak_id: int, waarvoor: str = "afspraak") -> str:
    """The token of an appointment, for in an address; the same one every time."""
    return str(_serializer(waarvoor).dumps(afspraak_id))


def read_link(token: str, waarvoor: str = "afspraak") -> int:
    """Whose token this is. Raises NietGevonden when we did not sign it for this."""
    try:
        afspraak_id = _serializer(waarvoor).loads(token)
    except BadSignature as fout:
        raise NietGevonden from fout
    if not isinstance(afspraak_id, int):
        raise NietGevonden
    return afspraak_id


def _serializer(waarvoor: str) -> URLSafeSerializer:
    return URLSafeSerializer(load_instellingen().geheime_sleutel.get_secret_value(), salt=f"{waarvoor}-link")
