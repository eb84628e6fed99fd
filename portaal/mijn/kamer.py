"""What mijn hands over to the portal."""

from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Toegang
from portaal.mijn.views import bp, is_eigen_aanslag

_WIE = frozenset({Rol.INWONER}) | LOKET

KAMER = Kamer(
    naam="mijn",
    blueprints=(bp,),
    toegang={
        "mijn.overzicht": Toegang(_WIE, "zien wat er open staat"),
        "mijn.aanslag": Toegang(_WIE, "een aanslag begrijpen", is_eigen_aanslag),
        "mijn.afdrukken": Toegang(_WIE, "de uitleg afdrukken", is_eigen_aanslag),
        "mijn.uitleg_pdf": Toegang(_WIE, "de uitleg bewaren", is_eigen_aanslag),
        "mijn.gegevens": Toegang(_WIE, "een kopie van de gegevens bewaren", is_eigen_aanslag),
        "mijn.betalen": Toegang(_WIE, "een aanslag betalen", is_eigen_aanslag),
        "mijn.betaalcode": Toegang(_WIE, "betalen met een code", is_eigen_aanslag),
        "mijn.bezwaar": Toegang(_WIE, "weten hoe u bezwaar maakt", is_eigen_aanslag),
        "mijn.kwijtschelding": Toegang(_WIE, "zien of kwijtschelding kan"),
        "mijn.kwijtschelding_uitkomst": Toegang(_WIE, "zien hoe u kwijtschelding vraagt"),
    },
    menu=(MenuItem("mijn.overzicht", N_("Mijn overzicht"), frozenset({Rol.INWONER}), 10),),
)
