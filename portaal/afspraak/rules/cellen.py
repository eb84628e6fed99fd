"""Time in cells of five minutes, numbered since 1970 in UTC; a day's cells as the bits of one number."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from portaal.afspraak.begrip import CEL
from portaal.core.tijd import start_of_day

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PER_UUR = timedelta(hours=1) // CEL


def cel_of(moment: datetime) -> int:
    """The number of the cell in which the instant falls."""
    return (moment - EPOCH) // CEL


def moment_of(cel: int) -> datetime:
    """The instant at which a cell begins."""
    return EPOCH + cel * CEL


def cells(begin: datetime, einde: datetime) -> range:
    """The cells that a talk takes."""
    return range(cel_of(begin), cel_of(einde))


def hour_cel(cel: int) -> int:
    """The first cell of the clock hour in which a cell falls: where the capacity per hour is counted."""
    return cel - cel % PER_UUR


def first_cel(dag: date) -> int:
    """The cell with which the day begins in the Netherlands."""
    return cel_of(start_of_day(dag))


def length_of(dag: date) -> int:
    """How many cells the day has: 288, or an hour more or less when the clock changes."""
    return first_cel(dag + timedelta(days=1)) - first_cel(dag)


def mask_of(cellen: Iterable[int], eerste: int) -> int:
    """The bits of these cells, counted from cell `eerste`; cells before it are left out."""
    masker = 0
    for cel in cellen:
        if cel >= eerste:
            masker |= 1 << cel - eerste
    return masker


def range_mask(van: int, tot: int, eerste: int) -> int:
    """The bits of the cells from `van` up to `tot`, counted from cell `eerste`."""
    van, tot = max(van - eerste, 0), max(tot - eerste, 0)
    return (1 << tot) - (1 << van) if tot > van else 0


def runs(masker: int, lengte: int) -> int:
    """The bits at which `lengte` set bits follow one another."""
    gedaan = 1
    while gedaan < lengte:
        stap = min(gedaan, lengte - gedaan)
        masker &= masker >> stap
        gedaan += stap
    return masker


def bits(masker: int) -> Iterator[int]:
    """The numbers of the bits that are set, from low to high."""
    while masker:
        laagste = masker & -masker
        yield laagste.bit_length() - 1
        masker ^= laagste
