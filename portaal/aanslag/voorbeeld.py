"""An aanslag that nobody has: to try policy on, or to show what it leads to. Pure."""

from datetime import UTC, date, datetime, time

from portaal.aanslag.stand import Aanslag, Aanslagsoort
from portaal.core.geld import Centen


def make_voorbeeld(soort: Aanslagsoort, dagtekening: date, bedrag: Centen, betaaldag: date) -> Aanslag:
    """A new aanslag without lines, all of it to be paid at once; what else it must be is for `replace`."""
    return Aanslag(
        id=0,
        inwoner_id=0,
        aanslagnummer="0000000000",
        soort=soort,
        belastingjaar=dagtekening.year,
        dagtekening=dagtekening,
        betalingskenmerk="0000000000000000",
        totaalbedrag=bedrag,
        kosten=Centen(0),
        rente=None,
        betaald=Centen(0),
        automatische_incasso=False,
        aantal_termijnen=1,
        vervaldata=(betaaldag,),
        vernietigd=False,
        uitstel_tot=None,
        kwijtschelding_gevraagd=False,
        bezwaar=False,
        volgende_stap="",
        volgende_stap_op=None,
        bijgewerkt_at=datetime.combine(dagtekening, time(6), UTC),
        oud_sinds=None,
        regels=(),
        betalingen=(),
        verzendingen=(),
    )
