"""What an inwoner does, or someone at the desk on their behalf: ask, answer, accept, withdraw."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.core.door import Door
from portaal.core.events.regeling import VerzoekIngediend
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.werk.gebeurtenissen import announce
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import Blokkadevraag, place_blokkade
from portaal.inwoner.service import set_bereikbaarheid
from portaal.regeling.beleid import Baan
from portaal.regeling.model import Verzoek, VerzoekAanslag
from portaal.regeling.rules.incasso import first_free_day
from portaal.regeling.rules.oordeel import Afgewezen, TerBeoordeling, Toegekend
from portaal.regeling.service.begin import Inhoud
from portaal.regeling.service.brieven import Briefsoort
from portaal.regeling.service.fouten import LooptAl, NietsOpen, ReedsVerlopen
from portaal.regeling.service.overgangen import (
    close_verzoek,
    grant_now,
    limit_hold,
    policy_of,
    source_of,
    step,
    write_about,
)
from portaal.regeling.service.redenen import to_json, write_reden
from portaal.regeling.service.regelingen import note
from portaal.regeling.service.zaken import Dossier, load_dossier, lock_verzoek, requests_under_way
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Plan, Reden, Verzoeksoort, Wens, read_plan
from portaal.regeling.toestanden import VERZOEK, Verzoekstap, Verzoekstatus


@dataclass(frozen=True)
class Regelingsverzoek:
    """What is asked, as the form gives it. `sleutel` is the form's own: sent twice it makes one request."""

    sleutel: str
    aanslag_ids: tuple[int, ...]
    wens: Wens
    omstandigheid: Omstandigheid = Omstandigheid.GEEN
    toelichting: str = ""
    digitaal: bool = False
    herinner: bool = True


@dataclass(frozen=True)
class Ontvangst:
    """The request that there is now, and whether it was granted at once."""

    verzoek_id: int
    kenmerk: str
    status: Verzoekstatus


def request_regeling(
    session: Session, door: Door, inwoner_id: int, verzoek: Regelingsverzoek, now: datetime
) -> Ontvangst:
    """Take in a request: hold the aanslagen, and grant it at once where the rules allow.

    Sending the same form again gives the same request. Raises NietGevonden, LooptAl, NietsOpen.
    """
    eerder = find_by_sleutel(session, inwoner_id, verzoek.sleutel)
    if eerder is not None:
        return eerder
    dossier = load_dossier(session, inwoner_id, verzoek.aanslag_ids, now, omstandigheid=verzoek.omstandigheid)
    oordeel = dossier.judge(verzoek.wens)
    if isinstance(oordeel, Afgewezen):
        raise NietsOpen
    rij = _row(dossier, verzoek, oordeel, now)
    ander = _insert(session, rij)
    if ander is not None:
        return ander
    _remember_choice(session, dossier, rij, now)
    note(session, door, rij, "ingediend", now)
    announce(session, VerzoekIngediend(rij.id), now)
    if isinstance(oordeel, Toegekend):
        # The plan places the hold, in this same transaction.
        grant_now(session, door, rij, Inhoud.of(dossier, verzoek.wens, oordeel.plan), now)
    else:
        _hold(session, door, rij, now)
        _confirm(session, rij, oordeel.redenen, now, dossier)
    return Ontvangst(rij.id, rij.kenmerk, rij.status)


def find_by_sleutel(session: Session, inwoner_id: int, sleutel: str) -> Ontvangst | None:
    """The request that this form led to, if it was sent before."""
    rij = session.scalar(select(Verzoek).filter_by(sleutel=sleutel, inwoner_id=inwoner_id))
    return Ontvangst(rij.id, rij.kenmerk, rij.status) if rij else None


def withdraw_verzoek(session: Session, door: Door, verzoek_id: int, now: datetime) -> None:
    """The inwoner no longer asks; the hold goes on for some days. Raises NietGevonden, StapKanNiet."""
    verzoek = lock_verzoek(session, verzoek_id)
    close_verzoek(session, door, verzoek, Verzoekstap.INTREKKING, now)
    rust_tot = limit_hold(session, door, verzoek, now)
    write_about(session, verzoek, Briefsoort.INGETROKKEN, {"rust_tot": rust_tot}, now)


def answer_vraag(session: Session, door: Door, verzoek_id: int, antwoord: str, now: datetime) -> None:
    """Answer what the gemeente asked; the request is looked at again. Raises NietGevonden, StapKanNiet."""
    verzoek = lock_verzoek(session, verzoek_id)
    step(verzoek, Verzoekstap.ANTWOORD)
    verzoek.antwoord = antwoord.strip()
    _give_back(session, door, verzoek, "antwoord", now)


def refuse_voorstel(session: Session, door: Door, verzoek_id: int, reden: str, now: datetime) -> None:
    """The proposal does not fit: invordering takes it up again. Raises NietGevonden, StapKanNiet."""
    verzoek = lock_verzoek(session, verzoek_id)
    step(verzoek, Verzoekstap.GEEN_AKKOORD)
    # What was answered before stays: who decides reads both.
    verzoek.antwoord = "\n".join(filter(None, [verzoek.antwoord, reden.strip()]))
    _give_back(session, door, verzoek, "geen_akkoord", now)


def accept_voorstel(session: Session, door: Door, verzoek_id: int, versie: int, now: datetime) -> None:
    """Accept the proposed plan as it was shown.

    Raises NietGevonden, StapKanNiet, InmiddelsGewijzigd, ReedsVerlopen.
    """
    verzoek = lock_verzoek(session, verzoek_id, versie)
    VERZOEK.after(verzoek.status, Verzoekstap.AKKOORD)
    plan = read_plan(verzoek.voorstel)
    dossier = load_dossier(session, verzoek.inwoner_id, [a.aanslag_id for a in verzoek.aanslagen], now)
    wijze = Betaalwijze.INCASSO if verzoek.voorstel_incasso else Betaalwijze.OVERMAKEN
    if not _still_fits(dossier, plan, wijze):
        raise ReedsVerlopen
    verzoek.dag = verzoek.voorstel_dag or verzoek.dag
    inhoud = Inhoud.of(dossier, Wens(Verzoeksoort.REGELING, wijze=wijze), plan)
    grant_now(session, door, verzoek, inhoud, now, stap=Verzoekstap.AKKOORD)


def _still_fits(dossier: Dossier, plan: Plan, wijze: Betaalwijze) -> bool:
    """Whether a proposal can begin as it was shown: its days, its amounts, no debit in its first month."""
    if plan.eerste.vervaldatum < dossier.vandaag or plan.posten != dossier.posten:
        return False
    vrij_vanaf = first_free_day(dossier.situatie.incasso, dossier.beleid, dossier.vandaag)
    if vrij_vanaf is not None and plan.eerste.vervaldatum < vrij_vanaf:
        return False
    return wijze is Betaalwijze.OVERMAKEN or dossier.kan_incasso


def _row(dossier: Dossier, vraag: Regelingsverzoek, oordeel: Toegekend | TerBeoordeling, now: datetime) -> Verzoek:
    wens, direct = vraag.wens, isinstance(oordeel, Toegekend)
    return Verzoek(
        sleutel=vraag.sleutel,
        inwoner_id=dossier.inwoner_id,
        soort=wens.soort,
        status=Verzoekstatus.IN_BEHANDELING,
        baan=Baan.DIRECT if direct else Baan.BEOORDELING,
        beleidversie_id=dossier.beleidversie_id,
        aantal=wens.aantal,
        maandbedrag=wens.maandbedrag,
        dag=wens.dag,
        tot=wens.tot,
        wijze=wens.wijze,
        plan=oordeel.plan.to_json() if oordeel.plan else [],
        omstandigheid=vraag.omstandigheid,
        toelichting=vraag.toelichting.strip(),
        digitaal=vraag.digitaal,
        herinner=vraag.herinner,
        redenen=to_json(oordeel.redenen),
        ingediend_at=now,
        uiterlijk=oordeel.uiterlijk if isinstance(oordeel, TerBeoordeling) else dossier.vandaag,
        voorstel=[],
        gronden=[],
        aanslagen=[VerzoekAanslag(aanslag_id=aanslag.id) for aanslag in dossier.aanslagen],
    )


def _insert(session: Session, rij: Verzoek) -> Ontvangst | None:
    """Insert it; the request that was there first when this form was sent before. Raises LooptAl."""
    ids = [deel.aanslag_id for deel in rij.aanslagen]
    inwoner_id, sleutel = rij.inwoner_id, rij.sleutel
    bezig = requests_under_way(session, ids)
    if not bezig:
        try:
            with session.begin_nested():
                session.add(rij)
        except IntegrityError:
            zelfde = find_by_sleutel(session, inwoner_id, sleutel)
            if zelfde is not None:
                return zelfde
            bezig = requests_under_way(session, ids)
            if not bezig:
                raise
        else:
            return None
    raise LooptAl(next(iter(bezig.values())))


def _hold(session: Session, door: Door, rij: Verzoek, now: datetime) -> None:
    ids = [deel.aanslag_id for deel in rij.aanslagen]
    place_blokkade(session, door, Blokkadevraag(ids, source_of(rij.id), Blokkadereden.VERZOEK), now)


def _remember_choice(session: Session, dossier: Dossier, rij: Verzoek, now: datetime) -> None:
    if dossier.persoon.digitaal != rij.digitaal:
        set_bereikbaarheid(session, rij.inwoner_id, now, digitaal=rij.digitaal)


def _confirm(session: Session, rij: Verzoek, redenen: tuple[Reden, ...], now: datetime, dossier: Dossier) -> None:
    taal = dossier.persoon.taal
    waarden = {
        "uiterlijk": rij.uiterlijk,
        "redenen": [write_reden(reden, taal) for reden in redenen],
        "schrijft_af": dossier.schrijft_af,
    }
    write_about(session, rij, Briefsoort.ONTVANGST, waarden, now, bekend=dossier.bekend)


def _give_back(session: Session, door: Door, verzoek: Verzoek, wat: str, now: datetime) -> None:
    """It is for invordering to act again, within the usual days."""
    dagen = policy_of(session, verzoek).beslissing.streef_dagen
    verzoek.uiterlijk = next_werkdag(today(now) + timedelta(days=dagen))
    session.flush()
    note(session, door, verzoek, wat, now)
