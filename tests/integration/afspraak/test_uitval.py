"""An employee falls out: nobody is moved silently, and nobody loses their place."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.afspraak import service
from portaal.afspraak.begrip import Soort, Status, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.model import AfspraakRij, Afwezigheid
from portaal.afspraak.service.uitval import Gevolg
from portaal.bericht.model import UitgaandeMail
from portaal.core.door import DoorBezoeker, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import Database
from tests.conftest import Klok
from tests.support.client import PaginaClient

BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))
BEELD = Tijdwens("aanslag", Soort.VIDEO)
BEZOEK = Tijdwens("aanslag", Soort.BEZOEK)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """A transaction on the example gemeente."""
    with db.transaction() as session:
        yield session


def book(
    session: Session, wens: Tijdwens, now: datetime, nummer: int = 0, email: str = "a@voorbeeld.example"
) -> int:
    tijdvak = service.free_times(session, wens, now).dagen[0].tijden[nummer]
    contact = Contact(f"Inwoner {nummer}", "+31612345678", email)
    verzoek = Afspraakverzoek(
        wens.onderwerp, wens.soort, tijdvak.begin, contact, f"{wens.soort}{nummer}{email}", tijdvak.locatie
    )
    return service.book_afspraak(session, DoorBezoeker(), verzoek, now).id


def whole_day(session: Session, afspraak_id: int, agenda: str, plek: int | None = None) -> service.Uitval:
    begin = start_of_day(today(session.get_one(AfspraakRij, afspraak_id).begin))
    return service.Uitval(agenda, plek, begin, begin + timedelta(days=1))


def count_mails(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(UitgaandeMail)) or 0


def test_a_colleague_takes_over_and_nothing_changes_for_who_comes(session: Session, now: datetime) -> None:
    nummer = book(session, BEZOEK, now)
    voor = session.get_one(AfspraakRij, nummer)
    plek, begin, mails = voor.plek, voor.begin, count_mails(session)
    gevolgen = service.place_uitval(session, BALIE, whole_day(session, nummer, "balie-stadhuis", plek), now)
    assert [g.gevolg for g in gevolgen] == [Gevolg.COLLEGA]
    na = session.get_one(AfspraakRij, nummer)
    assert (na.begin, na.agenda, na.plek != plek, na.volgnummer) == (begin, "balie-stadhuis", True, 1)
    assert count_mails(session) == mails


def test_without_a_colleague_a_later_time_is_given_and_told(session: Session, now: datetime) -> None:
    nummers = [book(session, BEELD, now, email=f"{wie}@voorbeeld.example") for wie in "ab"]
    voor = [session.get_one(AfspraakRij, n).begin for n in nummers]
    gevolgen = service.place_uitval(session, BALIE, whole_day(session, nummers[0], "video"), now)
    assert [g.gevolg for g in gevolgen] == [Gevolg.VERZET, Gevolg.VERZET]
    na = [session.get_one(AfspraakRij, n).begin for n in nummers]
    assert all(later > eerder for eerder, later in zip(voor, na, strict=True))
    assert len(set(na)) == 2
    mails = list(session.scalars(select(UitgaandeMail).where(UitgaandeMail.sleutel.endswith("verzet_door_ons"))))
    assert len(mails) == 2
    assert "Het spijt ons" in mails[0].tekst


def test_who_has_no_address_is_listed_to_be_phoned(session: Session, now: datetime) -> None:
    nummer = book(session, BEELD, now, email="")
    assert service.place_uitval(session, BALIE, whole_day(session, nummer, "video"), now)[0].bellen


def test_the_agenda_takes_nobody_until_they_are_back(session: Session, now: datetime) -> None:
    dag = service.free_times(session, BEELD, now).dagen[0].datum
    uitval = service.Uitval("video", None, start_of_day(dag), start_of_day(dag) + timedelta(days=1))
    service.place_uitval(session, BALIE, uitval, now)
    assert service.free_times(session, BEELD, now).dagen[0].datum > dag
    service.lift_uitval(session, BALIE, service.list_uitval(session, now)[0].id, now)
    assert service.free_times(session, BEELD, now).dagen[0].datum == dag


def test_a_preview_changes_nothing_and_says_the_same(session: Session, now: datetime) -> None:
    nummer = book(session, BEELD, now)
    uitval = whole_day(session, nummer, "video")
    vooraf = service.preview_uitval(session, BALIE, uitval, now)
    assert session.scalar(select(func.count()).select_from(Afwezigheid)) == 0
    assert count_mails(session) == 1
    assert session.get_one(AfspraakRij, nummer).volgnummer == 0
    assert service.place_uitval(session, BALIE, uitval, now) == vooraf


def test_who_is_called_off_already_is_left_alone(session: Session, now: datetime) -> None:
    nummer = book(session, BEELD, now)
    uitval = whole_day(session, nummer, "video")
    service.cancel_afspraak(session, DoorBezoeker(), nummer, now)
    assert service.place_uitval(session, BALIE, uitval, now) == []
    assert session.get_one(AfspraakRij, nummer).status is Status.GEANNULEERD


def test_on_screen_first_seen_then_done(
    client: PaginaClient, db: Database, now: datetime, login_medewerker: Callable[..., PaginaClient]
) -> None:
    nummer = db.run(lambda session: book(session, BEELD, now, email=""))
    login_medewerker(client, Rol.KCC)
    vraag = {"agenda": "video", "dag": "2026-03-18", "van": "08:00", "tot": "20:00"}
    assert "Bellen: 06 12345678" in client.text("/werk/afspraken/uitval", query_string=vraag)
    with db.reading() as session:
        assert session.get_one(AfspraakRij, nummer).volgnummer == 0
    antwoord = client.post("/werk/afspraken/uitval", data=vraag)
    assert "Bel nog 1 inwoner" in antwoord.get_data(as_text=True)
    with db.reading() as session:
        assert session.get_one(AfspraakRij, nummer).volgnummer == 1


@pytest.mark.parametrize("fout", [{"van": "20:00", "tot": "08:00"}, {"agenda": "onzin"}, {"dag": "morgen"}])
def test_what_cannot_be_is_said(
    client: PaginaClient, login_medewerker: Callable[..., PaginaClient], fout: dict[str, str]
) -> None:
    login_medewerker(client, Rol.BALIE)
    vraag = {"agenda": "video", "dag": "2026-03-18", "van": "08:00", "tot": "20:00", **fout}
    assert client.get("/werk/afspraken/uitval", query_string=vraag).status_code == 422


def test_without_times_it_is_the_whole_day_and_of_today_what_is_left(
    client: PaginaClient, db: Database, klok: Klok, now: datetime, login_medewerker: Callable[..., PaginaClient]
) -> None:
    nummer = db.run(lambda session: book(session, BEELD, now))
    with db.reading() as session:
        begin = session.get_one(AfspraakRij, nummer).begin
    vraag = {"agenda": "video", "dag": f"{today(begin)}", "van": "", "tot": ""}
    geen = "Er staan geen afspraken in deze tijd"
    for moment, over in ((begin - timedelta(days=1), False), (begin + timedelta(minutes=30), True)):
        klok.moment = moment
        login_medewerker(client, Rol.BALIE)
        assert (geen in client.text("/werk/afspraken/uitval", query_string=vraag)) is over
    assert geen not in client.text("/werk/afspraken/uitval", query_string=vraag | {"van": "08:00"})
