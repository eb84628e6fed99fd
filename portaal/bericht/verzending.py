"""From the outbox to the mail server."""

import base64
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.bericht.model import Mailstatus, UitgaandeMail
from portaal.bericht.postbus import claim_due, pause_after
from portaal.config import Instellingen
from portaal.core.events.bericht import BerichtMislukt
from portaal.infra.database import Database
from portaal.infra.werk.gebeurtenissen import announce

log = structlog.get_logger(__name__)

MEESTE_POGINGEN = 10
_PER_KEER = 50
_LANGSTE_PAUZE = timedelta(hours=2)


def send_due(database: Database, instellingen: Instellingen, now: datetime) -> int:
    """Send what is due. Returns how many were accepted by the mail server.

    A mail that fails is tried again after 1, 2, 4 ... minutes, at most MEESTE_POGINGEN times; it keeps its
    Message-ID, so that a mailbox recognises a second copy.
    """
    wachtend = select(UitgaandeMail).where(UitgaandeMail.status == Mailstatus.WACHT)
    ids = database.run(lambda session: claim_due(session, wachtend, UitgaandeMail, now, hoogstens=_PER_KEER))
    if not ids:
        return 0
    try:
        with _connect(instellingen) as smtp:
            return sum(_send_one(database, instellingen, smtp, mail_id, now) for mail_id in ids)
    except (OSError, smtplib.SMTPException) as fout:
        naam = type(fout).__name__
        log.warning("smtp_unreachable", fout=naam)
        database.run(lambda session: _postpone(session, ids, naam, now))
        return 0


@contextmanager
def _connect(instellingen: Instellingen) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(instellingen.smtp_host, instellingen.smtp_port, timeout=20) as smtp:
        if instellingen.smtp_starttls:
            smtp.starttls()
        if instellingen.smtp_gebruiker:
            smtp.login(instellingen.smtp_gebruiker, instellingen.smtp_wachtwoord.get_secret_value())
        yield smtp


def _send_one(
    database: Database, instellingen: Instellingen, smtp: smtplib.SMTP, mail_id: int, now: datetime
) -> int:
    with database.reading() as session:
        mail = session.get_one(UitgaandeMail, mail_id)
    try:
        smtp.send_message(build_message(mail, instellingen.mail_van))
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as fout:
        naam = type(fout).__name__
        log.warning("mail_refused", mail=mail_id, fout=naam)
        database.run(lambda session: _postpone(session, [mail_id], naam, now))
        return 0
    database.run(lambda session: _note_sent(session, mail_id, now))
    return 1


def build_message(mail: UitgaandeMail, van: str) -> EmailMessage:
    """The message as it travels: UTF-8, plain text with HTML beside it, and its files."""
    bericht = EmailMessage()
    bericht["From"], bericht["To"], bericht["Subject"] = van, mail.aan, mail.onderwerp
    bericht["Message-ID"], bericht["Date"] = mail.message_id, format_datetime(mail.created_at)
    bericht["Auto-Submitted"] = "auto-generated"
    bericht.set_content(mail.tekst, charset="utf-8", cte="quoted-printable")
    if mail.html:
        bericht.add_alternative(mail.html, subtype="html", charset="utf-8", cte="quoted-printable")
    for bijlage in mail.bijlagen:
        hoofd, sub = bijlage["mimetype"].split("/", 1)
        bericht.add_attachment(
            base64.b64decode(bijlage["inhoud"]),
            maintype=hoofd,
            subtype=sub,
            filename=bijlage["naam"],
            params=bijlage["parameters"] or None,
        )
    return bericht


def _note_sent(session: Session, mail_id: int, now: datetime) -> None:
    mail = session.get_one(UitgaandeMail, mail_id)
    mail.status, mail.verzonden_at, mail.fout = Mailstatus.VERZONDEN, now, ""


def _postpone(session: Session, ids: list[int], fout: str, now: datetime) -> None:
    wachtend = (UitgaandeMail.id.in_(ids), UitgaandeMail.status == Mailstatus.WACHT)
    for mail in session.scalars(select(UitgaandeMail).where(*wachtend)):
        mail.pogingen += 1
        mail.fout = fout
        mail.volgende_at = now + pause_after(mail.pogingen, langste=_LANGSTE_PAUZE)
        if mail.pogingen >= MEESTE_POGINGEN:
            mail.status = Mailstatus.MISLUKT
            announce(session, BerichtMislukt("mail", mail.sleutel), now)
