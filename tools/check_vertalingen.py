"""Fail when the English catalogue lacks a message, keeps one that is gone, or guesses at one."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

WORTEL = Path(__file__).resolve().parent.parent


def read(bestand: Path) -> Catalog:
    """The catalogue in a file."""
    with bestand.open("rb") as stroom:
        return read_po(stroom)


def extract(folder: Path) -> Catalog:
    """The messages that the code and templates hold now."""
    pot = folder / "messages.pot"
    frontend = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    opdracht = [*frontend, "-F", "babel.cfg", "-o", str(pot), "."]
    subprocess.run(opdracht, check=True, cwd=WORTEL)
    return read(pot)


def main() -> int:
    """Compare, and say what is wrong."""
    with TemporaryDirectory() as tijdelijk:
        nu = {bericht.id for bericht in extract(Path(tijdelijk)) if bericht.id}
    engels = {b.id: b for b in read(WORTEL / "translations/en/LC_MESSAGES/messages.po") if b.id}
    fouten = [f"ontbreekt: {i}" for i in nu - engels.keys()]
    fouten += [f"niet meer in gebruik: {i}" for i in engels.keys() - nu]
    for i, bericht in engels.items():
        vertaald = bericht.string if isinstance(bericht.string, tuple) else (bericht.string,)
        if bericht.fuzzy or not all(vertaald):
            fouten.append(f"niet vertaald: {i}")
        fouten += [f"{fout}: {i}" for fout in bericht.check()]
    print("\n".join(sorted(fouten)) or f"{len(nu)} berichten, alle vertaald")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
