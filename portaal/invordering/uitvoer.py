"""What goes back to the belastingpakket, in the dialect of its own delivery: four files and a manifest.

UTF-8, `;`, CRLF, header first, decimal comma, dates `YYYY-MM-DD`, empty = unknown. The same rows always give
the same bytes, so that a set made again can be compared with the one that was taken in.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST = "manifest.csv"
VOLGNUMMER = "wijziging"
_MANIFESTKOLOMMEN = ("set", "soort", "gemaakt_op", "na_set", "bestand", "regels", "sha256")


class Pakketbestand(StrEnum):
    """A file of a set, by what one row of it is."""

    REGELINGEN = "regelingen"
    TERMIJNEN = "termijnen"
    BLOKKADES = "blokkades"
    INCASSOSTOPS = "incassostops"


# The columns of each file; those of SLEUTEL name a row: of the rows with the same key the last one holds.
KOLOMMEN: Mapping[Pakketbestand, tuple[str, ...]] = {
    Pakketbestand.REGELINGEN: (
        "regeling",
        "aanslagnummer",
        "soort",
        "status",
        "begonnen",
        "tot",
        "geeindigd",
        "bedrag",
        "aantal_termijnen",
        "wijze",
    ),
    Pakketbestand.TERMIJNEN: ("regeling", "aanslagnummer", "termijn", "vervaldatum", "bedrag"),
    Pakketbestand.BLOKKADES: ("blokkade", "aanslagnummer", "reden", "vanaf", "tot", "opgeheven"),
    Pakketbestand.INCASSOSTOPS: ("blokkade", "aanslagnummer", "vanaf", "tot", "opgeheven"),
}
SLEUTEL: Mapping[Pakketbestand, tuple[str, ...]] = {
    Pakketbestand.REGELINGEN: ("regeling", "aanslagnummer"),
    Pakketbestand.TERMIJNEN: ("regeling", "aanslagnummer", "termijn"),
    Pakketbestand.BLOKKADES: ("blokkade",),
    Pakketbestand.INCASSOSTOPS: ("blokkade",),
}

# The columns of today, and since which form of a set a column is there; the others always were.
VORM = 2
_SINDS: Mapping[tuple[Pakketbestand, str], int] = {(Pakketbestand.REGELINGEN, "wijze"): 2}

Rij = Mapping[str, str]


@dataclass(frozen=True)
class Kop:
    """Which set it is: the changes of set `nummer`, or the complete state (`nummer` None) after `na_set`.

    `vorm` is which columns the files have.
    """

    nummer: int | None
    na_set: int
    gemaakt_op: date
    vorm: int = VORM

    @property
    def naam(self) -> str:
        """The name of its folder, or of its zip."""
        return f"set-{self.nummer:06d}" if self.nummer else f"volledig-na-set-{self.na_set:06d}"


@dataclass(frozen=True)
class Pakket:
    """A set as it is handed over: the bytes of each file by name, the manifest last."""

    kop: Kop
    bestanden: Mapping[str, bytes]

    @property
    def som(self) -> str:
        """The SHA-256 of the manifest, and so of everything in the set."""
        return sha256(self.bestanden[MANIFEST]).hexdigest()


def make_pakket(kop: Kop, rijen: Mapping[Pakketbestand, Sequence[Rij]]) -> Pakket:
    """The files of a set. Changes have their number in front; the complete state has no numbers."""
    voorop = (VOLGNUMMER,) if kop.nummer else ()
    bestanden: dict[str, bytes] = {}
    regels: list[Rij] = []
    for bestand in Pakketbestand:
        inhoud = write_csv((*voorop, *columns_of(bestand, kop.vorm)), rijen.get(bestand, ()))
        bestanden[f"{bestand}.csv"] = inhoud
        regels.append(_manifest_row(kop, bestand, len(rijen.get(bestand, ())), inhoud))
    bestanden[MANIFEST] = write_csv(_MANIFESTKOLOMMEN, regels)
    return Pakket(kop, bestanden)


def columns_of(bestand: Pakketbestand, vorm: int) -> tuple[str, ...]:
    """The columns of a file in a form of the set: a set of before a column was added is made without it."""
    return tuple(kolom for kolom in KOLOMMEN[bestand] if _SINDS.get((bestand, kolom), 1) <= vorm)


def write_csv(kolommen: Sequence[str], rijen: Iterable[Rij]) -> bytes:
    """One file in the dialect."""
    tekst = StringIO()
    schrijver = csv.writer(tekst, delimiter=";", quotechar='"', lineterminator="\r\n")
    schrijver.writerow(kolommen)
    # A change of before a column was added can wait for a set that has it: then it is unknown.
    schrijver.writerows([rij.get(kolom, "") for kolom in kolommen] for rij in rijen)
    return tekst.getvalue().encode()


def write_map(pakket: Pakket, folder: Path) -> Path:
    """The set in a folder of its own; the manifest comes last, so that what has one is whole. Raises OSError."""
    doel = folder / pakket.kop.naam
    doel.mkdir(parents=True, exist_ok=True)
    (doel / MANIFEST).unlink(missing_ok=True)
    for naam, inhoud in pakket.bestanden.items():
        half = doel / f"{naam}.half"
        half.write_bytes(inhoud)
        half.replace(doel / naam)
    return doel


def write_zip(pakket: Pakket) -> bytes:
    """The set as one zip, whose bytes depend on the set alone."""
    doos, dag = BytesIO(), pakket.kop.gemaakt_op
    with ZipFile(doos, "w", ZIP_DEFLATED) as zip_:
        for naam, inhoud in pakket.bestanden.items():
            info = ZipInfo(f"{pakket.kop.naam}/{naam}", (dag.year, dag.month, dag.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            zip_.writestr(info, inhoud)
    return doos.getvalue()


def write_dag(dag: date | None) -> str:
    """A date of the dialect; empty when there is none."""
    return dag.isoformat() if dag else ""


def _manifest_row(kop: Kop, bestand: Pakketbestand, regels: int, inhoud: bytes) -> Rij:
    return {
        "set": str(kop.nummer) if kop.nummer else "",
        "soort": "wijzigingen" if kop.nummer else "volledig",
        "gemaakt_op": write_dag(kop.gemaakt_op),
        "na_set": str(kop.na_set),
        "bestand": f"{bestand}.csv",
        "regels": str(regels),
        "sha256": sha256(inhoud).hexdigest(),
    }
