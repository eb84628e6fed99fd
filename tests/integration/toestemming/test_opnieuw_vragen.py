"""A new text is asked again; a talk goes along with a new yes; nobody is told what is not so."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.beleid.service import add_versie
from portaal.bericht.model import UitgaandeMail
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Antwoord, Hulpstatus
from portaal.toestemming.model import Hulpgesprek, Hulpvraag
from portaal.toestemming.service import beleid_of, history_of, toestemming_of
from portaal.toestemming.service.taken import ask_again, expire
from tests.conftest import NU
from tests.factories.toestemming import WENS, book_talk
from tests.support.client import PaginaClient

MET_MAIL = WENS | {"email": "jan@example.org"}


@pytest.fixture
def schuldhulp(app: Flask, db: Database, login_medewerker: Callable[..., PaginaClient]) -> PaginaClient:
    wie = db.run(lambda session: note_login(session, sub="sara", naam="Sara", email="", now=NU))
    return login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=wie)


def change_text(db: Database, **anders: str) -> None:
    """Another text holds from today on."""

    def doe(session: Session) -> None:
        nieuw = beleid_of(session, NU).model_copy(update=anders)
        add_versie(session, "toestemming", nieuw, NU, geldig_vanaf=today(NU), herkomst="test")

    db.run(doe)


def test_a_new_text_is_asked_again_in_the_overview_on_the_page_and_by_one_mail(
    db: Database, wie: int, inwoner: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    db.run(lambda session: ask_again(session, NU))
    assert "Onze tekst is veranderd" not in inwoner.text("/mijn/toestemming/overzicht")
    change_text(db, tekst="Ja, ik wil dat de kredietbank mij belt.")
    assert "Onze tekst is veranderd" in inwoner.text("/mijn/toestemming/overzicht")
    assert "Daarom vragen wij het opnieuw" in inwoner.text("/mijn/toestemming")
    # What they told before stands there already; it is theirs.
    formulier = inwoner.get("/mijn/toestemming/ja").text
    assert 'value="06 12345678"' in formulier
    assert re.search(r'value="ochtend"[^>]* checked|checked[^>]* value="ochtend"', formulier)
    for _ in range(2):
        db.run(lambda session: ask_again(session, NU + timedelta(hours=6)))
    with db.reading() as session:
        mails = [m for m in session.scalars(select(UitgaandeMail)) if ":opnieuw" in m.sleutel]
        stand = toestemming_of(session, wie, NU)
    assert [m.aan for m in mails] == ["jan@example.org"]
    assert "kredietbank" not in (mails[0].onderwerp + mails[0].tekst + mails[0].html).lower()
    assert (stand.is_ja, stand.is_ja_op_tekst, stand.mag_vragen) == (True, False, True)
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    assert "Onze tekst is veranderd" not in inwoner.text("/mijn/toestemming/overzicht")


def test_another_recipient_gets_nothing_on_an_old_yes_and_it_is_asked_again(
    db: Database, wie: int, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    with db.reading() as session:
        oud = session.scalars(select(Hulpvraag.id)).one()
    assert "Kanarie" in schuldhulp.text("/werk/schuldhulp")
    change_text(db, ontvanger="Kredietbank Rijnmond", versie="2026-samen")
    # From that day on, before any task ran.
    for pad in ("/werk/schuldhulp", "/werk/schuldhulp/agenda"):
        assert "Kanarie" not in schuldhulp.text(pad)
    assert "Pak dit gesprek op" not in schuldhulp.text("/werk/schuldhulp/agenda")
    with db.reading() as session:
        gesprek = session.scalars(select(Hulpgesprek.id)).one()
    assert schuldhulp.post(f"/werk/schuldhulp/agenda/{gesprek}/houd").status_code == 404
    assert schuldhulp.get(f"/werk/schuldhulp/{oud}").status_code == 404
    assert "Er is niets bewaard" in schuldhulp.post(f"/werk/schuldhulp/{oud}/neem", follow_redirects=True).text
    for adres in ("/mijn/toestemming/overzicht", "/mijn/toestemming"):
        tekst = inwoner.text(adres)
        assert "Kredietbank Rijnmond" in tekst
        assert "Schuldhulp van de gemeente Voorbeeldstad" in tekst
    for _ in range(2):
        db.run(lambda session: expire(session, NU + timedelta(hours=1)))
        db.run(lambda session: ask_again(session, NU + timedelta(hours=6)))
    with db.reading() as session:
        antwoorden = [(rij.antwoord, rij.ontvanger) for rij in history_of(session, wie)]
        mails = [m for m in session.scalars(select(UitgaandeMail)) if m.sleutel.startswith("keuze:")]
        assert session.get_one(Hulpvraag, oud).status is Hulpstatus.GESTOPT
        assert session.scalars(select(Hulpgesprek)).one().status is Status.GEANNULEERD
        stand = toestemming_of(session, wie, NU)
    voorbeeldstad = "Schuldhulp van de gemeente Voorbeeldstad"
    assert antwoorden == [(Antwoord.VERLOPEN, voorbeeldstad), (Antwoord.JA, voorbeeldstad)]
    assert [m.onderwerp for m in mails] == ["Uw keuze is vastgelegd", "Uw keuze geldt niet meer"]
    assert "kredietbank" not in (mails[1].tekst + mails[1].html).lower()
    assert (stand.is_ja, stand.is_gezegd, stand.mag_vragen) == (False, False, True)
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    with db.reading() as session:
        nieuw = session.scalars(select(Hulpvraag).where(Hulpvraag.status == Hulpstatus.OPEN)).one()
        assert nieuw.id != oud
        assert toestemming_of(session, wie, NU).gold_voor == ""
    assert "Kanarie" in schuldhulp.text("/werk/schuldhulp")


@pytest.mark.parametrize("antwoord", ["ja", "intrekken"])
def test_an_old_yes_is_ended_first_when_someone_answers_before_the_task_did(
    db: Database, wie: int, inwoner: PaginaClient, schuldhulp: PaginaClient, antwoord: str
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    with db.reading() as session:
        oud = session.scalars(select(Hulpvraag.id)).one()
    schuldhulp.post(f"/werk/schuldhulp/{oud}/neem")
    schuldhulp.post(f"/werk/schuldhulp/{oud}/notitie", data={"tekst": "Alleen voor de vorige."})
    change_text(db, ontvanger="Kredietbank Rijnmond")
    inwoner.post(f"/mijn/toestemming/{antwoord}", data=MET_MAIL if antwoord == "ja" else {})
    with db.reading() as session:
        assert session.get_one(Hulpvraag, oud).status is Hulpstatus.GESTOPT
        soorten = [(rij.antwoord, rij.ontvanger[:11]) for rij in history_of(session, wie)]
        lopend = list(session.scalars(select(Hulpvraag.id).where(Hulpvraag.status == Hulpstatus.OPEN)))
    einde = Antwoord.VERLOPEN if antwoord == "ja" else Antwoord.INGETROKKEN
    eerst = [(Antwoord.JA, "Kredietbank")] if antwoord == "ja" else []
    assert soorten == [*eerst, (einde, "Schuldhulp "), (Antwoord.JA, "Schuldhulp ")]
    assert len(lopend) == (1 if antwoord == "ja" else 0)
    for nummer in lopend:
        assert "Alleen voor de vorige" not in schuldhulp.text(f"/werk/schuldhulp/{nummer}")


def test_reading_in_another_language_is_no_new_text(inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    assert "opnieuw" not in inwoner.text("/mijn/toestemming")
    inwoner.get("/taal/en")
    assert "different" not in inwoner.text("/mijn/toestemming")


def test_a_contact_cannot_be_closed_while_a_talk_is_to_come(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    with db.reading() as session:
        nummer = session.scalars(select(Hulpvraag.id)).one()
    pad = f"/werk/schuldhulp/{nummer}"
    schuldhulp.post(f"{pad}/neem")
    antwoord = schuldhulp.post(f"{pad}/sluit", data={"uitkomst": "plan"})
    assert antwoord.status_code == 422
    assert "Er komt nog een gesprek" in antwoord.text
    schuldhulp.post(f"{pad}/afzeggen")
    assert schuldhulp.post(f"{pad}/sluit", data={"uitkomst": "plan"}).location == "/werk/schuldhulp"


def test_a_talk_from_before_goes_with_a_new_yes_and_is_asked_about_no_more(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    inwoner.post("/mijn/toestemming/intrekken")
    assert "Wat doet u met dit gesprek?" in inwoner.text("/mijn/toestemming/overzicht")
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    assert "Wat doet u met dit gesprek?" not in inwoner.text("/mijn/toestemming/overzicht")
    with db.reading() as session:
        gesprek = session.scalars(select(Hulpgesprek)).one()
        vraag = session.scalars(select(Hulpvraag).where(Hulpvraag.status == Hulpstatus.OPEN)).one()
    assert gesprek.hulpvraag_id == vraag.id
    assert "Er is nog geen gesprek gepland" not in schuldhulp.text(f"/werk/schuldhulp/{vraag.id}")


def test_who_took_nothing_back_is_not_told_that_they_did(db: Database, inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    db.run(lambda session: expire(session, NU + timedelta(days=181)))
    woorden = inwoner.text("/mijn/toestemming/overzicht")
    assert "Uw ja geldt niet meer. Wat doet u met dit gesprek?" in woorden
    assert "trok uw ja in" not in woorden
