"""What hulpwijzer hands over to the portal."""

from portaal.core.rollen import Rol
from portaal.hulpwijzer.beleid import HULP_BELEID
from portaal.hulpwijzer.views import bp
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Toegang

_IEDEREEN = frozenset({Rol.IEDEREEN})

KAMER = Kamer(
    naam="hulpwijzer",
    blueprints=(bp,),
    schakelaar="hulpwijzer",
    toegang={"hulpwijzer.start": Toegang(_IEDEREEN, "zien welke hulp er is")},
    beleid=HULP_BELEID,
    menu=(MenuItem("hulpwijzer.start", N_("Hulp bij geldzorgen"), _IEDEREEN, 60),),
)
