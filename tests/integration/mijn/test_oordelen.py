"""What readers say of pages comes to staff, and what was meant as a bezwaar comes to heffing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from portaal.aanslag.service import get_aanslagen
from portaal.bericht.service import list_berichten
from portaal.core.door import DoorMedewerker
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.mijn.model import Oordeelsoort
from portaal.mijn.oordelen import (
    Oordeel,
    count_per_pagina,
    forget_inwoner,
    keep_oordeel,
    list_oordelen,
    oordelen_of,
    pass_on_as_bezwaar,
    unclear_lines,
)
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.support.client import OpenStand, PaginaClient

Login = Callable[[PaginaClient, int], PaginaClient]
BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))


@pytest.fixture
def lezer(db: Database) -> tuple[int, int]:
    """An inwoner and their aanslag."""
    inwoner_id = db.run(make_inwoner)
    return inwoner_id, db.run(lambda session: STANDEN["op_tijd"](session, inwoner_id))


def test_pages_are_counted_and_sentences_listed(db: Database, lezer: tuple[int, int], now: datetime) -> None:
    inwoner_id, aanslag_id = lezer
    gezegd = [
        Oordeel("mijn.aanslag", Oordeelsoort.DUIDELIJK),
        Oordeel("mijn.aanslag", Oordeelsoort.ONDUIDELIJK, "Wat is diftar?", aanslag_id),
        Oordeel("mijn.aanslag", Oordeelsoort.SNAP_NIET, aanslag_id=aanslag_id, regel=2),
        Oordeel("mijn.betalen", Oordeelsoort.DUIDELIJK, "Fijn"),
    ]
    with db.transaction() as session:
        for oordeel in gezegd:
            keep_oordeel(session, inwoner_id, oordeel, now)
    with db.reading() as session:
        assert [(c.pagina, c.duidelijk, c.onduidelijk) for c in count_per_pagina(session)] == [
            ("mijn.aanslag", 1, 2),
            ("mijn.betalen", 1, 0),
        ]
        assert [o.zin for o in list_oordelen(session, "mijn.aanslag", 1).items] == ["", "Wat is diftar?"]
        namen = {regel.regel: regel.omschrijving for regel in get_aanslagen(session, {aanslag_id})[0].regels}
        assert [(o.regel, o.omschrijving) for o in oordelen_of(session, inwoner_id, 1).items] == [
            (None, ""),
            (2, namen[2]),
            (None, ""),
            (None, ""),
        ]


def test_a_text_that_was_meant_as_a_bezwaar_is_passed_on_once_and_confirmed(
    db: Database, lezer: tuple[int, int], now: datetime
) -> None:
    inwoner_id, aanslag_id = lezer
    with db.transaction() as session:
        keep_oordeel(
            session,
            inwoner_id,
            Oordeel("mijn.aanslag", Oordeelsoort.ONDUIDELIJK, "De waarde klopt niet.", aanslag_id),
            now,
        )
    with db.transaction() as session:
        oordeel_id = list_oordelen(session, "", 1).items[0].id
        pass_on_as_bezwaar(session, BALIE, oordeel_id, now)
    with db.transaction() as session, pytest.raises(InmiddelsGewijzigd):
        pass_on_as_bezwaar(session, BALIE, oordeel_id, now)
    with db.reading() as session:
        berichten = list_berichten(session, inwoner_id, 1).items
    assert [bericht.titel for bericht in berichten] == ["Wij behandelen uw bericht als bezwaar"]
    assert "16 maart 2026" in berichten[0].alineas[0]


def test_who_calls_reads_each_line_once_the_newest_first_and_not_for_ever(
    db: Database, lezer: tuple[int, int], now: datetime
) -> None:
    inwoner_id, aanslag_id = lezer
    ander = db.run(make_inwoner)
    with db.transaction() as session:
        for dagen, regel in ((61, 4), (9, 1), (5, 2), (1, 1), (0, None)):
            gezegd = Oordeel("mijn.aanslag", Oordeelsoort.SNAP_NIET, aanslag_id=aanslag_id, regel=regel)
            keep_oordeel(session, inwoner_id, gezegd, now - timedelta(days=dagen))
    with db.reading() as session:
        regels = unclear_lines(session, inwoner_id, now)
        assert unclear_lines(session, ander, now) == []
    assert [(r.regel, r.omschrijving, r.bedrag) for r in regels] == [
        (1, "ozb_eigenaar_woning", 33396),
        (2, "rioolheffing_eigenaar", 17820),
    ]


def test_without_a_known_way_one_chooses_how(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["op_tijd"](session, inwoner_id))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    login_inwoner(client, inwoner_id)
    pad = f"/mijn/aanslag/{aanslag_id}/snap-niet"
    for data in ({"regel": "1"}, {"regel": "99", "hoe": "vliegen"}):
        assert client.post(pad, data=data).location == "/afspraak?onderwerp=aanslag"
    assert client.post(pad, data={"regel": "1", "hoe": "bezoek"}).location.endswith("soort=bezoek")


def test_someone_elses_aanslag_or_an_unknown_page_is_not_kept(
    db: Database, lezer: tuple[int, int], now: datetime
) -> None:
    ander = db.run(make_inwoner)
    for oordeel in (
        Oordeel("mijn.aanslag", Oordeelsoort.DUIDELIJK, aanslag_id=lezer[1]),
        Oordeel("mijn.iets", Oordeelsoort.DUIDELIJK),
    ):
        with db.transaction() as session, pytest.raises(NietGevonden):
            keep_oordeel(session, ander, oordeel, now)


def test_when_an_inwoner_is_removed_so_is_what_they_said(
    db: Database, lezer: tuple[int, int], now: datetime
) -> None:
    with db.transaction() as session:
        keep_oordeel(session, lezer[0], Oordeel("mijn.betalen", Oordeelsoort.DUIDELIJK), now)
    with db.transaction() as session:
        forget_inwoner(session, InwonerVerwijderd(lezer[0]), now)
    with db.reading() as session:
        assert oordelen_of(session, lezer[0], 1).items == []


def test_the_whole_way_from_page_to_heffing(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login, login_medewerker: Callable[..., PaginaClient]
) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["op_tijd"](session, inwoner_id))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    login_inwoner(client, inwoner_id)
    zin = {"pagina": "mijn.aanslag", "aanslag_id": aanslag_id, "zin": "De waarde klopt niet."}
    assert client.post("/mijn/oordeel", data=zin).status_code == 422
    assert client.post("/mijn/oordeel", data={**zin, "duidelijk": "nee"}).status_code == 302
    antwoord = client.post(f"/mijn/aanslag/{aanslag_id}/snap-niet", data={"regel": "1", "hoe": "bellen"})
    assert antwoord.headers["Location"] == "/afspraak/tijd?onderwerp=aanslag&soort=bellen"
    assert "Wij weten dat het gaat over: Belasting voor uw huis (ozb)." in client.text(
        antwoord.headers["Location"]
    )
    login_medewerker(client, Rol.BALIE)
    assert "Snapt deze regel niet ozb_eigenaar_woning : € 333,96" in client.text(f"/werk/inwoner/{inwoner_id}")
    tekst = client.text("/werk/oordelen")
    assert "De waarde klopt niet." in tekst
    assert "regel 1" in client.text(f"/werk/inwoner/{inwoner_id}/vragen")
    client.post("/werk/oordelen/1/bezwaar")
    assert "Doorgestuurd als bezwaar" in client.text("/werk/oordelen")
    assert client.get("/werk/oordelen/1/heffing.pdf").data.startswith(b"%PDF")


def test_a_number_that_no_database_holds_is_simply_not_there(
    open_stand: OpenStand,
) -> None:
    client, _ = open_stand("op_tijd")
    for nummer in ("9" * 18, "9" * 19, "9" * 40):
        assert client.get(f"/mijn/aanslag/{nummer}").status_code == 404
        gegeven = {"pagina": "mijn.aanslag", "duidelijk": "ja", "aanslag_id": nummer[:20]}
        assert client.post("/mijn/oordeel", data=gegeven).status_code == 404


@pytest.mark.parametrize("geheim", [False, True])
def test_the_sheet_for_heffing_names_who_and_the_whole_day_of_receipt(
    sqlite_app: Flask,
    sqlite_db: Database,
    login_medewerker: Callable[..., PaginaClient],
    now: datetime,
    geheim: bool,
) -> None:
    def say(session: Session) -> None:
        wie = make_inwoner(session, straat="Geheimpad", geheimhouding=geheim)
        keep_oordeel(session, wie, Oordeel("mijn.overzicht", Oordeelsoort.ONDUIDELIJK, "Het klopt niet."), now)

    sqlite_db.run(say)
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    blad = login_medewerker(client, Rol.BALIE).get("/werk/oordelen/1/heffing.pdf").data
    tekst = " ".join(" ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(blad)).pages).split())
    assert "Ontvangen op maandag 16 maart 2026," in tekst
    assert "Geboren op" in tekst
    assert ("Geheimpad" in tekst) is not geheim
    assert ("adres van deze inwoner is geheim" in tekst) is geheim
