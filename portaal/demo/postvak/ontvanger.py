"""The SMTP server of the demo: takes every mail, sends none on."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portaal.demo.omgeving import GASTHEER
from portaal.demo.postvak.opslag import Opslag


class Ontvanger:
    """Keeps each mail that comes in."""

    def __init__(self, opslag: Opslag) -> None:
        """Mails go to `opslag`."""
        self._opslag = opslag

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail in; what SMTP answers."""
        inhoud = envelope.content or b""
        self._opslag.add(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return "250 Bewaard"


def start_ontvanger(opslag: Opslag, poort: int) -> Controller:
    """Receive mail on this machine only, in a thread of its own, until `.stop()`."""
    ontvanger = Controller(Ontvanger(opslag), hostname=GASTHEER, port=poort)
    ontvanger.start()
    return ontvanger
