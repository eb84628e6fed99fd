"""Reading a delivery from its first file to its last, judged and in parts. Pure: no database."""

import gc
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portaal.aanslag.levering.bestand import INWONERS, read_rows
from portaal.aanslag.levering.bundel import Bundel, bundles, survey
from portaal.aanslag.levering.keuring import BSN_FOUT, Gekeurd, Keuring
from portaal.aanslag.levering.melding import Melding, Meldingsoort, Rijfout
from portaal.aanslag.levering.waarden import read_datum_of_leeg, read_janee, read_keuze
from portaal.core.nummers import OngeldigNummer, parse_bsn
from portaal.inwoner.rules import Inwonerstatus, normalise_naam

Persoon = tuple[str, tuple[Any, ...]]
# What others wait for is at most the time that the rows of so many take to be stored.
_PER_KEER = 1000


@dataclass(slots=True)
class Deel:
    """What was read since the part before it; `gezien` counts the aanslagen that must come in or fall out."""

    personen: list[Persoon] = field(default_factory=list)
    gekeurd: list[Gekeurd] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    gezien: int = 0
    uitgevallen: int = 0
    gelezen: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_vol(self) -> bool:
        """Whether it is time for a next part."""
        return len(self.personen) + len(self.gekeurd) + len(self.meldingen) >= _PER_KEER


def read_delivery(folder: Path, vandaag: date) -> Generator[Deel, None, None]:
    """The whole delivery, the persons first. `vandaag` is its day; the structure was found right before."""
    bsns: set[str] = set()
    with _calm_collector():
        yield from _personen(folder, vandaag, bsns)
        with tempfile.TemporaryDirectory(prefix="levering-") as tijdelijk:
            overzicht = survey(folder)
            yield Deel(gelezen=[(f"lezen {naam}", aantal) for naam, aantal in overzicht.aantallen.items()])
            yield from _aanslagen(bundles(folder, Path(tijdelijk), overzicht), Keuring(vandaag, bsns))


def _personen(folder: Path, vandaag: date, gezien: set[str]) -> Iterator[Deel]:
    deel = Deel()
    for regel, waarden in read_rows(folder, INWONERS):
        try:
            deel.personen.append(_persoon(waarden, gezien, vandaag))
        except Rijfout as fout:
            deel.meldingen.append(Melding(Meldingsoort.UITVAL, INWONERS.naam, regel, fout.kolom, fout.melding))
        if deel.is_vol:
            yield deel
            deel = Deel()
    yield deel


def _aanslagen(bundels: Iterator[Bundel], keuring: Keuring) -> Iterator[Deel]:
    deel = Deel()
    for bundel in bundels:
        oordeel = keuring.judge(bundel)
        deel.meldingen += oordeel.meldingen
        deel.gezien += not oordeel.is_niet_bediend
        if oordeel.gekeurd:
            deel.gekeurd.append(oordeel.gekeurd)
        elif not oordeel.is_niet_bediend:
            deel.uitgevallen += 1
        if deel.is_vol:
            yield deel
            deel = Deel()
    yield deel


def _persoon(waarden: list[str], gezien: set[str], vandaag: date) -> Persoon:
    v = dict(zip(INWONERS.kolommen, waarden, strict=True))
    try:
        bsn = parse_bsn(v["bsn"])
    except OngeldigNummer as fout:
        raise Rijfout("bsn", BSN_FOUT) from fout
    if bsn in gezien:
        raise Rijfout("bsn", "Deze inwoner staat er twee keer in. De eerste rij telt. Haal de tweede weg.")
    geboren = read_datum_of_leeg(v["geboortedatum"], "geboortedatum", vandaag)
    status = read_keuze(v["status"], Inwonerstatus, "status").value
    geheim = read_janee(v["geheimhouding"], "geheimhouding")
    gezien.add(bsn)
    return bsn, (
        normalise_naam(v["geslachtsnaam"]),
        v["voorletters"],
        v["voorvoegsel"],
        v["geslachtsnaam"],
        geboren.isoformat() if geboren else None,
        *(v[k] for k in ("straat", "huisnummer", "toevoeging", "postcode", "plaats", "email", "telefoon")),
        status,
        geheim,
        v["correspondentie_naam"],
        v["correspondentie_adres"],
    )


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Rows come and go by the thousand and hold no cycles; looking for those takes a fifth of the time."""
    gewoon = gc.get_threshold()
    gc.set_threshold(200_000, *gewoon[1:])
    try:
        yield
    finally:
        gc.set_threshold(*gewoon)
