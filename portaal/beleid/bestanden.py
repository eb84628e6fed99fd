"""Reading the gemeente's configuration files."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from portaal.beleid.gemeente import Gemeente
from portaal.beleid.rules.fouten import Gebrek, list_gebreken
from portaal.beleid.rules.regels import TomlFout, line_of, read_toml
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
        """The same for the same content in the same order."""
        return fingerprint(self.inhoud)


def fingerprint(inhoud: dict[str, Any]) -> str:
    """A hash of content. The order of keys counts: it is the order in which people see topics and places."""
    return hashlib.sha256(json.dumps(inhoud, default=str).encode()).hexdigest()


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
    """One file, held to its model. Raises BeleidFout with the file, the line, the key and how to mend it."""
    try:
        tekst = bestand.read_text(encoding="utf-8")
    except UnicodeDecodeError as fout:
        raise BeleidFout(f"{bestand.name}: dit bestand is geen UTF-8. Bewaar het als UTF-8.") from fout
    geldig_vanaf, inhoud = read_tekst(soort.model, tekst, bestand.name)
    if geldig_vanaf is None:
        raise BeleidFout(f"{bestand.name}: geldig_vanaf ontbreekt. Zet bovenaan: geldig_vanaf = 2026-01-01")
    return Versie(soort.naam, geldig_vanaf, inhoud, bestand.name)


def read_tekst(model: type[BaseModel], tekst: str, waar: str) -> tuple[date | None, dict[str, Any]]:
    """The day in a TOML text, if it has one, and its content held to the model. Raises BeleidFout."""
    try:
        gelezen = read_toml(tekst)
    except TomlFout as fout:
        plek = f"regel {fout.regel}" if fout.regel else "aan het einde"
        zin = "Dit is geen geldig TOML-bestand. Kijk naar aanhalingstekens, haakjes en dubbele sleutels."
        raise BeleidFout(f"{waar}: {plek}: {zin}") from fout
    geldig_vanaf = gelezen.pop("geldig_vanaf", None)
    if geldig_vanaf is not None and type(geldig_vanaf) is not date:
        raise BeleidFout(f"{waar}: geldig_vanaf is geen datum. Schrijf: geldig_vanaf = 2026-01-01")
    return geldig_vanaf, check_inhoud(model, gelezen, waar, tekst).model_dump(mode="json")


def check_inhoud(model: type[BaseModel], inhoud: dict[str, Any], waar: str, tekst: str = "") -> BaseModel:
    """The content as its model. Raises BeleidFout that names each key at fault, with its line in `tekst`."""
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        regels = [_tell(gebrek, tekst) for gebrek in list_gebreken(fout)]
        raise BeleidFout("\n".join(f"{waar}: {regel}" for regel in regels)) from fout


def _tell(gebrek: Gebrek, tekst: str) -> str:
    regel = line_of(tekst, gebrek.pad) if tekst else None
    sleutel = ".".join(str(deel + 1) if isinstance(deel, int) else deel for deel in gebrek.pad)
    return ": ".join(deel for deel in (f"regel {regel}" if regel else "", sleutel, gebrek.zin) if deel)
