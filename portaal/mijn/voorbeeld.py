"""Aanslagen that nobody has: to show what new configuration leads to, before it holds. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Boeking, Boekingsoort, Kanaal, Verzending
from portaal.aanslag.voorbeeld import make_voorbeeld
from portaal.core.geld import Centen
from portaal.core.kalender import add_maanden
from portaal.invordering.ladder import Klokbeleid, Ladder, ladder_of

# One below and one above the limit of the low aanmaning, and one with many steps of a dwangbevel.
BEDRAGEN = (Centen(15000), Centen(60000), Centen(250000))


def make_aanslag(soort: Aanslagsoort, dag: date, bedrag: Centen = BEDRAGEN[1]) -> Aanslag:
    """A new aanslag of that day, to be paid at once two months later."""
    return make_voorbeeld(soort, dag, bedrag, add_maanden(dag, 2))


@dataclass(frozen=True)
class Moment:
    """The example on a day: how it then stands on the ladder."""

    dag: date
    aanslag: Aanslag
    ladder: Ladder


def walk_ladder(aanslag: Aanslag, beleid: Klokbeleid) -> Iterator[Moment]:
    """The aanslag on its own day, and then on the day of every letter, when nobody pays."""
    dag = aanslag.dagtekening
    while True:
        ladder = ladder_of(aanslag, (), beleid, dag)
        yield Moment(dag, aanslag, ladder)
        volgende = ladder.volgende
        if volgende is None or volgende.datum is None:
            return
        dag, kosten = volgende.datum, volgende.kosten or Centen(0)
        brief = Verzending(volgende.soort, dag, Kanaal.POST, kosten)
        aanslag = replace(
            aanslag, kosten=Centen(aanslag.kosten + kosten), verzendingen=(*aanslag.verzendingen, brief)
        )


def with_kwijtschelding(aanslag: Aanslag, beleid: Klokbeleid) -> Moment:
    """The aanslag on its own day, when kwijtschelding was asked."""
    gevraagd = replace(aanslag, kwijtschelding_gevraagd=True)
    return Moment(aanslag.dagtekening, gevraagd, ladder_of(gevraagd, (), beleid, aanslag.dagtekening))


def with_debits(aanslag: Aanslag, mislukt: int) -> Aanslag:
    """The aanslag paid by incasso in ten parts, whose last debits were all taken back."""
    data = tuple(add_maanden(aanslag.dagtekening, maand) for maand in range(1, 11))
    deel = Centen(aanslag.totaalbedrag // 10)
    af = [Boeking(dag, Boekingsoort.INCASSO, deel) for dag in data[: mislukt + 1]]
    terug = [Boeking(b.datum + timedelta(days=5), Boekingsoort.STORNO, Centen(-deel)) for b in af[1:]]
    boekingen = tuple(sorted((*af, *terug), key=lambda b: b.datum))
    return replace(
        aanslag,
        automatische_incasso=True,
        aantal_termijnen=10,
        vervaldata=data,
        betalingen=boekingen,
        betaald=Centen(sum(b.bedrag for b in boekingen)),
    )


def with_overpayment(aanslag: Aanslag) -> Aanslag:
    """The aanslag paid twice."""
    dag, bedrag = aanslag.vervaldata[0], Centen(2 * aanslag.totaalbedrag)
    return replace(aanslag, betalingen=(Boeking(dag, Boekingsoort.BETALING, bedrag),), betaald=bedrag)
