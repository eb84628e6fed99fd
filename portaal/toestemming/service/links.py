"""Links by which someone without login takes a yes back: signed, and telling nothing to who opens one."""

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from portaal.config import load_instellingen
from portaal.core.errors import NietGevonden
from portaal.infra.adres import absolute_url
from portaal.toestemming.model import Toestemming
from portaal.toestemming.service.lezen import get_receipt


def withdraw_link(rij: Toestemming) -> str:
    """The address at which a yes can be taken back without login; opening it changes nothing."""
    return absolute_url(f"/toestemming/intrekken/{_serializer().dumps(rij.ref)}")


def read_link(session: Session, token: str) -> Toestemming:
    """Which consent a link is about. Raises NietGevonden for a link that is not ours."""
    try:
        ref = _serializer().loads(token)
    except BadSignature as fout:
        raise NietGevonden from fout
    return get_receipt(session, str(ref))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(load_instellingen().geheime_sleutel.get_secret_value(), salt="toestemming-intrekken")
