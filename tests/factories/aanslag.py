"""Aanslagen for tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import insert
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
    levering = levering_id or make_levering(session)
    make_standen(session, levering, [Stand(aanslag_id, regels, betalingen, verzendingen, kenmerken)])
    return aanslag_id


def make_aanslagen(session: Session, levering_id: int, van: Sequence[tuple[int, dict[str, Any]]]) -> list[int]:
    """New aanslagen that one delivery brought, each with its inwoner and what differs; returns their ids in order."""
    rijen = [AanslagRij(aanslagnummer=str(next(_nummers)), inwoner_id=inwoner_id) for inwoner_id, _ in van]
    session.add_all(rijen)
    session.flush()
    standen = [Stand(rij.id, kenmerken=kenmerken) for rij, (_, kenmerken) in zip(rijen, van, strict=True)]
    make_standen(session, levering_id, standen)
    return [rij.id for rij in rijen]


@dataclass(frozen=True)
class Stand:
    """What a delivery says of one aanslag."""

    aanslag_id: int
    regels: Sequence[dict[str, Any]] = (OZB, RIOOL)
    betalingen: Sequence[tuple[date, Boekingsoort, int]] = ()
    verzendingen: Sequence[tuple[Verzendsoort, date, int]] | None = None
    kenmerken: dict[str, Any] = field(default_factory=dict)


def make_standen(session: Session, levering_id: int, standen: Sequence[Stand]) -> None:
    """What one delivery says of these aanslagen, written together as an import does."""
    rijen = [_row(stand, levering_id) for stand in standen]
    session.add_all(rijen)
    session.flush()
    regels: list[dict[str, Any]] = []
    betalingen: list[dict[str, Any]] = []
    verzendingen: list[dict[str, Any]] = []
    for stand, rij in zip(standen, rijen, strict=True):
        van = {"stand_id": rij.id}
        jaar = rij.belastingjaar
        periode = {"van": date(jaar, 1, 1), "tot_en_met": date(jaar, 12, 31), "klopt": True}
        regels += [van | {"regel": nr} | periode | regel for nr, regel in enumerate(stand.regels, 1)]
        for datum, soort, bedrag in stand.betalingen:
            betalingen.append(van | {"datum": datum, "soort": soort, "bedrag": Centen(bedrag)})
        for wat, dag, kosten in stand.verzendingen or [(Verzendsoort.AANSLAGBILJET, rij.dagtekening, 0)]:
            verzendingen.append(
                van | {"soort": wat, "dagtekening": dag, "kanaal": Kanaal.POST, "kosten": Centen(kosten)}
            )
    for tabel, inhoud in ((AanslagregelRij, regels), (BetalingRij, betalingen), (VerzendingRij, verzendingen)):
        if inhoud:
            # Straight to the table: a year of deliveries writes a great many of these.
            session.execute(insert(tabel.__table__), inhoud)


def _row(stand: Stand, levering_id: int) -> AanslagstandRij:
    gegeven: dict[str, Any] = {
        "soort": Aanslagsoort.GECOMBINEERD,
        "belastingjaar": 2026,
        "dagtekening": date(2026, 2, 28),
        "betalingskenmerk": _kenmerk(stand.aanslag_id),
        "totaalbedrag": Centen(sum(regel["bedrag"] for regel in stand.regels)),
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
    } | stand.kenmerken
    betaald = Centen(sum(bedrag for _, _, bedrag in stand.betalingen))
    return AanslagstandRij(aanslag_id=stand.aanslag_id, levering_id=levering_id, betaald=betaald, **gegeven)


def _kenmerk(nummer: int) -> str:
    cijfers = f"{444442600000000 + nummer:015d}"
    return betalingskenmerk_controlecijfer(cijfers) + cijfers
