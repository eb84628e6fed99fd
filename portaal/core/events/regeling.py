"""What regeling tells."""

from dataclasses import dataclass
from typing import ClassVar

from portaal.core.events import Gebeurtenis


@dataclass(frozen=True)
class VerzoekIngediend(Gebeurtenis):
    """Someone asked for a betalingsregeling."""

    NAAM: ClassVar[str] = "regeling:verzoek:ingediend"
    verzoek_id: int


@dataclass(frozen=True)
class VerzoekBesloten(Gebeurtenis):
    """A request has been granted, refused or answered with a proposal."""

    NAAM: ClassVar[str] = "regeling:verzoek:besloten"
    verzoek_id: int


@dataclass(frozen=True)
class RegelingBeeindigd(Gebeurtenis):
    """A betalingsregeling ended: completed, withdrawn or not kept."""

    NAAM: ClassVar[str] = "regeling:regeling:beeindigd"
    regeling_id: int
