"""A new aanslag during a plan never ends it: the inwoner is told, once, that it can join."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.aanslag.service import get_aanslagen
from portaal.core.tijd import today
from portaal.regeling.model import Regeling
from portaal.regeling.service.brieven import Briefsoort
from portaal.regeling.service.regelingen import write_about
from portaal.regeling.service.zaken import requests_under_way, running_aanslagen


def offer_new(session: Session, regelingen: Sequence[Regeling], now: datetime) -> None:
    """Tell who has a running plan of aanslagen that came after it, and are not in a plan or request."""
    per_inwoner = {regeling.inwoner_id: regeling for regeling in regelingen}
    vraag = select(AanslagRij.id, AanslagRij.inwoner_id).where(AanslagRij.inwoner_id.in_(per_inwoner))
    eigenaar = dict(session.execute(vraag).all())
    gezien = {a for regeling in regelingen for a in regeling.aangeboden}
    bezig = {*running_aanslagen(session, list(eigenaar)), *requests_under_way(session, list(eigenaar))}
    for aanslag in get_aanslagen(session, sorted(set(eigenaar) - gezien - bezig)):
        regeling = per_inwoner[eigenaar[aanslag.id]]
        if aanslag.open <= 0 or aanslag.dagtekening <= today(regeling.begonnen_at):
            continue
        regeling.aangeboden = [*regeling.aangeboden, aanslag.id]
        write_about(session, regeling, Briefsoort.NIEUWE_AANSLAG, {}, now)
    session.flush()
