"""What invordering decides: grant, propose otherwise, ask for something, refuse with all grounds, or close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.inwoner.service import get_persoon
from portaal.regeling.model import Verzoek
from portaal.regeling.rules.advies import Advies, advise
from portaal.regeling.service.begin import Inhoud
from portaal.regeling.service.brieven import Briefsoort
from portaal.regeling.service.fouten import IncassoKanNiet, MagNietAfwijken, NietsOpen, RedenNodig
from portaal.regeling.service.overgangen import (
    close_verzoek,
    grant_now,
    limit_hold,
    policy_of,
    step,
    write_about,
)
from portaal.regeling.service.regelingen import note
from portaal.regeling.service.zaken import Dossier, load_dossier, lock_verzoek, shift_pauze
from portaal.regeling.stand import Betaalwijze, Plan, Verzoeksoort, Wens
from portaal.regeling.toestanden import VERZOEK, StapKanNiet, Verzoekstap

# A term that ends on a weekend goes on to the next working day, a long weekend at most.
_SPELING = 4


@dataclass(frozen=True)
class Geval:
    """Which request an employee decides on, and in which version the page showed it."""

    verzoek_id: int
    versie: int


def grant_verzoek(session: Session, door: DoorMedewerker, geval: Geval, now: datetime, *, reden: str = "") -> None:
    """Grant what is asked, on today's amounts and dates. Against the policy it takes a reason.

    Raises NietGevonden, InmiddelsGewijzigd, StapKanNiet, RedenNodig, MagNietAfwijken, NietsOpen, IncassoKanNiet.
    """
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    VERZOEK.after(verzoek.status, Verzoekstap.TOEKENNING)
    dossier = dossier_of(session, verzoek, now)
    _check_override(door, dossier, advice_on(verzoek, dossier), reden)
    verzoek.afwijkreden, verzoek.medewerker_id = reden.strip(), door.medewerker_id
    grant_now(session, door, verzoek, _content(session, verzoek, dossier), now)


def propose_plan(
    session: Session, door: DoorMedewerker, geval: Geval, wens: Wens, now: datetime, *, toelichting: str = ""
) -> None:
    """Offer another plan, which the inwoner accepts in one click.

    Raises NietGevonden, InmiddelsGewijzigd, StapKanNiet, NietsOpen, IncassoKanNiet.
    """
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    step(verzoek, Verzoekstap.VOORSTEL)
    beleid, dossier = policy_of(session, verzoek), dossier_of(session, verzoek, now)
    plan = plan_for(dossier, wens, wacht_dagen=beleid.beslissing.voorstel_dagen + _SPELING)
    verzoek.voorstel, verzoek.voorstel_dag = plan.to_json(), wens.dag
    verzoek.voorstel_incasso = wens.wijze is Betaalwijze.INCASSO
    verzoek.bericht, verzoek.medewerker_id = toelichting.strip(), door.medewerker_id
    verzoek.uiterlijk = next_werkdag(today(now) + timedelta(days=beleid.beslissing.voorstel_dagen))
    session.flush()
    note(session, door, verzoek, "voorstel", now)
    waarden = {
        "plan": plan,
        "toelichting": verzoek.bericht,
        "uiterlijk": verzoek.uiterlijk,
        "wijze": wens.wijze,
        "stopt_incasso": dossier.schrijft_af and wens.wijze is Betaalwijze.OVERMAKEN,
    }
    write_about(session, verzoek, Briefsoort.VOORSTEL, waarden, now, plan=plan, wijze=wens.wijze)


def ask_inwoner(session: Session, door: DoorMedewerker, geval: Geval, vraag: str, now: datetime) -> None:
    """Ask for what is missing; there are two weeks to answer (LI 25.1.3c).

    Raises NietGevonden, InmiddelsGewijzigd, StapKanNiet.
    """
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    step(verzoek, Verzoekstap.VRAAG)
    verzoek.vraag, verzoek.antwoord, verzoek.medewerker_id = vraag.strip(), "", door.medewerker_id
    dagen = policy_of(session, verzoek).beslissing.aanvulling_dagen
    verzoek.uiterlijk = next_werkdag(today(now) + timedelta(days=dagen))
    session.flush()
    note(session, door, verzoek, "vraag", now)
    waarden = {"vraag": verzoek.vraag, "uiterlijk": verzoek.uiterlijk}
    write_about(session, verzoek, Briefsoort.VRAAG, waarden, now)


@dataclass(frozen=True)
class Afwijzing:
    """A refusal: all grounds by their code, what is possible instead, and a word of explanation."""

    gronden: Sequence[str]
    in_plaats: str
    toelichting: str = ""


def refuse_verzoek(
    session: Session, door: DoorMedewerker, geval: Geval, afwijzing: Afwijzing, now: datetime
) -> None:
    """Refuse, stating all grounds, what can be done instead, and the remedy of that date.

    Raises NietGevonden, InmiddelsGewijzigd, StapKanNiet; KeyError for an unknown ground, ValueError without one.
    """
    if not afwijzing.gronden:
        raise ValueError("a refusal states its grounds")
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    beleid = policy_of(session, verzoek)
    gronden = [beleid.grond(code) for code in afwijzing.gronden]
    verzoek.gronden, verzoek.bericht = [grond.code for grond in gronden], afwijzing.in_plaats.strip()
    verzoek.medewerker_id = door.medewerker_id
    close_verzoek(session, door, verzoek, Verzoekstap.AFWIJZING, now)
    taal = get_persoon(session, verzoek.inwoner_id).taal
    waarden = {
        "gronden": [grond.tekst if taal == "nl" else grond.tekst_en for grond in gronden],
        "in_plaats": verzoek.bericht,
        "toelichting": afwijzing.toelichting.strip(),
        "rust_tot": limit_hold(session, door, verzoek, now),
        "rechtsmiddel": beleid.rechtsmiddel,
        "beroep_tot": next_werkdag(today(now) + timedelta(days=beleid.rechtsmiddel.dagen)),
    }
    write_about(session, verzoek, Briefsoort.AFWIJZING, waarden, now)


def settle_verzoek(session: Session, door: DoorMedewerker, geval: Geval, tekst: str, now: datetime) -> None:
    """Close a request that a talk settled otherwise. Raises NietGevonden, InmiddelsGewijzigd, StapKanNiet."""
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    verzoek.bericht, verzoek.medewerker_id = tekst.strip(), door.medewerker_id
    close_verzoek(session, door, verzoek, Verzoekstap.AFHANDELING, now)
    waarden = {"toelichting": verzoek.bericht, "rust_tot": limit_hold(session, door, verzoek, now)}
    write_about(session, verzoek, Briefsoort.AFGEHANDELD, waarden, now)


def note_contact(session: Session, door: DoorMedewerker, geval: Geval, now: datetime) -> None:
    """There was contact with the inwoner about this request. Raises NietGevonden, InmiddelsGewijzigd."""
    verzoek = lock_verzoek(session, geval.verzoek_id, geval.versie)
    verzoek.contact_at = now
    verzoek.versie += 1
    session.flush()
    note(session, door, verzoek, "contact", now)


def dossier_of(session: Session, verzoek: Verzoek, now: datetime) -> Dossier:
    """What is known now of a request's person and aanslagen, under the policy at the time of asking."""
    ids = [rij.aanslag_id for rij in verzoek.aanslagen]
    dossier = load_dossier(session, verzoek.inwoner_id, ids, now, omstandigheid=verzoek.omstandigheid)
    return dossier.under(policy_of(session, verzoek), verzoek.beleidversie_id)


def wens_of(verzoek: Verzoek) -> Wens:
    """What was asked."""
    return Wens(verzoek.soort, verzoek.aantal, verzoek.maandbedrag, verzoek.dag, verzoek.tot, verzoek.wijze)


def advice_on(verzoek: Verzoek, dossier: Dossier) -> Advies:
    """The policy's own verdict on what was asked."""
    return advise(wens_of(verzoek), dossier.aanslagen, dossier.situatie, dossier.beleid, dossier.vandaag)


def plan_for(dossier: Dossier, wens: Wens, *, wacht_dagen: int = 0) -> Plan:
    """The schedule of a wish on today's amounts. Raises NietsOpen, IncassoKanNiet."""
    if not dossier.posten:
        raise NietsOpen
    if wens.wijze is Betaalwijze.INCASSO and not dossier.kan_incasso:
        raise IncassoKanNiet
    return dossier.plan(wens, wacht_dagen=wacht_dagen)


def _content(session: Session, verzoek: Verzoek, dossier: Dossier) -> Inhoud:
    if not dossier.posten:
        raise NietsOpen
    wens = wens_of(verzoek)
    if wens.soort is Verzoeksoort.GESPREK:
        # A talk leads to a proposal; there is nothing yet to grant.
        raise StapKanNiet(wens.soort)
    if wens.soort is not Verzoeksoort.PAUZE:
        return Inhoud.of(dossier, wens, plan_for(dossier, wens))
    verschoven = shift_pauze(session, dossier, wens)
    if verschoven is None:
        return Inhoud.of(dossier, wens, None)
    plan, wijze = verschoven
    return Inhoud.of(dossier, Wens(Verzoeksoort.REGELING, wijze=wijze), plan)


def _check_override(door: DoorMedewerker, dossier: Dossier, advies: Advies, reden: str) -> None:
    if not advies.vraagt_reden:
        return
    if not door.rollen & set(dossier.beleid.afwijken.rollen):
        raise MagNietAfwijken
    if not reden.strip():
        raise RedenNodig
