"""Codes on letters, an earlier time, walking in, calendars, dispatches."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import service
from portaal.afspraak.begrip import Inloopstatus, OnbekendeCode, Soort, Tijdwens
from portaal.afspraak.boeking import TEKENS, Afspraakverzoek, Contact
from portaal.afspraak.links import sign_link
from portaal.afspraak.model import Afwezigheid, GeplandeVerzending, Wachtende
from portaal.afspraak.rules.bezet import GeenAgenda
from portaal.afspraak.rules.verzending import Verzendplan
from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorBezoeker, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from tests.support.client import PaginaClient

BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))
BEZOEKER = DoorBezoeker()
BEELD = Tijdwens("aanslag", Soort.VIDEO)
Login = Callable[..., PaginaClient]


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """A transaction on the example gemeente."""
    with db.transaction() as session:
        yield session


def book(session: Session, now: datetime, dag: int = 0, naam: str = "Jan", tijd: int = 0) -> int:
    begin = service.free_times(session, BEELD, now).dagen[dag].tijden[tijd].begin
    contact = Contact(naam, "+31612345678", f"{naam}@voorbeeld.example")
    verzoek = Afspraakverzoek("aanslag", Soort.VIDEO, begin, contact, f"{naam}{dag}{tijd}")
    return service.book_afspraak(session, BALIE, verzoek, now).id


def mails(session: Session) -> list[UitgaandeMail]:
    return list(session.scalars(select(UitgaandeMail).order_by(UitgaandeMail.id)))


# Codes on letters


def test_codes_have_eight_characters_that_cannot_be_mistaken(session: Session, now: datetime) -> None:
    vel = service.make_codes(session, BALIE, "aanslag", 50, date(2026, 6, 1), now)
    assert len({code for code, _ in vel.codes}) == 50
    assert all(len(code) == 8 and set(code) <= set(TEKENS) for code, _ in vel.codes)
    assert not set("IO01") & set(TEKENS)


def test_a_code_opens_its_topic_however_it_is_typed_until_its_day(session: Session, now: datetime) -> None:
    code = service.make_codes(session, BALIE, "regeling", 1, date(2026, 3, 20), now).codes[0][0]
    assert service.use_code(session, f" {code[:4].lower()}-{code[4:]} ", now) == "regeling"
    with pytest.raises(OnbekendeCode):
        service.use_code(session, code, now + timedelta(days=5))
    with pytest.raises(OnbekendeCode):
        service.use_code(session, "ZZZZZZZZ", now)


def test_typing_or_scanning_a_code_leads_to_its_topic_and_shows_no_tax(
    client: PaginaClient, db: Database, now: datetime
) -> None:
    vel = db.run(lambda s: service.make_codes(s, BALIE, "regeling", 1, date(2026, 3, 20), now))
    code, adres = vel.codes[0]
    assert client.post("/afspraak/code", data={"code": code}).location == "/afspraak?onderwerp=regeling"
    assert client.get(adres.removeprefix("http://localhost")).location == "/afspraak?onderwerp=regeling"
    met_code = client.get("/afspraak?onderwerp=regeling").text
    assert (
        met_code.index("onderwerp=regeling")
        < met_code.index("anders praten")
        < met_code.index("onderwerp=aanslag")
    )
    assert client.post("/afspraak/code", data={"code": "ABCDEFGH"}).status_code == 422
    assert client.get("/afspraak/code/ABCDEFGH").status_code == 422


def test_the_printer_gets_a_file_with_a_qr_for_each_letter(client: PaginaClient, login_medewerker: Login) -> None:
    login_medewerker(client, Rol.INVORDERING)
    data = {"onderwerp": "aanslag", "aantal": "3", "geldig_tot": "2026-06-01"}
    antwoord = client.post("/werk/afspraken/codes", data=data)
    regels = list(csv.DictReader(io.StringIO(antwoord.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    assert len(regels) == 3
    assert regels[0]["qr_svg"].startswith("<svg")
    assert client.post("/werk/afspraken/codes", data={**data, "aantal": "0"}).status_code == 422


# An earlier time


def test_who_waits_is_told_of_an_earlier_day_at_most_three_times(session: Session, now: datetime) -> None:
    nummer = book(session, now, dag=2)
    service.join_wachtlijst(session, BEZOEKER, nummer, now)
    service.join_wachtlijst(session, BEZOEKER, nummer, now)
    for uren in (0, 1):
        service.offer_earlier(session, now + timedelta(hours=uren))
    assert len(mails(session)) == 2
    assert "Er is een eerdere tijd vrij" in mails(session)[-1].tekst
    for ronde in range(1, 8):
        book(session, now, naam=f"Ander{ronde}")
        service.offer_earlier(session, now + timedelta(hours=13 * ronde))
    eigen = [m for m in mails(session) if ":eerder:" in m.sleutel]
    assert len(eigen) == 3


def test_two_who_wait_are_not_told_of_one_time_at_once(session: Session, now: datetime) -> None:
    for naam in ("Jan", "Piet"):
        service.join_wachtlijst(session, BEZOEKER, book(session, now, dag=2, naam=naam), now)
    service.offer_earlier(session, now)
    assert [m.aan for m in mails(session) if ":eerder:" in m.sleutel] == ["Jan@voorbeeld.example"]


def test_who_has_the_first_day_or_is_called_off_is_told_nothing(session: Session, now: datetime) -> None:
    eerste, later = book(session, now), book(session, now, dag=1, naam="Piet")
    for nummer in (eerste, later):
        service.join_wachtlijst(session, BEZOEKER, nummer, now)
    service.cancel_afspraak(session, BEZOEKER, later, now)
    service.offer_earlier(session, now)
    assert [m for m in mails(session) if ":eerder:" in m.sleutel] == []


def test_asking_and_no_longer_asking_on_the_page(client: PaginaClient, db: Database, now: datetime) -> None:
    nummer = db.run(lambda s: book(s, now, dag=1))
    pad = f"/afspraak/beheer/{sign_link(nummer)}"
    client.post(pad, data={"controle": "5678"})
    client.post(f"{pad}/eerder", data={"eerder": "ja"})
    with db.reading() as session:
        assert session.get(Wachtende, nummer)
    client.post(f"{pad}/eerder", data={"eerder": "nee"})
    with db.reading() as session:
        assert session.get(Wachtende, nummer) is None


# Walking in


def test_numbers_count_up_by_day_and_place(session: Session, now: datetime) -> None:
    gegeven = [service.give_nummer(session, BALIE, "stadhuis", "aanslag", now).nummer for _ in range(3)]
    morgen = service.give_nummer(session, BALIE, "stadhuis", "aanslag", now + timedelta(days=1)).nummer
    assert (gegeven, morgen) == ([1, 2, 3], 1)


def test_the_next_is_who_waits_longest_and_the_one_before_is_done(session: Session, now: datetime) -> None:
    for _ in range(2):
        service.give_nummer(session, BALIE, "stadhuis", "aanslag", now)
    eerste = service.call_next(session, BALIE, "stadhuis", "2", now)
    tweede = service.call_next(session, BALIE, "stadhuis", "2", now + timedelta(minutes=9))
    assert eerste
    assert tweede
    assert (eerste.nummer, eerste.status, tweede.nummer) == (1, Inloopstatus.GEHOLPEN, 2)
    assert service.call_next(session, BALIE, "stadhuis", "3", now) is None


def test_someone_who_was_not_there_can_come_back(session: Session, now: datetime) -> None:
    service.give_nummer(session, BALIE, "stadhuis", "aanslag", now)
    geroepen = service.call_next(session, BALIE, "stadhuis", "2", now)
    assert geroepen
    service.note_inloop(session, BALIE, geroepen.id, Inloopstatus.WACHT, now)
    assert [n.nummer for n in service.read_inloop(session, "stadhuis", now).wachtend] == [1]


def test_from_the_door_to_the_screen(client: PaginaClient, login_medewerker: Login) -> None:
    login_medewerker(client, Rol.BALIE)
    client.post("/werk/inloop/stadhuis/nummer", data={"onderwerp": "aanslag"})
    assert "1 mens wacht" in client.text("/inloop/stadhuis/scherm")
    client.post("/werk/inloop/stadhuis/volgende", data={"loket": "4"})
    woorden = client.text("/inloop/stadhuis/scherm")
    assert "1 balie 4" in woorden
    assert "0 mensen wachten" in woorden
    assert "Geholpen" in client.text("/werk/inloop")
    assert client.get("/inloop/nergens/scherm").status_code == 404


def test_when_one_can_walk_in_is_for_everyone(client: PaginaClient) -> None:
    assert "Maandag: 13.00-16.00" in client.text("/inloop")


# Calendars


def test_a_feed_follows_booking_moving_and_calling_off_without_names(session: Session, now: datetime) -> None:
    nummer = book(session, now)
    token = service.open_feed(session, BALIE, "video", now).rpartition("/")[2].removesuffix(".ics")

    def events() -> list[icalendar.Event]:
        inhoud = service.read_feed(session, token, now)
        assert b"Jan" not in inhoud
        return icalendar.Calendar.from_ical(inhoud).walk("VEVENT")

    assert len(events()) == 1
    book(session, now, naam="Piet", dag=1)
    assert len(events()) == 2
    service.cancel_afspraak(session, BALIE, nummer, now)
    assert len(events()) == 1


def test_a_new_feed_ends_the_old_one_and_nobody_guesses_it(
    client: PaginaClient, db: Database, now: datetime
) -> None:
    def path() -> str:
        return db.run(lambda s: service.open_feed(s, BALIE, "video", now)).removeprefix("http://localhost")

    oud, nieuw = path(), path()
    assert client.get(oud).status_code == 404
    assert client.get(nieuw).mimetype == "text/calendar"


BEZET = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART;TZID=Europe/Amsterdam:20260318T130000\r\nDURATION:PT2H\r\nSUMMARY:Tandarts\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_busy_in_one_s_own_calendar_is_not_offered(session: Session, now: datetime) -> None:
    voor = service.free_times(session, BEELD, now).dagen[0].tijden[0].begin
    bron = service.add_bron(session, BALIE, "video", None, "", now)
    assert service.take_file(session, bron, BEZET, now) == 1
    assert service.free_times(session, BEELD, now).dagen[0].tijden[0].begin == voor + timedelta(hours=2)
    service.remove_bron(session, BALIE, bron, now)
    assert service.free_times(session, BEELD, now).dagen[0].tijden[0].begin == voor


def test_busy_times_of_one_place_leave_the_others(session: Session, now: datetime) -> None:
    bellen = Tijdwens("aanslag", Soort.BELLEN)
    bron = service.add_bron(session, BALIE, "belteam", 0, "", now)
    service.take_file(session, bron, BEZET, now)
    dag = service.free_times(session, bellen, now, vanaf=date(2026, 3, 18), dagen=1).dagen[0]
    bezet = [t for t in dag.tijden if t.begin == datetime(2026, 3, 18, 12, 10, tzinfo=now.tzinfo)]
    assert [p.plek for p in bezet[0].plaatsen] == [1]


def test_an_unreadable_file_leaves_the_last_good_state(session: Session, now: datetime) -> None:
    bron = service.add_bron(session, BALIE, "video", None, "", now)
    service.take_file(session, bron, BEZET, now)
    with pytest.raises(GeenAgenda):
        service.take_file(session, bron, b"<html>", now + timedelta(days=1))
    assert len(list(session.scalars(select(Afwezigheid)))) == 1


def test_an_address_that_cannot_be_reached_is_said_since_when(db: Database, now: datetime) -> None:
    bron = db.run(lambda s: service.add_bron(s, BALIE, "video", None, "https://127.0.0.1/agenda.ics", now))
    db.run(lambda s: service.take_file(s, bron, BEZET, now))
    assert service.refresh_one(db, now + timedelta(hours=3)) == 1
    assert service.refresh_one(db, now + timedelta(hours=3)) == 0
    with db.reading() as session:
        regel = service.list_bronnen(session, now + timedelta(hours=3))[0]
        assert (regel.is_oud, regel.goed_at) == (True, now)
        assert len(list(session.scalars(select(Afwezigheid)))) == 1


def test_a_source_that_was_never_read_says_so_once_it_was_tried(sqlite_db: Database, now: datetime) -> None:
    sqlite_db.run(lambda s: service.add_bron(s, BALIE, "video", None, "https://127.0.0.1/geheim.ics", now))
    with sqlite_db.reading() as session:
        assert not service.list_bronnen(session, now)[0].is_oud
    service.refresh_one(sqlite_db, now)
    with sqlite_db.reading() as session:
        regel = service.list_bronnen(session, now)[0]
        assert (regel.is_oud, regel.goed_at, regel.waar) == (True, None, "127.0.0.1")


def test_linking_on_screen(client: PaginaClient, login_medewerker: Login) -> None:
    login_medewerker(client, Rol.BALIE)
    html = client.post("/werk/afspraken/koppelen/volg", data={"agenda": "video", "wat": "maak"}).get_data(
        as_text=True
    )
    adres = re.findall(r"<code>http://localhost([^<]+)</code>", html)[0]
    assert client.get(adres).status_code == 200
    client.post("/werk/afspraken/koppelen/volg", data={"agenda": "video", "wat": "stop"})
    assert client.get(adres).status_code == 404
    client.post("/werk/afspraken/koppelen/bron", data={"agenda": "video", "adres": "http://onveilig.example"})
    assert "begint met https" not in client.text("/werk/afspraken/koppelen")
    client.post("/werk/afspraken/koppelen/bron", data={"agenda": "video", "adres": ""})
    bestand = {"wat": "lees", "bestand": (io.BytesIO(BEZET), "a.ics")}
    client.post("/werk/afspraken/koppelen/bron/1", data=bestand, content_type="multipart/form-data")
    assert "1 bezette tijd is gelezen" in client.text("/werk/afspraken/koppelen")


# Dispatches


def test_a_dispatch_is_told_without_names_and_counts_in_the_days_after(session: Session, now: datetime) -> None:
    plan = Verzendplan("aanmaning", date(2026, 3, 17), 4000, 150)
    service.plan_verzending(session, BALIE, plan, "Waarom kosten?", now)
    assert {m.aan.partition("@")[0] for m in mails(session)} == {"kcc", "schuldhulp", "vroegsignalering"}
    assert "4.000" in mails(session)[0].tekst
    assert "Soort: Aanmaningen" in mails(session)[0].tekst
    dagen = {d.dag: d for d in service.capacity(session, now)}
    assert dagen[date(2026, 3, 17)].verwacht == 0
    assert dagen[date(2026, 3, 18)].verwacht == 180
    assert dagen[date(2026, 3, 18)].is_krap
    assert not dagen[date(2026, 3, 17)].is_krap


def test_free_places_go_down_with_each_booking(session: Session, now: datetime) -> None:
    dag = service.free_times(session, BEELD, now).dagen[0].datum
    voor = {d.dag: d.vrij for d in service.capacity(session, now)}[dag]
    book(session, now)
    assert {d.dag: d.vrij for d in service.capacity(session, now)}[dag] == voor - 1


def test_what_is_withdrawn_counts_no_more(session: Session, now: datetime) -> None:
    plan = Verzendplan("aanmaning", date(2026, 3, 17), 4000, 150)
    nummer = service.plan_verzending(session, BALIE, plan, "", now)
    service.withdraw_verzending(session, BALIE, nummer, now)
    assert all(d.verwacht == 0 for d in service.capacity(session, now))


def test_the_share_to_begin_with_is_what_followed_earlier_ones(session: Session, now: datetime) -> None:
    assert service.suggest_promille(session, "aanmaning", now) == 150
    toen = now - timedelta(days=28)
    session.add(
        GeplandeVerzending(soort="aanmaning", datum=toen.date(), aantal=100, promille=150, created_at=toen)
    )
    session.flush()
    for nummer in range(3):
        book(session, toen + timedelta(days=2), naam=f"Inwoner{nummer}")
    assert service.suggest_promille(session, "aanmaning", now) == 30


def test_planning_on_screen_and_who_may(client: PaginaClient, login_medewerker: Login) -> None:
    login_medewerker(client, Rol.INVORDERING)
    assert "Aanmaningen" in client.text("/werk/verzendingen/nieuw")
    assert "Waarom komen er kosten bij?" in client.get("/werk/verzendingen/nieuw?soort=aanmaning").text
    assert 'value="150"' in client.get("/werk/verzendingen/nieuw?soort=aanmaning").get_data(as_text=True)
    data = {"soort": "aanmaning", "datum": "2026-03-17", "aantal": "4000", "promille": "150", "vragen": ""}
    assert client.post("/werk/verzendingen/nieuw", data=data).location == "/werk/verzendingen"
    assert "te weinig vrije plekken" in client.text("/werk/verzendingen")
    login_medewerker(client, Rol.SCHULDHULP)
    assert "Aanmaningen 4.000" in client.text("/werk/verzendingen")
    assert "vrije plekken" not in client.text("/werk/verzendingen")
    assert client.get("/werk/verzendingen/nieuw").status_code == 403
