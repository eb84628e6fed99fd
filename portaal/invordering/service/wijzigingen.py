"""What the belastingpakket has to learn: a row for each change, in the transaction that makes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portaal.core.tijd import today
from portaal.invordering.model import BlokkadeRij, Pakketwijziging
from portaal.invordering.uitvoer import Pakketbestand, Rij, write_dag


@dataclass(frozen=True)
class Wijziging:
    """How a row of a file is now; its aanslagnummer is filled in when the set is written."""

    bestand: Pakketbestand
    aanslag_id: int
    waarden: Rij


def append_wijzigingen(session: Session, wijzigingen: Iterable[Wijziging], now: datetime) -> None:
    """Add the changes, in this order. Flush what they tell of first: then its row lock keeps their order."""
    rijen = [
        {
            "aanslag_id": wijziging.aanslag_id,
            "bestand": wijziging.bestand,
            "waarden": dict(wijziging.waarden),
            "created_at": now,
        }
        for wijziging in wijzigingen
    ]
    if rijen:
        session.execute(insert(Pakketwijziging), rijen)


def rows_of_blokkades(rijen: Sequence[BlokkadeRij]) -> list[Wijziging]:
    """These holds as the belastingpakket reads them; one that stops debits is a row of incassostops too.

    The stop stays when the hold ends: who pays by own transfer is not debited again in the same month, or ever
    on this aanslag, without saying yes to it anew.
    """
    uit: list[Wijziging] = []
    for rij in rijen:
        waarden = {
            "blokkade": str(rij.id),
            "vanaf": write_dag(today(rij.vanaf_at)),
            "tot": write_dag(rij.tot),
            "opgeheven": write_dag(today(rij.opgeheven_at) if rij.opgeheven_at else None),
        }
        uit.append(Wijziging(Pakketbestand.BLOKKADES, rij.aanslag_id, {**waarden, "reden": rij.reden.value}))
        if rij.stopt_incasso:
            blijft = {**waarden, "tot": "", "opgeheven": ""}
            uit.append(Wijziging(Pakketbestand.INCASSOSTOPS, rij.aanslag_id, blijft))
    return uit
