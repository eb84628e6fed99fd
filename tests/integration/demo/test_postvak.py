"""Mail of the demo comes in by SMTP and is shown in the browser."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portaal.demo.omgeving import GASTHEER
from portaal.demo.postvak.ontvanger import start_ontvanger
from portaal.demo.postvak.opslag import Opslag
from portaal.demo.postvak.pagina import make_pagina
from tests.support.client import check_page, words_of
from tests.support.poort import free_port


@pytest.fixture
def opslag(tmp_path: Path) -> Opslag:
    """An empty mailbox."""
    return Opslag(tmp_path / "postvak")


@pytest.fixture
def smtp_poort(opslag: Opslag) -> Iterator[int]:
    """The port of a receiver that runs."""
    poort = free_port()
    ontvanger = start_ontvanger(opslag, poort)
    yield poort
    ontvanger.stop()


@pytest.fixture
def browser(opslag: Opslag) -> FlaskClient:
    """A browser on the mailbox."""
    return make_pagina(opslag, "http://localhost:8600").test_client()


def make_mail(aan: str = "inwoner@example.org", onderwerp: str = "Uw afspraak is gepland") -> EmailMessage:
    """A mail as the portal sends it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "belastingen@voorbeeldstad.example", aan, onderwerp
    mail["Date"], mail["Message-ID"] = "Mon, 16 Mar 2026 09:00:00 +0000", "<afspraak.1@localhost>"
    mail.set_content("Beste Ş. Çelik,\nbekijk http://localhost:8600/afspraak/abc\n")
    mail.add_alternative("<p>Beste <b>Ş. Çelik</b></p><script>alert(1)</script>", subtype="html")
    mail.add_attachment(
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        maintype="text",
        subtype="calendar",
        filename="afspraak.ics",
        params={"method": "REQUEST"},
    )
    return mail


def send(poort: int, *mails: EmailMessage) -> None:
    """Hand mails to the receiver as the worker does."""
    with smtplib.SMTP(GASTHEER, poort, timeout=10) as smtp:
        for mail in mails:
            smtp.send_message(mail)


def first_link(browser: FlaskClient) -> str:
    """The address of the newest mail."""
    naam = browser.get("/berichten.json").get_json()["berichten"][0]["naam"]
    return f"/bericht/{naam}"


def test_an_empty_mailbox_says_so(browser: FlaskClient) -> None:
    pagina = browser.get("/").get_data(as_text=True)
    check_page(pagina)
    assert "Er is nog geen mail" in words_of(pagina)


def test_a_mail_comes_in_and_is_listed(browser: FlaskClient, smtp_poort: int) -> None:
    send(smtp_poort, make_mail())
    pagina = browser.get("/").get_data(as_text=True)
    check_page(pagina)
    assert "Uw afspraak is gepland Aan inwoner@example.org, 16-03-2026, 10.00 uur, met 1 bijlage" in words_of(
        pagina
    )


def test_a_mail_shows_text_and_calendar_file(browser: FlaskClient, smtp_poort: int) -> None:
    send(smtp_poort, make_mail())
    pagina = browser.get(first_link(browser)).get_data(as_text=True)
    check_page(pagina)
    woorden = words_of(pagina)
    assert "Beste Ş. Çelik" in woorden
    assert "afspraak.ics (text/calendar, method REQUEST" in woorden
    assert "BEGIN:VCALENDAR" in woorden


def test_the_html_of_a_mail_runs_no_script(browser: FlaskClient, smtp_poort: int) -> None:
    send(smtp_poort, make_mail())
    antwoord = browser.get(first_link(browser) + "/html")
    assert "Ş. Çelik" in antwoord.get_data(as_text=True)
    beleid = antwoord.headers["Content-Security-Policy"]
    assert beleid.startswith("sandbox")
    assert "allow-scripts" not in beleid
    assert "default-src 'none'" in beleid


def test_a_file_is_downloaded_as_it_was_sent(browser: FlaskClient, smtp_poort: int) -> None:
    send(smtp_poort, make_mail())
    antwoord = browser.get(first_link(browser) + "/bijlage/0")
    assert antwoord.data == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert antwoord.headers["Content-Disposition"] == "attachment; filename=afspraak.ics"
    assert browser.get(first_link(browser) + "/bijlage/1").status_code == 404


def test_one_address_can_be_looked_at(browser: FlaskClient, smtp_poort: int) -> None:
    send(smtp_poort, make_mail(), make_mail("ander@example.org", "Ander bericht"))
    woorden = words_of(browser.get("/?aan=ander@example.org").get_data(as_text=True))
    assert "Ander bericht" in woorden
    assert "Uw afspraak is gepland" not in woorden


def test_many_mails_come_in_pages_newest_first(opslag: Opslag) -> None:
    for nummer in range(5):
        opslag.add(make_mail(onderwerp=f"bericht {nummer}").as_bytes())
    assert [p.onderwerp for p in opslag.list_post(nummer=1, per=2)[0]] == ["bericht 4", "bericht 3"]
    assert opslag.list_post(nummer=1, per=2)[1]
    assert [p.onderwerp for p in opslag.list_post(nummer=3, per=2)[0]] == ["bericht 0"]
    assert not opslag.list_post(nummer=3, per=2)[1]


@pytest.mark.parametrize("naam", ["..%2f..%2fetc%2fpasswd", "bestaat-niet", "00000000000000000000-00000000"])
def test_another_name_is_not_found(browser: FlaskClient, naam: str) -> None:
    antwoord = browser.get(f"/bericht/{naam}")
    assert antwoord.status_code == 404
    check_page(antwoord.get_data(as_text=True))


def test_another_host_name_is_refused(browser: FlaskClient) -> None:
    assert browser.get("/", headers={"Host": "kwaad.example"}).status_code == 400
