"""The same-day list of holds to place in the belastingpakket, and to take out of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.core.door import Door
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.infra.paging import Pagina, paginate
from portaal.invordering.model import BlokkadeRij, Kostenteruggave, Melding
from portaal.invordering.rules import REDEN_TEKST, Meldingstatus
from portaal.logboek.service import record


class Pakketlijst(StrEnum):
    """What is to be done in the belastingpakket."""

    PLAATSEN = "plaatsen"
    WEGHALEN = "weghalen"


@dataclass(frozen=True)
class Pakketregel:
    """One hold to place or to take out; `reden` is a message id."""

    blokkade_id: int
    aanslagnummer: str
    reden: str
    vanaf_at: datetime
    tot: date | None
    stopt_incasso: bool


def list_pakketwerk(session: Session, lijst: Pakketlijst, nummer: int, now: datetime) -> Pagina[Pakketregel]:
    """The holds that the belastingpakket has to learn of, oldest first. Two queries."""
    vraag = (
        select(BlokkadeRij, AanslagRij.aanslagnummer)
        .join(AanslagRij, AanslagRij.id == BlokkadeRij.aanslag_id)
        .where(_which(lijst, today(now)))
        .order_by(BlokkadeRij.vanaf_at, BlokkadeRij.id)
    )
    return paginate(session, vraag, nummer).map(lambda rij: _regel(rij[0], rij[1]))


def mark_in_pakket(session: Session, door: Door, lijst: Pakketlijst, blokkade_id: int, now: datetime) -> None:
    """Note that the belastingpakket has it. Raises NietGevonden, InmiddelsGewijzigd when a colleague did so."""
    rij = get_locked(session, BlokkadeRij, blokkade_id)
    op_lijst = select(BlokkadeRij.id).where(BlokkadeRij.id == blokkade_id, _which(lijst, today(now)))
    if session.scalar(op_lijst) is None:
        raise InmiddelsGewijzigd
    if lijst is Pakketlijst.PLAATSEN:
        rij.in_pakket_at, rij.in_pakket_tot = now, rij.tot
    else:
        rij.uit_pakket_at = now
    record(session, door, f"invordering:pakket:{lijst}", now=now, object_ref=f"blokkade:{blokkade_id}")
    session.flush()


def count_werk(session: Session, now: datetime) -> dict[str, int]:
    """How much lies on each list of the team. Four queries."""
    blokkades = {
        lijst.value: select(func.count(BlokkadeRij.id)).where(_which(lijst, today(now))) for lijst in Pakketlijst
    }
    overig = {
        "meldingen": select(func.count(Melding.id)).where(Melding.status == Meldingstatus.OPEN),
        "kosten": select(func.count(Kostenteruggave.id)).where(Kostenteruggave.klaar_at.is_(None)),
    }
    return {naam: session.scalar(vraag) or 0 for naam, vraag in {**blokkades, **overig}.items()}


def _which(lijst: Pakketlijst, vandaag: date) -> ColumnElement[bool]:
    holds = BlokkadeRij.opgeheven_at.is_(None) & (BlokkadeRij.tot.is_(None) | (BlokkadeRij.tot >= vandaag))
    if lijst is Pakketlijst.PLAATSEN:
        # A hold whose last day changed after it was put in the package has to be put in anew.
        anders = BlokkadeRij.in_pakket_tot.is_distinct_from(BlokkadeRij.tot)
        return holds & (BlokkadeRij.in_pakket_at.is_(None) | anders)
    return ~holds & BlokkadeRij.in_pakket_at.is_not(None) & BlokkadeRij.uit_pakket_at.is_(None)


def _regel(rij: BlokkadeRij, aanslagnummer: str) -> Pakketregel:
    return Pakketregel(
        rij.id, aanslagnummer, REDEN_TEKST[rij.reden], rij.vanaf_at, rij.tot, stopt_incasso=rij.stopt_incasso
    )
