"""A plan as it stands: its schedule, what came in on it, its hold, and writing about it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.service import get_standen
from portaal.aanslag.stand import Aanslagstand, Boekingsoort
from portaal.core.door import Door
from portaal.core.geld import Centen
from portaal.infra.database import get_locked
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import Blokkadevraag, place_blokkade
from portaal.logboek.service import record
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, RegelingAanslag, Regelingstermijn, Verzoek
from portaal.regeling.rules.voortgang import Ontvangen
from portaal.regeling.service.brieven import Brief, Briefsoort, Zending, post_brief
from portaal.regeling.service.zaken import policy_by_id
from portaal.regeling.stand import Deel, Plan, Termijn, Verzoeksoort

GELD = frozenset({Boekingsoort.BETALING, Boekingsoort.INCASSO, Boekingsoort.STORNO})


def lock_regeling(session: Session, regeling_id: int) -> Regeling:
    """The plan, for changing it. Raises NietGevonden."""
    return get_locked(session, Regeling, regeling_id)


def regeling_of(session: Session, verzoek_id: int) -> Regeling | None:
    """The plan that a request led to."""
    return session.scalar(select(Regeling).filter_by(verzoek_id=verzoek_id))


def plan_of(regeling: Regeling) -> Plan:
    """The schedule as it was granted."""
    return Plan(tuple(_termijn(t.nummer, t.vervaldatum, t.bedrag, t.delen) for t in regeling.termijnen))


def plans_of(session: Session, ids: Sequence[int]) -> dict[int, Plan]:
    """The schedules of these plans, in one query of plain values: each night we go past all that run."""
    rij = Regelingstermijn
    vraag = select(rij.regeling_id, rij.nummer, rij.vervaldatum, rij.bedrag, rij.delen)
    termijnen: dict[int, list[Termijn]] = {regeling_id: [] for regeling_id in ids}
    for regeling_id, *waarden in session.execute(vraag.where(rij.regeling_id.in_(ids)).order_by(rij.nummer)):
        termijnen[regeling_id].append(_termijn(*waarden))
    return {regeling_id: Plan(tuple(delen)) for regeling_id, delen in termijnen.items()}


def _termijn(nummer: int, vervaldatum: date, bedrag: Centen, delen: Sequence[Sequence[int]]) -> Termijn:
    return Termijn(nummer, vervaldatum, bedrag, tuple(Deel(a, Centen(b)) for a, b in delen))


def received_of(regeling: Regeling, aanslagen: Sequence[Aanslagstand]) -> dict[int, Ontvangen]:
    """What was booked since the grant, per aanslag; of one that had nothing to pay, what is too much on it."""
    bij_begin = {rij.aanslag_id: rij for rij in regeling.aanslagen}
    return {a.id: _since_begin(bij_begin[a.id], a) for a in aanslagen if a.id in bij_begin}


def _since_begin(rij: RegelingAanslag, aanslag: Aanslagstand) -> Ontvangen:
    geld, kwijting = booked_on(aanslag)
    sinds = Centen(geld - rij.geld_bij_begin)
    if not rij.bedrag:
        return Ontvangen(Centen(max(0, min(sinds, aanslag.terug))), Centen(0))
    return Ontvangen(sinds, Centen(kwijting - rij.kwijting_bij_begin), vernietigd=aanslag.vernietigd)


def booked_on(aanslag: Aanslagstand) -> tuple[Centen, Centen]:
    """Money, net of reversals, and relief that stand on an aanslag now."""
    geld = sum(boeking.bedrag for boeking in aanslag.betalingen if boeking.soort in GELD)
    return Centen(geld), Centen(aanslag.betaald - geld)


def seen_until(aanslagen: Sequence[Aanslagstand], vandaag: date) -> date:
    """The last day whose payments are known: yesterday, or before the day since which an aanslag fell out."""
    oud = [aanslag.oud_sinds for aanslag in aanslagen if aanslag.oud_sinds]
    return min([vandaag, *oud]) - timedelta(days=1)


def policy_of(session: Session, regeling: Regeling) -> RegelingBeleid:
    """The policy under which the plan was granted."""
    return policy_by_id(session, regeling.beleidversie_id)


def open_of(session: Session, regeling: Regeling) -> Centen:
    """What is open now on the aanslagen of a plan."""
    ids = [rij.aanslag_id for rij in regeling.aanslagen]
    return Centen(sum(aanslag.open for aanslag in get_standen(session, ids)))


def source_of(regeling_id: int) -> str:
    """The source of the hold that a plan places."""
    return f"regeling:{regeling_id}"


def write_about(
    session: Session,
    regeling: Regeling,
    soort: Briefsoort,
    waarden: dict[str, Any],
    now: datetime,
    *,
    plan: Plan | None = None,
) -> None:
    """Send a letter about a plan, on paper too unless the inwoner chose digital."""
    post_brief(session, letter_about(regeling, soort, waarden, plan=plan), now)


def letter_about(
    regeling: Regeling, soort: Briefsoort, waarden: dict[str, Any], *, plan: Plan | None = None
) -> Zending:
    """The letter about a plan, still to be posted."""
    verzoek = regeling.verzoek
    return Zending(regeling.inwoner_id, Brief(soort, verzoek.kenmerk, waarden, plan), not verzoek.digitaal)


def note(session: Session, door: Door, rij: Regeling | Verzoek, wat: str, now: datetime) -> None:
    """Add a row on this plan, or on this request, to the logboek."""
    soort = rij.__tablename__
    record(
        session,
        door,
        f"regeling:{soort}:{wat}",
        now=now,
        inwoner_id=rij.inwoner_id,
        object_ref=f"{soort}:{rij.id}",
    )


def place_hold(session: Session, door: Door, regeling: Regeling, now: datetime) -> None:
    """Hold its aanslagen while it runs; those paid by own transfer are not debited either."""
    pauze = regeling.soort is Verzoeksoort.PAUZE
    for stopt in (False, True):
        vraag = Blokkadevraag(
            aanslag_ids=[rij.aanslag_id for rij in regeling.aanslagen if rij.stopt_incasso is stopt],
            bron=source_of(regeling.id),
            reden=Blokkadereden.PAUZE if pauze else Blokkadereden.REGELING,
            tot=regeling.tot if pauze else None,
            stopt_incasso=stopt,
        )
        if vraag.aanslag_ids:
            place_blokkade(session, door, vraag, now)
