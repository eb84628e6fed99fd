"""Beheer changes the agendas and sees first what that does."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portaal.afspraak import service
from portaal.afspraak.begrip import Soort, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.beleid.service.schrijven import append_versie
from portaal.core.door import DoorBezoeker
from portaal.core.rollen import Rol
from portaal.infra.concept import Concept
from portaal.infra.database import Database
from tests.conftest import NU
from tests.support.client import PaginaClient

BEELD = Tijdwens("aanslag", Soort.VIDEO)
VIDEO = {
    "naam": "Videogesprekken",
    "locatie": "",
    "soorten": ["video"],
    "onderwerpen": ["aanslag"],
    "plekken": "1",
    "raster_minuten": "30",
    "wo": "13.00-17.00",
    "geldig_vanaf": "2026-03-16",
}
INLOOP = {
    "minuten": "15",
    "geldig_vanaf": "2026-03-16",
    **dict.fromkeys(("ma", "di", "wo", "do", "vr", "za", "zo"), ""),
}


ONDERWERP = {
    "naam": "Hondenbelasting",
    "bellen": "10",
    "wie": "iedereen",
    "aanloop_minuten": "0",
    "horizon_dagen": "30",
    "geldig_vanaf": "2026-03-16",
    "na": "anders",
}


@pytest.fixture
def beheer(client: PaginaClient, login_medewerker: Callable[..., PaginaClient]) -> PaginaClient:
    """The browser of someone who configures."""
    return login_medewerker(client, Rol.BEHEER)


def save(client: PaginaClient, deel: str, sleutel: str, data: dict[str, Any]) -> str:
    """Change something and let it hold; returns the words of the page that says what it does."""
    antwoord = client.post(f"/werk/beheer/afspraken/{deel}/{sleutel}", data=data)
    assert antwoord.location == "/werk/beheer/afspraken/gevolg", antwoord.get_data(as_text=True)
    woorden = client.text("/werk/beheer/afspraken/gevolg")
    assert confirm(client).location == "/werk/beheer/afspraken"
    return woorden


def confirm(client: PaginaClient) -> TestResponse:
    """Let what the page about the effects says hold, as it was seen there."""
    nummer = re.search(r'name="nummer"[^>]*value="(\d+)"', client.get("/werk/beheer/afspraken/gevolg").text)
    assert nummer is not None
    return client.post("/werk/beheer/afspraken/gevolg", data={"besluit": "ja", "nummer": nummer[1]})


def first_day(db: Database, now: datetime) -> date:
    with db.reading() as session:
        return service.free_times(session, BEELD, now).dagen[0].datum


def book(session: Session, now: datetime) -> None:
    begin = service.free_times(session, BEELD, now).dagen[0].tijden[0].begin
    verzoek = Afspraakverzoek("aanslag", Soort.VIDEO, begin, Contact("Jan"), "s")
    service.book_afspraak(session, DoorBezoeker(), verzoek, now)


def test_other_hours_hold_once_they_are_agreed_to(beheer: PaginaClient, db: Database, now: datetime) -> None:
    assert first_day(db, now) == date(2026, 3, 18)
    woorden = save(beheer, "agenda", "video", {**VIDEO, "wo": "", "do": "9.00-12.00"})
    assert "Alle afspraken die staan, passen nog" in woorden
    assert first_day(db, now) == date(2026, 3, 19)


def test_hours_hold_from_their_day_on(beheer: PaginaClient, db: Database, now: datetime) -> None:
    save(beheer, "agenda", "video", {**VIDEO, "wo": "", "do": "9.00-12.00", "geldig_vanaf": "2026-03-23"})
    with db.reading() as session:
        dagen = [dag.datum.isoformat() for dag in service.free_times(session, BEELD, now, dagen=2).dagen]
    assert dagen == ["2026-03-18", "2026-03-26"]


def test_what_a_colleague_changed_meanwhile_is_told_and_stays(
    app: Flask, beheer: PaginaClient, login_medewerker: Callable[..., PaginaClient], db: Database
) -> None:
    collega = app.test_client()
    assert isinstance(collega, PaginaClient)
    login_medewerker(collega, Rol.BEHEER, medewerker_id=2)
    beheer.post("/werk/beheer/afspraken/onderwerp/nieuw", data={**ONDERWERP, "basis": "1"})
    beheer.text("/werk/beheer/afspraken/gevolg")
    save(collega, "agenda", "video", {**VIDEO, "wo": "", "do": "9.00-12.00"})
    antwoord = beheer.post("/werk/beheer/afspraken/gevolg", data={"besluit": "ja", "nummer": "1"})
    assert antwoord.status_code == 409
    assert (
        "zijn de agenda's gewijzigd. Gemaakt door Medewerker Test. Uw wijziging komt daar bovenop."
        in antwoord.text
    )
    assert "U hebt een wijziging die nog niet geldt" in beheer.text("/werk/beheer/afspraken")
    assert confirm(beheer).status_code == 302
    with db.reading() as session:
        beleid = service.beleid_on(session, date(2026, 3, 16))
    assert [dag.value for dag in beleid.agendas["video"].week] == ["do"]
    assert "Hondenbelasting" in [onderwerp.naam for onderwerp in beleid.onderwerpen.values()]
    assert "Test beheer" in beheer.text("/werk/beheer/instellingen/afspraken")


def test_a_file_that_came_meanwhile_is_named_as_one_unless_it_waits(beheer: PaginaClient, db: Database) -> None:
    def take_in(*, wacht: bool) -> None:
        with db.transaction() as session:
            inhoud = service.beleid_on(session, NU.date()).model_dump(mode="json")
            append_versie(
                session, "afspraken", inhoud, NU, geldig_vanaf=NU.date(), herkomst="afspraken.toml", wacht=wacht
            )

    beheer.post("/werk/beheer/afspraken/onderwerp/nieuw", data={**ONDERWERP, "basis": "1"})
    take_in(wacht=True)
    assert "Terwijl u bezig was" not in beheer.text("/werk/beheer/afspraken/gevolg")
    take_in(wacht=False)
    assert "Uit het bestand afspraken.toml. Uw wijziging" in beheer.text("/werk/beheer/afspraken/gevolg")


def test_a_change_that_a_colleague_made_impossible_is_told_and_dropped(
    app: Flask, beheer: PaginaClient, login_medewerker: Callable[..., PaginaClient]
) -> None:
    collega = app.test_client()
    assert isinstance(collega, PaginaClient)
    login_medewerker(collega, Rol.BEHEER, medewerker_id=2)
    plaats = {"naam": "Oost", "adres": "Laan 1", "route": "Bus 3.", "toegankelijk": "Lift.", "na": "stadhuis"}
    save(beheer, "locatie", "nieuw", {**plaats, "geldig_vanaf": "2026-03-16"})
    oost = re.search(r"locatie/(locatie-\w+)", beheer.get("/werk/beheer/afspraken").text)
    assert oost is not None
    beheer.post(f"/werk/beheer/afspraken/locatie/{oost[1]}/weg")
    save(collega, "agenda", "video", {**VIDEO, "locatie": oost[1], "soorten": ["bezoek"]})
    assert beheer.get("/werk/beheer/afspraken/gevolg").location == "/werk/beheer/afspraken"
    assert "Uw wijziging kan nu niet meer. Begin opnieuw." in beheer.text("/werk/beheer/afspraken")
    assert beheer.get("/werk/beheer/afspraken/gevolg").status_code == 404


def test_a_proposal_that_waited_holds_from_the_day_it_is_agreed_to(beheer: PaginaClient, db: Database) -> None:
    beheer.post("/werk/beheer/afspraken/agenda/video", data={**VIDEO, "wo": "", "do": "9.00-12.00"})
    with db.transaction() as session:
        session.execute(update(Concept).values(antwoorden=_yesterday(session.scalars(select(Concept)).one())))
    assert "maandag 16 maart 2026" in beheer.text("/werk/beheer/afspraken/gevolg")
    assert confirm(beheer).status_code == 302
    with db.reading() as session:
        assert {dag.value for dag in service.beleid_on(session, date(2026, 3, 15)).agendas["video"].week} == {"wo"}
        assert {dag.value for dag in service.beleid_on(session, date(2026, 3, 16)).agendas["video"].week} == {"do"}


def _yesterday(concept: Concept) -> dict[str, Any]:
    return {**concept.antwoorden, "vanaf": "2026-03-15"}


def test_a_version_that_comes_later_is_told(beheer: PaginaClient) -> None:
    save(beheer, "agenda", "video", {**VIDEO, "geldig_vanaf": "2026-04-01"})
    assert "vanaf 1 april 2026 geldt een versie die er al is" in save(beheer, "agenda", "video", VIDEO)


def test_a_proposal_that_is_dropped_changes_nothing(beheer: PaginaClient, db: Database, now: datetime) -> None:
    beheer.post("/werk/beheer/afspraken/agenda/video", data={**VIDEO, "wo": "", "do": "9.00-12.00"})
    beheer.post("/werk/beheer/afspraken/gevolg", data={"besluit": "nee"})
    assert first_day(db, now) == date(2026, 3, 18)
    assert beheer.get("/werk/beheer/afspraken/gevolg").status_code == 404


def test_appointments_that_no_longer_fit_are_counted_first_and_on_a_list_after(
    beheer: PaginaClient, db: Database, now: datetime, login_medewerker: Callable[..., PaginaClient]
) -> None:
    db.run(lambda session: book(session, now))
    assert "1 afspraak past dan niet meer" in save(beheer, "agenda", "video", {**VIDEO, "wo": ""})
    assert "Jan" in login_medewerker(beheer, Rol.BALIE).text("/werk/afspraken/past-niet")


def test_closed_days(beheer: PaginaClient, db: Database, now: datetime) -> None:
    html = beheer.get("/werk/beheer/afspraken/algemeen/alles").get_data(as_text=True)
    assert "0123 45 67 89" in html
    data = {
        "sluitingen": "2026-03-18 2026-03-20 overal Verhuizing",
        "belnummer": "0123 456789",
        "belvenster_minuten": 15,
        "reservering_minuten": 10,
        "wijzigen_tot_minuten": 60,
        "herinnering_uren": 24,
        "hoogstens_open": 3,
        "niet_bereikt_voorstellen": 2,
        "stil_dagen": 7,
        "bewaar_dagen": 90,
        "geldig_vanaf": "2026-03-16",
    }
    save(beheer, "algemeen", "alles", data)
    assert first_day(db, now) == date(2026, 3, 25)


def test_a_new_location_and_topic(beheer: PaginaClient) -> None:
    plaats = {
        "naam": "Wijkpunt Oost",
        "na": "stadhuis",
        "adres": "Laan 1\n1236 AA Voorbeeldstad",
        "geldig_vanaf": "2026-03-16",
    }
    plaats |= {"route": "Bus 3, halte Laan.", "toegankelijk": "De deur gaat vanzelf open."}
    save(beheer, "locatie", "nieuw", plaats)
    save(beheer, "onderwerp", "nieuw", ONDERWERP)
    woorden = beheer.text("/werk/beheer/afspraken")
    assert "Wijkpunt Oost" in woorden
    assert "Hondenbelasting Bellen 10 30 dagen nog geen: niemand kan dit kiezen" in woorden
    assert 'value="60"' in beheer.get("/werk/beheer/afspraken/onderwerp/nieuw").text


def test_a_topic_stands_in_the_list_where_beheer_wants_it(beheer: PaginaClient, db: Database) -> None:
    woorden = save(beheer, "onderwerp", "nieuw", {**ONDERWERP, "na": "aanslag"})
    assert "Onderwerpen, zoals mensen ze zien Uitleg over mijn aanslag Hondenbelasting In delen betalen" in woorden
    with db.reading() as session:
        eerst, nieuw, *rest = service.beleid_on(session, date(2026, 3, 16)).onderwerpen
    assert (eerst, rest[0], rest[-1]) == ("aanslag", "regeling", "anders")
    formulier = beheer.get(f"/werk/beheer/afspraken/onderwerp/{nieuw}").text
    assert 'selected value="aanslag"' in formulier
    assert "zoals mensen ze zien" not in save(beheer, "onderwerp", nieuw, {**ONDERWERP, "na": "aanslag"})
    save(beheer, "onderwerp", nieuw, {**ONDERWERP, "na": ""})
    with db.reading() as session:
        assert list(service.beleid_on(session, date(2026, 3, 16)).onderwerpen) == [nieuw, eerst, *rest]


def test_other_hours_to_walk_in_are_seen_before_they_hold(beheer: PaginaClient) -> None:
    assert "ma 13.00-16.00" in beheer.text("/werk/beheer/afspraken")
    woorden = save(beheer, "inloop", "stadhuis", {**INLOOP, "vr": "9.00-12.00, 13.00-17.00"})
    assert "ma 13.00-16.00; do 9.00-12.00, 17.00-20.00 (12 minuten per gesprek)" in woorden
    assert "vr 9.00-12.00, 13.00-17.00 (15 minuten per gesprek)" in woorden
    publiek = beheer.text("/inloop")
    assert "Vrijdag: 9.00-12.00, 13.00-17.00" in publiek
    assert "Maandag" not in publiek


def test_a_location_without_hours_to_walk_in_has_no_queue(beheer: PaginaClient) -> None:
    assert "geen inloop" in save(beheer, "inloop", "stadhuis", INLOOP)
    assert "Inlopen kan nu nergens." in beheer.text("/inloop")
    assert beheer.get("/inloop/stadhuis/scherm").status_code == 404
    save(beheer, "inloop", "stadhuis", {**INLOOP, "za": "10.00-12.00"})
    assert "Zaterdag: 10.00-12.00" in beheer.text("/inloop")
    beheer.post("/werk/beheer/afspraken/inloop/stadhuis/weg")
    confirm(beheer)
    assert "Inlopen kan nu nergens." in beheer.text("/inloop")


def test_hours_to_walk_in_that_cannot_be_say_how_to_write_them(beheer: PaginaClient) -> None:
    antwoord = beheer.post("/werk/beheer/afspraken/inloop/stadhuis", data={**INLOOP, "di": "ochtend"})
    assert antwoord.status_code == 422
    assert "schrijf tijden als 9.00-12.30, niet als ochtend" in antwoord.text


def test_a_location_says_how_to_get_there(beheer: PaginaClient) -> None:
    antwoord = beheer.post("/werk/beheer/afspraken/locatie/nieuw", data={"naam": "Oost", "adres": "Laan 1"})
    assert antwoord.status_code == 422
    assert "Vul in hoe iemand hier komt." in antwoord.text
    assert "Vul in hoe toegankelijk het is." in antwoord.text


def test_what_an_agenda_uses_cannot_go(beheer: PaginaClient) -> None:
    assert beheer.post("/werk/beheer/afspraken/locatie/stadhuis/weg").location == "/werk/beheer/afspraken"
    assert "een agenda of de inloop gebruikt het" in beheer.text("/werk/beheer/afspraken")


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"wo": "9 tot 5"}, "schrijf tijden als 9.00-12.30"),
        ({"wo": "17.00-9.00"}, "de eindtijd ligt voor de begintijd"),
        ({"uitzonderingen": "kerst dicht"}, "uitzonderingen"),
        ({"soorten": ["bezoek"]}, "een bezoek heeft een locatie nodig"),
        ({"geldig_vanaf": "2026-03-15"}, "Kies vandaag of een dag die nog komt"),
        ({"plekken": "0"}, "Vul een getal in van 1 tot 50"),
        ({"naam": ""}, "Vul een naam in"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(beheer: PaginaClient, fout: dict[str, Any], melding: str) -> None:
    antwoord = beheer.post("/werk/beheer/afspraken/agenda/video", data={**VIDEO, **fout})
    assert antwoord.status_code == 422
    assert melding in antwoord.get_data(as_text=True)


def test_the_form_gives_back_what_it_shows(beheer: PaginaClient, db: Database, now: datetime) -> None:
    with db.reading() as session:
        voor = service.beleid_on(session, date(2026, 3, 16))
    save(beheer, "agenda", "video", VIDEO)
    with db.reading() as session:
        assert service.beleid_on(session, date(2026, 3, 16)) == voor


@pytest.mark.parametrize("pad", ["agenda/bestaat-niet", "onzin/video", "inloop/nieuw", "inloop/maan"])
def test_what_is_not_there_is_not_found(beheer: PaginaClient, pad: str) -> None:
    assert beheer.get(f"/werk/beheer/afspraken/{pad}").status_code == 404


@pytest.mark.parametrize("rol", [Rol.BALIE, Rol.MANAGER])
def test_only_beheer_configures(
    client: PaginaClient, login_medewerker: Callable[..., PaginaClient], rol: Rol
) -> None:
    assert login_medewerker(client, rol).get("/werk/beheer/afspraken").status_code == 403


def test_beheer_sees_no_persons(client: PaginaClient, login_medewerker: Callable[..., PaginaClient]) -> None:
    assert login_medewerker(client, Rol.BEHEER).get("/werk/afspraken").status_code == 403
