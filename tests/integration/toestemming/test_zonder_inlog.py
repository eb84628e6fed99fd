"""The letter's code, a talk without login, one go at the desk, and the second question about amounts."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from portaal.aanslag.service import list_aanslagen
from portaal.afspraak.begrip import Status
from portaal.afspraak.forms import write_moment
from portaal.beleid.service import gemeente
from portaal.bericht.model import UitgaandeMail
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.doorgang import FUNCTIE
from portaal.infra.rollen_pg import read_open_bedragen, role_of, run_as
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Antwoord, Hulpstatus, Toestemmingskanaal, Toestemmingssoort
from portaal.toestemming.bewijs import make_receipt
from portaal.toestemming.model import Hulpgesprek, Hulpvraag, Toestemming
from portaal.toestemming.service import name_of, withdraw_link
from portaal.toestemming.service.taken import expire, remind, warn
from tests.conftest import NU
from tests.factories.aanslag import make_aanslag
from tests.factories.toestemming import make_code, switch_on_amounts
from tests.support.client import PaginaClient

WENS = {"telefoon": "0612345678", "email": "", "moment": "ochtend", "voicemail": "nee", "spoed": "geen"}
WIE = WENS | {"naam": "Jo Bezoeker", "email": "jo@example.org"}
SCHEMA = json.loads(Path("static/schemas/toestemming-ontvangstbewijs.json").read_text())
# Of w3c/dpv, release 2.3 (commit f01a55c3): every term that a receipt may use, read from its Turtle files.
DPV = {
    "ConsentReceipt",
    "ConsentRecord",
    "hasRecordOfActivity",
    "hasDataSubject",
    "hasDataController",
    "hasJurisdiction",
    "hasApplicableLaw",
    "hasNotice",
    "ConsentNotice",
    "hasProcess",
    "Process",
    "hasPurpose",
    "Purpose",
    "hasLegalBasis",
    "hasPersonalData",
    "PersonalData",
    "hasRecipient",
    "Recipient",
    "hasConsentStatus",
    "isIndicatedAtTime",
    "isIndicatedBy",
    "hasIndicationMethod",
    "hasConsentControl",
    "WithdrawConsent",
    "isExercisedAt",
    "hasRight",
    "ConsentGiven",
    "ConsentRefused",
    "ConsentWithdrawn",
    "ConsentExpired",
    "DataSubject",
    "DataController",
}
BEKEND = {f"dpv:{term}" for term in DPV} | {"eu-gdpr:A6-1-a", "eu-gdpr:A7-3", "legal-eu:law-GDPR", "loc:NL"}
Inloggen = Callable[..., PaginaClient]


@pytest.fixture
def schuldhulp(app: Flask, db: Database, login_medewerker: Inloggen) -> PaginaClient:
    sara = db.run(lambda session: note_login(session, sub="sara", naam="Sara", email="", now=NU))
    return login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=sara)


def rows(db: Database, model: type) -> list[Any]:
    with db.reading() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def first_time(client: PaginaClient, pad: str = "/geldzorgen/gesprek") -> str:
    return str(re.findall(r'<option value="([^"]{10,})"', client.get(pad).text)[0])


def book(client: PaginaClient, **anders: str) -> Any:
    data = WIE | {"soort": "bellen", "tijdvak": first_time(client)} | anders
    return client.post("/geldzorgen/gesprek", data=data)


def test_by_the_code_of_a_letter_one_says_yes_without_login(
    db: Database, client: PaginaClient, schuldhulp: PaginaClient
) -> None:
    code = make_code(db)
    assert client.get("/toestemming/brief/vraag").location == "/toestemming/brief"
    assert client.post("/toestemming/brief", data={"code": "ZZZZ9999"}).status_code == 422
    assert client.post("/toestemming/brief", data={"code": code}).location == "/toestemming/brief/vraag"
    assert client.get("/toestemming/brief/vraag").text.count("utrecht-button--secondary-action") == 2
    assert client.post("/toestemming/brief/ja", data=WENS).status_code == 422
    pad = client.post("/toestemming/brief/ja", data=WIE).location
    assert "met de code van een brief" in client.text(pad)
    (rij,) = rows(db, Toestemming)
    assert (rij.kanaal, rij.inwoner_id, rij.antwoord) == (Toestemmingskanaal.BRIEF, None, Antwoord.JA)
    assert "Jo Bezoeker" in schuldhulp.text("/werk/schuldhulp")
    jsonschema.validate(client.get(f"{pad}/bewijs.json").json, SCHEMA)
    assert client.get(f"{pad}/bewijs.pdf").data.startswith(b"%PDF")


def test_a_no_by_the_code_is_a_no_and_the_receipt_of_another_browser_is_a_404(
    app: Flask, db: Database, client: PaginaClient
) -> None:
    client.post("/toestemming/brief", data={"code": make_code(db)})
    client.post("/toestemming/brief/nee")
    (rij,) = rows(db, Toestemming)
    assert (rij.antwoord, rij.kanaal) == (Antwoord.NEE, Toestemmingskanaal.BRIEF)
    assert rows(db, Hulpvraag) == []
    assert client.get(f"/toestemming/bewijs/{rij.ref}").status_code == 200
    assert app.test_client().get(f"/toestemming/bewijs/{rij.ref}").status_code == 404


def test_a_talk_by_phone_needs_a_number_and_what_was_typed_stays(
    app: Flask, db: Database, client: PaginaClient, schuldhulp: PaginaClient, login_inwoner: Any, wie: int
) -> None:
    zonder = {"telefoon": "", "email": "jo@example.org"}
    fout = book(client, **zonder)
    assert fout.status_code == 422
    assert "Vul een telefoonnummer in. Dan kunnen wij bellen." in fout.text
    assert 'value="jo@example.org"' in fout.text
    assert (rows(db, Toestemming), rows(db, Hulpvraag)) == ([], [])
    pad = book(client, telefoon="0612345678").location
    assert "U ziet dit nummer: 0123 45 67 80." in client.text(pad)
    inwoner = login_inwoner(app.test_client(), wie)
    inwoner.post("/mijn/toestemming/ja", data=WENS | zonder)
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', inwoner.get("/mijn/gesprek").text)[0]
    bellen = {"soort": "bellen", "tijdvak": tijd}
    assert inwoner.post("/mijn/gesprek", data=bellen).location == "/mijn/toestemming/ja"
    nummer = rows(db, Hulpvraag)[-1].id
    schuldhulp.post(f"/werk/schuldhulp/{nummer}/neem")
    antwoord = schuldhulp.post(f"/werk/schuldhulp/{nummer}/plan", data=bellen, follow_redirects=True)
    assert "Er is geen telefoonnummer om te bellen." in antwoord.text
    assert len(rows(db, Hulpgesprek)) == 1


def test_a_talk_without_login_stands_at_schuldhulp_and_starts_the_clock(
    db: Database, client: PaginaClient, schuldhulp: PaginaClient
) -> None:
    assert book(client).status_code == 302
    assert book(client, telefoon="0612345678").status_code == 422
    (vraag,), (gesprek,) = rows(db, Hulpvraag), rows(db, Hulpgesprek)
    assert vraag.uiterlijk_op.isoformat() == "2026-04-13"
    assert gesprek.hulpvraag_id == vraag.id
    (ja,) = rows(db, Toestemming)
    assert ja.kanaal is Toestemmingskanaal.AFSPRAAK
    assert "Jo Bezoeker" in schuldhulp.text("/werk/schuldhulp")
    assert "Jo Bezoeker" in schuldhulp.text("/werk/schuldhulp/agenda")


def test_what_is_wrong_is_said_what_was_typed_is_kept_and_nothing_is_booked(
    db: Database, client: PaginaClient
) -> None:
    antwoord = book(client, tijdvak="", telefoon="12")
    assert antwoord.status_code == 422
    assert "Kies een tijd." in antwoord.text
    assert 'value="Jo Bezoeker"' in antwoord.text
    assert book(client, tijdvak="2026-03-16T03:00Z").status_code == 422
    assert rows(db, Hulpgesprek) == rows(db, Toestemming) == []


def test_the_link_shows_a_talk_to_nobody_else_and_moving_counts_up_in_the_calendar(
    app: Flask, db: Database, client: PaginaClient
) -> None:
    pad = book(client).location
    vreemde = app.test_client()
    assert "schuldhulp" not in vreemde.text(pad).lower().replace("schuldhulp van", "")
    assert vreemde.get(f"{pad}/verzetten").location == pad
    vreemde.post(f"{pad}/afzeggen")
    assert vreemde.post(pad, data={"controle": "0000"}).status_code == 422
    assert vreemde.post(pad, data={"controle": "5678"}).location == pad
    tijden = re.findall(r'name="tijdvak" value="([^"]+)"', vreemde.get(f"{pad}/verzetten").text)
    (eigen,) = (write_moment(rij.begin) for rij in rows(db, Hulpgesprek))
    assert not any(eigen in tijd for tijd in tijden), "one's own time is no other time"
    vreemde.post(f"{pad}/verzetten", data={"soort": "bellen", "tijdvak": tijden[4]})
    ics = icalendar.Calendar.from_ical(client.get(f"{pad}/afspraak.ics").data)
    assert ics.walk("VEVENT")[0]["SEQUENCE"] == 1
    client.post(f"{pad}/afzeggen")
    (gesprek,) = rows(db, Hulpgesprek)
    assert (gesprek.status, gesprek.volgnummer) == (Status.GEANNULEERD, 2)
    soorten = [mail.sleutel.rpartition(":")[2] for mail in rows(db, UitgaandeMail)]
    assert soorten == ["gegeven", "bevestigd", "verzet", "geannuleerd"]
    # A new time is chosen where the talk was, not in the agendas of the balie; the address names no subject.
    assert f"Kies die hier:\nhttp://localhost{pad}\n" in rows(db, UitgaandeMail)[-1].tekst
    assert "Maak een nieuw gesprek" in client.text(pad)


def test_who_took_the_yes_back_reads_about_the_talk_only_what_is_still_so(
    db: Database, client: PaginaClient
) -> None:
    pad = book(client, telefoon="0612345678").location
    assert 'value="06 12345678"' in client.get("/geldzorgen/gesprek").text
    assert "Druk op de knop in onze mail" in client.text(pad)
    client.post(f"{withdraw_link(rows(db, Toestemming)[0])}/ja")
    assert "Wat doet u met dit gesprek?" in client.text(pad)
    assert "Druk op de knop in onze mail" not in client.text(pad)
    client.post(f"{pad}/afzeggen", data={"blijft": "ja"})
    assert "Alleen de medewerker die u spreekt, ziet het." in client.text(pad)
    assert "Druk op de knop in onze mail" not in client.text(pad)


def test_one_neutral_mail_reminds_of_a_talk(db: Database, client: PaginaClient) -> None:
    book(client, tijdvak=re.findall(r'<option value="([^"]{10,})"', client.get("/geldzorgen/gesprek").text)[-1])
    (gesprek,) = rows(db, Hulpgesprek)
    for uren in (30, 20, 19):
        db.run(lambda session, uren=uren: remind(session, gesprek.begin - timedelta(hours=uren)))
    mails = [mail for mail in rows(db, UitgaandeMail) if mail.sleutel.endswith("herinnering")]
    assert len(mails) == 1
    assert "schuld" not in (mails[0].onderwerp + mails[0].tekst + mails[0].html).lower()


def test_who_said_yes_without_login_is_warned_before_the_end_and_takes_it_back_by_the_mail(
    db: Database, client: PaginaClient, schuldhulp: PaginaClient
) -> None:
    book(client)
    db.run(lambda session: warn(session, NU + timedelta(days=170)))
    mail = rows(db, UitgaandeMail)[-1]
    assert (mail.aan, mail.sleutel.endswith("verloopt")) == ("jo@example.org", True)
    pad = "/toestemming/intrekken/" + mail.tekst.split("/toestemming/intrekken/")[1].split()[0]
    assert client.post(f"{pad}/ja").status_code == 200
    assert "Jo Bezoeker" not in schuldhulp.text("/werk/schuldhulp")
    (vraag,) = rows(db, Hulpvraag)
    assert vraag.status is Hulpstatus.GESTOPT


def test_a_talk_that_nobody_held_is_seen_without_a_name_until_someone_holds_it(
    app: Flask, db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient, login_medewerker: Inloggen
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', inwoner.get("/mijn/gesprek").text)[0]
    inwoner.post("/mijn/gesprek", data={"soort": "bellen", "tijdvak": tijd})
    inwoner.post("/mijn/toestemming/intrekken")
    assert "Laat het gesprek staan" in inwoner.text("/mijn/toestemming/overzicht")
    inwoner.post("/mijn/gesprek/houden")
    assert "Laat het gesprek staan" not in inwoner.text("/mijn/toestemming/overzicht")
    assert "Kanarie" not in schuldhulp.text("/werk/schuldhulp/agenda")
    (gesprek,) = rows(db, Hulpgesprek)
    schuldhulp.post(f"/werk/schuldhulp/agenda/{gesprek.id}/houd")
    assert "Kanarie" in schuldhulp.text("/werk/schuldhulp/agenda")
    ander = db.run(lambda session: note_login(session, sub="tim", naam="Tim", email="", now=NU))
    tim = login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=ander)
    assert "Kanarie" not in tim.text("/werk/schuldhulp/agenda")


def test_schuldhulp_moves_and_calls_off_a_talk(
    db: Database, client: PaginaClient, schuldhulp: PaginaClient
) -> None:
    book(client)
    (vraag,) = rows(db, Hulpvraag)
    pad = f"/werk/schuldhulp/{vraag.id}"
    tijden = re.findall(r'name="tijdvak" value="([^"]+)"', schuldhulp.get(f"{pad}/plan").text)
    assert schuldhulp.post(f"{pad}/plan", data={"soort": "bellen", "tijdvak": tijden[5]}).location == pad
    assert schuldhulp.post(f"{pad}/afzeggen").location == pad
    (gesprek,) = rows(db, Hulpgesprek)
    assert (gesprek.status, gesprek.volgnummer) == (Status.GEANNULEERD, 2)
    assert "Kijk wat een collega deed" not in schuldhulp.text(pad)


def test_in_one_go_the_balie_makes_the_yes_and_the_talk_or_nothing(
    app: Flask, db: Database, wie: int, login_medewerker: Inloggen
) -> None:
    bente = db.run(lambda session: note_login(session, sub="b", naam="Bente", email="", now=NU))
    balie = login_medewerker(app.test_client(), Rol.BALIE, medewerker_id=bente)
    with balie.session_transaction() as sessie:
        sessie["namens"] = {"inwoner_id": wie, "vaststelling": "identiteitsbewijs", "naam": "A. Kanarie"}
    pad = "/mijn/toestemming/samen"
    assert balie.post(pad, data=WENS | {"soort": "bellen", "tijdvak": "2026-03-16T03:00Z"}).status_code == 422
    assert rows(db, Toestemming) == []
    goed = balie.post(pad, data=WENS | {"soort": "bellen", "tijdvak": first_time(balie, pad)})
    assert goed.status_code == 302
    (ja,), (gesprek,) = rows(db, Toestemming), rows(db, Hulpgesprek)
    assert (ja.kanaal, ja.medewerker_id) == (Toestemmingskanaal.BALIE, bente)
    assert gesprek.inwoner_id == wie


def test_as_shipped_nothing_about_amounts_is_asked_or_shown(
    db: Database, wie: int, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    db.run(lambda session: make_aanslag(session, wie))
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    assert inwoner.get("/mijn/toestemming/bedragen").status_code == 404
    inwoner.post("/mijn/toestemming/bedragen/ja")
    assert len(rows(db, Toestemming)) == 1
    assert "€" not in schuldhulp.text(f"/werk/schuldhulp/{rows(db, Hulpvraag)[0].id}")


def test_once_the_gemeente_decided_it_is_a_second_question_with_its_own_receipt_and_end(
    db: Database, wie: int, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    switch_on_amounts(db)
    db.run(lambda session: make_aanslag(session, wie))
    assert inwoner.get("/mijn/toestemming/bedragen").location == "/mijn/toestemming"
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    pad = f"/werk/schuldhulp/{rows(db, Hulpvraag)[0].id}"
    assert "€" not in schuldhulp.text(pad)
    assert "checked" not in inwoner.get("/mijn/toestemming/bedragen").text
    bewijs = inwoner.post("/mijn/toestemming/bedragen/ja").location
    gegevens = inwoner.get(f"{bewijs}/bewijs.json").json
    jsonschema.validate(gegevens, SCHEMA)
    assert "Besluit delen" in gegevens["dpv:hasRecordOfActivity"]["dpv:hasProcess"]["dct:source"]
    assert "€" in schuldhulp.text(pad)
    with db.reading() as session:
        eigen = [(a.belastingjaar, a.open) for a in list_aanslagen(session, wie) if a.open]
        gevonden = read_open_bedragen(session, rows(db, Hulpvraag)[0].id, NU)
    assert [(jaar, bedrag) for _, jaar, bedrag in gevonden] == eigen
    inwoner.post("/mijn/toestemming/bedragen/nee")
    assert "€" not in schuldhulp.text(pad)
    assert "Kanarie" in schuldhulp.text(pad)
    inwoner.post("/mijn/toestemming/bedragen/ja")
    inwoner.post("/mijn/toestemming/intrekken")
    assert schuldhulp.get(pad).status_code == 404
    bedragen = [rij.antwoord for rij in rows(db, Toestemming) if rij.soort is Toestemmingssoort.BEDRAGEN]
    assert bedragen == [Antwoord.JA, Antwoord.INGETROKKEN, Antwoord.JA, Antwoord.INGETROKKEN]


@pytest.mark.parametrize("rol", sorted(MEDEWERKERS))
def test_only_schuldhulp_may_call_the_function_that_crosses_the_wall(postgres_db: Database, rol: Rol) -> None:
    with postgres_db.session() as session:
        run_as(session, role_of({rol}))
        vraag = text(f"SELECT * FROM {FUNCTIE}(1, now())")
        if rol is Rol.SCHULDHULP:
            assert session.execute(vraag).all() == []
        else:
            with pytest.raises(ProgrammingError, match="permission denied for function"):
                session.execute(vraag)


def test_every_term_in_a_receipt_exists_in_the_vocabulary(app: Flask, db: Database, inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    inwoner.post("/mijn/toestemming/intrekken")
    inwoner.post("/mijn/toestemming/nee")
    for rij in rows(db, Toestemming):
        bewijs = inwoner.get(f"/mijn/toestemming/bewijs/{rij.ref}/bewijs.json").json
        jsonschema.validate(bewijs, SCHEMA)
        tekst = json.dumps(bewijs)
        termen = set(re.findall(r'"((?:dpv|eu-gdpr|legal-eu|loc):[A-Za-z0-9-]+)"', tekst))
        assert termen <= BEKEND, termen - BEKEND
        assert len(termen) > 20


def test_every_way_to_answer_and_every_end_gives_a_receipt_that_follows_the_schema(
    app: Flask, db: Database, wie: int, client: PaginaClient, inwoner: PaginaClient
) -> None:
    """By booking, by the code of a letter, in English, by the link of a mail, and when the time is over."""
    book(client)
    mail = rows(db, UitgaandeMail)[0]
    assert client.post("/toestemming/intrekken/" + mail.tekst.split("/intrekken/")[1].split()[0] + "/ja")
    per_brief = app.test_client()
    per_brief.post("/toestemming/brief", data={"code": make_code(db)})
    per_brief.post("/toestemming/brief/ja", data=WIE)
    inwoner.get("/taal/en")
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    db.run(lambda session: expire(session, NU + timedelta(days=181)))
    gezien = set()
    for rij in rows(db, Toestemming):
        with db.reading() as session:
            naam, link = name_of(session, rij.wie), withdraw_link(rij)
            bewijs = make_receipt(rij, gemeente(session, today(NU)), naam=naam, intrekken=link)
        jsonschema.validate(bewijs, SCHEMA, format_checker=jsonschema.FormatChecker())
        stand = bewijs["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"]
        gezien.add((rij.kanaal, stand["@type"], bewijs["dct:language"]))
    kanaal = Toestemmingskanaal
    assert gezien == {
        (kanaal.AFSPRAAK, "dpv:ConsentGiven", "nl"),
        (kanaal.LINK, "dpv:ConsentWithdrawn", "nl"),
        (kanaal.BRIEF, "dpv:ConsentGiven", "nl"),
        (kanaal.PORTAAL, "dpv:ConsentGiven", "en"),
        (kanaal.VANZELF, "dpv:ConsentExpired", "nl"),
        (kanaal.VANZELF, "dpv:ConsentExpired", "en"),
    }


def test_what_is_no_receipt_does_not_pass_the_schema(db: Database, inwoner: PaginaClient) -> None:
    pad = inwoner.post("/mijn/toestemming/ja", data=WENS).location
    bewijs = inwoner.get(f"{pad}/bewijs.json").json
    for veld in ("dct:identifier", "dpv:hasRecordOfActivity"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({naam: waarde for naam, waarde in bewijs.items() if naam != veld}, SCHEMA)


def test_who_books_without_login_finds_the_receipt_on_the_page_of_the_talk(
    app: Flask, client: PaginaClient
) -> None:
    pad = book(client).location
    bewijs = re.findall(r'href="(/toestemming/bewijs/[0-9a-f]+)"', client.get(pad).text)[0]
    woorden = client.text(bewijs)
    for deel in ("Jo Bezoeker", "of er iets dreigt", "Nederlands", "door zelf een gesprek te maken"):
        assert deel in woorden
    vreemde = app.test_client()
    vreemde.post(pad, data={"controle": "5678"})
    assert "/toestemming/bewijs/" not in vreemde.get(pad).text
