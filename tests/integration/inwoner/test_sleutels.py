"""Keys of the BSN can be replaced while the portal runs, and afterwards the old one may go."""

from datetime import datetime
from itertools import islice

import pytest
from click.testing import CliRunner

from portaal.demo.generator.maak import bsns
from portaal.infra import crypto
from portaal.infra.crypto import Kluis, use_kluis
from portaal.infra.database import Database
from portaal.inwoner import opdracht, sleutels
from portaal.inwoner.model import Inwoner
from portaal.inwoner.opdracht import hersleutel
from portaal.inwoner.service import bsn_of, ensure_inwoner, find_by_bsn
from portaal.inwoner.sleutels import count_outdated, rotate
from portaal.inwoner.vergeten import LEEG, forget_inwoner

OUD, NIEUW = b"o" * 32, b"n" * 32


@pytest.fixture(autouse=True)
def own_kluis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "_gekozen", [])
    monkeypatch.setattr(sleutels, "_PER_KEER", 2)


@pytest.fixture
def wie(db: Database, now: datetime, own_kluis: None) -> dict[str, int]:
    """Five persons under the old key, by BSN."""
    use_kluis(Kluis([OUD], b"index"))
    with db.transaction() as session:
        return {bsn: ensure_inwoner(session, bsn, now) for bsn in islice(bsns(), 5)}


def _readable(db: Database, wie: dict[str, int], kluis: Kluis) -> bool:
    use_kluis(kluis)
    with db.reading() as session:
        return all(find_by_bsn(session, bsn) == i and bsn_of(session, i) == bsn for bsn, i in wie.items())


def test_rows_come_under_the_newest_key_and_the_old_one_may_go(db: Database, wie: dict[str, int]) -> None:
    beide = Kluis([NIEUW, OUD], b"index")
    with db.reading() as session:
        assert count_outdated(session, beide) == 5
    assert _readable(db, wie, beide)
    assert (rotate(db, beide).vernieuwd, rotate(db, beide).vernieuwd) == (5, 0)
    with db.reading() as session:
        assert count_outdated(session, beide) == 0
    assert _readable(db, wie, Kluis([NIEUW], b"index"))


def test_the_index_key_can_be_replaced_too(db: Database, wie: dict[str, int]) -> None:
    nieuw = Kluis([OUD], b"andere index")
    assert rotate(db, nieuw).vernieuwd == 5
    assert _readable(db, wie, nieuw)


def test_what_no_key_opens_is_told_and_left_as_it_is(db: Database, wie: dict[str, int], now: datetime) -> None:
    weg, *anderen = wie.values()
    with db.transaction() as session:
        forget_inwoner(session, weg, now)
    assert rotate(db, Kluis([NIEUW], b"index")).dicht == anderen
    with db.reading() as session:
        assert session.get_one(Inwoner, weg).bsn_versleuteld == LEEG
    del wie[next(iter(wie))]
    assert _readable(db, wie, Kluis([OUD], b"index"))


@pytest.mark.parametrize(
    ("kluis", "status", "tekst"),
    [
        (Kluis([NIEUW, OUD], b"index"), 0, "De oude sleutels mogen weg."),
        (Kluis([NIEUW], b"index"), 1, "Bewaar de oude sleutels."),
    ],
)
def test_the_command_says_whether_the_old_keys_may_go(
    sqlite_db: Database,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    kluis: Kluis,
    status: int,
    tekst: str,
) -> None:
    use_kluis(Kluis([OUD], b"index"))
    with sqlite_db.transaction() as session:
        ensure_inwoner(session, next(bsns()), now)
    use_kluis(kluis)
    monkeypatch.setattr(opdracht, "Database", lambda _url: sqlite_db)
    monkeypatch.setattr(opdracht, "is_current", lambda _database: True)
    uitkomst = CliRunner().invoke(hersleutel)
    assert (uitkomst.exit_code, tekst in uitkomst.output) == (status, True)
