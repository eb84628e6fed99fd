"""What inwoner hands over to the portal."""

from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import Rol
from portaal.infra.kamer import Abonnement, Kamer, Toegang
from portaal.inwoner.vergeten import forget_berichten
from portaal.inwoner.views import bp

_IEDEREEN = frozenset({Rol.IEDEREEN})

KAMER = Kamer(
    naam="inwoner",
    blueprints=(bp,),
    toegang={
        "inwoner.inloggen": Toegang(_IEDEREEN, "inloggen met DigiD"),
        "inwoner.naar_digid": Toegang(_IEDEREEN, "naar DigiD gaan"),
        "inwoner.terug": Toegang(_IEDEREEN, "terugkomen van DigiD", schrijft=True),
        "inwoner.uitloggen": Toegang(_IEDEREEN, "uitloggen"),
        "inwoner.uitgelogd": Toegang(_IEDEREEN, "zien dat u uitgelogd bent"),
        "inwoner.verleng": Toegang(_IEDEREEN, "ingelogd blijven"),
    },
    abonnementen=(Abonnement("bericht:vergeten", InwonerVerwijderd, forget_berichten),),
)
