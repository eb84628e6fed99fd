"""What afspraak tells."""

from dataclasses import dataclass
from typing import ClassVar

from portaal.core.events import Gebeurtenis


@dataclass(frozen=True)
class AfspraakGeboekt(Gebeurtenis):
    """A place in an agenda has been given."""

    NAAM: ClassVar[str] = "afspraak:afspraak:geboekt"
    afspraak_id: int


@dataclass(frozen=True)
class AfspraakVerzet(Gebeurtenis):
    """The appointment moved to another time."""

    NAAM: ClassVar[str] = "afspraak:afspraak:verzet"
    afspraak_id: int


@dataclass(frozen=True)
class AfspraakGeannuleerd(Gebeurtenis):
    """The appointment is off, by the inwoner or the gemeente."""

    NAAM: ClassVar[str] = "afspraak:afspraak:geannuleerd"
    afspraak_id: int


@dataclass(frozen=True)
class AfspraakAfgerond(Gebeurtenis):
    """The talk took place, or the person did not come or answer; `status` says which."""

    NAAM: ClassVar[str] = "afspraak:afspraak:afgerond"
    afspraak_id: int
    status: str


@dataclass(frozen=True)
class AfspraakNietBereikt(Gebeurtenis):
    """Nobody answered our call; new times are held for them, and until they choose nothing goes on."""

    NAAM: ClassVar[str] = "afspraak:afspraak:niet_bereikt"
    afspraak_id: int


@dataclass(frozen=True)
class AfspraakAangekomen(Gebeurtenis):
    """The person is here."""

    NAAM: ClassVar[str] = "afspraak:afspraak:aangekomen"
    afspraak_id: int
