"""The desk of schuldhulp, its clock and its agenda; what ends by itself, and what is told before."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorInwoner
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.medewerker.service import note_login
from portaal.toestemming.begrip import Hulpstatus, Klokstand, Spoed, Toestemmingskanaal
from portaal.toestemming.model import Hulpgesprek, Hulpnotitie, Hulpvraag, Toestemming
from portaal.toestemming.service import Contactwens, give, toestemming_of
from portaal.toestemming.service.desk import count_late, list_hulpvragen
from portaal.toestemming.service.taken import forget, warn
from tests.conftest import NU
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient

WENS = {
    "telefoon": "0612345678",
    "email": "j@example.org",
    "moment": "ochtend",
    "voicemail": "nee",
    "spoed": "geen",
}
Inloggen = Callable[..., PaginaClient]


@pytest.fixture
def schuldhulp(app: Flask, db: Database, login_medewerker: Inloggen) -> PaginaClient:
    wie = db.run(lambda session: note_login(session, sub="sara", naam="Sara", email="", now=NU))
    return login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=wie)


def the_hulpvraag(db: Database) -> Hulpvraag:
    with db.reading() as session:
        return session.scalars(select(Hulpvraag)).one()


def desk_page(db: Database) -> str:
    return f"/werk/schuldhulp/{the_hulpvraag(db).id}"


def first_time(client: PaginaClient, pad: str) -> str:
    return str(re.findall(r'name="tijdvak" value="([^"]+)"', client.get(pad).text)[0])


def test_nobody_calls_before_someone_took_it_and_the_first_talk_stops_the_clock(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    pad = desk_page(db)
    vroeg = schuldhulp.post(f"{pad}/poging", data={"uitkomst": "bereikt"}, follow_redirects=True)
    assert "Pak de vraag eerst op" in vroeg.text
    schuldhulp.post(f"{pad}/neem")
    schuldhulp.post(f"{pad}/poging", data={"uitkomst": "niet_bereikt"})
    assert the_hulpvraag(db).status is Hulpstatus.OPGEPAKT
    schuldhulp.post(f"{pad}/poging", data={"uitkomst": "bereikt"})
    assert the_hulpvraag(db).status is Hulpstatus.GESPROKEN
    assert "gesproken" in schuldhulp.text("/werk/schuldhulp")
    schuldhulp.post(f"{pad}/sluit", data={"uitkomst": "plan"})
    assert schuldhulp.get(pad).status_code == 404


def test_a_second_yes_keeps_the_request_and_never_gives_schuldhulp_more_time(
    db: Database, inwoner: PaginaClient, klok: object
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS | {"spoed": "afsluiting"})
    eerst = the_hulpvraag(db)
    klok.moment = NU + timedelta(minutes=5)  # type: ignore[attr-defined]
    inwoner.post("/mijn/toestemming/ja", data=WENS | {"telefoon": "0687654321"})
    daarna = the_hulpvraag(db)
    assert (daarna.id, daarna.uiterlijk_op) == (eerst.id, eerst.uiterlijk_op)
    assert daarna.telefoon == "+31687654321"
    assert daarna.toestemming_id != eerst.toestemming_id


def test_a_no_after_a_yes_takes_the_yes_back(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    inwoner.post("/mijn/toestemming/nee")
    assert the_hulpvraag(db).status is Hulpstatus.GESTOPT
    assert "Kanarie" not in schuldhulp.text("/werk/schuldhulp")


def test_after_a_no_it_is_not_brought_up_again_until_its_time(
    db: Database, inwoner: PaginaClient, wie: int
) -> None:
    with db.reading() as session:
        assert toestemming_of(session, wie, NU).mag_vragen
    inwoner.post("/mijn/toestemming/nee")
    with db.reading() as session:
        assert not toestemming_of(session, wie, NU + timedelta(days=179)).mag_vragen
        assert toestemming_of(session, wie, NU + timedelta(days=180)).mag_vragen


def test_the_inwoner_plans_a_talk_and_only_schuldhulp_sees_it(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    assert inwoner.get("/mijn/gesprek").location == "/mijn/toestemming"
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    tijd = first_time(inwoner, "/mijn/gesprek")
    assert inwoner.post("/mijn/gesprek", data={"soort": "bellen", "tijdvak": tijd}).status_code == 302
    assert "Wij zeggen eerst dit woord" in inwoner.text("/mijn/toestemming/overzicht")
    assert "Kanarie" in schuldhulp.text("/werk/schuldhulp/agenda")
    with db.reading() as session:
        mails = session.scalars(select(UitgaandeMail).order_by(UitgaandeMail.id)).all()
    assert "Afspraak gemeente" in mails[-1].onderwerp
    assert mails[-1].bijlagen


def test_a_time_that_was_just_taken_is_told_and_nothing_is_planned(
    app: Flask, db: Database, inwoner: PaginaClient, login_inwoner: Inloggen
) -> None:
    anderen = [login_inwoner(app.test_client(), db.run(make_inwoner)) for _ in range(2)]
    tijd = ""
    for client in [inwoner, *anderen]:
        client.post("/mijn/toestemming/ja", data=WENS)
        tijd = tijd or first_time(client, "/mijn/gesprek")
    uitkomsten = [c.post("/mijn/gesprek", data={"soort": "bellen", "tijdvak": tijd}) for c in [inwoner, *anderen]]
    assert [u.status_code for u in uitkomsten] == [302, 302, 409]
    assert "Kies een andere" in uitkomsten[2].text
    with db.reading() as session:
        assert len(session.scalars(select(Hulpgesprek)).all()) == 2


def test_a_talk_that_took_place_stops_the_clock(
    db: Database,
    inwoner: PaginaClient,
    app: Flask,
    klok: object,
    login_medewerker: Inloggen,
    schuldhulp: PaginaClient,
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    inwoner.post("/mijn/gesprek", data={"soort": "bellen", "tijdvak": first_time(inwoner, "/mijn/gesprek")})
    with db.reading() as session:
        gesprek = session.scalars(select(Hulpgesprek)).one()
    assert schuldhulp.post(f"/werk/schuldhulp/agenda/{gesprek.id + 1}", data={"kwam": "ja"}).status_code == 404
    klok.moment = gesprek.begin  # type: ignore[attr-defined]
    weer = login_medewerker(app.test_client(), Rol.SCHULDHULP, medewerker_id=1)
    weer.post(f"/werk/schuldhulp/agenda/{gesprek.id}", data={"kwam": "ja"})
    assert the_hulpvraag(db).status is Hulpstatus.GESPROKEN


def test_before_a_yes_ends_one_mail_tells_so_without_a_word_on_money(db: Database, inwoner: PaginaClient) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    for dagen in (100, 170, 171):
        db.run(lambda session, dagen=dagen: warn(session, NU + timedelta(days=dagen)))
    with db.reading() as session:
        mails = session.scalars(select(UitgaandeMail).where(UitgaandeMail.sleutel.endswith("verloopt"))).all()
    assert len(mails) == 1
    assert "12 september 2026" in mails[0].tekst
    assert "schuld" not in (mails[0].tekst + mails[0].html).lower()


def test_notes_and_contact_details_go_when_their_term_is_over(
    db: Database, inwoner: PaginaClient, schuldhulp: PaginaClient
) -> None:
    inwoner.post("/mijn/toestemming/ja", data=WENS)
    schuldhulp.post(f"{desk_page(db)}/neem")
    schuldhulp.post(f"{desk_page(db)}/notitie", data={"tekst": "belt liever vroeg"})
    inwoner.post("/mijn/toestemming/intrekken")
    db.run(lambda session: forget(session, NU + timedelta(days=365)))
    with db.reading() as session:
        assert len(session.scalars(select(Hulpnotitie)).all()) == 1
    db.run(lambda session: forget(session, NU + timedelta(days=366)))
    with db.reading() as session:
        assert session.scalars(select(Hulpnotitie)).all() == []
    assert (the_hulpvraag(db).naam, the_hulpvraag(db).telefoon) == ("", "")


def test_at_the_desk_the_text_is_read_aloud_and_who_recorded_it_is_kept(
    app: Flask, db: Database, wie: int, login_medewerker: Inloggen
) -> None:
    balie_id = db.run(lambda session: note_login(session, sub="b", naam="Bente", email="", now=NU))
    balie = login_medewerker(app.test_client(), Rol.BALIE, medewerker_id=balie_id)
    with balie.session_transaction() as sessie:
        sessie["namens"] = {"inwoner_id": wie, "vaststelling": "controlevragen", "naam": "A. Kanarie"}
    assert "Lees deze pagina voor" in balie.text("/mijn/toestemming")
    balie.post("/mijn/toestemming/ja", data=WENS)
    with db.reading() as session:
        rij = session.scalars(select(Toestemming)).one()
    assert (rij.kanaal, rij.medewerker_id) == (Toestemmingskanaal.TELEFOON, balie_id)


def test_the_late_ones_stand_first_then_by_their_last_day_and_who_was_spoken_last(db: Database) -> None:
    """Made in another order than they must stand in; who is late counts on the home of the team."""
    gevallen = {"Later": (0, Spoed.GEEN), "Haast": (0, Spoed.AFSLUITING), "Telaat": (40, Spoed.GEEN)}
    namen = {}
    for naam, (dagen, spoed) in gevallen.items():
        wie = db.run(lambda session, naam=naam: make_inwoner(session, geslachtsnaam=naam, voorvoegsel=""))
        wens = Contactwens("+31612345678", "", "altijd", voicemail=True, spoed=spoed)
        op = NU - timedelta(days=dagen)
        db.run(lambda session, wie=wie, wens=wens, op=op: give(session, DoorInwoner(wie), wie, wens, op))
        namen[naam] = wie
    with db.reading() as session:
        assert [regel.vraag.inwoner_id for regel in list_hulpvragen(session, NU, 1).items] == [
            namen["Telaat"],
            namen["Haast"],
            namen["Later"],
        ]
        assert list_hulpvragen(session, NU, 1).items[0].klok is Klokstand.TE_LAAT
        assert count_late(session, NU) == 1
    with db.transaction() as session:
        te_laat = session.scalars(select(Hulpvraag).filter_by(inwoner_id=namen["Telaat"])).one()
        te_laat.status = Hulpstatus.GESPROKEN
    with db.reading() as session:
        laatste = list_hulpvragen(session, NU, 1).items[-1]
        assert (laatste.vraag.inwoner_id, laatste.klok) == (namen["Telaat"], Klokstand.STIL)
        assert count_late(session, NU) == 0
