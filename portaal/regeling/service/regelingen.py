"""Plans: begun with a decision, and ended by paying, by the inwoner, or by an employee, never by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.service import get_aanslagen
from portaal.aanslag.stand import Aanslag, Boekingsoort
from portaal.core.door import Door
from portaal.core.errors import NietGevonden
from portaal.core.events.regeling import RegelingBeeindigd
from portaal.core.geld import Centen
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.werk.gebeurtenissen import announce
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import Blokkadevraag, lift_blokkade, limit_blokkade, place_blokkade
from portaal.logboek.service import record
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, RegelingAanslag, Regelingstermijn, Verzoek
from portaal.regeling.rules.incasso import after_debits, stop_days_of
from portaal.regeling.rules.voortgang import Ontvangen
from portaal.regeling.service.brieven import Brief, Briefsoort, post_brief
from portaal.regeling.service.terugmelding import report_end, report_start
from portaal.regeling.service.zaken import Dossier, policy_by_id, running_aanslagen
from portaal.regeling.stand import Betaalwijze, Deel, Plan, Termijn, Verzoeksoort, Wens
from portaal.regeling.toestanden import REGELING, Regelingstap, Regelingstatus

GELD = frozenset({Boekingsoort.BETALING, Boekingsoort.INCASSO, Boekingsoort.STORNO})


@dataclass(frozen=True)
class Inhoud:
    """What is granted: a plan, or rest until a day; `soort` is what it becomes.

    `nog_af` is the day on which is debited once more before the debits stop, `schrijft_af` that they run now,
    `aanslagen` what it is about.
    """

    soort: Verzoeksoort
    plan: Plan | None
    tot: date | None = None
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN
    nog_af: date | None = None
    schrijft_af: bool = False
    aanslagen: tuple[Aanslag, ...] = ()

    @classmethod
    def of(cls, dossier: Dossier, wens: Wens, plan: Plan | None) -> "Inhoud":
        """What is granted when a wish is."""
        return cls(wens.soort, plan, wens.tot, wens.wijze, dossier.nog_af, dossier.schrijft_af, dossier.aanslagen)


def start_regeling(session: Session, door: Door, verzoek: Verzoek, inhoud: Inhoud, now: datetime) -> Regeling:
    """Let what was granted begin: rows, the hold, and the end of a plan that it takes the place of."""
    ids = [aanslag.id for aanslag in inhoud.aanslagen]
    for regeling_id in sorted(set(running_aanslagen(session, ids).values())):
        end_regeling(session, door, lock_regeling(session, regeling_id), Regelingstap.NIEUW_PLAN, now)
    regeling = Regeling(
        verzoek_id=verzoek.id,
        inwoner_id=verzoek.inwoner_id,
        soort=inhoud.soort,
        wijze=inhoud.wijze,
        status=Regelingstatus.LOPEND,
        beleidversie_id=verzoek.beleidversie_id,
        begonnen_at=now,
        tot=inhoud.tot,
        herinner=verzoek.herinner,
        gezien_op=today(now),
        aanslagen=_parts(inhoud),
        termijnen=_terms(inhoud.plan),
    )
    session.add(regeling)
    session.flush()
    report_start(session, regeling, verzoek.kenmerk, now)
    _hold(session, door, regeling, now)
    record(
        session,
        door,
        "regeling:regeling:begonnen",
        now=now,
        inwoner_id=regeling.inwoner_id,
        object_ref=f"regeling:{regeling.id}",
    )
    return regeling


def end_regeling(
    session: Session, door: Door, regeling: Regeling, stap: Regelingstap, now: datetime, *, reden: str = ""
) -> None:
    """End a plan by a declared transition. Raises StapKanNiet.

    The hold is lifted where nothing is open or another plan follows; else it goes on for some days (LI 25.1.8),
    and what went by incasso is debited no more: what is open is for the inwoner to pay.
    """
    regeling.status = REGELING.after(regeling.status, stap)
    regeling.geeindigd_at, regeling.eindreden, regeling.bellen_sinds = now, reden, None
    for rij in regeling.aanslagen:
        rij.loopt = False
    session.flush()
    report_end(session, regeling, kenmerk_of(session, regeling), now)
    if stap in (Regelingstap.STOP, Regelingstap.BEEINDIGING, Regelingstap.EINDE_PAUZE):
        if regeling.wijze is Betaalwijze.INCASSO:
            stop_debits(session, door, regeling, now)
        limit_blokkade(session, door, source_of(regeling.id), rest_until(session, regeling, now), now)
    else:
        lift_blokkade(session, door, source_of(regeling.id), now)
    record(
        session,
        door,
        f"regeling:regeling:{regeling.status}",
        now=now,
        inwoner_id=regeling.inwoner_id,
        object_ref=f"regeling:{regeling.id}",
    )
    announce(session, RegelingBeeindigd(regeling.id), now)


def stop_regeling(session: Session, door: Door, regeling_id: int, now: datetime) -> None:
    """The inwoner stops the plan; what is open stays open. Raises NietGevonden, StapKanNiet."""
    regeling = lock_regeling(session, regeling_id)
    end_regeling(session, door, regeling, Regelingstap.STOP, now)
    waarden = {
        "open": open_of(session, regeling),
        "rust_tot": rest_until(session, regeling, now),
        "stopt_incasso": _stops(regeling),
    }
    write_about(session, regeling, Brief(Briefsoort.GESTOPT, kenmerk_of(session, regeling), waarden), now)


def close_regeling(session: Session, door: Door, regeling_id: int, now: datetime, *, reden: str) -> None:
    """An employee ends a plan that is not kept, after a reminder and a call. Raises NietGevonden, StapKanNiet."""
    regeling = lock_regeling(session, regeling_id)
    end_regeling(session, door, regeling, Regelingstap.BEEINDIGING, now, reden=reden)
    beleid = policy_of(session, regeling)
    waarden = {
        "open": open_of(session, regeling),
        "rust_tot": rest_until(session, regeling, now),
        "stopt_incasso": _stops(regeling),
        "toelichting": reden,
        "rechtsmiddel": beleid.rechtsmiddel,
        "beroep_tot": next_werkdag(today(now) + timedelta(days=beleid.rechtsmiddel.dagen)),
    }
    write_about(session, regeling, Brief(Briefsoort.BEEINDIGD, kenmerk_of(session, regeling), waarden), now)


def note_call(session: Session, door: Door, regeling_id: int, now: datetime) -> None:
    """Invordering spoke with the inwoner: the task is done, the plan goes on with a new chance to catch up."""
    regeling = lock_regeling(session, regeling_id)
    regeling.bellen_sinds, regeling.herinnerd_op = None, today(now)
    record(
        session,
        door,
        "regeling:regeling:gebeld",
        now=now,
        inwoner_id=regeling.inwoner_id,
        object_ref=f"regeling:{regeling_id}",
    )
    session.flush()


def stop_debits(session: Session, door: Door, regeling: Regeling, now: datetime) -> None:
    """From now on nothing is debited for this plan any more; the belastingpakket learns of it."""
    for rij in regeling.aanslagen:
        rij.stopt_incasso = True
    session.flush()
    _hold(session, door, regeling, now)


def lock_regeling(session: Session, regeling_id: int) -> Regeling:
    """The plan, for changing it. Raises NietGevonden."""
    regeling = session.get(Regeling, regeling_id, with_for_update=True, populate_existing=True)
    if regeling is None:
        raise NietGevonden
    return regeling


def plan_of(regeling: Regeling) -> Plan:
    """The schedule as it was granted."""
    return Plan(
        tuple(
            Termijn(t.nummer, t.vervaldatum, t.bedrag, tuple(Deel(a, Centen(b)) for a, b in t.delen))
            for t in regeling.termijnen
        )
    )


def received_of(regeling: Regeling, aanslagen: Sequence[Aanslag]) -> dict[int, Ontvangen]:
    """What was booked since the grant, per aanslag; of one that had nothing to pay, what is too much on it."""
    bij_begin = {rij.aanslag_id: rij for rij in regeling.aanslagen}
    uit: dict[int, Ontvangen] = {}
    for aanslag in aanslagen:
        if aanslag.id in bij_begin:
            geld, kwijting = booked_on(aanslag)
            rij = bij_begin[aanslag.id]
            sinds = Centen(geld - rij.geld_bij_begin)
            if not rij.bedrag:
                uit[aanslag.id] = Ontvangen(Centen(max(0, min(sinds, aanslag.terug))), Centen(0))
                continue
            af = Centen(kwijting - rij.kwijting_bij_begin)
            uit[aanslag.id] = Ontvangen(sinds, af, vernietigd=aanslag.vernietigd)
    return uit


def booked_on(aanslag: Aanslag) -> tuple[Centen, Centen]:
    """Money, net of reversals, and relief that stand on an aanslag now."""
    geld = sum(boeking.bedrag for boeking in aanslag.betalingen if boeking.soort in GELD)
    return Centen(geld), Centen(aanslag.betaald - geld)


def policy_of(session: Session, regeling: Regeling) -> RegelingBeleid:
    """The policy under which the plan was granted."""
    return policy_by_id(session, regeling.beleidversie_id)


def rest_until(session: Session, regeling: Regeling, now: datetime) -> date:
    """Until when nothing is sent after an end (LI 25.1.8: ten days), past the month of a last debit."""
    beleid, vandaag = policy_of(session, regeling), today(now)
    tot = vandaag + timedelta(days=beleid.beslissing.na_einde_dagen)
    if regeling.wijze is Betaalwijze.INCASSO:
        begin, einde = vandaag.replace(day=1), vandaag + timedelta(days=stop_days_of(beleid))
        komt = [termijn.vervaldatum for termijn in regeling.termijnen if begin <= termijn.vervaldatum <= einde]
        tot = max(tot, after_debits(komt) or tot)
    return next_werkdag(tot)


def rest_after_stop(session: Session, regeling_id: int, now: datetime) -> date:
    """Until when nothing would be sent if the inwoner stopped now. Raises NietGevonden."""
    regeling = session.get(Regeling, regeling_id)
    if regeling is None:
        raise NietGevonden
    return rest_until(session, regeling, now)


def open_of(session: Session, regeling: Regeling) -> Centen:
    """What is open now on the aanslagen of a plan."""
    ids = [rij.aanslag_id for rij in regeling.aanslagen]
    return Centen(sum(aanslag.open for aanslag in get_aanslagen(session, ids)))


def kenmerk_of(session: Session, regeling: Regeling) -> str:
    """The reference of the request that the plan came from."""
    return session.get_one(Verzoek, regeling.verzoek_id).kenmerk


def write_about(session: Session, regeling: Regeling, brief: Brief, now: datetime) -> None:
    """Send a letter about a plan, on paper too unless the inwoner chose digital."""
    papier = not session.get_one(Verzoek, regeling.verzoek_id).digitaal
    post_brief(session, regeling.inwoner_id, brief, now, papier=papier)


def source_of(regeling_id: int) -> str:
    """The source of the hold that a plan places."""
    return f"regeling:{regeling_id}"


def regeling_of(session: Session, verzoek_id: int) -> Regeling | None:
    """The plan that a request led to."""
    return session.scalar(select(Regeling).filter_by(verzoek_id=verzoek_id))


def _hold(session: Session, door: Door, regeling: Regeling, now: datetime) -> None:
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


def _stops(regeling: Regeling) -> bool:
    return any(rij.stopt_incasso for rij in regeling.aanslagen)


def _parts(inhoud: Inhoud) -> list[RegelingAanslag]:
    bedragen = {post.aanslag_id: post.bedrag for post in inhoud.plan.posten} if inhoud.plan else {}
    stopt = inhoud.plan is not None and inhoud.wijze is Betaalwijze.OVERMAKEN
    rijen: list[RegelingAanslag] = []
    for volgorde, aanslag in enumerate(sorted(inhoud.aanslagen, key=lambda a: (a.dagtekening, a.aanslagnummer))):
        geld, kwijting = booked_on(aanslag)
        rijen.append(
            RegelingAanslag(
                aanslag_id=aanslag.id,
                volgorde=volgorde,
                bedrag=bedragen.get(aanslag.id, Centen(0)),
                geld_bij_begin=geld,
                kwijting_bij_begin=kwijting,
                stopt_incasso=aanslag.automatische_incasso and stopt,
            )
        )
    return rijen


def _terms(plan: Plan | None) -> list[Regelingstermijn]:
    return [
        Regelingstermijn(
            nummer=termijn.nummer,
            vervaldatum=termijn.vervaldatum,
            bedrag=termijn.bedrag,
            delen=[[deel.aanslag_id, deel.bedrag] for deel in termijn.delen],
        )
        for termijn in (plan.termijnen if plan else ())
    ]
