"""How many people call or come because of letters, and on which days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portaal.core.kalender import add_werkdagen

_BEZORGD_NA = 1


@dataclass(frozen=True)
class Verzendplan:
    """Letters that will go out on a day; of every thousand, `promille` people are expected to call or come."""

    soort: str
    datum: date
    aantal: int
    promille: int


def expected_contacts(plan: Verzendplan, verspreiding: Sequence[int]) -> dict[date, float]:
    """The contacts expected per day: none on the day of sending, then by working day after delivery."""
    totaal = plan.aantal * plan.promille / 1000
    eerste = add_werkdagen(plan.datum, _BEZORGD_NA)
    return {add_werkdagen(eerste, nummer): totaal * procent / 100 for nummer, procent in enumerate(verspreiding)}


def per_day(plannen: Iterable[Verzendplan], verspreiding: Sequence[int]) -> dict[date, float]:
    """The expected contacts of all dispatches together, per day."""
    dagen: dict[date, float] = {}
    for plan in plannen:
        for dag, aantal in expected_contacts(plan, verspreiding).items():
            dagen[dag] = dagen.get(dag, 0) + aantal
    return dagen


def measured_promille(contacten: int, aantal: int) -> int:
    """Of a thousand letters, how many contacts really followed."""
    return round(contacten * 1000 / aantal) if aantal else 0


def is_short(verwacht: float, vrij: int) -> bool:
    """Whether more people are expected than there are free places."""
    return verwacht > vrij
