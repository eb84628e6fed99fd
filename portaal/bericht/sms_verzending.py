"""From the outbox to the provider of SMS, and what became of each; who cannot be reached is told of."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.bericht.model import Smsstatus, UitgaandeSms
from portaal.bericht.notify import NotifyAanbieder
from portaal.bericht.postbus import claim_due, pause_after
from portaal.bericht.sms import Bezorging, Sms, SmsAanbieder, SmsGeweigerd, SmsNuNiet
from portaal.config import Instellingen, load_instellingen
from portaal.core.events.bericht import BerichtMislukt
from portaal.infra.database import Database
from portaal.infra.werk.gebeurtenissen import announce

log = structlog.get_logger(__name__)

KANAAL = "sms"
MEESTE_POGINGEN = 8
_PER_KEER = 20
_LANGSTE_PAUZE = timedelta(hours=1)
# A provider itself goes on trying for three days; after that nobody will know.
_VOLG = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=72))


def choose_aanbieder(instellingen: Instellingen) -> SmsAanbieder | None:
    """The provider that the settings name, None when there is none."""
    return NotifyAanbieder.of(instellingen) if instellingen.sms_aanbieder == "notify" else None


def send_sms_due(database: Database, now: datetime) -> int:
    """A round of the worker: send and follow what is due. Returns how many got further."""
    aanbieder = choose_aanbieder(load_instellingen())
    return work_off(database, aanbieder, now) if aanbieder else 0


def work_off(database: Database, aanbieder: SmsAanbieder, now: datetime) -> int:
    """Send what waits and ask after what was sent. Returns how many got further.

    What the provider cannot take now is tried again after 1, 2, 4 ... minutes, at most MEESTE_POGINGEN times,
    and the rest of the round waits too: it would be refused as well.
    """
    gedaan = 0
    for sms_id in database.run(
        lambda session: claim_due(session, select(UitgaandeSms), UitgaandeSms, now, hoogstens=_PER_KEER)
    ):
        try:
            gedaan += _one(database, aanbieder, sms_id, now)
        except SmsNuNiet as fout:
            reden = str(fout)
            log.warning("sms_provider_unavailable", sms=sms_id, fout=reden)
            database.run(lambda session, nr=sms_id, r=reden: _postpone(session, nr, r, now))  # type: ignore[misc]
            break
    return gedaan


def _one(database: Database, aanbieder: SmsAanbieder, sms_id: int, now: datetime) -> int:
    with database.reading() as session:
        rij = session.get_one(UitgaandeSms, sms_id)
    note: Callable[[Session], None]
    if rij.status is Smsstatus.WACHT:
        note = _handed_over(aanbieder, rij, now)
    else:
        stand = aanbieder.follow(rij.aanbieder_id)

        def note(session: Session) -> None:
            _note_followed(session, sms_id, stand, now)

    database.run(note)
    return 1


def _handed_over(aanbieder: SmsAanbieder, rij: UitgaandeSms, now: datetime) -> Callable[[Session], None]:
    """Hand it over, unless an earlier try turns out to have arrived there after all."""
    try:
        bekend = aanbieder.find(rij.sleutel) if rij.pogingen else None
        aanbieder_id = bekend or aanbieder.send(Sms(rij.aan, rij.tekst, rij.sleutel))
    except SmsGeweigerd as fout:
        reden = str(fout)
        log.warning("sms_refused", sms=rij.id, fout=reden)
        return lambda session: _fail(session, rij.id, reden, now)
    return lambda session: _note_accepted(session, rij.id, aanbieder_id, now)


def _note_accepted(session: Session, sms_id: int, aanbieder_id: str, now: datetime) -> None:
    rij = session.get_one(UitgaandeSms, sms_id)
    rij.status, rij.aanbieder_id, rij.aangenomen_at = Smsstatus.AANGENOMEN, aanbieder_id, now
    rij.pogingen, rij.fout, rij.volgende_at = 0, "", now + _VOLG[0]


def _note_followed(session: Session, sms_id: int, stand: Bezorging, now: datetime) -> None:
    rij = session.get_one(UitgaandeSms, sms_id)
    if stand is Bezorging.MISLUKT:
        _fail(session, sms_id, "niet bezorgd", now)
    elif stand is Bezorging.BEZORGD:
        rij.status, rij.volgende_at = Smsstatus.BEZORGD, None
    else:
        _ask_later(rij, now)


def _ask_later(rij: UitgaandeSms, now: datetime) -> None:
    rij.pogingen += 1
    rij.volgende_at = now + _VOLG[rij.pogingen] if rij.pogingen < len(_VOLG) else None


def _postpone(session: Session, sms_id: int, fout: str, now: datetime) -> None:
    rij = session.get_one(UitgaandeSms, sms_id)
    rij.fout = fout[:200]
    if rij.status is not Smsstatus.WACHT:
        _ask_later(rij, now)
        return
    rij.pogingen += 1
    rij.volgende_at = now + pause_after(rij.pogingen, langste=_LANGSTE_PAUZE)
    if rij.pogingen >= MEESTE_POGINGEN:
        _fail(session, sms_id, fout, now)


def _fail(session: Session, sms_id: int, fout: str, now: datetime) -> None:
    """It will not arrive: whoever queued it may take another way."""
    rij = session.get_one(UitgaandeSms, sms_id)
    rij.status, rij.fout, rij.volgende_at = Smsstatus.MISLUKT, fout[:200], None
    announce(session, BerichtMislukt(KANAAL, rij.sleutel), now)
