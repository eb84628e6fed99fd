"""What stands first is true for who reads it: a part that is late, a plan that runs, a person who helps first."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.inwoner.rules import Inwonerstatus
from portaal.regeling.service import Geval, Regelingsverzoek, ask_inwoner, propose_plan, request_regeling
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen
from tests.support.client import OpenStand, PaginaClient

Login = Callable[[PaginaClient, int], PaginaClient]
Bladen = Callable[..., tuple[str, str]]


@pytest.fixture
def bladen(open_stand: OpenStand) -> Bladen:
    """The words of the overview and of the aanslag of a new person in a state."""

    def read(stand: str, **persoon: Any) -> tuple[str, str]:
        client, aanslag_id = open_stand(stand, **persoon)
        return client.text("/mijn"), client.text(f"/mijn/aanslag/{aanslag_id}")

    return read


def test_a_part_that_is_late_is_late_on_the_overview_too(bladen: Bladen) -> None:
    overzicht, aanslag = bladen("incasso_mislukt")
    assert "Een deel is te laat: € 195,08. Betaal dat deel zo snel u kunt." in overzicht
    assert "was 15 februari 2026." in overzicht
    assert "Tot en met die dag verandert er niets" not in overzicht
    assert "Eén keer lukte afschrijven niet." in overzicht
    assert "U betaalt in delen. Een deel is te laat." in aanslag
    assert "Een deel is te laat: € 195,08. Betaal dat deel zo snel u kunt." in aanslag


def test_with_one_part_late_and_the_last_to_come_the_clock_says_so_too(
    open_stand: OpenStand, klok: Any, now: datetime
) -> None:
    klok.moment += timedelta(days=(date(2026, 12, 1) - now.date()).days)
    client, aanslag_id = open_stand("termijnen")
    assert "Een deel is te laat" in client.text("/mijn")
    tijdlijn = client.text(f"/mijn/aanslag/{aanslag_id}").split("Wat gebeurt wanneer?")[1]
    assert "U betaalt in delen. Een deel is te laat. het laatste deel uiterlijk 28 december 2026" in tijdlijn
    assert "U betaalt. uiterlijk" not in tijdlijn


@pytest.mark.parametrize("stand", ["herinnering", "aanmaning", "conceptdwangbevel"])
def test_after_a_letter_the_clock_does_not_speak_of_parts(bladen: Bladen, stand: str) -> None:
    assert "in delen. Een deel is te laat" not in bladen(stand)[1]


def test_sentences_of_the_list_stand_apart(bladen: Bladen) -> None:
    overzicht, _ = bladen("herinnering")
    assert " Wij stuurden een herinnering" in overzicht
    assert ".Wij" not in overzicht


def test_the_overview_says_per_term_what_is_debited_and_how_fresh_it_is(bladen: Bladen) -> None:
    overzicht, _ = bladen("incasso")
    assert "Wij schrijven het af. De volgende keer is 28 maart 2026: ongeveer € 97,54." in overzicht
    assert "Bijgewerkt tot zondag 1 maart, 6.00 uur. Hebt u net betaald?" in overzicht


def test_the_overview_says_where_a_refund_goes_and_what_came_off(bladen: Bladen) -> None:
    assert "naar de rekening waarmee u betaalde" in bladen("te_veel")[0]
    assert "Wij haalden € 100,00 van uw" in bladen("verminderd")[0]
    assert "Er staat niets open" in bladen("kwijt")[0]


def test_who_just_paid_reads_until_when_kwijtschelding_can_still_be_asked(bladen: Bladen) -> None:
    assert "U betaalde al." in bladen("betaald")[1]
    assert "nog vragen tot en met 2 juni 2026" in bladen("betaald")[1]


@pytest.mark.parametrize("status", [status for status in Inwonerstatus if status.vraagt_mens])
@pytest.mark.parametrize("stand", ["op_tijd", "te_laat", "aanmaning", "incasso_mislukt"])
def test_where_a_person_helps_nobody_is_hurried_to_pay(bladen: Bladen, status: Inwonerstatus, stand: str) -> None:
    for tekst in bladen(stand, status=status):
        assert "Praat eerst met ons. Wij kijken samen wat er nodig is." in tekst
        assert "zo snel u kunt" not in tekst
        assert "Betaal uiterlijk" not in tekst
        assert tekst.index("Praat met ons") < tekst.index("Betalen" if "Betalen" in tekst else "Bekijk de eerste")


def test_of_who_died_the_page_does_not_say_that_they_live_there(bladen: Bladen) -> None:
    assert "U woont er zelf" in bladen("op_tijd")[1]
    assert "U woont er zelf" not in bladen("op_tijd", status=Inwonerstatus.OVERLEDEN)[1]


@pytest.mark.parametrize("actie", ["vraag", "voorstel"])
def test_what_we_asked_stands_first_with_its_last_day(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login, klok: Any, now: datetime, actie: str
) -> None:
    wie, aanslag_id = sqlite_db.run(lambda session: asked(session, actie, now))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    for adres in ("/mijn", f"/mijn/aanslag/{aanslag_id}"):
        tekst = login_inwoner(client, wie).text(adres)
        assert {"vraag": "Wij hebben iets van u nodig.", "voorstel": "Wij hebben een voorstel."}[actie] in tekst
        assert "Antwoord uiterlijk maandag 30 maart 2026" in tekst
        assert "De klok staat stil" in tekst
        assert "U hoeft nu niets te doen" not in tekst
        assert "Geef antwoord" in tekst
    klok.moment += timedelta(days=15)
    for adres in ("/mijn", f"/mijn/aanslag/{aanslag_id}"):
        assert "U kunt nog antwoorden, tot wij beslissen" in login_inwoner(client, wie).text(adres)


def asked(session: Any, actie: str, now: datetime) -> tuple[int, int]:
    """Someone whom invordering asked something, or made a proposal."""
    wie = make_inwoner(session)
    aanslag_id = STANDEN["op_tijd"](session, wie)
    vraag = Regelingsverzoek("sleutel", (aanslag_id,), in_termijnen(18))
    geval = Geval(request_regeling(session, DoorInwoner(wie), wie, vraag, now).verzoek_id, 1)
    door = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
    if actie == "vraag":
        ask_inwoner(session, door, geval, "Wat kunt u missen?", now)
    else:
        propose_plan(session, door, geval, in_termijnen(12), now)
    return wie, aanslag_id


def test_in_a_plan_the_next_term_stands_first(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login, now: datetime
) -> None:
    def work(session: Any) -> tuple[int, int]:
        wie = make_inwoner(session)
        aanslag_id = STANDEN["op_tijd"](session, wie)
        verzoek = Regelingsverzoek("sleutel", (aanslag_id,), in_termijnen(3))
        request_regeling(session, DoorInwoner(wie), wie, verzoek, now)
        return wie, aanslag_id

    wie, aanslag_id = sqlite_db.run(work)
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    for adres in ("/mijn", f"/mijn/aanslag/{aanslag_id}"):
        tekst = login_inwoner(client, wie).text(adres)
        assert "U betaalt in delen" in tekst
        assert "Betaal het uiterlijk donderdag 26 maart 2026" in tekst
        assert "U hoeft nu niets te doen" not in tekst
        assert "Bekijk uw regeling" in tekst


def test_who_is_told_that_nothing_needs_doing_is_not_asked_to_pay(bladen: Bladen) -> None:
    for stand in ("incasso", "uitstel"):
        overzicht, aanslag = bladen(stand)
        eerst = overzicht.split("Wat staat er open?")[0]
        assert "Bekijk uw aanslag Praat met ons" in eerst
        assert "In delen betalen Praat met ons" in aanslag or "Betalen Praat met ons" in aanslag
    assert "Betalen In delen betalen" in bladen("op_tijd")[0]


@pytest.mark.parametrize("status", [s for s in Inwonerstatus if s.vraagt_mens])
def test_the_clock_of_who_needs_a_person_says_to_talk_first(bladen: Bladen, status: Inwonerstatus) -> None:
    klok = bladen("herinnering", status=status)[1].split("Wat gebeurt wanneer?")[1].split("Wat kunt u doen?")[0]
    assert "Praat eerst met ons. de betaaldag was" in klok
    assert "De betaaldag is voorbij" not in klok
    assert "Vraagt u om in delen te betalen?" not in klok
    assert "Praat eerst met ons. de betaaldag is 11 april 2026" in bladen("op_tijd", status=status)[1]


def test_the_heirs_read_who_is_meant_and_no_reason_that_is_not_there(bladen: Bladen) -> None:
    aanslag = bladen("op_tijd", status=Inwonerstatus.OVERLEDEN)[1]
    assert "Staat hier 'u'? Dan bedoelen wij de persoon die is overleden." in aanslag
    assert "Daarom staan er" not in aanslag


def test_a_link_to_a_melding_says_what_it_reports(bladen: Bladen) -> None:
    aanslag = bladen("op_tijd")[1]
    assert "Meld het ons. Wij zoeken het uit. Dit is niet van mij" in aanslag
    assert "Meld het ons Meld" not in aanslag
