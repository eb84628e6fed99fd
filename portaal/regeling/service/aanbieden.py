"""A new aanslag during a plan never ends it: the inwoner is told, once, that it can join."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, lazyload

from portaal.aanslag.model import AanslagRij, AanslagstandRij, is_huidige_stand
from portaal.aanslag.service import get_standen
from portaal.aanslag.stand import Aanslagstand
from portaal.core.delen import in_parts
from portaal.core.tijd import today
from portaal.infra.database import locked
from portaal.regeling.model import Regeling, RegelingAanslag, VerzoekAanslag
from portaal.regeling.service.brieven import Briefsoort, Zending, post_brieven
from portaal.regeling.service.keuze import LOPEND
from portaal.regeling.service.regelingen import letter_about

_PER_KEER = 200


def offer_new(session: Session, now: datetime) -> None:
    """Tell who has a running plan of aanslagen that came after it, and are not in a plan or request."""
    for deel in in_parts(_apart(session), _PER_KEER):
        aanslagen = get_standen(session, deel)
        plannen = _newest_plans(session, {aanslag.inwoner_id for aanslag in aanslagen})
        brieven: list[Zending] = []
        for aanslag in sorted(aanslagen, key=lambda aanslag: aanslag.id):
            regeling = plannen.get(aanslag.inwoner_id)
            if regeling is not None and _is_new(regeling, aanslag):
                regeling.aangeboden = [*regeling.aangeboden, aanslag.id]
                brieven.append(letter_about(regeling, Briefsoort.NIEUWE_AANSLAG, {}))
        session.flush()
        post_brieven(session, brieven, now)


def _apart(session: Session) -> Iterable[int]:
    """The aanslagen beside a plan of the same inwoner: in no plan or request, and newer than the oldest plan."""
    oudste = session.scalar(select(func.min(Regeling.begonnen_at)).where(*LOPEND))
    if oudste is None:
        return []
    met_plan = select(Regeling.inwoner_id).where(*LOPEND)
    in_plan = select(RegelingAanslag.aanslag_id).where(RegelingAanslag.loopt.is_(True))
    gevraagd = select(VerzoekAanslag.aanslag_id).where(VerzoekAanslag.loopt.is_(True))
    vraag = select(AanslagRij.id).join(AanslagstandRij, AanslagstandRij.aanslag_id == AanslagRij.id)
    waar = (
        is_huidige_stand(),
        AanslagstandRij.dagtekening > today(oudste),
        AanslagRij.inwoner_id.in_(met_plan),
        AanslagRij.id.not_in(in_plan),
        AanslagRij.id.not_in(gevraagd),
    )
    return session.scalars(vraag.where(*waar).order_by(AanslagRij.id)).all()


def _newest_plans(session: Session, inwoner_ids: Collection[int]) -> dict[int, Regeling]:
    vraag = (
        select(Regeling).options(lazyload(Regeling.termijnen)).where(*LOPEND, Regeling.inwoner_id.in_(inwoner_ids))
    )
    rijen = session.scalars(locked(vraag.order_by(Regeling.id)))
    return {regeling.inwoner_id: regeling for regeling in rijen}


def _is_new(regeling: Regeling, aanslag: Aanslagstand) -> bool:
    later = aanslag.dagtekening > today(regeling.begonnen_at)
    return aanslag.open > 0 and later and aanslag.id not in regeling.aangeboden
