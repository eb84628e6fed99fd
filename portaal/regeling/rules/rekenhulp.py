"""What someone can miss in a month: the formula of the Leidraad. What is filled in is kept nowhere."""

from dataclasses import dataclass

from portaal.core.geld import Centen
from portaal.regeling.beleid import Capaciteitsregel


@dataclass(frozen=True)
class Ruimte:
    """What is left of the income, and which part of it goes into a plan at most."""

    over: Centen
    advies: Centen

    @property
    def is_niets(self) -> bool:
        """Whether there is nothing to miss: then kwijtschelding and help come first."""
        return self.advies < 100


def find_ruimte(inkomen: Centen, lasten: Centen, regel: Capaciteitsregel) -> Ruimte:
    """80 % of betalingscapaciteit, in whole euros downwards (LI 25.5.6); never below nothing."""
    over = max(0, inkomen - lasten)
    advies = over * regel.percentage // 100
    return Ruimte(Centen(over), Centen(advies - advies % 100))
