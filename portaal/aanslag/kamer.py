"""What aanslag hands over to the portal."""

from portaal.aanslag.levering.upload import process_uploads
from portaal.aanslag.staff_views import bp
from portaal.aanslag.uitleg.beleid import UITLEG_BELEID
from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Toegang

_BEHEER = frozenset({Rol.BEHEER})

KAMER = Kamer(
    naam="aanslag",
    blueprints=(bp,),
    toegang={
        "aanslag.leveringen": Toegang(_BEHEER, "leveringen aannemen en nazien"),
        "aanslag.levering": Toegang(_BEHEER, "zien wat uit een levering viel"),
        "aanslag.uitval": Toegang(_BEHEER, "de uitvallijst bewaren"),
    },
    rondes=(process_uploads,),
    beleid=UITLEG_BELEID,
    menu=(MenuItem("aanslag.leveringen", N_("Leveringen"), _BEHEER, 40),),
)
