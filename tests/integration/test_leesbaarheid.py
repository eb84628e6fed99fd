"""Reading level is part of the build: short sentences, and words that are common or explained where they stand.

Every page for inwoners in every state. A text that is too hard fails, and so does one that got worse than the table
in tests/support/leesbaarheid.csv; `python -m tests.support.leesnorm` prints that table, the hardest page first.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from portaal.aanslag.uitleg.soorten import ALGEMEEN
from portaal.afspraak.links import sign_link
from portaal.afspraak.model import AfspraakRij
from portaal.bericht.model import Bericht, UitgaandeMail
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.inwoner.rules import Inwonerstatus
from portaal.kamers import load_kamers
from portaal.regeling.service import Geval, Regelingsverzoek, ask_inwoner, propose_plan, request_regeling
from tests.conftest import NU
from tests.factories.aanslag import make_aanslag
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen
from tests.factories.toestemming import make_code, switch_on_amounts
from tests.support.leesbaarheid import measure
from tests.support.leesnorm import EIGEN, Cijfers, find_decline, find_faults, read_table
from tests.support.lezer import LezendeClient, browser, tabel
from tests.unit.aanslag_uitleg.gegevens import BELEID

__all__ = ["browser", "tabel"]
Login = Callable[..., LezendeClient]
TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
CONTACT = {"naam": "Jan Jansen", "telefoon": "06 12345678", "email": "jan@voorbeeld.example"}
WENS = {"telefoon": "0612345678", "email": "", "moment": "ochtend", "voicemail": "nee", "spoed": "geen"}

# No pages: files, redirects and addresses that only take something in; and the login of employees.
GEEN_PAGINA = frozenset(
    [
        "bericht.brief",
        "inwoner.naar_digid",
        "inwoner.terug",
        "inwoner.uitloggen",
        "inwoner.verleng",
        "afspraak.hold_tijdvak",
        "afspraak.calendar",
        "afspraak.prove",
        "afspraak.beheer_calendar",
        "afspraak.cancel",
        "afspraak.scan_code",
        "afspraak.wait_for_earlier",
        "afspraak.feed",
        "afspraak.eigen",
        "regeling.opnieuw",
        "regeling.kopie",
        "regeling.agenda",
        "regeling.akkoord",
        "toestemming.nee",
        "toestemming.bewijs_json",
        "toestemming.bewijs_pdf",
        "toestemming.intrekken",
        "toestemming.afzeggen",
        "toestemming.intrekken_link_ja",
        "mijn.uitleg_pdf",
        "mijn.gegevens",
        "mijn.betaalcode",
        "mijn.snap_niet",
        "toestemming.gesprek",
        "afspraak.accept_new_time",
        "toestemming.bedragen_ja",
        "toestemming.bedragen_nee",
        "toestemming.houden",
        "toestemming.bezoekersbewijs_json",
        "toestemming.bezoekersbewijs_pdf",
        "toestemming.brief_nee",
        "toestemming.gesprek_agenda",
        "toestemming.gesprek_afzeggen",
    ]
)


def test_our_own_list_of_words_stays_short() -> None:
    assert len(EIGEN) <= 50


def test_every_page_for_inwoners_is_in_the_table() -> None:
    gemeten = {naam.split()[0] for naam in read_table()}
    rollen = {Rol.INWONER, Rol.IEDEREEN}
    paginas = {naam for kamer in load_kamers() for naam, t in (kamer.toegang or {}).items() if rollen & t.rollen}
    van_medewerkers = {naam for naam in paginas if naam.startswith("medewerker.")}
    assert paginas - GEEN_PAGINA - van_medewerkers - gemeten == set()


def test_public_pages(browser: LezendeClient) -> None:
    paden = ["/", "/uitleg", "/begrippen", "/bezwaar", "/privacy", "/toegankelijkheid", "/cookies", "/echt"]
    paden += [f"/uitleg/{soort}" for soort in BELEID.soorten if soort != ALGEMEEN]
    for pad in [*paden, "/hulp", "/inloggen", "/uitgelogd", "/deze-pagina-is-er-niet"]:
        browser.get(pad)
    for situatie in re.findall(r"situatie=([a-z_]+)", browser.get("/hulp").text):
        browser.staat = situatie
        browser.get(f"/hulp?situatie={situatie}")


def test_help_at_night(browser: LezendeClient, klok: object) -> None:
    klok.moment = NU - timedelta(hours=34)  # type: ignore[attr-defined]
    browser.staat = "nacht"
    browser.get("/hulp")


def test_an_aanslag_in_every_state(sqlite_db: Database, browser: LezendeClient, login_inwoner: Login) -> None:
    for stand, make in STANDEN.items():
        browser.staat = stand
        inwoner_id = sqlite_db.run(make_inwoner)
        aanslag_id = sqlite_db.run(lambda session, make=make, wie=inwoner_id: make(session, wie))
        login_inwoner(browser, inwoner_id)
        for pad in ("/mijn", f"/mijn/aanslag/{aanslag_id}", f"/mijn/aanslag/{aanslag_id}/afdrukken"):
            browser.get(pad)


def test_an_aanslag_of_who_is_helped_by_someone(
    sqlite_db: Database, browser: LezendeClient, login_inwoner: Login
) -> None:
    for status in Inwonerstatus:
        browser.staat = status.value
        inwoner_id = sqlite_db.run(lambda session, status=status: make_inwoner(session, status=status))
        aanslag_id = sqlite_db.run(lambda session, wie=inwoner_id: STANDEN["op_tijd"](session, wie))
        login_inwoner(browser, inwoner_id)
        for deel in ("", "/afdrukken", "/betalen", "/bezwaar"):
            browser.get(f"/mijn/aanslag/{aanslag_id}{deel}")
        browser.get("/mijn")


def test_forms_of_mijn_and_their_faults(sqlite_db: Database, browser: LezendeClient, login_inwoner: Login) -> None:
    inwoner_id = sqlite_db.run(lambda session: make_inwoner(session, geheimhouding=True))
    aanslag_id = sqlite_db.run(lambda session: make_aanslag(session, inwoner_id, bezwaar=True))
    login_inwoner(browser, inwoner_id)
    browser.staat = "geheim"
    browser.get(f"/mijn/aanslag/{aanslag_id}")
    browser.get(f"/mijn/aanslag/{aanslag_id}/bezwaar")
    browser.staat = ""
    browser.get("/mijn/over-gegevens")
    browser.get("/mijn/kwijtschelding")
    browser.post("/mijn/kwijtschelding", data={})
    for huis in ("ja", "nee"):
        browser.staat = huis
        browser.post("/mijn/kwijtschelding", data={"inkomen": "ja", "spaargeld": "nee", "huis": huis})
        browser.get("/mijn/kwijtschelding/uitkomst")
    browser.post(f"/mijn/aanslag/{aanslag_id}/betalen", data={"keuze": "anders", "bedrag": "veel"})
    browser.post("/mijn/oordeel", data={"pagina": "mijn.aanslag"})
    for soort in ("al_betaald", "niet_van_mij"):
        pad = f"/mijn/aanslag/{aanslag_id}/melding/{soort}"
        browser.get(pad)
        browser.post(pad, data={"toelichting": "Op 3 maart."})
        browser.staat = soort
        browser.get(f"/mijn/aanslag/{aanslag_id}/meldingen")
    browser.staat = "leeg"
    login_inwoner(browser, sqlite_db.run(make_inwoner))
    browser.get("/mijn")
    browser.get("/mijn/berichten")


@pytest.mark.parametrize("soort", ["bellen", "bezoek", "video"])
def test_a_talk_from_choice_to_change(
    sqlite_db: Database, browser: LezendeClient, login_inwoner: Login, soort: str
) -> None:
    keuze = {"onderwerp": "aanslag", "soort": soort}
    browser.staat = soort
    browser.get("/afspraak")
    html = browser.get("/afspraak/tijd", query_string=keuze).text
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', html)[9]
    browser.post("/afspraak/tijd", data={**keuze, "tijdvak": tijd})
    browser.post("/afspraak/gegevens", data={})
    browser.get("/afspraak/gegevens")
    browser.post("/afspraak/gegevens", data=CONTACT)
    browser.get("/afspraak/controle")
    browser.post("/afspraak/controle")
    browser.get("/afspraak/bevestigd")
    with sqlite_db.reading() as session:
        token = sign_link(session.scalars(select(AfspraakRij.id)).one())
    pad = f"/afspraak/beheer/{token}"
    browser.application.config["WTF_CSRF_ENABLED"] = False
    browser.staat = f"{soort} gesloten"
    browser.get(pad)
    browser.post(pad, data={"controle": "0"})
    browser.post(pad, data={"controle": "5678"})
    browser.staat = soort
    browser.get(pad)
    browser.get(f"{pad}/verzetten")
    browser.post(f"{pad}/afzeggen")
    browser.staat = f"{soort} afgezegd"
    browser.get(pad)


def test_codes_and_walking_in(browser: LezendeClient) -> None:
    browser.get("/afspraak/code")
    browser.post("/afspraak/code", data={"code": "fout"})
    browser.get("/inloop")
    browser.get("/inloop/stadhuis/scherm")


def test_help_with_money_worries(sqlite_db: Database, browser: LezendeClient, login_inwoner: Login) -> None:
    login_inwoner(browser, sqlite_db.run(make_inwoner))
    for pad in ("/mijn/toestemming", "/mijn/toestemming/overzicht", "/mijn/toestemming/ja"):
        browser.get(pad)
    browser.post("/mijn/toestemming/ja", data=WENS | {"telefoon": ""})
    bewijs = browser.post("/mijn/toestemming/ja", data=WENS | {"email": "jan@example.org"}).location
    browser.staat = "gegeven"
    for pad in (bewijs, "/mijn/toestemming/overzicht", "/mijn/toestemming", "/mijn", "/mijn/berichten"):
        browser.get(pad)
    tijd = re.search(r'name="tijdvak" value="([^"]+)"', browser.get("/mijn/gesprek").text)
    if tijd:
        browser.staat = "gesprek"
        browser.get(browser.post("/mijn/gesprek", data={"tijdvak": tijd[1], "soort": "bellen"}).location)
    with sqlite_db.reading() as session:
        mails = " ".join(session.scalars(select(UitgaandeMail.tekst)))
    link = re.search(r"/toestemming/intrekken/\S+", mails)
    assert link
    browser.get(link[0])
    browser.staat = "ingetrokken"
    browser.post("/mijn/toestemming/intrekken")
    for pad in ("/mijn/toestemming/overzicht", "/mijn/toestemming"):
        browser.get(pad)
    browser.staat = "nee"
    browser.post("/mijn/toestemming/nee")
    browser.get("/mijn/toestemming/overzicht")


def test_a_yes_by_the_code_of_a_letter(sqlite_db: Database, browser: LezendeClient) -> None:
    browser.get("/toestemming/brief")
    browser.post("/toestemming/brief", data={"code": "fout"})
    browser.post("/toestemming/brief", data={"code": make_code(sqlite_db)})
    for pad in ("/toestemming/brief/vraag", "/toestemming/brief/ja"):
        browser.get(pad)
    browser.post("/toestemming/brief/ja", data={})
    browser.get(browser.post("/toestemming/brief/ja", data=WENS | {"naam": "Jo Bezoeker"}).location)


def test_a_talk_about_money_worries_without_login(browser: LezendeClient) -> None:
    keuze = re.findall(r'<option value="([^"]{10,})"', browser.get("/geldzorgen/gesprek").text)
    browser.post("/geldzorgen/gesprek", data={})
    wie = WENS | {"naam": "Jo Bezoeker", "soort": "bellen", "tijdvak": keuze[0]}
    pad = browser.post("/geldzorgen/gesprek", data=wie).location
    for deel in ("", "/verzetten"):
        browser.get(pad + deel)
    vreemde = browser.application.test_client()
    vreemde.tabel, vreemde.staat = browser.tabel, "controle"  # type: ignore[attr-defined]
    vreemde.get(pad)
    vreemde.post(pad, data={"controle": "0000"})
    browser.post(f"{pad}/afzeggen")
    browser.staat = "afgezegd"
    browser.get(pad)


def test_the_second_question_about_amounts(
    sqlite_db: Database, browser: LezendeClient, login_inwoner: Login
) -> None:
    switch_on_amounts(sqlite_db)
    login_inwoner(browser, sqlite_db.run(make_inwoner))
    browser.post("/mijn/toestemming/ja", data=WENS)
    browser.staat = "bedragen"
    browser.get("/mijn/toestemming/bedragen")
    browser.get(browser.post("/mijn/toestemming/bedragen/ja").location)
    browser.get("/mijn/toestemming/overzicht")


def test_a_plan_and_what_came_of_it(sqlite_db: Database, browser: LezendeClient, login_inwoner: Login) -> None:
    with sqlite_db.transaction() as session:
        wie = make_inwoner(session)
        ids = [make_aanslag(session, wie) for _ in range(3)]
        nummers = [
            request_regeling(session, DoorInwoner(wie), wie, Regelingsverzoek(f"n{i}", (a,), in_termijnen(18)), NU)
            for i, a in enumerate(ids[:2])
        ]
        ask_inwoner(session, TEAM, Geval(nummers[0].verzoek_id, 1), "Wat kunt u missen?", NU)
        propose_plan(session, TEAM, Geval(nummers[1].verzoek_id, 1), in_termijnen(12), NU)
    login_inwoner(browser, wie)
    browser.staat = "plan"
    browser.get("/mijn")
    for naam, deel in (("vraag", "antwoord"), ("voorstel", "geen-akkoord"), ("voorstel", "intrekken")):
        nummer = nummers[naam == "voorstel"].verzoek_id
        browser.staat = naam
        browser.get(f"/mijn/regeling/verzoek/{nummer}")
        browser.get(f"/mijn/regeling/verzoek/{nummer}/{deel}")
    with sqlite_db.reading() as session:
        berichten = list(session.execute(select(Bericht.id, Bericht.soort)))
    browser.get("/mijn/berichten")
    for nummer, (bericht_id, soort) in enumerate(berichten, 1):
        browser.staat = f"{soort} {nummer}"
        browser.get(f"/mijn/berichten/{bericht_id}")


def test_the_measure_itself_finds_a_hard_text() -> None:
    zwaar = (
        "<main><p>Ingevolge de toepasselijke verordening wordt de verschuldigde belasting bij wege van aanslag "
        "geheven naar een tarief dat jaarlijks door de raad bij afzonderlijk besluit wordt vastgesteld.</p></main>"
    )
    fouten = " ".join(find_faults(measure(zwaar)))
    for deel in ("words per sentence", "too long", "Flesch-Douma", "hard word: ingevolge"):
        assert deel in fouten


def test_a_text_that_gets_worse_is_found() -> None:
    was = Cijfers(7.5, 14, 82.0)
    assert find_decline(was, was) == []
    assert find_decline(Cijfers(7.0, 12, 90.0), was) == []
    for slechter in (Cijfers(8.0, 14, 82.0), Cijfers(7.5, 15, 82.0), Cijfers(7.5, 14, 80.0)):
        assert len(find_decline(slechter, was)) == 1
