"""What aanslag tells."""

from dataclasses import dataclass
from typing import ClassVar

from portaal.core.events import Gebeurtenis


@dataclass(frozen=True)
class LeveringOpgenomen(Gebeurtenis):
    """A delivery has been taken in."""

    NAAM: ClassVar[str] = "aanslag:levering:opgenomen"
    levering_id: int


@dataclass(frozen=True)
class AanslagVernietigd(Gebeurtenis):
    """An aanslag no longer stands."""

    NAAM: ClassVar[str] = "aanslag:aanslag:vernietigd"
    aanslag_id: int


@dataclass(frozen=True)
class AanslagBetaald(Gebeurtenis):
    """Nothing of the aanslag is open any more."""

    NAAM: ClassVar[str] = "aanslag:aanslag:betaald"
    aanslag_id: int


@dataclass(frozen=True)
class InwonerVerwijderd(Gebeurtenis):
    """Retention removes what we hold of an inwoner; rooms that keep something of them let it go."""

    NAAM: ClassVar[str] = "inwoner:inwoner:verwijderd"
    inwoner_id: int
