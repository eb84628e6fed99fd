"""Who can be behind a request."""

from collections.abc import Iterable
from enum import StrEnum


class Rol(StrEnum):
    """A role. `IEDEREEN` needs no login; `INWONER` is the person whose aanslag it is."""

    IEDEREEN = "iedereen"
    INWONER = "inwoner"
    BALIE = "balie"
    KCC = "kcc"
    INVORDERING = "invordering"
    SCHULDHULP = "schuldhulp"
    MANAGER = "manager"
    BEHEER = "beheer"


MEDEWERKERS = frozenset(Rol) - {Rol.IEDEREEN, Rol.INWONER}
LOKET = frozenset({Rol.BALIE, Rol.KCC})


class OnverenigbareRollen(ValueError):
    """One person would decide on debts and know who asked for help (AVG 5(1)b, IW 67)."""


def check_rollen(rollen: Iterable[Rol]) -> frozenset[Rol]:
    """The set of roles. Raises OnverenigbareRollen for invordering together with schuldhulp."""
    gekozen = frozenset(rollen)
    if {Rol.INVORDERING, Rol.SCHULDHULP} <= gekozen:
        raise OnverenigbareRollen
    return gekozen
