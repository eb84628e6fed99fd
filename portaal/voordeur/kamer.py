"""What voordeur hands over to the portal."""

from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import BeleidSoort, Kamer, MenuItem, Toegang
from portaal.voordeur.beleid import PRIVACY, Privacybeleid
from portaal.voordeur.views import bp

_IEDEREEN = frozenset({Rol.IEDEREEN})

KAMER = Kamer(
    naam="voordeur",
    blueprints=(bp,),
    toegang={
        "voordeur.start": Toegang(_IEDEREEN, "zien wat u hier kunt doen"),
        "voordeur.uitleg": Toegang(_IEDEREEN, "lezen wat elke belasting is"),
        "voordeur.uitleg_soort": Toegang(_IEDEREEN, "lezen wat één belasting is"),
        "voordeur.begrippen": Toegang(_IEDEREEN, "lezen wat een woord betekent"),
        "voordeur.bezwaar": Toegang(_IEDEREEN, "lezen hoe u bezwaar maakt"),
        "voordeur.privacy": Toegang(_IEDEREEN, "lezen wat wij met uw gegevens doen"),
        "voordeur.toegankelijkheid": Toegang(_IEDEREEN, "lezen hoe toegankelijk deze site is"),
        "voordeur.cookies": Toegang(_IEDEREEN, "lezen welke cookie er is"),
        "voordeur.echt": Toegang(_IEDEREEN, "zien of deze site echt is"),
    },
    beleid=(BeleidSoort(PRIVACY, Privacybeleid),),
    menu=(MenuItem("voordeur.uitleg", N_("Uitleg"), _IEDEREEN, 50),),
)
