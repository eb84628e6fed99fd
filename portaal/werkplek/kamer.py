"""What werkplek hands over to the portal."""

from datetime import timedelta

from portaal.core.rollen import LOKET, MEDEWERKERS, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Taak, Toegang
from portaal.werkplek import dossier_views, overdracht_views
from portaal.werkplek.overdracht_views import may_take_over
from portaal.werkplek.service.overdracht import drop_old
from portaal.werkplek.tellers import TELLERS
from portaal.werkplek.views import bp

# Loading them registers their routes.
ROUTES = (dossier_views, overdracht_views)
_TEAM = LOKET | {Rol.INVORDERING}

KAMER = Kamer(
    naam="werkplek",
    blueprints=(bp,),
    toegang={
        "werkplek.start": Toegang(MEDEWERKERS, "zien wat er te doen is"),
        "werkplek.zoek": Toegang(_TEAM, "een inwoner zoeken", schrijft=True),
        "werkplek.vind": Toegang(_TEAM, "een inwoner zoeken"),
        "werkplek.dossier": Toegang(_TEAM, "een inwoner helpen", schrijft=True),
        "werkplek.geef_door": Toegang(frozenset({Rol.INVORDERING}), "een gesprek doorgeven"),
        "werkplek.overnemen": Toegang(LOKET, "zien wie er wacht", may_take_over),
        "werkplek.neem_over": Toegang(LOKET, "een gesprek overnemen", may_take_over),
        "werkplek.namens_inwoner": Toegang(LOKET, "iets doen voor een inwoner"),
        "werkplek.stop_namens": Toegang(LOKET, "niets meer doen voor een ander"),
    },
    menu=(
        MenuItem("werkplek.start", N_("Vandaag"), MEDEWERKERS, 1),
        MenuItem("werkplek.zoek", N_("Zoek inwoner"), _TEAM, 5),
    ),
    taken=(Taak("werkplek:opruimen", timedelta(hours=1), drop_old),),
    tellers=TELLERS,
)
