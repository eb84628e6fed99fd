"""What the policy itself says of a request that an employee decides on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portaal.aanslag.stand import Aanslag
from portaal.infra.i18n import N_
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.rules.oordeel import Situatie, Zaak, make_zaak
from portaal.regeling.rules.schema import most_terms, smallest_but_last
from portaal.regeling.stand import Reden, Verzoeksoort, Wens


class Uitkomst(StrEnum):
    """The policy's verdict, from mild to strict."""

    TOEKENNEN = "toekennen"
    ALLEEN_MET_REDEN = "alleen_met_reden"
    ANDER_VOORSTEL = "ander_voorstel"
    GESPREK = "gesprek"


@dataclass(frozen=True)
class Advies:
    """The verdict with its reasons, and the plan that the policy would accept where it differs (LI 25.5.10)."""

    uitkomst: Uitkomst
    redenen: tuple[Reden, ...]
    voorstel: Wens | None = None

    @property
    def vraagt_reden(self) -> bool:
        """Whether granting goes against the policy, so that the employee says why."""
        return self.uitkomst in (Uitkomst.ALLEEN_MET_REDEN, Uitkomst.ANDER_VOORSTEL)


def advise(
    wens: Wens, aanslagen: Sequence[Aanslag], situatie: Situatie, beleid: RegelingBeleid, vandaag: date
) -> Advies:
    """The policy's verdict on a request in the judged lane."""
    zaak = make_zaak(wens, aanslagen, situatie, beleid, vandaag)
    if wens.soort is Verzoeksoort.GESPREK or zaak.plan is None:
        return Advies(Uitkomst.GESPREK, (_talk(zaak),))
    if smallest_but_last(zaak.plan) < zaak.grenzen.kleinste_termijn and zaak.plan.aantal > 1:
        return Advies(Uitkomst.ANDER_VOORSTEL, (_too_small(zaak),), _acceptable(zaak))
    if zaak.plan.aantal > zaak.grenzen.langste_termijnen:
        return Advies(Uitkomst.ANDER_VOORSTEL, (_too_long(zaak), _kwijtschelding(zaak)), _acceptable(zaak))
    if zaak.plan.aantal > zaak.grenzen.meeste_termijnen:
        redenen = (_longer(zaak), _kwijtschelding(zaak))
        return Advies(Uitkomst.ALLEEN_MET_REDEN, redenen, _acceptable(zaak))
    return Advies(Uitkomst.TOEKENNEN, (_fits(zaak),))


def _acceptable(zaak: Zaak) -> Wens:
    grenzen = zaak.grenzen
    aantal = most_terms(zaak.totaal, grenzen.meeste_termijnen, grenzen.kleinste_termijn)
    return replace(zaak.wens, soort=Verzoeksoort.REGELING, aantal=aantal, maandbedrag=None, tot=None)


def _talk(zaak: Zaak) -> Reden:
    tekst = N_("Bel eerst. Spreek samen af wat kan.")
    return Reden("advies.gesprek", zaak.beleid.mens.bron, tekst)


def _fits(zaak: Zaak) -> Reden:
    tekst = N_("Het plan past binnen %(meeste)s maanden.")
    waarden = (("meeste", zaak.grenzen.meeste_termijnen),)
    return Reden("beoordeling.past", zaak.grenzen.beoordeling_bron, tekst, waarden)


def _longer(zaak: Zaak) -> Reden:
    tekst = N_("Het plan duurt langer dan %(meeste)s maanden. Dat kan alleen met een bijzondere reden.")
    waarden = (("meeste", zaak.grenzen.meeste_termijnen),)
    return Reden("beoordeling.langer", zaak.grenzen.beoordeling_bron, tekst, waarden)


def _too_long(zaak: Zaak) -> Reden:
    tekst = N_("Het plan duurt langer dan %(meeste)s maanden, en dat is het langste dat kan.")
    waarden = (("meeste", zaak.grenzen.langste_termijnen),)
    return Reden("beoordeling.te_lang", zaak.grenzen.beoordeling_bron, tekst, waarden)


def _too_small(zaak: Zaak) -> Reden:
    tekst = N_("Een termijn is lager dan %(grens)s.")
    waarden = (("grens", zaak.grenzen.kleinste_termijn),)
    return Reden("beoordeling.kleinste_termijn", zaak.grenzen.beoordeling_bron, tekst, waarden)


def _kwijtschelding(zaak: Zaak) -> Reden:
    # "Als twaalf maanden niet genoeg is, ambtshalve als verzoek om kwijtschelding behandelen": LI 25.5.1.
    tekst = N_("Kijk ook naar kwijtschelding. Dat hoort zo als een jaar te kort is.")
    return Reden("kwijtschelding.ambtshalve", "LI 25.5.1", tekst)
