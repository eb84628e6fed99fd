"""What toestemming hands over to the portal."""

from datetime import timedelta

from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import BeleidSoort, Kamer, MenuItem, Taak, Teller, Toegang
from portaal.toestemming import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.toestemming.beleid import TOESTEMMING_BELEID
from portaal.toestemming.model import TABELLEN
from portaal.toestemming.service.desk import count_late
from portaal.toestemming.service.taken import expire, forget, warn
from portaal.toestemming.views import bp, is_eigen_bewijs, may_choose

_WIE = frozenset({Rol.INWONER}) | LOKET
_IEDEREEN = frozenset({Rol.IEDEREEN})
_TEAM = frozenset({Rol.SCHULDHULP})

KAMER = Kamer(
    naam="toestemming",
    blueprints=(bp,),
    schakelaar="toestemming",
    toegang={
        "toestemming.vraag": Toegang(_WIE, "kiezen of schuldhulp mag bellen", may_choose),
        "toestemming.ja": Toegang(_WIE, "ja zeggen, en hoe u bereikt wilt worden", may_choose),
        "toestemming.nee": Toegang(_WIE, "nee zeggen", may_choose),
        "toestemming.gegeven": Toegang(_WIE, "uw bewijs bekijken", is_eigen_bewijs),
        "toestemming.bewijs_json": Toegang(_WIE, "uw bewijs bewaren", is_eigen_bewijs),
        "toestemming.bewijs_pdf": Toegang(_WIE, "uw bewijs afdrukken", is_eigen_bewijs),
        "toestemming.overzicht": Toegang(_WIE, "zien wat u koos", may_choose),
        "toestemming.intrekken": Toegang(_WIE, "uw ja intrekken", may_choose),
        "toestemming.afspraak": Toegang(_WIE, "een gesprek met schuldhulp plannen", may_choose),
        "toestemming.gesprek": Toegang(_WIE, "uw gesprek met schuldhulp zien", may_choose),
        "toestemming.afzeggen": Toegang(_WIE, "uw gesprek met schuldhulp afzeggen", may_choose),
        "toestemming.intrekken_link": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.intrekken_link_ja": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.werklijst": Toegang(_TEAM, "zien wie om contact vroeg"),
        "toestemming.agenda": Toegang(_TEAM, "zien welke gesprekken er komen"),
        "toestemming.gehouden": Toegang(_TEAM, "noteren of een gesprek er was"),
        "toestemming.hulpvraag": Toegang(_TEAM, "contact waar de inwoner om vroeg", schrijft=True),
        "toestemming.neem": Toegang(_TEAM, "een vraag om contact oppakken"),
        "toestemming.poging": Toegang(_TEAM, "een poging noteren"),
        "toestemming.notitie": Toegang(_TEAM, "een notitie bewaren"),
        "toestemming.plan": Toegang(_TEAM, "een gesprek plannen", schrijft=True),
        "toestemming.sluit": Toegang(_TEAM, "een contact afsluiten"),
    },
    taken=(
        Taak("toestemming:verlopen", timedelta(hours=1), expire),
        Taak("toestemming:waarschuwen", timedelta(hours=6), warn),
        Taak("toestemming:vergeten", timedelta(days=1), forget),
    ),
    beleid=(*TOESTEMMING_BELEID, BeleidSoort(TABELLEN.beleidsoort, Afsprakenbeleid)),
    menu=(
        MenuItem("toestemming.overzicht", N_("Mijn toestemming"), frozenset({Rol.INWONER}), 55),
        MenuItem("toestemming.werklijst", N_("Wie wil gebeld worden"), _TEAM, 10),
        MenuItem("toestemming.agenda", N_("Gesprekken"), _TEAM, 12),
    ),
    tellers=(
        Teller("toestemming.werklijst", N_("Mensen die vandaag of eerder gebeld moesten zijn"), _TEAM, count_late),
    ),
)
