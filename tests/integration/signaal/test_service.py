"""Noting, following up and forgetting what staff notice."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.infra.database import Database
from portaal.logboek.model import Logregel
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    OnbekendeVerwijzing,
    OpvolgdatumTeVer,
    OpvolgdatumVoorbij,
    Signaalsoort,
    SignaalStaatAl,
    Signaaluitkomst,
    Team,
    Verwijsuitkomst,
)
from portaal.signaal.model import Contactmoment, Signaal, Verwijzing
from portaal.signaal.service import (
    Contactvraag,
    contacten_of,
    count_te_doen,
    drop_old,
    finish_signaal,
    finish_verwijzing,
    forget_inwoner,
    get_signaal,
    list_signalen,
    list_verwijzingen,
    move_signaal,
    note_contact,
    note_signaal,
    note_verwijzing,
)
from tests.integration.signaal.conftest import Wereld

SOORT = Signaalsoort.KAN_NIET_BETALEN
GESPROKEN = Contactvraag(Contactkanaal.TELEFOON, Contactonderwerp.BETALEN, Initiatief.GEMEENTE, gelukt=True)
NIET_BEREIKT = Contactvraag(Contactkanaal.TELEFOON, Contactonderwerp.BETALEN, Initiatief.GEMEENTE, gelukt=False)


def test_a_signal_comes_on_the_list_of_the_team_of_who_noted_it(
    db: Database, wereld: Wereld, now: datetime
) -> None:
    with db.transaction() as session:
        note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 3, 20), now)
        loket = list_signalen(session, Team.LOKET, 1, now)
        assert list_signalen(session, Team.INVORDERING, 1, now).totaal == 0
    (regel,) = loket.items
    assert (regel.soort, regel.inwoner, regel.genoteerd_door) == (SOORT, "A. de Jong", "Bente Baliemans")
    assert regel.opvolgen_op == date(2026, 3, 20)


def test_a_signal_can_be_for_another_team(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        dag = date(2026, 3, 20)
        note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, dag, now, team=Team.INVORDERING)
        assert list_signalen(session, Team.INVORDERING, 1, now).totaal == 1


def test_the_same_signal_is_open_once_and_may_come_back_later(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        eerste = note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 3, 20), now)
        with pytest.raises(SignaalStaatAl):
            note_signaal(session, wereld.invordering, wereld.inwoner_id, SOORT, date(2026, 3, 25), now)
        note_signaal(session, wereld.balie, wereld.ander_id, SOORT, date(2026, 3, 20), now)
        note_signaal(session, wereld.balie, wereld.inwoner_id, Signaalsoort.BESLAG, date(2026, 3, 20), now)
        finish_signaal(session, wereld.balie, eerste, Signaaluitkomst.GEHOLPEN, now)
        note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 4, 1), now)


@pytest.mark.parametrize(
    ("dag", "fout"),
    [(date(2026, 3, 15), OpvolgdatumVoorbij), (date(2026, 12, 31), OpvolgdatumTeVer)],
)
def test_without_a_day_in_sight_nothing_is_noted(
    db: Database, wereld: Wereld, now: datetime, dag: date, fout: type[Exception]
) -> None:
    with db.transaction() as session:
        with pytest.raises(fout):
            note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, dag, now)
        assert session.scalars(select(Signaal)).all() == []


def test_about_nobody_nothing_is_noted(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        with pytest.raises(NietGevonden):
            note_signaal(session, wereld.balie, 10**6, SOORT, date(2026, 3, 20), now)
        with pytest.raises(NietGevonden):
            note_contact(session, wereld.balie, 10**6, GESPROKEN, now)
        with pytest.raises(NietGevonden):
            note_verwijzing(session, wereld.balie, 10**6, "budgetcoach", now)


def test_what_is_past_its_day_is_on_top_and_counts(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        for soort, dag in (
            (Signaalsoort.BESLAG, date(2026, 3, 30)),
            (Signaalsoort.SNAPT_HET_NIET, date(2026, 3, 16)),
            (SOORT, date(2026, 3, 18)),
        ):
            note_signaal(session, wereld.balie, wereld.inwoner_id, soort, dag, now)
        later = now + timedelta(days=3)
        regels = list_signalen(session, Team.LOKET, 1, later).items
        assert [regel.soort for regel in regels] == [Signaalsoort.SNAPT_HET_NIET, SOORT, Signaalsoort.BESLAG]
        assert [regel.is_te_laat for regel in regels] == [True, True, False]
        assert count_te_doen(session, Team.LOKET, now) == 1
        assert count_te_doen(session, Team.LOKET, later) == 2
        assert count_te_doen(session, Team.INVORDERING, later) == 0


def test_a_signal_is_put_off_or_finished_and_then_it_stands(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        nummer = note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 3, 20), now)
        move_signaal(session, wereld.balie, nummer, date(2026, 4, 1), now)
        assert get_signaal(session, nummer, now).opvolgen_op == date(2026, 4, 1)
        with pytest.raises(OpvolgdatumVoorbij):
            move_signaal(session, wereld.balie, nummer, date(2026, 3, 1), now)
        finish_signaal(session, wereld.invordering, nummer, Signaaluitkomst.REGELING, now)
        regel = get_signaal(session, nummer, now + timedelta(days=90))
        assert (regel.uitkomst, regel.is_open, regel.is_te_laat) == (Signaaluitkomst.REGELING, False, False)
        with pytest.raises(InmiddelsGewijzigd):
            finish_signaal(session, wereld.balie, nummer, Signaaluitkomst.GEHOLPEN, now)
        with pytest.raises(InmiddelsGewijzigd):
            move_signaal(session, wereld.balie, nummer, date(2026, 4, 1), now)
        with pytest.raises(NietGevonden):
            finish_signaal(session, wereld.balie, 10**6, Signaaluitkomst.GEHOLPEN, now)


def test_whether_there_was_contact_is_about_who_was_reached(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        note_contact(session, wereld.balie, wereld.inwoner_id, NIET_BEREIKT, now)
        assert contacten_of(session, wereld.inwoner_id, now).laatste is None
        note_contact(session, wereld.balie, wereld.inwoner_id, GESPROKEN, now + timedelta(hours=1))
        note_contact(session, wereld.balie, wereld.inwoner_id, NIET_BEREIKT, now + timedelta(hours=2))
        note_contact(session, wereld.balie, wereld.ander_id, GESPROKEN, now + timedelta(hours=3))
        contacten = contacten_of(session, wereld.inwoner_id, now)
    assert contacten.laatste is not None
    assert contacten.laatste.created_at == now + timedelta(hours=1)
    assert [moment.gelukt for moment in contacten.momenten] == [False, True, False]


def test_a_referral_is_asked_about_and_then_known(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        note_verwijzing(session, wereld.balie, wereld.inwoner_id, "budgetcoach", now)
        (regel,) = list_verwijzingen(session, Team.LOKET, 1, now).items
        assert (regel.naam, regel.opvolgen_op) == ("Budgetcoach", date(2026, 4, 15))
        finish_verwijzing(session, wereld.balie, regel.id, Verwijsuitkomst.HULP_GESTART, now)
        assert list_verwijzingen(session, Team.LOKET, 1, now).totaal == 0
        (na,) = contacten_of(session, wereld.inwoner_id, now).verwijzingen
        assert na.uitkomst is Verwijsuitkomst.HULP_GESTART


@pytest.mark.parametrize("naar", ["schuldhulp", "verzonnen"])
def test_where_the_inwoner_chooses_nothing_is_recorded_here(
    db: Database, wereld: Wereld, now: datetime, naar: str
) -> None:
    with db.transaction() as session:
        with pytest.raises(OnbekendeVerwijzing):
            note_verwijzing(session, wereld.invordering, wereld.inwoner_id, naar, now)
        assert session.scalars(select(Verwijzing)).all() == []


def test_each_act_is_in_the_logboek(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        nummer = note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 3, 20), now)
        note_contact(session, wereld.balie, wereld.inwoner_id, GESPROKEN, now)
        note_verwijzing(session, wereld.balie, wereld.inwoner_id, "wijkteam", now)
        move_signaal(session, wereld.balie, nummer, date(2026, 4, 1), now)
        finish_signaal(session, wereld.balie, nummer, Signaaluitkomst.GEHOLPEN, now)
        regels = session.scalars(select(Logregel).order_by(Logregel.id)).all()
    assert [regel.handeling for regel in regels] == [
        "signaal:signaal:genoteerd",
        "signaal:contact:genoteerd",
        "signaal:verwijzing:genoteerd",
        "signaal:signaal:verzet",
        "signaal:signaal:gedaan",
    ]
    assert len({regel.persoon for regel in regels}) == 1
    assert regels[0].persoon


def test_what_is_finished_goes_after_a_year_and_what_waits_stays(
    db: Database, wereld: Wereld, now: datetime
) -> None:
    with db.transaction() as session:
        klaar = note_signaal(session, wereld.balie, wereld.inwoner_id, SOORT, date(2026, 3, 20), now)
        finish_signaal(session, wereld.balie, klaar, Signaaluitkomst.GEHOLPEN, now)
        open_ = note_signaal(session, wereld.balie, wereld.inwoner_id, Signaalsoort.BESLAG, date(2026, 3, 20), now)
        note_contact(session, wereld.balie, wereld.inwoner_id, GESPROKEN, now)
        drop_old(session, now + timedelta(days=365))
        assert session.get(Signaal, klaar) is not None
        drop_old(session, now + timedelta(days=366))
        assert [signaal.id for signaal in session.scalars(select(Signaal))] == [open_]
        assert session.scalars(select(Contactmoment)).all() == []


def test_whom_retention_removes_is_forgotten_here_too(db: Database, wereld: Wereld, now: datetime) -> None:
    with db.transaction() as session:
        for wie in (wereld.inwoner_id, wereld.ander_id):
            note_signaal(session, wereld.balie, wie, SOORT, date(2026, 3, 20), now)
            note_contact(session, wereld.balie, wie, GESPROKEN, now)
            note_verwijzing(session, wereld.balie, wie, "wijkteam", now)
        forget_inwoner(session, InwonerVerwijderd(wereld.inwoner_id), now)
        for soort in (Signaal, Contactmoment, Verwijzing):
            assert [rij.inwoner_id for rij in session.scalars(select(soort))] == [wereld.ander_id]
