"""A path through a form, computed from its answers and never stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Antwoorden = Mapping[str, Any]


def _always(_: Antwoorden) -> bool:
    return True


@dataclass(frozen=True)
class Stap:
    """One page of a form: when it applies, and when it has been answered."""

    naam: str
    is_beantwoord: Callable[[Antwoorden], bool]
    geldt: Callable[[Antwoorden], bool] = _always


@dataclass(frozen=True)
class Route:
    """The steps of one form, in order."""

    stappen: Sequence[Stap]

    def path(self, antwoorden: Antwoorden) -> list[str]:
        """The names of the steps that these answers call for."""
        return [stap.naam for stap in self.stappen if stap.geldt(antwoorden)]

    def furthest(self, antwoorden: Antwoorden) -> str:
        """The first step without an answer, or the last step: as far as one can go."""
        geldig = [stap for stap in self.stappen if stap.geldt(antwoorden)]
        return next((stap.naam for stap in geldig if not stap.is_beantwoord(antwoorden)), geldig[-1].naam)

    def is_reachable(self, naam: str, antwoorden: Antwoorden) -> bool:
        """Whether everything before this step has been answered."""
        pad = self.path(antwoorden)
        return naam in pad and pad.index(naam) <= pad.index(self.furthest(antwoorden))

    def previous(self, naam: str, antwoorden: Antwoorden) -> str | None:
        """The step before this one, or None at the start."""
        pad = self.path(antwoorden)
        plek = pad.index(naam) if naam in pad else 0
        return pad[plek - 1] if plek else None

    def following(self, naam: str, antwoorden: Antwoorden) -> str | None:
        """The step after this one, or None at the end."""
        pad = self.path(antwoorden)
        plek = pad.index(naam)
        return pad[plek + 1] if plek + 1 < len(pad) else None

    def progress(self, naam: str, antwoorden: Antwoorden) -> tuple[int, int]:
        """Which step this is, counted from one, and of how many."""
        pad = self.path(antwoorden)
        return pad.index(naam) + 1, len(pad)
