"""A person is found by BSN or by name with birth date, and chooses how to be reached."""

from datetime import date, datetime

from portaal.infra.database import Database
from portaal.inwoner.model import Inwoner
from portaal.inwoner.service import (
    Zoekvraag,
    bsn_of,
    ensure_inwoner,
    get_persoon,
    search_inwoners,
    set_bereikbaarheid,
)
from tests.factories.inwoner import make_inwoner


def test_a_bsn_is_not_readable_in_the_table_but_finds_its_person(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = ensure_inwoner(session, "999990019", now)
        rij = session.get_one(Inwoner, wie)
        assert b"999990019" not in rij.bsn_versleuteld + rij.bsn_index
        assert bsn_of(session, wie) == "999990019"
        assert ensure_inwoner(session, "999990019", now) == wie
        assert ensure_inwoner(session, "999993653", now) != wie


def test_a_name_is_found_without_its_accents_and_voorvoegsel(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session, geslachtsnaam="Şahin-Öztürk", voorvoegsel="", geboortedatum=date(1960, 12, 6))
        make_inwoner(session, geslachtsnaam="Sahin", geboortedatum=date(1961, 1, 1))
        for naam in ("sahin", "D. Sahin-Ozturk", "ŞAHİN"):
            gevonden = search_inwoners(session, Zoekvraag(naam=naam, geboortedatum=date(1960, 12, 6)), 1)
            assert [p.id for p in gevonden.items] == [wie], naam


def test_a_secret_address_is_in_no_list(db: Database) -> None:
    with db.transaction() as session:
        make_inwoner(session, geheimhouding=True)
        pagina = search_inwoners(session, Zoekvraag(naam="Jong", geboortedatum=date(1980, 5, 17)), 1)
    assert [p.plaats for p in pagina.items] == [""]


def test_what_someone_chose_in_the_portal_goes_before_what_a_delivery_says(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session, email="oud@example.org", telefoon="0612345678")
        set_bereikbaarheid(session, wie, now, email="nieuw@example.org", digitaal=True)
        kaart = get_persoon(session, wie)
    assert (kaart.email, kaart.telefoon, kaart.digitaal) == ("nieuw@example.org", "0612345678", True)


def test_letters_to_someone_under_bewind_go_to_the_bewindvoerder(db: Database) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session, correspondentie_naam="Bureau Balans", correspondentie_adres="Postbus 9, Ede")
        assert get_persoon(session, wie).postadres == ("Bureau Balans", "Postbus 9, Ede")
