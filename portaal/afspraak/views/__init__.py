"""Pages on which people book, move and call off; each module adds its own to the blueprint."""

from portaal.afspraak.views import beheer, boeken, keuze, meer
from portaal.afspraak.views.blauwdruk import bp

__all__ = ["beheer", "boeken", "bp", "keuze", "meer"]
