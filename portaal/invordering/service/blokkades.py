"""Holds: placed and lifted by their source, which nobody else can read anything from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.service import owners_of
from portaal.core.door import Door
from portaal.core.tijd import today
from portaal.infra.database import locked
from portaal.invordering.model import BlokkadeRij
from portaal.invordering.rules import Blokkade, Blokkadereden
from portaal.invordering.service.wijzigingen import append_wijzigingen, rows_of_blokkades
from portaal.logboek.service import read_sleutels, record


@dataclass(frozen=True)
class Blokkadevraag:
    """A hold to place on these aanslagen. `bron` names who asks, and lifts it again; `tot` is its last day.

    `stopt_incasso`: debits stop too, for the inwoner pays by own transfer.
    """

    aanslag_ids: Sequence[int]
    bron: str
    reden: Blokkadereden
    tot: date | None = None
    stopt_incasso: bool = False


def place_blokkade(session: Session, door: Door, vraag: Blokkadevraag, now: datetime) -> None:
    """Hold these aanslagen from now on. The same source again changes until when, and adds what is new."""
    bestaand = {rij.aanslag_id: rij for rij in _open_rows(session, [vraag.bron])}
    geraakt: list[BlokkadeRij] = []
    for aanslag_id in dict.fromkeys(vraag.aanslag_ids):
        rij = bestaand.get(aanslag_id)
        if rij is None:
            rij = BlokkadeRij(aanslag_id=aanslag_id, bron=vraag.bron, vanaf_at=now)
            session.add(rij)
        rij.reden, rij.tot = vraag.reden, vraag.tot
        rij.stopt_incasso = bool(rij.stopt_incasso) or vraag.stopt_incasso
        geraakt.append(rij)
    session.flush()
    append_wijzigingen(session, rows_of_blokkades(geraakt), now)
    _record(session, door, "invordering:blokkade:geplaatst", vraag.aanslag_ids, now)


def limit_blokkade(session: Session, door: Door, bron: str, tot: date, now: datetime) -> None:
    """Let the holds of this source end after day `tot`: a refusal leaves time to act (LI 25.1.8)."""
    rijen = _open_rows(session, [bron])
    for rij in rijen:
        rij.tot = tot
    session.flush()
    append_wijzigingen(session, rows_of_blokkades(rijen), now)
    _record(session, door, "invordering:blokkade:begrensd", [rij.aanslag_id for rij in rijen], now)


def lift_blokkade(session: Session, door: Door, bron: str, now: datetime) -> None:
    """Lift the holds of this source; none is no fault."""
    lift_blokkades(session, door, [bron], now)


def lift_blokkades(session: Session, door: Door, bronnen: Sequence[str], now: datetime) -> None:
    """Lift the holds of these sources together, in the same few statements whatever their number."""
    rijen = _open_rows(session, bronnen)
    for rij in rijen:
        rij.opgeheven_at = now
    session.flush()
    append_wijzigingen(session, rows_of_blokkades(rijen), now)
    _record(session, door, "invordering:blokkade:opgeheven", [rij.aanslag_id for rij in rijen], now)


def active_blokkades(session: Session, aanslag_ids: Iterable[int], now: datetime) -> dict[int, list[Blokkade]]:
    """The holds that hold today, per aanslag; each asked for has its list. One query."""
    vraag = BlokkadeRij.opgeheven_at.is_(None) & (BlokkadeRij.tot.is_(None) | (BlokkadeRij.tot >= today(now)))
    return _per_aanslag(session, aanslag_ids, vraag)


def all_blokkades(session: Session, aanslag_ids: Iterable[int]) -> dict[int, list[Blokkade]]:
    """All holds there ever were, per aanslag. One query."""
    return _per_aanslag(session, aanslag_ids, BlokkadeRij.id > 0)


def _per_aanslag(session: Session, aanslag_ids: Iterable[int], welke: object) -> dict[int, list[Blokkade]]:
    per_aanslag: dict[int, list[Blokkade]] = {aanslag_id: [] for aanslag_id in aanslag_ids}
    vraag = (
        select(BlokkadeRij)
        .where(BlokkadeRij.aanslag_id.in_(per_aanslag), welke)  # type: ignore[arg-type]
        .order_by(BlokkadeRij.id)
    )
    for rij in session.scalars(vraag) if per_aanslag else ():
        per_aanslag[rij.aanslag_id].append(to_blokkade(rij))
    return per_aanslag


def to_blokkade(rij: BlokkadeRij) -> Blokkade:
    """The row as rules see it."""
    return Blokkade(rij.id, rij.aanslag_id, rij.bron, rij.reden, rij.vanaf_at, rij.tot, rij.opgeheven_at)


def _open_rows(session: Session, bronnen: Sequence[str]) -> list[BlokkadeRij]:
    """For changing them: locked, and as they are now, so that what the belastingpakket learns is what stands."""
    van = BlokkadeRij.bron.in_(bronnen) & BlokkadeRij.opgeheven_at.is_(None)
    vraag = select(BlokkadeRij).where(van).order_by(BlokkadeRij.id)
    return list(session.scalars(locked(vraag)))


def _record(session: Session, door: Door, handeling: str, aanslag_ids: Sequence[int], now: datetime) -> None:
    eigenaren = owners_of(session, aanslag_ids) if aanslag_ids else {}
    read_sleutels(session, eigenaren.values())
    for aanslag_id, inwoner_id in sorted(eigenaren.items()):
        ref = f"aanslag:{aanslag_id}"
        record(session, door, handeling, now=now, inwoner_id=inwoner_id, object_ref=ref)
