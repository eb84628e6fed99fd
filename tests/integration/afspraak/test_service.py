"""Every change has its mail, event and logboek row."""

import base64
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import service
from portaal.afspraak.begrip import Partij, Soort, TeVeelAfspraken, Tijdkeuze, TijdvakBezet, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.bericht.model import UitgaandeMail
from portaal.bericht.verzending import build_message
from portaal.core.door import DoorBezoeker, DoorInwoner, DoorMedewerker, Vaststelling
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.werk.model import GebeurtenisRij
from portaal.inwoner.service import ensure_inwoner
from portaal.logboek.model import Logregel

BELLEN = Tijdwens("aanslag", Soort.BELLEN)
JAN = Contact("Jan Jansen", telefoon="+31612345678", email="jan@voorbeeld.example")
BEZOEKER = DoorBezoeker()
BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """A transaction on the example gemeente."""
    with db.transaction() as session:
        yield session


def first(session: Session, now: datetime) -> datetime:
    return service.free_times(session, BELLEN, now).dagen[0].tijden[0].begin


def wish(begin: datetime, sleutel: str = "s1", contact: Contact = JAN, **anders: Any) -> Afspraakverzoek:
    return Afspraakverzoek("aanslag", Soort.BELLEN, begin, contact, sleutel, **anders)


def mails(session: Session) -> list[UitgaandeMail]:
    return list(session.scalars(select(UitgaandeMail).order_by(UitgaandeMail.id)))


def event_of(mail: UitgaandeMail) -> tuple[str, icalendar.Event]:
    kalender = icalendar.Calendar.from_ical(base64.b64decode(mail.bijlagen[0]["inhoud"]))
    return str(kalender["METHOD"]), kalender.walk("VEVENT")[0]


def test_a_booking_is_confirmed_by_mail_with_a_calendar_file(session: Session, now: datetime) -> None:
    begin = first(session, now)
    afspraak = service.book_afspraak(session, BEZOEKER, wish(begin), now)
    mail = mails(session)[0]
    assert mail.aan == "jan@voorbeeld.example"
    assert f"Wij zeggen eerst dit woord: {afspraak.codewoord}." in mail.tekst
    assert "/afspraak/beheer/" in mail.tekst
    methode, event = event_of(mail)
    assert methode == "REQUEST"
    assert event["DTSTART"].dt == begin
    deel = next(d for d in build_message(mail, "a@b.example").walk() if d.get_content_type() == "text/calendar")
    assert deel.get_param("method") == "REQUEST"


@pytest.mark.parametrize("onderwerp", ["aanslag", "regeling", "kwijtschelding", "anders"])
def test_mail_and_calendar_say_nothing_of_the_topic(session: Session, now: datetime, onderwerp: str) -> None:
    verzoek = Afspraakverzoek(onderwerp, Soort.BEZOEK, now, JAN, "s", "stadhuis")
    begin = service.free_times(session, verzoek.wens, now).dagen[0].tijden[0].begin
    verzoek = Afspraakverzoek(onderwerp, Soort.BEZOEK, begin, JAN, "s", "stadhuis")
    afspraak = service.book_afspraak(session, BEZOEKER, verzoek, now)
    service.cancel_afspraak(session, BALIE, afspraak.id, now)
    for mail in mails(session):
        alles = (
            f"{mail.onderwerp} {mail.tekst} {mail.html} {base64.b64decode(mail.bijlagen[0]['inhoud']).decode()}"
        )
        for woord in ("aanslag", "belasting", "kwijt", "schuld", "betal", "regeling", "€", "Jansen"):
            assert woord.lower() not in alles.lower(), woord


def test_every_change_counts_the_calendar_file_up(session: Session, now: datetime) -> None:
    begin = first(session, now)
    afspraak = service.book_afspraak(session, BEZOEKER, wish(begin), now)
    naar = service.alternatives(session, BELLEN, begin, now)[0].begin
    service.move_afspraak(session, BEZOEKER, afspraak.id, Tijdkeuze(BELLEN, naar), now)
    service.cancel_afspraak(session, BEZOEKER, afspraak.id, now)
    gelezen = [event_of(mail) for mail in mails(session)]
    assert [(methode, event["SEQUENCE"]) for methode, event in gelezen] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({str(event["UID"]) for _, event in gelezen}) == 1
    assert gelezen[1][1]["DTSTART"].dt == naar


def test_every_change_is_told_and_logged(session: Session, now: datetime) -> None:
    afspraak = service.book_afspraak(session, BEZOEKER, wish(first(session, now)), now)
    service.cancel_afspraak(session, BEZOEKER, afspraak.id, now)
    namen = ["afspraak:afspraak:geboekt", "afspraak:afspraak:geannuleerd"]
    assert list(session.scalars(select(GebeurtenisRij.naam).order_by(GebeurtenisRij.id))) == namen
    assert list(session.scalars(select(Logregel.handeling).order_by(Logregel.id))) == namen


def test_the_same_wish_twice_is_confirmed_once(session: Session, now: datetime) -> None:
    begin = first(session, now)
    eerste = service.book_afspraak(session, BEZOEKER, wish(begin), now)
    tweede = service.book_afspraak(session, BEZOEKER, wish(begin), now)
    assert eerste == tweede
    assert len(mails(session)) == 1


def test_without_an_address_there_is_no_mail(session: Session, now: datetime) -> None:
    service.book_afspraak(
        session, BEZOEKER, wish(first(session, now), contact=Contact("Jan", "+31612345678")), now
    )
    assert mails(session) == []


def test_what_the_gemeente_calls_off_reads_as_an_apology(session: Session, now: datetime) -> None:
    afspraak = service.book_afspraak(session, BEZOEKER, wish(first(session, now)), now)
    na = service.cancel_afspraak(session, BALIE, afspraak.id, now)
    assert na.geannuleerd_door is Partij.GEMEENTE
    assert "Het spijt ons" in mails(session)[-1].tekst


def test_an_employee_on_behalf_does_what_the_inwoner_asked(session: Session, now: datetime) -> None:
    namens = DoorMedewerker(1, frozenset({Rol.BALIE}), Vaststelling.CONTROLEVRAGEN)
    afspraak = service.book_afspraak(session, namens, wish(first(session, now)), now)
    assert service.cancel_afspraak(session, namens, afspraak.id, now).geannuleerd_door is Partij.INWONER


def test_a_visitor_has_three_open_appointments_at_most_but_staff_go_on(session: Session, now: datetime) -> None:
    tijden = [t.begin for dag in service.free_times(session, BELLEN, now).dagen for t in dag.tijden]
    for nummer in range(3):
        service.book_afspraak(session, BEZOEKER, wish(tijden[nummer], f"s{nummer}"), now)
    with pytest.raises(TeVeelAfspraken):
        service.book_afspraak(session, BEZOEKER, wish(tijden[4], "s4"), now)
    service.book_afspraak(session, BALIE, wish(tijden[4], "s4"), now)


def test_appointments_of_an_inwoner_are_those_to_come(session: Session, now: datetime) -> None:
    inwoner_id = ensure_inwoner(session, "999993653", now)
    door = DoorInwoner(inwoner_id)
    begin = first(session, now)
    eerste = service.book_afspraak(session, door, wish(begin, inwoner_id=inwoner_id), now)
    later = service.book_afspraak(session, door, wish(begin + timedelta(days=1), "s2", inwoner_id=inwoner_id), now)
    service.book_afspraak(session, BEZOEKER, wish(begin + timedelta(days=2), "ruis"), now)
    assert [a.id for a in service.afspraken_of(session, inwoner_id, now)] == [eerste.id, later.id]
    service.cancel_afspraak(session, door, eerste.id, now)
    assert [a.id for a in service.afspraken_of(session, inwoner_id, now)] == [later.id]
    assert service.afspraken_of(session, inwoner_id, now + timedelta(days=3)) == []


def test_a_refused_move_leaves_everything_as_it_was(session: Session, now: datetime) -> None:
    begin = first(session, now)
    afspraak = service.book_afspraak(session, BEZOEKER, wish(begin), now)
    with pytest.raises(TijdvakBezet):
        service.move_afspraak(session, BEZOEKER, afspraak.id, Tijdkeuze(BELLEN, begin + timedelta(minutes=1)), now)
    assert service.get_afspraak(session, afspraak.id, now) == afspraak
    assert len(mails(session)) == 1
