"""Nobody answered: two new times wait for the inwoner, nothing goes on meanwhile, and everyone is told somehow."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak import service
from portaal.afspraak.begrip import KanNiet, Soort, Status, TijdvakBezet, Tijdwens, dagdeel_of
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.links import sign_link
from portaal.afspraak.model import AfspraakRij, Tijdvakcel
from portaal.afspraak.service import taken
from portaal.afspraak.sms import is_mobiel
from portaal.bericht.model import UitgaandeMail, UitgaandeSms
from portaal.config import load_instellingen
from portaal.core.door import DoorBezoeker, DoorMedewerker
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.i18n import write_tijdstip
from tests.support.client import PaginaClient

BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))
WENS = Tijdwens("aanslag", Soort.BELLEN)


@pytest.fixture
def with_sms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A gemeente that sends SMS."""
    monkeypatch.setenv("PORTAAL_SMS_AANBIEDER", "notify")
    load_instellingen.cache_clear()
    yield
    monkeypatch.undo()
    load_instellingen.cache_clear()


def make_afspraak(session: Session, now: datetime, dag: int = 0, **contact: Any) -> int:
    """A call to Jan at the first time of a day."""
    begin = service.free_times(session, WENS, now, dagen=5).dagen[dag].tijden[0].begin
    bereik = {"telefoon": "+31612345678", "email": "jan@voorbeeld.example", **contact}
    verzoek = Afspraakverzoek("aanslag", Soort.BELLEN, begin, Contact("Jan Jansen", **bereik), f"jan{dag}")
    return service.book_afspraak(session, DoorBezoeker(), verzoek, now).id


def call_in_vain(session: Session, nummer: int) -> None:
    """Call at the time that was agreed; nobody answers."""
    service.note_niet_bereikt(session, BALIE, nummer, session.get_one(AfspraakRij, nummer).begin)


def kinds(session: Session, soort: type[UitgaandeMail] | type[UitgaandeSms] = UitgaandeMail) -> list[str]:
    """Which messages were queued, in order."""
    return [m.sleutel.rpartition(":")[2] for m in session.scalars(select(soort).order_by(soort.id))]


def free(session: Session, begin: datetime, now: datetime) -> int:
    """At how many places this time is still free."""
    dagen = service.free_times(session, WENS, now, vanaf=today(begin), dagen=1).dagen
    return sum(len(t.plaatsen) for dag in dagen for t in dag.tijden if t.begin == begin)


def test_two_times_on_two_days_are_held_and_the_second_is_at_another_part_of_the_day(
    db: Database, now: datetime
) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now)
        begin = service.get_afspraak(session, nummer, now).begin
        vrij = free(session, begin + timedelta(days=1), now)
        na = service.note_niet_bereikt(session, BALIE, nummer, begin)
        eerste, tweede = service.list_voorstellen(session, nummer, begin)
        assert (na.status, na.belpogingen) == (Status.NIET_BEREIKT, 1)
        assert eerste == begin + timedelta(days=1)
        assert (today(tweede) > today(eerste), dagdeel_of(tweede) is dagdeel_of(begin)) == (True, False)
        assert free(session, eerste, begin) == vrij - 1
        assert kinds(session) == ["bevestigd", "niet_bereikt"]


def test_the_mail_names_both_times_and_nothing_that_others_may_not_read(
    sqlite_db: Database, now: datetime
) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now)
        call_in_vain(session, nummer)
        mail = session.scalars(select(UitgaandeMail).order_by(UitgaandeMail.id.desc())).first()
        assert mail is not None
        assert (mail.onderwerp, mail.tekst.count(" maart, ")) == ("Afspraak gemeente", 2)
        assert sign_link(nummer) in mail.tekst
        assert not {"aanslag", "belasting", "schuld"} & set(mail.tekst.lower().split())


def test_one_of_them_is_taken_and_the_other_is_free_again(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now)
        call_in_vain(session, nummer)
        eerste, tweede = service.list_voorstellen(session, nummer, now)
        vrij = free(session, eerste, now)
        na = service.accept_voorstel(session, DoorBezoeker(), nummer, tweede, now)
        assert (na.status, na.begin, na.is_open) == (Status.GEPLAND, tweede, True)
        assert free(session, eerste, now) == vrij + 1
        assert service.list_voorstellen(session, nummer, now) == []
        assert session.scalars(select(Tijdvakcel.houder).where(Tijdvakcel.houder.is_not(None))).all() == []
        assert kinds(session)[-1] == "verzet"
        with pytest.raises(KanNiet):
            service.accept_voorstel(session, DoorBezoeker(), nummer, eerste, now)


def test_who_chooses_nothing_is_told_how_to_go_on_and_the_times_are_free(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now)
        call_in_vain(session, nummer)
        service.close_lapsed(session, now + timedelta(hours=2))
        assert kinds(session)[-1] == "niet_bereikt"
        for _ in range(2):
            service.close_lapsed(session, now + timedelta(days=8))
        assert kinds(session) == ["bevestigd", "niet_bereikt", "niet_bereikt_klaar"]
        assert session.scalars(select(Tijdvakcel.houder).where(Tijdvakcel.houder.is_not(None))).all() == []


def test_we_call_once_more_as_often_as_policy_says(sqlite_db: Database, now: datetime) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now)
        for _ in range(2):
            call_in_vain(session, nummer)
            keuze = service.list_voorstellen(session, nummer, now)[0]
            service.accept_voorstel(session, DoorBezoeker(), nummer, keuze, now)
        call_in_vain(session, nummer)
        assert service.list_voorstellen(session, nummer, now) == []
        assert kinds(session)[-1] == "niet_bereikt_klaar"


def test_who_cannot_be_told_is_on_the_list_to_phone(sqlite_db: Database, now: datetime, with_sms: None) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, telefoon="+31201234567", email="")
        assert service.list_ongemeld(session, now) == []
        call_in_vain(session, nummer)
        assert [a.id for a in service.list_ongemeld(session, now)] == [nummer]
        service.note_gemeld(session, BALIE, nummer, now)
        session.expire_all()
        assert service.list_ongemeld(session, now) == []


def test_without_mail_the_new_times_go_by_sms(sqlite_db: Database, now: datetime, with_sms: None) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, email="")
        call_in_vain(session, nummer)
        (sms,) = session.scalars(select(UitgaandeSms))
        assert (sms.aan, sms.tekst.startswith("Afspraak gemeente. Wij konden u niet")) == ("+31612345678", True)
        assert sign_link(nummer) in sms.tekst
        assert service.list_ongemeld(session, now) == []


def test_a_reminder_goes_by_sms_to_who_chose_that_and_by_mail_to_the_others(
    sqlite_db: Database, now: datetime, with_sms: None
) -> None:
    with sqlite_db.transaction() as session:
        wel = make_afspraak(session, now, dag=2, sms=True)
        niet = make_afspraak(session, now, dag=3, telefoon="+31612345679", email="piet@voorbeeld.example")
        for nummer in (wel, niet):
            taken.remind(session, service.get_afspraak(session, nummer, now).begin - timedelta(hours=3))
        assert kinds(session) == ["bevestigd", "bevestigd", "herinnering"]
        (sms,) = session.scalars(select(UitgaandeSms))
        assert "Wij zeggen eerst: " in sms.tekst
        assert not {"aanslag", "belasting", "euro", "schuld"} & set(sms.tekst.lower().replace(",", "").split())


def test_where_nobody_sends_sms_the_reminder_goes_by_mail(sqlite_db: Database, now: datetime) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, sms=True)
        taken.remind(session, service.get_afspraak(session, nummer, now).begin - timedelta(hours=3))
        assert (kinds(session)[-1], kinds(session, UitgaandeSms)) == ("herinnering", [])


def test_an_sms_that_fails_becomes_a_mail_and_a_mail_after_that_a_phone_call(
    sqlite_db: Database, now: datetime, with_sms: None
) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, sms=True)
        begin = service.get_afspraak(session, nummer, now).begin
        taken.remind(session, begin - timedelta(hours=3))
        sleutel = session.scalars(select(UitgaandeSms.sleutel)).one()
        service.try_other_way(session, BerichtMislukt("sms", sleutel), now)
        assert kinds(session)[-1] == "herinnering"
        service.try_other_way(session, BerichtMislukt("mail", sleutel), now)
        assert [a.id for a in service.list_ongemeld(session, now)] == [nummer]


@pytest.mark.parametrize("sleutel", ["afspraak:ABCD2345:0:herinnering", "gesprek:X:0:bevestigd", "bericht:1", ""])
def test_what_failed_for_others_or_is_old_news_is_left(sqlite_db: Database, now: datetime, sleutel: str) -> None:
    with sqlite_db.transaction() as session:
        make_afspraak(session, now)
        service.try_other_way(session, BerichtMislukt("mail", sleutel), now)
        assert session.scalars(select(AfspraakRij.niet_gemeld_at)).one() is None


def test_by_the_link_and_a_second_check_it_is_one_button(
    client: PaginaClient, db: Database, now: datetime
) -> None:
    def werk(session: Session) -> int:
        nummer = make_afspraak(session, now)
        call_in_vain(session, nummer)
        return nummer

    nummer = db.run(werk)
    adres = f"/afspraak/beheer/{sign_link(nummer)}"
    assert client.get(adres).get_data(as_text=True).count("17 maart") == 0
    client.post(adres, data={"controle": "5678"})
    assert "Wanneer zullen wij u weer bellen?" in client.text(adres)
    client.post(f"{adres}/nieuwe-tijd", data={"tijdvak": "2026-03-17T03:00Z"})
    assert "Deze tijd is niet meer vrij" in client.text(adres)
    with db.reading() as session:
        keuze = service.list_voorstellen(session, nummer, now)[1]
    client.post(f"{adres}/nieuwe-tijd", data={"tijdvak": f"{keuze:%Y-%m-%dT%H:%MZ}"})
    assert "Uw nieuwe tijd staat." in client.text(adres)
    with db.reading() as session:
        assert service.get_afspraak(session, nummer, now).begin == keuze


def test_nobody_else_can_take_a_time_that_is_held_for_someone(sqlite_db: Database, now: datetime) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now)
        call_in_vain(session, nummer)
        begin = service.list_voorstellen(session, nummer, now)[0]
        vrij = free(session, begin, now)
        for wie in range(vrij):
            service.reserve(session, WENS, begin, f"ander{wie}", now)
        with pytest.raises(TijdvakBezet):
            service.reserve(session, WENS, begin, "te laat", now)
        assert service.accept_voorstel(session, DoorBezoeker(), nummer, begin, now).begin == begin


@pytest.mark.parametrize(("nummer", "kan"), [("+31612345678", True), ("+31201234567", False), ("", False)])
def test_only_a_mobile_number_takes_sms(nummer: str, kan: bool) -> None:
    assert is_mobiel(nummer) is kan


def test_news_that_failed_is_still_news_when_a_colleague_took_the_talk_over(
    sqlite_db: Database, now: datetime
) -> None:
    with sqlite_db.transaction() as session:
        rij = session.get_one(AfspraakRij, make_afspraak(session, now))
        rij.volgnummer += 1
        service.try_other_way(session, BerichtMislukt("mail", f"afspraak:{rij.kenmerk}:0:bevestigd"), now)
        assert rij.niet_gemeld_at == now


@pytest.mark.parametrize("contact", [{"email": ""}, {"sms": True}])
def test_an_earlier_time_goes_by_sms_to_who_chose_that_or_has_no_mail(
    sqlite_db: Database, now: datetime, with_sms: None, contact: dict[str, Any]
) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, **contact)
        service.join_wachtlijst(session, DoorBezoeker(), nummer, now)
        service.offer_earlier(session, now)
        sms = session.scalars(select(UitgaandeSms).where(UitgaandeSms.sleutel.endswith(":eerder:1"))).one()
        eerste = service.free_times(session, WENS, now).dagen[0].tijden[0].begin
        assert write_tijdstip(eerste, "nl") in sms.tekst
        assert "/afspraak/beheer/" in sms.tekst
        assert not [soort for soort in kinds(session) if soort == "1"]


@pytest.mark.parametrize("email", ["a@voorbeeld.example", ""])
def test_an_earlier_time_whose_sms_fails_goes_by_mail_or_is_phoned(
    client: PaginaClient, db: Database, now: datetime, with_sms: None, login_medewerker: Any, email: str
) -> None:
    with db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, sms=True, email=email)
        service.join_wachtlijst(session, DoorBezoeker(), nummer, now)
        service.offer_earlier(session, now)
        sleutel = session.scalars(
            select(UitgaandeSms.sleutel).where(UitgaandeSms.sleutel.contains(":eerder:"))
        ).one()
        for kanaal in ("sms", "mail")[: 1 if email else 2]:
            service.try_other_way(session, BerichtMislukt(kanaal, sleutel), now)
        gemaild = [m for m in session.scalars(select(UitgaandeMail)) if m.sleutel == sleutel]
        assert len(gemaild) == (1 if email else 0)
        assert bool(service.list_ongemeld(session, now)) is not bool(email)
        eerste = service.free_times(session, WENS, now).dagen[0].tijden[0].begin
    login_medewerker(client, Rol.KCC)
    tekst = client.text("/werk/afspraken/bellen")
    assert (f"Er kwam een eerdere tijd vrij: {write_tijdstip(eerste, 'nl')}" in tekst) is not bool(email)


def test_an_earlier_time_that_is_old_news_is_not_told_again(
    sqlite_db: Database, now: datetime, with_sms: None
) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, sms=True, email="")
        service.join_wachtlijst(session, DoorBezoeker(), nummer, now)
        service.offer_earlier(session, now)
        sleutel = session.scalars(
            select(UitgaandeSms.sleutel).where(UitgaandeSms.sleutel.contains(":eerder:"))
        ).one()
        service.cancel_afspraak(session, DoorBezoeker(), nummer, now)
        service.try_other_way(session, BerichtMislukt("sms", sleutel), now)
        assert service.list_ongemeld(session, now) == []


def test_without_mail_and_without_sms_nobody_waits_in_vain(sqlite_db: Database, now: datetime) -> None:
    with sqlite_db.transaction() as session:
        nummer = make_afspraak(session, now, dag=2, email="")
        service.join_wachtlijst(session, DoorBezoeker(), nummer, now)
        assert not service.is_waiting(session, nummer)
