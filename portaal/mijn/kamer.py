"""What mijn hands over to the portal."""

from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, Kamer, MenuItem, Toegang
from portaal.mijn import staff_views
from portaal.mijn.oordelen import forget_inwoner
from portaal.mijn.views import bp, is_eigen_aanslag
from portaal.mijn.views.voorbeelden import VOORBEELDEN

_WIE = frozenset({Rol.INWONER}) | LOKET
_LEZERS = LOKET | {Rol.MANAGER}

KAMER = Kamer(
    naam="mijn",
    blueprints=(bp, staff_views.bp),
    toegang={
        "mijn.overzicht": Toegang(_WIE, "zien wat er open staat"),
        "mijn.aanslag": Toegang(_WIE, "een aanslag begrijpen", is_eigen_aanslag),
        "mijn.afdrukken": Toegang(_WIE, "de uitleg afdrukken", is_eigen_aanslag),
        "mijn.uitleg_pdf": Toegang(_WIE, "de uitleg bewaren", is_eigen_aanslag),
        "mijn.gegevens": Toegang(_WIE, "een kopie van de gegevens bewaren", is_eigen_aanslag),
        "mijn.over_gegevens": Toegang(_WIE, "weten wat er in de kopie van de gegevens staat"),
        "mijn.betalen": Toegang(_WIE, "een aanslag betalen", is_eigen_aanslag),
        "mijn.betaalcode": Toegang(_WIE, "betalen met een code", is_eigen_aanslag),
        "mijn.bezwaar": Toegang(_WIE, "weten hoe u bezwaar maakt", is_eigen_aanslag),
        "mijn.kwijtschelding": Toegang(_WIE, "zien of kwijtschelding kan"),
        "mijn.kwijtschelding_uitkomst": Toegang(_WIE, "zien hoe u kwijtschelding vraagt"),
        "mijn.oordeel": Toegang(_WIE, "zeggen of een pagina duidelijk was"),
        "mijn.snap_niet": Toegang(_WIE, "zeggen welke regel niet duidelijk is", is_eigen_aanslag),
        "oordeel.lijst": Toegang(_LEZERS, "lezen welke pagina niet duidelijk is"),
        "oordeel.van_inwoner": Toegang(LOKET, "weten wat een inwoner niet snapt", schrijft=True),
        "oordeel.naar_heffing": Toegang(_LEZERS, "een tekst als bezwaar doorsturen"),
        "oordeel.blad_heffing": Toegang(_LEZERS, "een bezwaar naar heffing brengen", schrijft=True),
    },
    abonnementen=(Abonnement("mijn:vergeten", InwonerVerwijderd, forget_inwoner),),
    menu=(
        MenuItem("mijn.overzicht", N_("Mijn overzicht"), frozenset({Rol.INWONER}), 10),
        MenuItem("oordeel.lijst", N_("Was dit duidelijk?"), _LEZERS, 80),
    ),
    voorbeelden=VOORBEELDEN,
)
