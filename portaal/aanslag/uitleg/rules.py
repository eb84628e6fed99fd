"""Explaining a biljet line by line, with this person's own numbers. Pure: frozen values in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portaal.aanslag.stand import Aanslag, Regel
from portaal.aanslag.uitleg.som import Som, Somvorm, explain_som
from portaal.aanslag.uitleg.soorten import Belastingsoorten, Eenheid, Hoedanigheid, Reden, Soorttekst
from portaal.aanslag.uitleg.vergelijking import Vergelijking, compare
from portaal.core.geld import Centen

MEESTE_KLEUREN = 6
BALK = 1000


class Woonsituatie(StrEnum):
    """Who one is on this biljet, for the sentence on top."""

    EIGENAAR_BEWONER = "eigenaar_bewoner"
    EIGENAAR = "eigenaar"
    BEWONER = "bewoner"
    DEEL_VAN_JAAR = "deel_van_jaar"  # lived at one address, for a part of the year
    VERHUISD = "verhuisd"
    MEER_ADRESSEN = "meer_adressen"
    ANDERS = "anders"


@dataclass(frozen=True)
class Uitlegregel:
    """One line with all that explains it. `soort` is the key of its public page, empty when it has none."""

    regel: Regel
    soort: str
    tekst: Soorttekst
    eenheid: Eenheid
    reden: Reden | None
    som: Som
    vorig_jaar: Vergelijking
    kleur: int

    @property
    def is_correctie(self) -> bool:
        """Whether the line takes something off."""
        return self.regel.bedrag < 0

    @property
    def is_deel_van_jaar(self) -> bool:
        """Whether the line is about a part of the year only."""
        van, tot = self.regel.van, self.regel.tot_en_met
        if van is None or tot is None:
            return False
        return (van.month, van.day) != (1, 1) or (tot.month, tot.day) != (12, 31)

    @property
    def woonde_maanden(self) -> bool:
        """Whether one pays for the months that one lived somewhere, and not for a whole year."""
        return self.tekst.rol is Hoedanigheid.BEWONER and not self.is_correctie and _is_part_year(self.som)

    def waarom(self, taal: str) -> str:
        """Why one pays, in a few words; of who lived there for some months as it was then."""
        bron = self.reden or self.tekst
        return (bron.tekst("reden_toen", taal) if self.woonde_maanden else "") or bron.tekst("reden", taal)


@dataclass(frozen=True)
class Deel:
    """A part of the bar: where it begins and how wide it is, of `BALK`."""

    kleur: int
    begin: int
    breedte: int


@dataclass(frozen=True)
class Aanslaguitleg:
    """The explanation of one biljet."""

    regels: tuple[Uitlegregel, ...]
    delen: tuple[Deel, ...]
    situatie: Woonsituatie
    adres: str

    @property
    def som_regels(self) -> Centen:
        """What the lines add up to."""
        return Centen(sum(uitleg.regel.bedrag for uitleg in self.regels))


def explain(aanslag: Aanslag, andere: Sequence[Aanslag], beleid: Belastingsoorten) -> Aanslaguitleg:
    """Each line of the biljet explained; `andere` are the aanslagen of the same person, for last year's lines."""
    vorige = lines_of_last_year(aanslag, andere)
    regels = tuple(
        _explain_regel(regel, aanslag, vorige, beleid, kleur=plek % MEESTE_KLEUREN + 1)
        for plek, regel in enumerate(aanslag.regels)
    )
    situatie, adres = find_situatie(regels)
    return Aanslaguitleg(regels, share_bar(regels), situatie, adres)


def lines_of_last_year(aanslag: Aanslag, andere: Sequence[Aanslag]) -> list[Regel] | None:
    """All lines of the same kind of biljet of the year before; None when there is none that stands."""
    vorige = [
        a
        for a in andere
        if a.belastingjaar == aanslag.belastingjaar - 1 and a.soort is aanslag.soort and not a.vernietigd
    ]
    return [regel for a in vorige for regel in a.regels] if vorige else None


def _explain_regel(
    regel: Regel, aanslag: Aanslag, vorige: list[Regel] | None, beleid: Belastingsoorten, *, kleur: int
) -> Uitlegregel:
    tekst = beleid.of(regel.belastingsoort)
    return Uitlegregel(
        regel=regel,
        soort=regel.belastingsoort if beleid.is_bekend(regel.belastingsoort) else "",
        tekst=tekst,
        eenheid=beleid.eenheid(regel.eenheid),
        reden=find_reden(regel, tekst),
        som=explain_som(regel),
        vorig_jaar=compare(regel, aanslag.regels, vorige, tekst),
        kleur=kleur,
    )


def find_reden(regel: Regel, tekst: Soorttekst) -> Reden | None:
    """The reason that the description of the line calls for; None for the general one of its kind."""
    omschrijving = regel.omschrijving.casefold()
    return next((r for r in tekst.redenen if any(w.casefold() in omschrijving for w in r.herken)), None)


def share_bar(regels: Sequence[Uitlegregel]) -> tuple[Deel, ...]:
    """The lines as parts of one bar; what takes something off has no part. The parts fill the bar."""
    positief = [uitleg for uitleg in regels if uitleg.regel.bedrag > 0]
    totaal = sum(uitleg.regel.bedrag for uitleg in positief)
    delen, tot_nu = [], 0
    for uitleg in positief:
        begin = tot_nu * BALK // totaal
        tot_nu += uitleg.regel.bedrag
        delen.append(Deel(uitleg.kleur, begin, tot_nu * BALK // totaal - begin))
    return tuple(delen)


def find_situatie(regels: Sequence[Uitlegregel]) -> tuple[Woonsituatie, str]:
    """Who one is on this biljet, and the one address that it is about, if there is one."""
    wonen = [u for u in regels if u.tekst.rol is not Hoedanigheid.ANDERS and not u.is_correctie]
    adressen = list(dict.fromkeys(u.regel.object for u in wonen if u.regel.object))
    rollen = {u.tekst.rol for u in wonen}
    bewoond = [u for u in wonen if u.tekst.rol is Hoedanigheid.BEWONER]
    is_deel = any(u.woonde_maanden for u in bewoond)
    if len(adressen) > 1:
        is_deel = is_deel or any(u.is_deel_van_jaar for u in bewoond)
        return (Woonsituatie.VERHUISD if is_deel else Woonsituatie.MEER_ADRESSEN), ""
    adres = adressen[0] if adressen else ""
    if not adres:
        return Woonsituatie.ANDERS, ""
    if is_deel:
        return Woonsituatie.DEEL_VAN_JAAR, adres
    if rollen == {Hoedanigheid.EIGENAAR, Hoedanigheid.BEWONER}:
        return Woonsituatie.EIGENAAR_BEWONER, adres
    return (Woonsituatie.EIGENAAR if Hoedanigheid.EIGENAAR in rollen else Woonsituatie.BEWONER), adres


def _is_part_year(som: Som) -> bool:
    return som.vorm is Somvorm.MAANDEN and not som.is_heel_jaar
