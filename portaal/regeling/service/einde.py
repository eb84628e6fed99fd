"""A plan ends by paying, by the inwoner, or by an employee, never by itself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portaal.core.door import Door
from portaal.core.errors import NietGevonden
from portaal.core.events.regeling import RegelingBeeindigd
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.werk.gebeurtenissen import announce
from portaal.invordering.service import lift_blokkades, limit_blokkade
from portaal.regeling.model import Regeling
from portaal.regeling.rules.incasso import after_debits, stop_days_of
from portaal.regeling.service.brieven import Briefsoort
from portaal.regeling.service.regelingen import (
    lock_regeling,
    note,
    open_of,
    place_hold,
    policy_of,
    source_of,
    write_about,
)
from portaal.regeling.service.terugmelding import report_standen
from portaal.regeling.stand import Betaalwijze
from portaal.regeling.toestanden import REGELING, Regelingstap

# What is still open after these ends is for the inwoner to pay, with some days to do so.
_MET_RUST = frozenset({Regelingstap.STOP, Regelingstap.BEEINDIGING, Regelingstap.EINDE_PAUZE})


def end_regeling(
    session: Session, door: Door, regeling: Regeling, stap: Regelingstap, now: datetime, *, reden: str = ""
) -> None:
    """End a plan by a declared transition. Raises StapKanNiet."""
    end_regelingen(session, door, [regeling], stap, now, reden=reden)


def end_regelingen(
    session: Session,
    door: Door,
    regelingen: Sequence[Regeling],
    stap: Regelingstap,
    now: datetime,
    *,
    reden: str = "",
) -> None:
    """End plans by a declared transition, together. Raises StapKanNiet.

    The hold is lifted where nothing is open or another plan follows; else it goes on for some days (LI 25.1.8),
    and what went by incasso is debited no more: what is open is for the inwoner to pay.
    """
    for regeling in regelingen:
        regeling.status = REGELING.after(regeling.status, stap)
        regeling.geeindigd_at, regeling.eindreden, regeling.bellen_sinds = now, reden, None
        for rij in regeling.aanslagen:
            rij.loopt = False
    session.flush()
    report_standen(session, regelingen, now)
    if stap in _MET_RUST:
        for regeling in regelingen:
            _rest(session, door, regeling, now)
    else:
        lift_blokkades(session, door, [source_of(regeling.id) for regeling in regelingen], now)
    for regeling in regelingen:
        note(session, door, regeling, regeling.status, now)
        announce(session, RegelingBeeindigd(regeling.id), now)


def _rest(session: Session, door: Door, regeling: Regeling, now: datetime) -> None:
    """Nothing is sent for some days, and nothing is debited any more."""
    if regeling.wijze is Betaalwijze.INCASSO:
        stop_debits(session, door, regeling, now)
    limit_blokkade(session, door, source_of(regeling.id), rest_until(session, regeling, now), now)


def stop_regeling(session: Session, door: Door, regeling_id: int, now: datetime) -> None:
    """The inwoner stops the plan; what is open stays open. Raises NietGevonden, StapKanNiet."""
    regeling = lock_regeling(session, regeling_id)
    end_regeling(session, door, regeling, Regelingstap.STOP, now)
    waarden = {
        "open": open_of(session, regeling),
        "rust_tot": rest_until(session, regeling, now),
        "stopt_incasso": regeling.stopt_incasso,
    }
    write_about(session, regeling, Briefsoort.GESTOPT, waarden, now)


def close_regeling(session: Session, door: Door, regeling_id: int, now: datetime, *, reden: str) -> None:
    """An employee ends a plan that is not kept, after a reminder and a call. Raises NietGevonden, StapKanNiet."""
    regeling = lock_regeling(session, regeling_id)
    end_regeling(session, door, regeling, Regelingstap.BEEINDIGING, now, reden=reden)
    beleid = policy_of(session, regeling)
    waarden = {
        "open": open_of(session, regeling),
        "rust_tot": rest_until(session, regeling, now),
        "stopt_incasso": regeling.stopt_incasso,
        "toelichting": reden,
        "rechtsmiddel": beleid.rechtsmiddel,
        "beroep_tot": next_werkdag(today(now) + timedelta(days=beleid.rechtsmiddel.dagen)),
    }
    write_about(session, regeling, Briefsoort.BEEINDIGD, waarden, now)


def note_call(session: Session, door: Door, regeling_id: int, now: datetime) -> None:
    """Invordering spoke with the inwoner: the task is done, the plan goes on with a new chance to catch up."""
    regeling = lock_regeling(session, regeling_id)
    regeling.bellen_sinds, regeling.herinnerd_op = None, today(now)
    regeling.weer_kijken_op = regeling.gezien_op
    note(session, door, regeling, "gebeld", now)
    session.flush()


def stop_debits(session: Session, door: Door, regeling: Regeling, now: datetime) -> None:
    """From now on nothing is debited for this plan any more; the belastingpakket learns of it."""
    for rij in regeling.aanslagen:
        rij.stopt_incasso = True
    session.flush()
    place_hold(session, door, regeling, now)


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
