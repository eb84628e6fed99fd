"""A part of a delivery that was read and judged: rows as the tables have them, ready to be stored."""

from collections.abc import Callable, Collection
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any, NamedTuple

from portaal.aanslag.levering.melding import Melding, Meldingsoort

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


# What Biljet._make does, without a call of ours for each.
_biljet: Callable[[Rijwaarden], Biljet] = partial(tuple.__new__, Biljet)


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

    def pack(self) -> tuple[Any, ...]:
        """All of it as tuples and lists of plain values, the quickest to hand to another process."""
        biljetten = list(map(tuple, self.biljetten))
        meldingen = [(m.soort.value, *astuple(m)[1:]) for m in self.meldingen]
        rijen = (self.standen, self.regels, self.betalingen, self.verzendingen)
        return (self.personen, biljetten, *rijen, meldingen, self.gezien, self.uitgevallen, self.gelezen)

    @classmethod
    def unpack(cls, ingepakt: tuple[Any, ...]) -> "Deel":
        """What `pack` made, as it was."""
        personen, biljetten, standen, regels, betalingen, verzendingen, meldingen, *rest = ingepakt
        return cls(
            personen,
            list(map(_biljet, biljetten)),
            *(standen, regels, betalingen, verzendingen),
            [Melding(Meldingsoort(soort), *velden) for soort, *velden in meldingen],
            *rest,
        )

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
