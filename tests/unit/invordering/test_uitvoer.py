"""Files for the belastingpakket: its own dialect, and always the same bytes."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from portaal.invordering.uitvoer import (
    KOLOMMEN,
    MANIFEST,
    SLEUTEL,
    Kop,
    Pakketbestand,
    make_pakket,
    write_csv,
    write_map,
    write_zip,
)

KOP = Kop(12, 11, date(2026, 3, 16))
STOP = {
    "wijziging": "7",
    "blokkade": "3",
    "aanslagnummer": "202600000001",
    "vanaf": "2026-03-16",
    "tot": "",
    "opgeheven": "",
}
PAKKET = make_pakket(KOP, {Pakketbestand.INCASSOSTOPS: [STOP]})


def test_a_file_is_in_the_dialect_of_a_delivery() -> None:
    assert PAKKET.bestanden["incassostops.csv"] == (
        b"wijziging;blokkade;aanslagnummer;vanaf;tot;opgeheven\r\n7;3;202600000001;2026-03-16;;\r\n"
    )
    assert write_csv(("a",), [{"a": 'één; "twee"'}]) == 'a\r\n"één; ""twee"""\r\n'.encode()


def test_the_manifest_has_a_checksum_of_every_file() -> None:
    kop, *regels = PAKKET.bestanden[MANIFEST].decode().splitlines()
    assert kop == "set;soort;gemaakt_op;na_set;bestand;regels;sha256"
    assert [regel.split(";")[4] for regel in regels] == [f"{bestand}.csv" for bestand in Pakketbestand]
    for regel in regels:
        *_, bestand, _aantal, som = regel.split(";")
        assert som == sha256(PAKKET.bestanden[bestand]).hexdigest()
    assert regels[-1].startswith("12;wijzigingen;2026-03-16;11;incassostops.csv;1;")


def test_the_complete_state_has_no_numbers_of_changes() -> None:
    volledig = make_pakket(Kop(None, 11, date(2026, 3, 16)), {})
    assert volledig.kop.naam == "volledig-na-set-000011"
    assert volledig.bestanden["blokkades.csv"].startswith(b"blokkade;aanslagnummer;")
    assert b";volledig;2026-03-16;11;blokkades.csv;0;" in volledig.bestanden[MANIFEST]


@pytest.mark.parametrize("bestand", Pakketbestand)
def test_every_file_has_a_key_among_its_columns(bestand) -> None:
    assert set(SLEUTEL[bestand]) <= set(KOLOMMEN[bestand])
    assert "aanslagnummer" in KOLOMMEN[bestand]


def test_a_folder_is_whole_once_it_has_its_manifest(tmp_path, monkeypatch) -> None:
    doel = write_map(PAKKET, tmp_path)
    assert {pad.name: pad.read_bytes() for pad in doel.iterdir()} == dict(PAKKET.bestanden)
    (doel / "incassostops.csv.half").mkdir()
    with pytest.raises(OSError, match="incassostops"):
        write_map(PAKKET, tmp_path)
    assert not (doel / MANIFEST).exists()


def test_a_zip_depends_on_the_set_alone() -> None:
    inhoud = write_zip(PAKKET)
    assert inhoud == write_zip(make_pakket(KOP, {Pakketbestand.INCASSOSTOPS: [STOP]}))
    with ZipFile(BytesIO(inhoud)) as zip_:
        assert zip_.namelist() == [f"set-000012/{naam}" for naam in PAKKET.bestanden]
