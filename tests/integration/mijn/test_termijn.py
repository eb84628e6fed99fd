"""Around the day of a term the pages say what is so: to come, over but perhaps on its way, or late."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from portaal.aanslag.stand import Boekingsoort
from portaal.core.tijd import start_of_day
from portaal.infra.database import Database
from portaal.regeling.stand import Wens
from tests.conftest import Klok
from tests.factories.regeling import in_termijnen
from tests.integration.regeling.test_incasso import ask, by_debit, deliver
from tests.support.client import PaginaClient

Paginas = Callable[[date], tuple[str, str, str]]
Begin = Callable[[Wens], tuple[Paginas, Callable[..., None]]]


@pytest.fixture
def plan(sqlite_app: Flask, sqlite_db: Database, login_inwoner: Callable[..., PaginaClient], klok: Klok) -> Begin:
    """Someone with a plan: how to read their overview, aanslag and plan on a day, and how to take in a delivery."""

    def begin(wens: Wens) -> tuple[Paginas, Callable[..., None]]:
        with sqlite_db.transaction() as session:
            wie, aanslag_id, kaart = ask(session, wens, automatische_incasso=wens.wijze == "incasso")
        client = sqlite_app.test_client()
        assert isinstance(client, PaginaClient)

        def read(dag: date) -> tuple[str, str, str]:
            klok.moment = start_of_day(dag) + timedelta(hours=12)
            login_inwoner(client, wie)
            adressen = ("/mijn", f"/mijn/aanslag/{aanslag_id}", f"/mijn/regeling/verzoek/{kaart.verzoek_id}")
            overzicht, aanslag, regeling = (client.text(adres) for adres in adressen)
            return overzicht.split("Wat staat er open?")[0], aanslag.split("Waarom dit bedrag?")[0], regeling

        def take_in(op: date, *geboekt: tuple[date, Boekingsoort, int]) -> None:
            with sqlite_db.transaction() as session:
                deliver(session, wie, aanslag_id, op, *geboekt)

        return read, take_in

    return begin


def test_on_its_day_a_term_is_to_be_paid_and_the_day_after_nobody_is_called_late(
    plan: Begin,
) -> None:
    read, take_in = plan(in_termijnen(3))
    overzicht, aanslag, regeling = read(date(2026, 3, 26))
    assert "Betaal het uiterlijk donderdag 26 maart 2026" in overzicht
    assert "Betaal het uiterlijk donderdag 26 maart 2026" in aanslag
    assert "Betaal dit voor of op donderdag 26 maart 2026" in regeling
    for tekst in read(date(2026, 3, 27)):
        assert "De betaaldag was donderdag 26 maart 2026. Wij zien uw betaling nog niet." in tekst
        assert "Hebt u al betaald? Dan hoeft u niets te doen." in tekst
        assert "te laat" not in tekst
        assert "Betaal het uiterlijk" not in tekst
        assert "voor of op donderdag 26 maart" not in tekst
    assert "26 maart 2026 Nog niet te zien" in read(date(2026, 3, 27))[2]
    take_in(date(2026, 4, 2))
    overzicht, aanslag, regeling = read(date(2026, 4, 2))
    assert "Een deel is te laat: € 170,72." in overzicht
    assert "Een deel is te laat: € 170,72." in aanslag
    assert "De betaaldag was donderdag 26 maart 2026. Betaal het nu" in regeling
    assert "26 maart 2026 Nog niet binnen" in regeling


def test_with_two_terms_late_every_page_asks_for_both(
    plan: Begin,
) -> None:
    read, take_in = plan(in_termijnen(3))
    take_in(date(2026, 5, 6))
    overzicht, aanslag, regeling = read(date(2026, 5, 6))
    assert "Een deel is te laat: € 341,44." in overzicht
    assert "Een deel is te laat: € 341,44." in aanslag
    assert "€ 341,44 De eerste betaaldag was donderdag 26 maart 2026. Betaal zo snel u kunt." in regeling


def test_a_debit_that_is_not_seen_yet_asks_nothing_and_one_that_failed_says_what_to_do(
    plan: Begin,
) -> None:
    read, take_in = plan(by_debit(12))
    assert "Op dinsdag 28 april 2026 schrijven wij ongeveer € 42,68 af." in read(date(2026, 4, 28))[0]
    for tekst in read(date(2026, 4, 29)):
        assert "Rond dinsdag 28 april 2026 schrijven wij € 42,68 af. Wij zien dat nog niet." in tekst
        assert "Op dinsdag 28 april" not in tekst
    take_in(
        date(2026, 5, 8),
        (date(2026, 4, 28), Boekingsoort.INCASSO, 4268),
        (date(2026, 5, 4), Boekingsoort.STORNO, -4268),
    )
    for tekst in read(date(2026, 5, 8)):
        assert "Afschrijven lukte niet. Maak dit deel zelf over." in tekst
        assert "schrijven wij ongeveer" not in tekst
