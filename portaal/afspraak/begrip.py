"""The words of afspraak: kinds, statuses, a time with its places, and what can go wrong."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from portaal.core.errors import DomeinFout
from portaal.core.tijd import local

CEL = timedelta(minutes=5)


class Soort(StrEnum):
    """How people talk with us."""

    BELLEN = "bellen"
    BEZOEK = "bezoek"
    VIDEO = "video"


class Wie(StrEnum):
    """Who may book a topic."""

    IEDEREEN = "iedereen"
    MEDEWERKERS = "medewerkers"
    UITNODIGING = "uitnodiging"


class Status(StrEnum):
    """How far an appointment is. GEPLAND and AANGEKOMEN still hold their place."""

    GEPLAND = "gepland"
    AANGEKOMEN = "aangekomen"
    GEHOLPEN = "geholpen"
    GEMIST = "gemist"
    NIET_BEREIKT = "niet_bereikt"
    GEANNULEERD = "geannuleerd"

    @property
    def is_open(self) -> bool:
        """Whether the talk is still to come."""
        return self in (Status.GEPLAND, Status.AANGEKOMEN)


class Partij(StrEnum):
    """Who called an appointment off or moved it."""

    INWONER = "inwoner"
    GEMEENTE = "gemeente"


class Inloopstatus(StrEnum):
    """How far someone is who walked in."""

    WACHT = "wacht"
    GEROEPEN = "geroepen"
    GEHOLPEN = "geholpen"
    WEG = "weg"


class Dagdeel(StrEnum):
    """A part of the day, by local wall time."""

    OCHTEND = "ochtend"
    MIDDAG = "middag"
    AVOND = "avond"


@dataclass(frozen=True, order=True)
class Plaats:
    """One place in an agenda: `plek` counts from nought up to the number of people behind the agenda."""

    agenda: str
    plek: int


@dataclass(frozen=True)
class Tijdvak:
    """A time at which someone can come or be called; instants in UTC. `plaatsen`: where there is room."""

    begin: datetime
    einde: datetime
    soort: Soort
    locatie: str | None
    plaatsen: tuple[Plaats, ...] = field(default=(), compare=False)

    @property
    def dagdeel(self) -> Dagdeel:
        """Morning until noon, afternoon until six."""
        return dagdeel_of(self.begin)


@dataclass(frozen=True)
class Tijdwens:
    """What someone wants to talk about, how, and where (None: anywhere)."""

    onderwerp: str
    soort: Soort
    locatie: str | None = None
    dagdeel: Dagdeel | None = None


@dataclass(frozen=True)
class Tijdkeuze:
    """The time that someone picked from the answer to their wish."""

    wens: Tijdwens
    begin: datetime


def dagdeel_of(moment: datetime) -> Dagdeel:
    """The part of the day of an instant, in the Netherlands."""
    uur = local(moment).hour
    if uur < 12:
        return Dagdeel.OCHTEND
    return Dagdeel.MIDDAG if uur < 18 else Dagdeel.AVOND


class TijdvakBezet(DomeinFout):
    """Someone else has this place, or it is no longer offered; nothing was changed."""


class TeLaat(DomeinFout):
    """So shortly before the appointment it can only be changed by phone."""


class AlVoorbij(DomeinFout):
    """The appointment is over or called off: there is nothing left to change."""


class TeVeelAfspraken(DomeinFout):
    """This person has as many open appointments as the gemeente allows."""


class KanNiet(DomeinFout):
    """This cannot be noted of an appointment that is as it is."""


class OnbekendeCode(DomeinFout):
    """There is no such code on a letter, or its time is over."""


class OnbekendOnderwerp(DomeinFout):
    """The gemeente does not offer this topic, or not in this way, or not to this person."""
