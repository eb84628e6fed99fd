"""'Ik heb al betaald' is a task with a hold; the answer comes as a message, and two employees do not both give one."""

from datetime import date, datetime

from portaal.bericht.service import list_berichten
from portaal.core.door import DoorInwoner
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.invordering.rules import Meldingsoort
from portaal.invordering.service import active_blokkades, count_werk, list_meldingen, meld
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner


def test_reporting_twice_makes_one_task(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
        eerste = meld(session, DoorInwoner(wie), aanslag_id, Meldingsoort.AL_BETAALD, now)
        tweede = meld(session, DoorInwoner(wie), aanslag_id, Meldingsoort.AL_BETAALD, now)
        assert eerste == tweede
        assert count_werk(session, now)["meldingen"] == 1
        assert len(active_blokkades(session, [aanslag_id], now)[aanslag_id]) == 1


def test_what_is_written_later_is_read_with_it_and_the_page_says_that_it_was_reported(
    db: Database, client, login_inwoner, login_medewerker
) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
    login_inwoner(client, wie)
    pad = f"/mijn/aanslag/{aanslag_id}/melding/al_betaald"
    assert "U meldde dit al" not in client.text(pad)
    client.post(pad, data={"toelichting": ""})
    assert "U meldde dit al" in client.text(pad)
    assert "U meldde dit al" not in client.text(pad.replace("al_betaald", "niet_van_mij"))
    for _ in range(2):
        client.post(pad, data={"toelichting": "Op 3 maart, met mijn andere rekening."})
    client.post(pad, data={"toelichting": "Het was € 97,54."})
    gemeld = client.text(f"/mijn/aanslag/{aanslag_id}/meldingen")
    assert "U schreef: Op 3 maart, met mijn andere rekening. Het was € 97,54." in gemeld
    with db.reading() as session:
        (melding,) = list_meldingen(session, 1).items
    medewerker = client.application.test_client()
    login_medewerker(medewerker, Rol.INVORDERING)
    tekst = medewerker.text(f"/werk/invordering/melding/{melding.id}")
    assert tekst.count("Op 3 maart, met mijn andere rekening.") == 1
    assert "Het was € 97,54." in tekst


def test_an_inwoner_reports_and_an_employee_answers(
    db: Database, client, login_inwoner, login_medewerker, now: datetime
) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
    login_inwoner(client, wie)
    pad = f"/mijn/aanslag/{aanslag_id}/melding/al_betaald"
    assert "Ik heb al betaald" in client.text(pad)
    klaar = client.post(pad, data={"toelichting": "Op 3 maart betaald."}, follow_redirects=True)
    assert "voor of op maandag 30 maart 2026" in klaar.get_data(as_text=True)

    medewerker = client.application.test_client()
    login_medewerker(medewerker, Rol.INVORDERING)
    assert "Meldingen (1)" in medewerker.text("/werk/invordering?lijst=meldingen")
    with db.reading() as session:
        (melding,) = list_meldingen(session, 1).items
    pagina = f"/werk/invordering/melding/{melding.id}"
    assert "Op 3 maart betaald." in medewerker.text(pagina)
    assert medewerker.post(pagina, data={"uitkomst": "klopt"}).status_code == 422
    antwoord = {"uitkomst": "klopt", "antwoord": "Wij hebben uw geld gevonden."}
    assert "Uw antwoord staat bij" in medewerker.post(pagina, data=antwoord, follow_redirects=True).text
    assert "Een collega heeft al" in medewerker.post(pagina, data=antwoord, follow_redirects=True).text
    with db.reading() as session:
        nieuwste = list_berichten(session, wie, 1).items[0]
        assert nieuwste.titel == "U hebt gelijk"
        assert active_blokkades(session, [aanslag_id], now)[aanslag_id][0].tot == date(2026, 3, 26)


def test_what_is_not_yours_is_not_there(db: Database, client, login_inwoner) -> None:
    with db.transaction() as session:
        wie, ander = make_inwoner(session), make_inwoner(session)
        van_ander, eigen = make_aanslag(session, ander), make_aanslag(session, wie)
    login_inwoner(client, wie)
    assert client.get(f"/mijn/aanslag/{van_ander}/melding/al_betaald").status_code == 404
    assert client.get(f"/mijn/aanslag/{eigen}/melding/bezwaar").status_code == 404


def test_every_list_of_the_team_can_be_opened(client, login_medewerker) -> None:
    login_medewerker(client, Rol.INVORDERING)
    for lijst in ("plaatsen", "weghalen", "meldingen", "kosten"):
        assert "Er is hier niets te doen" in client.text(f"/werk/invordering?lijst={lijst}")
    assert client.get("/werk/invordering?lijst=anders").status_code == 404
