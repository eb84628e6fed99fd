"""A copy of all on the page of an aanslag, as data: euros with a decimal comma, days as in ISO 8601."""

from dataclasses import asdict
from typing import Any

from portaal.aanslag.stand import Aanslag
from portaal.aanslag.uitleg.betaling import Betaalstand
from portaal.aanslag.uitleg.rules import Uitlegregel
from portaal.core.geld import write_bedrag
from portaal.infra.i18n import N_
from portaal.invordering.beleid import Kostenjaar
from portaal.invordering.ladder import Ladder
from portaal.invordering.service import Meldingskaart
from portaal.mijn.stand import Aanslagblad

# What each part means: in the copy itself, so that it explains itself years later, and on the page about it.
TOELICHTING = {
    "aanslag": N_("Uw aanslag: nummers, bedragen in euro en dagen. 'open' is wat u nog moet betalen."),
    "regels": N_("Elke regel van uw aanslag, met de som en wat het vorig jaar was."),
    "betalingen": N_("Wat u betaalde of niet hoeft te betalen. Staat er een min voor? Dan ging het terug."),
    "wat_nog_komt": N_("Wat te laat is, en de delen die nog komen."),
    "verzendingen": N_("Wat wij stuurden, wanneer, hoe en met welke kosten."),
    "klok": N_("Wat er kan gebeuren. 'zekerheid' zegt of het gebeurd, gepland of berekend is."),
    "deurwaarder": N_("Wat er bij kan komen als een deurwaarder een brief brengt of beslag legt."),
    "regelingen": N_("Wat u ons vroeg over later of in delen betalen."),
    "meldingen": N_("Wat u ons meldde over deze aanslag."),
    "persoon": N_("Wat wij op deze pagina van u weten."),
}
# The words in the copy that do not speak for themselves.
VELDEN = {
    ("bedrag", "kosten", "rente", "betaald", "open", "terug"): N_("Geld in euro, met een komma."),
    ("datum", "dagtekening", "van", "tot_en_met"): N_("Een dag: jaar, maand en dag. Zo: 2026-04-11."),
    ("betalingskenmerk",): N_("Het nummer dat u bij uw betaling zet."),
    ("grondslag", "eenheid", "tarief"): N_("De getallen waarmee wij rekenen."),
    ("som_getoond",): N_("Of de som uitkomt op het bedrag."),
    ("vorig_jaar",): N_("Het bedrag van vorig jaar, en waardoor het anders werd."),
    ("staat",): N_("'geweest', 'nu' of 'straks'."),
    ("zekerheid",): N_("'gebeurd', 'gepland', 'berekend', 'elke_dag' of 'stil'."),
    ("vernietigd",): N_("Of de aanslag niet meer geldt."),
    ("incasso",): N_("'geen', 'loopt', 'mislukt' of 'gestopt'."),
    ("bijgewerkt",): N_("Tot wanneer de gegevens kloppen."),
    ("true", "false"): N_("Ja en nee."),
    ("null",): N_("Dit weten wij niet, of het is er niet."),
}


def export_blad(blad: Aanslagblad) -> dict[str, Any]:
    """The copy, ready to be written as JSON."""
    aanslag = blad.aanslag
    return {
        "toelichting": TOELICHTING,
        "aanslag": _aanslag(aanslag) | {"bezwaar_tot": blad.bezwaar_tot.isoformat()},
        "regels": [_regel(uitleg) for uitleg in blad.uitleg.regels],
        "betalingen": [
            {"datum": b.datum.isoformat(), "soort": b.soort.value, "bedrag": write_bedrag(b.bedrag)}
            for b in aanslag.betalingen
        ],
        "wat_nog_komt": _coming(blad.stand.geld),
        "verzendingen": [
            asdict(v) | {"dagtekening": v.dagtekening.isoformat(), "kosten": write_bedrag(v.kosten)}
            for v in aanslag.verzendingen
        ],
        "klok": _klok(blad.stand.ladder),
        "deurwaarder": _deurwaarder(blad.stand.deurwaarder),
        "regelingen": [
            {"kenmerk": r.kenmerk, "soort": r.soort.value, "status": (r.regelingstatus or r.status).value}
            for r in blad.regelingen
        ],
        "meldingen": [_melding(m) for m in blad.meldingen],
        "persoon": {
            "naam": blad.persoon.naam,
            "adres": list(blad.persoon.adresregels),
            "adres_is_geheim": blad.persoon.geheimhouding,
            "situatie": blad.persoon.status.value or None,
            "brieven_naar": list(blad.persoon.postadres),
            "email": blad.persoon.email,
            "telefoon": blad.persoon.telefoon,
        },
    }


def _melding(melding: Meldingskaart) -> dict[str, Any]:
    return {
        "soort": melding.soort.value,
        "status": melding.status.value,
        "toelichting": melding.toelichting,
        "antwoord": melding.antwoord,
        "gemeld": melding.created_at.isoformat(),
    }


def _deurwaarder(kosten: Kostenjaar | None) -> dict[str, Any] | None:
    if kosten is None:
        return None
    return {"brief": write_bedrag(kosten.exploot), "beslag": write_bedrag(kosten.beslag)}


def _coming(geld: Betaalstand) -> dict[str, Any]:
    return {
        "incasso": geld.incasso.value,
        "te_laat": write_bedrag(geld.te_laat),
        "delen": [{"datum": deel.datum.isoformat(), "bedrag": write_bedrag(deel.bedrag)} for deel in geld.komend],
    }


def _aanslag(aanslag: Aanslag) -> dict[str, Any]:
    return {
        "aanslagnummer": aanslag.aanslagnummer,
        "betalingskenmerk": aanslag.betalingskenmerk,
        "soort": aanslag.soort.value,
        "belastingjaar": aanslag.belastingjaar,
        "dagtekening": aanslag.dagtekening.isoformat(),
        "totaalbedrag": write_bedrag(aanslag.totaalbedrag),
        "kosten": write_bedrag(aanslag.kosten),
        "rente": None if aanslag.rente is None else write_bedrag(aanslag.rente),
        "betaald": write_bedrag(aanslag.betaald),
        "open": write_bedrag(aanslag.open),
        "terug": write_bedrag(aanslag.terug),
        "vervaldata": [dag.isoformat() for dag in aanslag.vervaldata],
        "automatische_incasso": aanslag.automatische_incasso,
        "uitstel_tot": aanslag.uitstel_tot.isoformat() if aanslag.uitstel_tot else None,
        "kwijtschelding_gevraagd": aanslag.kwijtschelding_gevraagd,
        "bezwaar": aanslag.bezwaar,
        "vernietigd": aanslag.vernietigd,
        "bijgewerkt": aanslag.bijgewerkt_at.isoformat(),
    }


def _regel(uitleg: Uitlegregel) -> dict[str, Any]:
    regel, vorig = uitleg.regel, uitleg.vorig_jaar
    return {
        "regel": regel.regel,
        "belastingsoort": regel.belastingsoort,
        "omschrijving": regel.omschrijving,
        "object": regel.object,
        "grondslag": regel.grondslag,
        "eenheid": regel.eenheid,
        "tarief": regel.tarief,
        "van": regel.van.isoformat() if regel.van else None,
        "tot_en_met": regel.tot_en_met.isoformat() if regel.tot_en_met else None,
        "bedrag": write_bedrag(regel.bedrag),
        "som_getoond": uitleg.som.is_toonbaar,
        "vorig_jaar": {
            "stand": vorig.stand.value,
            "bedrag": write_bedrag(vorig.vorig),
            "oorzaken": [{"soort": o.soort.value, "effect": write_bedrag(o.effect)} for o in vorig.oorzaken],
        },
    }


def _klok(ladder: Ladder) -> list[dict[str, Any]]:
    return [
        {
            "stap": trede.soort.value,
            "staat": trede.staat.value,
            "zekerheid": trede.zekerheid.value,
            "datum": trede.datum.isoformat() if trede.datum else None,
            "kosten": None if trede.kosten is None else write_bedrag(trede.kosten),
        }
        for trede in ladder.treden
    ]
