"""What is done on time: reminding, giving back what was held too long, forgetting who came."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import Mailsoort
from portaal.afspraak.model import AfspraakRij
from portaal.afspraak.rules.mag import reminder_due
from portaal.afspraak.service.gevolgen import send_message
from portaal.afspraak.service.lezen import make_planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.core.events.aanslag import InwonerVerwijderd

_LEEG = {"naam": "", "telefoon": "", "email": "", "tolk": "", "momenten": "", "codewoord": ""}


def remind(session: Session, now: datetime) -> None:
    """Send a reminder to who comes within the next hours that policy names; once for each time booked."""
    beleid = make_planning(session, now).beleid
    vraag = select(AfspraakRij).where(
        AfspraakRij.status == Status.GEPLAND,
        AfspraakRij.herinnerd_at.is_(None),
        AfspraakRij.begin > now,
        AfspraakRij.begin <= now + timedelta(hours=beleid.herinnering_uren),
    )
    for rij in session.scalars(vraag.with_for_update(skip_locked=True)):
        if reminder_due(beleid, rij.begin, rij.created_at, now):
            send_message(session, rij, Mailsoort.HERINNERING, now)
        rij.herinnerd_at = now


def drop_expired_holds(session: Session, now: datetime) -> None:
    """Times that were held too long are free for anyone."""
    make_planning(session, now).opslag.drop_expired()


def forget_old(session: Session, now: datetime) -> None:
    """Take name and contact from appointments that are long over; that there was one stays, for the counts."""
    grens = now - timedelta(days=make_planning(session, now).beleid.bewaar_dagen)
    _forget(session, now, AfspraakRij.einde < grens)


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Retention removes an inwoner: their appointments no longer say whose they were."""
    _forget(session, now, AfspraakRij.inwoner_id == gebeurtenis.inwoner_id)


def _forget(session: Session, now: datetime, welke: object) -> None:
    waarden = {**_LEEG, "inwoner_id": None, "voicemail": False, "rolstoel": False, "begeleiding": False}
    tabel: type[AfspraakKolommen] = AfspraakRij
    session.execute(
        update(tabel)
        .where(welke, tabel.vergeten_at.is_(None))  # type: ignore[arg-type]
        .values({**waarden, "vergeten_at": now})
        .execution_options(synchronize_session=False)
    )
