"""Booking, moving and calling off in the browser, without login."""

import re
from datetime import datetime, timedelta

import icalendar
import pytest
from flask import Flask
from sqlalchemy import func, select

from portaal.afspraak import service
from portaal.afspraak.begrip import Soort, Status, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.forms import write_moment
from portaal.afspraak.links import sign_link
from portaal.afspraak.model import AfspraakRij
from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorBezoeker
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.inwoner.service import ensure_inwoner
from tests.support.client import PaginaClient, words_of

KEUZE = {"onderwerp": "aanslag", "soort": "bellen"}
BEWAARD = "Wat u invulde, hebben wij bewaard."
GEGEVENS = {"naam": "Jan Jansen", "telefoon": "06 12345678", "email": "jan@voorbeeld.example"}


def choose(client: PaginaClient, keuze: dict[str, str] = KEUZE, nummer: int = 0) -> str:
    """Press the button of a free time; returns what it sends."""
    html = client.get("/afspraak/tijd", query_string=keuze).get_data(as_text=True)
    tijdvak = re.findall(r'name="tijdvak" value="([^"]+)"', html)[nummer]
    antwoord = client.post("/afspraak/tijd", data={**keuze, "tijdvak": tijdvak})
    assert antwoord.status_code == 302, antwoord.get_data(as_text=True)
    return tijdvak


def book(client: PaginaClient, keuze: dict[str, str] = KEUZE) -> None:
    choose(client, keuze)
    assert client.post("/afspraak/gegevens", data=GEGEVENS).location == "/afspraak/controle"
    client.get("/afspraak/controle")
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"


def rows(db: Database) -> list[AfspraakRij]:
    with db.reading() as session:
        return list(session.scalars(select(AfspraakRij).order_by(AfspraakRij.id)))


def test_the_start_leads_to_every_topic_and_kind(client: PaginaClient) -> None:
    woorden = client.text("/afspraak")
    assert "Uitleg over mijn aanslag" in woorden
    assert "Langskomen : Uitleg over mijn aanslag" in woorden


def test_free_times_are_shown_in_words_by_day_and_part_of_day(client: PaginaClient) -> None:
    woorden = client.text("/afspraak/tijd", query_string=KEUZE)
    assert "Zo snel mogelijk maandag 16 maart, 11.00 uur" in woorden
    assert "maandag 16 maart 2026 Ochtend" in woorden
    assert "Latere dagen, vanaf donderdag 19 maart 2026" in woorden


@pytest.mark.parametrize(
    ("filter_", "staat_er", "staat_er_niet"),
    [
        ({"dagdeel": "middag"}, "Middag", "Ochtend 1"),
        ({"soort": "bezoek", "locatie": "wijkpunt-west"}, "dinsdag 17 maart", "maandag 16 maart"),
        ({"vanaf": "2026-04-01"}, "woensdag 1 april", "maandag 16 maart"),
        ({"dag": "2026-03-17"}, "9.20 uur", "woensdag 18"),
    ],
)
def test_filters_stand_in_the_address(
    client: PaginaClient, filter_: dict[str, str], staat_er: str, staat_er_niet: str
) -> None:
    woorden = client.text("/afspraak/tijd", query_string={**KEUZE, **filter_})
    assert staat_er in woorden
    assert staat_er_niet not in woorden


@pytest.mark.parametrize("keuze", [{}, {"onderwerp": "vliegen", "soort": "bellen"}, {**KEUZE, "soort": "post"}])
def test_what_is_not_offered_is_not_found(client: PaginaClient, keuze: dict[str, str]) -> None:
    assert client.get("/afspraak/tijd", query_string=keuze).status_code == 404


def test_nonsense_for_a_time_is_not_found(client: PaginaClient) -> None:
    assert client.post("/afspraak/tijd", data={**KEUZE, "tijdvak": "gisteren"}).status_code == 404


def test_a_whole_booking_without_login(client: PaginaClient, db: Database) -> None:
    book(client)
    rij = rows(db)[0]
    assert (rij.naam, rij.telefoon, rij.door_soort, rij.inwoner_id) == (
        "Jan Jansen",
        "+31612345678",
        "bezoeker",
        None,
    )
    woorden = client.text("/afspraak/bevestigd")
    assert "maandag 16 maart, 11.00 uur" in woorden
    assert f"Wij zeggen eerst dit woord: {rij.codewoord}" in woorden
    assert "Houd uw brief bij de hand" in woorden


def test_the_confirmed_appointment_goes_into_one_s_own_calendar(client: PaginaClient, db: Database) -> None:
    book(client)
    antwoord = client.get("/afspraak/bevestigd/afspraak.ics")
    assert antwoord.mimetype == "text/calendar"
    event = icalendar.Calendar.from_ical(antwoord.data).walk("VEVENT")[0]
    assert event["DTSTART"].dt == rows(db)[0].begin
    assert event["SUMMARY"] == "Afspraak gemeente"


def test_a_visit_asks_what_someone_needs(client: PaginaClient, db: Database) -> None:
    choose(client, {"onderwerp": "aanslag", "soort": "bezoek"})
    woorden = client.text("/afspraak/gegevens")
    assert "rolstoel" in woorden
    assert "voicemail" not in woorden
    client.post("/afspraak/gegevens", data={**GEGEVENS, "rolstoel": "y", "tolk": "ti"})
    assert "Tigrinya" in client.text("/afspraak/controle")
    client.post("/afspraak/controle")
    rij = rows(db)[0]
    assert (rij.rolstoel, rij.tolk, rij.locatie) == (True, "ti", "stadhuis")


@pytest.mark.parametrize(
    ("gegevens", "melding"),
    [
        ({**GEGEVENS, "naam": ""}, "Vul uw naam in."),
        ({**GEGEVENS, "telefoon": ""}, "Vul uw telefoonnummer in."),
        ({**GEGEVENS, "telefoon": "06 12"}, "Dit telefoonnummer klopt niet."),
        ({**GEGEVENS, "email": "jan@"}, "Dit e-mailadres klopt niet."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    client: PaginaClient, db: Database, gegevens: dict[str, str], melding: str
) -> None:
    choose(client)
    antwoord = client.post("/afspraak/gegevens", data={**gegevens, "momenten": "na vieren"})
    assert antwoord.status_code == 422
    html = antwoord.get_data(as_text=True)
    assert melding in words_of(html)
    assert 'value="na vieren"' in html
    assert rows(db) == []


def test_a_visitor_without_mail_books_by_phone_number(client: PaginaClient, db: Database) -> None:
    choose(client, {"onderwerp": "anders", "soort": "bezoek"})
    client.post("/afspraak/gegevens", data={"naam": "Jan", "telefoon": "0123 456789"})
    client.post("/afspraak/controle")
    assert "Schrijf de tijd en het kenmerk op" in client.text("/afspraak/bevestigd")


@pytest.mark.parametrize("pad", ["/afspraak/gegevens", "/afspraak/controle"])
def test_a_page_further_on_leads_back_to_where_one_can_be(client: PaginaClient, pad: str) -> None:
    assert client.get(pad).location == "/afspraak"


def test_the_confirmation_is_for_who_booked(client: PaginaClient, app: Flask) -> None:
    book(client)
    assert app.test_client().get("/afspraak/bevestigd").status_code == 404


def test_a_held_time_is_not_offered_to_another(client: PaginaClient, app: Flask) -> None:
    beeld = {"onderwerp": "aanslag", "soort": "video"}
    tijdvak = choose(client, beeld)
    assert tijdvak not in app.test_client().get("/afspraak/tijd", query_string=beeld).get_data(as_text=True)
    assert tijdvak in client.get("/afspraak/tijd", query_string=beeld).get_data(as_text=True)


def test_taken_meanwhile_keeps_what_was_typed_and_offers_three_near_times(
    client: PaginaClient, app: Flask, db: Database, klok: object, now: datetime
) -> None:
    wens = {"onderwerp": "aanslag", "soort": "video"}
    tijdvak = choose(client, wens)
    client.post("/afspraak/gegevens", data=GEGEVENS)
    klok.moment = now + timedelta(minutes=11)  # type: ignore[attr-defined]
    ander = app.test_client()
    assert isinstance(ander, PaginaClient)
    book(ander, wens)
    antwoord = client.post("/afspraak/controle")
    assert antwoord.status_code == 409
    html = antwoord.get_data(as_text=True)
    assert BEWAARD in html
    tijden = re.findall(r'name="tijdvak" value="([^"]+)"', html)
    assert len(tijden) == 3
    assert tijdvak not in tijden
    client.post("/afspraak/tijd", data={**wens, "tijdvak": tijden[0]})
    assert "Jan Jansen" in client.text("/afspraak/controle")
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"
    assert len(rows(db)) == 2


def test_who_typed_nothing_yet_is_not_told_that_it_is_kept(client: PaginaClient, app: Flask) -> None:
    wens = {"onderwerp": "aanslag", "soort": "video"}
    tijdvak = choose(app.test_client(), wens)  # type: ignore[arg-type]
    antwoord = client.post("/afspraak/tijd", data={**wens, "tijdvak": tijdvak})
    assert (antwoord.status_code, BEWAARD in antwoord.get_data(as_text=True)) == (409, False)
    choose(client)
    client.post("/afspraak/gegevens", data=GEGEVENS)
    assert BEWAARD in client.post("/afspraak/tijd", data={**wens, "tijdvak": tijdvak}).get_data(as_text=True)


def test_sent_twice_is_booked_once(client: PaginaClient, db: Database) -> None:
    choose(client)
    client.post("/afspraak/gegevens", data=GEGEVENS)
    client.get("/afspraak/controle")
    with client.session_transaction() as sessie:
        voor = dict(sessie)
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"
    # The second may have begun before the first was done: then it knows nothing of it yet.
    with client.session_transaction() as sessie:
        sessie.clear()
        sessie.update(voor)
    assert client.post("/afspraak/controle").location == "/afspraak/bevestigd"
    assert client.get("/afspraak/bevestigd").status_code == 200
    assert len(rows(db)) == 1


def test_who_is_logged_in_finds_their_data_filled_in_and_the_appointment_theirs(
    client: PaginaClient, db: Database, login_inwoner: object, now: datetime
) -> None:
    inwoner_id = db.run(lambda session: ensure_inwoner(session, "999993653", now))
    login_inwoner(client, inwoner_id)  # type: ignore[operator]
    book(client)
    rij = rows(db)[0]
    assert (rij.inwoner_id, rij.door_soort) == (inwoner_id, "inwoner")
    assert client.get(f"/mijn/afspraak/{rij.id}", follow_redirects=True).status_code == 200


def test_an_appointment_of_someone_else_is_not_found(
    client: PaginaClient, db: Database, login_inwoner: object, now: datetime
) -> None:
    book(client)
    ander = db.run(lambda session: ensure_inwoner(session, "999994669", now))
    login_inwoner(client, ander)  # type: ignore[operator]
    assert client.get(f"/mijn/afspraak/{rows(db)[0].id}").status_code == 404


# By the link in the mail


@pytest.fixture
def token(db: Database, now: datetime) -> str:
    """The link of an appointment of Jan, tomorrow."""

    def make(session) -> int:  # type: ignore[no-untyped-def]
        wens = Tijdwens("aanslag", Soort.BELLEN)
        tijd = service.free_times(session, wens, now).dagen[1].tijden[3].begin
        contact = Contact("Jan Jansen", "+31612345678", "jan@voorbeeld.example")
        return service.book_afspraak(
            session, DoorBezoeker(), Afspraakverzoek("aanslag", Soort.BELLEN, tijd, contact, "jan"), now
        ).id

    return sign_link(db.run(make))


@pytest.mark.parametrize("controle", ["5678", "06-12345678", "Jan@Voorbeeld.Example"])
def test_the_link_opens_with_something_only_they_know(client: PaginaClient, token: str, controle: str) -> None:
    assert "17 maart" not in client.text(f"/afspraak/beheer/{token}")
    client.post(f"/afspraak/beheer/{token}", data={"controle": controle})
    assert "dinsdag 17 maart" in client.text(f"/afspraak/beheer/{token}")


@pytest.mark.parametrize("controle", ["1234", "678", "", "piet@voorbeeld.example"])
def test_a_wrong_answer_opens_nothing(client: PaginaClient, token: str, controle: str) -> None:
    assert client.post(f"/afspraak/beheer/{token}", data={"controle": controle}).status_code == 422
    assert client.post(f"/afspraak/beheer/{token}/afzeggen").location == f"/afspraak/beheer/{token}"
    assert "17 maart" not in client.text(f"/afspraak/beheer/{token}")


def test_guessing_stops_after_five_tries(client: PaginaClient, token: str) -> None:
    for nummer in range(5):
        client.post(f"/afspraak/beheer/{token}", data={"controle": f"000{nummer}"})
    assert client.post(f"/afspraak/beheer/{token}", data={"controle": "5678"}).status_code == 429


def test_a_link_that_we_did_not_make_is_not_found(client: PaginaClient, token: str) -> None:
    assert client.get(f"/afspraak/beheer/{token}x").status_code == 404


def test_calling_off_by_the_link(client: PaginaClient, token: str, db: Database) -> None:
    client.post(f"/afspraak/beheer/{token}", data={"controle": "5678"})
    client.post(f"/afspraak/beheer/{token}/afzeggen")
    assert rows(db)[0].status is Status.GEANNULEERD
    assert "Deze afspraak is afgezegd" in client.text(f"/afspraak/beheer/{token}")


def test_moving_by_the_link(client: PaginaClient, token: str, db: Database) -> None:
    client.post(f"/afspraak/beheer/{token}", data={"controle": "5678"})
    oud = rows(db)[0].begin
    html = client.get(f"/afspraak/beheer/{token}/verzetten").get_data(as_text=True)
    later = client.get(f"/afspraak/beheer/{token}/verzetten?dag={today(oud)}").get_data(as_text=True)
    assert later.count('name="tijdvak"') > 1
    assert f'value="{write_moment(oud)}' not in later, "one's own time is no other time"
    tijdvak = re.findall(r'name="tijdvak" value="([^"]+)"', html)[0]
    client.post(f"/afspraak/beheer/{token}/verzetten", data={"tijdvak": tijdvak})
    assert rows(db)[0].begin < oud
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(UitgaandeMail)) == 2


def test_too_late_to_change_it_alone(client: PaginaClient, token: str, db: Database, klok: object) -> None:
    client.post(f"/afspraak/beheer/{token}", data={"controle": "5678"})
    klok.moment = rows(db)[0].begin - timedelta(minutes=30)  # type: ignore[attr-defined]
    assert "Zelf verzetten kan nu niet meer" in client.text(f"/afspraak/beheer/{token}")
    client.post(f"/afspraak/beheer/{token}/afzeggen")
    assert rows(db)[0].status is Status.GEPLAND


def test_the_balie_books_with_the_same_pages(client: PaginaClient, db: Database, login_medewerker: object) -> None:
    login_medewerker(client, Rol.BALIE)  # type: ignore[operator]
    book(client)
    assert rows(db)[0].door_soort == "medewerker"
