"""Fail when a dependency that is needed to run has a licence that does not go with EUPL-1.2."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

WORTEL = Path(__file__).resolve().parent.parent
MAG = (
    *("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla", "LGPL", "Lesser"),
    *("EUPL", "Unlicense", "CC0", "Zlib", "0BSD", "HPND", "Public Domain", "zlib"),
)


def runtime_packages() -> set[str]:
    """The names of everything that is installed with the portal."""
    project = tomllib.loads((WORTEL / "pyproject.toml").read_text())["project"]
    te_doen = [Requirement(regel) for regel in project["dependencies"]]
    gezien: set[str] = set()
    while te_doen:
        eis = te_doen.pop()
        naam = eis.name.lower().replace("_", "-")
        if naam in gezien or (eis.marker and not eis.marker.evaluate({"extra": ""})):
            continue
        gezien.add(naam)
        try:
            te_doen += [Requirement(regel) for regel in requires(naam) or []]
        except PackageNotFoundError:
            continue
    return gezien


def main() -> int:
    """Compare, and say what is wrong."""
    opdracht = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    uitvoer = subprocess.run(opdracht, check=True, capture_output=True, text=True)
    nodig = runtime_packages()
    pakketten = [p for p in json.loads(uitvoer.stdout) if p["Name"].lower().replace("_", "-") in nodig]
    fouten = [f"{p['Name']}: {p['License']}" for p in pakketten if not any(mag in p["License"] for mag in MAG)]
    print("\n".join(fouten) or f"{len(pakketten)} pakketten, alle met een licentie die bij EUPL-1.2 past")
    return 1 if fouten or not pakketten else 0


if __name__ == "__main__":
    sys.exit(main())
