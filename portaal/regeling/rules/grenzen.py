"""Which limits hold for a choice of aanslagen: the strictest of their profiles, never mixed silently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portaal.aanslag.rules import betaaldata
from portaal.aanslag.stand import Aanslag, Verzendsoort
from portaal.core.geld import Centen
from portaal.core.kalender import add_maanden
from portaal.regeling.beleid import Baan, Profiel, RegelingBeleid


@dataclass(frozen=True)
class Grenzen:
    """The limits for these aanslagen together; each rule keeps its source."""

    baan: Baan
    direct_bedrag: Centen
    direct_termijnen: int
    direct_kleinste: Centen
    direct_bron: str
    meeste_termijnen: int
    langste_termijnen: int
    kleinste_termijn: Centen
    beoordeling_bron: str
    uitstel_maanden: int
    uitstel_bedrag: Centen
    uitstel_bron: str
    stap_bron: str
    profielen: tuple[str, ...]

    @property
    def is_gemengd(self) -> bool:
        """Whether more than one profile is at stake."""
        return len(self.profielen) > 1


def limits_for(aanslagen: Iterable[Aanslag], beleid: RegelingBeleid) -> Grenzen:
    """The strictest limit of all profiles at stake; without aanslagen those of the first profile."""
    gekozen = {beleid.profiel_of(aanslag.soort).naam for aanslag in aanslagen}
    profielen = [p for p in beleid.profielen if p.naam in gekozen] or list(beleid.profielen[:1])
    return Grenzen(
        baan=Baan.DIRECT if all(p.baan is Baan.DIRECT for p in profielen) else Baan.BEOORDELING,
        direct_bedrag=min(p.direct.hoogste_bedrag for p in profielen),
        direct_termijnen=min(p.direct.meeste_termijnen for p in profielen),
        direct_kleinste=max(p.direct.kleinste_termijn for p in profielen),
        direct_bron=_bronnen(p.direct.bron for p in profielen),
        meeste_termijnen=min(p.beoordeling.meeste_termijnen for p in profielen),
        langste_termijnen=min(p.beoordeling.langste_termijnen for p in profielen),
        kleinste_termijn=max(p.beoordeling.kleinste_termijn for p in profielen),
        beoordeling_bron=_bronnen(p.beoordeling.bron for p in profielen),
        uitstel_maanden=min(p.uitstel.meeste_maanden for p in profielen),
        uitstel_bedrag=min(p.uitstel.hoogste_bedrag for p in profielen),
        uitstel_bron=_bronnen(p.uitstel.bron for p in profielen),
        stap_bron=_bronnen(p.stap.bron for p in profielen),
        profielen=tuple(p.naam for p in profielen),
    )


def lane_after_dispatch(aanslag: Aanslag, profiel: Profiel) -> Baan:
    """Whether what was sent about this aanslag still lets it be decided at once."""
    gestuurd = {verzending.soort for verzending in aanslag.verzendingen}
    if Verzendsoort.DWANGBEVEL in gestuurd:
        return profiel.stap.na_dwangbevel
    if Verzendsoort.AANMANING in gestuurd:
        return profiel.stap.na_aanmaning
    return Baan.DIRECT


def latest_uitstel(aanslagen: Iterable[Aanslag], grenzen: Grenzen, vandaag: date) -> date:
    """Until when kort uitstel goes: months after the last due date of the oldest aanslag (LI 25.5.3).

    Not before today: where that time is over, an employee looks at it.
    """
    oudste = min(aanslagen, key=lambda aanslag: aanslag.dagtekening)
    return max(vandaag, add_maanden(max(betaaldata(oudste)), grenzen.uitstel_maanden))


def _bronnen(bronnen: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(bronnen))
