"""What invordering hands over to the portal."""

from portaal.core.events.aanslag import InwonerVerwijderd, LeveringOpgenomen
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Toegang
from portaal.invordering import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.invordering.beleid import KOSTEN, LADDER, Kostenbeleid, Ladderbeleid
from portaal.invordering.service import find_crossed
from portaal.invordering.service.vergeten import forget_inwoner
from portaal.invordering.views import bp, is_eigen_aanslag

_WIE = frozenset({Rol.INWONER}) | LOKET
_TEAM = frozenset({Rol.INVORDERING})

KAMER = Kamer(
    naam="invordering",
    blueprints=(bp,),
    toegang={
        "invordering.meld": Toegang(_WIE, "melden dat een aanslag niet klopt", is_eigen_aanslag),
        "invordering.gemeld": Toegang(_WIE, "zien wat u hebt gemeld", is_eigen_aanslag),
        "invordering.werklijst": Toegang(_TEAM, "zien wat er in het belastingpakket moet"),
        "invordering.pakket_gedaan": Toegang(_TEAM, "afvinken wat in het belastingpakket staat"),
        "invordering.kosten_gedaan": Toegang(_TEAM, "afvinken welke kosten eraf zijn"),
        "invordering.melding": Toegang(_TEAM, "een melding nakijken en beantwoorden", schrijft=True),
    },
    abonnementen=(
        Abonnement("invordering:kosten", LeveringOpgenomen, find_crossed),
        Abonnement("invordering:vergeten", InwonerVerwijderd, forget_inwoner),
    ),
    beleid=(BeleidSoort(LADDER, Ladderbeleid), BeleidSoort(KOSTEN, Kostenbeleid)),
    menu=(MenuItem("invordering.werklijst", N_("Pakket en meldingen"), _TEAM, 20),),
)
