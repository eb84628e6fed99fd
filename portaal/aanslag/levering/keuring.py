"""Holding one aanslag of a delivery, with all its rows, to what it must be. Pure: no database."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from portaal.aanslag.levering.bestand import AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN, Indeling
from portaal.aanslag.levering.bundel import Bundel
from portaal.aanslag.levering.lezers import Lezers
from portaal.aanslag.levering.melding import Melding, Meldingsoort, Rijfout
from portaal.aanslag.levering.som import is_sluitend
from portaal.aanslag.stand import Boekingsoort, Verzendsoort
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


class Stand(NamedTuple):
    """The values of an aanslag as its table has them; dates as ISO text, money in cents."""

    soort: str
    belastingjaar: int
    dagtekening: str
    betalingskenmerk: str
    totaalbedrag: Centen
    automatische_incasso: bool
    aantal_termijnen: int
    vervaldata: str
    vernietigd: bool
    kosten: Centen | None
    rente: Centen | None
    betaald: Centen
    uitstel_tot: str | None
    kwijtschelding_gevraagd: bool
    bezwaar: bool
    volgende_stap: str
    volgende_stap_op: str | None


@dataclass(slots=True)
class Gekeurd:
    """One aanslag that may be taken in, and the rows that hang on it."""

    aanslagnummer: str
    bsn: str
    regel: int
    stand: Stand
    regels: list[tuple[Any, ...]] = field(default_factory=list)
    betalingen: list[tuple[Any, ...]] = field(default_factory=list)
    verzendingen: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Oordeel:
    """What became of one bundle: taken in or not, and what there is to say."""

    gekeurd: Gekeurd | None
    meldingen: list[Melding]
    is_niet_bediend: bool = False


class Keuring:
    """Judges bundles of one delivery."""

    def __init__(self, vandaag: date, bsns: Collection[str] = ()) -> None:
        """`vandaag` is the day of the delivery; `bsns` are those that were already found right."""
        self._lees, self._bsns = Lezers(vandaag), bsns

    def judge(self, bundel: Bundel) -> Oordeel:
        """Hold one bundle to the rules of the delivery format."""
        biljetten = bundel.of(AANSLAGEN)
        if not biljetten:
            return Oordeel(None, [_orphan(bundel)])
        regel, waarden = biljetten[0]
        if not waarden[_BSN]:
            return Oordeel(None, [_not_served(bundel.aanslagnummer, regel)], is_niet_bediend=True)
        if len(biljetten) > 1:
            tekst = (
                f"Dit aanslagnummer staat er twee keer in, ook op regel {regel}. Lever elke aanslag één keer aan."
            )
            return Oordeel(
                None, [_fault(AANSLAGEN, biljetten[1][0], "aanslagnummer", tekst, bundel.aanslagnummer)]
            )
        try:
            gekeurd = self._biljet(bundel.aanslagnummer, regel, waarden)
            waarschuwingen = self._add_rows(gekeurd, bundel)
            _check_total(gekeurd)
        except _Uitval as uitval:
            return Oordeel(None, [uitval.melding])
        return Oordeel(gekeurd, waarschuwingen)

    def _biljet(self, nummer: str, regel: int, waarden: list[str]) -> Gekeurd:
        try:
            stand = self._stand(nummer, waarden)
            bsn = waarden[_BSN] if waarden[_BSN] in self._bsns else _bsn(waarden[_BSN])
        except Rijfout as fout:
            raise _Uitval(_fault(AANSLAGEN, regel, fout.kolom, fout.melding, nummer)) from fout
        return Gekeurd(nummer, bsn, regel, stand)

    def _stand(self, nummer: str, waarden: list[str]) -> Stand:
        _, _, soort, jaar, dagtekening, kenmerk, totaal, incasso, aantal, *optioneel = waarden
        vervaldata, status, kosten, rente, uitstel, kwijtschelding, bezwaar, stap, stap_op = optioneel
        _check_fixed(nummer, kenmerk, status, stap)
        lees = self._lees
        termijnen = lees.aantal_termijnen[aantal]
        return Stand(
            lees.soort[soort],
            lees.belastingjaar[jaar],
            lees.dagtekening[dagtekening],
            kenmerk,
            lees.totaalbedrag[totaal],
            lees.automatische_incasso[incasso],
            termijnen,
            lees.vervaldata[vervaldata, termijnen],
            status == "vernietigd",
            lees.kosten[kosten],
            lees.rente[rente],
            Centen(0),
            lees.uitstel_tot[uitstel],
            lees.kwijtschelding_gevraagd[kwijtschelding],
            lees.bezwaar[bezwaar],
            stap,
            lees.volgende_stap_op[stap_op],
        )

    def _add_rows(self, gekeurd: Gekeurd, bundel: Bundel) -> list[Melding]:
        _, regels, betalingen, verzendingen = bundel.delen
        waarschuwingen: list[Melding] = []
        indeling, nummer, regel = AANSLAGREGELS, gekeurd.aanslagnummer, 0
        try:
            for regel, waarden in regels:
                rij = self._regel(waarden)
                gekeurd.regels.append(rij)
                if rij[1] not in BELASTINGSOORTEN or not rij[10]:
                    waarschuwingen += _warn_line(regel, rij, nummer)
            indeling = BETALINGEN
            for regel, waarden in betalingen:  # noqa: B007 - the fault names it
                gekeurd.betalingen.append(self._betaling(waarden))
            indeling = VERZENDINGEN
            for regel, waarden in verzendingen:  # noqa: B007 - the fault names it
                gekeurd.verzendingen.append(self._verzending(waarden))
        except Rijfout as fout:
            raise _Uitval(_fault(indeling, regel, fout.kolom, fout.melding, nummer)) from fout
        return waarschuwingen

    def _regel(self, waarden: list[str]) -> tuple[Any, ...]:
        _, nummer, soort, omschrijving, object_, grondslag, eenheid, tarief, van, tot, tekst = waarden
        lees = self._lees
        bedrag = lees.bedrag[tekst]
        begin, einde, volgnummer = lees.van[van], lees.tot_en_met[tot], lees.regel[nummer]
        klopt = is_sluitend(grondslag, eenheid, tarief, bedrag)
        return (volgnummer, soort, omschrijving, object_, grondslag, eenheid, tarief, begin, einde, bedrag, klopt)

    def _betaling(self, waarden: list[str]) -> tuple[Any, ...]:
        _, datum, soort, tekst = waarden
        bedrag, boeking = self._lees.bedrag[tekst], self._lees.boeking[soort]
        if (boeking == Boekingsoort.STORNO.value) != (bedrag < 0) and bedrag:
            raise Rijfout("bedrag", "Een storno is negatief, al het andere is positief. Kijk het teken na.")
        return (self._lees.datum[datum], boeking, bedrag)

    def _verzending(self, waarden: list[str]) -> tuple[Any, ...]:
        _, soort, dagtekening, kanaal, kosten = waarden
        lees = self._lees
        return (
            lees.verzending[soort],
            lees.dagtekening[dagtekening],
            lees.kanaal[kanaal],
            lees.kosten[kosten] or 0,
        )


_BSN = AANSLAGEN.kolommen.index("bsn")


def _check_fixed(nummer: str, kenmerk: str, status: str, stap: str) -> None:
    if len(nummer) != 12 or not (nummer.isascii() and nummer.isdigit()):
        raise Rijfout("aanslagnummer", "Een aanslagnummer heeft 12 cijfers. Kijk het nummer na.")
    if not is_betalingskenmerk(kenmerk):
        raise Rijfout(
            "betalingskenmerk",
            "Het controlecijfer klopt niet. Een betalingskenmerk heeft 16 cijfers. Kijk het na.",
        )
    if status not in ("", "vernietigd"):
        raise Rijfout("status", "Deze status kennen wij niet. Laat het veld leeg, of schrijf vernietigd.")
    if stap not in STAPPEN:
        raise Rijfout(
            "volgende_stap", f"Deze stap kennen wij niet. Kies uit: {', '.join(sorted(STAPPEN - {''}))}."
        )


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
    stand = gekeurd.stand
    if sum([regel[9] for regel in gekeurd.regels]) != stand.totaalbedrag:
        tekst = "De regels tellen niet op tot dit bedrag. Kijk de regels en het totaal na, en lever opnieuw aan."
        raise _Uitval(_fault(AANSLAGEN, gekeurd.regel, "totaalbedrag", tekst, gekeurd.aanslagnummer))
    kosten = stand.kosten
    if kosten is None:
        kosten = Centen(sum([verzending[3] for verzending in gekeurd.verzendingen]))
    betaald = Centen(sum([boeking[2] for boeking in gekeurd.betalingen]))
    gekeurd.stand = Stand(*stand[:9], kosten, stand[10], betaald, *stand[12:])


def _warn_line(regel: int, rij: tuple[Any, ...], nummer: str) -> list[Melding]:
    if rij[1] not in BELASTINGSOORTEN:
        tekst = "Deze belastingsoort kennen wij niet. De regel is opgenomen en krijgt een algemene uitleg."
        return [_warning(regel, "belastingsoort", tekst, nummer)]
    if rij[5] and rij[7]:
        tekst = "Grondslag × tarief geeft niet dit bedrag. De regel is opgenomen; de pagina toont geen berekening."
        return [_warning(regel, "bedrag", tekst, nummer)]
    return []


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
