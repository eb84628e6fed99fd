"""Retention: who has no purpose any more goes from every room, and no delivery brings them back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portaal.aanslag.bewaren import list_purposeless, remove_purposeless
from portaal.aanslag.levering.melding import Meldingsoort
from portaal.aanslag.levering.service import take_in
from portaal.aanslag.model import AanslagRij, AanslagstandRij
from portaal.aanslag.service import list_aanslagen
from portaal.bericht.model import Bericht
from portaal.core.door import DoorInwoner, DoorSysteem
from portaal.demo.generator.maak import write_delivery
from portaal.infra.database import Database
from portaal.infra.werk.gebeurtenissen import handle_events
from portaal.infra.werk.model import Afhandeling, GebeurtenisRij
from portaal.inwoner.model import Inwoner, Leveringstatus, Persoonsgegevens
from portaal.inwoner.service import find_by_bsn
from portaal.kamers import abonnementen, load_kamers
from portaal.logboek.model import Logsleutel
from portaal.logboek.service import record
from portaal.toestemming.begrip import Antwoord, Toestemmingskanaal, Toestemmingssoort
from portaal.toestemming.model import Toestemming
from tests.factories.levering import Map

TOEN = datetime(2018, 3, 16, 9, 0, tzinfo=UTC)
DOOR = DoorSysteem("test")


@pytest.fixture
def oud(db: Database, tmp_path: Path) -> Map:
    """A delivery of eight years ago, taken in then."""
    levering = Map(tmp_path / "oud")
    list(write_delivery(levering.folder, 12, date(2018, 3, 16), seed=7))
    assert take_in(db, levering.folder, door=DOOR, now=TOEN).status is Leveringstatus.OPGENOMEN
    return levering


def _settled(db: Database) -> list[int]:
    """Who owes nothing, looked up the long way."""
    with db.reading() as session:
        allen = session.scalars(select(Inwoner.id).order_by(Inwoner.id))
        return [i for i in allen if all(a.vernietigd or a.open <= 0 for a in list_aanslagen(session, i))]


def _remove(db: Database, now: datetime) -> int:
    aantal = remove_purposeless(db, now)
    for ronde in range(3):  # a room may have to wait for the one above it
        handle_events(db, abonnementen(load_kamers()), now + timedelta(minutes=ronde))
    return aantal


def _count(db: Database, soort: type, *waar: object) -> int:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(soort).where(*waar)) or 0  # type: ignore[arg-type]


def test_only_who_owes_nothing_and_was_long_silent_is_removed(db: Database, oud: Map, now: datetime) -> None:
    betaald = _settled(db)
    assert 1 < len(betaald) < _count(db, Inwoner)
    wie, actief = betaald[0], betaald[1]
    with db.transaction() as session:
        record(
            session, DoorInwoner(actief), "inwoner:login:gelukt", inwoner_id=actief, now=now - timedelta(days=9)
        )
    assert remove_purposeless(db, TOEN + timedelta(days=9 * 365 - 900)) == 0
    with db.reading() as session:
        assert list_purposeless(session, now) == [i for i in betaald if i != actief]
    assert _remove(db, now) == len(betaald) - 1
    assert _count(db, Persoonsgegevens, Persoonsgegevens.inwoner_id == wie) == 0
    assert _count(db, AanslagstandRij) == _count(
        db, AanslagRij, AanslagRij.inwoner_id.not_in(_gone(betaald, actief))
    )
    assert _count(db, Persoonsgegevens, Persoonsgegevens.inwoner_id == actief) == 1


def _gone(betaald: list[int], actief: int) -> list[int]:
    return [i for i in betaald if i != actief]


def test_what_must_stay_keeps_no_person(db: Database, oud: Map, now: datetime) -> None:
    wie = _settled(db)[0]
    bsn = oud.rows("inwoners.csv")[wie - 1]["bsn"]
    with db.transaction() as session:
        assert find_by_bsn(session, bsn) == wie
        record(session, DoorInwoner(wie), "inwoner:login:gelukt", inwoner_id=wie, now=TOEN)
        session.add(_no(wie))
        session.add(Bericht(inwoner_id=wie, soort="x", titel="Dag", alineas=["Dag."], created_at=TOEN))
    _remove(db, now)
    with db.reading() as session:
        assert find_by_bsn(session, bsn) is None
        assert session.get_one(Inwoner, wie).bsn_versleuteld == b""
        assert session.get(Logsleutel, wie) is None
        assert session.scalars(select(Toestemming.inwoner_id)).all() == [wie]
        assert session.scalar(select(Bericht.id)) is None
        assert session.scalars(select(GebeurtenisRij.id).where(GebeurtenisRij.verwerkt_at.is_(None))).all() == []
        assert session.scalars(select(Afhandeling.fout).where(Afhandeling.klaar_at.is_(None))).all() == []
    assert _remove(db, now + timedelta(days=2)) == 0


def test_a_delivery_does_not_bring_back_what_was_removed(db: Database, oud: Map, now: datetime) -> None:
    betaald = _settled(db)
    _remove(db, now)
    oud.change("aanslagen.csv", 0, bezwaar="N")
    uitkomst = take_in(db, oud.folder, door=DOOR, now=now)
    assert uitkomst.status is Leveringstatus.OPGENOMEN
    assert uitkomst.of(Meldingsoort.UITVAL) == []
    weg = _count(db, AanslagRij, AanslagRij.inwoner_id.in_(betaald))
    assert len(uitkomst.of(Meldingsoort.NIET_BEDIEND)) == weg > 0
    assert uitkomst.aantallen["aanslagen"] == oud.count("aanslagen.csv") - weg
    with db.reading() as session:
        assert not any(list_aanslagen(session, i) for i in betaald)


def _no(wie: int) -> Toestemming:
    return Toestemming(
        ref="T-1",
        inwoner_id=wie,
        soort=next(iter(Toestemmingssoort)),
        antwoord=next(iter(Antwoord)),
        at=TOEN,
        doel="contact",
        ontvanger="schuldhulp",
        tekst="Mag schuldhulp u bellen?",
        tekst_versie="1",
        tekst_hash="0" * 64,
        gedeeld=[],
        taal="nl",
        kanaal=next(iter(Toestemmingskanaal)),
    )
