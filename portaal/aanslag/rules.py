"""Pure rules about one aanslag."""

from datetime import date

from portaal.aanslag.stand import Aanslag, Aanslagsoort
from portaal.core.geld import Centen, split_evenly
from portaal.core.kalender import end_of_wettermijn

ZES_WEKEN = 42
VEERTIEN_DAGEN = 14


def betaaldata(aanslag: Aanslag) -> tuple[date, ...]:
    """The due dates: those of the delivery, else the one of the law.

    Six weeks after the dagtekening (IW 9(1)), 14 days for a naheffing (IW 9(2)); a weekend does not move
    them (IW 9(10)).
    """
    if aanslag.vervaldata:
        return aanslag.vervaldata
    dagen = VEERTIEN_DAGEN if aanslag.soort is Aanslagsoort.NAHEFFING_PARKEREN else ZES_WEKEN
    return (end_of_wettermijn(aanslag.dagtekening, dagen, atw=False),)


def uiterste_betaaldatum(aanslag: Aanslag) -> date:
    """The last day on which all must be paid: the last due date, or the end of an uitstel that is later."""
    laatste = max(betaaldata(aanslag))
    return max(laatste, aanslag.uitstel_tot) if aanslag.uitstel_tot else laatste


def termijnbedragen(aanslag: Aanslag) -> list[tuple[date, Centen]]:
    """What is due on each due date, first ones a cent larger (domein §3); they add up to totaalbedrag."""
    data = betaaldata(aanslag)
    return list(zip(data, split_evenly(aanslag.totaalbedrag, len(data)), strict=True))


def eerstvolgende_betaaldatum(aanslag: Aanslag, vandaag: date) -> date:
    """The first due date that is not over, or the last one when all are."""
    data = sorted(betaaldata(aanslag))
    return next((dag for dag in data if dag >= vandaag), data[-1])
