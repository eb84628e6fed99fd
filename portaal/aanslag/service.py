"""The door to aanslagen: each as the newest delivery that names it has it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import (
    AanslagregelRij,
    AanslagRij,
    AanslagstandRij,
    BetalingRij,
    Leveringmelding,
    VerzendingRij,
    is_huidige_stand,
)
from portaal.aanslag.stand import Aanslag, Boeking, Regel, Verzending
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.inwoner.model import is_opgenomen

UITVAL = "uitval"
# The columns in the order of Regel, Boeking and Verzending, after the stand that they hang on.
_REGEL = (
    AanslagregelRij.stand_id,
    *(getattr(AanslagregelRij, veld.name) for veld in fields(Regel)),
)
_BETALING = (BetalingRij.stand_id, *(getattr(BetalingRij, veld.name) for veld in fields(Boeking)))
_VERZENDING = (VerzendingRij.stand_id, *(getattr(VerzendingRij, veld.name) for veld in fields(Verzending)))


def list_aanslagen(session: Session, inwoner_id: int) -> list[Aanslag]:
    """All aanslagen of a person, the newest year first. Five queries, however many there are."""
    return _read(session, AanslagRij.inwoner_id == inwoner_id)


def get_aanslag(session: Session, aanslag_id: int) -> Aanslag:
    """One aanslag. Raises NietGevonden."""
    gevonden = _read(session, AanslagRij.id == aanslag_id)
    if not gevonden:
        raise NietGevonden
    return gevonden[0]


def get_aanslagen(session: Session, ids: Iterable[int]) -> list[Aanslag]:
    """These aanslagen, those that exist, the newest year first. Five queries."""
    return _read(session, AanslagRij.id.in_(list(ids)))


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


def _read(session: Session, welke: Any) -> list[Aanslag]:
    rijen = session.execute(
        select(AanslagRij, AanslagstandRij)
        .join(AanslagstandRij, AanslagstandRij.aanslag_id == AanslagRij.id)
        .where(welke, is_huidige_stand())
        .order_by(AanslagstandRij.belastingjaar.desc(), AanslagstandRij.dagtekening.desc(), AanslagRij.id)
    ).all()
    standen = [stand.id for _, stand in rijen]
    regels = _by_stand(session, _REGEL, standen, (AanslagregelRij.regel, AanslagregelRij.id))
    betalingen = _by_stand(session, _BETALING, standen, (BetalingRij.datum, BetalingRij.id))
    verzendingen = _by_stand(session, _VERZENDING, standen, (VerzendingRij.dagtekening, VerzendingRij.id))
    uitgevallen = _fallen_out(session, [aanslag.aanslagnummer for aanslag, _ in rijen])
    return [
        _aanslag(
            aanslag,
            stand,
            regels[stand.id],
            betalingen[stand.id],
            verzendingen[stand.id],
            is_oud=uitgevallen.get(aanslag.aanslagnummer, 0) > stand.levering_id,
        )
        for aanslag, stand in rijen
    ]


def _fallen_out(session: Session, nummers: Sequence[str]) -> dict[str, int]:
    """Per aanslagnummer the last delivery taken in from which it fell out."""
    vraag = (
        select(Leveringmelding.aanslagnummer, func.max(Leveringmelding.levering_id))
        .where(
            Leveringmelding.aanslagnummer.in_(nummers),
            Leveringmelding.soort == UITVAL,
            is_opgenomen(Leveringmelding.levering_id),
        )
        .group_by(Leveringmelding.aanslagnummer)
    )
    return dict(session.execute(vraag).all())


def _by_stand(
    session: Session, kolommen: Sequence[Any], standen: Sequence[int], volgorde: Sequence[Any]
) -> dict[int, list[tuple[Any, ...]]]:
    """Per stand the values after its id: plain values, for a page needs no objects that can change."""
    per_stand: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    if standen:
        stand_id, *_ = kolommen
        for rij in session.execute(select(*kolommen).where(stand_id.in_(standen)).order_by(*volgorde)):
            per_stand[rij[0]].append(tuple(rij)[1:])
    return per_stand


def _aanslag(
    rij: AanslagRij,
    stand: AanslagstandRij,
    regels: list[tuple[Any, ...]],
    betalingen: list[tuple[Any, ...]],
    verzendingen: list[tuple[Any, ...]],
    *,
    is_oud: bool,
) -> Aanslag:
    return Aanslag(
        id=rij.id,
        inwoner_id=rij.inwoner_id,
        aanslagnummer=rij.aanslagnummer,
        soort=stand.soort,
        belastingjaar=stand.belastingjaar,
        dagtekening=stand.dagtekening,
        betalingskenmerk=stand.betalingskenmerk,
        totaalbedrag=stand.totaalbedrag,
        kosten=stand.kosten,
        rente=stand.rente,
        betaald=stand.betaald,
        automatische_incasso=stand.automatische_incasso,
        aantal_termijnen=stand.aantal_termijnen,
        vervaldata=tuple(date.fromisoformat(dag) for dag in stand.vervaldata),
        vernietigd=stand.vernietigd,
        uitstel_tot=stand.uitstel_tot,
        kwijtschelding_gevraagd=stand.kwijtschelding_gevraagd,
        bezwaar=stand.bezwaar,
        volgende_stap=stand.volgende_stap,
        volgende_stap_op=stand.volgende_stap_op,
        bijgewerkt_at=stand.bijgewerkt_at,
        oud_sinds=today(stand.bijgewerkt_at) if is_oud else None,
        regels=tuple(Regel(*rij) for rij in regels),
        betalingen=tuple(Boeking(*rij) for rij in betalingen),
        verzendingen=tuple(Verzending(*rij) for rij in verzendingen),
    )
