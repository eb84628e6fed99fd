"""Paying: the amount, the account, the reference and the code; all or a part."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from portaal.core.door import DoorInwoner
from portaal.infra.database import Database
from portaal.regeling.service import Regelingsverzoek, request_regeling
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen
from tests.support.client import PaginaClient

Login = Callable[[PaginaClient, int], PaginaClient]


@pytest.fixture
def betaler(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login) -> tuple[PaginaClient, str]:
    """Someone who has € 975,36 open in ten parts, and the address of their paying page."""
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["termijnen"](session, inwoner_id))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return login_inwoner(client, inwoner_id), f"/mijn/aanslag/{aanslag_id}/betalen"


def test_the_next_part_stands_there_first(betaler: tuple[PaginaClient, str]) -> None:
    client, pad = betaler
    tekst = client.text(pad)
    assert "Bedrag € 97,54" in tekst
    assert "NL91 ABNA 0417 1643 00" in tekst


@pytest.mark.parametrize(
    ("gekozen", "getoond"),
    [
        ({"keuze": "alles"}, "Bedrag € 975,36"),
        ({"keuze": "deel"}, "Bedrag € 97,54"),
        ({"keuze": "anders", "bedrag": "25"}, "Bedrag € 25,00"),
        ({"keuze": "anders", "bedrag": "€ 12,5"}, "Bedrag € 12,50"),
    ],
)
def test_another_amount_can_be_chosen_and_is_not_in_the_address(
    betaler: tuple[PaginaClient, str], gekozen: dict[str, str], getoond: str
) -> None:
    client, pad = betaler
    antwoord = client.post(pad, data=gekozen)
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"] == f"{pad}#gegevens"
    assert getoond in client.text(pad)


@pytest.mark.parametrize("bedrag", ["", "veel", "0", "-5", "975,37", "1e3"])
def test_an_amount_that_cannot_be_is_asked_again_and_kept_as_typed(
    betaler: tuple[PaginaClient, str], bedrag: str
) -> None:
    client, pad = betaler
    antwoord = client.post(pad, data={"keuze": "anders", "bedrag": bedrag})
    assert antwoord.status_code == 422
    assert f'value="{bedrag}"' in antwoord.get_data(as_text=True)
    assert "Bedrag € 97,54" in client.text(pad)


def checked(client: PaginaClient, pad: str) -> str:
    """Which choice of the form is made already."""
    html = client.get(pad).get_data(as_text=True)
    return next(re.findall(r'value="(\w+)"', veld)[0] for veld in re.findall(r"<input[^>]*checked[^>]*>", html))


def test_the_choice_that_was_made_is_the_one_that_is_ticked(betaler: tuple[PaginaClient, str]) -> None:
    client, pad = betaler
    assert checked(client, pad) == "deel"
    client.post(pad, data={"keuze": "anders", "bedrag": "25"})
    assert checked(client, pad) == "anders"
    assert 'value="25,00"' in client.get(pad).get_data(as_text=True)
    client.post(pad, data={"keuze": "alles"})
    assert checked(client, pad) == "alles"
    assert client.post(pad, data={"bedrag": "25"}).status_code == 422


@pytest.fixture
def in_plan(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login, now: datetime) -> Callable[..., Any]:
    """Someone who pays aanslagen in three parts: their browser, and the aanslagen."""

    def make(*standen: str, eerst_alles: bool = False) -> tuple[PaginaClient, list[int]]:
        inwoner_id = sqlite_db.run(make_inwoner)
        ids = [sqlite_db.run(lambda s, stand=stand: STANDEN[stand](s, inwoner_id)) for stand in standen]
        client = sqlite_app.test_client()
        assert isinstance(client, PaginaClient)
        login_inwoner(client, inwoner_id)
        if eerst_alles:
            client.post(f"/mijn/aanslag/{ids[0]}/betalen", data={"keuze": "alles"})
        verzoek = Regelingsverzoek("sleutel", tuple(ids), in_termijnen(3))
        sqlite_db.run(lambda s: request_regeling(s, DoorInwoner(inwoner_id), inwoner_id, verzoek, now))
        return client, ids

    return make


def test_in_a_plan_the_next_term_stands_there_first_and_all_of_it_is_a_choice(in_plan: Callable[..., Any]) -> None:
    client, (aanslag_id,) = in_plan("op_tijd")
    pad = f"/mijn/aanslag/{aanslag_id}/betalen"
    tekst = client.text(pad)
    assert "Bedrag € 162,25" in tekst
    assert "Het deel van nu: € 162,25" in tekst
    assert "Alles: € 486,73" in tekst
    assert checked(client, pad) == "deel"
    op_papier = client.text(f"/mijn/aanslag/{aanslag_id}/afdrukken")
    assert "Bedrag € 162,25" in op_papier
    code = pad.replace("betalen", "betaalcode.svg")
    van_de_termijn = client.get(code).data
    client.post(pad, data={"keuze": "alles"})
    assert client.get(code).data != van_de_termijn
    client.post(pad, data={"keuze": "deel"})
    assert client.get(code).data == van_de_termijn


def test_a_choice_from_before_the_plan_does_not_ask_all_at_once(in_plan: Callable[..., Any]) -> None:
    client, (aanslag_id,) = in_plan("op_tijd", eerst_alles=True)
    assert "Bedrag € 162,25" in client.text(f"/mijn/aanslag/{aanslag_id}/betalen")


def test_in_a_plan_of_more_aanslagen_each_asks_its_own_part(in_plan: Callable[..., Any]) -> None:
    client, ids = in_plan("op_tijd", "termijnen")
    bedragen = [client.text(f"/mijn/aanslag/{a}/betalen") for a in ids]
    delen = [next(re.finditer(r"Bedrag € (\d+),(\d\d)", tekst)) for tekst in bedragen]
    # € 1.462,09 in three terms is € 487,37 at first: the oldest aanslag first, the rest on the other.
    assert [deel[1] + deel[2] for deel in delen] == ["48673", "064"]


def test_where_the_gemeente_debits_the_page_says_that_nothing_is_to_be_transferred(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login
) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["incasso"](session, inwoner_id))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    login_inwoner(client, inwoner_id)
    tekst = client.text(f"/mijn/aanslag/{aanslag_id}/betalen")
    assert "Wij schrijven dit van uw rekening af U hoeft niets over te maken." in tekst


def test_the_code_holds_the_chosen_amount(betaler: tuple[PaginaClient, str]) -> None:
    client, pad = betaler
    code = pad.replace("betalen", "betaalcode.svg")
    eerst = client.get(code)
    client.post(pad, data={"keuze": "alles"})
    assert eerst.mimetype == "image/svg+xml"
    assert eerst.data.startswith(b"<svg")
    assert client.get(code).data != eerst.data


def test_the_code_says_what_a_bank_reads() -> None:
    from unittest.mock import patch

    from portaal.beleid.bestanden import VOORBEELD, read_versie
    from portaal.beleid.gemeente import Gemeente
    from portaal.core.geld import Centen
    from portaal.infra.kamer import BeleidSoort
    from portaal.mijn.betaalcode import make_betaalcode
    from tests.unit.invordering.gegevens import AANSLAG

    versie = read_versie(BeleidSoort("gemeente", Gemeente), VOORBEELD / "gemeente.toml")
    gemeente = Gemeente.model_validate(versie.inhoud)
    import segno

    with patch("segno.helpers.segno.make_qr", wraps=segno.make_qr) as make_qr:
        make_betaalcode(gemeente, AANSLAG, Centen(48673))
    regels = (
        make_qr.call_args[0][0].decode().split("\n")
        if isinstance(make_qr.call_args[0][0], bytes)
        else (make_qr.call_args[0][0].split("\n"))
    )
    assert regels[:2] == ["BCD", "002"]
    assert {"Gemeente Voorbeeldstad", "NL91ABNA0417164300", "EUR486.73", "7444442600000002"} <= set(regels)


def test_who_has_nothing_to_pay_gets_no_code(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Login) -> None:
    inwoner_id = sqlite_db.run(make_inwoner)
    aanslag_id = sqlite_db.run(lambda session: STANDEN["betaald"](session, inwoner_id))
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    login_inwoner(client, inwoner_id)
    assert "U hoeft niets te betalen" in client.text(f"/mijn/aanslag/{aanslag_id}/betalen")
    assert client.get(f"/mijn/aanslag/{aanslag_id}/betaalcode.svg").status_code == 404
