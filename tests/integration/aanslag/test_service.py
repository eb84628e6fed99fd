"""An aanslag is read as the newest delivery that was taken in has it."""

from datetime import date

import pytest

from portaal.aanslag.model import UITVAL, Leveringmelding
from portaal.aanslag.service import (
    find_aanslagnummer,
    get_aanslag,
    get_aanslagen,
    get_standen,
    is_aanslag_of,
    list_aanslagen,
)
from portaal.aanslag.stand import Boekingsoort
from portaal.core.errors import NietGevonden
from portaal.infra.database import Database
from portaal.inwoner.model import Levering, Leveringstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import MOMENT, make_inwoner, make_levering
from tests.support.vragen import count_selects, note_vragen


def test_an_aanslag_comes_with_its_lines_payments_and_what_is_open(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        betaald = [
            (date(2026, 3, 10), Boekingsoort.BETALING, 10000),
            (date(2026, 3, 12), Boekingsoort.STORNO, -2500),
        ]
        aanslag_id = make_aanslag(session, wie, betalingen=betaald, kosten=900)
        make_aanslag(session, make_inwoner(session))
        (aanslag,) = list_aanslagen(session, wie)
    assert aanslag.id == aanslag_id
    assert [regel.belastingsoort for regel in aanslag.regels] == ["ozb_eigenaar_woning", "rioolheffing_eigenaar"]
    assert aanslag.open == 33396 + 17820 + 900 - 7500


def test_a_newer_delivery_counts_only_once_it_is_taken_in(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
        bezig = make_levering(session, status=Leveringstatus.BEZIG)
        make_aanslag(session, wie, aanslag_id=aanslag_id, levering_id=bezig, kosten=2200)
        assert get_aanslag(session, aanslag_id).kosten == 0
        opgenomen = make_levering(session)
        make_aanslag(session, wie, aanslag_id=aanslag_id, levering_id=opgenomen, kosten=900)
        assert get_aanslag(session, aanslag_id).kosten == 900


def test_an_aanslag_that_fell_out_says_of_which_day_its_state_is(db: Database) -> None:
    with db.transaction() as session:
        aanslag_id = make_aanslag(session, make_inwoner(session))
        aanslag = get_aanslag(session, aanslag_id)
        assert aanslag.oud_sinds is None
        session.add(
            Leveringmelding(
                levering_id=make_levering(session),
                soort=UITVAL,
                bestand="aanslagen.csv",
                regel=6,
                kolom="totaalbedrag",
                melding="x",
                aanslagnummer=aanslag.aanslagnummer,
            )
        )
        session.flush()
        assert get_aanslag(session, aanslag_id).oud_sinds == date(2026, 3, 1)


def test_the_number_of_queries_does_not_grow_with_the_number_of_aanslagen(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        for jaar in range(2018, 2027):
            make_aanslag(session, wie, belastingjaar=jaar)
    gesteld = note_vragen(db)
    with db.reading() as session:
        assert len(list_aanslagen(session, wie)) == 9
    assert count_selects(gesteld) == 4


def test_who_follows_payments_reads_the_same_without_lines_and_letters(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        geboekt = [(date(2026, 3, 20), Boekingsoort.BETALING, 1000)]
        ids = [make_aanslag(session, wie, betalingen=geboekt), make_aanslag(session, wie)]
    with db.reading() as session:
        heel = get_aanslagen(session, ids)
        gesteld = note_vragen(db)
        standen = get_standen(session, ids)
    assert count_selects(gesteld) == 2
    zonder = {"regels", "verzendingen"}
    assert [vars(stand) for stand in standen] == [
        {naam: waarde for naam, waarde in vars(aanslag).items() if naam not in zonder} for aanslag in heel
    ]


def test_whose_an_aanslag_is(db: Database) -> None:
    with db.transaction() as session:
        wie, ander = make_inwoner(session), make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
        nummer = get_aanslag(session, aanslag_id).aanslagnummer
        assert is_aanslag_of(session, aanslag_id, wie)
        assert not is_aanslag_of(session, aanslag_id, ander)
        assert find_aanslagnummer(session, f"{nummer[:4]} {nummer[4:]}") == (aanslag_id, wie)
        with pytest.raises(NietGevonden):
            get_aanslag(session, 999999)


def test_reading_is_no_more_work_after_years_of_deliveries(sqlite_db: Database) -> None:
    stappen = 0

    def step() -> None:
        nonlocal stappen
        stappen += 1

    with sqlite_db.transaction() as session:
        wie = make_inwoner(session)
        make_aanslag(session, wie)
        list_aanslagen(session, wie)
        session.connection().connection.driver_connection.set_progress_handler(step, 10)  # type: ignore[union-attr]
        list_aanslagen(session, wie)
        kort, stappen = stappen, 0
        session.add_all(
            Levering(ontvangen_at=MOMENT, vingerafdruk="x", status=Leveringstatus.OPGENOMEN) for _ in range(2000)
        )
        session.flush()
        stappen = 0
        list_aanslagen(session, wie)
        session.connection().connection.driver_connection.set_progress_handler(None, 10)  # type: ignore[union-attr]
    assert 0 < stappen <= kort + 5
