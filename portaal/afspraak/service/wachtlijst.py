"""An earlier time: who asks for one is told when it comes free, three times at most."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status, Tijdvak, Tijdwens
from portaal.afspraak.berichten import mail_eerder
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.model import AfspraakRij, Wachtende
from portaal.afspraak.service.lezen import get_afspraak, make_kaarten, make_planning
from portaal.afspraak.sms import Weg, earlier_by, sms_eerder
from portaal.core.door import Door
from portaal.core.tijd import today
from portaal.logboek.service import record

_TUSSEN = timedelta(hours=12)


def join_wachtlijst(session: Session, door: Door, afspraak_id: int, now: datetime) -> None:
    """Tell them of an earlier time from now on; asking twice changes nothing."""
    afspraak = get_afspraak(session, afspraak_id, now)
    if session.get(Wachtende, afspraak_id) is None and earlier_by(afspraak.contact):
        session.add(Wachtende(afspraak_id=afspraak_id, created_at=now))
        record(session, door, "afspraak:wachtlijst:erop", now=now, inwoner_id=afspraak.inwoner_id)
        session.flush()


def leave_wachtlijst(session: Session, door: Door, afspraak_id: int, now: datetime) -> None:
    """Tell them no more."""
    session.execute(delete(Wachtende).where(Wachtende.afspraak_id == afspraak_id))
    record(session, door, "afspraak:wachtlijst:eraf", now=now, object_ref=f"afspraak:{afspraak_id}")


def is_waiting(session: Session, afspraak_id: int) -> bool:
    """Whether they asked for an earlier time."""
    return session.get(Wachtende, afspraak_id) is not None


def offer_earlier(session: Session, now: datetime) -> None:
    """Mail or text those who wait about a time that came free, in the order in which they asked.

    At most three messages each (policy), one in twelve hours, never twice about the same time; and two who
    wait are not told of one time in the same round.
    """
    hoogstens = make_planning(session, now).beleid.wachtlijst_berichten
    rijen = session.execute(
        select(Wachtende, AfspraakRij)
        .join(AfspraakRij, AfspraakRij.id == Wachtende.afspraak_id)
        .where(AfspraakRij.status == Status.GEPLAND, AfspraakRij.begin > now, Wachtende.berichten < hoogstens)
        .order_by(Wachtende.created_at)
    )
    gemeld: set[datetime] = set()
    for wachtende, rij in rijen.all():
        if wachtende.gemeld_at and now - wachtende.gemeld_at < _TUSSEN:
            continue
        eerder = _earlier(session, rij, now)
        if eerder is None or eerder.begin in gemeld or eerder.begin == wachtende.gemeld_begin:
            continue
        gemeld.add(eerder.begin)
        wachtende.berichten += 1
        wachtende.gemeld_begin, wachtende.gemeld_at = eerder.begin, now
        kaart = make_kaarten(session, [rij], now)[0]
        stuur = sms_eerder if earlier_by(kaart.contact) is Weg.SMS else mail_eerder
        stuur(session, kaart, eerder.begin, wachtende.berichten, now)


def tell_otherwise(session: Session, rij: AfspraakRij, keer: str, kanaal: str, now: datetime) -> bool:
    """Say by the other way that an earlier time came free; True when that is done, or is no news any more."""
    wachtende = session.get(Wachtende, rij.id)
    if wachtende is None or str(wachtende.berichten) != keer or rij.status is not Status.GEPLAND:
        return True
    eerder = wachtende.gemeld_begin
    if eerder is None or not now < eerder < rij.begin:
        return True
    kaart = make_kaarten(session, [rij], now)[0]
    stuur = mail_eerder if kanaal == Weg.SMS else sms_eerder
    return stuur(session, kaart, eerder, wachtende.berichten, now)


def told_earlier(session: Session, afspraken: Iterable[Afspraak], now: datetime) -> dict[int, datetime]:
    """Per appointment the earlier time that was told last, while it is still to come and earlier than theirs."""
    begin = {afspraak.id: afspraak.begin for afspraak in afspraken if afspraak.status is Status.GEPLAND}
    vraag = select(Wachtende.afspraak_id, Wachtende.gemeld_begin).where(
        Wachtende.afspraak_id.in_(begin), Wachtende.gemeld_begin > now
    )
    return {nummer: eerder for nummer, eerder in session.execute(vraag) if eerder and eerder < begin[nummer]}


def _earlier(session: Session, rij: AfspraakRij, now: datetime) -> Tijdvak | None:
    """The first free time on an earlier day than the one they have: an hour less waiting is no news."""
    planning = make_planning(session, now, afspraak_id=rij.id)
    wens = Tijdwens(rij.onderwerp, rij.soort, rij.locatie)
    dag = next(iter(planning.days(wens, today(now), today(rij.begin) - timedelta(days=1))), None)
    return dag.tijden[0] if dag else None
