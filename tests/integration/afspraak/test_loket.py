"""What the balie and the phone team do with appointments."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import service
from portaal.afspraak.begrip import KanNiet, Partij, Soort, Status, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.model import AfspraakRij, Tijdvakcel
from portaal.afspraak.service import taken
from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorBezoeker, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.inwoner.service import ensure_inwoner
from portaal.logboek.model import Logregel
from tests.support.client import PaginaClient

BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))


@pytest.fixture
def balie(client: PaginaClient, login_medewerker: Callable[..., PaginaClient]) -> PaginaClient:
    """The browser of someone at the desk."""
    return login_medewerker(client, Rol.BALIE)


def make_afspraak(
    session: Session, now: datetime, soort: Soort = Soort.BELLEN, dag: int = 0, **anders: Any
) -> int:
    """An appointment of Jan on the first time of a day."""
    tijdvak = service.free_times(session, Tijdwens("aanslag", soort), now).dagen[dag].tijden[0]
    contact = Contact("Jan Jansen", "+31612345678", "jan@voorbeeld.example")
    verzoek = Afspraakverzoek(
        "aanslag", soort, tijdvak.begin, contact, f"jan{soort}{dag}", tijdvak.locatie, **anders
    )
    return service.book_afspraak(session, DoorBezoeker(), verzoek, now).id


def mails(session: Session) -> list[str]:
    return [
        m.sleutel.rpartition(":")[2] for m in session.scalars(select(UitgaandeMail).order_by(UitgaandeMail.id))
    ]


def test_arrived_then_helped(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, Soort.BEZOEK)
        assert service.note_status(session, BALIE, nummer, Status.AANGEKOMEN, now).status is Status.AANGEKOMEN
        assert service.note_status(session, BALIE, nummer, Status.GEHOLPEN, now).status is Status.GEHOLPEN


@pytest.mark.parametrize("status", [Status.GEANNULEERD, Status.NIET_BEREIKT, Status.GEPLAND])
def test_what_has_a_door_of_its_own_is_not_noted(db: Database, now: datetime, status: Status) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now)
        with pytest.raises(KanNiet):
            service.note_status(session, BALIE, nummer, status, now)


def test_a_visit_cannot_be_not_reached(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, Soort.BEZOEK)
        with pytest.raises(KanNiet):
            service.note_niet_bereikt(session, BALIE, nummer, now)


@pytest.mark.parametrize("soort", [Soort.BEZOEK, Soort.BELLEN])
def test_nobody_misses_what_has_not_begun(db: Database, now: datetime, balie: PaginaClient, soort: Soort) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, soort)
    woord = "niet_bereikt" if soort is Soort.BELLEN else "gemist"
    assert f'value="{woord}"' not in balie.get(f"/werk/afspraken/{nummer}").text
    balie.post(f"/werk/afspraken/{nummer}/status", data={"status": woord})
    with db.transaction() as session:
        kaart = service.get_afspraak(session, nummer, now)
        assert (kaart.status, kaart.is_begonnen) == (Status.GEPLAND, False)
        assert mails(session) == ["bevestigd"]
        assert service.get_afspraak(session, nummer, kaart.begin).is_begonnen


def test_a_reminder_is_mailed_once_a_day_before(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2)
        begin = service.get_afspraak(session, nummer, now).begin
        for uren in (25, 23, 22):
            taken.remind(session, begin - timedelta(hours=uren))
        assert mails(session) == ["bevestigd", "herinnering"]


def test_a_moved_appointment_is_reminded_of_anew(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2)
        begin = service.get_afspraak(session, nummer, now).begin
        taken.remind(session, begin - timedelta(hours=23))
        service.note_niet_bereikt(session, BALIE, nummer, begin)
        later = service.list_voorstellen(session, nummer, begin)[0]
        service.accept_voorstel(session, DoorBezoeker(), nummer, later, begin)
        taken.remind(session, later - timedelta(hours=2))
        assert mails(session)[-1] == "herinnering"


def test_what_is_called_off_is_not_reminded_of(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2)
        begin = service.get_afspraak(session, nummer, now).begin
        service.cancel_afspraak(session, DoorBezoeker(), nummer, now)
        taken.remind(session, begin - timedelta(hours=2))
        assert "herinnering" not in mails(session)


def test_held_too_long_is_given_back_by_the_worker(db: Database, now: datetime) -> None:
    wens = Tijdwens("aanslag", Soort.BELLEN)
    with db.transaction() as session:
        begin = service.free_times(session, wens, now).dagen[0].tijden[0].begin
        service.reserve(session, wens, begin, "iemand", now)
        taken.drop_expired_holds(session, now + timedelta(minutes=5))
        assert session.scalar(select(Tijdvakcel.cel).limit(1)) is not None
        taken.drop_expired_holds(session, now + timedelta(minutes=11))
        assert session.scalar(select(Tijdvakcel.cel).limit(1)) is None


def test_name_and_contact_go_after_the_days_that_policy_gives(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now)
        taken.forget_old(session, now + timedelta(days=89))
        assert session.get_one(AfspraakRij, nummer, populate_existing=True).naam == "Jan Jansen"
        taken.forget_old(session, now + timedelta(days=92))
        rij = session.get_one(AfspraakRij, nummer, populate_existing=True)
        assert (rij.naam, rij.telefoon, rij.email, rij.vergeten_at is None) == ("", "", "", False)


def test_the_list_of_today_shows_who_comes_and_what_to_do(
    balie: PaginaClient, db: Database, now: datetime
) -> None:
    db.run(lambda session: make_afspraak(session, now, Soort.BEZOEK))
    woorden = balie.text("/werk/afspraken")
    assert "11.00 uur Jan Jansen Gepland" in woorden
    assert "Is er" in woorden
    assert "Jan Jansen" not in balie.text("/werk/afspraken?dag=2026-03-17")
    assert "Jan Jansen" not in balie.text("/werk/afspraken?soort=bellen")


def test_looking_at_the_list_is_noted_per_person(balie: PaginaClient, db: Database, now: datetime) -> None:
    def werk(session: Session) -> None:
        inwoner_id = ensure_inwoner(session, "999993653", now)
        make_afspraak(session, now, inwoner_id=inwoner_id)

    db.run(werk)
    balie.get("/werk/afspraken")
    with db.reading() as session:
        regel = session.scalars(select(Logregel).where(Logregel.handeling == "afspraak:lijst:gezien")).one()
    assert regel.persoon


def test_buttons_on_the_list_note_and_come_back_to_it(balie: PaginaClient, db: Database, now: datetime) -> None:
    nummer = db.run(lambda session: make_afspraak(session, now, Soort.BEZOEK))
    antwoord = balie.post(f"/werk/afspraken/{nummer}/status", data={"status": "aangekomen", "dag": "2026-03-16"})
    assert antwoord.location == f"/werk/afspraken?dag=2026-03-16#afspraak-{nummer}"
    assert "Geholpen" in balie.text("/werk/afspraken")


def test_the_caller_sees_how_to_be_sure_who_answers(balie: PaginaClient, db: Database, now: datetime) -> None:
    nummer = db.run(lambda session: make_afspraak(session, now))
    with db.reading() as session:
        kaart = service.get_afspraak(session, nummer, now)
    woorden = balie.text(f"/werk/afspraken/{nummer}")
    woord = f"Zeg het woord dat de inwoner kent: {kaart.codewoord}"
    assert woorden.index("Noem nog niet waarover") < woorden.index(woord) < woorden.index("Dan pas")
    assert kaart.kenmerk in woorden


def test_a_reference_opens_its_appointment_however_it_is_typed(
    balie: PaginaClient, db: Database, now: datetime
) -> None:
    nummer = db.run(lambda session: make_afspraak(session, now))
    with db.reading() as session:
        kenmerk = service.get_afspraak(session, nummer, now).kenmerk.lower()
    antwoord = balie.get("/werk/afspraken/zoek", query_string={"kenmerk": f"{kenmerk[:4]} {kenmerk[4:]}"})
    assert antwoord.location == f"/werk/afspraken/{nummer}"
    assert balie.get("/werk/afspraken/zoek?kenmerk=niets").location == "/werk/afspraken"


@pytest.mark.parametrize("wie", list(Partij))
def test_calling_off_says_whose_wish_it_is(balie: PaginaClient, db: Database, now: datetime, wie: Partij) -> None:
    nummer = db.run(lambda session: make_afspraak(session, now))
    balie.post(f"/werk/afspraken/{nummer}/afzeggen", data={"wie": wie.value})
    with db.reading() as session:
        assert service.get_afspraak(session, nummer, now).geannuleerd_door is wie


def test_moving_by_staff(balie: PaginaClient, db: Database, now: datetime) -> None:
    nummer = db.run(lambda session: make_afspraak(session, now))
    html = balie.get(f"/werk/afspraken/{nummer}/verzetten?wie=gemeente").get_data(as_text=True)
    tijdvak = re.findall(r'name="tijdvak" value="([^"]+)"', html)[-1]
    balie.post(f"/werk/afspraken/{nummer}/verzetten", data={"wie": "gemeente", "tijdvak": tijdvak})
    with db.reading() as session:
        assert service.get_afspraak(session, nummer, now).verzet_door is Partij.GEMEENTE
        assert mails(session)[-1] == "verzet_door_ons"


def test_booking_for_a_visitor_needs_a_name_and_nothing_else(balie: PaginaClient, db: Database) -> None:
    html = balie.get("/werk/afspraken/nieuw").get_data(as_text=True)
    gekozen = re.findall(r'<input[^>]* checked[^>]* value="([^"]+)"|checked[^>]*value="([^"]+)"', html)
    sleutel = re.findall(r'name="sleutel"[^>]*value="([^"]+)"', html)[0]
    tijdvak = next(deel for paar in gekozen for deel in paar if deel)
    for _ in range(2):
        balie.post("/werk/afspraken/nieuw", data={"naam": "Piet", "tijdvak": tijdvak, "sleutel": sleutel})
    with db.reading() as session:
        rij = session.scalars(select(AfspraakRij)).one()
    assert (rij.naam, rij.soort, rij.door_soort) == ("Piet", Soort.BEZOEK, "medewerker")


def test_a_time_that_is_taken_meanwhile_is_said_at_the_desk(
    balie: PaginaClient, db: Database, now: datetime
) -> None:
    db.run(lambda session: make_afspraak(session, now, Soort.VIDEO))
    with db.reading() as session:
        bezet = session.scalars(select(AfspraakRij.begin)).one()
    data = {"naam": "Piet", "tijdvak": f"{bezet:%Y-%m-%dT%H:%MZ}|", "sleutel": "x"}
    antwoord = balie.post("/werk/afspraken/nieuw?wat=aanslag.video", data=data)
    assert antwoord.status_code == 422
    assert "Deze tijd is net bezet" in antwoord.get_data(as_text=True)


@pytest.mark.parametrize("pad", ["/werk/afspraken", "/werk/afspraken/nieuw"])
def test_other_roles_stay_out(
    client: PaginaClient, login_medewerker: Callable[..., PaginaClient], pad: str
) -> None:
    assert login_medewerker(client, Rol.SCHULDHULP).get(pad).status_code == 403
