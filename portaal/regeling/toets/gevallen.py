"""Example cases as data: who asks for what, and what is expected of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Kanaal, Verzending, Verzendsoort
from portaal.aanslag.voorbeeld import make_voorbeeld
from portaal.beleid.bestanden import VOORBEELD, read_tekst
from portaal.beleid.gemeente import Beleid
from portaal.core.geld import Centen, split_evenly
from portaal.inwoner.rules import Inwonerstatus
from portaal.regeling.beleid import Euros
from portaal.regeling.rules.incasso import Incassostaat
from portaal.regeling.rules.oordeel import Situatie
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Verzoeksoort, Wens

BESTAND = "toetsgevallen.toml"


class Verwachting(Beleid):
    """What must come out; a part that is not named may be anything."""

    baan: str = Field(pattern=r"^(meteen|medewerker|niets)$")
    termijnen: int | None = None
    regel: str = ""


class Geval(Beleid):
    """One case: `aanslagen` biljetten of one kind that add up to `bedrag`, and what is asked.

    `stap` is the last thing that was sent; `tot_dagen` is until when uitstel or a pause is asked, from today.
    """

    naam: str
    soort: Aanslagsoort = Aanslagsoort.GECOMBINEERD
    bedrag: Euros
    aanslagen: int = Field(1, ge=1, le=20)
    stap: Verzendsoort = Verzendsoort.AANSLAGBILJET
    incasso: bool = False
    incasso_gestopt: bool = False
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN
    verzoek: Verzoeksoort = Verzoeksoort.REGELING
    aantal: int | None = Field(None, ge=1, le=120)
    maandbedrag: Euros | None = None
    tot_dagen: int | None = Field(None, ge=1, le=800)
    dag: int = Field(25, ge=1, le=31)
    status: Inwonerstatus = Inwonerstatus.GEWOON
    omstandigheid: Omstandigheid = Omstandigheid.GEEN
    beeindigd: int = Field(0, ge=0)
    loopt_al: bool = False
    uitstel_gehad: bool = False
    oude_cijfers: bool = False
    verwacht: Verwachting | None = None

    @model_validator(mode="after")
    def check_wens(self) -> Self:
        """A regeling has a number of terms or an amount a month; uitstel and a pause have an end."""
        if self.verzoek is Verzoeksoort.REGELING and (self.aantal is None) == (self.maandbedrag is None):
            raise ValueError("kies aantal of maandbedrag, een van de twee")
        if self.verzoek in (Verzoeksoort.UITSTEL, Verzoeksoort.PAUZE) and self.tot_dagen is None:
            raise ValueError("tot_dagen ontbreekt. Schrijf tot hoeveel dagen vanaf vandaag")
        if self.wijze is Betaalwijze.INCASSO and self.verzoek is not Verzoeksoort.REGELING:
            raise ValueError("alleen een regeling kan met incasso. Haal wijze weg")
        return self

    def wens(self, vandaag: date) -> Wens:
        """What is asked, on a day."""
        tot = vandaag + timedelta(days=self.tot_dagen) if self.tot_dagen else None
        return Wens(self.verzoek, self.aantal, self.maandbedrag, self.dag, tot, self.wijze)

    def make_aanslagen(self, vandaag: date) -> list[Aanslag]:
        """The aanslagen, sent two weeks ago and due in a month; a later step came after it."""
        bedragen = split_evenly(Centen(self.bedrag), self.aanslagen)
        return [self._aanslag(nummer, bedrag, vandaag) for nummer, bedrag in enumerate(bedragen, 1)]

    def situatie(self, vandaag: date) -> Situatie:
        """What is known of who asks, on a day."""
        alle = frozenset(range(1, self.aanslagen + 1))
        return Situatie(
            status=self.status,
            omstandigheid=self.omstandigheid,
            lopende_aanslagen=alle if self.loopt_al else frozenset(),
            uitstel_gehad=alle if self.uitstel_gehad else frozenset(),
            beeindigd=self.beeindigd,
            incasso=self._incasso(alle, vandaag),
        )

    def _incasso(self, alle: frozenset[int], vandaag: date) -> Incassostaat:
        if not self.incasso:
            return Incassostaat()
        if self.incasso_gestopt:
            return Incassostaat(gestopt=alle)
        return Incassostaat(loopt=alle, dagen=(_betaaldag(vandaag),))

    def _aanslag(self, nummer: int, bedrag: Centen, vandaag: date) -> Aanslag:
        dagtekening = vandaag - timedelta(days=14)
        soorten = list(Verzendsoort)
        gestuurd = soorten[: soorten.index(self.stap) + 1]
        return replace(
            make_voorbeeld(self.soort, dagtekening, bedrag, _betaaldag(vandaag)),
            id=nummer,
            aanslagnummer=f"{nummer:012d}",
            belastingjaar=vandaag.year,
            automatische_incasso=self.incasso,
            bijgewerkt_at=datetime.combine(vandaag, time(), UTC),
            oud_sinds=vandaag - timedelta(days=3) if self.oude_cijfers else None,
            verzendingen=tuple(Verzending(soort, dagtekening, Kanaal.POST, Centen(0)) for soort in gestuurd),
        )


def _betaaldag(vandaag: date) -> date:
    return vandaag + timedelta(days=30)


class Gevallen(Beleid):
    """The cases of a gemeente."""

    gevallen: tuple[Geval, ...] = Field(min_length=1)


def read_gevallen(folder: Path | None) -> tuple[Geval, ...]:
    """The cases of the gemeente's folder, or of the example. Raises BeleidFout."""
    eigen = folder / BESTAND if folder else None
    bestand = eigen if eigen and eigen.is_file() else VOORBEELD / BESTAND
    _, inhoud = read_tekst(Gevallen, bestand.read_text(encoding="utf-8"), bestand.name)
    return Gevallen.model_validate(inhoud).gevallen
