"""Dated configuration: which version holds on a day."""

from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.gemeente import Gemeente
from portaal.beleid.model import Beleidversie

M = TypeVar("M", bound=BaseModel)
_VOORBEELD = "beleid_voorbeeld"


# Withdrawn versions, and those from a file that beheer has not taken over, hold for nobody.
_TELT = (Beleidversie.vervallen_at.is_(None), Beleidversie.wacht.is_(False))


class GeenBeleid(LookupError):
    """Nothing of this kind holds on that day."""


def holding(session: Session, soort: str, model: type[M], op: date) -> M:
    """What holds of this kind on day `op`: the latest version from that day or earlier.

    Raises GeenBeleid.
    """
    if soort in session.info.get(_VOORBEELD, {}):
        return model.model_validate(session.info[_VOORBEELD][soort])
    versie = _versie(session, soort, op)
    return _read(model, versie.vingerafdruk, _Inhoud(versie))


def show_as_if(session: Session, soort: str, inhoud: dict[str, Any]) -> None:
    """From now on this session reads `inhoud` as what holds: for a preview, never for a session that writes."""
    session.info.setdefault(_VOORBEELD, {})[soort] = inhoud


def versie_id(session: Session, soort: str, op: date) -> int:
    """Which version that is, for what keeps the policy that it was granted under. Raises GeenBeleid."""
    return _versie(session, soort, op).id


def holding_versie(session: Session, beleidversie_id: int, model: type[M]) -> M:
    """The content of one version. Raises NoResultFound."""
    versie = session.get_one(Beleidversie, beleidversie_id)
    return _read(model, versie.vingerafdruk, _Inhoud(versie))


def holding_between(
    session: Session, soort: str, model: type[M], van: date, tot_en_met: date
) -> list[tuple[date, M]]:
    """What holds in turn from `van` on: the first day of each and its content, in order. Two queries.

    Raises GeenBeleid when nothing holds on `van`.
    """
    eerste = _versie(session, soort, van)
    vraag = (
        select(Beleidversie)
        .where(
            Beleidversie.soort == soort,
            Beleidversie.geldig_vanaf > van,
            Beleidversie.geldig_vanaf <= tot_en_met,
            *_TELT,
        )
        .order_by(Beleidversie.geldig_vanaf, Beleidversie.id)
    )
    per_dag = {van: eerste} | {versie.geldig_vanaf: versie for versie in session.scalars(vraag)}
    return [(dag, _read(model, versie.vingerafdruk, _Inhoud(versie))) for dag, versie in per_dag.items()]


def gemeente(session: Session, op: date) -> Gemeente:
    """Who the gemeente is on day `op`."""
    return holding(session, "gemeente", Gemeente, op)


def _versie(session: Session, soort: str, op: date) -> Beleidversie:
    vraag = (
        select(Beleidversie)
        .where(Beleidversie.soort == soort, Beleidversie.geldig_vanaf <= op, *_TELT)
        .order_by(Beleidversie.geldig_vanaf.desc(), Beleidversie.id.desc())
        .limit(1)
    )
    versie = session.scalar(vraag)
    if versie is None:
        raise GeenBeleid(f"{soort} op {op}")
    return versie


class _Inhoud:
    """Content that the cache does not look at: the fingerprint stands for it."""

    def __init__(self, versie: Beleidversie) -> None:
        self.inhoud = versie.inhoud

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, _Inhoud)

    def __hash__(self) -> int:
        return 0


def _read(model: type[M], vingerafdruk: str, inhoud: _Inhoud) -> M:
    gelezen = _validate(model, vingerafdruk, inhoud)
    if not isinstance(gelezen, model):
        raise TypeError(model)
    return gelezen


@lru_cache(maxsize=256)
def _validate(model: type[BaseModel], _vingerafdruk: str, inhoud: _Inhoud) -> BaseModel:
    return model.model_validate(inhoud.inhoud)
