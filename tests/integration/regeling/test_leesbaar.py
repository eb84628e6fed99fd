"""The pages and letters of a plan are easy to read, in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.stand import Boekingsoort
from portaal.bericht.model import Bericht
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.rollen import Rol
from portaal.core.tijd import start_of_day
from portaal.infra.database import Database
from portaal.regeling.service import (
    Afwijzing,
    Geval,
    Regelingsverzoek,
    ask_inwoner,
    follow_levering,
    get_kaart,
    propose_plan,
    refuse_verzoek,
    remind_ahead,
    request_regeling,
    settle_verzoek,
    stop_regeling,
    withdraw_verzoek,
)
from portaal.regeling.stand import Betaalwijze, Verzoeksoort, Wens
from tests.conftest import NU
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen, later, rust
from tests.support.leesnorm import Leestabel
from tests.support.lezer import LezendeClient, browser, tabel

__all__ = ["browser", "tabel"]
Daarna = Callable[[Session, int], None]
TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
NEE = Afwijzing(["te_lang"], "U kunt in 12 keer betalen.")
LANG = in_termijnen(18)
AF = Wens(Verzoeksoort.REGELING, aantal=12, wijze=Betaalwijze.INCASSO)
INCASSO, STORNO = Boekingsoort.INCASSO, Boekingsoort.STORNO

MET_INCASSO = {"automatische_incasso": True, "vervaldata": ["2026-03-20", "2026-04-28"]}


def _bring_letters_of_debits(session: Session, nummer: int) -> None:
    """A debit is near, then two are taken back: the reminder beforehand, the herinnering, and the end of debits."""
    remind_ahead(session, start_of_day(date(2026, 4, 24)))
    kaart = get_kaart(session, nummer)
    dagen = (date(2026, 4, 28), date(2026, 5, 28))
    terug = [(dag, soort, bedrag) for dag in dagen for soort, bedrag in ((INCASSO, 4268), (STORNO, -4268))]
    for tot, op in ((2, date(2026, 5, 8)), (4, date(2026, 6, 4))):
        moment = start_of_day(op)
        levering = make_levering(session, ontvangen_at=moment, klaar_at=moment)
        (aanslag,) = kaart.aanslagen
        wat = {
            "aanslag_id": aanslag.id,
            "levering_id": levering,
            "betalingen": terug[:tot],
            "bijgewerkt_at": moment,
        }
        make_aanslag(session, aanslag.inwoner_id, **wat, **MET_INCASSO)
        follow_levering(session, LeveringOpgenomen(levering), moment)


# How a request can stand: what was asked, and what happened then.
STATEN: dict[str, tuple[Wens, Daarna | None]] = {
    "lopend": (in_termijnen(6), None),
    "uitstel": (later(NU.date() + timedelta(days=60)), None),
    "pauze": (rust(NU.date() + timedelta(days=28)), None),
    "gesprek": (Wens(Verzoeksoort.GESPREK), None),
    "in_behandeling": (LANG, None),
    "vraag": (LANG, lambda s, nr: ask_inwoner(s, TEAM, Geval(nr, 1), "Wat kunt u missen?", NU)),
    "voorstel": (LANG, lambda s, nr: propose_plan(s, TEAM, Geval(nr, 1), in_termijnen(12), NU)),
    "afgewezen": (LANG, lambda s, nr: refuse_verzoek(s, TEAM, Geval(nr, 1), NEE, NU)),
    "afgehandeld": (LANG, lambda s, nr: settle_verzoek(s, TEAM, Geval(nr, 1), "U betaalt in mei.", NU)),
    "ingetrokken": (LANG, lambda s, nr: withdraw_verzoek(s, TEAM, nr, NU)),
    "gestopt": (in_termijnen(6), lambda s, nr: stop_regeling(s, TEAM, nr, NU)),
    "afschrijven": (AF, _bring_letters_of_debits),
    "zelf overmaken": (in_termijnen(6), None),
    "afschrijven wacht": (replace(AF, aantal=15), None),
    "afschrijven voorstel": (LANG, lambda s, nr: propose_plan(s, TEAM, Geval(nr, 1), AF, NU)),
    "afschrijven gestopt": (AF, lambda s, nr: stop_regeling(s, TEAM, nr, NU)),
    "rust en afschrijven": (rust(NU.date() + timedelta(days=28)), None),
}


@pytest.mark.parametrize("staat", STATEN)
def test_a_request_is_easy_to_read_in_every_state(
    sqlite_db: Database,
    browser: LezendeClient,
    tabel: Leestabel,
    login_inwoner: Callable[..., LezendeClient],
    staat: str,
) -> None:
    wens, daarna = STATEN[staat]
    with sqlite_db.transaction() as session:
        wie = make_inwoner(session)
        incasso = MET_INCASSO if "afschrijven" in staat or "zelf" in staat else {}
        verzoek = Regelingsverzoek("x", (make_aanslag(session, wie, **incasso),), wens)
        nummer = request_regeling(session, DoorInwoner(wie), wie, verzoek, NU).verzoek_id
        if daarna:
            daarna(session, nummer)
        brieven = list(session.scalars(select(Bericht.brief_html)))
    login_inwoner(browser, wie)
    browser.staat = staat
    for deel in ("", "/ontvangen"):
        browser.get(f"/mijn/regeling/verzoek/{nummer}{deel}")
    if staat in ("lopend", "zelf overmaken"):
        browser.get(f"/mijn/regeling/verzoek/{nummer}/stoppen")
    for volgnummer, brief in enumerate(brieven, 1):
        tabel.add(f"brief {staat} {volgnummer}", brief)


def test_the_questions_are_easy_to_read(
    sqlite_db: Database, browser: LezendeClient, login_inwoner: Callable[..., LezendeClient]
) -> None:
    with sqlite_db.transaction() as session:
        wie = make_inwoner(session)
        ids = [make_aanslag(session, wie, belastingjaar=jaar, automatische_incasso=True) for jaar in (2025, 2026)]
    login_inwoner(browser, wie)
    antwoorden: dict[str, dict[str, object]] = {
        "inkomen": {"weinig_inkomen": "nee"},
        "situatie": {"omstandigheid": "geen"},
        "aanslagen": {"aanslagen": [str(aanslag_id) for aanslag_id in ids]},
        "plan": {"hoe": "bedrag", "bedrag": "40"},
        "dag": {"dag": "26"},
        "post": {"digitaal": "ja"},
    }
    for stap, antwoord in antwoorden.items():
        pad = f"/mijn/regeling/vraag/{stap}"
        browser.get(pad)
        if stap != "dag":
            browser.post(pad, data={})
        browser.post(pad, data=antwoord)
    for deel in ("", "/controle", "/kwijtschelding", "/dit-lukt-niet", "/wat-kan-ik-missen", "/pauze"):
        browser.get(f"/mijn/regeling{deel}")
