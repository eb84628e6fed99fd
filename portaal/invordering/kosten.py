"""What steps of collecting cost: Kostenwet invordering rijksbelastingen, arts. 2 to 4 (domein §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portaal.aanslag.stand import Aanslag, Verzendsoort
from portaal.core.geld import Centen
from portaal.invordering.beleid import Kostenbeleid, Kostenjaar

GRATIS = Centen(0)


@dataclass(frozen=True)
class Bundelkosten:
    """What dwangbevelen cost one by one, and together as one."""

    apart: Centen
    samen: Centen

    @property
    def bespaard(self) -> Centen:
        """What one dwangbevel for all saves."""
        return Centen(self.apart - self.samen)


def kostenjaar_on(beleid: Kostenbeleid, dag: date) -> Kostenjaar | None:
    """The amounts that hold on that day: the latest that have begun. None for a day before the first."""
    return next((jaar for jaar in reversed(beleid.jaren) if jaar.vanaf <= dag), None)


def open_belasting(aanslag: Aanslag) -> Centen:
    """What is open of the tax itself: money pays costs first, then interest, then tax (IW 7)."""
    return Centen(min(aanslag.open, max(0, aanslag.totaalbedrag)))


def kosten_aanmaning(som: Centen, jaar: Kostenjaar) -> Centen:
    """Art. 2: a low and a high amount, by the tax that is open without costs and interest."""
    if som <= 0:
        return GRATIS
    return jaar.aanmaning_onder if som < jaar.aanmaning_grens else jaar.aanmaning_vanaf


def kosten_dwangbevel(som: Centen, jaar: Kostenjaar) -> Centen:
    """Art. 3: a base, and a step for every whole 45 euros above the first 45; `som` is tax only (LI 75.1)."""
    if som <= 0:
        return GRATIS
    stappen = max(0, som - jaar.dwangbevel_per) // jaar.dwangbevel_per
    return Centen(min(jaar.dwangbevel_hoogstens, jaar.dwangbevel_basis + jaar.dwangbevel_stap * stappen))


def kosten_of(soort: Verzendsoort, som: Centen, beleid: Kostenbeleid, dag: date) -> Centen | None:
    """What a dispatch on that day adds; None when no amounts are known for the day.

    Only aanmaning and dwangbevel cost money: a herinnering and a conceptdwangbevel are free (seed S1, S4).
    """
    if soort not in (Verzendsoort.AANMANING, Verzendsoort.DWANGBEVEL):
        return GRATIS
    jaar = kostenjaar_on(beleid, dag)
    if jaar is None:
        return None
    return kosten_aanmaning(som, jaar) if soort is Verzendsoort.AANMANING else kosten_dwangbevel(som, jaar)


def compare_bundle(sommen: Sequence[Centen], jaar: Kostenjaar) -> Bundelkosten:
    """Dwangbevelen for these sums apart, against one for all of them (seed S5)."""
    apart = sum(kosten_dwangbevel(som, jaar) for som in sommen)
    samen = kosten_dwangbevel(Centen(sum(som for som in sommen if som > 0)), jaar)
    return Bundelkosten(Centen(apart), samen)
