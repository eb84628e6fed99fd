"""What is debited from an inwoner's account: what runs, what ended, and on which days it comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.rules import betaaldata
from portaal.aanslag.stand import Aanslag, Aanslagstand, Boekingsoort
from portaal.aanslag.uitleg.betaling import Incassostand, incassostand_of
from portaal.aanslag.uitleg.omgang import BETALEN, Betaalbeleid
from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, RegelingAanslag
from portaal.regeling.rules.incasso import Incassostaat, days_to_come, stop_days_of
from portaal.regeling.stand import Betaalwijze

_LOOPT = frozenset({Incassostand.LOOPT, Incassostand.MISLUKT})


@dataclass(frozen=True)
class _Plan:
    """A plan that an aanslag had: whether it went by incasso, its days, and since when it stops debits."""

    begonnen: date
    data: tuple[date, ...]
    via_incasso: bool
    gestopt_op: date | None


def read_incasso(
    session: Session, aanslagen: Sequence[Aanslag], beleid: RegelingBeleid, vandaag: date
) -> Incassostaat:
    """The debits on these aanslagen. Nothing is asked of the database where none was ever debited."""
    met_incasso = [aanslag for aanslag in aanslagen if aanslag.automatische_incasso or _booked(aanslag)]
    if not met_incasso:
        return Incassostaat()
    plannen = _plans(session, [aanslag.id for aanslag in met_incasso])
    gestopt = {aanslag_id: _stopped_on(eigen) for aanslag_id, eigen in plannen.items()}
    standen = {aanslag.id: _stand(session, aanslag, vandaag) for aanslag in met_incasso}
    loopt = {a for a, stand in standen.items() if stand in _LOOPT and not gestopt.get(a)}
    stop_dagen = stop_days_of(beleid)
    dagen = {
        dag
        for aanslag in met_incasso
        for dag in days_to_come(
            _planned(aanslag, plannen.get(aanslag.id, []), stop_dagen) if standen[aanslag.id] in _LOOPT else (),
            _booked(aanslag),
            vandaag,
            gestopt.get(aanslag.id),
            stop_dagen,
        )
    }
    einde = {a for a, stand in standen.items() if stand is Incassostand.GESTOPT or gestopt.get(a)}
    return Incassostaat(frozenset(loopt), frozenset(einde), tuple(sorted(dagen)))


def has_ended(session: Session, aanslagen: Iterable[Aanslagstand], vandaag: date) -> bool:
    """Whether debits ended on an aanslag that still has something open: the package says so, or the bank did."""
    return any(a.open > 0 and _stand(session, a, vandaag) not in _LOOPT for a in aanslagen)


def debits_run(session: Session, aanslagen: Sequence[Aanslag]) -> set[int]:
    """Of these the aanslagen that are debited, as far as the delivery and our own stops say. One query at most."""
    ids = {aanslag.id for aanslag in aanslagen if aanslag.automatische_incasso and aanslag.open > 0}
    if not ids:
        return set()
    stop = select(RegelingAanslag.aanslag_id).where(
        RegelingAanslag.aanslag_id.in_(ids), RegelingAanslag.stopt_incasso.is_(True)
    )
    return ids - set(session.scalars(stop))


def _stand(session: Session, aanslag: Aanslagstand, vandaag: date) -> Incassostand:
    return incassostand_of(aanslag, holding(session, BETALEN, Betaalbeleid, vandaag).incasso_stop_na)


def _booked(aanslag: Aanslag) -> tuple[date, ...]:
    return tuple(b.datum for b in aanslag.betalingen if b.soort is Boekingsoort.INCASSO)


def _plans(session: Session, aanslag_ids: Sequence[int]) -> dict[int, list[_Plan]]:
    vraag = (
        select(RegelingAanslag, Regeling)
        .join(Regeling, Regeling.id == RegelingAanslag.regeling_id)
        .where(RegelingAanslag.aanslag_id.in_(aanslag_ids))
        .order_by(Regeling.id)
    )
    uit: dict[int, list[_Plan]] = {}
    for rij, regeling in session.execute(vraag):
        via_incasso = regeling.wijze is Betaalwijze.INCASSO
        data = tuple(termijn.vervaldatum for termijn in regeling.termijnen) if via_incasso else ()
        stop = _moment_of_stop(regeling) if rij.stopt_incasso else None
        plan = _Plan(today(regeling.begonnen_at), data, via_incasso, stop)
        uit.setdefault(rij.aanslag_id, []).append(plan)
    return uit


def _moment_of_stop(regeling: Regeling) -> date:
    """A plan by own transfer stops the debits when it begins; one by incasso when it ends unpaid."""
    einde: datetime | None = regeling.geeindigd_at if regeling.wijze is Betaalwijze.INCASSO else None
    return today(einde or regeling.begonnen_at)


def _stopped_on(plannen: Sequence[_Plan]) -> date | None:
    return min((plan.gestopt_op for plan in plannen if plan.gestopt_op), default=None)


def _planned(aanslag: Aanslag, plannen: Sequence[_Plan], stop_dagen: int) -> list[date]:
    """The days of the delivery, and once a plan went by incasso those of the newest such plan."""
    via = [plan for plan in plannen if plan.via_incasso]
    if not via:
        return list(betaaldata(aanslag))
    tot = min(plan.begonnen for plan in via) + timedelta(days=stop_dagen)
    return [*(dag for dag in betaaldata(aanslag) if dag <= tot), *via[-1].data]
