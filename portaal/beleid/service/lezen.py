"""Dated configuration: which version holds on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.gemeente import Gemeente
from portaal.beleid.model import Beleidversie

M = TypeVar("M", bound=BaseModel)
_VOORBEELD = "beleid_voorbeeld"
_GELEZEN = "beleid_gelezen"

# Withdrawn versions, and those from a file that beheer has not taken over, hold for nobody.
# Contents stay out: they are large, and read once per process. All kinds at once: a page asks for several.
_VERSIES = (
    select(Beleidversie.soort, Beleidversie.geldig_vanaf, Beleidversie.id, Beleidversie.vingerafdruk)
    .where(Beleidversie.vervallen_at.is_(None), Beleidversie.wacht.is_(False))
    .order_by(Beleidversie.geldig_vanaf, Beleidversie.id)
)


class _Versie(NamedTuple):
    geldig_vanaf: date
    id: int
    vingerafdruk: str


class GeenBeleid(LookupError):
    """Nothing of this kind holds on that day."""


def holding(session: Session, soort: str, model: type[M], op: date) -> M:
    """What holds of this kind on day `op`: the latest version from that day or earlier.

    Raises GeenBeleid.
    """
    if soort in session.info.get(_VOORBEELD, {}):
        return model.model_validate(session.info[_VOORBEELD][soort])
    return _read(session, _versie(session, soort, op), model)


def show_as_if(session: Session, soort: str, inhoud: dict[str, Any]) -> None:
    """From now on this session reads `inhoud` as what holds: for a preview, never for a session that writes."""
    session.info.setdefault(_VOORBEELD, {})[soort] = inhoud


def versie_id(session: Session, soort: str, op: date) -> int:
    """Which version that is, for what keeps the policy that it was granted under. Raises GeenBeleid."""
    return _versie(session, soort, op).id


def holding_versie(session: Session, beleidversie_id: int, model: type[M]) -> M:
    """The content of one version. Raises NoResultFound."""
    vraag = select(Beleidversie.geldig_vanaf, Beleidversie.id, Beleidversie.vingerafdruk)
    rij = session.execute(vraag.where(Beleidversie.id == beleidversie_id)).one()
    return _read(session, _Versie(*rij), model)


def holding_between(
    session: Session, soort: str, model: type[M], van: date, tot_en_met: date
) -> list[tuple[date, M]]:
    """What holds in turn from `van` on: the first day of each and its content, in order.

    Raises GeenBeleid when nothing holds on `van`.
    """
    eerste = _versie(session, soort, van)
    later = (versie for versie in _versies(session, soort) if van < versie.geldig_vanaf <= tot_en_met)
    per_dag = {van: eerste} | {versie.geldig_vanaf: versie for versie in later}
    return [(dag, _read(session, versie, model)) for dag, versie in per_dag.items()]


def gemeente(session: Session, op: date) -> Gemeente:
    """Who the gemeente is on day `op`."""
    return holding(session, "gemeente", Gemeente, op)


def forget_read(session: Session) -> None:
    """What this session read of the versions is no longer so: it has changed one."""
    session.info.pop(_GELEZEN, None)


def _versie(session: Session, soort: str, op: date) -> _Versie:
    versies = _versies(session, soort)
    plaats = bisect_right(versies, op, key=lambda versie: versie.geldig_vanaf)
    if plaats == 0:
        raise GeenBeleid(f"{soort} op {op}")
    return versies[plaats - 1]


def _versies(session: Session, soort: str) -> Sequence[_Versie]:
    """The versions that count, in the order in which they begin to hold. Read once in a transaction."""
    transactie, gelezen = session.info.get(_GELEZEN, (None, {}))
    if transactie is None or transactie is not session.get_transaction():
        gelezen = defaultdict(list)
        for naam, vanaf, nummer, vingerafdruk in session.execute(_VERSIES):
            gelezen[naam].append(_Versie(vanaf, nummer, vingerafdruk))
        session.info[_GELEZEN] = (session.get_transaction(), gelezen)
    versies: Sequence[_Versie] = gelezen.get(soort, [])
    return versies


class _Inhoud:
    """Content that the cache does not look at, and that is read only when it is not there: see `_validate`."""

    def __init__(self, session: Session, versie_id: int) -> None:
        self._session, self._id = session, versie_id

    def read(self) -> dict[str, Any]:
        """From the database."""
        vraag = select(Beleidversie.inhoud).where(Beleidversie.id == self._id)
        inhoud: dict[str, Any] = self._session.scalars(vraag).one()
        return inhoud

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, _Inhoud)

    def __hash__(self) -> int:
        return 0


def _read(session: Session, versie: _Versie, model: type[M]) -> M:
    gelezen = _validate(model, versie.vingerafdruk, _Inhoud(session, versie.id))
    if not isinstance(gelezen, model):
        raise TypeError(model)
    return gelezen


@lru_cache(maxsize=256)
def _validate(model: type[BaseModel], _vingerafdruk: str, inhoud: _Inhoud) -> BaseModel:
    return model.model_validate(inhoud.read())
