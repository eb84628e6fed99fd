"""What the policy itself says of a request that an employee decides on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from portaal.aanslag.stand import Aanslag
from portaal.infra.i18n import N_
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.rules.incasso import may_debit
from portaal.regeling.rules.oordeel import Situatie, Zaak, make_zaak
from portaal.regeling.rules.schema import most_terms, smallest_but_last, terms_until
from portaal.regeling.stand import Betaalwijze, Reden, Verzoeksoort, Wens


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
    if wens.soort is Verzoeksoort.PAUZE:
        return _on_pauze(zaak)
    if zaak.plan is None:
        return Advies(Uitkomst.GESPREK, (_talk(zaak),))
    if wens.wijze is Betaalwijze.INCASSO and not may_debit(aanslagen, situatie.incasso, beleid.incasso):
        zelf = replace(_acceptable(zaak), wijze=Betaalwijze.OVERMAKEN)
        return Advies(Uitkomst.ANDER_VOORSTEL, (_no_debit(zaak),), zelf)
    maanden = months_of(zaak)
    if smallest_but_last(zaak.plan) < zaak.grenzen.kleinste_termijn and zaak.plan.aantal > 1:
        return Advies(Uitkomst.ANDER_VOORSTEL, (_too_small(zaak),), _acceptable(zaak))
    if maanden > zaak.grenzen.langste_termijnen:
        return Advies(Uitkomst.ANDER_VOORSTEL, (_too_long(zaak), _kwijtschelding(zaak)), _acceptable(zaak))
    if maanden > zaak.grenzen.meeste_termijnen:
        redenen = (_longer(zaak), _kwijtschelding(zaak))
        return Advies(Uitkomst.ALLEEN_MET_REDEN, redenen, _acceptable(zaak))
    return Advies(Uitkomst.TOEKENNEN, (_fits(zaak),))


def months_of(zaak: Zaak) -> int:
    """How many months the plan takes: its terms, or the months until one later payment."""
    if zaak.plan is None or zaak.wens.tot is None:
        return zaak.plan.aantal if zaak.plan else 0
    return terms_until(zaak.vandaag, zaak.wens.tot) - 1


def _on_pauze(zaak: Zaak) -> Advies:
    regel = zaak.beleid.pauze
    langste = zaak.vandaag + timedelta(days=max(regel.dagen))
    if zaak.wens.tot is not None and zaak.wens.tot <= langste:
        return Advies(Uitkomst.TOEKENNEN, (Reden("pauze.past", regel.bron, N_("De pauze is niet te lang.")),))
    tekst = N_("De pauze duurt langer dan gewoon. Dat kan alleen met een bijzondere reden.")
    return Advies(Uitkomst.ALLEEN_MET_REDEN, (Reden("pauze.lang", regel.bron, tekst),))


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


def _no_debit(zaak: Zaak) -> Reden:
    bron = zaak.beleid.incasso.bron if zaak.beleid.incasso else zaak.grenzen.beoordeling_bron
    tekst = N_("Afschrijven kan niet meer. Stel voor dat de inwoner zelf overmaakt.")
    return Reden("incasso.loopt", bron, tekst)


def _too_small(zaak: Zaak) -> Reden:
    tekst = N_("Een termijn is lager dan %(grens)s.")
    waarden = (("grens", zaak.grenzen.kleinste_termijn),)
    return Reden("beoordeling.kleinste_termijn", zaak.grenzen.beoordeling_bron, tekst, waarden)


def _kwijtschelding(zaak: Zaak) -> Reden:
    # "Als twaalf maanden niet genoeg is, ambtshalve als verzoek om kwijtschelding behandelen": LI 25.5.1.
    tekst = N_("Kijk ook naar kwijtschelding. Dat hoort zo als een jaar te kort is.")
    return Reden("kwijtschelding.ambtshalve", "LI 25.5.1", tekst)
