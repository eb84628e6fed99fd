"""What went out is not kept: after the days of the policy only that it went is left."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portaal.aanslag.bewaren import remove_purposeless
from portaal.bericht.bewaren import wipe_sent
from portaal.bericht.model import Mailstatus, Smsstatus, UitgaandeMail, UitgaandeSms
from portaal.bericht.service import Bijlage, Mail, send_mail, send_sms
from portaal.bericht.sms import Sms
from portaal.infra.database import Database

DAGEN = 90
KALENDER = Bijlage("afspraak.ics", "text/calendar", b"BEGIN:VCALENDAR")
MAILS = {"verzonden": Mailstatus.VERZONDEN, "mislukt": Mailstatus.MISLUKT, "wacht": Mailstatus.WACHT}


@pytest.fixture
def lang_geleden(now: datetime) -> datetime:
    return now - timedelta(days=DAGEN, minutes=1)


@pytest.fixture
def postbus(db: Database, now: datetime, lang_geleden: datetime) -> Database:
    """A mail in each state of too long ago, one that just went out, and two SMS."""
    with db.transaction() as session:
        for naam in (*MAILS, "net"):
            toen = now - timedelta(days=1) if naam == "net" else lang_geleden
            send_mail(session, Mail("jan@example.org", "Dag", "Dag Jan", naam, "<p>Dag</p>", (KALENDER,)), toen)
            mail = session.scalars(select(UitgaandeMail).filter_by(sleutel=naam)).one()
            mail.status = MAILS.get(naam, Mailstatus.VERZONDEN)
        for naam in ("bezorgd", "gevolgd"):
            send_sms(session, Sms("+31612345678", "Tot dan", naam), lang_geleden)
        bezorgd = session.scalars(select(UitgaandeSms).filter_by(sleutel="bezorgd")).one()
        bezorgd.status, bezorgd.volgende_at = Smsstatus.BEZORGD, None
    return db


def test_only_what_is_over_for_long_is_wiped(postbus: Database, now: datetime) -> None:
    assert wipe_sent(postbus, now - timedelta(days=DAGEN)) == 3
    assert wipe_sent(postbus, now - timedelta(days=DAGEN)) == 0
    with postbus.reading() as session:
        mails = {mail.sleutel: mail for mail in session.scalars(select(UitgaandeMail))}
        smsen = {sms.sleutel: (sms.aan, sms.tekst) for sms in session.scalars(select(UitgaandeSms))}
    for naam in ("verzonden", "mislukt"):
        mail = mails[naam]
        assert [mail.aan, mail.onderwerp, mail.tekst, mail.html, mail.bijlagen] == ["", "", "", "", []]
    assert mails["wacht"].tekst == mails["net"].tekst == "Dag Jan"
    assert smsen == {"bezorgd": ("", ""), "gevolgd": ("+31612345678", "Tot dan")}


def test_the_same_mail_does_not_go_out_again_after_that(postbus: Database, now: datetime) -> None:
    wipe_sent(postbus, now - timedelta(days=DAGEN))
    assert not postbus.run(
        lambda session: send_mail(session, Mail("jan@example.org", "Dag", "", "verzonden"), now)
    )


def test_it_is_done_each_day_by_the_policy(postbus: Database, now: datetime) -> None:
    for moment, leeg in ((now - timedelta(days=1), 0), (now, 2), (now + timedelta(hours=1), 2)):
        remove_purposeless(postbus, moment)
        with postbus.reading() as session:
            assert len(session.scalars(select(UitgaandeMail.id).filter_by(aan="")).all()) == leeg
