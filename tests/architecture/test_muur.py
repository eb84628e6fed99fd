"""The wall: who decides on plans sees, byte for byte, the same portal whatever someone says to schuldhulp.

And a canary: marked numbers, addresses and notes pass through the whole journey and turn up nowhere else.
"""

import base64
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from flask import Flask, Response, request
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorInwoner, DoorMedewerker, Vaststelling
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.rollen_pg import is_prepared, prepare, rooms_of_tables
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import NAMENS, Portaal
from portaal.invordering.rules import Meldingsoort
from portaal.invordering.service import make_set, meld
from portaal.medewerker.service import note_login
from portaal.regeling.service import Regelingsverzoek, request_regeling
from portaal.signaal.begrip import Signaalsoort
from portaal.signaal.service import note_signaal, note_verwijzing
from portaal.toestemming.begrip import Antwoord
from portaal.toestemming.model import Hulpgesprek, Hulpvraag, Toestemming
from portaal.toestemming.service.taken import expire, remind
from tests.conftest import NU, make_app
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen
from tests.support.client import PaginaClient, without_new
from tests.support.postgres import Cluster

BSN = "999993653"
TELEFOON, TELEFOON_BEZOEKER, TELEFOON_KORT = "0699887761", "0699887762", "69988776"
EMAIL = "kanarie.geheim"
NOTITIE = "KANARIENOTITIE"
WENS = {
    "telefoon": TELEFOON,
    "email": f"{EMAIL}@example.org",
    "moment": "avond",
    "voicemail": "ja",
    "spoed": "afsluiting",
}
Gezien = dict[str, tuple[int, bytes]]


@dataclass
class Wereld:
    """One inwoner with an aanslag, and employees of every kind."""

    app: Flask
    db: Database
    inwoner_id: int
    aanslag_id: int
    inwoner: PaginaClient
    medewerkers: dict[Rol, int]
    adressen: list[str] = field(default_factory=list)

    def login(self, client: PaginaClient, *rollen: Rol, medewerker_id: int) -> PaginaClient:
        """Log an employee in."""
        client.log_in(Aanmelding(frozenset(rollen), medewerker_id=medewerker_id, naam="Medewerker Test"))
        return client

    def employee(self, *rollen: Rol, namens: bool = False) -> PaginaClient:
        """A browser of an employee; with `namens` at the desk for our inwoner."""
        client = self.login(self.app.test_client(), *rollen, medewerker_id=self.medewerkers[rollen[0]])
        if namens:
            with client.session_transaction() as sessie:
                sessie[NAMENS] = {
                    "inwoner_id": self.inwoner_id,
                    "vaststelling": Vaststelling.IDENTITEITSBEWIJS.value,
                    "naam": "A. de Jong",
                }
        return client

    def addresses(self, rollen: frozenset[Rol]) -> list[str]:
        """Every page that these roles can ask for, with the numbers of our world in it.

        Without IEDEREEN among them: only the pages that are theirs by role.
        """
        return sorted({adres for adressen in self.addresses_by_page(rollen).values() for adres in adressen})

    def addresses_by_page(self, rollen: frozenset[Rol]) -> dict[str, list[str]]:
        """The same, by the name of the page in the access table."""
        deel = self.app.extensions["portaal"]
        assert isinstance(deel, Portaal)
        regels = [r for r in self.app.url_map.iter_rules() if "GET" in (r.methods or set())]
        mag = [r for r in regels if deel.toegang[r.endpoint].rollen & rollen and r.endpoint not in _ZONDER_INHOUD]
        bladen: dict[str, list[str]] = {}
        for regel in mag:
            bladen.setdefault(regel.endpoint, []).extend(self._filled(regel))
        return bladen

    def _filled(self, regel: Rule) -> Iterator[str]:
        bekend = {"inwoner_id": [self.inwoner_id], "aanslag_id": [self.aanslag_id]}
        gevuld = [regel.rule]
        for naam in regel.arguments:
            waarden = bekend.get(naam, [1, 2]) if naam.endswith(("_id", "nummer")) else _WOORDEN.get(naam, ["x"])
            gevuld = [re.sub(rf"<(\w+:)?{naam}>", str(w), adres) for adres in gevuld for w in waarden]
        yield from gevuld

    def hulpvraag_pad(self) -> str:
        """The page of schuldhulp about our inwoner."""
        with self.db.reading() as session:
            return f"/werk/schuldhulp/{session.scalar(select(Hulpvraag.id).order_by(Hulpvraag.id.desc()))}"

    def table_text(self, tabel: str) -> str:
        """Everything that stands in a table."""
        with self.db.reading() as session:
            return str([tuple(rij) for rij in session.execute(text(f'SELECT * FROM "{tabel}"'))])


_WOORDEN = {
    "soort": ["signalen", "verwijzingen", "ozb_eigenaar_woning"],
    "stap": ["hoeveel"],
    "deel": ["agendas"],
    "taal": ["nl"],
}
# They lead to another provider, hold no word of any person, or print a page that is walked as it is.
_ZONDER_INHOUD = frozenset(
    {
        "mijn.uitleg_pdf",
        "static",
        "thema.bestand",
        "medewerker.terug",
        "inwoner.terug",
        "medewerker.naar_aanbieder",
        "taal.kies",
    }
)


def give_work(session: Session, wie: int, medewerker_id: int) -> None:
    """Something on every list of who decides about our inwoner, so that every page has something to show."""
    inwoner, balie = DoorInwoner(wie), DoorMedewerker(medewerker_id, frozenset({Rol.BALIE}))
    for aantal in (18, 3):  # one that a person must judge, one that runs at once
        aanslag = make_aanslag(session, wie)
        verzoek = Regelingsverzoek(
            f"muur{aantal}", (aanslag,), in_termijnen(aantal), toelichting="Ik werk minder."
        )
        request_regeling(session, inwoner, wie, verzoek, NU)
    meld(session, inwoner, make_aanslag(session, wie), Meldingsoort.AL_BETAALD, NU)
    note_signaal(session, balie, wie, Signaalsoort.POST_ONGEOPEND, today(NU) + timedelta(days=7), NU)
    note_verwijzing(session, balie, wie, "budgetcoach", NU)
    make_set(session, NU)


def make_wereld(db: Database) -> Wereld:
    """A world, with the database's own wall where there is one."""
    prepare(db.engine)
    wie = db.run(lambda session: make_inwoner(session, bsn=BSN))
    aanslag = db.run(lambda session: make_aanslag(session, wie))
    medewerkers = {
        rol: db.run(lambda s, rol=rol: note_login(s, sub=rol.value, naam=rol.value.title(), email="", now=NU))
        for rol in sorted(MEDEWERKERS)
    }
    db.run(lambda session: give_work(session, wie, medewerkers[Rol.BALIE]))
    app = make_app(db, lambda: NU)
    adressen: list[str] = []

    @app.after_request
    def note(antwoord: Response) -> Response:
        adressen.extend([request.full_path, antwoord.headers.get("Location", "")])
        return antwoord

    inwoner = app.test_client()
    inwoner.log_in(Aanmelding(frozenset({Rol.INWONER}), inwoner_id=wie, naam="Test"))
    return Wereld(app, db, wie, aanslag, inwoner, medewerkers, adressen)


@pytest.fixture
def wereld(db: Database) -> Wereld:
    """A world of its own, on each database."""
    return make_wereld(db)


def snapshot(client: PaginaClient, adressen: list[str]) -> Gezien:
    """What this browser gets to see of every page, without the tokens that differ each time."""
    antwoorden = {adres: client.get(adres) for adres in adressen}
    return {adres: (a.status_code, without_new(unpacked(a.data))) for adres, a in antwoorden.items()}


def say_yes(w: Wereld) -> None:
    assert w.inwoner.post("/mijn/toestemming/ja", data=WENS).status_code == 302


def work_at_the_desk(w: Wereld) -> None:
    """Schuldhulp takes it up, calls, notes and plans a talk."""
    sara, pad = w.employee(Rol.SCHULDHULP), w.hulpvraag_pad()
    assert sara.post(f"{pad}/neem").location == pad
    sara.post(f"{pad}/poging", data={"uitkomst": "niet_bereikt"})
    sara.post(f"{pad}/notitie", data={"tekst": NOTITIE})
    pagina = sara.get(f"{pad}/plan").text
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', pagina)[0]
    assert sara.post(f"{pad}/plan", data={"soort": "bellen", "tijdvak": tijd}).location == pad
    assert NOTITIE in sara.text(pad)


def withdraw(w: Wereld) -> None:
    w.inwoner.post("/mijn/toestemming/intrekken")


def say_no(w: Wereld) -> None:
    w.inwoner.post("/mijn/toestemming/nee")


def hand_over(w: Wereld) -> None:
    """The balie makes the consent and plans the first talk in one go, with the inwoner present."""
    balie = w.employee(Rol.BALIE, namens=True)
    tijd = first_time(balie, "/mijn/toestemming/samen")
    antwoord = balie.post("/mijn/toestemming/samen", data={**WENS, "soort": "bellen", "tijdvak": tijd})
    assert antwoord.status_code == 302


def pass_on(w: Wereld) -> None:
    """A colleague of invordering passes the conversation on, and the balie goes on with it."""
    collega = w.login(w.app.test_client(), Rol.INVORDERING, medewerker_id=w.medewerkers[Rol.MANAGER])
    assert collega.post(f"/werk/inwoner/{w.inwoner_id}/geef-door").status_code == 302
    balie = w.employee(Rol.BALIE)
    assert "de Jong" in balie.text("/werk/overnemen")
    nummer = re.findall(r"/werk/overnemen/([0-9]+)", balie.get("/werk/overnemen").text)[0]
    assert balie.post(f"/werk/overnemen/{nummer}").location == f"/werk/inwoner/{w.inwoner_id}"


def first_time(client: PaginaClient, pad: str) -> str:
    """The first time that a page offers in its list."""
    return str(re.findall(r'<option value="([^"]{10,})"', client.get(pad).text)[0])


def book_without_login(w: Wereld) -> str:
    """A visitor makes a talk, moves it, and gets their yes back by the link in the mail. Gives the talk's link."""
    bezoeker = w.app.test_client()
    eigen = {"telefoon": TELEFOON_BEZOEKER, "email": f"{EMAIL}.twee@example.org"}
    wie = {**WENS, **eigen, "naam": "Kanarie Bezoeker", "soort": "bellen"}
    tijd = first_time(bezoeker, "/geldzorgen/gesprek")
    gesprek = bezoeker.post("/geldzorgen/gesprek", data={**wie, "tijdvak": tijd}).location
    andere = re.findall(r'name="tijdvak" value="([^"]+)"', bezoeker.get(f"{gesprek}/verzetten").text)[-1]
    assert bezoeker.post(f"{gesprek}/verzetten", data={"soort": "bellen", "tijdvak": andere}).status_code == 302
    return str(gesprek)


def let_it_expire(w: Wereld) -> None:
    w.db.run(lambda session: expire(session, NU.replace(year=NU.year + 1)))


STAPPEN = (say_yes, work_at_the_desk, withdraw, say_no, pass_on, hand_over, book_without_login, let_it_expire)
# With a yes and a talk; after a withdrawal and a no; handed over and booked, with two talks to come; all ended.
SAMEN = (STAPPEN[:2], STAPPEN[2:4], STAPPEN[4:7], STAPPEN[7:])
_ZWAAR = (".zip", "/werk/verzendingen", "/werk/verzendingen/nieuw")


def glance(client: PaginaClient, adressen: list[str]) -> Gezien:
    """The same as `snapshot`, of pages that were held to what every page must be before."""
    antwoorden = {adres: FlaskClient.open(client, adres) for adres in adressen}
    return {adres: (a.status_code, without_new(unpacked(a.data))) for adres, a in antwoorden.items()}


def walk(wereld: Wereld, client: PaginaClient, adressen: list[str], *, is_heel: bool) -> Gezien:
    """Every page, before and after every step: the same bytes. Gives what there was at the start.

    Unless `is_heel`, some steps are taken together, and what was not there at the start is asked for again only
    after the last of them.
    """
    begin = snapshot(client, adressen)
    vaak = [adres for adres in adressen if is_heel or begin[adres][0] == 200]
    voor = glance(client, vaak) if is_heel else {adres: begin[adres] for adres in vaak}
    if is_heel:
        assert glance(client, vaak) == voor, "a page differs each time: the walk cannot tell a leak from it"
    assert voor[f"/werk/inwoner/{wereld.inwoner_id}"][0] == 200
    for stappen in [(stap,) for stap in STAPPEN] if is_heel else SAMEN:
        for stap in stappen:
            stap(wereld)
        # What is heavy to make is asked once more, when there is most to tell: handed over and booked.
        alles = is_heel or stappen is SAMEN[2]
        na = glance(client, [adres for adres in vaak if alles or not adres.endswith(_ZWAAR)])
        anders = [adres for adres in na if na[adres] != voor[adres]]
        assert anders == [], f"after {stappen[-1].__name__}"
    er_niet = [adres for adres in adressen if adres not in voor]
    assert glance(client, er_niet) == {adres: begin[adres] for adres in er_niet}
    gegeven = [Antwoord.JA, Antwoord.INGETROKKEN, Antwoord.NEE, Antwoord.JA, Antwoord.JA]
    with wereld.db.reading() as session:
        antwoorden = list(session.scalars(select(Toestemming.antwoord).order_by(Toestemming.id)))
    assert antwoorden == [*gegeven, Antwoord.VERLOPEN, Antwoord.VERLOPEN]
    return begin


def test_who_decides_sees_the_same_bytes_whatever_is_said_to_schuldhulp(sqlite_db: Database) -> None:
    """On SQLite, where the wall is code only: what leaks here, PostgreSQL would refuse.

    A new page of theirs fails here until our world has something to show on it.
    """
    rol = frozenset({Rol.INVORDERING})
    wereld = make_wereld(sqlite_db)
    begin = walk(wereld, wereld.employee(*rol), wereld.addresses(rol), is_heel=False)
    bladen = wereld.addresses_by_page(rol)
    assert {
        blad for blad, adressen in bladen.items() if all(begin[adres][0] >= 400 for adres in adressen)
    } == set()


@pytest.mark.proef
@pytest.mark.parametrize(
    ("rollen", "namens"),
    [((Rol.INVORDERING,), False), ((Rol.INVORDERING, Rol.BALIE), True)],
    ids=["invordering", "invordering at the desk for the inwoner"],
)
def test_so_too_on_every_page_there_is_and_with_a_second_role(
    wereld: Wereld, rollen: tuple[Rol, ...], *, namens: bool
) -> None:
    client = wereld.employee(*rollen, namens=namens)
    walk(wereld, client, wereld.addresses(frozenset({*rollen, Rol.IEDEREEN})), is_heel=True)


def test_the_walk_would_notice_a_leak(wereld: Wereld) -> None:
    """The same comparison on the page of schuldhulp differs: it can fail."""
    sara = wereld.employee(Rol.SCHULDHULP)
    voor = snapshot(sara, ["/werk/schuldhulp"])
    say_yes(wereld)
    assert snapshot(sara, ["/werk/schuldhulp"]) != voor


def test_the_pages_of_consent_are_closed_to_who_decides_also_at_the_desk(wereld: Wereld) -> None:
    say_yes(wereld)
    dubbel = wereld.employee(Rol.INVORDERING, Rol.BALIE, namens=True)
    for pad in ("", "/ja", "/overzicht"):
        assert dubbel.get(f"/mijn/toestemming{pad}").status_code == 404
    assert dubbel.post("/mijn/toestemming/intrekken").status_code == 404


@dataclass
class Gelopen:
    """A world in which every journey was walked, and what was logged meanwhile."""

    wereld: Wereld
    logs: str


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def gelopen(
    request: pytest.FixtureRequest, sqlite_sjabloon: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gelopen]:
    """Walked once on each database, for all questions about marked data."""
    if request.param == "sqlite":
        bestand = tmp_path_factory.mktemp("muur") / "portaal.db"
        bestand.write_bytes(sqlite_sjabloon.read_bytes())
        database = Database(f"sqlite:///{bestand}")
        yield walk_all(make_wereld(database))
        database.close()
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    with cluster.clone("sjabloon") as url:
        database = Database(url)
        yield walk_all(make_wereld(database))
        database.close()


class Onthouder(logging.Handler):
    """Keeps every line of the standard log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(f"{record.getMessage()} {record.exc_text or ''}")


def walk_all(w: Wereld) -> Gelopen:
    """All journeys, with everything that is logged caught; at the end there is a yes and a talk to come."""
    handler, wortel = Onthouder(), logging.getLogger()
    niveau = wortel.level
    wortel.addHandler(handler)
    wortel.setLevel(logging.DEBUG)
    try:
        with structlog.testing.capture_logs() as regels:
            for stap in (say_yes, work_at_the_desk, withdraw, pass_on, hand_over):
                stap(w)
            gesprek = book_without_login(w)
            vreemde = w.app.test_client()
            assert "Kanarie" not in vreemde.get(gesprek).text
            assert vreemde.post(gesprek, data={"controle": TELEFOON_BEZOEKER}).location == gesprek
            assert vreemde.get(f"{gesprek}/afspraak.ics").status_code == 200
            assert w.inwoner.get("/mijn/toestemming/overzicht").status_code == 200
            with w.db.reading() as session:
                begin = session.scalars(select(Hulpgesprek.begin).order_by(Hulpgesprek.begin.desc())).first()
            assert begin is not None
            w.db.run(lambda session: remind(session, begin - timedelta(hours=2)))
            w.employee(Rol.SCHULDHULP).get(w.hulpvraag_pad())
            assert w.app.test_client().post("/toestemming/brief", data={"code": "ABCD2345"}).status_code == 422
    finally:
        wortel.removeHandler(handler)
        wortel.setLevel(niveau)
    return Gelopen(w, "\n".join([*handler.regels, *map(str, regels)]))


@pytest.mark.parametrize("rol", sorted(MEDEWERKERS - {Rol.SCHULDHULP}))
def test_marked_data_turn_up_on_no_page_of_another_role(gelopen: Gelopen, rol: Rol) -> None:
    client = gelopen.wereld.employee(rol)
    pagina = snapshot(client, gelopen.wereld.addresses(frozenset({rol})))
    assert any(status == 200 for status, _ in pagina.values())
    check_no_mark(pagina)


def check_no_mark(pagina: Gezien) -> None:
    """No page or export has a marked number, address or note."""
    for adres, (_, inhoud) in pagina.items():
        for merk in (TELEFOON_KORT, EMAIL, NOTITIE, BSN):
            assert merk.encode() not in unpacked(inhoud), (adres, merk)


def unpacked(inhoud: bytes) -> bytes:
    """What is in an export that travels packed; anything else as it is."""
    if not inhoud.startswith(b"PK"):
        return inhoud
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
        return b"".join(pak.read(naam) for naam in pak.namelist())


def test_marked_data_are_seen_by_no_other_inwoner_and_no_visitor(gelopen: Gelopen) -> None:
    w = gelopen.wereld
    ander = w.app.test_client()
    wie = w.db.run(lambda session: make_inwoner(session, geslachtsnaam="Anders"))
    ander.log_in(Aanmelding(frozenset({Rol.INWONER}), inwoner_id=wie, naam="Ander"))
    pagina = snapshot(ander, w.addresses(frozenset({Rol.INWONER})))
    assert sum(status == 200 for status, _ in pagina.values()) > 5
    check_no_mark(pagina)
    check_no_mark(snapshot(w.app.test_client(), w.addresses(frozenset({Rol.IEDEREEN}))))


def test_a_packed_export_is_looked_into(gelopen: Gelopen) -> None:
    """Marks in a zip file are not seen from outside: the check must open it, and what it opens holds something."""
    zips = glance(
        gelopen.wereld.employee(Rol.INVORDERING), ["/werk/pakketsets/1.zip", "/werk/pakketsets/volledig.zip"]
    )
    for _, inhoud in zips.values():
        assert b"aanslagnummer" in unpacked(inhoud)


def test_marked_data_stand_in_no_address_and_in_no_redirect(gelopen: Gelopen) -> None:
    adressen = "\n".join(gelopen.wereld.adressen)
    assert "/geldzorgen/gesprek" in adressen
    for merk in (BSN, TELEFOON_KORT, EMAIL, NOTITIE, "Kanarie", "afsluiting"):
        assert merk not in adressen, merk


def test_marked_data_stand_in_no_line_of_the_log(gelopen: Gelopen) -> None:
    for merk in (BSN, TELEFOON_KORT, EMAIL, NOTITIE, "Kanarie"):
        assert merk not in gelopen.logs, merk


def test_marked_data_stand_in_no_table_but_those_behind_the_wall_and_the_address_of_a_mail(
    gelopen: Gelopen,
) -> None:
    for tabel, kamer in rooms_of_tables().items():
        inhoud = gelopen.wereld.table_text(tabel)
        assert BSN not in inhoud, tabel
        if kamer == "toestemming":
            continue
        for merk in (TELEFOON_KORT, NOTITIE):
            assert merk not in inhoud, (tabel, merk)
        if tabel != "uitgaande_mail":
            assert EMAIL not in inhoud, tabel


def test_no_mail_or_calendar_file_tells_others_what_it_is_about(gelopen: Gelopen) -> None:
    with gelopen.wereld.db.reading() as session:
        mails = list(session.scalars(select(UitgaandeMail)))
    soorten = {mail.sleutel.rpartition(":")[2] for mail in mails}
    assert {"gegeven", "bevestigd", "verzet", "herinnering"} <= soorten
    for mail in mails:
        bijlagen = "".join(base64.b64decode(b["inhoud"]).decode() for b in mail.bijlagen)
        for merk in ("schuld", "geldzorg", "toestemming aan", TELEFOON_KORT, BSN, NOTITIE.lower()):
            assert merk not in (mail.onderwerp + mail.tekst + mail.html + bijlagen).lower(), (mail.sleutel, merk)


def test_after_a_withdrawal_schuldhulp_finds_the_person_nowhere_and_an_open_tab_saves_nothing(
    wereld: Wereld,
) -> None:
    say_yes(wereld)
    work_at_the_desk(wereld)
    sara, collega, pad = wereld.employee(Rol.SCHULDHULP), wereld.employee(Rol.SCHULDHULP), wereld.hulpvraag_pad()
    collega = wereld.login(wereld.app.test_client(), Rol.SCHULDHULP, medewerker_id=wereld.medewerkers[Rol.BALIE])
    withdraw(wereld)
    for adres in ("/werk/schuldhulp", "/werk/schuldhulp?lijst=mijn", "/werk"):
        assert "de Jong" not in sara.text(adres)
    assert "is gestopt" in sara.text("/werk/schuldhulp")
    for adres in (pad, f"{pad}/plan"):
        assert sara.get(adres).status_code == 404
    voor = wereld.table_text("hulpnotitie") + wereld.table_text("contactpoging")
    for daad, data in (
        ("neem", {}),
        ("poging", {"uitkomst": "bereikt"}),
        ("notitie", {"tekst": "te laat"}),
        ("sluit", {"uitkomst": "gesprek"}),
        ("plan", {"soort": "bellen", "tijdvak": "2026-03-18T09:00Z"}),
        ("afzeggen", {}),
    ):
        antwoord = sara.post(f"{pad}/{daad}", data=data, follow_redirects=True)
        assert "De toestemming is gestopt. Er is niets bewaard." in antwoord.text
    assert wereld.table_text("hulpnotitie") + wereld.table_text("contactpoging") == voor
    # The talk that was agreed stays the inwoner's own: only who holds it sees it.
    assert "de Jong" in sara.text("/werk/schuldhulp/agenda")
    assert "de Jong" not in collega.text("/werk/schuldhulp/agenda")
    assert "Wat doet u met dit gesprek?" in wereld.inwoner.text("/mijn/toestemming/overzicht")
    wereld.inwoner.post("/mijn/gesprek/afzeggen")
    assert "de Jong" not in sara.text("/werk/schuldhulp/agenda")


def test_on_postgresql_the_walk_ran_under_the_database_roles(wereld: Wereld) -> None:
    assert is_prepared(wereld.db.engine) if wereld.db.engine.dialect.name == "postgresql" else True
