"""Deliveries for tests: a small correct one, with any field changed."""

import csv
from datetime import date
from pathlib import Path

from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.demo.generator.maak import write_delivery

VANDAAG = date(2026, 3, 16)


class Map:
    """A delivery in a folder that tests can spoil."""

    def __init__(self, folder: Path) -> None:
        """An empty folder."""
        self.folder = folder

    def rows(self, naam: str) -> list[dict[str, str]]:
        """The rows of a file."""
        with (self.folder / naam).open(encoding="utf-8-sig", newline="") as stroom:
            return list(csv.DictReader(stroom, delimiter=";"))

    def write(self, naam: str, rijen: list[dict[str, str]]) -> None:
        """Replace the rows of a file; its columns are those of the first row."""
        with (self.folder / naam).open("w", encoding="utf-8-sig", newline="") as stroom:
            schrijver = csv.DictWriter(stroom, list(rijen[0]), delimiter=";")
            schrijver.writeheader()
            schrijver.writerows(rijen)

    def change(self, naam: str, index: int, **velden: str) -> None:
        """Change fields of one row (the first has index 0 and stands on line 2)."""
        rijen = self.rows(naam)
        rijen[index] |= velden
        self.write(naam, rijen)

    def count(self, naam: str) -> int:
        """How many rows a file has."""
        return len(self.rows(naam))


def make_map(folder: Path, aantal: int = 40) -> Map:
    """A correct delivery of `aantal` inwoners."""
    list(write_delivery(folder, aantal, VANDAAG, seed=7))
    assert all((folder / indeling.naam).exists() for indeling in BESTANDEN)
    return Map(folder)
