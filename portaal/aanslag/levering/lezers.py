"""Readers that remember: in a delivery the same dates, amounts and kinds come by thousands of times."""

import json
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from portaal.aanslag.levering.melding import Rijfout
from portaal.aanslag.levering.waarden import (
    read_bedrag,
    read_datum,
    read_datum_of_leeg,
    read_getal,
    read_janee,
    read_keuze,
)
from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Kanaal, Verzendsoort
from portaal.core.geld import Centen

T = TypeVar("T")
S = TypeVar("S")
_HOOGSTENS = 20_000


class Onthoudt(dict[S, T]):
    """A reader by subscript, `lees[tekst]`: works a text out once. A text that cannot be raises each time."""

    def __init__(self, lees: Callable[[S], T]) -> None:
        """`lees` makes the value, or raises Rijfout."""
        super().__init__()
        self._lees = lees

    def __missing__(self, tekst: S) -> T:
        """Read what was not read before."""
        waarde = self._lees(tekst)
        if len(self) < _HOOGSTENS:
            self[tekst] = waarde
        return waarde


class Lezers:
    """One reader per column that is more than text."""

    def __init__(self, vandaag: date) -> None:
        """`vandaag` is the day of the delivery: no date may lie more than a year after it."""
        self._vandaag = vandaag
        self.soort = Onthoudt[str, str](lambda t: read_keuze(t, Aanslagsoort, "soort").value)
        self.belastingjaar = Onthoudt[str, int](
            lambda t: read_getal(t, "belastingjaar", van=1990, tot_en_met=2100)
        )
        self.dagtekening = self._day("dagtekening")
        self.totaalbedrag = Onthoudt[str, Centen](lambda t: read_bedrag(t, "totaalbedrag"))
        self.automatische_incasso = Onthoudt[str, bool](lambda t: read_janee(t, "automatische_incasso"))
        self.aantal_termijnen = Onthoudt[str, int](
            lambda t: read_getal(t, "aantal_termijnen", van=1, tot_en_met=12)
        )
        self.vervaldata = Onthoudt(self._vervaldata)
        self.kosten = Onthoudt[str, Centen | None](lambda t: read_bedrag(t, "kosten") if t else None)
        self.rente = Onthoudt[str, Centen | None](lambda t: read_bedrag(t, "rente") if t else None)
        self.uitstel_tot = self._day_or_none("uitstel_tot")
        self.kwijtschelding_gevraagd = Onthoudt[str, bool](lambda t: read_janee(t, "kwijtschelding_gevraagd"))
        self.bezwaar = Onthoudt[str, bool](lambda t: read_janee(t, "bezwaar"))
        self.volgende_stap_op = self._day_or_none("volgende_stap_op")
        self.regel = Onthoudt[str, int](lambda t: read_getal(t, "regel", van=0, tot_en_met=99999))
        self.van, self.tot_en_met = self._day_or_none("van"), self._day_or_none("tot_en_met")
        self.bedrag = Onthoudt[str, Centen](lambda t: read_bedrag(t, "bedrag"))
        self.datum = self._day("datum")
        self.boeking = Onthoudt[str, str](lambda t: read_keuze(t, Boekingsoort, "soort").value)
        self.verzending = Onthoudt[str, str](lambda t: read_keuze(t, Verzendsoort, "soort").value)
        self.kanaal = Onthoudt[str, str](lambda t: read_keuze(t, Kanaal, "kanaal").value)

    def _day(self, kolom: str) -> Onthoudt[str, str]:
        return Onthoudt(lambda t: read_datum(t, kolom, self._vandaag).isoformat())

    def _day_or_none(self, kolom: str) -> Onthoudt[str, str | None]:
        def lees(tekst: str) -> str | None:
            dag = read_datum_of_leeg(tekst, kolom, self._vandaag)
            return dag.isoformat() if dag else None

        return Onthoudt(lees)

    def _vervaldata(self, gegeven: tuple[str, int]) -> str:
        tekst, termijnen = gegeven
        data = [read_datum(deel, "vervaldata", self._vandaag).isoformat() for deel in tekst.split()]
        if data and len(data) != termijnen:
            raise Rijfout(
                "vervaldata",
                f"Er zijn {len(data)} vervaldata en {termijnen} termijnen. Maak die aantallen gelijk.",
            )
        return json.dumps(data)
