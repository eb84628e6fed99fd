"""Where each version stands on a day, and what a new one would push aside."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, Protocol

Stand = Literal["geldt", "komt", "gold", "vervangen", "wacht", "ingetrokken"]


class Rij(Protocol):
    """A version, as far as these rules need it."""

    @property
    def nummer(self) -> int:
        """Its number, higher for a later one."""

    @property
    def geldig_vanaf(self) -> date:
        """The first day on which it holds."""


class Bewaard(Rij, Protocol):
    """A version with what became of it."""

    @property
    def wacht(self) -> bool:
        """Whether beheer has yet to take it over."""

    @property
    def vervallen_at(self) -> datetime | None:
        """When it was taken back."""


def standing(versies: Sequence[Bewaard], op: date) -> dict[int, Stand]:
    """By number: holds on day `op`, comes, held before, was replaced before it held, waits, or was taken back."""
    echte = [v for v in versies if not v.wacht and v.vervallen_at is None]
    begonnen = [v for v in echte if v.geldig_vanaf <= op]
    nu = max(begonnen, key=lambda v: (v.geldig_vanaf, v.nummer)).nummer if begonnen else None
    laatste_per_dag = {v.geldig_vanaf: v.nummer for v in sorted(echte, key=lambda v: v.nummer)}

    def stand_of(versie: Bewaard) -> Stand:
        if versie.vervallen_at is not None:
            return "ingetrokken"
        if versie.wacht:
            return "wacht"
        if versie.nummer == nu:
            return "geldt"
        if laatste_per_dag[versie.geldig_vanaf] != versie.nummer:
            return "vervangen"
        return "komt" if versie.geldig_vanaf > op else "gold"

    return {versie.nummer: stand_of(versie) for versie in versies}


class MetStand(Rij, Protocol):
    """A version that knows where it stands."""

    @property
    def stand(self) -> Stand:
        """Where it stands."""


def takes_place_of(versies: Sequence[MetStand], geldig_vanaf: date, op: date) -> set[int]:
    """Numbers of the versions that a new one from `geldig_vanaf` stands in for, on days up to and with `op`.

    Those are what was read or decided under: the version that held on `geldig_vanaf`. A new version that only
    begins later pushes nothing aside but a coming one of that same day.
    """
    echte = [v for v in versies if v.stand in ("geldt", "gold", "komt")]
    zelfde = {v.nummer for v in echte if v.geldig_vanaf == geldig_vanaf}
    if geldig_vanaf > op:
        return zelfde
    eerder = [v for v in echte if v.geldig_vanaf <= geldig_vanaf]
    toen = {max(eerder, key=lambda v: (v.geldig_vanaf, v.nummer)).nummer} if eerder else set()
    return zelfde | toen


def next_begin(versies: Sequence[MetStand], geldig_vanaf: date) -> date | None:
    """The day on which a version that exists already would follow the new one; None when none does."""
    later = [
        v.geldig_vanaf for v in versies if v.stand in ("geldt", "gold", "komt") and v.geldig_vanaf > geldig_vanaf
    ]
    return min(later, default=None)
