"""The clock of the Wet gemeentelijke schuldhulpverlening (Wgs 4)."""

from datetime import date

from portaal.core.kalender import add_werkdagen, end_of_wettermijn, is_werkdag
from portaal.toestemming.begrip import Dreiging, Hulpvraagstatus, Klokstand

WEKEN = 4
SPOED_WERKDAGEN = 3


def last_day_for_talk(gemeld_op: date, dreiging: Dreiging) -> date:
    """The last day for the first talk.

    Wgs 4(1): "binnen vier weken nadat een persoon zich tot het college heeft gewend", moved to a working day
    by ATW 1 (by general rule). Wgs 4(2): "binnen drie werkdagen" when something threatens.
    """
    if dreiging.is_bedreigend:
        return add_werkdagen(gemeld_op, SPOED_WERKDAGEN)
    return end_of_wettermijn(gemeld_op, WEKEN * 7, atw=True)


def read_klok(status: Hulpvraagstatus, uiterlijk: date, vandaag: date, bijna_werkdagen: int) -> Klokstand:
    """How the clock stands: it runs until the first talk, and warns some working days before."""
    if status not in (Hulpvraagstatus.NIEUW, Hulpvraagstatus.OPGEPAKT):
        return Klokstand.STIL
    if vandaag > uiterlijk:
        return Klokstand.TE_LAAT
    return Klokstand.BIJNA if werkdagen_left(vandaag, uiterlijk) <= bijna_werkdagen else Klokstand.LOOPT


def werkdagen_left(vandaag: date, uiterlijk: date) -> int:
    """How many working days are left after today, the last day included; none when it has passed."""
    if uiterlijk <= vandaag:
        return 0
    return sum(
        is_werkdag(date.fromordinal(dag)) for dag in range(vandaag.toordinal() + 1, uiterlijk.toordinal() + 1)
    )
