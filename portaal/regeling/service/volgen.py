"""Following the payments: after each delivery the plans are held against what came in, once, on the net."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, lazyload, load_only, selectinload

from portaal.aanslag.service import get_standen
from portaal.aanslag.stand import Aanslagstand
from portaal.core.delen import in_parts
from portaal.core.door import DoorSysteem
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.geld import Centen
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.database import locked
from portaal.invordering.service import lift_blokkade
from portaal.regeling.model import Regeling, Regelingstermijn, Verzoek
from portaal.regeling.rules.voortgang import (
    Actie,
    Termijnstand,
    Voortgang,
    catch_up_until,
    follow,
    next_actie,
    next_look,
    spread_payment,
)
from portaal.regeling.service.aanbieden import offer_new
from portaal.regeling.service.brieven import Briefsoort, Zending, post_brieven
from portaal.regeling.service.einde import end_regeling, end_regelingen, stop_debits
from portaal.regeling.service.incasso import has_ended
from portaal.regeling.service.keuze import find_fallen_out, find_news, mark_seen
from portaal.regeling.service.overgangen import close_verzoek, source_of
from portaal.regeling.service.overgangen import write_about as write_about_verzoek
from portaal.regeling.service.regelingen import (
    letter_about,
    plans_of,
    policy_of,
    received_of,
    seen_until,
)
from portaal.regeling.service.terugmelding import report_standen
from portaal.regeling.service.zaken import holding_beleid
from portaal.regeling.stand import Betaalwijze, Plan, Verzoeksoort
from portaal.regeling.toestanden import OPEN_VERZOEK, Regelingstap, Regelingstatus, Verzoekstap

_PER_KEER = 200
PORTAAL = DoorSysteem("regeling:volgen")
# What a letter needs of the request, read for all at once.
_MET_KENMERK = selectinload(Regeling.verzoek).options(
    load_only(Verzoek.ingediend_at, Verzoek.digitaal), lazyload(Verzoek.aanslagen)
)

# How a plan ends by itself: paid to the last cent, or nothing of it stands any more.
_EINDEN = (
    (False, Regelingstap.LAATSTE_CENT, Briefsoort.AFGEROND),
    (True, Regelingstap.NIETS_MEER_OPEN, Briefsoort.VERVALLEN),
)


@dataclass(frozen=True)
class Lopend:
    """A running plan with its schedule and its aanslagen, read together with others, and the letters about it."""

    regeling: Regeling
    plan: Plan
    aanslagen: Sequence[Aanslagstand]
    brieven: list[Zending] = field(default_factory=list)

    def write(self, soort: Briefsoort, waarden: dict[str, Any], *, plan: Plan | None = None) -> None:
        """Write a letter; it is posted with the others of this night."""
        self.brieven.append(letter_about(self.regeling, soort, waarden, plan=plan))

    def voortgang(self, session: Session, gezien: date) -> Voortgang:
        """How it stands by what is known up to and including `gezien`."""
        regel = policy_of(session, self.regeling).volgen
        return follow(self.plan, received_of(self.regeling, self.aanslagen), regel, gezien)

    def transfers(self, voortgang: Voortgang, bedrag: Centen) -> list[tuple[str, Centen]]:
        """To which betalingskenmerken an amount goes now."""
        kenmerken = {aanslag.id: aanslag.betalingskenmerk for aanslag in self.aanslagen}
        delen = spread_payment(self.plan, voortgang, bedrag, kenmerken)
        return [(kenmerken[aanslag_id], deel) for aanslag_id, deel in delen.items()]


def follow_levering(session: Session, gebeurtenis: LeveringOpgenomen, now: datetime) -> None:
    """Hold the running plans against what this delivery says was paid: those with news, or with a limit passed."""
    gisteren, uitgevallen = today(now) - timedelta(days=1), find_fallen_out(session)
    for deel in _batches(session, find_news(session, gebeurtenis.levering_id, uitgevallen, gisteren)):
        standen = [(lopend, _follow_one(session, lopend, now)) for lopend in deel]
        _complete(session, [paar for paar in standen if paar[1].is_klaar], now)
        _post_all(session, deel, now)
    mark_seen(session, gebeurtenis.levering_id, uitgevallen, gisteren)
    offer_new(session, now)
    settle_empty(session, now)


def settle_empty(session: Session, now: datetime) -> None:
    """Close the requests on which nothing is open any more: paid, or the aanslag no longer stands."""
    vraag = select(Verzoek).where(Verzoek.status.in_(OPEN_VERZOEK)).order_by(Verzoek.id)
    verzoeken = list(session.scalars(locked(vraag)))
    for deel in in_parts(verzoeken, _PER_KEER):
        ids = [rij.aanslag_id for verzoek in deel for rij in verzoek.aanslagen]
        open_ = {aanslag.id for aanslag in get_standen(session, ids) if aanslag.open > 0}
        for verzoek in deel:
            if not open_ & {rij.aanslag_id for rij in verzoek.aanslagen}:
                close_verzoek(session, PORTAAL, verzoek, Verzoekstap.AFHANDELING, now)
                lift_blokkade(session, PORTAAL, source_of(verzoek.id), now)
                write_about_verzoek(session, verzoek, Briefsoort.NIETS_OPEN, {}, now)


def _follow_one(session: Session, lopend: Lopend, now: datetime) -> Voortgang:
    """Hold one plan against its aanslagen: note how it stands, and while it goes on what follows from that."""
    regeling, gezien = lopend.regeling, seen_until(lopend.aanslagen, today(now))
    if regeling.wijze is Betaalwijze.INCASSO and has_ended(session, lopend.aanslagen, today(now)):
        _go_on_by_transfer(session, lopend, gezien, now)
    voortgang = lopend.voortgang(session, gezien)
    regeling.gezien_op = gezien
    regeling.ontvangen, regeling.achterstand = voortgang.ontvangen, voortgang.achterstand
    regeling.moet_overboeken = voortgang.moet_overboeken
    if not voortgang.is_klaar:
        _keep_up(session, lopend, voortgang, now)
        regel = policy_of(session, regeling).volgen
        regeling.weer_kijken_op = next_look(voortgang, regeling.herinnerd_op, regel, gezien)
    return voortgang


def remind_ahead(session: Session, now: datetime) -> None:
    """Tell of a term, or of the end of a pause, some days before; each once."""
    vandaag = today(now)
    tot = vandaag + timedelta(days=holding_beleid(session, now).volgen.vooraf_dagen)
    komt = exists().where(
        Regelingstermijn.regeling_id == Regeling.id,
        Regelingstermijn.vervaldatum.between(vandaag, tot),
        Regelingstermijn.nummer > Regeling.vooraf_termijn,
    )
    eindigt = (Regeling.soort == Verzoeksoort.PAUZE) & (Regeling.vooraf_termijn == 0) & (Regeling.tot <= tot)
    welke = eindigt | (Regeling.herinner.is_(True) & komt)
    vraag = select(Regeling.id).where(Regeling.status == Regelingstatus.LOPEND, welke).order_by(Regeling.id)
    for deel in _batches(session, session.scalars(vraag).all()):
        for lopend in deel:
            if lopend.regeling.soort is Verzoeksoort.PAUZE:
                _tell_end_of_pauze(lopend)
            else:
                _tell_term(session, lopend, (vandaag, tot))
        _post_all(session, deel, now)


def end_pauzes(session: Session, now: datetime) -> None:
    """End the pauses that are over; the hold goes on for the usual days of rest."""
    vraag = select(Regeling).where(
        Regeling.status == Regelingstatus.LOPEND,
        Regeling.soort == Verzoeksoort.PAUZE,
        Regeling.tot < today(now),
    )
    for regeling in session.scalars(locked(vraag.order_by(Regeling.id))).all():
        end_regeling(session, PORTAAL, regeling, Regelingstap.EINDE_PAUZE, now)


def _go_on_by_transfer(session: Session, lopend: Lopend, gezien: date, now: datetime) -> None:
    """The debits ended: the plan goes on, and the inwoner is told to pay what is still to come."""
    regeling = lopend.regeling
    regeling.wijze = Betaalwijze.OVERMAKEN
    stop_debits(session, PORTAAL, regeling, now)
    report_standen(session, [regeling], now)
    stand = lopend.voortgang(session, gezien)
    open_ = {termijn.nummer for termijn in stand.termijnen if termijn.nog > 0}
    rest = Plan(tuple(termijn for termijn in lopend.plan.termijnen if termijn.nummer in open_))
    if open_:
        waarden = {"termijn": stand.volgende, "nog": stand.nog_te_betalen}
        lopend.write(Briefsoort.ZELF_BETALEN, waarden, plan=rest)


def _complete(session: Session, klaar: Sequence[tuple[Lopend, Voortgang]], now: datetime) -> None:
    """Nothing is open on these any more: they end, each with its letter."""
    for weg, stap, soort in _EINDEN:
        welke = [lopend for lopend, voortgang in klaar if voortgang.is_vervallen is weg]
        if welke:
            end_regelingen(session, PORTAAL, [lopend.regeling for lopend in welke], stap, now)
        for lopend in welke:
            lopend.write(soort, {})


def _keep_up(session: Session, lopend: Lopend, voortgang: Voortgang, now: datetime) -> None:
    regeling = lopend.regeling
    beleid = policy_of(session, regeling)
    if voortgang.achterstand <= 0:
        regeling.herinnerd_op = regeling.bellen_sinds = None
        return
    actie = next_actie(voortgang, regeling.herinnerd_op, beleid.volgen, regeling.gezien_op)
    if actie is Actie.HERINNERING and voortgang.volgende:
        regeling.herinnerd_op = today(now)
        waarden = {
            "termijn": voortgang.volgende,
            "achterstand": voortgang.achterstand,
            "betalen": lopend.transfers(voortgang, voortgang.achterstand),
            "inhalen_tot": catch_up_until(today(now), beleid.volgen),
            "wijze": regeling.wijze,
        }
        lopend.write(Briefsoort.HERINNERING, waarden)
    elif actie is Actie.BELLEN and regeling.bellen_sinds is None:
        regeling.bellen_sinds = next_werkdag(today(now))


def _tell_term(session: Session, lopend: Lopend, venster: tuple[date, date]) -> None:
    regeling, (van, tot) = lopend.regeling, venster
    nummer = max(termijn.nummer for termijn in lopend.plan.termijnen if van <= termijn.vervaldatum <= tot)
    regeling.vooraf_termijn = nummer
    stand = lopend.voortgang(session, regeling.gezien_op)
    termijn: Termijnstand = stand.termijnen[nummer - 1]
    if termijn.nog > 0:
        betalen = lopend.transfers(stand, termijn.nog)
        waarden = {"termijn": termijn, "betalen": betalen, "wijze": regeling.wijze}
        lopend.write(Briefsoort.VOORAF, waarden)


def _tell_end_of_pauze(lopend: Lopend) -> None:
    regeling = lopend.regeling
    regeling.vooraf_termijn = 1
    lopend.write(Briefsoort.EINDE_PAUZE, {"tot": regeling.tot})


def _batches(session: Session, ids: Sequence[int]) -> Iterator[list[Lopend]]:
    """These plans as far as they run, some at a time, so that memory stays flat; nobody else changes them."""
    for deel in in_parts(ids, _PER_KEER):
        vraag = (
            select(Regeling)
            .options(lazyload(Regeling.termijnen), _MET_KENMERK)
            .where(Regeling.id.in_(deel), Regeling.status == Regelingstatus.LOPEND)
            .order_by(Regeling.id)
        )
        yield _with_aanslagen(session, list(session.scalars(locked(vraag))))


def _post_all(session: Session, lopend: Sequence[Lopend], now: datetime) -> None:
    session.flush()
    post_brieven(session, [brief for plan in lopend for brief in plan.brieven], now)


def _with_aanslagen(session: Session, regelingen: Sequence[Regeling]) -> list[Lopend]:
    plannen = plans_of(session, [regeling.id for regeling in regelingen])
    ids = [rij.aanslag_id for regeling in regelingen for rij in regeling.aanslagen]
    per_id = {aanslag.id: aanslag for aanslag in get_standen(session, ids)}
    return [
        Lopend(
            regeling,
            plannen[regeling.id],
            [per_id[rij.aanslag_id] for rij in regeling.aanslagen if rij.aanslag_id in per_id],
        )
        for regeling in regelingen
    ]
