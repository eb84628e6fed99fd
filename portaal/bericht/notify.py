"""SMS through an API as that of GOV.UK Notify, which NotifyNL speaks too.

Source: https://docs.notifications.service.gov.uk/rest-api.html (v2). The key reads name-service-secret; each
request carries a JWT (HS256) with the service as issuer, signed with the secret and valid for half a minute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import OctKey

from portaal.bericht.sms import Bezorging, Sms, SmsGeweigerd, SmsNuNiet
from portaal.config import Instellingen
from portaal.core.clock import utcnow

_UUID = 36
_SECONDEN = 10
_EINDSTANDEN = {
    "delivered": Bezorging.BEZORGD,
    "permanent-failure": Bezorging.MISLUKT,
    "temporary-failure": Bezorging.MISLUKT,
    "technical-failure": Bezorging.MISLUKT,
}
# What may pass by itself, or once someone has mended the settings; any other 4xx is about this one SMS.
_LATER = frozenset({401, 403, 408, 429})


@dataclass(frozen=True)
class NotifyAanbieder:
    """The provider at `url`. `sjabloon` is a template there whose whole text is ((bericht))."""

    url: str
    dienst: str
    geheim: str
    sjabloon: str
    clock: Callable[[], datetime] = utcnow

    @classmethod
    def of(cls, instellingen: Instellingen) -> "NotifyAanbieder":
        """As the settings say."""
        sleutel = instellingen.sms_notify_sleutel.get_secret_value()
        return cls(
            url=instellingen.sms_notify_url.rstrip("/"),
            dienst=sleutel[-2 * _UUID - 1 : -_UUID - 1],
            geheim=sleutel[-_UUID:],
            sjabloon=instellingen.sms_notify_sjabloon,
        )

    def send(self, sms: Sms) -> str:
        """Hand it over. Returns the id of the notification. Raises SmsGeweigerd or SmsNuNiet."""
        inhoud = {
            "phone_number": sms.aan,
            "template_id": self.sjabloon,
            "personalisation": {"bericht": sms.tekst},
            "reference": sms.sleutel,
        }
        return str(self._ask("POST", "/v2/notifications/sms", json=inhoud)["id"])

    def find(self, sleutel: str) -> str | None:
        """The id of the notification with this reference. Raises SmsNuNiet."""
        gevonden = self._ask("GET", "/v2/notifications", params={"reference": sleutel})["notifications"]
        return str(gevonden[0]["id"]) if gevonden else None

    def follow(self, aanbieder_id: str) -> Bezorging:
        """Whether it arrived. Raises SmsNuNiet."""
        status = self._ask("GET", f"/v2/notifications/{aanbieder_id}")["status"]
        return _EINDSTANDEN.get(str(status), Bezorging.ONDERWEG)

    def _ask(self, methode: str, pad: str, **wat: Any) -> dict[str, Any]:
        kop = {"Authorization": f"Bearer {self._token()}", "User-Agent": "portaal"}
        try:
            antwoord = requests.request(
                methode, f"{self.url}{pad}", headers=kop, timeout=_SECONDEN, allow_redirects=False, **wat
            )
            if antwoord.ok:
                gelezen: dict[str, Any] = antwoord.json()
                return gelezen
        except (requests.RequestException, ValueError) as fout:
            raise SmsNuNiet(type(fout).__name__) from fout
        naam = f"{antwoord.status_code} {_error_name(antwoord)}".strip()
        if antwoord.status_code in _LATER or not 400 <= antwoord.status_code < 500:
            raise SmsNuNiet(naam)
        raise SmsGeweigerd(naam)

    def _token(self) -> str:
        beweert = {"iss": self.dienst, "iat": int(self.clock().timestamp())}
        return jwt.encode({"alg": "HS256", "typ": "JWT"}, beweert, OctKey.import_key(self.geheim))


def _error_name(antwoord: requests.Response) -> str:
    """The kind of fault, never its message: that may repeat the number."""
    try:
        return str(antwoord.json()["errors"][0]["error"])[:60]
    except (ValueError, LookupError, TypeError):
        return ""
