"""Invordering sees requests by due date, decides with the policy's verdict beside it, and overwrites nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.core.door import DoorInwoner
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.logboek.service import read_logboek_of
from portaal.regeling.model import Regeling
from portaal.regeling.service import Regelingsverzoek, get_kaart, request_regeling
from portaal.regeling.stand import Wens
from portaal.regeling.toestanden import Verzoekstatus
from tests.conftest import NU, Klok
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen
from tests.support.client import PaginaClient

Login = Callable[..., PaginaClient]


@pytest.fixture
def team(client: PaginaClient, login_medewerker: Login) -> PaginaClient:
    return login_medewerker(client, Rol.INVORDERING, medewerker_id=7)


@pytest.fixture
def ask(db: Database, now: datetime) -> Callable[..., int]:
    def make(wens: Wens, *, op: datetime = now) -> int:
        with db.transaction() as session:
            wie = make_inwoner(session)
            aanslag_id = make_aanslag(session, wie)
            verzoek = Regelingsverzoek(f"s{aanslag_id}", (aanslag_id,), wens, toelichting="Ik werk minder.")
            return request_regeling(session, DoorInwoner(wie), wie, verzoek, op).verzoek_id

    return make


def test_the_list_goes_by_due_date_with_the_late_ones_on_top(
    team: PaginaClient, ask: Callable[..., int], klok: Klok, now: datetime
) -> None:
    nieuw, oud = ask(in_termijnen(18)), ask(in_termijnen(18), op=now - timedelta(days=20))
    html = team.get("/werk/regelingen").text
    assert html.index(f"regelingen/{oud}") < html.index(f"regelingen/{nieuw}")
    assert "Te beslissen (2)" in html
    assert "Te laat (1)" in html
    alleen_laat = team.get("/werk/regelingen?lijst=te_laat").text
    assert f'/werk/regelingen/{nieuw}"' not in alleen_laat


def test_one_page_has_all_that_bears_on_it_and_the_look_is_logged(
    team: PaginaClient, ask: Callable[..., int], db: Database
) -> None:
    verzoek_id = ask(in_termijnen(18))
    tekst = team.text(f"/werk/regelingen/{verzoek_id}")
    assert "Kan alleen met een reden" in tekst
    assert "Regel beoordeling.langer. Bron: LI 25.5.1" in tekst
    assert "Ik werk minder." in tekst
    assert "Alles wat open staat: € 512,16" in tekst
    assert "Contact gehad? Nog niet" in tekst
    with db.reading() as session:
        wie = get_kaart(session, verzoek_id).aanslagen[0].inwoner_id
        handelingen = [regel.handeling for regel in read_logboek_of(session, wie, 1).items]
    assert "regeling:verzoek:bekeken" in handelingen


def test_granting_against_the_policy_asks_for_a_reason_first(
    team: PaginaClient, ask: Callable[..., int], db: Database
) -> None:
    pad = f"/werk/regelingen/{ask(in_termijnen(18))}"
    zonder = team.post(f"{pad}/toekennen", data={"versie": "1"})
    assert zonder.status_code == 422
    assert "Schrijf waarom u afwijkt" in zonder.text
    met = team.post(f"{pad}/toekennen", data={"versie": "1", "reden": "Ziet er goed uit"}, follow_redirects=True)
    assert "Toegekend. De inwoner heeft bericht." in met.text
    assert "Ziet er goed uit" in met.text


def test_every_decision_has_its_page(team: PaginaClient, ask: Callable[..., int], db: Database) -> None:
    gevallen = {
        "voorstel": ({"aantal": "10", "dag": "26"}, Verzoekstatus.VOORSTEL_GEDAAN),
        "vraag": ({"vraag": "Hoeveel kunt u missen?"}, Verzoekstatus.AANVULLING_GEVRAAGD),
        "afwijzing": ({"gronden": ["te_lang"], "in_plaats": "Betaal in 10 keer."}, Verzoekstatus.AFGEWEZEN),
        "afhandelen": ({"tekst": "U betaalt alles in mei."}, Verzoekstatus.AFGEHANDELD),
    }
    for actie, (data, verwacht) in gevallen.items():
        verzoek_id = ask(in_termijnen(18))
        pad = f"/werk/regelingen/{verzoek_id}/{actie}"
        assert team.get(pad).status_code == 200
        assert team.post(pad, data={"versie": "1"}).status_code == 422, actie
        assert team.post(pad, data=data | {"versie": "1"}).status_code == 302, actie
        with db.reading() as session:
            assert get_kaart(session, verzoek_id).status is verwacht


def test_the_second_of_two_employees_is_told(
    app: Flask, team: PaginaClient, ask: Callable[..., int], login_medewerker: Login, db: Database
) -> None:
    verzoek_id = ask(in_termijnen(12))
    collega = app.test_client()
    login_medewerker(collega, Rol.INVORDERING, medewerker_id=8)
    for een in (team, collega):
        een.get(f"/werk/regelingen/{verzoek_id}")
    vraag = {"versie": "1", "vraag": "Hoeveel kunt u missen?"}
    team.post(f"/werk/regelingen/{verzoek_id}/vraag", data=vraag)
    laat = collega.post(f"/werk/regelingen/{verzoek_id}/toekennen", data={"versie": "1"}, follow_redirects=True)
    assert "Een collega was u voor. Er is niets overschreven." in laat.text
    with db.reading() as session:
        assert get_kaart(session, verzoek_id).status is Verzoekstatus.AANVULLING_GEVRAAGD


def test_the_inwoner_accepts_a_proposal_in_one_click(
    app: Flask, team: PaginaClient, ask: Callable[..., int], login_inwoner: Login, db: Database
) -> None:
    verzoek_id = ask(in_termijnen(18))
    team.post(f"/werk/regelingen/{verzoek_id}/voorstel", data={"versie": "1", "aantal": "12", "dag": "1"})
    with db.reading() as session:
        wie = get_kaart(session, verzoek_id).aanslagen[0].inwoner_id
    inwoner = app.test_client()
    login_inwoner(inwoner, wie)
    pad = f"/mijn/regeling/verzoek/{verzoek_id}"
    assert "Ja, zo betaal ik" in inwoner.text(pad)
    oud = inwoner.post(f"{pad}/akkoord", data={"versie": "1"}, follow_redirects=True)
    assert "Er is net iets veranderd" in oud.text
    assert (
        "Het voorstel geldt nu."
        in inwoner.post(f"{pad}/akkoord", data={"versie": "2"}, follow_redirects=True).text
    )


def test_an_answer_or_a_no_comes_back_to_the_team(
    app: Flask, team: PaginaClient, ask: Callable[..., int], login_inwoner: Login, db: Database
) -> None:
    verzoek_id = ask(in_termijnen(18))
    with db.reading() as session:
        wie = get_kaart(session, verzoek_id).aanslagen[0].inwoner_id
    inwoner = app.test_client()
    login_inwoner(inwoner, wie)
    pad = f"/mijn/regeling/verzoek/{verzoek_id}"
    team.post(f"/werk/regelingen/{verzoek_id}/vraag", data={"versie": "1", "vraag": "Wat kunt u missen?"})
    assert "Wat kunt u missen?" in inwoner.text(f"{pad}/antwoord")
    assert inwoner.post(f"{pad}/antwoord", data={}).status_code == 422
    inwoner.post(f"{pad}/antwoord", data={"antwoord": "Dertig euro."})
    assert "Dertig euro." in team.text(f"/werk/regelingen/{verzoek_id}")
    team.post(f"/werk/regelingen/{verzoek_id}/voorstel", data={"versie": "3", "aantal": "12", "dag": "1"})
    assert "Wat past er niet?" in inwoner.text(f"{pad}/geen-akkoord")
    inwoner.post(f"{pad}/geen-akkoord", data={"reden": "Te veel."})
    assert "Te veel." in team.text(f"/werk/regelingen/{verzoek_id}")
    assert "Ja, trek het in" in inwoner.text(f"{pad}/intrekken")
    assert "U hebt dit verzoek ingetrokken" in inwoner.post(f"{pad}/intrekken", follow_redirects=True).text


@pytest.mark.parametrize("actie", ["vraag", "voorstel"])
def test_who_does_not_answer_in_time_is_for_invordering_again_and_can_still_answer(
    app: Flask,
    team: PaginaClient,
    ask: Callable[..., int],
    login_inwoner: Login,
    login_medewerker: Login,
    db: Database,
    klok: Klok,
    actie: str,
) -> None:
    verzoek_id = ask(in_termijnen(18))
    data = {"vraag": "Wat kunt u missen?", "aantal": "12", "dag": "1"}
    team.post(f"/werk/regelingen/{verzoek_id}/{actie}", data=data | {"versie": "1"})
    with db.reading() as session:
        kaart = get_kaart(session, verzoek_id)
    wie, pad = kaart.aanslagen[0].inwoner_id, f"/mijn/regeling/verzoek/{verzoek_id}"
    inwoner = app.test_client()
    login_inwoner(inwoner, wie)
    klok.moment += kaart.uiterlijk - klok.moment.date()
    login_inwoner(inwoner, wie)
    assert "Tot die dag hebt u rust" in inwoner.text(pad)
    assert "Te beslissen (0)" in login_medewerker(team, Rol.INVORDERING, medewerker_id=7).text("/werk/regelingen")
    klok.moment += timedelta(days=1)
    login_inwoner(inwoner, wie)
    tekst = inwoner.text(pad)
    assert "De laatste dag om te antwoorden was" in tekst
    assert "Tot u van ons hoort, hebt u rust" in tekst
    assert "Tot die dag hebt u rust" not in tekst
    lijst = login_medewerker(team, Rol.INVORDERING, medewerker_id=7).text("/werk/regelingen")
    assert "Te beslissen (1) Wacht op inwoner (0) Te laat (1)" in lijst
    assert "Geen antwoord gekregen" in lijst
    assert "Beslis nu met wat u weet, of bel." in team.text(f"/werk/regelingen/{verzoek_id}")
    laat = "geen-akkoord" if actie == "voorstel" else "antwoord"
    inwoner.post(f"{pad}/{laat}", data={"antwoord": "Dertig euro.", "reden": "Dertig euro."})
    assert "Dertig euro." in team.text(f"/werk/regelingen/{verzoek_id}")


def test_a_call_about_a_missed_term_says_whom_and_what_follows(
    team: PaginaClient, ask: Callable[..., int], db: Database
) -> None:
    verzoek_id = ask(in_termijnen(3))
    with db.transaction() as session:
        session.scalars(select(Regeling)).one().bellen_sinds = NU.date()
    pad = f"/werk/regelingen/{verzoek_id}"
    assert "Bel de inwoner" in team.text(pad)
    assert "Bellen (1)" in team.text("/werk/regelingen/plannen")
    na = team.post(f"{pad}/gebeld", follow_redirects=True).text
    assert "Is er na 10 dagen geen geld? Dan vragen wij weer om te bellen." in na
    assert "Bel de inwoner" not in na
    assert "Contact gehad? Nog niet" not in team.text(pad)
    assert "Bellen (0)" in team.text("/werk/regelingen/plannen")


def test_letters_on_paper_are_fetched_and_ticked_off(team: PaginaClient, ask: Callable[..., int]) -> None:
    ask(in_termijnen(3))
    assert "Er ligt 1 brief klaar" in team.text("/werk/regelingen/post")
    zip_ = team.get("/werk/regelingen/post.zip")
    assert zip_.data.startswith(b"PK")
    team.post("/werk/regelingen/post/1")
    assert "Er is hier niets te doen" in team.text("/werk/regelingen/post")


@pytest.mark.parametrize("lijst", ["bellen", "overboeken", "lopend", "afgerond", "gestopt"])
def test_every_list_of_plans_opens(team: PaginaClient, ask: Callable[..., int], lijst: str) -> None:
    ask(in_termijnen(3))
    tekst = team.text(f"/werk/regelingen/plannen?lijst={lijst}")
    assert ("R2026-" in tekst) == (lijst == "lopend")


def test_only_invordering_decides(client: PaginaClient, login_medewerker: Login, ask: Callable[..., int]) -> None:
    verzoek_id = ask(in_termijnen(18))
    for rol in (Rol.BALIE, Rol.SCHULDHULP, Rol.MANAGER):
        login_medewerker(client, rol)
        assert client.get(f"/werk/regelingen/{verzoek_id}").status_code == 403
