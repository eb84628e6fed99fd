"""Whom one can log in as in the demo: written beside the demo database, read by the login simulator.

`portaal demo` writes the file when it has loaded the example data, and hands its path to the simulator in the
environment variable `PORTAAL_DEMO_PERSONEN`. All persons are invented.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portaal.core.rollen import Rol

VARIABELE = "PORTAAL_DEMO_PERSONEN"
STANDAARD = Path("var/demo-personen.json")


@dataclass(frozen=True)
class DemoInwoner:
    """An inwoner to log in as, and the situation that this person is in (a few Dutch words)."""

    bsn: str
    naam: str
    situatie: str


@dataclass(frozen=True)
class DemoMedewerker:
    """An employee to log in as. `groepen` are the provider's groups, which the portal maps to roles."""

    sub: str
    naam: str
    email: str
    groepen: tuple[str, ...]
    uitleg: str


@dataclass(frozen=True)
class Personen:
    """All persons of a demo database, and when its example data were made (ISO 8601, UTC)."""

    inwoners: tuple[DemoInwoner, ...]
    medewerkers: tuple[DemoMedewerker, ...]
    gemaakt_at: str


def _medewerker(sub: str, naam: str, groepen: tuple[Rol, ...], uitleg: str) -> DemoMedewerker:
    return DemoMedewerker(sub, naam, f"{sub}@voorbeeldstad.example", tuple(map(str, groepen)), uitleg)


MEDEWERKERS = (
    _medewerker("bente", "Bente Baliemans", (Rol.BALIE,), "balie: uitleggen, afspreken, regelen aan het loket"),
    _medewerker("karim", "Karim Callens", (Rol.KCC,), "kcc: hetzelfde aan de telefoon"),
    _medewerker("ineke", "Ineke Invorst", (Rol.INVORDERING,), "invordering: verzoeken beoordelen"),
    _medewerker("sara", "Sara Schut", (Rol.SCHULDHULP,), "schuldhulp: eigen lijst en agenda"),
    _medewerker("marcel", "Marcel Manders", (Rol.MANAGER,), "manager: aantallen, wat te laat is"),
    _medewerker("bea", "Bea Heerkens", (Rol.BEHEER,), "beheer: leveringen en instellingen"),
    _medewerker("dubbel", "Dirk Dubbel", (Rol.BALIE, Rol.KCC), "twee rollen tegelijk: balie en kcc"),
    _medewerker(
        "mag-niet",
        "Nel Nietsaam",
        (Rol.INVORDERING, Rol.SCHULDHULP),
        "invordering met schuldhulp: komt er niet in",
    ),
    _medewerker("geen-rol", "Gijs Geenrol", (), "geen enkele rol: komt er niet in"),
)


def personen_pad() -> Path:
    """Where the file is: as the environment says, else beside the demo's own database."""
    return Path(os.environ.get(VARIABELE) or STANDAARD)


def write_personen(pad: Path, personen: Personen) -> None:
    """Write the file whole: a reader sees the old or the new one."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    nieuw = pad.with_suffix(".nieuw")
    nieuw.write_text(json.dumps(asdict(personen), ensure_ascii=False, indent=1), encoding="utf-8")
    nieuw.replace(pad)


def read_personen(pad: Path) -> Personen:
    """The persons again. Raises FileNotFoundError, and ValueError or KeyError for another kind of file."""
    gegevens: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    datetime.fromisoformat(gegevens["gemaakt_at"])
    return Personen(
        inwoners=tuple(DemoInwoner(**rij) for rij in gegevens["inwoners"]),
        medewerkers=tuple(
            DemoMedewerker(**{**rij, "groepen": tuple(rij["groepen"])}) for rij in gegevens["medewerkers"]
        ),
        gemaakt_at=gegevens["gemaakt_at"],
    )
