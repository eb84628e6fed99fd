"""Steps that a request takes, whoever takes them: state, hold, event, logboek and letter in one transaction."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from portaal.core.door import Door
from portaal.core.events.regeling import VerzoekBesloten
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.werk.gebeurtenissen import announce
from portaal.invordering.service import lift_blokkade, limit_blokkade
from portaal.regeling.beleid import Baan, RegelingBeleid
from portaal.regeling.model import Verzoek
from portaal.regeling.service.begin import Inhoud, start_regeling
from portaal.regeling.service.brieven import Bekend, Brief, Briefsoort, Zending, post_brief
from portaal.regeling.service.redenen import read_redenen, write_reden
from portaal.regeling.service.regelingen import note
from portaal.regeling.service.zaken import policy_by_id
from portaal.regeling.stand import Betaalwijze, Plan, Verzoeksoort
from portaal.regeling.toestanden import VERZOEK, Verzoekstap

_BRIEVEN = {Verzoeksoort.PAUZE: Briefsoort.PAUZE, Verzoeksoort.UITSTEL: Briefsoort.UITSTEL}


def grant_now(
    session: Session,
    door: Door,
    verzoek: Verzoek,
    inhoud: Inhoud,
    now: datetime,
    *,
    stap: Verzoekstap = Verzoekstap.TOEKENNING,
) -> None:
    """Let the grant stand: state, plan, hold, event and letter, in this transaction. Raises StapKanNiet."""
    close_verzoek(session, door, verzoek, stap, now)
    regeling = start_regeling(session, door, verzoek, inhoud, now)
    direct = verzoek.baan is Baan.DIRECT
    if not direct:
        # What is granted at once was never held by its request.
        lift_blokkade(session, door, source_of(verzoek.id), now)
    taal = inhoud.bekend.persoon.taal
    waarden = {
        "plan": inhoud.plan,
        "tot": inhoud.tot,
        "wijze": inhoud.wijze,
        "stopt_incasso": regeling.stopt_incasso,
        "nog_af": inhoud.nog_af,
        "schrijft_af": inhoud.schrijft_af,
        "redenen": [write_reden(r, taal) for r in read_redenen(verzoek.redenen)] if direct else [],
        "inhaal_dagen": policy_of(session, verzoek).volgen.inhaal_dagen,
    }
    brief = _BRIEVEN.get(inhoud.soort, Briefsoort.TOEKENNING)
    wijze, bekend = inhoud.wijze, inhoud.bekend
    write_about(session, verzoek, brief, waarden, now, plan=inhoud.plan, wijze=wijze, bekend=bekend)


def close_verzoek(session: Session, door: Door, verzoek: Verzoek, stap: Verzoekstap, now: datetime) -> None:
    """Bring a request to its end by a declared transition: its aanslagen are free for a new one."""
    step(verzoek, stap)
    verzoek.besloten_at = now
    for rij in verzoek.aanslagen:
        rij.loopt = False
    session.flush()
    note(session, door, verzoek, verzoek.status, now)
    announce(session, VerzoekBesloten(verzoek.id), now)


def step(verzoek: Verzoek, stap: Verzoekstap) -> None:
    """Take a declared step; who has an older version open will be told. Raises StapKanNiet."""
    verzoek.status = VERZOEK.after(verzoek.status, stap)
    verzoek.versie += 1


def limit_hold(session: Session, door: Door, verzoek: Verzoek, now: datetime) -> date:
    """After a refusal or withdrawal: nothing is sent for some days more (LI 25.1.8). Returns the last one."""
    dagen = policy_of(session, verzoek).beslissing.na_einde_dagen
    tot = next_werkdag(today(now) + timedelta(days=dagen))
    limit_blokkade(session, door, source_of(verzoek.id), tot, now)
    return tot


def write_about(
    session: Session,
    verzoek: Verzoek,
    soort: Briefsoort,
    waarden: dict[str, Any],
    now: datetime,
    *,
    plan: Plan | None = None,
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN,
    bekend: Bekend | None = None,
) -> None:
    """Send a letter about a request, on paper too unless the inwoner chose digital."""
    brief = Brief(soort, verzoek.kenmerk, waarden, plan, wijze=wijze)
    post_brief(session, Zending(verzoek.inwoner_id, brief, not verzoek.digitaal), now, bekend)


def source_of(verzoek_id: int) -> str:
    """The source of the hold that a request places."""
    return f"verzoek:{verzoek_id}"


def policy_of(session: Session, verzoek: Verzoek) -> RegelingBeleid:
    """The policy under which was asked."""
    return policy_by_id(session, verzoek.beleidversie_id)
