"""Reading the five files of a delivery, in the dialect that a Dutch spreadsheet writes."""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portaal.aanslag.levering.melding import Melding, Meldingsoort, Weigering

_BLOK = 1 << 20


@dataclass(frozen=True)
class Indeling:
    """The columns of one file: those that must be there, and those that may."""

    naam: str
    verplicht: tuple[str, ...]
    optioneel: tuple[str, ...] = ()

    @property
    def kolommen(self) -> tuple[str, ...]:
        """All columns, in a fixed order."""
        return self.verplicht + self.optioneel


INWONERS = Indeling(
    "inwoners.csv",
    (
        *("bsn", "voorletters", "voorvoegsel", "geslachtsnaam", "geboortedatum", "straat", "huisnummer"),
        *("toevoeging", "postcode", "plaats", "email", "telefoon"),
    ),
    ("status", "geheimhouding", "correspondentie_naam", "correspondentie_adres"),
)
AANSLAGEN = Indeling(
    "aanslagen.csv",
    (
        *("aanslagnummer", "bsn", "soort", "belastingjaar", "dagtekening", "betalingskenmerk", "totaalbedrag"),
        *("automatische_incasso", "aantal_termijnen"),
    ),
    (
        *("vervaldata", "status", "kosten", "rente", "uitstel_tot", "kwijtschelding_gevraagd", "bezwaar"),
        *("volgende_stap", "volgende_stap_op"),
    ),
)
AANSLAGREGELS = Indeling(
    "aanslagregels.csv",
    (
        *("aanslagnummer", "regel", "belastingsoort", "omschrijving", "object", "grondslag", "eenheid"),
        *("tarief", "van", "tot_en_met", "bedrag"),
    ),
)
BETALINGEN = Indeling("betalingen.csv", ("aanslagnummer", "datum", "soort", "bedrag"))
VERZENDINGEN = Indeling("verzendingen.csv", ("aanslagnummer", "soort", "dagtekening", "kanaal", "kosten"))
BESTANDEN = (INWONERS, AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN)

Rij = tuple[int, list[str]]


def check_structure(folder: Path) -> list[Melding]:
    """Hold all files to what a delivery must be. Returns warnings.

    Raises Weigering when a file or column is missing, a file has no header, or is not UTF-8.
    """
    for indeling in BESTANDEN:
        if not (folder / indeling.naam).is_file():
            raise Weigering(indeling.naam, "Dit bestand ontbreekt. Lever alle vijf de bestanden in één map aan.")
    for indeling in BESTANDEN:
        _check_utf8(folder / indeling.naam)
    return [melding for indeling in BESTANDEN for melding in _check_header(folder, indeling)]


def fingerprint(folder: Path) -> str:
    """A hash of the whole delivery."""
    som = hashlib.sha256()
    for indeling in BESTANDEN:
        som.update(indeling.naam.encode())
        with (folder / indeling.naam).open("rb") as stroom:
            while blok := stroom.read(_BLOK):
                som.update(blok)
    return som.hexdigest()


def has_quotes(bestand: Path) -> bool:
    """Whether anything in a file is quoted; if not, its lines are its rows."""
    with bestand.open("rb") as stroom:
        return any(b'"' in blok for blok in iter(lambda: stroom.read(_BLOK), b""))


def read_rows(folder: Path, indeling: Indeling) -> Iterator[Rij]:
    """The rows of a file: line number, and the values of `indeling.kolommen` in that order, stripped.

    A column that is not there gives empty values, a row that is too short too; an empty line is passed over.
    """
    with (folder / indeling.naam).open(encoding="utf-8-sig", newline="") as stroom:
        lezer = csv.reader(stroom, delimiter=";")
        plaats = {kolom.strip(): i for i, kolom in enumerate(next(lezer))}
        plekken = [plaats.get(kolom, -1) for kolom in indeling.kolommen]
        regel = lezer.line_num + 1
        breedte = len(plekken) if plekken == list(range(len(plaats))) else -1
        for waarden in lezer:
            if waarden:
                if len(waarden) != breedte:
                    waarden = [waarden[i] if 0 <= i < len(waarden) else "" for i in plekken]  # noqa: PLW2901
                yield regel, list(map(str.strip, waarden))
            regel = lezer.line_num + 1


def _check_utf8(bestand: Path) -> None:
    lezer = codecs.getincrementaldecoder("utf-8")()
    gelezen = 0
    with bestand.open("rb") as stroom:
        try:
            while blok := stroom.read(_BLOK):
                lezer.decode(blok)
                gelezen += len(blok)
            lezer.decode(b"", final=True)
        except UnicodeDecodeError as fout:
            # The decoder may still hold the first bytes of a character from the block before.
            over = len(fout.object) - (len(blok) if blok else 0)
            raise Weigering(
                bestand.name,
                f"Dit bestand is geen UTF-8: de byte op plaats {gelezen - over + fout.start} kan niet. "
                "Exporteer opnieuw en kies UTF-8 (in een spreadsheet: CSV UTF-8).",
            ) from fout


def _check_header(folder: Path, indeling: Indeling) -> Iterator[Melding]:
    with (folder / indeling.naam).open(encoding="utf-8-sig", newline="") as stroom:
        kop = [kolom.strip() for kolom in next(csv.reader(stroom, delimiter=";"), [])]
    if not any(kolom in kop for kolom in indeling.verplicht):
        raise Weigering(
            indeling.naam,
            "De eerste regel is geen kopregel. Zet de kolomnamen op regel 1, met ; ertussen.",
            regel=1,
        )
    for kolom in indeling.verplicht:
        if kolom not in kop:
            raise Weigering(
                indeling.naam,
                f"De kolom {kolom} ontbreekt. Voeg haar toe aan de export en lever opnieuw aan.",
                regel=1,
                kolom=kolom,
            )
    over = [kolom for kolom in kop if kolom and kolom not in indeling.kolommen]
    if over:
        namen = ", ".join(over)
        yield Melding(
            Meldingsoort.WAARSCHUWING,
            indeling.naam,
            1,
            over[0],
            f"Deze kolommen kennen wij niet: {namen}. Wij slaan ze over.",
        )
