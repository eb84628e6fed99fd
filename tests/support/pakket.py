"""The belastingpakket at the other end: it reads sets and keeps what they say."""

import csv
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import StringIO

from portaal.invordering.uitvoer import MANIFEST, SLEUTEL, Pakket, Pakketbestand

Stand = dict[Pakketbestand, dict[tuple[str, ...], Mapping[str, str]]]


def read_rows(inhoud: bytes) -> list[dict[str, str]]:
    """The rows of a file, by column."""
    return list(csv.DictReader(StringIO(inhoud.decode(), newline=""), delimiter=";"))


def check_manifest(pakket: Pakket) -> None:
    """What the manifest says of each file is so."""
    for rij in read_rows(pakket.bestanden[MANIFEST]):
        inhoud = pakket.bestanden[rij["bestand"]]
        assert rij["sha256"] == sha256(inhoud).hexdigest()
        assert int(rij["regels"]) == len(read_rows(inhoud))


def replay(pakketten: Iterable[Pakket]) -> Stand:
    """What is known after these sets, in this order: of rows with the same key the last one holds."""
    stand: Stand = {bestand: {} for bestand in Pakketbestand}
    for pakket in pakketten:
        check_manifest(pakket)
        for bestand in Pakketbestand:
            for rij in read_rows(pakket.bestanden[f"{bestand}.csv"]):
                rij.pop("wijziging", None)
                stand[bestand][tuple(rij[kolom] for kolom in SLEUTEL[bestand])] = rij
    return stand


def numbers_of(pakketten: Iterable[Pakket]) -> list[int]:
    """The numbers of all changes in these sets."""
    return [
        int(rij["wijziging"])
        for pakket in pakketten
        for bestand in Pakketbestand
        for rij in read_rows(pakket.bestanden[f"{bestand}.csv"])
    ]
