"""An uploaded delivery: a zip with the five files, and nothing that could do harm."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from portaal.aanslag.levering.bestand import BESTANDEN

_NAMEN = {indeling.naam for indeling in BESTANDEN}
_BLOK = 1 << 20
_VERSLEUTELD = 0x1
GEEN_ZIP = "Dit is geen goed zip-bestand. Maak het opnieuw, zonder wachtwoord."
TE_GROOT = "Uitgepakt is dit te groot. Lever in delen aan, of gebruik portaal importeer op de server."


class OngeldigeZip(Exception):
    """The upload cannot be a delivery; the message says why and what to do."""


def check_zip(bron: IO[bytes], *, hoogstens: int) -> None:
    """Hold an upload to its table of contents, so that who sends it hears at once. Raises OngeldigeZip.

    That table may lie about sizes: `unpack` counts again. Leaves the stream at its begin.
    """
    try:
        with zipfile.ZipFile(bron) as zip_:
            leden = _members(zip_)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fout:
        raise OngeldigeZip(GEEN_ZIP) from fout
    finally:
        bron.seek(0)
    if missend := sorted(_NAMEN - leden.keys()):
        raise OngeldigeZip(f"Er ontbreekt een bestand: {', '.join(missend)}. Zet alle vijf in de zip.")
    if any(lid.flag_bits & _VERSLEUTELD for lid in leden.values()):
        raise OngeldigeZip(GEEN_ZIP)
    if sum(lid.file_size for lid in leden.values()) > hoogstens:
        raise OngeldigeZip(TE_GROOT)


def unpack(bron: Path, doel: Path, *, hoogstens: int) -> None:
    """Unpack the five files into `doel`, flat. `hoogstens` bytes together, counted while unpacking.

    Raises OngeldigeZip: no zip, other names, a name twice, encrypted, damaged, or larger than allowed.
    """
    doel.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(bron) as zip_:
            over = hoogstens
            for naam, lid in _members(zip_).items():
                with zip_.open(lid) as lees, (doel / naam).open("wb") as schrijf:
                    over = _copy(lees, schrijf, over)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as fout:
        raise OngeldigeZip(GEEN_ZIP) from fout


def _members(zip_: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    leden: dict[str, zipfile.ZipInfo] = {}
    for lid in zip_.infolist():
        naam = PurePosixPath(lid.filename).name
        if lid.is_dir() or naam.startswith("."):
            continue
        if naam not in _NAMEN:
            raise OngeldigeZip(
                f"Het bestand {naam[:60]} hoort er niet in. Zet er alleen de vijf CSV-bestanden in."
            )
        if naam in leden:
            raise OngeldigeZip(f"Het bestand {naam} staat er twee keer in. Laat er één staan.")
        leden[naam] = lid
    return leden


def _copy(lees: IO[bytes], schrijf: IO[bytes], over: int) -> int:
    while blok := lees.read(_BLOK):
        over -= len(blok)
        if over < 0:
            raise OngeldigeZip(TE_GROOT)
        schrijf.write(blok)
    return over
