"""What aanslag hands over to the portal."""

from portaal.aanslag.bewaren import SOORT, Bewaarbeleid, forget_aanslagen, remove_purposeless
from portaal.aanslag.levering.upload import process_uploads
from portaal.aanslag.staff_views import bp
from portaal.aanslag.uitleg.beleid import UITLEG_BELEID
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Toegang

_BEHEER = frozenset({Rol.BEHEER})

KAMER = Kamer(
    naam="aanslag",
    blueprints=(bp,),
    toegang={
        "aanslag.leveringen": Toegang(_BEHEER, "leveringen aannemen en nazien"),
        "aanslag.levering": Toegang(_BEHEER, "zien wat uit een levering viel"),
        "aanslag.uitval": Toegang(_BEHEER, "de uitvallijst bewaren"),
    },
    abonnementen=(Abonnement("aanslag:vergeten", InwonerVerwijderd, forget_aanslagen),),
    rondes=(process_uploads, remove_purposeless),
    beleid=(*UITLEG_BELEID, BeleidSoort(SOORT, Bewaarbeleid)),
    menu=(MenuItem("aanslag.leveringen", N_("Leveringen"), _BEHEER, 40),),
)
