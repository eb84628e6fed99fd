"""Every page of an aanslag in every state: it renders, says what stands first, and gives nothing away."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from portaal.core.door import DoorSysteem
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import Blokkadevraag, place_blokkade
from portaal.inwoner.rules import Inwonerstatus
from portaal.logboek.service import read_logboek_of
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.support.client import OpenStand, PaginaClient
from tests.support.vragen import note_vragen

Login = Callable[[PaginaClient, int], PaginaClient]
EERST = {
    "op_tijd": "Betaal uiterlijk zaterdag 11 april 2026",
    "onbekende_termijnen": "Die kennen wij hier niet",
    "termijnen": "Dat mag in 10 delen",
    "incasso": "Wij schrijven dit van uw rekening af",
    "incasso_mislukt": "Een deel is te laat",
    "incasso_ingehaald": "Wij schrijven dit van uw rekening af",
    "incasso_gestopt": "Dat mag in 10 delen",
    "incasso_klaar": "U hebt alles betaald",
    "te_laat": "Wij sturen eerst een herinnering",
    "herinnering": "Wij stuurden u een herinnering",
    "aanmaning": "Er kwam € 22,00 bij",
    "conceptdwangbevel": "laatste waarschuwing",
    "dwangbevel": "Bel ons vandaag",
    "kwijtschelding_gevraagd": "U hebt kwijtschelding gevraagd",
    "uitstel": "U hebt uitstel van betaling",
    "bezwaar": "U maakte bezwaar. Daardoor staat de klok niet stil",
    "betaald": "U hebt alles betaald",
    "te_veel": "U krijgt geld terug € 24,64",
    "kwijt": "U hoeft niets te betalen U kreeg kwijtschelding",
    "deels_kwijt": "€ 575,36",
    "verminderd": "Vermindering − € 100,00",
    "vernietigd": "Deze aanslag geldt niet meer",
    "verhuisd": "U bent dat jaar verhuisd",
    "parkeren": "Betaal uiterlijk dinsdag 24 maart 2026",
    "toeristen": "Personen 4 Nachten × 6",
    "forensen": "U hebt hier een huis. U woont zelf ergens anders",
    "precario": "Aantal vierkante meters 14",
    "overig": "Op uw brief heet dit: Baatbelasting riool",
}


@pytest.fixture
def sqlite_client(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


def make(db: Database, stand: str, **persoon: Any) -> tuple[int, int]:
    def work(session: Any) -> tuple[int, int]:
        inwoner_id = make_inwoner(session, **persoon)
        return inwoner_id, STANDEN[stand](session, inwoner_id)

    return db.run(work)


@pytest.mark.parametrize("stand", STANDEN)
def test_the_page_says_first_what_matters_in_this_state(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login, stand: str
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, stand)
    client = login_inwoner(sqlite_client, inwoner_id)
    assert EERST[stand] in client.text(f"/mijn/aanslag/{aanslag_id}")
    for pad in ("/mijn", f"/mijn/aanslag/{aanslag_id}/afdrukken", f"/mijn/aanslag/{aanslag_id}/betalen"):
        client.text(pad)
    assert client.get(f"/mijn/aanslag/{aanslag_id}/gegevens.json").json is not None


@pytest.mark.parametrize("reden", list(Blokkadereden))
def test_a_hold_says_that_nothing_needs_doing_now(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login, now: datetime, reden: Blokkadereden
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "aanmaning")
    vraag = Blokkadevraag([aanslag_id], "proef:1", reden, date(2026, 5, 1))
    sqlite_db.run(lambda session: place_blokkade(session, DoorSysteem("proef"), vraag, now))
    tekst = login_inwoner(sqlite_client, inwoner_id).text(f"/mijn/aanslag/{aanslag_id}")
    assert "U hoeft nu niets te doen" in tekst
    assert "Dat duurt tot en met vrijdag 1 mei 2026" in tekst


def test_a_page_works_the_same_on_both_databases(db: Database, client: PaginaClient, login_inwoner: Login) -> None:
    inwoner_id, aanslag_id = make(db, "op_tijd")
    login_inwoner(client, inwoner_id)
    tekst = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Waarde van uw huis op 1 januari 2025 € 345.000 Tarief in 2026 × 0,0968 % U betaalt € 333,96" in tekst
    assert "In 2025 € 321,08 De waarde is € 21.000 hoger + € 20,82 Het tarief ging omlaag − € 7,94" in tekst
    assert "€ 486,73" in client.text("/mijn")


def test_a_sum_that_does_not_close_is_not_shown_and_says_so(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "aanmaning")
    tekst = login_inwoner(sqlite_client, inwoner_id).text(f"/mijn/aanslag/{aanslag_id}")
    assert "Deze som kunnen wij hier niet laten zien" in tekst
    assert "€ 72,00" not in tekst
    assert "gepland op 2 april 2026" in tekst


def test_who_moved_reads_per_line_which_address_and_how_many_months(open_stand: OpenStand) -> None:
    client, aanslag_id = open_stand("verhuisd")
    gelezen = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "U bent dat jaar verhuisd. Daarom staat er meer dan één adres op. U moet nog betalen" in gelezen
    for regel in (
        "Riool, als bewoner € 27,00 Omdat u hier woonde: 5 maanden, Dorpsstraat 1",
        "Riool, als bewoner € 37,80 Omdat u hier woonde: 7 maanden, Molenpad 12",
        "Afval ophalen € 120,75 U woonde hier alleen: 5 maanden, Dorpsstraat 1",
        "Afval ophalen € 232,40 U woonde hier met meer mensen: 7 maanden, Molenpad 12",
    ):
        assert regel in gelezen
    assert "woont" not in gelezen.split("Waarom dit bedrag?")[0]


def test_what_the_page_says_of_debits_is_so(open_stand: OpenStand) -> None:
    client, aanslag_id = open_stand("incasso_ingehaald")
    ingehaald = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Dat deel is nu betaald. De rest schrijven wij af." in ingehaald
    assert "Betaal dat deel zelf" not in ingehaald
    client, aanslag_id = open_stand("incasso_gestopt")
    gestopt = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Wij schrijven niets meer af. De rest betaalt u zelf." in gestopt.split("Waarom dit bedrag?")[0]
    assert "Wij schrijven niets meer af. U betaalt de rest nu zelf." in gestopt
    client, aanslag_id = open_stand("incasso_klaar")
    klaar = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Afgeschreven" in klaar
    assert "de rest" not in klaar.lower()


def test_kwijtschelding_of_a_part_is_told_first(open_stand: OpenStand) -> None:
    client, aanslag_id = open_stand("deels_kwijt")
    eerst = client.text(f"/mijn/aanslag/{aanslag_id}").split("Waarom dit bedrag?")[0]
    assert "U moet nog betalen € 575,36" in eerst
    assert "U kreeg kwijtschelding" in eerst
    assert ": € 400,00." in eerst


def test_after_a_dwangbevel_the_page_says_what_a_deurwaarder_can_add(open_stand: OpenStand) -> None:
    client, aanslag_id = open_stand("dwangbevel")
    gelezen = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Brengt de deurwaarder u een brief? Dan komt er € 22,00 bij." in gelezen
    assert "komt er € 78,00 of meer bij." in gelezen
    kopie = client.get(f"/mijn/aanslag/{aanslag_id}/gegevens.json").json
    assert kopie["deurwaarder"] == {"brief": "22,00", "beslag": "78,00"}
    client, aanslag_id = open_stand("conceptdwangbevel")
    assert "deurwaarder" not in client.text(f"/mijn/aanslag/{aanslag_id}")
    assert client.get(f"/mijn/aanslag/{aanslag_id}/gegevens.json").json["deurwaarder"] is None


def test_where_the_text_says_to_phone_only_the_number_follows(open_stand: OpenStand) -> None:
    client, aanslag_id = open_stand("aanmaning")
    nederlands = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert re.search(r"Bel ons\.[^?]* 14 0123", nederlands)
    assert not re.search(r"Bel ons\.[^?]*Bel 14 0123", nederlands)
    assert "Bel 14 0123" in nederlands
    with client.session_transaction() as sessie:
        sessie["taal"] = "en"
    engels = client.text(f"/mijn/aanslag/{aanslag_id}")
    assert not re.search(r"Call us\.[^?]*Call 14 0123", engels)


def test_whoever_needs_a_person_is_not_sent_to_a_plan_online(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    woorden = {
        Inwonerstatus.OVERLEDEN: "Deze belasting is nu voor de erven",
        Inwonerstatus.BEWIND: "Wij sturen de brieven naar: Balans Bewind",
        Inwonerstatus.WSNP: "U zit in de WSNP",
        Inwonerstatus.SCHULDREGELING: "U hebt een schuldregeling",
    }
    for status, verwacht in woorden.items():
        inwoner_id, aanslag_id = make(
            sqlite_db,
            "op_tijd",
            status=status,
            correspondentie_naam="Balans Bewind",
            correspondentie_adres="Postbus 9",
        )
        client = login_inwoner(sqlite_client, inwoner_id)
        for pad in ("/mijn", f"/mijn/aanslag/{aanslag_id}", f"/mijn/aanslag/{aanslag_id}/betalen"):
            antwoord = client.get(pad)
            assert verwacht in client.text(pad)
            assert "In delen betalen" not in main_of(antwoord.get_data(as_text=True))


def main_of(html: str) -> str:
    """What stands between the menu and the footer."""
    return html.split("<main", 1)[1].split("</main>", 1)[0].split('id="kan"', maxsplit=1)[0]


def test_a_secret_address_stands_on_the_own_page_only(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "op_tijd", geheimhouding=True, straat="Geheimpad")
    client = login_inwoner(sqlite_client, inwoner_id)
    assert "Geheimpad" in client.text(f"/mijn/aanslag/{aanslag_id}")
    assert "Geheimpad" not in client.text("/mijn")


def test_someone_elses_aanslag_is_not_there(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    _, aanslag_id = make(sqlite_db, "op_tijd")
    ander, _ = make(sqlite_db, "op_tijd")
    client = login_inwoner(sqlite_client, ander)
    for deel in ("", "/afdrukken", "/uitleg.pdf", "/gegevens.json", "/betalen", "/betaalcode.svg", "/bezwaar"):
        assert client.get(f"/mijn/aanslag/{aanslag_id}{deel}").status_code == 404
    assert client.post(f"/mijn/aanslag/{aanslag_id}/snap-niet").status_code == 404


def test_without_login_one_is_led_to_it(sqlite_client: PaginaClient) -> None:
    assert sqlite_client.get("/mijn").status_code == 302


def test_an_employee_sees_the_pages_only_of_whom_they_act_for_and_that_is_noted(
    sqlite_db: Database, sqlite_client: PaginaClient, login_medewerker: Callable[..., PaginaClient]
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "op_tijd")
    client = login_medewerker(sqlite_client, Rol.BALIE)
    assert client.get(f"/mijn/aanslag/{aanslag_id}").status_code == 404
    with client.session_transaction() as sessie:
        sessie["namens"] = {"inwoner_id": inwoner_id, "vaststelling": "identiteitsbewijs"}
    assert client.get(f"/mijn/aanslag/{aanslag_id}").status_code == 200
    gezien = sqlite_db.run(lambda session: read_logboek_of(session, inwoner_id, 1))
    assert [regel.handeling for regel in gezien.items] == ["mijn:pagina:bekeken"]


@pytest.mark.parametrize("pad", ["/mijn/kwijtschelding", "/mijn/aanslag/{}/betalen", "/mijn/oordeel"])
def test_an_employee_who_leaves_a_form_empty_reads_what_is_wrong_and_the_look_is_noted(
    db: Database, client: PaginaClient, login_medewerker: Callable[..., PaginaClient], pad: str
) -> None:
    inwoner_id, aanslag_id = make(db, "op_tijd")
    login_medewerker(client, Rol.BALIE)
    with client.session_transaction() as sessie:
        sessie["namens"] = {"inwoner_id": inwoner_id, "vaststelling": "identiteitsbewijs"}
    assert client.post(pad.format(aanslag_id), data={"hoe": "anders"}).status_code == 422
    with db.reading() as session:
        gezien = read_logboek_of(session, inwoner_id, 1)
    assert [regel.handeling for regel in gezien.items] == ["mijn:pagina:bekeken"]


def test_who_has_no_aanslag_is_told_so_kindly(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    assert "U hebt hier geen aanslag" in login_inwoner(sqlite_client, inwoner_id).text("/mijn")


def test_the_number_of_queries_does_not_grow_with_the_aanslagen(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    vragen = note_vragen(sqlite_db)
    aantallen = []
    for hoeveel in (1, 12):

        def fill(session: Any, hoeveel: int = hoeveel) -> int:
            inwoner_id = make_inwoner(session)
            for _ in range(hoeveel):
                STANDEN["aanmaning"](session, inwoner_id)
            return inwoner_id

        client = login_inwoner(sqlite_client, sqlite_db.run(fill))
        client.get("/mijn")
        vragen.clear()
        client.get("/mijn")
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]


def test_data_of_the_page_as_a_copy_explains_itself(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "op_tijd")
    kopie = login_inwoner(sqlite_client, inwoner_id).get(f"/mijn/aanslag/{aanslag_id}/gegevens.json").json
    assert set(kopie) - {"toelichting", "pagina", "wat_staat_erin"} == set(kopie["toelichting"])
    assert kopie["aanslag"]["open"] == "486,73"
    assert kopie["regels"][0]["vorig_jaar"]["bedrag"] == "321,08"


def test_the_copy_is_explained_on_a_page_that_the_aanslag_leads_to(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "incasso_mislukt")
    client = login_inwoner(sqlite_client, inwoner_id)
    assert 'href="/mijn/over-gegevens"' in client.get(f"/mijn/aanslag/{aanslag_id}").get_data(as_text=True)
    kopie = client.get(f"/mijn/aanslag/{aanslag_id}/gegevens.json").json
    assert kopie["wat_staat_erin"].endswith("/mijn/over-gegevens")
    assert kopie["wat_nog_komt"]["incasso"] == "mislukt"
    tekst = client.text("/mijn/over-gegevens")
    for deel in kopie["toelichting"]:
        assert deel in tekst
    for veld in ("grondslag", "zekerheid", "som_getoond", "vernietigd"):
        assert veld in tekst


def test_the_page_still_holds_years_later(
    sqlite_db: Database, sqlite_client: PaginaClient, login_inwoner: Login, klok: Any
) -> None:
    inwoner_id, aanslag_id = make(sqlite_db, "op_tijd")
    klok.moment += timedelta(days=6 * 365)
    tekst = login_inwoner(sqlite_client, inwoner_id).text(f"/mijn/aanslag/{aanslag_id}")
    assert "dat kan elke dag" in tekst
