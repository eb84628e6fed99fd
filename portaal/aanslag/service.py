"""The door to aanslagen: each as the newest delivery that names it has it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import (
    AanslagregelRij,
    AanslagRij,
    AanslagstandRij,
    BetalingRij,
    VerzendingRij,
    is_huidige_stand,
    is_uitgevallen,
)
from portaal.aanslag.stand import Aanslag, Aanslagstand, Boeking, Regel, Verzending
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today

T = TypeVar("T")
# The columns of the newest stand that Aanslagstand has as they are, and what the rest is made of.
_VELDEN = tuple(
    veld.name
    for veld in fields(Aanslagstand)
    if veld.name in AanslagstandRij.__table__.columns and veld.name not in ("id", "vervaldata")
)
# What is asked over and over is built once; `welke` and `standen` are filled in when it is asked.
_NIEUWSTE = (
    select(
        AanslagRij.id,
        AanslagRij.inwoner_id,
        AanslagRij.aanslagnummer,
        AanslagstandRij.id.label("stand_id"),
        AanslagstandRij.vervaldata,
        is_uitgevallen().label("is_oud"),
        *(getattr(AanslagstandRij, naam) for naam in _VELDEN),
    )
    .join(AanslagstandRij, AanslagstandRij.aanslag_id == AanslagRij.id)
    .where(is_huidige_stand())
    .order_by(AanslagstandRij.belastingjaar.desc(), AanslagstandRij.dagtekening.desc(), AanslagRij.id)
)
_OP_ID = _NIEUWSTE.where(AanslagRij.id.in_(bindparam("welke", expanding=True)))
_VAN_INWONER = _NIEUWSTE.where(AanslagRij.inwoner_id.in_(bindparam("welke", expanding=True)))


def _per_stand(rij: type[Any], soort: type[Any], *volgorde: Any) -> Select[Any]:
    """What hangs on a stand, as plain values: the stand, and then the fields of `soort` in their order."""
    kolommen = (getattr(rij, veld.name) for veld in fields(soort))
    vraag = select(rij.stand_id, *kolommen).where(rij.stand_id.in_(bindparam("standen", expanding=True)))
    return vraag.order_by(*volgorde)


_REGELS = _per_stand(AanslagregelRij, Regel, AanslagregelRij.regel, AanslagregelRij.id)
_BETALINGEN = _per_stand(BetalingRij, Boeking, BetalingRij.datum, BetalingRij.id)
_VERZENDINGEN = _per_stand(VerzendingRij, Verzending, VerzendingRij.dagtekening, VerzendingRij.id)


def list_aanslagen(session: Session, inwoner_id: int) -> list[Aanslag]:
    """All aanslagen of a person, the newest year first. Four queries, however many there are."""
    return _read(session, _VAN_INWONER, [inwoner_id])


def get_aanslag(session: Session, aanslag_id: int) -> Aanslag:
    """One aanslag. Raises NietGevonden."""
    gevonden = _read(session, _OP_ID, [aanslag_id])
    if not gevonden:
        raise NietGevonden
    return gevonden[0]


def get_aanslagen(session: Session, ids: Iterable[int]) -> list[Aanslag]:
    """These aanslagen, those that exist, the newest year first. Four queries."""
    return _read(session, _OP_ID, list(ids))


def get_standen(session: Session, ids: Iterable[int]) -> list[Aanslagstand]:
    """As `get_aanslagen`, for who follows the payments of many: without lines and letters. Two queries."""
    rijen, betalingen = _stands(session, _OP_ID, list(ids))
    return [Aanslagstand(**_values(rij), betalingen=tuple(betalingen[rij.stand_id])) for rij in rijen]


def is_aanslag_of(session: Session, aanslag_id: int, inwoner_id: int) -> bool:
    """Whether the aanslag is this person's."""
    rij = session.get(AanslagRij, aanslag_id)
    return rij is not None and rij.inwoner_id == inwoner_id


def owners_of(session: Session, ids: Iterable[int]) -> dict[int, int]:
    """Per aanslag whose it is. One query."""
    return dict(
        session.execute(select(AanslagRij.id, AanslagRij.inwoner_id).where(AanslagRij.id.in_(list(ids)))).all()
    )


def find_aanslagnummer(session: Session, nummer: str) -> tuple[int, int] | None:
    """The ids of the aanslag with this number and of whose it is."""
    rij = session.scalar(select(AanslagRij).where(AanslagRij.aanslagnummer == nummer.replace(" ", "")))
    return (rij.id, rij.inwoner_id) if rij else None


def _read(session: Session, vraag: Select[Any], welke: list[int]) -> list[Aanslag]:
    rijen, betalingen = _stands(session, vraag, welke)
    standen = [rij.stand_id for rij in rijen]
    regels = _by_stand(session, _REGELS, Regel, standen)
    verzendingen = _by_stand(session, _VERZENDINGEN, Verzending, standen)
    return [
        Aanslag(
            **_values(rij),
            regels=tuple(regels[rij.stand_id]),
            betalingen=tuple(betalingen[rij.stand_id]),
            verzendingen=tuple(verzendingen[rij.stand_id]),
        )
        for rij in rijen
    ]


def _stands(
    session: Session, vraag: Select[Any], welke: list[int]
) -> tuple[Sequence[Row[Any]], dict[int, list[Boeking]]]:
    """The newest stands, and what was booked on each."""
    rijen = session.execute(vraag, {"welke": welke}).all() if welke else []
    return rijen, _by_stand(session, _BETALINGEN, Boeking, [rij.stand_id for rij in rijen])


def _values(rij: Row[Any]) -> dict[str, Any]:
    """The fields of Aanslagstand that the stand itself has."""
    return {
        "id": rij.id,
        "inwoner_id": rij.inwoner_id,
        "aanslagnummer": rij.aanslagnummer,
        "vervaldata": tuple(date.fromisoformat(dag) for dag in rij.vervaldata),
        "oud_sinds": today(rij.bijgewerkt_at) if rij.is_oud else None,
    } | {naam: getattr(rij, naam) for naam in _VELDEN}


def _by_stand(
    session: Session, vraag: Select[Any], soort: Callable[..., T], standen: list[int]
) -> dict[int, list[T]]:
    """Per stand what hangs on it: plain values, for a page needs no objects that can change."""
    per_stand: dict[int, list[T]] = defaultdict(list)
    for stand_id, *waarden in session.execute(vraag, {"standen": standen}) if standen else ():
        per_stand[stand_id].append(soort(*waarden))
    return per_stand
