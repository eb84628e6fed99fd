"""What was paid, what is left and on which days it falls due; incasso and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portaal.aanslag.rules import betaaldata, termijnbedragen
from portaal.aanslag.stand import Aanslag, Aanslagstand, Boeking, Boekingsoort
from portaal.core.geld import Centen, split_evenly

_GELD = frozenset({Boekingsoort.BETALING, Boekingsoort.INCASSO, Boekingsoort.STORNO})


class Incassostand(StrEnum):
    """How it stands with the debits."""

    GEEN = "geen"
    LOOPT = "loopt"
    MISLUKT = "mislukt"  # the last one was taken back, but the debits go on
    GESTOPT = "gestopt"


@dataclass(frozen=True)
class Deelbetaling:
    """What is left to pay on a due date."""

    datum: date
    bedrag: Centen


@dataclass(frozen=True)
class Betaalstand:
    """The money of one aanslag. `te_laat` should have been paid already; `komend` is still to fall due.

    `te_laat` and `komend` add up to what is open. `te_laat_sinds` is the due date of the oldest part that is late.
    """

    geld: Centen
    kwijtgescholden: Centen
    verminderd: Centen
    teruggeboekt: Centen
    te_laat: Centen
    te_laat_sinds: date | None
    komend: tuple[Deelbetaling, ...]
    incasso: Incassostand
    zijn_termijnen_bekend: bool

    @property
    def volgende(self) -> Deelbetaling | None:
        """What falls due first."""
        return self.komend[0] if self.komend else None


def betaalstand_of(aanslag: Aanslag, vandaag: date, *, stop_na: int) -> Betaalstand:
    """The money of an aanslag today. `stop_na`: after how many debits taken back in a row the gemeente stops."""
    te_laat = overdue(aanslag, vandaag)
    return Betaalstand(
        geld=_sum(aanslag.betalingen, *_GELD),
        kwijtgescholden=_sum(aanslag.betalingen, Boekingsoort.KWIJTSCHELDING),
        verminderd=_sum(aanslag.betalingen, Boekingsoort.VERMINDERING),
        teruggeboekt=Centen(-_sum(aanslag.betalingen, Boekingsoort.STORNO)),
        te_laat=te_laat,
        te_laat_sinds=_first_missed(aanslag) if te_laat else None,
        komend=_coming(aanslag, Centen(aanslag.open - te_laat), vandaag),
        incasso=incassostand_of(aanslag, stop_na),
        zijn_termijnen_bekend=bool(aanslag.vervaldata),
    )


def overdue(aanslag: Aanslag, vandaag: date) -> Centen:
    """What fell due before today and is not paid: all that is open once the last date is over.

    Costs and interest are paid first (IW 7), and are due at once. A cent a term may differ by how the package
    splits, so less than that is not called late. During an uitstel nothing is.
    """
    if aanslag.open == 0 or (aanslag.uitstel_tot and aanslag.uitstel_tot >= vandaag):
        return Centen(0)
    if max(betaaldata(aanslag)) < vandaag:
        return aanslag.open
    vervallen = sum(bedrag for dag, bedrag in termijnbedragen(aanslag) if dag < vandaag)
    bijgekomen = aanslag.kosten + (aanslag.rente or 0)
    achter = max(0, vervallen + bijgekomen - aanslag.betaald)
    return Centen(min(achter, aanslag.open)) if achter > aanslag.aantal_termijnen else Centen(0)


def late_since(aanslag: Aanslag, vandaag: date) -> date | None:
    """The first due date that was missed, or None when nothing is late."""
    return _first_missed(aanslag) if overdue(aanslag, vandaag) else None


def _first_missed(aanslag: Aanslag) -> date:
    """The first due date that what was booked does not reach; costs and interest are paid first (IW 7)."""
    gevraagd = aanslag.kosten + (aanslag.rente or 0)
    for dag, bedrag in sorted(termijnbedragen(aanslag)):
        gevraagd += bedrag
        if gevraagd > aanslag.betaald:
            return dag
    return max(betaaldata(aanslag))


def _coming(aanslag: Aanslag, rest: Centen, vandaag: date) -> tuple[Deelbetaling, ...]:
    """The rest in equal parts over the due dates that are not over; on the end of an uitstel when there is one."""
    if rest <= 0:
        return ()
    if aanslag.uitstel_tot and aanslag.uitstel_tot >= vandaag:
        return (Deelbetaling(aanslag.uitstel_tot, rest),)
    data = sorted(dag for dag in betaaldata(aanslag) if dag >= vandaag)
    delen = zip(data, split_evenly(rest, len(data)), strict=True)
    return tuple(Deelbetaling(dag, bedrag) for dag, bedrag in delen if bedrag > 0)


def incassostand_of(aanslag: Aanslagstand, stop_na: int) -> Incassostand:
    """Whether debits run. They stop when the package says so, or after so many taken back in a row."""
    pogingen = [b for b in aanslag.betalingen if b.soort in (Boekingsoort.INCASSO, Boekingsoort.STORNO)]
    mislukt = failed_in_a_row(pogingen)
    if not aanslag.automatische_incasso:
        return Incassostand.GESTOPT if pogingen else Incassostand.GEEN
    if mislukt >= stop_na:
        return Incassostand.GESTOPT
    return Incassostand.MISLUKT if mislukt else Incassostand.LOOPT


def failed_in_a_row(pogingen: Sequence[Boeking]) -> int:
    """How many of the last debits were taken back, one after the other. Pure order of booking.

    A storno takes back the debit before it, so a debit that stands breaks the row.
    """
    open_, mislukt = 0, 0
    for boeking in sorted(pogingen, key=lambda b: (b.datum, b.soort is Boekingsoort.STORNO)):
        if boeking.soort is Boekingsoort.INCASSO:
            mislukt = 0 if open_ else mislukt
            open_ = 1
        else:
            mislukt, open_ = mislukt + 1, 0
    return 0 if open_ else mislukt


def _sum(betalingen: Sequence[Boeking], *soorten: Boekingsoort) -> Centen:
    return Centen(sum(b.bedrag for b in betalingen if b.soort in soorten))
