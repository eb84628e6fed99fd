"""What is wrong, or worth knowing, about a row of a delivery: in words, with what to do."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Meldingsoort(StrEnum):
    """What a melding means for its row."""

    UITVAL = "uitval"
    WAARSCHUWING = "waarschuwing"
    NIET_BEDIEND = "niet_bediend"


@dataclass(frozen=True)
class Melding:
    """One melding; `regel` is the line of the file as an editor shows it. Never holds a BSN."""

    soort: Meldingsoort
    bestand: str
    regel: int
    kolom: str
    melding: str
    aanslagnummer: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        velden = asdict(self)
        velden.pop("soort")
        return velden


class Weigering(Exception):
    """The whole delivery is refused, and nothing changes; `melding` says why and how to mend it."""

    def __init__(self, bestand: str, melding: str, *, regel: int = 0, kolom: str = "") -> None:
        """What is wrong, and where."""
        super().__init__(f"{bestand}: {melding}")
        self.melding = Melding(Meldingsoort.UITVAL, bestand, regel, kolom, melding)


class Rijfout(ValueError):
    """A value of a row that cannot be; names the column."""

    def __init__(self, kolom: str, melding: str) -> None:
        """Which column, and what to do."""
        super().__init__(melding)
        self.kolom, self.melding = kolom, melding
