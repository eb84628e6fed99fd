"""Reading a delivery from its first file to its last, judged and in parts. Pure: no database."""

import gc
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from portaal.aanslag.levering.bestand import INWONERS, read_rows
from portaal.aanslag.levering.bundel import Bundel, bundles, survey
from portaal.aanslag.levering.deel import Deel, Persoon
from portaal.aanslag.levering.keuring import BSN_FOUT, Keuring
from portaal.aanslag.levering.melding import Melding, Meldingsoort, Rijfout
from portaal.aanslag.levering.waarden import read_datum_of_leeg, read_janee, read_keuze
from portaal.core.nummers import OngeldigNummer, parse_bsn
from portaal.inwoner.rules import Inwonerstatus, normalise_naam

# What others wait for is at most the time that the rows of so many take to be stored. Those of persons stand in
# indexes in no order at all: many at once, and a page of such an index is written once for several.
_PERSONEN, _AANSLAGEN, _MELDINGEN = 4000, 2000, 2000


def read_delivery(folder: Path, vandaag: date, eerste_stand: int = 1) -> Generator[Deel, None, None]:
    """The whole delivery, the persons first. `vandaag` is its day; the structure was found right before.

    `eerste_stand` is the number that the first aanslag gets, the next ones count on from there.
    """
    bsns: set[str] = set()
    with calm_collector():
        yield from _personen(folder, vandaag, bsns)
        with tempfile.TemporaryDirectory(prefix="levering-") as tijdelijk:
            overzicht = survey(folder)
            yield Deel(gelezen=[(f"lezen {naam}", aantal) for naam, aantal in overzicht.aantallen.items()])
            yield from _aanslagen(
                bundles(folder, Path(tijdelijk), overzicht), Keuring(vandaag, bsns, eerste_stand)
            )


def _personen(folder: Path, vandaag: date, gezien: set[str]) -> Iterator[Deel]:
    deel = Deel()
    for regel, waarden in read_rows(folder, INWONERS):
        try:
            deel.personen.append(_persoon(waarden, gezien, vandaag))
        except Rijfout as fout:
            deel.meldingen.append(Melding(Meldingsoort.UITVAL, INWONERS.naam, regel, fout.kolom, fout.melding))
        if len(deel.personen) >= _PERSONEN or len(deel.meldingen) >= _MELDINGEN:
            yield deel
            deel = Deel()
    yield deel


def _aanslagen(bundels: Iterator[Bundel], keuring: Keuring) -> Iterator[Deel]:
    deel = Deel()
    for bundel in bundels:
        keuring.judge(bundel, deel)
        if len(deel.biljetten) >= _AANSLAGEN or len(deel.meldingen) >= _MELDINGEN:
            yield deel
            deel = Deel()
    yield deel


def _persoon(waarden: list[str], gezien: set[str], vandaag: date) -> Persoon:
    nummer, voorletters, voorvoegsel, geslachtsnaam, geboortedatum, *woont, status, geheim, naam, adres = waarden
    try:
        bsn = parse_bsn(nummer)
    except OngeldigNummer as fout:
        raise Rijfout("bsn", BSN_FOUT) from fout
    if bsn in gezien:
        raise Rijfout("bsn", "Deze inwoner staat er twee keer in. De eerste rij telt. Haal de tweede weg.")
    geboren = read_datum_of_leeg(geboortedatum, "geboortedatum", vandaag)
    status = read_keuze(status, Inwonerstatus, "status").value
    is_geheim = read_janee(geheim, "geheimhouding")
    gezien.add(bsn)
    geboren_op = geboren.isoformat() if geboren else None
    wie = (normalise_naam(geslachtsnaam), voorletters, voorvoegsel, geslachtsnaam, geboren_op)
    return bsn, (*wie, *woont, status, is_geheim, naam, adres)


@contextmanager
def calm_collector() -> Iterator[None]:
    """Rows come and go by the thousand and hold no cycles; looking for those takes a fifth of the time."""
    gewoon = gc.get_threshold()
    gc.set_threshold(200_000, *gewoon[1:])
    try:
        yield
    finally:
        gc.set_threshold(*gewoon)
