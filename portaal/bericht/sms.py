"""What a provider of SMS must be able to do; each provider has its own module."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from portaal.core.errors import DomeinFout


@dataclass(frozen=True)
class Sms:
    """An SMS to send, to a number as +31612345678. `sleutel` names it for ever. No topic, tax or amount."""

    aan: str
    tekst: str
    sleutel: str


class Bezorging(StrEnum):
    """What a provider knows of an SMS that it accepted."""

    ONDERWEG = "onderweg"
    BEZORGD = "bezorgd"
    MISLUKT = "mislukt"


class SmsGeweigerd(DomeinFout):
    """The provider will never send this one: a number that is none, for instance."""


class SmsNuNiet(DomeinFout):
    """The provider cannot now, or did not answer; it may still have accepted the SMS."""


class SmsAanbieder(Protocol):
    """A provider of SMS."""

    def send(self, sms: Sms) -> str:
        """Hand it over. Returns how the provider calls it. Raises SmsGeweigerd or SmsNuNiet."""

    def find(self, sleutel: str) -> str | None:
        """How the provider calls the SMS that was handed over under this name, if any. Raises SmsNuNiet."""

    def follow(self, aanbieder_id: str) -> Bezorging:
        """Whether it arrived. Raises SmsNuNiet."""
