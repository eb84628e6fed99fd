"""What toestemming hands over to the portal."""

from datetime import timedelta

from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Taak, Teller, Toegang
from portaal.toestemming import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.toestemming.beleid import TOESTEMMING_BELEID
from portaal.toestemming.hulpvragen import count_late
from portaal.toestemming.service import expire
from portaal.toestemming.views import bp, is_eigen_bewijs

_WIE = frozenset({Rol.INWONER}) | LOKET
_IEDEREEN = frozenset({Rol.IEDEREEN})
_TEAM = frozenset({Rol.SCHULDHULP})

KAMER = Kamer(
    naam="toestemming",
    blueprints=(bp,),
    schakelaar="toestemming",
    toegang={
        "toestemming.vraag": Toegang(_WIE, "kiezen of schuldhulp mag bellen"),
        "toestemming.ja": Toegang(_WIE, "ja zeggen, en hoe u bereikt wilt worden"),
        "toestemming.nee": Toegang(_WIE, "nee zeggen"),
        "toestemming.gegeven": Toegang(_WIE, "uw bewijs bekijken", is_eigen_bewijs),
        "toestemming.bewijs_json": Toegang(_WIE, "uw bewijs bewaren", is_eigen_bewijs),
        "toestemming.bewijs_pdf": Toegang(_WIE, "uw bewijs afdrukken", is_eigen_bewijs),
        "toestemming.overzicht": Toegang(_WIE, "zien wat u koos"),
        "toestemming.intrekken": Toegang(_WIE, "uw ja intrekken"),
        "toestemming.intrekken_link": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.intrekken_link_ja": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.werklijst": Toegang(_TEAM, "zien wie om contact vroeg"),
        "toestemming.hulpvraag": Toegang(_TEAM, "contact waar de inwoner om vroeg", schrijft=True),
        "toestemming.neem": Toegang(_TEAM, "een vraag om contact oppakken"),
        "toestemming.poging": Toegang(_TEAM, "een poging noteren"),
        "toestemming.notitie": Toegang(_TEAM, "een notitie bewaren"),
        "toestemming.sluit": Toegang(_TEAM, "een contact afsluiten"),
    },
    taken=(Taak("toestemming:verlopen", timedelta(hours=1), expire),),
    beleid=TOESTEMMING_BELEID,
    menu=(
        MenuItem("toestemming.overzicht", N_("Mijn toestemming"), frozenset({Rol.INWONER}), 55),
        MenuItem("toestemming.werklijst", N_("Wie wil gebeld worden"), _TEAM, 10),
    ),
    tellers=(
        Teller("toestemming.werklijst", N_("Mensen die vandaag of eerder gebeld moesten zijn"), _TEAM, count_late),
    ),
)
