"""A message of schuldhulp that cannot arrive leads to a phone call; a call takes a yes back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.bericht.model import UitgaandeMail
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Antwoord, Hulpstatus, Toestemmingskanaal
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.service.niet_gemeld import phone_instead
from portaal.toestemming.service.taken import warn
from tests.conftest import NU
from tests.factories.toestemming import WENS, book_talk, book_visitor
from tests.support.client import PaginaClient, without_new

LIJST = "/werk/schuldhulp"
KOP = "Bel deze mensen: een bericht komt niet aan"
MET_MAIL = WENS | {"email": "jan@example.org"}
Inloggen = Callable[..., PaginaClient]


@pytest.fixture
def schuldhulp(app: Flask, db: Database, login_medewerker: Inloggen) -> PaginaClient:
    wie = db.run(lambda session: note_login(session, sub="sara", naam="Sara", email="", now=NU))
    return login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=wie)


def fail_mail(db: Database, soort: str) -> None:
    """The last mail of this kind turns out not to arrive."""
    with db.reading() as session:
        sleutels = [s for s in session.scalars(select(UitgaandeMail.sleutel)) if s.endswith(f":{soort}")]
    db.run(lambda session: phone_instead(session, BerichtMislukt("mail", sleutels[-1]), NU))


@pytest.mark.parametrize("soort", ["bevestigd", "gegeven"])
def test_a_mail_that_fails_puts_them_on_the_list_to_phone_until_someone_did(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient, soort: str
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    assert KOP not in schuldhulp.text(LIJST)
    fail_mail(db, soort)
    pagina = schuldhulp.get(LIJST).text
    assert KOP in pagina
    assert "06 12345678" in pagina
    ding = "gesprek" if soort == "bevestigd" else "ja"
    nummer = pagina.split(f"/gebeld/{ding}/")[1].split('"')[0]
    assert schuldhulp.post(f"{LIJST}/gebeld/{ding}/{int(nummer) + 1}").status_code == 404
    assert schuldhulp.post(f"{LIJST}/gebeld/{ding}/{nummer}").location == LIJST
    assert KOP not in schuldhulp.text(LIJST)


def test_news_that_later_news_overtook_is_left(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    book_talk(inwoner)
    inwoner.post("/mijn/gesprek/afzeggen")
    fail_mail(db, "bevestigd")
    for vreemd in (
        "gesprek:BESTAATNIET:0:bevestigd",
        "keuze:bestaatniet:gegeven",
        "gesprek",
        "afspraak:X:0:verzet",
    ):
        db.run(lambda session, vreemd=vreemd: phone_instead(session, BerichtMislukt("mail", vreemd), NU))
    assert KOP not in schuldhulp.text(LIJST)


def test_after_a_withdrawal_nobody_is_asked_to_phone(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    fail_mail(db, "gegeven")
    assert KOP in schuldhulp.text(LIJST)
    inwoner.post("/mijn/toestemming/intrekken")
    fail_mail(db, "gegeven")
    assert KOP not in schuldhulp.text(LIJST)


def test_what_schuldhulp_changes_itself_is_phoned_to_who_has_no_mail(
    db: Database, client: PaginaClient, schuldhulp: PaginaClient
) -> None:
    book_visitor(client, email="")
    with db.reading() as session:
        nummer = session.scalars(select(Hulpvraag.id)).one()
    klaar = schuldhulp.post(f"{LIJST}/{nummer}/afzeggen", follow_redirects=True)
    assert "Er is geen e-mailadres. Vertel het zelf." in klaar.text
    woorden = schuldhulp.text(LIJST)
    assert KOP in woorden
    assert "is afgezegd" in woorden


def test_who_has_no_mail_is_phoned_once_before_their_yes_ends(
    app: Flask, db: Database, client: PaginaClient, klok: object, login_medewerker: Inloggen
) -> None:
    book_visitor(client, email="")
    dag = NU + timedelta(days=170)
    db.run(lambda session: warn(session, dag))
    klok.moment = dag  # type: ignore[attr-defined]
    sara = login_medewerker(app.test_client(), Rol.SCHULDHULP)
    pagina = sara.get(LIJST).text
    assert KOP in pagina
    sara.post(f"{LIJST}/gebeld/ja/{pagina.split('/gebeld/ja/')[1].split(chr(34))[0]}")
    db.run(lambda session: warn(session, dag + timedelta(hours=6)))
    assert KOP not in sara.text(LIJST)


def records(db: Database) -> list[tuple[Antwoord, Toestemmingskanaal]]:
    with db.reading() as session:
        return [
            (rij.antwoord, rij.kanaal) for rij in session.scalars(select(Toestemming).order_by(Toestemming.id))
        ]


def test_by_phone_the_balie_takes_back_a_yes_without_login_and_learns_nothing(
    app: Flask, db: Database, client: PaginaClient, login_medewerker: Inloggen
) -> None:
    book_visitor(client)
    bente = db.run(lambda session: note_login(session, sub="b", naam="Bente", email="", now=NU))
    balie = login_medewerker(app.test_client(), Rol.BALIE, medewerker_id=bente)
    pad = "/werk/toestemming/intrekken"
    assert pad in balie.get("/werk/zoek").text
    assert balie.post(pad, data={}).status_code == 422
    zonder = balie.post(pad, data={"telefoon": "0687654321"}, follow_redirects=True)
    assert len(records(db)) == 1
    met = balie.post(pad, data={"telefoon": "06 1234 5678"}, follow_redirects=True)
    assert without_new(met.data) == without_new(zonder.data)
    assert records(db)[1:] == [(Antwoord.INGETROKKEN, Toestemmingskanaal.TELEFOON)]
    dubbel = login_medewerker(app.test_client(), Rol.BALIE, Rol.INVORDERING)
    assert dubbel.get(pad).status_code == 404
    assert pad not in dubbel.get("/werk/zoek").text


def test_a_number_takes_back_no_yes_of_who_logged_in(
    app: Flask, db: Database, inwoner: PaginaClient, login_medewerker: Inloggen
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    balie = login_medewerker(app.test_client(), Rol.BALIE)
    balie.post("/werk/toestemming/intrekken", data={"email": "jan@example.org"})
    assert [antwoord for antwoord, _ in records(db)] == [Antwoord.JA]


def test_schuldhulp_takes_it_back_for_who_says_so_on_the_phone(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=MET_MAIL)
    with db.reading() as session:
        nummer = session.scalars(select(Hulpvraag.id)).one()
    for _ in range(2):
        assert schuldhulp.post(f"{LIJST}/{nummer}/stop").location == LIJST
    assert records(db)[1:] == [(Antwoord.INGETROKKEN, Toestemmingskanaal.TELEFOON)]
    with db.reading() as session:
        assert session.get_one(Hulpvraag, nummer).status is Hulpstatus.GESTOPT
    assert "Kanarie" not in schuldhulp.text(LIJST)
