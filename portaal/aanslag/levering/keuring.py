"""Holding one aanslag of a delivery, with all its rows, to what it must be. Pure: no database."""

from collections.abc import Collection
from datetime import date

from portaal.aanslag.levering.bestand import AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN, Indeling, Rij
from portaal.aanslag.levering.bundel import ONDERDELEN, Bundel
from portaal.aanslag.levering.deel import BETALING, REGEL, STAND, VERZENDING, Biljet, Deel, Rijwaarden
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


class Keuring:
    """Judges bundles of one delivery, and numbers the standen that it makes of them."""

    def __init__(self, vandaag: date, bsns: Collection[str] = (), eerste_stand: int = 1) -> None:
        """`vandaag` is the day of the delivery; `bsns` are those that were already found right."""
        self._lees, self._bsns = Lezers(vandaag), bsns
        self._stand_id = eerste_stand

    def judge(self, bundel: Bundel, deel: Deel) -> None:
        """Hold one bundle to the rules of the delivery format; its rows, or what is wrong, come in `deel`."""
        biljetten = bundel.biljetten
        if biljetten and not biljetten[0][1][_BSN]:
            deel.meldingen.append(_not_served(bundel.aanslagnummer, biljetten[0][0]))
            return
        deel.gezien += 1
        try:
            self._take(bundel, deel)
        except _Uitval as uitval:
            deel.meldingen.append(uitval.melding)
            deel.uitgevallen += 1

    def _take(self, bundel: Bundel, deel: Deel) -> None:
        nummer, stand_id = bundel.aanslagnummer, self._stand_id
        regel, waarden = _only(bundel)
        bsn, stand, kosten = self._biljet(nummer, regel, waarden)
        regels, betalingen, verzendingen = self._rows(bundel)
        if sum([rij[_BEDRAG] for rij in regels]) != stand[_TOTAAL]:
            tekst = (
                "De regels tellen niet op tot dit bedrag. Kijk de regels en het totaal na, en lever opnieuw aan."
            )
            raise _Uitval(_fault(AANSLAGEN, regel, "totaalbedrag", tekst, nummer))
        if kosten is None:
            kosten = Centen(sum([verzending[_VERZENDKOSTEN] for verzending in verzendingen]))
        betaald = sum([boeking[_BETAALD] for boeking in betalingen])
        deel.biljetten.append(Biljet(stand_id, nummer, bsn, regel))
        deel.standen.append((*stand, kosten, betaald))
        deel.regels += regels
        deel.betalingen += betalingen
        deel.verzendingen += verzendingen
        for (plek, _), rij in zip(bundel.delen[1], regels, strict=True):
            if not rij[_KLOPT] or rij[_SOORT] not in BELASTINGSOORTEN:
                deel.meldingen += _warn_line(plek, rij, nummer)
        self._stand_id += 1

    def _biljet(self, nummer: str, regel: int, waarden: list[str]) -> tuple[str, Rijwaarden, Centen | None]:
        try:
            stand = self._stand(nummer, waarden)
            kosten = self._lees.kosten[waarden[_KOSTEN]]
            bsn = waarden[_BSN] if waarden[_BSN] in self._bsns else _bsn(waarden[_BSN])
        except Rijfout as fout:
            raise _Uitval(_fault(AANSLAGEN, regel, fout.kolom, fout.melding, nummer)) from fout
        return bsn, stand, kosten

    def _stand(self, nummer: str, waarden: list[str]) -> Rijwaarden:
        """All of a stand except its last two columns."""
        _, _, soort, jaar, dagtekening, kenmerk, totaal, incasso, aantal, *optioneel = waarden
        vervaldata, status, _, rente, uitstel, kwijtschelding, bezwaar, stap, stap_op = optioneel
        _check_fixed(nummer, kenmerk, status, stap)
        lees = self._lees
        termijnen = lees.aantal_termijnen[aantal]
        return (
            self._stand_id,
            lees.soort[soort],
            lees.belastingjaar[jaar],
            lees.dagtekening[dagtekening],
            kenmerk,
            lees.totaalbedrag[totaal],
            lees.automatische_incasso[incasso],
            termijnen,
            lees.vervaldata[vervaldata, termijnen],
            status == "vernietigd",
            lees.rente[rente],
            lees.uitstel_tot[uitstel],
            lees.kwijtschelding_gevraagd[kwijtschelding],
            lees.bezwaar[bezwaar],
            stap,
            lees.volgende_stap_op[stap_op],
        )

    def _rows(self, bundel: Bundel) -> list[list[Rijwaarden]]:
        """The rows of the other three files."""
        delen: list[list[Rijwaarden]] = []
        lezers = (self._regel, self._betaling, self._verzending)
        for indeling, rijen, lees in zip(ONDERDELEN[1:], bundel.delen[1:], lezers, strict=True):
            regel, deel = 0, []
            try:
                for regel, waarden in rijen:  # noqa: B007 - the fault names it
                    deel.append(lees(waarden))
            except Rijfout as fout:
                raise _Uitval(_fault(indeling, regel, fout.kolom, fout.melding, bundel.aanslagnummer)) from fout
            delen.append(deel)
        return delen

    def _regel(self, waarden: list[str]) -> Rijwaarden:
        _, nummer, soort, omschrijving, object_, grondslag, eenheid, tarief, van, tot, tekst = waarden
        lees = self._lees
        bedrag = lees.bedrag[tekst]
        begin, einde, volgnummer = lees.van[van], lees.tot_en_met[tot], lees.regel[nummer]
        klopt = is_sluitend(grondslag, eenheid, tarief, bedrag)
        vast = (self._stand_id, volgnummer, soort, omschrijving, object_, grondslag, eenheid, tarief)
        return (*vast, begin, einde, bedrag, klopt)

    def _betaling(self, waarden: list[str]) -> Rijwaarden:
        _, datum, soort, tekst = waarden
        bedrag, boeking = self._lees.bedrag[tekst], self._lees.boeking[soort]
        if (boeking == Boekingsoort.STORNO.value) != (bedrag < 0) and bedrag:
            raise Rijfout("bedrag", "Een storno is negatief, al het andere is positief. Kijk het teken na.")
        return (self._stand_id, self._lees.datum[datum], boeking, bedrag)

    def _verzending(self, waarden: list[str]) -> Rijwaarden:
        _, soort, dagtekening, kanaal, kosten = waarden
        lees = self._lees
        return (
            self._stand_id,
            lees.verzending[soort],
            lees.dagtekening[dagtekening],
            lees.kanaal[kanaal],
            lees.kosten[kosten] or 0,
        )


_BSN, _KOSTEN = AANSLAGEN.kolommen.index("bsn"), AANSLAGEN.kolommen.index("kosten")
_TOTAAL, _BETAALD, _VERZENDKOSTEN = (
    STAND.index("totaalbedrag"),
    BETALING.index("bedrag"),
    VERZENDING.index("kosten"),
)
_SOORT, _GRONDSLAG, _TARIEF, _BEDRAG, _KLOPT = map(
    REGEL.index, ("belastingsoort", "grondslag", "tarief", "bedrag", "klopt")
)


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


def _only(bundel: Bundel) -> Rij:
    """The one row of aanslagen.csv that a bundle must have."""
    biljetten = bundel.biljetten
    if not biljetten:
        raise _Uitval(_orphan(bundel))
    if len(biljetten) > 1:
        tekst = (
            f"Dit aanslagnummer staat er twee keer in, ook op regel {biljetten[0][0]}. "
            "Lever elke aanslag één keer aan."
        )
        raise _Uitval(_fault(AANSLAGEN, biljetten[1][0], "aanslagnummer", tekst, bundel.aanslagnummer))
    return biljetten[0]


def _warn_line(regel: int, rij: Rijwaarden, nummer: str) -> list[Melding]:
    if rij[_SOORT] not in BELASTINGSOORTEN:
        tekst = "Deze belastingsoort kennen wij niet. De regel is opgenomen en krijgt een algemene uitleg."
        return [_warning(regel, "belastingsoort", tekst, nummer)]
    if rij[_GRONDSLAG] and rij[_TARIEF]:
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
