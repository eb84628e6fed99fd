"""Mail goes from the outbox to a real SMTP server, once, and is tried again when that is away."""

import email
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession
from sqlalchemy import select

from portaal.bericht.model import Mailstatus, UitgaandeMail
from portaal.bericht.service import Bijlage, Mail, send_mail
from portaal.bericht.verzending import MEESTE_POGINGEN, send_due
from portaal.config import Instellingen
from portaal.infra.database import Database
from tests.support.poort import free_port


class Bus:
    """A receiving mail server's memory; refuses addresses that begin with 'weg'."""

    def __init__(self) -> None:
        self.berichten: list[EmailMessage] = []

    async def handle_RCPT(
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address.startswith("weg"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        bericht = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(bericht, EmailMessage)
        self.berichten.append(bericht)
        return "250 OK"


@pytest.fixture
def bus() -> Iterator[tuple[Bus, Instellingen]]:
    geheugen = Bus()
    poort = free_port()
    server = Controller(geheugen, hostname="127.0.0.1", port=poort)
    server.start()
    yield (
        geheugen,
        Instellingen(smtp_port=poort, smtp_starttls=False, mail_van="niet-antwoorden@voorbeeldstad.example"),
    )
    server.stop()


def _mail(aan: str = "jan@example.org", sleutel: str = "proef:1") -> Mail:
    kalender = Bijlage("afspraak.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n", {"method": "REQUEST"})
    return Mail(aan, "Afspraak gemeente", "Tot dan, Şahin.", sleutel, "<p>Tot dan, Şahin.</p>", (kalender,))


def test_a_queued_mail_arrives_whole(db: Database, now: datetime, bus: tuple[Bus, Instellingen]) -> None:
    geheugen, instellingen = bus
    db.run(lambda session: send_mail(session, _mail(), now))
    assert send_due(db, instellingen, now) == 1
    (bericht,) = geheugen.berichten
    assert bericht["Subject"] == "Afspraak gemeente"
    assert bericht["Message-ID"] == "<proef.1@localhost>"
    tekst, html = bericht.get_body(("plain",)), bericht.get_body(("html",))
    assert tekst is not None
    assert html is not None
    assert tekst.get_content().strip() == "Tot dan, Şahin."
    assert "Şahin" in html.get_content()
    (bijlage,) = bericht.iter_attachments()
    assert bijlage.get_content_type() == "text/calendar"
    assert bijlage["Content-Type"].params["method"] == "REQUEST"


def test_the_same_mail_is_queued_and_sent_once(db: Database, now: datetime, bus: tuple[Bus, Instellingen]) -> None:
    geheugen, instellingen = bus
    for _ in range(2):
        db.run(lambda session: send_mail(session, _mail(), now))
        send_due(db, instellingen, now)
    assert len(geheugen.berichten) == 1


def test_one_refused_address_holds_up_nobody_else(
    db: Database, now: datetime, bus: tuple[Bus, Instellingen]
) -> None:
    geheugen, instellingen = bus
    db.run(lambda session: send_mail(session, _mail("weg@example.org", "a"), now))
    db.run(lambda session: send_mail(session, _mail("jan@example.org", "b"), now))
    assert send_due(db, instellingen, now) == 1
    assert [b["To"] for b in geheugen.berichten] == ["jan@example.org"]


def test_a_mail_waits_while_the_server_is_away_and_fails_in_the_end(db: Database, now: datetime) -> None:
    dicht = Instellingen(smtp_port=1, smtp_starttls=False)
    db.run(lambda session: send_mail(session, _mail(), now))
    assert send_due(db, dicht, now) == 0
    with db.reading() as session:
        mail = session.scalars(select(UitgaandeMail)).one()
    assert (mail.status, mail.volgende_at) == (Mailstatus.WACHT, now + timedelta(minutes=1))
    for poging in range(1, MEESTE_POGINGEN):
        send_due(db, dicht, now + timedelta(hours=3 * poging))
    with db.reading() as session:
        mail = session.scalars(select(UitgaandeMail)).one()
    assert (mail.status, mail.pogingen) == (Mailstatus.MISLUKT, MEESTE_POGINGEN)
