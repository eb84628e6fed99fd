"""A change that one employee is making: kept for 30 days, and nobody else's business until it is confirmed."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portaal.beleid.service.versies import Versiekaart
from portaal.infra.concept import drop_concept, load_concept, save_concept

_SOORT = "beleid:{}"


@dataclass(frozen=True)
class Voorstel:
    """What it is now: made from version `van`, when `basis` was the newest number of its kind."""

    soort: str
    van: int
    basis: int
    inhoud: dict[str, Any] = field(repr=False)

    def with_inhoud(self, inhoud: dict[str, Any]) -> "Voorstel":
        """The same change with other content."""
        return replace(self, inhoud=inhoud)


def begin_voorstel(versies: list[Versiekaart], soort: str, van: Versiekaart) -> Voorstel:
    """A change that starts as a copy of a version; `versies` are all there are, the newest first."""
    return Voorstel(soort, van.nummer, versies[0].nummer, van.inhoud)


def load_voorstel(session: Session, eigenaar: str, soort: str, now: datetime) -> Voorstel | None:
    """The change that this employee is making of this kind, if any."""
    gegevens = load_concept(session, eigenaar, _SOORT.format(soort), now)
    return Voorstel(soort, **gegevens) if gegevens else None


def save_voorstel(session: Session, eigenaar: str, voorstel: Voorstel, now: datetime) -> None:
    """Keep it for another 30 days."""
    gegevens = {"van": voorstel.van, "basis": voorstel.basis, "inhoud": voorstel.inhoud}
    save_concept(session, eigenaar, _SOORT.format(voorstel.soort), gegevens, now)


def drop_voorstel(session: Session, eigenaar: str, soort: str) -> None:
    """Forget it."""
    drop_concept(session, eigenaar, _SOORT.format(soort))
