"""Who acts: every service that changes something takes a `Door`."""

from dataclasses import dataclass
from enum import StrEnum

from portaal.core.rollen import Rol


class Vaststelling(StrEnum):
    """How an employee made sure who the visitor or caller is."""

    IDENTITEITSBEWIJS = "identiteitsbewijs"
    CONTROLEVRAGEN = "controlevragen"
    GEMACHTIGDE = "gemachtigde"


@dataclass(frozen=True)
class DoorInwoner:
    """The inwoner acts, logged in."""

    inwoner_id: int


@dataclass(frozen=True)
class DoorMedewerker:
    """An employee acts; on behalf of an inwoner when `vaststelling` says how that was checked."""

    medewerker_id: int
    rollen: frozenset[Rol]
    vaststelling: Vaststelling | None = None

    @property
    def namens(self) -> bool:
        """Whether the employee acts on behalf of an inwoner."""
        return self.vaststelling is not None


@dataclass(frozen=True)
class DoorBezoeker:
    """Someone who did not log in, known by nothing but the link or code in hand."""


@dataclass(frozen=True)
class DoorSysteem:
    """The portal itself, by a dated task or an event; `taak` names which."""

    taak: str


Door = DoorInwoner | DoorMedewerker | DoorBezoeker | DoorSysteem
