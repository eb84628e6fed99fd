"""A new text is asked again; a talk goes along with a new yes; nobody is told what is not so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.service import add_versie
from portaal.bericht.model import UitgaandeMail
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Hulpstatus
from portaal.toestemming.model import Hulpgesprek, Hulpvraag
from portaal.toestemming.service import beleid_of, toestemming_of
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
    change_text(db, tekst="Ja, ik wil dat de kredietbank mij belt.", ontvanger="Kredietbank")
    assert "Onze tekst is veranderd" in inwoner.text("/mijn/toestemming/overzicht")
    assert "Daarom vragen wij het opnieuw" in inwoner.text("/mijn/toestemming")
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
