"""The clock of the Wet gemeentelijke schuldhulpverlening (Wgs 4)."""

from datetime import date, timedelta

from portaal.core.kalender import add_werkdagen, end_of_wettermijn, is_werkdag
from portaal.toestemming.begrip import WACHTEND, Hulpstatus, Klokstand, Spoed

VIER_WEKEN = 28
SPOED_WERKDAGEN = 3


def last_day_for_talk(gemeld_op: date, spoed: Spoed) -> date:
    """The last day for the first talk.

    Wgs 4(1): "binnen vier weken nadat een persoon zich tot het college heeft gewend", moved to a working day
    by ATW 1 (by general rule). Wgs 4(2): "binnen drie werkdagen" when something threatens.
    """
    if spoed is Spoed.GEEN:
        return end_of_wettermijn(gemeld_op, VIER_WEKEN, atw=True)
    return add_werkdagen(gemeld_op, SPOED_WERKDAGEN)


def read_klok(status: Hulpstatus, uiterlijk: date, vandaag: date, bijna_werkdagen: int = 2) -> Klokstand:
    """How the clock stands: it runs until the first talk, and warns some working days before."""
    if status not in WACHTEND:
        return Klokstand.STIL
    if vandaag > uiterlijk:
        return Klokstand.TE_LAAT
    return Klokstand.BIJNA if werkdagen_left(vandaag, uiterlijk) <= bijna_werkdagen else Klokstand.LOOPT


def werkdagen_left(vandaag: date, uiterlijk: date) -> int:
    """How many working days are left after today, the last day included; none when it has passed."""
    dagen = (uiterlijk - vandaag).days
    return sum(is_werkdag(vandaag + timedelta(days=n)) for n in range(1, dagen + 1))
