"""A part of a delivery that was read and judged: rows as the tables have them, ready to be stored."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portaal.aanslag.levering.melding import Melding

Rijwaarden = tuple[Any, ...]
Persoon = tuple[str, Rijwaarden]
STAND = (
    *("id", "soort", "belastingjaar", "dagtekening", "betalingskenmerk", "totaalbedrag", "automatische_incasso"),
    *("aantal_termijnen", "vervaldata", "vernietigd", "rente", "uitstel_tot", "kwijtschelding_gevraagd"),
    *("bezwaar", "volgende_stap", "volgende_stap_op", "kosten", "betaald"),
)
REGEL = (
    *("stand_id", "regel", "belastingsoort", "omschrijving", "object", "grondslag", "eenheid", "tarief"),
    *("van", "tot_en_met", "bedrag", "klopt"),
)
BETALING = ("stand_id", "datum", "soort", "bedrag")
VERZENDING = ("stand_id", "soort", "dagtekening", "kanaal", "kosten")


class Biljet(NamedTuple):
    """Whose aanslag a stand is, and the line of aanslagen.csv that it stood on."""

    stand_id: int
    aanslagnummer: str
    bsn: str
    regel: int


@dataclass
class Deel:
    """What was read since the part before it; `gezien` counts the aanslagen that must come in or fall out.

    Rows are flat: each names its stand, dates are ISO text and money is in cents. `biljetten` and `standen` run
    beside each other. `personen` are by BSN, with their columns after levering_id.
    """

    personen: list[Persoon] = field(default_factory=list)
    biljetten: list[Biljet] = field(default_factory=list)
    standen: list[Rijwaarden] = field(default_factory=list)
    regels: list[Rijwaarden] = field(default_factory=list)
    betalingen: list[Rijwaarden] = field(default_factory=list)
    verzendingen: list[Rijwaarden] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    gezien: int = 0
    uitgevallen: int = 0
    gelezen: list[tuple[str, int]] = field(default_factory=list)

    def without(self, stand_ids: Collection[int]) -> "Deel":
        """The aanslagen of this part except some: of those no row is left."""
        if not stand_ids:
            return self

        def rest(rijen: list[Rijwaarden]) -> list[Rijwaarden]:
            return [rij for rij in rijen if rij[0] not in stand_ids]

        return Deel(
            biljetten=[biljet for biljet in self.biljetten if biljet.stand_id not in stand_ids],
            standen=rest(self.standen),
            regels=rest(self.regels),
            betalingen=rest(self.betalingen),
            verzendingen=rest(self.verzendingen),
        )
