"""What werkplek hands over to the portal."""

from portaal.core.rollen import LOKET, MEDEWERKERS, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Toegang
from portaal.werkplek import dossier_views as _dossier_views  # noqa: F401 - registers its routes
from portaal.werkplek.tellers import TELLERS
from portaal.werkplek.views import bp

_TEAM = LOKET | {Rol.INVORDERING}

KAMER = Kamer(
    naam="werkplek",
    blueprints=(bp,),
    toegang={
        "werkplek.start": Toegang(MEDEWERKERS, "zien wat er te doen is"),
        "werkplek.zoek": Toegang(_TEAM, "een inwoner zoeken", schrijft=True),
        "werkplek.vind": Toegang(_TEAM, "een inwoner zoeken"),
        "werkplek.dossier": Toegang(_TEAM, "een inwoner helpen", schrijft=True),
        "werkplek.namens_inwoner": Toegang(LOKET, "iets doen voor een inwoner"),
        "werkplek.stop_namens": Toegang(LOKET, "niets meer doen voor een ander"),
    },
    menu=(
        MenuItem("werkplek.start", N_("Vandaag"), MEDEWERKERS, 1),
        MenuItem("werkplek.zoek", N_("Zoek inwoner"), _TEAM, 5),
    ),
    tellers=TELLERS,
)
