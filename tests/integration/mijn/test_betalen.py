"""Paying: the amount, the account, the reference and the code; all or a part."""

from collections.abc import Callable

import pytest
from flask import Flask

from portaal.infra.database import Database
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
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
