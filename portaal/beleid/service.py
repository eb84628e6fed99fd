"""Dated configuration: which version holds on a day."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.bestanden import fingerprint, read_versies
from portaal.beleid.gemeente import Gemeente
from portaal.beleid.model import Beleidversie
from portaal.infra.kamer import BeleidSoort

M = TypeVar("M", bound=BaseModel)


class GeenBeleid(LookupError):
    """Nothing of this kind holds on that day."""


def seed(session: Session, soorten: tuple[BeleidSoort, ...], folder: Path | None, now: datetime) -> int:
    """Put versions from the files in the database that are not there yet. Returns how many.

    Raises BeleidFout. A version once taken in stays, also when its file goes.
    """
    nieuw = 0
    for versie in read_versies(soorten, folder):
        er_is = select(Beleidversie.id).filter_by(
            soort=versie.soort, geldig_vanaf=versie.geldig_vanaf, vingerafdruk=versie.vingerafdruk
        )
        if session.scalar(er_is):
            continue
        session.add(
            Beleidversie(
                soort=versie.soort,
                geldig_vanaf=versie.geldig_vanaf,
                inhoud=versie.inhoud,
                vingerafdruk=versie.vingerafdruk,
                herkomst=versie.bestand,
                created_at=now,
            )
        )
        nieuw += 1
    session.flush()
    return nieuw


def holding(session: Session, soort: str, model: type[M], op: date) -> M:
    """What holds of this kind on day `op`: the latest version from that day or earlier.

    Raises GeenBeleid.
    """
    versie = _versie(session, soort, op)
    return _read(model, versie.vingerafdruk, _Inhoud(versie))


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
            Beleidversie.vervallen_at.is_(None),
        )
        .order_by(Beleidversie.geldig_vanaf, Beleidversie.id)
    )
    per_dag = {van: eerste} | {versie.geldig_vanaf: versie for versie in session.scalars(vraag)}
    return [(dag, _read(model, versie.vingerafdruk, _Inhoud(versie))) for dag, versie in per_dag.items()]


def add_versie(
    session: Session, soort: str, inhoud: BaseModel, now: datetime, *, geldig_vanaf: date, herkomst: str
) -> int:
    """Let new content hold from a day on; `herkomst` says who decided. Returns the version's id."""
    gegevens = inhoud.model_dump(mode="json")
    versie = Beleidversie(
        soort=soort,
        geldig_vanaf=geldig_vanaf,
        inhoud=gegevens,
        vingerafdruk=fingerprint(gegevens),
        herkomst=herkomst,
        created_at=now,
    )
    session.add(versie)
    session.flush()
    return versie.id


def gemeente(session: Session, op: date) -> Gemeente:
    """Who the gemeente is on day `op`."""
    return holding(session, "gemeente", Gemeente, op)


def _versie(session: Session, soort: str, op: date) -> Beleidversie:
    vraag = (
        select(Beleidversie)
        .where(Beleidversie.soort == soort, Beleidversie.geldig_vanaf <= op, Beleidversie.vervallen_at.is_(None))
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
