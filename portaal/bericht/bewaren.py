"""Retention of the outbox: what went out is not kept, only that it went."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portaal.bericht.model import Mailstatus, UitgaandeMail, UitgaandeSms
from portaal.core.delen import in_parts
from portaal.infra.database import Database

_PER_KEER = 500


def wipe_sent(database: Database, before: datetime) -> int:
    """Take who it went to and what it said out of each mail and SMS of before that moment. Returns how many.

    Only of what is over: sent, or given up. The row stays, for its `sleutel` keeps the same message from going out
    a second time.
    """
    mails = select(UitgaandeMail.id).where(
        UitgaandeMail.status != Mailstatus.WACHT, UitgaandeMail.created_at < before, UitgaandeMail.aan != ""
    )
    smsen = select(UitgaandeSms.id).where(
        UitgaandeSms.volgende_at.is_(None), UitgaandeSms.created_at < before, UitgaandeSms.aan != ""
    )
    with database.reading() as session:
        mail_ids, sms_ids = session.scalars(mails).all(), session.scalars(smsen).all()
    for deel in in_parts(mail_ids, _PER_KEER):
        database.run(partial(_wipe_mails, ids=deel))
    for deel in in_parts(sms_ids, _PER_KEER):
        database.run(partial(_wipe_sms, ids=deel))
    return len(mail_ids) + len(sms_ids)


def _wipe_mails(session: Session, *, ids: Sequence[int]) -> None:
    leeg = update(UitgaandeMail).values(aan="", onderwerp="", tekst="", html="", bijlagen=[])
    session.execute(leeg.where(UitgaandeMail.id.in_(ids)))


def _wipe_sms(session: Session, *, ids: Sequence[int]) -> None:
    session.execute(update(UitgaandeSms).values(aan="", tekst="").where(UitgaandeSms.id.in_(ids)))
