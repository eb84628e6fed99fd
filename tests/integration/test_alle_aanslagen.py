"""The proof of the explanation: aanslagen of all kinds, and on every page every sum ends on its amount.

`pytest -m proef tests/integration/test_alle_aanslagen.py` does 10,000; the ordinary run does a few.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import itemgetter
from random import Random

import pytest
from flask import Flask
from wordfreq import zipf_frequency

from portaal.aanslag.service import get_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.core.tijd import today
from portaal.infra.database import Database
from tests.conftest import NU
from tests.factories.alle_soorten import fill_inwoner
from tests.factories.inwoner import make_levering
from tests.support.client import PaginaClient, words_of
from tests.support.sommen import Tabel, check_optelling, check_som, read_tabellen

Login = Callable[[PaginaClient, int], PaginaClient]
GEHEEL, DELEN, KLEIN, PER_KEER = 10_000, 4, 60, 250
# Other pages of the same aanslag are asked for once in so many.
OOK_ELKE = 10
OOK = ("/afdrukken", "/betalen", "/bezwaar", "/gegevens.json")
RESTEN = re.compile(r"\bNone\b|\bnan\b|%\(\w+\)|\{\{|\}\}|\bUndefined\b|\bTODO\b|Lorem|\bxxx\b|\bTrue\b|\bFalse\b")
# "nog -3 dagen", "over -1 week": a time that is negative.
NEGATIEVE_TIJD = re.compile(r"(?<![\w-])[-−]\s?\d+ (?:dag|week|weken|maand|jaar|uur|minu)", re.IGNORECASE)
NEDERLANDSE_LENING = frozenset({"english", "code", "app", "online", "site"})


@pytest.fixture
def browser(sqlite_app: Flask) -> PaginaClient:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return client


def test_every_sum_on_every_page_ends_on_its_amount(
    sqlite_db: Database, browser: PaginaClient, login_inwoner: Login
) -> None:
    assert prove(sqlite_db, browser, login_inwoner, KLEIN, ook_elke=OOK_ELKE)["sommen"] > KLEIN


@pytest.mark.proef
@pytest.mark.parametrize("deel", range(DELEN))
def test_ten_thousand_aanslagen_of_all_kinds(
    sqlite_db: Database, browser: PaginaClient, login_inwoner: Login, deel: int
) -> None:
    geteld = prove(sqlite_db, browser, login_inwoner, GEHEEL // DELEN, ook_elke=OOK_ELKE, seed=deel)
    assert geteld["aanslagen"] == GEHEEL // DELEN
    assert geteld["zonder som"] > 0


def prove(
    database: Database, client: PaginaClient, login: Login, aantal: int, *, ook_elke: int, seed: int = 4
) -> Counter[str]:
    """Show the pages of so many aanslagen; fails with all that is wrong. Returns what was seen."""
    toeval, geteld, fouten = Random(seed), Counter[str](), list[str]()
    while geteld["aanslagen"] < aantal:
        with database.transaction() as session:
            levering_id = make_levering(session)
            paren = [
                paar
                for _ in range(min(PER_KEER, aantal - geteld["aanslagen"]))
                for paar in fill_inwoner(session, toeval, today(NU), levering_id)
            ][: aantal - geteld["aanslagen"]]
        with database.reading() as session:
            aanslagen = {a.id: a for a in get_aanslagen(session, [aanslag_id for _, aanslag_id in paren])}
        for wie, van_wie in groupby(paren, key=itemgetter(0)):
            login(client, wie)
            for _, aanslag_id in van_wie:
                ook = OOK if geteld["aanslagen"] % ook_elke == 0 else ()
                fouten += look_at(client, aanslagen[aanslag_id], ook, geteld)
                geteld["aanslagen"] += 1
        print(dict(geteld), flush=True)
        assert not fouten, "\n".join(fouten[:20])
    return geteld


def look_at(client: PaginaClient, aanslag: Aanslag, ook: tuple[str, ...], geteld: Counter[str]) -> list[str]:
    """What is wrong with the pages of one aanslag."""
    fouten = []
    for deel in ("", *ook):
        antwoord = client.get(f"/mijn/aanslag/{aanslag.id}{deel}")
        geteld["pagina's"] += 1
        html = antwoord.get_data(as_text=True)
        gevonden = [] if antwoord.status_code == 200 else [f"status {antwoord.status_code}"]
        if deel != "/gegevens.json":
            gevonden += check_words(words_of(html))
        if deel in ("", "/afdrukken"):
            gevonden += check_sums(html, aanslag, geteld)
        fouten += [f"aanslag {aanslag.id}{deel}: {fout}" for fout in gevonden]
    return fouten


def check_sums(html: str, aanslag: Aanslag, geteld: Counter[str]) -> list[str]:
    """Each sum gives what it says and ends on its line; what adds up, adds up; no line is without words."""
    tabellen = read_tabellen(html)
    regels = {str(regel.regel): regel for regel in aanslag.regels}
    fouten = []
    met_som = set[str]()
    for tabel in tabellen:
        if tabel.bijschrift == "Zo komen wij aan dit bedrag":
            met_som.add(tabel.waar)
            fouten += [f"line {tabel.waar}: {f}" for f in check_som(tabel, regels[tabel.waar].bedrag)]
        elif _adds_up(tabel):
            fouten += check_optelling(tabel)
    geteld["sommen"] += len(met_som)
    zonder = len(regels) - len(met_som)
    geteld["zonder som"] += zonder
    eerlijk = html.count("Deze som kunnen wij hier niet laten zien") + html.count("Wij haalden")
    if eerlijk != zonder:
        fouten.append(f"{zonder} lines without a sum, {eerlijk} that say so")
    return fouten


def _adds_up(tabel: Tabel) -> bool:
    return len(tabel.rijen) > 1


def check_words(tekst: str) -> list[str]:
    """Placeholders, negative time and English words."""
    fouten = [f"leftover {rest}" for rest in RESTEN.findall(tekst)]
    fouten += [f"negative time {tijd}" for tijd in NEGATIEVE_TIJD.findall(tekst)]
    return fouten + [f"English: {w}" for w in set(re.findall(r"[A-Za-z]{3,}", tekst)) if is_english(w.casefold())]


@cache
def is_english(woord: str) -> bool:
    """Common in English and hardly ever written in Dutch."""
    if woord in NEDERLANDSE_LENING:
        return False
    return zipf_frequency(woord, "en") >= 4.0 and zipf_frequency(woord, "en") - zipf_frequency(woord, "nl") >= 1.5


def test_the_check_itself_finds_what_is_wrong() -> None:
    goed = Tabel("1", "", [("WOZ", "€ 345.000"), ("Tarief", "× 0,0968 %"), ("U betaalt", "€ 333,96")])
    assert check_som(goed, 33396) == []  # type: ignore[arg-type]
    assert check_som(goed, 33496) != []  # type: ignore[arg-type]
    ander_tarief = Tabel("1", "", [("WOZ", "€ 345.000"), ("Tarief", "× 0,0991 %"), ("U betaalt", "€ 333,96")])
    assert check_som(ander_tarief, 33396) != []  # type: ignore[arg-type]
    assert check_optelling(Tabel("", "", [("a", "€ 1,00"), ("b", "€ -0,40"), ("c", "€ 0,61")])) != []
    for zin in ("Betaal voor None.", "Dit kan nog -3 dagen.", "Your payment is late."):
        assert check_words(zin) != []
    assert check_words("Betaal uiterlijk 11 april 2026. Dat is over 3 dagen.") == []
