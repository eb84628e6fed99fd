"""What beleid hands over to the portal."""

from portaal.beleid.gemeente import Gemeente
from portaal.beleid.staff_views import bp
from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import BeleidSoort, Kamer, MenuItem, Toegang

_BEHEER = frozenset({Rol.BEHEER})

KAMER = Kamer(
    naam="beleid",
    blueprints=(bp,),
    toegang={
        "beleid.lijst": Toegang(_BEHEER, "zien wat er is ingesteld"),
        "beleid.onderwerp": Toegang(_BEHEER, "de versies van een onderwerp zien"),
        "beleid.versie": Toegang(_BEHEER, "een versie zien"),
        "beleid.start_edit": Toegang(_BEHEER, "een wijziging beginnen"),
        "beleid.edit": Toegang(_BEHEER, "een onderdeel wijzigen"),
        "beleid.edit_text": Toegang(_BEHEER, "de hele tekst wijzigen"),
        "beleid.add": Toegang(_BEHEER, "een onderdeel toevoegen"),
        "beleid.arrange": Toegang(_BEHEER, "een onderdeel verplaatsen of weghalen"),
        "beleid.preview": Toegang(_BEHEER, "zien wat een inwoner straks leest"),
        "beleid.check": Toegang(_BEHEER, "een wijziging laten gelden"),
        "beleid.discard": Toegang(_BEHEER, "een wijziging weggooien"),
        "beleid.withdraw_versie": Toegang(_BEHEER, "een komende versie intrekken"),
    },
    beleid=(BeleidSoort("gemeente", Gemeente),),
    menu=(MenuItem("beleid.lijst", N_("Instellingen"), _BEHEER, 35),),
)
