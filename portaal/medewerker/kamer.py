"""What medewerker hands over to the portal."""

from portaal.core.rollen import Rol
from portaal.infra.kamer import Kamer, Toegang
from portaal.medewerker.views import bp

_IEDEREEN = frozenset({Rol.IEDEREEN})

KAMER = Kamer(
    naam="medewerker",
    blueprints=(bp,),
    toegang={
        "medewerker.inloggen": Toegang(_IEDEREEN, "inloggen als medewerker"),
        "medewerker.naar_aanbieder": Toegang(_IEDEREEN, "naar het inloggen van de gemeente gaan"),
        "medewerker.terug": Toegang(_IEDEREEN, "terugkomen van het inloggen", schrijft=True),
        "medewerker.uitloggen": Toegang(_IEDEREEN, "uitloggen"),
    },
)
