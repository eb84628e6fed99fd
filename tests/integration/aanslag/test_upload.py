"""Beheer uploads a delivery as a zip: what cannot be is told at once, the rest is taken in by the worker."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portaal.aanslag.levering import upload
from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.aanslag.levering.lijst import count_uitval
from portaal.aanslag.levering.upload import LeveringUpload, process_uploads
from portaal.aanslag.levering.zip import OngeldigeZip, unpack
from portaal.aanslag.model import AanslagstandRij
from portaal.config import Instellingen
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from tests.factories.levering import Map, make_map
from tests.factories.medewerker import make_medewerker
from tests.support.client import PaginaClient

LOGIN = Callable[..., PaginaClient]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instellingen = Instellingen().model_copy(
        update={"upload_map": tmp_path / "uploads", "upload_uitgepakt_max_mb": 1}
    )
    monkeypatch.setattr(upload, "load_instellingen", lambda: instellingen)


@pytest.fixture
def beheer(app: Flask, db: Database, login_medewerker: LOGIN) -> PaginaClient:
    with db.transaction() as session:
        wie = make_medewerker(session)
    klant = app.test_client()
    assert isinstance(klant, PaginaClient)
    return login_medewerker(klant, Rol.BEHEER, medewerker_id=wie)


@pytest.fixture
def levering(tmp_path: Path) -> Map:
    return make_map(tmp_path / "levering")


def _zip(levering: Map, **anders: bytes) -> bytes:
    bron = io.BytesIO()
    with zipfile.ZipFile(bron, "w", zipfile.ZIP_DEFLATED) as zip_:
        for indeling in BESTANDEN:
            zip_.writestr(f"export/{indeling.naam}", (levering.folder / indeling.naam).read_bytes())
        for naam, inhoud in anders.items():
            zip_.writestr(naam, inhoud)
    return bron.getvalue()


def _bomb(levering: Map) -> bytes:
    (levering.folder / "betalingen.csv").write_bytes(b"0" * (2 << 20))
    return _zip(levering)


def _without(levering: Map, naam: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_zip(levering))) as bron, zipfile.ZipFile(uit, "w") as doel:
        for lid in bron.infolist():
            if not lid.filename.endswith(naam):
                doel.writestr(lid, bron.read(lid))
    return uit.getvalue()


def _send(klant: PaginaClient, inhoud: bytes, naam: str = "levering.zip") -> tuple[int, str]:
    antwoord = klant.post("/werk/leveringen", data={"bestand": (io.BytesIO(inhoud), naam)}, follow_redirects=True)
    return antwoord.status_code, antwoord.text


def test_a_zip_goes_in_and_its_outcome_can_be_read(
    beheer: PaginaClient, db: Database, levering: Map, now: datetime, tmp_path: Path
) -> None:
    levering.change("aanslagen.csv", 0, totaalbedrag="1,00")
    status, pagina = _send(beheer, _zip(levering))
    assert (status, "wacht tot wij hem verwerken" in pagina) == (200, True)
    assert process_uploads(db, now) == 1
    assert process_uploads(db, now) == 0
    lijst = beheer.get("/werk/leveringen").text
    assert "opgenomen" in lijst
    assert "Bekijk levering 1" in lijst
    een = beheer.get("/werk/leveringen/1").text
    assert "De regels tellen niet op" in een
    bestand = beheer.get("/werk/leveringen/1/uitval.csv")
    assert (
        f"uitval;aanslagen.csv;2;totaalbedrag;{levering.rows('aanslagen.csv')[0]['aanslagnummer']}" in bestand.text
    )
    with db.reading() as session:
        standen = session.scalar(select(func.count()).select_from(AanslagstandRij))
    assert standen == levering.count("aanslagen.csv") - 1
    assert list((tmp_path / "uploads").iterdir()) == []


def test_the_name_of_an_encoding_stays_one_word_on_a_narrow_screen(
    beheer: PaginaClient, db: Database, levering: Map, now: datetime
) -> None:
    (levering.folder / "inwoners.csv").write_bytes(b"bsn;straat\n1;Caf\xe9\n")
    _send(beheer, _zip(levering))
    process_uploads(db, now)
    pagina = beheer.get("/werk/leveringen").text
    assert "Dit bestand is geen UTF\u20118" in pagina
    assert "UTF-8" not in pagina.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("maak", "melding"),
    [
        (lambda _: b"geen zip", "geen goed zip-bestand"),
        (lambda levering: _zip(levering)[:-30], "geen goed zip-bestand"),
        (lambda levering: _zip(levering, **{"../../virus.exe": b"x"}), "virus.exe"),
        (lambda levering: _zip(levering, **{"../betalingen.csv": b"x"}), "twee keer"),
        (_bomb, "te groot"),
        (lambda levering: _without(levering, "betalingen.csv"), "ontbreekt"),
    ],
)
def test_what_cannot_be_a_delivery_is_told_at_once(
    sqlite_app: Flask,
    sqlite_db: Database,
    login_medewerker: LOGIN,
    levering: Map,
    maak: Callable[[Map], bytes],
    melding: str,
) -> None:
    klant = sqlite_app.test_client()
    assert isinstance(klant, PaginaClient)
    login_medewerker(klant, Rol.BEHEER)
    status, pagina = _send(klant, maak(levering))
    assert (status, melding in pagina) == (422, True)
    with sqlite_db.reading() as session:
        assert session.scalar(select(LeveringUpload.id)) is None


def test_what_is_too_large_is_stopped_while_unpacking(levering: Map, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(_bomb(levering))
    with pytest.raises(OngeldigeZip, match="te groot"):
        unpack(tmp_path / "b.zip", tmp_path / "uit", hoogstens=1 << 20)
    assert sum(bestand.stat().st_size for bestand in (tmp_path / "uit").iterdir()) <= 1 << 20


@pytest.mark.parametrize("beweert", [10, 1 << 40])
def test_a_zip_that_lies_about_its_size_fills_no_disk(levering: Map, tmp_path: Path, beweert: int) -> None:
    (levering.folder / "betalingen.csv").write_bytes(b"0" * (2 << 20))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as zip_:
        for indeling in BESTANDEN:
            zip_.write(levering.folder / indeling.naam, indeling.naam)
        zip_.getinfo("betalingen.csv").file_size = beweert
    with pytest.raises(OngeldigeZip):
        unpack(tmp_path / "b.zip", tmp_path / "uit", hoogstens=1 << 20)
    assert sum(bestand.stat().st_size for bestand in (tmp_path / "uit").iterdir()) <= 1 << 20


def test_two_workers_at_one_upload_do_not_call_it_refused(
    beheer: PaginaClient, db: Database, levering: Map, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(beheer, _zip(levering))
    unpack_zip = upload.unpack

    def other_worker_first(bron: Path, doel: Path, *, hoogstens: int) -> None:
        monkeypatch.setattr(upload, "unpack", unpack_zip)
        assert process_uploads(db, now) == 1
        unpack_zip(bron, doel, hoogstens=hoogstens)

    monkeypatch.setattr(upload, "unpack", other_worker_first)
    process_uploads(db, now)
    with db.reading() as session:
        (rij,) = session.scalars(select(LeveringUpload))
    assert (rij.status, rij.levering_id) == (upload.Uploadstatus.OPGENOMEN, 1)


def test_the_list_counts_who_fell_out_without_an_aanslag_too(
    beheer: PaginaClient, db: Database, levering: Map, now: datetime
) -> None:
    _send(beheer, _zip(levering))
    process_uploads(db, now)
    levering.change("inwoners.csv", 0, bsn="123456789")
    _send(beheer, _zip(levering))
    process_uploads(db, now)
    with db.reading() as session:
        assert count_uitval(session, [1, 2]) == {1: 0, 2: 1}
    assert 'data-kop="Uitgevallen:">1</td>' in beheer.get("/werk/leveringen").text


def test_a_fault_of_ours_does_not_hold_up_the_next_upload(
    beheer: PaginaClient, db: Database, levering: Map, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(beheer, _zip(levering))
    _send(beheer, _zip(levering))
    with monkeypatch.context() as stuk:
        stuk.setattr(upload, "unpack", lambda *_, **__: 1 / 0)
        process_uploads(db, now)
    assert "Er ging bij ons iets mis" in beheer.get("/werk/leveringen").text
    process_uploads(db, now)
    assert "Bekijk levering 1" in beheer.get("/werk/leveringen").text
