"""Aanslagen for tests."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagregelRij, AanslagRij, AanslagstandRij, BetalingRij, VerzendingRij
from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Kanaal, Verzendsoort
from portaal.core.geld import Centen
from portaal.core.nummers import betalingskenmerk_controlecijfer
from tests.factories.inwoner import MOMENT, make_levering

_nummers = count(202600000001)

OZB: dict[str, Any] = {
    "belastingsoort": "ozb_eigenaar_woning",
    "omschrijving": "Onroerendezaakbelasting eigenaar woning",
    "object": "Molenpad 12",
    "grondslag": "345000",
    "eenheid": "euro WOZ-waarde",
    "tarief": "0,0968%",
    "bedrag": Centen(33396),
}
RIOOL: dict[str, Any] = {
    "belastingsoort": "rioolheffing_eigenaar",
    "omschrijving": "Rioolheffing eigenaar",
    "object": "Molenpad 12",
    "grondslag": "1",
    "eenheid": "perceel",
    "tarief": "178,20",
    "bedrag": Centen(17820),
}


def make_aanslag(
    session: Session,
    inwoner_id: int,
    *,
    regels: Sequence[dict[str, Any]] = (OZB, RIOOL),
    betalingen: Sequence[tuple[date, Boekingsoort, int]] = (),
    verzendingen: Sequence[tuple[Verzendsoort, date, int]] | None = None,
    levering_id: int | None = None,
    aanslag_id: int | None = None,
    **kenmerken: Any,
) -> int:
    """An aanslag as a delivery brought it; returns its id. With `aanslag_id` a newer state of that one."""
    if aanslag_id is None:
        rij = AanslagRij(aanslagnummer=str(next(_nummers)), inwoner_id=inwoner_id)
        session.add(rij)
        session.flush()
        aanslag_id = rij.id
    gegeven: dict[str, Any] = {
        "soort": Aanslagsoort.GECOMBINEERD,
        "belastingjaar": 2026,
        "dagtekening": date(2026, 2, 28),
        "betalingskenmerk": _kenmerk(aanslag_id),
        "totaalbedrag": Centen(sum(regel["bedrag"] for regel in regels)),
        "automatische_incasso": False,
        "aantal_termijnen": 1,
        "vervaldata": ["2026-04-11"],
        "vernietigd": False,
        "kosten": Centen(0),
        "rente": None,
        "uitstel_tot": None,
        "kwijtschelding_gevraagd": False,
        "bezwaar": False,
        "volgende_stap": "",
        "volgende_stap_op": None,
        "bijgewerkt_at": MOMENT,
    } | kenmerken
    stand = AanslagstandRij(
        aanslag_id=aanslag_id,
        levering_id=levering_id or make_levering(session),
        betaald=Centen(sum(bedrag for _, _, bedrag in betalingen)),
        **gegeven,
    )
    session.add(stand)
    session.flush()
    jaar = gegeven["belastingjaar"]
    periode = {"van": date(jaar, 1, 1), "tot_en_met": date(jaar, 12, 31), "klopt": True}
    for nummer, regel in enumerate(regels, 1):
        session.add(AanslagregelRij(stand_id=stand.id, regel=nummer, **(periode | dict(regel))))
    for datum, soort, bedrag in betalingen:
        session.add(BetalingRij(stand_id=stand.id, datum=datum, soort=soort, bedrag=Centen(bedrag)))
    for wat, dagtekening, kosten in verzendingen or [(Verzendsoort.AANSLAGBILJET, gegeven["dagtekening"], 0)]:
        session.add(
            VerzendingRij(
                stand_id=stand.id, soort=wat, dagtekening=dagtekening, kanaal=Kanaal.POST, kosten=Centen(kosten)
            )
        )
    session.flush()
    return aanslag_id


def _kenmerk(nummer: int) -> str:
    cijfers = f"{444442600000000 + nummer:015d}"
    return betalingskenmerk_controlecijfer(cijfers) + cijfers
