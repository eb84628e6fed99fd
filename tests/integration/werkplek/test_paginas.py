"""The desk in the browser: what needs doing, finding someone, a dossier by role, and acting for someone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.aanslag.model import AanslagRij
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.invordering.rules import Blokkadereden, Meldingsoort
from portaal.invordering.service import Blokkadevraag, meld, place_blokkade
from portaal.logboek.model import Logregel
from portaal.logboek.service import read_logboek_of
from portaal.signaal.begrip import Signaalsoort
from portaal.signaal.service import note_signaal
from tests.conftest import NU, Klok
from tests.factories.inwoner import make_inwoner
from tests.factories.medewerker import make_door
from tests.integration.werkplek.conftest import BSN, Wereld
from tests.support.client import PaginaClient, words_of
from tests.support.vragen import note_vragen

Login = Callable[..., PaginaClient]
TEAM = (Rol.BALIE, Rol.KCC, Rol.INVORDERING)
NIET_TEAM = (Rol.SCHULDHULP, Rol.MANAGER, Rol.BEHEER)


def handelingen(db: Database, inwoner_id: int) -> list[str]:
    """What the logboek says of a person, the newest first."""
    with db.reading() as session:
        return [regel.handeling for regel in read_logboek_of(session, inwoner_id, 1).items]


@pytest.mark.parametrize("rol", [*TEAM, *NIET_TEAM])
def test_every_role_has_a_home_and_only_who_helps_people_can_search(as_rol: Login, rol: Rol) -> None:
    tekst = as_rol(rol).text("/werk")
    assert "Wat is er te doen?" in tekst
    assert ("Zoek een inwoner" in tekst) is (rol in TEAM)


@pytest.mark.parametrize("rol", NIET_TEAM)
def test_who_helps_nobody_finds_nobody(as_rol: Login, wereld: Wereld, sqlite_db: Database, rol: Rol) -> None:
    browser = as_rol(rol)
    assert browser.get("/werk/zoek").status_code == 403
    assert browser.post("/werk/zoek", data={"nummer": BSN}).status_code == 403
    assert browser.get(f"/werk/inwoner/{wereld.inwoner_id}").status_code == 403
    assert handelingen(sqlite_db, wereld.inwoner_id) == []


def test_an_inwoner_or_visitor_gets_no_staff_page(sqlite_app: Flask, wereld: Wereld, login_inwoner: Login) -> None:
    bezoeker = sqlite_app.test_client()
    assert bezoeker.get("/werk").headers["Location"] == "/werk/inloggen"
    assert isinstance(bezoeker, PaginaClient)
    assert login_inwoner(bezoeker, wereld.inwoner_id).get(f"/werk/inwoner/{wereld.inwoner_id}").status_code == 403


@pytest.mark.parametrize("nummer", [BSN, "9999.93.653"])
def test_a_bsn_leads_to_the_dossier_and_is_in_no_address(as_rol: Login, wereld: Wereld, nummer: str) -> None:
    antwoord = as_rol(Rol.BALIE).post("/werk/zoek", data={"nummer": nummer})
    assert antwoord.headers["Location"] == f"/werk/inwoner/{wereld.inwoner_id}"


def test_an_aanslagnummer_leads_to_whose_it_is(as_rol: Login, wereld: Wereld, sqlite_db: Database) -> None:
    with sqlite_db.reading() as session:
        nummer = session.get_one(AanslagRij, wereld.aanslag_id).aanslagnummer
    antwoord = as_rol(Rol.KCC).post("/werk/zoek", data={"nummer": f"{nummer[:4]} {nummer[4:]}"})
    assert antwoord.headers["Location"] == f"/werk/inwoner/{wereld.inwoner_id}"


def test_a_name_and_birth_date_give_a_list_of_which_each_look_is_logged(
    as_rol: Login, wereld: Wereld, sqlite_db: Database
) -> None:
    with sqlite_db.transaction() as session:
        naamgenoot = make_inwoner(session, voorletters="B.")
        ander = make_inwoner(session, geboortedatum=date(1990, 1, 1))
    browser = as_rol(Rol.INVORDERING)
    antwoord = browser.post("/werk/zoek", data={"naam": "de jong", "geboortedatum": "17-05-1980"})
    assert antwoord.headers["Location"] == "/werk/zoek?pagina=1"
    tekst = browser.text("/werk/zoek?pagina=1")
    assert "Gevonden: 2" in tekst
    assert "A. de Jong" in tekst
    assert "B. de Jong" in tekst
    assert handelingen(sqlite_db, wereld.inwoner_id) == ["werkplek:zoeken:getoond"]
    assert handelingen(sqlite_db, naamgenoot) == ["werkplek:zoeken:getoond"]
    assert handelingen(sqlite_db, ander) == []


def test_the_search_page_by_itself_shows_nobody(as_rol: Login, wereld: Wereld, sqlite_db: Database) -> None:
    browser = as_rol(Rol.BALIE)
    assert "Gevonden" not in browser.text("/werk/zoek?pagina=1")
    browser.post("/werk/zoek", data={"naam": "Jong", "geboortedatum": "1980-05-17"})
    assert "Gevonden" not in browser.text("/werk/zoek")
    assert handelingen(sqlite_db, wereld.inwoner_id) == []


@pytest.mark.parametrize(
    ("gegeven", "uitleg"),
    [
        ({}, "Vul een nummer in."),
        ({"naam": "Jong"}, "Vul ook de geboortedatum in."),
        ({"geboortedatum": "1980-05-17"}, "Vul ook de achternaam in."),
        ({"nummer": "123"}, "Een aanslagnummer heeft 12 cijfers, een BSN 9."),
        ({"nummer": "999993654"}, "Dit BSN kan niet kloppen."),
        ({"naam": "Jong", "geboortedatum": "gisteren"}, "Vul een datum in, zoals 01-12-2026."),
        ({"nummer": "9" * 21}, "Dit is te lang."),
    ],
)
def test_a_search_that_cannot_be_done_says_what_to_mend_and_keeps_what_was_typed(
    as_rol: Login, gegeven: dict[str, str], uitleg: str
) -> None:
    antwoord = as_rol(Rol.BALIE).post("/werk/zoek", data=gegeven)
    assert antwoord.status_code == 422
    html = antwoord.get_data(as_text=True)
    assert uitleg in words_of(html)
    for waarde in gegeven.values():
        assert f'value="{waarde}"' in html


def test_a_number_of_nobody_says_so(as_rol: Login) -> None:
    antwoord = as_rol(Rol.BALIE).post("/werk/zoek", data={"nummer": "111222333"})
    assert antwoord.status_code == 200
    assert "Er is niemand gevonden." in words_of(antwoord.get_data(as_text=True))


def test_a_dossier_shows_the_person_and_not_the_bsn(as_rol: Login, wereld: Wereld) -> None:
    html = as_rol(Rol.BALIE).get(f"/werk/inwoner/{wereld.inwoner_id}").get_data(as_text=True)
    tekst = words_of(html)
    assert "A. de Jong" in tekst
    assert "Nog te betalen: € 512,16" in tekst
    assert "11 april 2026" in tekst
    assert "Molenpad 12" in tekst
    assert "••••••653" in tekst
    assert BSN not in html


def test_each_look_at_a_dossier_is_logged_with_its_purpose(
    as_rol: Login, wereld: Wereld, sqlite_db: Database
) -> None:
    as_rol(Rol.BALIE).get(f"/werk/inwoner/{wereld.inwoner_id}")
    as_rol(Rol.INVORDERING).get(f"/werk/inwoner/{wereld.inwoner_id}")
    with sqlite_db.reading() as session:
        regels = session.scalars(select(Logregel).order_by(Logregel.id)).all()
    assert [(regel.handeling, regel.rollen, regel.doel) for regel in regels] == [
        ("werkplek:dossier:bekeken", "balie", "een vraag van de inwoner beantwoorden"),
        ("werkplek:dossier:bekeken", "invordering", "aanslagen innen en verzoeken beoordelen"),
    ]
    assert {regel.door_id for regel in regels} == {str(wereld.medewerker_id)}


def test_a_dossier_of_nobody_is_a_404(as_rol: Login) -> None:
    assert as_rol(Rol.BALIE).get("/werk/inwoner/999999").status_code == 404


def test_a_secret_address_is_not_shown(as_rol: Login, wereld: Wereld) -> None:
    tekst = as_rol(Rol.BALIE).text(f"/werk/inwoner/{wereld.geheim_id}")
    assert "Molenpad" not in tekst
    assert "geheim: noem het niet" in tekst


def test_under_bewind_it_is_said_whom_to_speak_with(as_rol: Login, wereld: Wereld) -> None:
    tekst = as_rol(Rol.KCC).text(f"/werk/inwoner/{wereld.bewind_id}")
    assert "Spreek met de bewindvoerder." in tekst
    assert "Schrijf aan: Bewind BV" in tekst


def test_that_an_aanslag_stands_still_all_see_and_why_only_invordering(
    as_rol: Login, wereld: Wereld, sqlite_db: Database
) -> None:
    with sqlite_db.transaction() as session:
        vraag = Blokkadevraag([wereld.aanslag_id], "test:1", Blokkadereden.GESPREK)
        place_blokkade(session, make_door(session, Rol.INVORDERING), vraag, NU)
    balie = as_rol(Rol.BALIE).text(f"/werk/inwoner/{wereld.inwoner_id}")
    team = as_rol(Rol.INVORDERING).text(f"/werk/inwoner/{wereld.inwoner_id}")
    assert "Staat stil" in balie
    assert "gesprek gepland" not in balie
    assert "Staat stil gesprek gepland" in team


def test_appointments_are_for_the_desk(as_rol: Login, wereld: Wereld) -> None:
    assert "Er staat geen afspraak." in as_rol(Rol.KCC).text(f"/werk/inwoner/{wereld.inwoner_id}")
    assert "Er staat geen afspraak." not in as_rol(Rol.INVORDERING).text(f"/werk/inwoner/{wereld.inwoner_id}")


def test_the_home_counts_what_is_due_for_the_own_team(as_rol: Login, wereld: Wereld, sqlite_db: Database) -> None:
    with sqlite_db.transaction() as session:
        balie = make_door(session, Rol.BALIE)
        note_signaal(session, balie, wereld.inwoner_id, Signaalsoort.BESLAG, date(2026, 3, 16), NU)
    assert "1 Signalen en verwijzingen om op te volgen" in as_rol(Rol.KCC).text("/werk")
    assert "Signalen en verwijzingen om op te volgen" not in as_rol(Rol.INVORDERING).text("/werk")
    assert "Signalen en verwijzingen om op te volgen" not in as_rol(Rol.SCHULDHULP).text("/werk")


def test_a_manager_counts_what_is_late_and_is_led_to_no_person(
    as_rol: Login, wereld: Wereld, sqlite_db: Database, klok: Klok
) -> None:
    with sqlite_db.transaction() as session:
        for rol, soort in ((Rol.BALIE, Signaalsoort.BESLAG), (Rol.INVORDERING, Signaalsoort.SNAPT_HET_NIET)):
            note_signaal(session, make_door(session, rol), wereld.inwoner_id, soort, date(2026, 3, 16), NU)
    assert "die te laat zijn" not in as_rol(Rol.MANAGER).text("/werk")
    klok.moment += timedelta(days=1)
    antwoord = as_rol(Rol.MANAGER).get("/werk")
    assert "2 Signalen en verwijzingen die te laat zijn" in words_of(antwoord.get_data(as_text=True))
    assert "/werk/signalen" not in antwoord.get_data(as_text=True)


def test_invordering_counts_what_to_decide_and_to_answer(
    as_rol: Login, wereld: Wereld, sqlite_db: Database
) -> None:
    with sqlite_db.transaction() as session:
        door = make_door(session, Rol.INVORDERING)
        place_blokkade(session, door, Blokkadevraag([wereld.aanslag_id], "test:1", Blokkadereden.PAUZE), NU)
        meld(session, door, wereld.aanslag_id, Meldingsoort.AL_BETAALD, NU)
    tekst = as_rol(Rol.INVORDERING).text("/werk")
    assert "1 Meldingen om te beantwoorden" in tekst
    assert "2 Blokkades en kosten voor het belastingpakket" in tekst
    for rol in (Rol.BALIE, Rol.KCC, Rol.SCHULDHULP, Rol.BEHEER):
        assert "Blokkades" not in as_rol(rol).text("/werk")


class TestNamens:
    """Acting for an inwoner."""

    def begin(self, browser: PaginaClient, inwoner_id: int, hoe: str = "controlevragen") -> int:
        """Say how identity was checked; returns the status."""
        adres = f"/werk/inwoner/{inwoner_id}/namens"
        return browser.post(adres, data={"vaststelling": hoe}).status_code

    def test_it_begins_with_how_identity_was_checked_and_the_name_stays_in_sight(
        self, as_rol: Login, wereld: Wereld, sqlite_db: Database
    ) -> None:
        browser = as_rol(Rol.BALIE)
        assert self.begin(browser, wereld.inwoner_id, "identiteitsbewijs") == 302
        tekst = browser.text(f"/werk/inwoner/{wereld.inwoner_id}")
        assert "U doet dit voor A. de Jong." in tekst
        assert "U helpt deze inwoner" in tekst
        assert browser.get("/mijn/berichten").status_code == 200
        with sqlite_db.reading() as session:
            regel = session.scalars(select(Logregel).where(Logregel.handeling == "werkplek:namens:begonnen")).one()
        assert regel.doel == "identiteitsbewijs"

    def test_without_a_check_nothing_begins(self, as_rol: Login, wereld: Wereld) -> None:
        browser = as_rol(Rol.BALIE)
        antwoord = browser.post(f"/werk/inwoner/{wereld.inwoner_id}/namens")
        assert antwoord.status_code == 422
        assert "Kies hoe u weet wie dit is." in words_of(antwoord.get_data(as_text=True))
        assert browser.get("/mijn/berichten").status_code == 404

    def test_on_the_phone_a_document_is_no_choice(self, as_rol: Login, wereld: Wereld) -> None:
        browser = as_rol(Rol.KCC)
        assert "identiteitsbewijs" not in browser.text(f"/werk/inwoner/{wereld.inwoner_id}")
        assert self.begin(browser, wereld.inwoner_id, "identiteitsbewijs") == 422
        assert self.begin(browser, wereld.inwoner_id) == 302

    @pytest.mark.parametrize("rol", [Rol.INVORDERING, *NIET_TEAM])
    def test_who_is_not_at_the_desk_acts_for_nobody(self, as_rol: Login, wereld: Wereld, rol: Rol) -> None:
        browser = as_rol(rol)
        assert self.begin(browser, wereld.inwoner_id) == 403
        assert browser.get("/mijn/berichten").status_code in (403, 404)

    def test_stopping_ends_it_and_leads_back(self, as_rol: Login, wereld: Wereld, sqlite_db: Database) -> None:
        browser = as_rol(Rol.BALIE)
        self.begin(browser, wereld.inwoner_id)
        antwoord = browser.post("/werk/namens/stop")
        assert antwoord.headers["Location"] == f"/werk/inwoner/{wereld.inwoner_id}"
        assert browser.get("/mijn/berichten").status_code == 404
        assert handelingen(sqlite_db, wereld.inwoner_id)[0] == "werkplek:namens:beeindigd"
        assert browser.post("/werk/namens/stop").headers["Location"] == "/werk"

    def test_at_anothers_dossier_one_is_warned(self, as_rol: Login, wereld: Wereld) -> None:
        browser = as_rol(Rol.BALIE)
        self.begin(browser, wereld.inwoner_id)
        assert "u doet nu dingen voor iemand anders" in browser.text(f"/werk/inwoner/{wereld.bewind_id}")
        assert "u doet nu dingen voor iemand anders" not in browser.text(f"/werk/inwoner/{wereld.inwoner_id}")

    def test_it_ends_with_the_login(self, as_rol: Login, wereld: Wereld, klok: Callable[[], object]) -> None:
        browser = as_rol(Rol.BALIE)
        self.begin(browser, wereld.inwoner_id)
        browser.post("/werk/uitloggen")
        assert browser.get("/mijn/berichten").status_code == 302
        with browser.session_transaction() as sessie:
            assert "namens" not in sessie

    def test_acting_for_nobody_that_exists_is_a_404(self, as_rol: Login) -> None:
        assert self.begin(as_rol(Rol.BALIE), 999999) == 404


def test_a_dossier_needs_as_many_queries_for_ten_aanslagen_as_for_one(
    as_rol: Login, wereld: Wereld, sqlite_db: Database
) -> None:
    from tests.factories.aanslag import make_aanslag

    browser, geteld = as_rol(Rol.INVORDERING), note_vragen(sqlite_db)

    def count() -> int:
        geteld.clear()
        browser.get(f"/werk/inwoner/{wereld.inwoner_id}")
        return len(geteld)

    count()
    een = count()
    with sqlite_db.transaction() as session:
        for _ in range(9):
            make_aanslag(session, wereld.inwoner_id, dagtekening=date(2026, 2, 28) - timedelta(days=1))
    assert count() == een
