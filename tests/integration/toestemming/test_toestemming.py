"""A yes reaches schuldhulp, a no reaches nobody, and a withdrawal holds from the next request on."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from portaal.bericht.model import UitgaandeMail
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Antwoord
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.service.desk import list_hulpvragen
from portaal.toestemming.service.taken import expire
from tests.conftest import NU
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient

WENS = {"telefoon": "0612345678", "email": "", "moment": "ochtend", "voicemail": "nee", "spoed": "geen"}
Inloggen = Callable[..., PaginaClient]


@pytest.fixture
def schuldhulp(app: Flask, db: Database, login_medewerker: Inloggen) -> PaginaClient:
    wie = db.run(lambda session: note_login(session, sub="sara", naam="Sara", email="", now=NU))
    return login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=wie)


def _antwoorden(db: Database) -> list[Antwoord]:
    with db.reading() as session:
        return list(session.scalars(select(Toestemming.antwoord).order_by(Toestemming.id)))


def test_nothing_is_shared_before_a_yes_and_both_buttons_look_the_same(
    inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    pagina = inwoner.get("/mijn/toestemming").text
    assert pagina.count("utrecht-button--secondary-action") == 2
    assert "checked" not in pagina
    assert "Kanarie" not in schuldhulp.text("/werk/schuldhulp")


def test_a_yes_puts_the_person_on_the_list_with_the_legal_clock(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    antwoord = inwoner.post("/mijn/toestemming/ja", data=WENS)
    assert "maandag 13 april 2026" in inwoner.text(antwoord.location)
    assert "Kanarie" in schuldhulp.text("/werk/schuldhulp")
    dossier = schuldhulp.text(_hulpvraag_pad(db))
    assert "06 12345678" in dossier
    assert "€" not in dossier


def _hulpvraag_pad(db: Database) -> str:
    with db.reading() as session:
        return f"/werk/schuldhulp/{session.scalars(select(Hulpvraag.id).order_by(Hulpvraag.id.desc())).first()}"


def test_what_threatens_shortens_the_clock_to_three_working_days(inwoner: PaginaClient) -> None:
    antwoord = inwoner.post("/mijn/toestemming/ja", data=WENS | {"spoed": "afsluiting"})
    assert "donderdag 19 maart 2026" in inwoner.text(antwoord.location)


def test_without_phone_or_mail_nothing_is_recorded_and_what_was_chosen_is_kept(
    db: Database, inwoner: PaginaClient
) -> None:
    antwoord = inwoner.post("/mijn/toestemming/ja", data=WENS | {"telefoon": ""})
    assert antwoord.status_code == 422
    assert "Vul een telefoonnummer in" in antwoord.text
    assert "checked" in antwoord.text
    assert _antwoorden(db) == []


def test_a_withdrawal_holds_from_the_next_request_and_an_open_tab_saves_nothing(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    pad = _hulpvraag_pad(db)
    assert schuldhulp.get(pad).status_code == 200
    inwoner.post("/mijn/toestemming/intrekken")
    assert "Kanarie" not in schuldhulp.text("/werk/schuldhulp")
    assert schuldhulp.get(pad).status_code == 404
    gestopt = schuldhulp.post(f"{pad}/notitie", data={"tekst": "te laat"}, follow_redirects=True)
    assert "Er is niets bewaard" in gestopt.text
    assert _antwoorden(db) == [Antwoord.JA, Antwoord.INGETROKKEN]


def test_a_no_is_recorded_as_a_no_and_shown_to_nobody(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/nee")
    assert _antwoorden(db) == [Antwoord.NEE]
    assert "Kanarie" not in schuldhulp.text("/werk/schuldhulp")


def test_a_yes_ends_by_itself_with_a_record_of_its_own(db: Database, inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    later = NU + timedelta(days=181)
    with db.transaction() as session:
        assert list_hulpvragen(session, later, 1).totaal == 0
        expire(session, later)
        expire(session, later)
    assert _antwoorden(db) == [Antwoord.JA, Antwoord.VERLOPEN]


def test_the_link_in_the_mail_changes_nothing_until_its_button_is_pressed(
    db: Database, app: Flask, inwoner: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS | {"email": "jan@example.org"})
    with db.reading() as session:
        (mail,) = session.scalars(select(UitgaandeMail))
    assert "schuld" not in (mail.onderwerp + mail.tekst + mail.html).lower()
    pad = "/toestemming/intrekken/" + mail.tekst.split("/toestemming/intrekken/")[1].split()[0]
    vreemde = app.test_client()
    assert "Kanarie" not in vreemde.get(pad).text
    assert _antwoorden(db) == [Antwoord.JA]
    vreemde.post(f"{pad}/ja")
    assert _antwoorden(db) == [Antwoord.JA, Antwoord.INGETROKKEN]
    assert vreemde.post("/toestemming/intrekken/verzonnen/ja").status_code == 404


def test_a_receipt_follows_its_published_schema_and_opens_as_pdf(db: Database, inwoner: PaginaClient) -> None:
    pad = inwoner.post("/mijn/toestemming/ja", data=WENS).location
    bewijs = inwoner.get(f"{pad}/bewijs.json").json
    schema = json.loads(Path("static/schemas/toestemming-ontvangstbewijs.json").read_text())
    jsonschema.validate(bewijs, schema)
    assert inwoner.get(f"{pad}/bewijs.pdf").data.startswith(b"%PDF")


def test_the_receipt_of_another_is_a_404(
    app: Flask, db: Database, inwoner: PaginaClient, login_inwoner: Inloggen
) -> None:
    pad = inwoner.post("/mijn/toestemming/ja", data=WENS).location
    ander = login_inwoner(app.test_client(), db.run(make_inwoner))
    for deel in ("", "/bewijs.json", "/bewijs.pdf"):
        assert ander.get(pad + deel).status_code == 404


def test_the_database_refuses_to_change_a_record(db: Database, inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/nee")
    with pytest.raises(DBAPIError, match="alleen toevoegen"), db.transaction() as session:
        session.execute(update(Toestemming).values(antwoord=Antwoord.JA))


@pytest.mark.parametrize("rol", [Rol.INVORDERING, Rol.BALIE, Rol.KCC, Rol.MANAGER, Rol.BEHEER])
def test_nobody_but_schuldhulp_sees_the_desk(
    app: Flask, db: Database, inwoner: PaginaClient, login_medewerker: Inloggen, rol: Rol
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    ander = login_medewerker(app.test_client(), rol)
    assert ander.get("/werk/schuldhulp").status_code == 403
    assert ander.get(_hulpvraag_pad(db)).status_code == 403


def test_after_an_appointment_it_is_brought_up_and_never_after_a_no(inwoner: PaginaClient) -> None:
    keuze = {"onderwerp": "aanslag", "soort": "bellen"}
    pagina = inwoner.get("/afspraak/tijd", query_string=keuze).text
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', pagina)[0]
    inwoner.post("/afspraak/tijd", data=keuze | {"tijdvak": tijd})
    inwoner.post("/afspraak/gegevens", data={"naam": "A. Kanarie", "telefoon": "0612345678", "email": ""})
    inwoner.get("/afspraak/controle")
    assert inwoner.post("/afspraak/controle").location == "/afspraak/bevestigd"
    assert "Het staat los van uw afspraak." in inwoner.text("/afspraak/bevestigd")
    inwoner.post("/mijn/toestemming/nee")
    assert "Hebt u meer geldzorgen?" not in inwoner.text("/afspraak/bevestigd")
