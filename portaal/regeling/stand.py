"""A betalingsregeling as rules and pages see it: frozen values, whole cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portaal.core.geld import Centen


class Verzoeksoort(StrEnum):
    """What someone asks for."""

    REGELING = "regeling"
    UITSTEL = "uitstel"
    PAUZE = "pauze"
    GESPREK = "gesprek"


class Betaalwijze(StrEnum):
    """Who moves the money of a plan: the inwoner by own transfer, or the gemeente by debit. Never both."""

    OVERMAKEN = "overmaken"
    INCASSO = "incasso"


class Omstandigheid(StrEnum):
    """What someone says of their position that asks for a person. Nothing medical."""

    GEEN = "geen"
    BESLAG = "beslag"
    BEWIND = "bewind"
    SCHULDREGELING = "schuldregeling"
    OVERLEDEN = "overleden"


@dataclass(frozen=True)
class Reden:
    """Why a rule decides as it does: which rule, its source, and the sentence that an inwoner reads.

    `tekst` is a message id; `waarden` fill it in: whole cents under `bedrag` and `grens`, dates, numbers, words.
    """

    regel: str
    bron: str
    tekst: str
    waarden: tuple[tuple[str, Any], ...] = ()
    houdt_tegen: bool = False


@dataclass(frozen=True)
class Post:
    """What is open on one aanslag and goes into a plan."""

    aanslag_id: int
    bedrag: Centen


@dataclass(frozen=True)
class Deel:
    """Which part of a termijn goes to which aanslag, and so to which betalingskenmerk."""

    aanslag_id: int
    bedrag: Centen


@dataclass(frozen=True)
class Termijn:
    """One due part of a plan; its `delen` add up to its `bedrag`."""

    nummer: int
    vervaldatum: date
    bedrag: Centen
    delen: tuple[Deel, ...]


@dataclass(frozen=True)
class Plan:
    """The whole schedule. Dates ascend; the parts per aanslag add up to what was open on it."""

    termijnen: tuple[Termijn, ...]

    @property
    def totaal(self) -> Centen:
        """All terms together."""
        return Centen(sum(termijn.bedrag for termijn in self.termijnen))

    @property
    def aantal(self) -> int:
        """How many terms."""
        return len(self.termijnen)

    @property
    def eerste(self) -> Termijn:
        """The first term."""
        return self.termijnen[0]

    @property
    def laatste(self) -> Termijn:
        """The last term."""
        return self.termijnen[-1]

    @property
    def hoogste(self) -> Centen:
        """The largest term: what one must be able to miss in a month."""
        return max(termijn.bedrag for termijn in self.termijnen)

    @property
    def posten(self) -> tuple[Post, ...]:
        """What goes to each aanslag, over all terms."""
        per_aanslag: dict[int, int] = {}
        for termijn in self.termijnen:
            for deel in termijn.delen:
                per_aanslag[deel.aanslag_id] = per_aanslag.get(deel.aanslag_id, 0) + deel.bedrag
        return tuple(Post(aanslag_id, Centen(bedrag)) for aanslag_id, bedrag in per_aanslag.items())

    def to_json(self) -> list[dict[str, Any]]:
        """The plan for storage."""
        return [
            {
                "nummer": termijn.nummer,
                "vervaldatum": termijn.vervaldatum.isoformat(),
                "bedrag": termijn.bedrag,
                "delen": [[deel.aanslag_id, deel.bedrag] for deel in termijn.delen],
            }
            for termijn in self.termijnen
        ]


def read_plan(rijen: list[Mapping[str, Any]]) -> Plan:
    """The plan again, from storage."""
    return Plan(
        tuple(
            Termijn(
                rij["nummer"],
                date.fromisoformat(rij["vervaldatum"]),
                Centen(rij["bedrag"]),
                tuple(Deel(aanslag_id, Centen(bedrag)) for aanslag_id, bedrag in rij["delen"]),
            )
            for rij in rijen
        )
    )


@dataclass(frozen=True)
class Wens:
    """How someone wants to pay: a number of terms or an amount a month, on a day; or all at once on `tot`.

    Exactly one of `aantal` and `maandbedrag` is set for a regeling; `tot` is set for uitstel and pauze.
    Only a regeling can go by incasso: on the debit day of the policy, not on a day of one's own.
    """

    soort: Verzoeksoort
    aantal: int | None = None
    maandbedrag: Centen | None = None
    dag: int = 1
    tot: date | None = None
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN
