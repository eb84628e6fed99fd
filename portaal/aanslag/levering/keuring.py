"""Holding one aanslag of a delivery, with all its rows, to what it must be. Pure: no database."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portaal.aanslag.levering.bestand import AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN, Indeling, Rij
from portaal.aanslag.levering.kladblok import Bundel
from portaal.aanslag.levering.melding import Melding, Meldingsoort, Rijfout
from portaal.aanslag.levering.som import is_sluitend
from portaal.aanslag.levering.waarden import (
    read_bedrag,
    read_datum,
    read_datum_of_leeg,
    read_getal,
    read_janee,
    read_keuze,
)
from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Kanaal, Verzendsoort
from portaal.core.geld import Centen
from portaal.core.nummers import OngeldigNummer, is_betalingskenmerk, parse_bsn

BELASTINGSOORTEN = frozenset(
    {
        *("ozb_eigenaar_woning", "ozb_eigenaar_nietwoning", "ozb_gebruiker_nietwoning", "rioolheffing_eigenaar"),
        *("rioolheffing_gebruiker", "afvalstoffenheffing", "afvalstoffenheffing_diftar", "hondenbelasting"),
        *("toeristenbelasting", "forensenbelasting", "precariobelasting", "parkeerbelasting"),
        *("parkeerbelasting_kosten", "watersysteemheffing", "zuiveringsheffing"),
    }
)
STAPPEN = frozenset({"", *(soort.value for soort in Verzendsoort)})


@dataclass
class Gekeurd:
    """One aanslag that may be taken in: its values by column, and the rows that hang on it."""

    aanslagnummer: str
    bsn: str
    regel: int
    stand: dict[str, Any]
    regels: list[tuple[Any, ...]] = field(default_factory=list)
    betalingen: list[tuple[Any, ...]] = field(default_factory=list)
    verzendingen: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass
class Oordeel:
    """What became of one bundle: taken in or not, and what there is to say."""

    gekeurd: Gekeurd | None
    meldingen: list[Melding]
    is_niet_bediend: bool = False


class Keuring:
    """Judges bundles of one delivery."""

    def __init__(self, vandaag: date, bsns: Collection[str] = ()) -> None:
        """`vandaag` is the day of the delivery; `bsns` are those that were already found right."""
        self._vandaag, self._bsns = vandaag, bsns

    def judge(self, bundel: Bundel) -> Oordeel:
        """Hold one bundle to the rules of the delivery format."""
        biljetten = bundel.of(AANSLAGEN)
        if not biljetten:
            return Oordeel(None, [_orphan(bundel)])
        regel, waarden = biljetten[0]
        if not waarden[AANSLAGEN.kolommen.index("bsn")]:
            return Oordeel(None, [_not_served(bundel.aanslagnummer, regel)], is_niet_bediend=True)
        if len(biljetten) > 1:
            tekst = (
                f"Dit aanslagnummer staat er twee keer in, ook op regel {regel}. Lever elke aanslag één keer aan."
            )
            return Oordeel(
                None, [_fault(AANSLAGEN, biljetten[1][0], "aanslagnummer", tekst, bundel.aanslagnummer)]
            )
        waarschuwingen: list[Melding] = []
        try:
            gekeurd = self._biljet(bundel.aanslagnummer, regel, waarden)
            self._add_rows(gekeurd, bundel, waarschuwingen)
            _check_total(gekeurd)
        except _Uitval as uitval:
            return Oordeel(None, [uitval.melding])
        return Oordeel(gekeurd, waarschuwingen)

    def _biljet(self, nummer: str, regel: int, waarden: list[str]) -> Gekeurd:
        v = dict(zip(AANSLAGEN.kolommen, waarden, strict=True))
        try:
            stand = self._stand(nummer, v)
            bsn = v["bsn"] if v["bsn"] in self._bsns else _bsn(v["bsn"])
        except Rijfout as fout:
            raise _Uitval(_fault(AANSLAGEN, regel, fout.kolom, fout.melding, nummer)) from fout
        return Gekeurd(nummer, bsn, regel, stand)

    def _stand(self, nummer: str, v: dict[str, str]) -> dict[str, Any]:
        if len(nummer) != 12 or not (nummer.isascii() and nummer.isdigit()):
            raise Rijfout("aanslagnummer", "Een aanslagnummer heeft 12 cijfers. Kijk het nummer na.")
        if not is_betalingskenmerk(v["betalingskenmerk"]):
            raise Rijfout(
                "betalingskenmerk",
                "Het controlecijfer klopt niet. Een betalingskenmerk heeft 16 cijfers. Kijk het na.",
            )
        if v["status"] not in ("", "vernietigd"):
            raise Rijfout("status", "Deze status kennen wij niet. Laat het veld leeg, of schrijf vernietigd.")
        if v["volgende_stap"] not in STAPPEN:
            raise Rijfout(
                "volgende_stap", f"Deze stap kennen wij niet. Kies uit: {', '.join(sorted(STAPPEN - {''}))}."
            )
        termijnen = read_getal(v["aantal_termijnen"], "aantal_termijnen", van=1, tot_en_met=12)
        volgende_stap_op = read_datum_of_leeg(v["volgende_stap_op"], "volgende_stap_op", self._vandaag)
        uitstel_tot = read_datum_of_leeg(v["uitstel_tot"], "uitstel_tot", self._vandaag)
        return {
            "soort": read_keuze(v["soort"], Aanslagsoort, "soort").value,
            "belastingjaar": read_getal(v["belastingjaar"], "belastingjaar", van=1990, tot_en_met=2100),
            "dagtekening": read_datum(v["dagtekening"], "dagtekening", self._vandaag).isoformat(),
            "betalingskenmerk": v["betalingskenmerk"],
            "totaalbedrag": read_bedrag(v["totaalbedrag"], "totaalbedrag"),
            "automatische_incasso": read_janee(v["automatische_incasso"], "automatische_incasso"),
            "aantal_termijnen": termijnen,
            "vervaldata": json.dumps(self._vervaldata(v["vervaldata"], termijnen)),
            "vernietigd": v["status"] == "vernietigd",
            "kosten": read_bedrag(v["kosten"], "kosten") if v["kosten"] else None,
            "rente": read_bedrag(v["rente"], "rente") if v["rente"] else None,
            "uitstel_tot": uitstel_tot.isoformat() if uitstel_tot else None,
            "kwijtschelding_gevraagd": read_janee(v["kwijtschelding_gevraagd"], "kwijtschelding_gevraagd"),
            "bezwaar": read_janee(v["bezwaar"], "bezwaar"),
            "volgende_stap": v["volgende_stap"],
            "volgende_stap_op": volgende_stap_op.isoformat() if volgende_stap_op else None,
        }

    def _vervaldata(self, tekst: str, termijnen: int) -> list[str]:
        data = [read_datum(deel, "vervaldata", self._vandaag).isoformat() for deel in tekst.split()]
        if data and len(data) != termijnen:
            raise Rijfout(
                "vervaldata",
                f"Er zijn {len(data)} vervaldata en {termijnen} termijnen. Maak die aantallen gelijk.",
            )
        return data

    def _add_rows(self, gekeurd: Gekeurd, bundel: Bundel, waarschuwingen: list[Melding]) -> None:
        delen = (
            (AANSLAGREGELS, gekeurd.regels, self._regel),
            (BETALINGEN, gekeurd.betalingen, self._betaling),
            (VERZENDINGEN, gekeurd.verzendingen, self._verzending),
        )
        for indeling, doel, maak in delen:
            for regel, waarden in bundel.of(indeling):
                try:
                    doel.append(maak(waarden))
                except Rijfout as fout:
                    raise _Uitval(
                        _fault(indeling, regel, fout.kolom, fout.melding, gekeurd.aanslagnummer)
                    ) from fout
        waarschuwingen += _warn_lines(gekeurd, bundel.of(AANSLAGREGELS))

    def _regel(self, waarden: list[str]) -> tuple[Any, ...]:
        _, nummer, soort, omschrijving, object_, grondslag, eenheid, tarief, van, tot, tekst = waarden
        bedrag = read_bedrag(tekst, "bedrag")
        begin, einde = self._day(van, "van"), self._day(tot, "tot_en_met")
        volgnummer = read_getal(nummer, "regel", van=0, tot_en_met=99999)
        klopt = is_sluitend(grondslag, eenheid, tarief, bedrag)
        return (volgnummer, soort, omschrijving, object_, grondslag, eenheid, tarief, begin, einde, bedrag, klopt)

    def _betaling(self, waarden: list[str]) -> tuple[Any, ...]:
        _, datum, soort, tekst = waarden
        bedrag = read_bedrag(tekst, "bedrag")
        boeking = read_keuze(soort, Boekingsoort, "soort")
        if (boeking is Boekingsoort.STORNO) != (bedrag < 0) and bedrag:
            raise Rijfout("bedrag", "Een storno is negatief, al het andere is positief. Kijk het teken na.")
        return (self._checked(datum, "datum"), boeking.value, bedrag)

    def _verzending(self, waarden: list[str]) -> tuple[Any, ...]:
        _, soort, dagtekening, kanaal, kosten = waarden
        return (
            read_keuze(soort, Verzendsoort, "soort").value,
            self._checked(dagtekening, "dagtekening"),
            read_keuze(kanaal, Kanaal, "kanaal").value,
            read_bedrag(kosten, "kosten") if kosten else Centen(0),
        )

    def _checked(self, tekst: str, kolom: str) -> str:
        read_datum(tekst, kolom, self._vandaag)
        return tekst

    def _day(self, tekst: str, kolom: str) -> str | None:
        return tekst if read_datum_of_leeg(tekst, kolom, self._vandaag) else None


class _Uitval(Exception):
    """This aanslag falls out."""

    def __init__(self, melding: Melding) -> None:
        super().__init__(melding.melding)
        self.melding = melding


def _bsn(tekst: str) -> str:
    try:
        return parse_bsn(tekst)
    except OngeldigNummer as fout:
        raise Rijfout("bsn", BSN_FOUT) from fout


BSN_FOUT = "Dit BSN klopt niet: het doorstaat de elfproef niet. Kijk het na in de basisregistratie."


def _check_total(gekeurd: Gekeurd) -> None:
    """Lines must add up; what was not given is worked out: kosten over verzendingen, and what was booked."""
    som = sum(regel[9] for regel in gekeurd.regels)
    stand = gekeurd.stand
    if som != stand["totaalbedrag"]:
        tekst = "De regels tellen niet op tot dit bedrag. Kijk de regels en het totaal na, en lever opnieuw aan."
        raise _Uitval(_fault(AANSLAGEN, gekeurd.regel, "totaalbedrag", tekst, gekeurd.aanslagnummer))
    if stand["kosten"] is None:
        stand["kosten"] = sum(verzending[3] for verzending in gekeurd.verzendingen)
    stand["betaald"] = sum(boeking[2] for boeking in gekeurd.betalingen)


def _warn_lines(gekeurd: Gekeurd, rijen: list[Rij]) -> list[Melding]:
    meldingen = []
    for (regel, _), waarden in zip(rijen, gekeurd.regels, strict=True):
        if waarden[1] not in BELASTINGSOORTEN:
            tekst = "Deze belastingsoort kennen wij niet. De regel is opgenomen en krijgt een algemene uitleg."
            meldingen.append(_warning(regel, "belastingsoort", tekst, gekeurd.aanslagnummer))
        elif not waarden[10] and waarden[5] and waarden[7]:
            tekst = (
                "Grondslag × tarief geeft niet dit bedrag. De regel is opgenomen; de pagina toont geen berekening."
            )
            meldingen.append(_warning(regel, "bedrag", tekst, gekeurd.aanslagnummer))
    return meldingen


def _warning(regel: int, kolom: str, tekst: str, nummer: str) -> Melding:
    return Melding(Meldingsoort.WAARSCHUWING, AANSLAGREGELS.naam, regel, kolom, tekst, nummer)


def _fault(indeling: Indeling, regel: int, kolom: str, tekst: str, nummer: str) -> Melding:
    return Melding(Meldingsoort.UITVAL, indeling.naam, regel, kolom, tekst, nummer)


def _orphan(bundel: Bundel) -> Melding:
    for indeling in (AANSLAGREGELS, BETALINGEN, VERZENDINGEN):
        for regel, _ in bundel.of(indeling):
            tekst = "Deze aanslag staat niet in aanslagen.csv. Lever de aanslag mee, of haal de rij weg."
            return _fault(indeling, regel, "aanslagnummer", tekst, bundel.aanslagnummer)
    raise ValueError(bundel.aanslagnummer)


def _not_served(nummer: str, regel: int) -> Melding:
    tekst = "Deze aanslag heeft geen BSN. Dit portaal is voor inwoners; hij staat apart en telt niet als uitval."
    return Melding(Meldingsoort.NIET_BEDIEND, AANSLAGEN.naam, regel, "bsn", tekst, nummer)
