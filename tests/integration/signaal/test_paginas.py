"""Signals in the browser: the conversation card, one click, and the team's list."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.web.aanmelding import Aanmelding
from portaal.logboek.model import Logregel
from portaal.signaal.begrip import Signaalsoort, Signaaluitkomst, Team
from portaal.signaal.model import Contactmoment, Signaal, Verwijzing
from portaal.signaal.service import list_signalen, note_signaal, note_verwijzing
from tests.conftest import NU, Klok
from tests.factories.inwoner import make_inwoner
from tests.factories.medewerker import make_door
from tests.support.client import PaginaClient, words_of
from tests.support.vragen import note_vragen

Login = Callable[..., PaginaClient]


@pytest.fixture
def inwoner_id(sqlite_db: Database) -> int:
    """Someone to note a signal about."""
    with sqlite_db.transaction() as session:
        return make_inwoner(session)


@pytest.fixture
def as_rol(sqlite_app: Flask, sqlite_db: Database) -> Login:
    """A browser of an employee with these roles."""

    def login(*rollen: Rol) -> PaginaClient:
        with sqlite_db.transaction() as session:
            medewerker_id = make_door(session, *rollen).medewerker_id
        browser = sqlite_app.test_client()
        assert isinstance(browser, PaginaClient)
        browser.log_in(Aanmelding(frozenset(rollen), medewerker_id=medewerker_id, naam="Bente"))
        return browser

    return login


def test_the_card_asks_three_open_questions_and_the_look_is_logged(
    as_rol: Login, inwoner_id: int, sqlite_db: Database
) -> None:
    tekst = as_rol(Rol.BALIE).text(f"/werk/inwoner/{inwoner_id}/gesprek")
    for vraag in (
        "Wat maakt het lastig om op tijd te betalen?",
        "Zijn er meerdere rekeningen die lastig zijn om te betalen?",
        "Hebt u al hulp gezocht of gehad?",
    ):
        assert vraag in tekst
    with sqlite_db.reading() as session:
        assert session.scalars(select(Logregel)).one().handeling == "signaal:gesprek:bekeken"


def test_no_field_takes_a_story(as_rol: Login, inwoner_id: int) -> None:
    html = as_rol(Rol.BALIE).get(f"/werk/inwoner/{inwoner_id}/gesprek").get_data(as_text=True)
    assert "<textarea" not in html
    assert 'type="text"' not in html


@pytest.mark.parametrize("waar", ["gesprek", ""])
def test_a_signal_is_one_click_with_the_day_filled_in(
    as_rol: Login, inwoner_id: int, sqlite_db: Database, waar: str
) -> None:
    browser = as_rol(Rol.KCC)
    html = browser.get(f"/werk/inwoner/{inwoner_id}/{waar}".rstrip("/")).get_data(as_text=True)
    assert 'name="opvolgen_op"' in html
    assert 'value="2026-03-23"' in html
    klik = {"soort": "kan_niet_betalen", "opvolgen_op": "2026-03-23", "team": "loket"}
    antwoord = browser.post(f"/werk/inwoner/{inwoner_id}/signaal", data=klik)
    assert antwoord.headers["Location"] == f"/werk/inwoner/{inwoner_id}/gesprek"
    with sqlite_db.reading() as session:
        signaal = session.scalars(select(Signaal)).one()
    assert (signaal.soort, signaal.opvolgen_op) == (Signaalsoort.KAN_NIET_BETALEN, date(2026, 3, 23))


@pytest.mark.parametrize(
    ("klik", "uitleg"),
    [
        ({"soort": "beslag", "team": "loket"}, "Vul een datum in, zoals 01-12-2026."),
        ({"soort": "beslag", "team": "loket", "opvolgen_op": "morgen"}, "Vul een datum in, zoals 01-12-2026."),
        ({"soort": "beslag", "team": "loket", "opvolgen_op": "2026-03-15"}, "Deze dag is voorbij."),
        ({"soort": "beslag", "team": "loket", "opvolgen_op": "2028-01-01"}, "Deze dag is te ver weg."),
        ({"team": "loket", "opvolgen_op": "2026-03-20"}, "Kies wat u merkt."),
        ({"soort": "beslag", "opvolgen_op": "2026-03-20"}, "Kies wie dit opvolgt."),
    ],
)
def test_without_a_follow_up_day_or_kind_nothing_is_noted(
    as_rol: Login, inwoner_id: int, sqlite_db: Database, klik: dict[str, str], uitleg: str
) -> None:
    antwoord = as_rol(Rol.BALIE).post(f"/werk/inwoner/{inwoner_id}/signaal", data=klik)
    assert antwoord.status_code == 422
    assert uitleg in words_of(antwoord.get_data(as_text=True))
    with sqlite_db.reading() as session:
        assert session.scalars(select(Signaal)).all() == []


def test_a_kind_that_is_not_on_the_list_is_refused(as_rol: Login, inwoner_id: int) -> None:
    klik = {"soort": "is_ziek", "team": "loket", "opvolgen_op": "2026-03-20"}
    assert as_rol(Rol.BALIE).post(f"/werk/inwoner/{inwoner_id}/signaal", data=klik).status_code == 422


def test_a_signal_that_is_open_already_is_said_and_not_doubled(
    as_rol: Login, inwoner_id: int, sqlite_db: Database
) -> None:
    browser = as_rol(Rol.BALIE)
    klik = {"soort": "beslag", "opvolgen_op": "2026-03-23", "team": "loket"}
    for _ in range(2):
        browser.post(f"/werk/inwoner/{inwoner_id}/signaal", data=klik)
    assert "Dit signaal staat al open." in browser.text(f"/werk/inwoner/{inwoner_id}/gesprek")
    with sqlite_db.reading() as session:
        assert len(session.scalars(select(Signaal)).all()) == 1


@pytest.mark.parametrize(("knop", "gelukt"), [("ja", True), ("nee", False)])
def test_a_contact_is_one_click_too(
    as_rol: Login, inwoner_id: int, sqlite_db: Database, knop: str, gelukt: bool
) -> None:
    klik = {"kanaal": "telefoon", "onderwerp": "uitleg", "initiatief": "inwoner", "gelukt": knop}
    assert as_rol(Rol.KCC).post(f"/werk/inwoner/{inwoner_id}/contact", data=klik).status_code == 302
    with sqlite_db.reading() as session:
        assert session.scalars(select(Contactmoment)).one().gelukt is gelukt


def test_a_contact_without_saying_whether_it_worked_is_asked_again(as_rol: Login, inwoner_id: int) -> None:
    klik = {"kanaal": "brief", "onderwerp": "uitleg", "initiatief": "inwoner"}
    antwoord = as_rol(Rol.KCC).post(f"/werk/inwoner/{inwoner_id}/contact", data=klik)
    assert antwoord.status_code == 422
    assert '<option selected value="brief">' in antwoord.get_data(as_text=True)


def test_one_refers_only_with_the_inwoners_agreement(as_rol: Login, inwoner_id: int, sqlite_db: Database) -> None:
    browser = as_rol(Rol.BALIE)
    antwoord = browser.post(f"/werk/inwoner/{inwoner_id}/verwijs", data={"naar": "budgetcoach"})
    assert antwoord.status_code == 422
    assert "Wijs alleen de weg als de inwoner dat wil." in words_of(antwoord.get_data(as_text=True))
    klik = {"naar": "budgetcoach", "akkoord": "y"}
    assert browser.post(f"/werk/inwoner/{inwoner_id}/verwijs", data=klik).status_code == 302
    nog_eens = browser.post(f"/werk/inwoner/{inwoner_id}/verwijs", data=klik, follow_redirects=True)
    assert "Deze verwijzing staat al open." in nog_eens.text
    with sqlite_db.reading() as session:
        assert session.scalars(select(Verwijzing)).one().naam == "Budgetcoach"


def test_of_schuldhulp_nothing_is_recorded_on_this_side_of_the_wall(
    as_rol: Login, inwoner_id: int, sqlite_db: Database
) -> None:
    browser = as_rol(Rol.INVORDERING)
    html = browser.get(f"/werk/inwoner/{inwoner_id}/gesprek").get_data(as_text=True)
    assert 'value="schuldhulp"' not in html
    klik = {"naar": "schuldhulp", "akkoord": "y"}
    assert browser.post(f"/werk/inwoner/{inwoner_id}/verwijs", data=klik).status_code == 422
    with sqlite_db.reading() as session:
        assert session.scalars(select(Verwijzing)).all() == []


@pytest.mark.parametrize("rol", [Rol.SCHULDHULP, Rol.MANAGER, Rol.BEHEER])
def test_other_roles_see_no_signals(as_rol: Login, inwoner_id: int, rol: Rol) -> None:
    browser = as_rol(rol)
    assert browser.get("/werk/signalen").status_code == 403
    assert browser.get(f"/werk/inwoner/{inwoner_id}/gesprek").status_code == 403
    assert browser.post(f"/werk/inwoner/{inwoner_id}/signaal").status_code == 403


class TestLijst:
    """What a team has to follow up."""

    @pytest.fixture
    def nummers(self, sqlite_db: Database, inwoner_id: int) -> tuple[int, int]:
        """A signal and a referral of the desk."""
        with sqlite_db.transaction() as session:
            balie = make_door(session, Rol.BALIE)
            signaal = note_signaal(session, balie, inwoner_id, Signaalsoort.BESLAG, date(2026, 3, 18), NU)
            note_verwijzing(session, balie, inwoner_id, "wijkteam", NU)
            return signaal, session.scalars(select(Verwijzing)).one().id

    def test_past_its_day_is_said_and_each_one_shown_is_logged(
        self, as_rol: Login, nummers: tuple[int, int], klok: Klok, sqlite_db: Database
    ) -> None:
        browser = as_rol(Rol.KCC)
        assert "Te laat" not in browser.text("/werk/signalen")
        klok.moment += timedelta(days=3)
        browser = as_rol(Rol.KCC)
        assert "Te laat" in browser.text("/werk/signalen")
        with sqlite_db.reading() as session:
            regels = session.scalars(select(Logregel).where(Logregel.handeling == "signaal:lijst:bekeken")).all()
        assert len(regels) == 2

    def test_team_and_kind_stand_in_the_address(self, as_rol: Login, nummers: tuple[int, int]) -> None:
        browser = as_rol(Rol.INVORDERING)
        assert "Er is hier niets op te volgen." in browser.text("/werk/signalen")
        assert "A. de Jong" in browser.text("/werk/signalen?team=loket")
        assert "Sociaal wijkteam" in browser.text("/werk/signalen?team=loket&soort=verwijzingen")
        assert browser.get("/werk/signalen?team=ander").status_code == 404
        assert browser.get("/werk/signalen?soort=ander").status_code == 404

    def test_a_signal_is_finished_with_how_it_ended(
        self, as_rol: Login, nummers: tuple[int, int], sqlite_db: Database
    ) -> None:
        browser = as_rol(Rol.BALIE)
        adres = f"/werk/signalen/signalen/{nummers[0]}"
        assert "Signaal: Er ligt beslag op het inkomen" in browser.text(adres)
        assert browser.post(f"{adres}/klaar").status_code == 422
        assert browser.post(f"{adres}/klaar", data={"uitkomst": "regeling"}).status_code == 302
        assert "Er is een regeling" in browser.text(adres)
        with sqlite_db.reading() as session:
            assert session.get_one(Signaal, nummers[0]).uitkomst is Signaaluitkomst.REGELING

    def test_a_referral_is_finished_with_how_it_went(self, as_rol: Login, nummers: tuple[int, int]) -> None:
        browser = as_rol(Rol.BALIE)
        adres = f"/werk/signalen/verwijzingen/{nummers[1]}"
        assert "Verwijzing: Sociaal wijkteam" in browser.text(adres)
        assert browser.post(f"{adres}/klaar", data={"uitkomst": "hulp_gestart"}).status_code == 302
        assert "De hulp is begonnen" in browser.text(adres)

    def test_it_can_be_put_off_to_a_day_in_sight(self, as_rol: Login, nummers: tuple[int, int]) -> None:
        browser = as_rol(Rol.BALIE)
        adres = f"/werk/signalen/signalen/{nummers[0]}"
        voorbij = browser.post(f"{adres}/later", data={"opvolgen_op": "2026-03-01"})
        assert voorbij.status_code == 422
        assert "Deze dag is voorbij." in words_of(voorbij.get_data(as_text=True))
        assert browser.post(f"{adres}/later", data={"opvolgen_op": ""}).status_code == 422
        assert browser.post(f"{adres}/later", data={"opvolgen_op": "2026-04-01"}).status_code == 302
        assert "woensdag 1 april 2026" in browser.text(adres)

    def test_what_a_colleague_did_is_not_done_again(self, as_rol: Login, nummers: tuple[int, int]) -> None:
        een, twee = as_rol(Rol.BALIE), as_rol(Rol.KCC)
        adres = f"/werk/signalen/signalen/{nummers[0]}"
        een.post(f"{adres}/klaar", data={"uitkomst": "regeling"})
        twee.post(f"{adres}/klaar", data={"uitkomst": "niet_bereikt"})
        assert "Een collega heeft dit al gedaan." in twee.text("/werk/signalen")
        assert "Er is een regeling" in twee.text(adres)

    def test_what_is_not_there_is_a_404(self, as_rol: Login) -> None:
        browser = as_rol(Rol.BALIE)
        assert browser.get("/werk/signalen/signalen/999").status_code == 404
        assert browser.get("/werk/signalen/anders/1").status_code == 404
        assert browser.post("/werk/signalen/signalen/999/klaar", data={"uitkomst": "regeling"}).status_code == 404

    def test_the_list_needs_as_many_queries_for_twenty_as_for_one_but_for_the_logboek(
        self, nummers: tuple[int, int], sqlite_db: Database
    ) -> None:
        with sqlite_db.transaction() as session:
            geteld = note_vragen(sqlite_db)
            list_signalen(session, Team.LOKET, 1, NU)
            een = len(geteld)
            door = make_door(session, Rol.BALIE)
            for _ in range(19):
                note_signaal(session, door, make_inwoner(session), Signaalsoort.BESLAG, date(2026, 3, 20), NU)
            geteld.clear()
            assert len(list_signalen(session, Team.LOKET, 1, NU).items) == 20
            assert len(geteld) == een
