"""The legal terms around an aanslag that a page names."""

from datetime import date

from portaal.aanslag.stand import Aanslag
from portaal.core.kalender import end_of_wettermijn

ZES_WEKEN = 42


def bezwaar_tot(aanslag: Aanslag) -> date:
    """The last day for a bezwaar: six weeks (Awb 6:7), counted from the day after the dagtekening (AWR 22j).

    "een in een wet gestelde termijn die op een zaterdag, zondag of algemeen erkende feestdag eindigt, wordt
    verlengd tot en met de eerstvolgende dag die niet een zaterdag, zondag of algemeen erkende feestdag is": ATW 1.
    """
    return end_of_wettermijn(aanslag.dagtekening, ZES_WEKEN, atw=True)
