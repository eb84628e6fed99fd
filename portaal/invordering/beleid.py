"""Dated configuration of collecting: the ladder per kind of aanslag, and what its steps cost."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from portaal.aanslag.stand import Aanslagsoort, Verzendsoort
from portaal.beleid.gemeente import Beleid
from portaal.core.geld import Centen

LADDER = "ladder"
KOSTEN = "kosten"


class Tredebeleid(Beleid):
    """One step of the ladder: how long after the one before it comes, and how long one then has to pay.

    `dagen` counts from the last day to pay of the step before (for the first step: the last due date,
    or with `herinnering_per_termijn` the first term that was missed).
    `betaaldagen` counts from the dagtekening of the step itself; with `atw` its end moves to a working day.
    """

    soort: Verzendsoort
    dagen: int = Field(ge=0, le=365)
    betaaldagen: int = Field(ge=0, le=90)
    atw: bool = False
    bron: str


class Profiel(Beleid):
    """The ladder of one kind of aanslag, in order, without the aanslagbiljet itself."""

    treden: tuple[Tredebeleid, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """A free reminder comes first (seed S1), and no step comes twice or out of order."""
        volgorde = [list(Verzendsoort).index(trede.soort) for trede in self.treden]
        if self.treden[0].soort is not Verzendsoort.HERINNERING:
            raise ValueError("de eerste trede is de kosteloze herinnering")
        if volgorde != sorted(set(volgorde)):
            raise ValueError("de treden staan niet op volgorde, of een trede staat er twee keer")
        return self


class Ladderbeleid(Beleid):
    """The ladders of the gemeente, and what makes them stand still."""

    stil_bij_kwijtschelding: bool = Field(description="UR IW 9: no collecting while a request is looked at")
    herinnering_per_termijn: bool = Field(
        default=True, description="Who missed a term gets the first letter then, not after the last term"
    )
    profielen: dict[Aanslagsoort, Profiel]

    @model_validator(mode="after")
    def check_complete(self) -> Self:
        """Every kind of aanslag has its own ladder: profiles are never mixed silently (seed S6)."""
        if ontbreekt := [soort.value for soort in Aanslagsoort if soort not in self.profielen]:
            raise ValueError(f"er is geen ladder voor: {', '.join(ontbreekt)}")
        return self


class Kostenjaar(Beleid):
    """The amounts of the Kostenwet invordering rijksbelastingen from one day on, in cents."""

    vanaf: date
    aanmaning_grens: Centen
    aanmaning_onder: Centen
    aanmaning_vanaf: Centen
    dwangbevel_basis: Centen
    dwangbevel_stap: Centen
    dwangbevel_per: Centen
    dwangbevel_hoogstens: Centen
    exploot: Centen
    beslag: Centen
    bron: str


class Kostenbeleid(Beleid):
    """The amounts of every year, oldest first."""

    jaren: tuple[Kostenjaar, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """The years ascend, so that the last one that has begun is the one that holds."""
        dagen = [jaar.vanaf for jaar in self.jaren]
        if dagen != sorted(set(dagen)):
            raise ValueError("de jaren staan niet op volgorde, of een dag staat er twee keer")
        return self
