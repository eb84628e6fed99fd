"""Writing a generated delivery, row by row: a set of any size takes no more memory than a small one."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from portaal.aanslag.levering.bestand import (
    AANSLAGEN,
    AANSLAGREGELS,
    BESTANDEN,
    BETALINGEN,
    INWONERS,
    VERZENDINGEN,
)
from portaal.core.geld import Centen, parse_bedrag, split_evenly, write_bedrag
from portaal.core.kalender import add_maanden
from portaal.core.nummers import OngeldigNummer, betalingskenmerk_controlecijfer, parse_bsn
from portaal.demo.generator.regels import gecombineerd, moved, other_kind, period_of
from portaal.demo.generator.situaties import TERUGGEBOEKT, Kenmerk, Situatie, kenmerk_of

_ACHTERNAMEN = (
    *("Jansen", "Bakker", "de Vries|Vries", "van den Berg|Berg", "Yılmaz", "El Idrissi|Idrissi", "Visser", "Smit"),
    *(
        "Şahin",
        "Kowalska",
        "de Boer|Boer",
        "Mulder",
        "van Dijk|Dijk",
        "Peters",
        "in 't Veld|Veld",
        "Nguyen",
        "Öztürk",
    ),
)
_STRATEN = (
    "Molenpad",
    "Dorpsstraat",
    "Rozenhof",
    "Oude Gracht",
    "Wilgenpad",
    "Stationsweg",
    "Burgemeester Kolklaan",
)
_VORIG_ADRES = "Merelhof 8"
# Far from 1, so that another example delivery can be taken in beside a generated one.
_EERSTE = 70_000_000


@dataclass(frozen=True)
class Persoon:
    """A generated inwoner, for tables of whom to log in as."""

    bsn: str
    naam: str
    situatie: Situatie


def bsns(begin: int = 900_000_000) -> Iterator[str]:
    """BSNs in the 9 range that pass the 11-check: of nobody."""
    for nummer in range(begin, 1_000_000_000):
        try:
            yield parse_bsn(str(nummer))
        except OngeldigNummer:
            continue


def write_delivery(folder: Path, aantal: int, vandaag: date, *, seed: int = 1) -> Iterator[Persoon]:
    """Write a valid delivery of `aantal` inwoners, with dates around `vandaag`; yields each as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stapel:
        schrijvers = {}
        for indeling in BESTANDEN:
            stroom = stapel.enter_context((folder / indeling.naam).open("w", encoding="utf-8-sig", newline=""))
            schrijvers[indeling.naam] = csv.writer(stroom, delimiter=";")
            schrijvers[indeling.naam].writerow(indeling.kolommen)
        maker = _Maker(schrijvers, vandaag, Random(seed))  # noqa: S311 - invented people, not secrets
        situaties = list(Situatie)
        for i, bsn in zip(range(aantal), bsns(), strict=False):
            yield maker.person(i, bsn, situaties[i % len(situaties)])


class _Maker:
    """Makes the rows of one delivery."""

    def __init__(self, schrijvers: dict[str, Any], vandaag: date, toeval: Random) -> None:
        self._schrijvers, self._vandaag, self._toeval = schrijvers, vandaag, toeval
        self._volgnummer = 0

    def person(self, i: int, bsn: str, situatie: Situatie) -> Persoon:
        """All rows of one inwoner."""
        kenmerk = kenmerk_of(situatie)
        naam, voorvoegsel, geslachtsnaam, straat, huisnummer = self._identity(i)
        persoon = {
            "bsn": bsn,
            "voorletters": f"{'ABCDEFGHJKLMNPRSTVWYZ'[i % 21]}.",
            "voorvoegsel": voorvoegsel,
            "geslachtsnaam": geslachtsnaam,
            "geboortedatum": (date(1940, 1, 1) + timedelta(days=self._toeval.randrange(23000))).isoformat(),
            "straat": straat,
            "huisnummer": huisnummer,
            "postcode": f"{self._toeval.randrange(1000, 9999)} AB",
            "plaats": "Voorbeeldstad",
            "email": f"inwoner{i}@example.org",
            "telefoon": f"06{self._toeval.randrange(10_000_000, 99_999_999)}",
        } | kenmerk.persoon
        self._write(INWONERS, persoon)
        self._bills(bsn, f"{straat} {huisnummer}", situatie, kenmerk)
        return Persoon(bsn, f"{persoon['voorletters']} {naam}", situatie)

    def _identity(self, i: int) -> tuple[str, str, str, str, str]:
        naam, _, kort = _ACHTERNAMEN[(i * 7 + i // 11) % len(_ACHTERNAMEN)].partition("|")
        geslachtsnaam = kort or naam
        voorvoegsel = naam.removesuffix(geslachtsnaam).strip()
        straat = _STRATEN[self._toeval.randrange(len(_STRATEN))]
        return naam, voorvoegsel, geslachtsnaam, straat, str(self._toeval.randrange(1, 240))

    def _bills(self, bsn: str, adres: str, situatie: Situatie, kenmerk: Kenmerk) -> None:
        dagtekening = self._vandaag - timedelta(days=kenmerk.dagen_geleden)
        zaad = self._toeval.random()
        if situatie is Situatie.VERHUISD:
            self._last_year(bsn, _VORIG_ADRES, situatie, dagtekening, zaad)
            regels = moved(zaad, dagtekening.year, _VORIG_ADRES, adres)
        elif kenmerk.soort == "gecombineerd":
            self._last_year(bsn, adres, situatie, dagtekening, zaad)
            regels = gecombineerd(Random(zaad), dagtekening.year, adres, situatie, is_nu=True)  # noqa: S311
        else:
            regels = other_kind(kenmerk.soort, Random(zaad), dagtekening.year, adres)  # noqa: S311
            self._second(bsn, adres, dagtekening)
        self._bill(bsn, dagtekening, regels, situatie, kenmerk)

    def _last_year(self, bsn: str, adres: str, situatie: Situatie, dagtekening: date, zaad: float) -> None:
        vorig = add_maanden(dagtekening, -12)
        regels = gecombineerd(Random(zaad), vorig.year, adres, situatie, is_nu=False)  # noqa: S311
        betaald = 0.0 if situatie is Situatie.STAPEL else 1.0
        self._bill(bsn, vorig, regels, Situatie.BETAALD, Kenmerk(betaald=betaald))

    def _second(self, bsn: str, adres: str, dagtekening: date) -> None:
        """Who parked or rents out has a combined aanslag as well."""
        regels = gecombineerd(self._toeval, dagtekening.year, adres, Situatie.BETAALD, is_nu=True)
        self._bill(bsn, dagtekening - timedelta(days=40), regels, Situatie.BETAALD, Kenmerk(betaald=1.0))

    def _bill(
        self, bsn: str, dagtekening: date, regels: list[list[str]], situatie: Situatie, kenmerk: Kenmerk
    ) -> None:
        self._volgnummer += 1
        nummer = f"{dagtekening.year}{_EERSTE + self._volgnummer:08d}"
        totaal = Centen(sum(parse_bedrag(regel[-1]) for regel in regels))
        vervaldata = self._due_dates(dagtekening, situatie, kenmerk)
        kosten = sum(bedrag for _, _, bedrag in kenmerk.verzonden)
        self._write(
            AANSLAGEN,
            {
                "aanslagnummer": nummer,
                "bsn": bsn,
                "soort": kenmerk.soort,
                "belastingjaar": str(dagtekening.year),
                "dagtekening": dagtekening.isoformat(),
                "betalingskenmerk": _kenmerk(nummer),
                "totaalbedrag": write_bedrag(totaal),
                "automatische_incasso": "N",
                "aantal_termijnen": str(kenmerk.termijnen),
                "vervaldata": " ".join(dag.isoformat() for dag in vervaldata),
                "kosten": write_bedrag(Centen(kosten)),
            }
            | {veld: self._shift(waarde) for veld, waarde in kenmerk.aanslag.items()},
        )
        for i, regel in enumerate(regels, 1):
            waarden = [nummer, str(i), *regel[:-1], *period_of(regel, dagtekening.year), regel[-1]]
            self._write(AANSLAGREGELS, dict(zip(AANSLAGREGELS.kolommen, waarden, strict=True)))
        self._payments(nummer, totaal, dagtekening, vervaldata, situatie, kenmerk)
        self._dispatches(nummer, dagtekening, kenmerk)

    def _due_dates(self, dagtekening: date, situatie: Situatie, kenmerk: Kenmerk) -> list[date]:
        if situatie is Situatie.ZONDER_TERMIJNEN:
            return []
        if kenmerk.soort == "naheffing_parkeren":
            return [dagtekening + timedelta(days=14)]
        return [add_maanden(dagtekening, n) for n in range(1, kenmerk.termijnen + 1)]

    def _shift(self, waarde: str) -> str:
        dagen = waarde.removeprefix("+")
        return (self._vandaag + timedelta(days=int(dagen))).isoformat() if dagen != waarde else waarde

    def _payments(
        self,
        nummer: str,
        totaal: Centen,
        dagtekening: date,
        vervaldata: list[date],
        situatie: Situatie,
        kenmerk: Kenmerk,
    ) -> None:
        dag = min(dagtekening + timedelta(days=9), self._vandaag)
        if kenmerk.betaald:
            self._book(nummer, dag, "betaling", Centen(round(totaal * kenmerk.betaald)))
        if situatie in TERUGGEBOEKT:
            self._debits(nummer, totaal, vervaldata, situatie)
        if situatie is Situatie.KWIJT:
            self._book(nummer, dag, "kwijtschelding", totaal)
        if situatie is Situatie.KWIJT_DEELS:
            self._book(nummer, dag, "kwijtschelding", Centen(totaal // 2))
        if situatie is Situatie.VERMINDERD:
            self._book(nummer, dag, "vermindering", Centen(min(4550, totaal)))

    def _debits(self, nummer: str, totaal: Centen, vervaldata: list[date], situatie: Situatie) -> None:
        delen = zip(vervaldata, split_evenly(totaal, len(vervaldata)), strict=True)
        voorbij = [(dag, bedrag) for dag, bedrag in delen if dag < self._vandaag]
        for dag, bedrag in voorbij:
            self._book(nummer, dag, "incasso", bedrag)
        for dag, bedrag in voorbij[len(voorbij) - TERUGGEBOEKT[situatie] :]:
            self._book(nummer, min(dag + timedelta(days=5), self._vandaag), "storno", Centen(-bedrag))
        if situatie is Situatie.STORNO_BETAALD:
            self._book(nummer, min(voorbij[-1][0] + timedelta(days=8), self._vandaag), "betaling", voorbij[-1][1])

    def _book(self, nummer: str, dag: date, soort: str, bedrag: Centen) -> None:
        waarden = (nummer, dag.isoformat(), soort, write_bedrag(bedrag))
        self._write(BETALINGEN, dict(zip(BETALINGEN.kolommen, waarden, strict=True)))

    def _dispatches(self, nummer: str, dagtekening: date, kenmerk: Kenmerk) -> None:
        for soort, dagen, kosten in (("aanslagbiljet", 0, 0), *kenmerk.verzonden):
            dag = (dagtekening + timedelta(days=dagen)).isoformat()
            waarden = (nummer, soort, dag, kenmerk.kanaal, write_bedrag(Centen(kosten)))
            self._write(VERZENDINGEN, dict(zip(VERZENDINGEN.kolommen, waarden, strict=True)))

    def _write(self, indeling: Any, waarden: dict[str, str]) -> None:
        self._schrijvers[indeling.naam].writerow([waarden.get(kolom, "") for kolom in indeling.kolommen])


def _kenmerk(nummer: str) -> str:
    cijfers = f"444{nummer}"
    return betalingskenmerk_controlecijfer(cijfers) + cijfers
