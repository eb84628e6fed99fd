"""Whether a request is granted at once or looked at by a person, with every reason and its source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from portaal.aanslag.stand import Aanslag
from portaal.core.geld import Centen
from portaal.core.kalender import add_maanden, next_werkdag
from portaal.infra.i18n import N_
from portaal.inwoner.rules import Inwonerstatus
from portaal.regeling.beleid import Baan, RegelingBeleid
from portaal.regeling.rules.grenzen import Grenzen, lane_after_dispatch, latest_uitstel, limits_for
from portaal.regeling.rules.incasso import Incassostaat, may_debit, plan_under, smallest_debit
from portaal.regeling.rules.schema import open_posten, smallest_but_last, total_of
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Plan, Post, Reden, Verzoeksoort, Wens


@dataclass(frozen=True)
class Situatie:
    """What is known of the person who asks, besides the aanslagen."""

    status: Inwonerstatus = Inwonerstatus.GEWOON
    omstandigheid: Omstandigheid = Omstandigheid.GEEN
    lopende_aanslagen: frozenset[int] = frozenset()
    uitstel_gehad: frozenset[int] = frozenset()
    beeindigd: int = 0
    laatste_pauze: date | None = None
    kosten_terug: Mapping[int, Centen] = field(default_factory=dict)
    incasso: Incassostaat = field(default_factory=Incassostaat)

    @property
    def vraagt_mens(self) -> bool:
        """Whether a person must take it up."""
        return self.status.vraagt_mens or self.omstandigheid is not Omstandigheid.GEEN


@dataclass(frozen=True)
class Toegekend:
    """Granted at once. A pause has no plan."""

    plan: Plan | None
    redenen: tuple[Reden, ...]


@dataclass(frozen=True)
class TerBeoordeling:
    """An employee decides, before the end of `uiterlijk`."""

    plan: Plan | None
    redenen: tuple[Reden, ...]
    uiterlijk: date


@dataclass(frozen=True)
class Afgewezen:
    """There is nothing to arrange: the only case in which nobody needs to look."""

    redenen: tuple[Reden, ...]


Oordeel = Toegekend | TerBeoordeling | Afgewezen


@dataclass(frozen=True)
class Zaak:
    """Everything that a check may look at."""

    wens: Wens
    aanslagen: Sequence[Aanslag]
    posten: tuple[Post, ...]
    plan: Plan | None
    situatie: Situatie
    beleid: RegelingBeleid
    grenzen: Grenzen
    vandaag: date

    @property
    def totaal(self) -> Centen:
        """What is asked about, in cents."""
        return total_of(self.posten)


Toets = Callable[[Zaak], Reden | None]


def assess(
    wens: Wens, aanslagen: Sequence[Aanslag], situatie: Situatie, beleid: RegelingBeleid, vandaag: date
) -> Oordeel:
    """Decide on a request: granted at once when no check holds it back, else an employee looks."""
    zaak = make_zaak(wens, aanslagen, situatie, beleid, vandaag)
    if not zaak.posten:
        tekst = N_("Op deze aanslag staat niets meer open.")
        return Afgewezen((Reden("open.niets", "Awb 4:89", tekst, houdt_tegen=True),))
    gevonden = (toets(zaak) for toets in checks_for(wens))
    redenen = tuple(reden for reden in gevonden if reden is not None)
    if any(reden.houdt_tegen for reden in redenen):
        streef = vandaag + timedelta(days=beleid.beslissing.streef_dagen)
        tegen = tuple(reden for reden in redenen if reden.houdt_tegen)
        return TerBeoordeling(zaak.plan, tegen, next_werkdag(streef))
    return Toegekend(zaak.plan, redenen)


def make_zaak(
    wens: Wens, aanslagen: Sequence[Aanslag], situatie: Situatie, beleid: RegelingBeleid, vandaag: date
) -> Zaak:
    """The case with its amounts, limits and schedule worked out."""
    posten = open_posten(aanslagen, situatie.kosten_terug)
    heeft_plan = wens.soort in (Verzoeksoort.REGELING, Verzoeksoort.UITSTEL) and posten
    plan = plan_under(posten, wens, beleid, situatie.incasso, vandaag) if heeft_plan else None
    return Zaak(wens, aanslagen, posten, plan, situatie, beleid, limits_for(aanslagen, beleid), vandaag)


def checks_for(wens: Wens) -> tuple[Toets, ...]:
    """The checks that a kind of request has to pass for the direct lane."""
    altijd: tuple[Toets, ...] = (_mens, _verouderd, _lopend)
    if wens.wijze is Betaalwijze.INCASSO:
        return (*altijd, _incasso, _baan, _stap, _incasso_bedrag, _incasso_termijnen, _incasso_kleinste, _eerder)
    return {
        Verzoeksoort.REGELING: (*altijd, _baan, _stap, _bedrag, _termijnen, _kleinste, _dag, _eerder),
        Verzoeksoort.UITSTEL: (*altijd, _baan, _stap, _uitstel_bedrag, _uitstel_datum, _uitstel_eerder),
        Verzoeksoort.PAUZE: (*altijd, _pauze_duur, _pauze_eerder),
        Verzoeksoort.GESPREK: (_gesprek,),
    }[wens.soort]


def _incasso(zaak: Zaak) -> Reden | None:
    if may_debit(zaak.aanslagen, zaak.situatie.incasso, zaak.beleid.incasso):
        return None
    tekst = N_("Wij kunnen niet van uw rekening afschrijven. Een medewerker kijkt wat wel kan.")
    return Reden("incasso.loopt", _incasso_bron(zaak), tekst, houdt_tegen=True)


def _incasso_bedrag(zaak: Zaak) -> Reden:
    grens = zaak.beleid.incasso.hoogste_bedrag if zaak.beleid.incasso else Centen(0)
    waarden = (("bedrag", zaak.totaal), ("grens", grens))
    if zaak.totaal > grens:
        tekst = N_("Het gaat om meer dan %(grens)s.")
        return Reden("incasso.bedrag", _incasso_bron(zaak), tekst, waarden, houdt_tegen=True)
    return Reden("incasso.bedrag", _incasso_bron(zaak), N_("Het bedrag is niet hoger dan %(grens)s."), waarden)


def _incasso_termijnen(zaak: Zaak) -> Reden:
    meeste = zaak.beleid.incasso.meeste_termijnen if zaak.beleid.incasso else 0
    waarden = (("meeste", meeste),)
    if zaak.plan is not None and zaak.plan.aantal > meeste:
        tekst = N_("U vraagt meer dan %(meeste)s keer afschrijven.")
        return Reden("incasso.termijnen", _incasso_bron(zaak), tekst, waarden, houdt_tegen=True)
    return Reden(
        "incasso.termijnen", _incasso_bron(zaak), N_("Wij schrijven hoogstens %(meeste)s keer af."), waarden
    )


def _incasso_kleinste(zaak: Zaak) -> Reden | None:
    grens = smallest_debit(zaak.beleid)
    if zaak.plan is None or zaak.plan.aantal == 1 or smallest_but_last(zaak.plan) >= grens:
        return None
    tekst = N_("Een afschrijving is lager dan %(grens)s.")
    return Reden("incasso.kleinste_termijn", _incasso_bron(zaak), tekst, (("grens", grens),), houdt_tegen=True)


def _incasso_bron(zaak: Zaak) -> str:
    return zaak.beleid.incasso.bron if zaak.beleid.incasso else zaak.grenzen.direct_bron


def _mens(zaak: Zaak) -> Reden | None:
    if not zaak.situatie.vraagt_mens:
        return None
    tekst = N_("Bij uw situatie hoort persoonlijke hulp. Daarom kijkt een medewerker mee.")
    return Reden("mens.kijkt_mee", zaak.beleid.mens.bron, tekst, houdt_tegen=True)


def _gesprek(zaak: Zaak) -> Reden:
    tekst = N_("U vraagt om hulp van een medewerker.")
    return Reden("mens.gesprek", zaak.beleid.mens.bron, tekst, houdt_tegen=True)


def _verouderd(zaak: Zaak) -> Reden | None:
    oud = [aanslag.oud_sinds for aanslag in zaak.aanslagen if aanslag.oud_sinds]
    if not oud:
        return None
    tekst = N_("Onze cijfers zijn van %(datum)s. Een medewerker kijkt of ze nog kloppen.")
    waarden = (("datum", min(oud)),)
    return Reden("cijfers.verouderd", zaak.beleid.verouderd.bron, tekst, waarden, houdt_tegen=True)


def _lopend(zaak: Zaak) -> Reden | None:
    if not zaak.situatie.lopende_aanslagen & {aanslag.id for aanslag in zaak.aanslagen}:
        return None
    tekst = N_("U hebt al een regeling. Die loopt gewoon door tot wij antwoord geven.")
    return Reden("regeling.loopt_al", zaak.beleid.lopend.bron, tekst, houdt_tegen=True)


def _baan(zaak: Zaak) -> Reden | None:
    if zaak.grenzen.baan is Baan.DIRECT:
        return None
    tekst = N_("Bij deze belasting kijkt een medewerker altijd mee.")
    return Reden("soort.beoordeling", zaak.grenzen.direct_bron, tekst, houdt_tegen=True)


def _stap(zaak: Zaak) -> Reden | None:
    profielen = (zaak.beleid.profiel_of(aanslag.soort) for aanslag in zaak.aanslagen)
    banen = {lane_after_dispatch(a, p) for a, p in zip(zaak.aanslagen, profielen, strict=True)}
    if Baan.BEOORDELING not in banen:
        return None
    tekst = N_("U kreeg al een aanmaning of dwangbevel. Daarom kijkt een medewerker mee.")
    return Reden("stap.beoordeling", zaak.grenzen.stap_bron, tekst, houdt_tegen=True)


def _bedrag(zaak: Zaak) -> Reden:
    grens = zaak.grenzen.direct_bedrag
    waarden = (("bedrag", zaak.totaal), ("grens", grens))
    if zaak.totaal > grens:
        tekst = N_("Het gaat om meer dan %(grens)s.")
        return Reden("direct.bedrag", zaak.grenzen.direct_bron, tekst, waarden, houdt_tegen=True)
    tekst = N_("Het bedrag is niet hoger dan %(grens)s.")
    return Reden("direct.bedrag", zaak.grenzen.direct_bron, tekst, waarden)


def _termijnen(zaak: Zaak) -> Reden:
    aantal, grens = zaak.plan.aantal if zaak.plan else 0, zaak.grenzen.direct_termijnen
    waarden = (("aantal", aantal), ("meeste", grens))
    if aantal > grens:
        tekst = N_("U vraagt %(aantal)s maanden. Zonder te vragen kan het in %(meeste)s maanden.")
        return Reden("direct.termijnen", zaak.grenzen.direct_bron, tekst, waarden, houdt_tegen=True)
    tekst = N_("U betaalt in hoogstens %(meeste)s maanden.")
    return Reden("direct.termijnen", zaak.grenzen.direct_bron, tekst, waarden)


def _kleinste(zaak: Zaak) -> Reden | None:
    plan, grens = zaak.plan, zaak.grenzen.direct_kleinste
    if plan is None or plan.aantal == 1 or smallest_but_last(plan) >= grens:
        return None
    tekst = N_("U vraagt minder dan %(grens)s per maand.")
    waarden = (("grens", grens),)
    return Reden("direct.kleinste_termijn", zaak.grenzen.direct_bron, tekst, waarden, houdt_tegen=True)


def _dag(zaak: Zaak) -> Reden | None:
    if zaak.wens.dag in zaak.beleid.dagen.dagen:
        return None
    tekst = N_("U vraagt een andere dag van de maand dan wij gewend zijn.")
    return Reden("dagen.dag", zaak.beleid.dagen.bron, tekst, houdt_tegen=True)


def _eerder(zaak: Zaak) -> Reden | None:
    if zaak.situatie.beeindigd <= zaak.beleid.eerder.meeste_beeindigd:
        return None
    tekst = N_("Een eerdere regeling stopte voordat alles betaald was.")
    return Reden("eerder.beeindigd", zaak.beleid.eerder.bron, tekst, houdt_tegen=True)


def _uitstel_bedrag(zaak: Zaak) -> Reden | None:
    grens = zaak.grenzen.uitstel_bedrag
    if zaak.totaal < grens:
        return None
    tekst = N_("Het gaat om %(grens)s of meer.")
    return Reden("uitstel.bedrag", zaak.grenzen.uitstel_bron, tekst, (("grens", grens),), houdt_tegen=True)


def _uitstel_datum(zaak: Zaak) -> Reden:
    uiterlijk = latest_uitstel(zaak.aanslagen, zaak.grenzen, zaak.vandaag)
    waarden = (("datum", uiterlijk),)
    te_laat = zaak.wens.tot is None or zaak.wens.tot > uiterlijk
    if te_laat:
        tekst = N_("U wilt later betalen dan %(datum)s.")
        return Reden("uitstel.datum", zaak.grenzen.uitstel_bron, tekst, waarden, houdt_tegen=True)
    tekst = N_("U betaalt voor of op %(datum)s.")
    return Reden("uitstel.datum", zaak.grenzen.uitstel_bron, tekst, waarden)


def _uitstel_eerder(zaak: Zaak) -> Reden | None:
    elders = {aanslag.id for aanslag in zaak.aanslagen if aanslag.uitstel_tot}
    if not (elders | zaak.situatie.uitstel_gehad) & {aanslag.id for aanslag in zaak.aanslagen}:
        return None
    tekst = N_("U had voor deze aanslag al eerder uitstel.")
    return Reden("uitstel.eerder", zaak.grenzen.uitstel_bron, tekst, houdt_tegen=True)


def _pauze_duur(zaak: Zaak) -> Reden:
    grens = zaak.vandaag + timedelta(days=max(zaak.beleid.pauze.dagen))
    waarden = (("datum", grens),)
    if zaak.wens.tot is None or zaak.wens.tot > grens:
        tekst = N_("U vraagt rust tot na %(datum)s.")
        return Reden("pauze.duur", zaak.beleid.pauze.bron, tekst, waarden, houdt_tegen=True)
    tekst = N_("U vraagt rust tot uiterlijk %(datum)s.")
    return Reden("pauze.duur", zaak.beleid.pauze.bron, tekst, waarden)


def _pauze_eerder(zaak: Zaak) -> Reden | None:
    laatste = zaak.situatie.laatste_pauze
    if laatste is None or add_maanden(laatste, zaak.beleid.pauze.eens_per_maanden) <= zaak.vandaag:
        return None
    tekst = N_("U had kort geleden al een pauze.")
    return Reden("pauze.eerder", zaak.beleid.pauze.bron, tekst, houdt_tegen=True)
