"""An inwoner asks in at most seven questions, sees the whole schedule, and is never at a dead end."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.inwoner.rules import Inwonerstatus
from portaal.regeling.model import Regeling, Verzoek
from portaal.regeling.service import regelingen_of
from portaal.regeling.toestanden import Regelingstatus, Verzoekstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient, words_of

Login = Callable[..., PaginaClient]
VRAAG = "/mijn/regeling/vraag/"


@pytest.fixture
def wie(db: Database) -> int:
    with db.transaction() as session:
        inwoner_id = make_inwoner(session)
        make_aanslag(session, inwoner_id)
        return inwoner_id


@pytest.fixture
def inwoner(client: PaginaClient, login_inwoner: Login, wie: int) -> PaginaClient:
    return login_inwoner(client, wie)


def answer(client: PaginaClient, stap: str, **data: object) -> str:
    """Answer a question; where it leads."""
    antwoord = client.post(VRAAG + stap, data=data)
    assert antwoord.status_code == 302, words_of(antwoord.text)
    return str(antwoord.location)


def answer_all(client: PaginaClient, hoe: str = "delen:6", **anders: object) -> str:
    """All answers up to the check; the form's hidden fields are on that page."""
    answer(client, "inkomen", weinig_inkomen="nee")
    answer(client, "situatie", omstandigheid="geen")
    answer(client, "plan", hoe=hoe, **anders)
    if hoe != "later":
        answer(client, "dag", dag="26")
    assert answer(client, "post", digitaal="ja", herinner="y") == "/mijn/regeling/controle"
    pagina = client.get("/mijn/regeling/controle")
    assert pagina.status_code == 200
    return pagina.text


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'name="(sleutel|controle|versie)"[^>]*value="([^"]*)"', html))


def test_from_the_first_question_to_a_granted_plan(inwoner: PaginaClient, wie: int, db: Database) -> None:
    assert "Begin met de vragen" in inwoner.text("/mijn/regeling")
    html = answer_all(inwoner)
    assert "Vraag 6 van 6" in words_of(html), "one aanslag: no question which"
    assert "Dit kan meteen." in html
    klaar = inwoner.post("/mijn/regeling/controle", data=hidden(html), follow_redirects=True)
    assert re.search(r"R2026-\d{6}", klaar.text)
    assert "Bewaar een kopie" in klaar.text
    with db.reading() as session:
        (kaart,) = regelingen_of(session, wie, None)  # type: ignore[arg-type]
        assert kaart.regelingstatus is Regelingstatus.LOPEND
        assert [t.vervaldatum for t in kaart.plan.termijnen][:2] == [date(2026, 3, 26), date(2026, 4, 26)]
        assert kaart.digitaal


def test_the_message_about_a_plan_leads_to_the_plan(inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/regeling/controle", data=hidden(answer_all(inwoner)))
    bericht = re.findall(r'href="(/mijn/berichten/\d+)"', inwoner.get("/mijn/berichten").text)[0]
    midden = inwoner.get(bericht).text.partition("<main")[2].partition("</main>")[0]
    assert 'href="/mijn/regeling"' in midden


def test_sending_twice_from_the_page_gives_the_same_confirmation(inwoner: PaginaClient, db: Database) -> None:
    velden = hidden(answer_all(inwoner))
    eerste = inwoner.post("/mijn/regeling/controle", data=velden)
    tweede = inwoner.post("/mijn/regeling/controle", data=velden)
    assert eerste.location == tweede.location
    with db.reading() as session:
        assert session.scalar(select(func.count(Verzoek.id))) == 1
        assert session.scalar(select(func.count(Regeling.id))) == 1


def test_with_several_aanslagen_seven_questions_and_no_more(inwoner: PaginaClient, wie: int, db: Database) -> None:
    with db.transaction() as session:
        ander = make_aanslag(session, wie, belastingjaar=2025)
    answer(inwoner, "inkomen", weinig_inkomen="nee")
    assert answer(inwoner, "situatie", omstandigheid="geen") == VRAAG + "aanslagen"
    assert "Vraag 3 van 7" in inwoner.text(VRAAG + "aanslagen")
    assert inwoner.post(VRAAG + "aanslagen", data={}).status_code == 422
    answer(inwoner, "aanslagen", aanslagen=[str(ander)])
    assert "Er staat € 512,16 open" in inwoner.text(VRAAG + "plan")


def test_a_page_too_far_leads_to_the_last_possible_one(inwoner: PaginaClient) -> None:
    assert inwoner.get(VRAAG + "dag").location == VRAAG + "inkomen"
    assert inwoner.get("/mijn/regeling/controle").location == "/mijn/regeling"
    answer(inwoner, "inkomen", weinig_inkomen="nee")
    assert inwoner.get(VRAAG + "post").location == VRAAG + "situatie"
    assert inwoner.get(VRAAG + "bestaat-niet").status_code == 404


def test_answers_are_kept_and_one_can_begin_anew(inwoner: PaginaClient) -> None:
    answer(inwoner, "inkomen", weinig_inkomen="weet_niet")
    assert "Ga verder waar u was" in inwoner.text("/mijn/regeling")
    assert 'value="weet_niet"' in inwoner.get(VRAAG + "inkomen").text
    inwoner.post("/mijn/regeling/opnieuw")
    assert "Begin met de vragen" in inwoner.text("/mijn/regeling")


def test_little_income_leads_to_kwijtschelding_first(inwoner: PaginaClient) -> None:
    naar = answer(inwoner, "inkomen", weinig_inkomen="ja")
    tekst = inwoner.text(naar)
    assert "Misschien hoeft u niets te betalen" in tekst
    assert "Toch in delen betalen" in tekst


@pytest.mark.parametrize("omstandigheid", ["beslag", "bewind", "schuldregeling"])
def test_who_needs_a_person_gets_one_without_working_anything_out(
    inwoner: PaginaClient, wie: int, db: Database, omstandigheid: str
) -> None:
    answer(inwoner, "inkomen", weinig_inkomen="nee")
    assert answer(inwoner, "situatie", omstandigheid=omstandigheid) == VRAAG + "post"
    answer(inwoner, "post", digitaal="nee")
    html = inwoner.get("/mijn/regeling/controle").text
    assert "Een medewerker denkt met u mee" in html
    klaar = inwoner.post("/mijn/regeling/controle", data=hidden(html), follow_redirects=True)
    assert "voor of op maandag 30 maart 2026" in klaar.text
    with db.reading() as session:
        assert session.scalar(select(Verzoek.status)) is Verzoekstatus.IN_BEHANDELING


def test_for_who_died_nobody_is_asked_about_income_lines_of_their_own(
    client: PaginaClient, login_inwoner: Login, db: Database
) -> None:
    with db.transaction() as session:
        erflater = make_inwoner(session, status=Inwonerstatus.OVERLEDEN)
        make_aanslag(session, erflater)
    login_inwoner(client, erflater)
    assert answer(client, "inkomen", weinig_inkomen="nee") == VRAAG + "post"


@pytest.mark.parametrize("status", [status for status in Inwonerstatus if status.vraagt_mens])
def test_who_is_known_to_need_a_person_can_send_their_request_too(
    client: PaginaClient, login_inwoner: Login, db: Database, status: Inwonerstatus
) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session, status=status)
        make_aanslag(session, wie)
    login_inwoner(client, wie)
    answer(client, "inkomen", weinig_inkomen="nee")
    assert answer(client, "post", digitaal="nee") == VRAAG.replace("vraag/", "controle")
    html = client.get("/mijn/regeling/controle").text
    assert "Een medewerker denkt met u mee" in html
    assert "Uw situatie" not in html
    klaar = client.post("/mijn/regeling/controle", data=hidden(html), follow_redirects=True)
    assert "voor of op maandag 30 maart 2026" in klaar.text


def test_the_schedule_is_shown_before_going_on(inwoner: PaginaClient) -> None:
    answer(inwoner, "inkomen", weinig_inkomen="nee")
    answer(inwoner, "situatie", omstandigheid="geen")
    assert answer(inwoner, "plan", hoe="bedrag", bedrag="75", actie="toon").startswith(VRAAG + "plan")
    tekst = inwoner.text(VRAAG + "plan")
    assert "U betaalt € 512,16 in 7 keer." in tekst
    assert "€ 62,16" in tekst, "the last one is what is left"


@pytest.mark.parametrize("bedrag", ["", "abc", "-5", "0", "0,50", "1"])
def test_an_amount_that_cannot_be_is_refused_and_kept(inwoner: PaginaClient, bedrag: str) -> None:
    answer(inwoner, "inkomen", weinig_inkomen="nee")
    answer(inwoner, "situatie", omstandigheid="geen")
    antwoord = inwoner.post(VRAAG + "plan", data={"hoe": "bedrag", "bedrag": bedrag})
    assert antwoord.status_code == 422
    assert "Er klopt iets niet" in antwoord.text
    assert f'value="{bedrag}"' in antwoord.text


def test_an_end_date_or_a_later_day_can_be_picked_too(inwoner: PaginaClient, wie: int, db: Database) -> None:
    html = answer_all(inwoner, "einde", einde="2026-08-26")
    assert "In één keer" not in html
    assert "26 augustus 2026" in words_of(html)
    answer(inwoner, "plan", hoe="later", later="2026-06-16")
    html = inwoner.get("/mijn/regeling/controle").text
    assert "16 juni 2026" in words_of(html)
    inwoner.post("/mijn/regeling/controle", data=hidden(html))
    with db.reading() as session:
        (kaart,) = regelingen_of(session, wie, None)  # type: ignore[arg-type]
        assert kaart.plan.aantal == 1


def test_past_the_direct_lane_the_page_says_why_and_by_when(inwoner: PaginaClient) -> None:
    tekst = words_of(answer_all(inwoner, "bedrag", bedrag="30"))
    assert "Een medewerker kijkt mee" in tekst
    assert "Zonder te vragen kan het in 10 maanden." in tekst
    assert "voor of op maandag 30 maart 2026" in tekst


def test_what_changed_meanwhile_is_shown_again_before_it_is_sent(
    inwoner: PaginaClient, wie: int, db: Database
) -> None:
    velden = hidden(answer_all(inwoner))
    with db.transaction() as session:
        aanslag_id = regelingless_aanslag(session, wie)
        make_aanslag(session, wie, aanslag_id=aanslag_id, betalingen=[(date(2026, 3, 15), "betaling", 10000)])
    antwoord = inwoner.post("/mijn/regeling/controle", data=velden, follow_redirects=True)
    assert "Er is net iets veranderd" in antwoord.text
    with db.reading() as session:
        assert session.scalar(select(func.count(Verzoek.id))) == 0


def regelingless_aanslag(session: object, wie: int) -> int:
    from portaal.aanslag.service import list_aanslagen

    return list_aanslagen(session, wie)[0].id  # type: ignore[arg-type]


def test_this_i_cannot_pay_always_leads_on(inwoner: PaginaClient) -> None:
    html = inwoner.get(VRAAG + "inkomen").text
    assert 'href="/mijn/regeling/dit-lukt-niet"' in html
    tekst = inwoner.text("/mijn/regeling/dit-lukt-niet")
    for weg in ("Even rust", "Kwijtschelding vragen", "In delen betalen"):
        assert weg in tekst
    antwoord = inwoner.post("/mijn/regeling/dit-lukt-niet", data={"waardoor": ["kosten"], "hulp": "wil"})
    assert "budgetcoach" in antwoord.text
    assert "nergens bewaard" in antwoord.text


def test_what_one_can_miss_stays_on_the_page(inwoner: PaginaClient) -> None:
    pad = "/mijn/regeling/wat-kan-ik-missen"
    antwoord = inwoner.post(pad, data={"inkomen": "1.650", "wonen": "700", "energie": "150", "leven": "600"})
    assert "€ 160,00" in words_of(antwoord.text), "80 percent of what is left"
    assert "U houdt niets over" in inwoner.post(pad, data={"inkomen": "900", "wonen": "900"}).text
    assert inwoner.post(pad, data={"inkomen": "veel"}).status_code == 422


def test_what_one_chooses_to_send_along_stands_with_the_request_to_change(inwoner: PaginaClient) -> None:
    sommen = {"inkomen": "1.650", "wonen": "700", "energie": "150", "leven": "600", "actie": "meesturen"}
    inwoner.post("/mijn/regeling/wat-kan-ik-missen", data=sommen)
    antwoorden = {"waardoor": ["kosten"], "hulp": "wil", "actie": "meesturen"}
    inwoner.post("/mijn/regeling/dit-lukt-niet", data=antwoorden)
    tekst = answer_all(inwoner).replace("\xa0", " ")
    assert "Ik kan per maand € 160,00 missen." in tekst
    assert "Mijn vaste kosten zijn hoog." in tekst
    assert "Hebt u al hulp gezocht of gehad? Nee, maar dat wil ik wel." in tekst
    assert "1.650" not in tekst, "only the outcome goes along"


def test_rest_can_be_asked_without_a_plan(inwoner: PaginaClient, wie: int, db: Database) -> None:
    html = inwoner.get("/mijn/regeling/pauze").text
    with db.reading() as session:
        aanslag_id = regelingless_aanslag(session, wie)
    velden = hidden(html) | {"dagen": "28", "aanslagen": str(aanslag_id)}
    klaar = inwoner.post("/mijn/regeling/pauze", data=velden, follow_redirects=True)
    assert "rust tot en met maandag 13 april 2026" in klaar.text
    nog_eens = inwoner.post("/mijn/regeling/pauze", data=velden, follow_redirects=True)
    assert klaar.request.path == nog_eens.request.path


def test_the_status_page_shows_what_to_pay_now_and_the_calendar(inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/regeling/controle", data=hidden(answer_all(inwoner)))
    tekst = inwoner.text("/mijn/regeling/verzoek/1")
    assert "Betaal dit voor of op donderdag 26 maart 2026." in tekst
    assert "NL91ABNA0417164300" in tekst
    agenda = inwoner.get("/mijn/regeling/verzoek/1/betaaldagen.ics").text
    assert agenda.count("BEGIN:VEVENT") == 6
    assert "85" not in re.sub(r"UID.*|DT.*", "", agenda), "no amounts"
    assert inwoner.get("/mijn/regeling/verzoek/1/kopie.pdf").data.startswith(b"%PDF")


def test_someone_elses_request_is_not_there(
    app: Flask, inwoner: PaginaClient, login_inwoner: Login, db: Database
) -> None:
    inwoner.post("/mijn/regeling/controle", data=hidden(answer_all(inwoner)))
    with db.transaction() as session:
        ander = make_inwoner(session)
    vreemde = app.test_client()
    login_inwoner(vreemde, ander)
    for pad in ("", "/ontvangen", "/kopie.pdf", "/betaaldagen.ics", "/stoppen", "/intrekken", "/antwoord"):
        assert vreemde.get(f"/mijn/regeling/verzoek/1{pad}").status_code == 404
    assert vreemde.post("/mijn/regeling/verzoek/1/akkoord", data={"versie": "1"}).status_code == 404


def test_the_desk_asks_on_behalf_with_the_same_pages(
    client: PaginaClient, login_medewerker: Login, wie: int, db: Database
) -> None:
    login_medewerker(client, Rol.BALIE, medewerker_id=3)
    assert client.get("/mijn/regeling").status_code == 404, "for nobody yet"
    with client.session_transaction() as sessie:
        sessie["namens"] = {"inwoner_id": wie, "vaststelling": "controlevragen"}
    html = answer_all(client)
    client.post("/mijn/regeling/controle", data=hidden(html))
    with db.reading() as session:
        assert session.scalar(select(Regeling.inwoner_id)) == wie


def test_stopping_says_first_what_else_there_is(inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/regeling/controle", data=hidden(answer_all(inwoner)))
    pad = "/mijn/regeling/verzoek/1/stoppen"
    assert "Vraag een ander plan, of rust." in inwoner.text(pad)
    assert "U bent gestopt" in inwoner.post(pad, follow_redirects=True).text
    assert "Dat kan nu niet meer" in inwoner.post(pad, follow_redirects=True).text
