"""A copy of all on the page of an aanslag, as data: euros with a decimal comma, days as in ISO 8601."""

from dataclasses import asdict
from typing import Any

from portaal.aanslag.stand import Aanslag
from portaal.aanslag.uitleg.rules import Uitlegregel
from portaal.core.geld import write_bedrag
from portaal.invordering.ladder import Ladder
from portaal.mijn.stand import Aanslagblad

# What each part means, in the copy itself, so that it explains itself years later.
TOELICHTING = {
    "aanslag": "Het biljet: nummers, bedragen in euro en dagen. 'open' is wat nog betaald moet worden.",
    "regels": "Elke regel van het biljet, met de som en wat het vorig jaar was.",
    "betalingen": "Wat is betaald of kwijtgescholden. Een storno is negatief: dat geld ging terug.",
    "verzendingen": "Wat de gemeente stuurde, wanneer, hoe en met welke kosten.",
    "klok": "Wat er kan gebeuren. 'zekerheid' zegt of het gebeurd, gepland of berekend is.",
    "persoon": "Wat de gemeente van u weet op deze pagina.",
}


def export_blad(blad: Aanslagblad) -> dict[str, Any]:
    """The copy, ready to be written as JSON."""
    aanslag = blad.aanslag
    return {
        "toelichting": TOELICHTING,
        "aanslag": _aanslag(aanslag),
        "regels": [_regel(uitleg) for uitleg in blad.uitleg.regels],
        "betalingen": [
            {"datum": b.datum.isoformat(), "soort": b.soort.value, "bedrag": write_bedrag(b.bedrag)}
            for b in aanslag.betalingen
        ],
        "verzendingen": [
            asdict(v) | {"dagtekening": v.dagtekening.isoformat(), "kosten": write_bedrag(v.kosten)}
            for v in aanslag.verzendingen
        ],
        "klok": _klok(blad.stand.ladder),
        "persoon": {
            "naam": blad.persoon.naam,
            "adres": list(blad.persoon.adresregels),
            "email": blad.persoon.email,
            "telefoon": blad.persoon.telefoon,
        },
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
