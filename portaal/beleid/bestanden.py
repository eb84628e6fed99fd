"""Reading the gemeente's configuration files."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from portaal.beleid.gemeente import Gemeente
from portaal.infra.kamer import BeleidSoort

VOORBEELD = Path(__file__).parent / "voorbeeldstad"


class BeleidFout(Exception):
    """A configuration file that cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Versie:
    """One version of one kind of configuration, as a file gives it."""

    soort: str
    geldig_vanaf: date
    inhoud: dict[str, Any]
    bestand: str

    @property
    def vingerafdruk(self) -> str:
        """The same for the same content."""
        return fingerprint(self.inhoud)


def fingerprint(inhoud: dict[str, Any]) -> str:
    """A hash of content that does not depend on the order of its keys."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, default=str).encode()).hexdigest()


def read_versies(soorten: tuple[BeleidSoort, ...], folder: Path | None) -> list[Versie]:
    """All versions that the files give: of the gemeente's folder, or of the example for what it lacks.

    Raises BeleidFout for the first file that cannot be used, or a kind without any file.
    """
    return [versie for soort in soorten for versie in _read_soort(soort, folder)]


def gemeente_uit_bestand(folder: Path | None) -> Gemeente:
    """Who the gemeente is after the newest file, for when the database cannot tell. Raises BeleidFout."""
    versies = read_versies((BeleidSoort("gemeente", Gemeente),), folder)
    return Gemeente.model_validate(max(versies, key=lambda versie: versie.geldig_vanaf).inhoud)


def _read_soort(soort: BeleidSoort, folder: Path | None) -> Iterator[Versie]:
    eigen = _files(folder, soort.naam) if folder else []
    bestanden = eigen or _files(VOORBEELD, soort.naam)
    if not bestanden:
        raise BeleidFout(f"Er is geen bestand {soort.naam}.toml.")
    for bestand in bestanden:
        yield read_versie(soort, bestand)


def _files(folder: Path, naam: str) -> list[Path]:
    return sorted([*folder.glob(f"{naam}.toml"), *folder.glob(f"{naam}.*.toml")])


def read_versie(soort: BeleidSoort, bestand: Path) -> Versie:
    """One file, held to its model. Raises BeleidFout."""
    try:
        gelezen = tomllib.loads(bestand.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise BeleidFout(f"{bestand.name}: dit is geen geldig TOML-bestand: {fout}") from fout
    geldig_vanaf = gelezen.pop("geldig_vanaf", None)
    if not isinstance(geldig_vanaf, date):
        raise BeleidFout(f"{bestand.name}: geldig_vanaf ontbreekt. Zet bovenaan: geldig_vanaf = 2026-01-01")
    model = check_inhoud(soort.model, gelezen, bestand.name)
    return Versie(soort.naam, geldig_vanaf, model.model_dump(mode="json"), bestand.name)


def check_inhoud(model: type[BaseModel], inhoud: dict[str, Any], waar: str) -> BaseModel:
    """The content as its model. Raises BeleidFout that names each key at fault."""
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        regels = [f"{'.'.join(map(str, f['loc'])) or 'bestand'}: {f['msg']}" for f in fout.errors()]
        raise BeleidFout(f"{waar}: " + "; ".join(regels)) from fout
