"""What toestemming hands over to the portal."""

from datetime import timedelta

from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Taak, Teller, Toegang
from portaal.toestemming import (
    bedragen_views,
    bezoek_views,
    brief_views,
    gesprek_views,
    staff_views,
    telefoon_views,
)
from portaal.toestemming.beleid import TOESTEMMING_BELEID
from portaal.toestemming.model import TABELLEN
from portaal.toestemming.service.desk import count_late
from portaal.toestemming.service.niet_gemeld import phone_instead
from portaal.toestemming.service.taken import ask_again, expire, forget, forget_inwoner, remind, warn
from portaal.toestemming.views import bp, is_bezoekersbewijs, is_eigen_bewijs, is_publiek, may_choose

# Loading them registers their routes.
ROUTES = (bedragen_views, bezoek_views, brief_views, gesprek_views, staff_views, telefoon_views)
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
        "toestemming.bedragen": Toegang(_WIE, "kiezen of schuldhulp ziet wat u moet betalen", may_choose),
        "toestemming.bedragen_ja": Toegang(_WIE, "ja zeggen tegen bedragen delen", may_choose),
        "toestemming.bedragen_nee": Toegang(_WIE, "nee zeggen tegen bedragen delen", may_choose),
        "toestemming.samen": Toegang(LOKET, "een ja en een eerste gesprek samen vastleggen", may_choose),
        "toestemming.afspraak": Toegang(_WIE, "een gesprek met schuldhulp plannen", may_choose),
        "toestemming.afzeggen": Toegang(_WIE, "uw gesprek met schuldhulp afzeggen", may_choose),
        "toestemming.houden": Toegang(_WIE, "uw gesprek laten staan", may_choose),
        "toestemming.bezoekersbewijs": Toegang(_IEDEREEN, "uw bewijs bekijken", is_bezoekersbewijs),
        "toestemming.bezoekersbewijs_json": Toegang(_IEDEREEN, "uw bewijs bewaren", is_bezoekersbewijs),
        "toestemming.bezoekersbewijs_pdf": Toegang(_IEDEREEN, "uw bewijs afdrukken", is_bezoekersbewijs),
        "toestemming.brief": Toegang(_IEDEREEN, "de code van een brief invullen", is_publiek),
        "toestemming.brief_vraag": Toegang(_IEDEREEN, "kiezen of schuldhulp mag bellen", is_publiek),
        "toestemming.brief_ja": Toegang(_IEDEREEN, "ja zeggen, en hoe u bereikt wilt worden", is_publiek),
        "toestemming.brief_nee": Toegang(_IEDEREEN, "nee zeggen", is_publiek),
        "toestemming.bezoek": Toegang(_IEDEREEN, "een gesprek met schuldhulp maken", is_publiek),
        "toestemming.gesprek": Toegang(_IEDEREEN, "uw gesprek zien", is_publiek),
        "toestemming.gesprek_bewijs": Toegang(_IEDEREEN, "laten zien dat het gesprek van u is", is_publiek),
        "toestemming.gesprek_agenda": Toegang(_IEDEREEN, "het gesprek in uw agenda zetten", is_publiek),
        "toestemming.gesprek_verzetten": Toegang(_IEDEREEN, "uw gesprek verzetten", is_publiek),
        "toestemming.gesprek_afzeggen": Toegang(_IEDEREEN, "uw gesprek afzeggen", is_publiek),
        "toestemming.intrekken_link": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.intrekken_link_ja": Toegang(_IEDEREEN, "uw ja intrekken met de link in een mail"),
        "toestemming.werklijst": Toegang(_TEAM, "zien wie om contact vroeg"),
        "toestemming.agenda": Toegang(_TEAM, "zien welke gesprekken er komen"),
        "toestemming.houd": Toegang(_TEAM, "een gesprek voeren dat bleef staan"),
        "toestemming.gehouden": Toegang(_TEAM, "noteren of een gesprek er was"),
        "toestemming.hulpvraag": Toegang(_TEAM, "contact waar de inwoner om vroeg", schrijft=True),
        "toestemming.gebeld": Toegang(_TEAM, "noteren dat iemand gebeld is"),
        "toestemming.stop": Toegang(_TEAM, "een ja intrekken voor wie dat aan de telefoon zegt"),
        "toestemming.telefoon": Toegang(LOKET, "een ja intrekken voor wie niet inlogt", may_choose),
        "toestemming.neem": Toegang(_TEAM, "een vraag om contact oppakken"),
        "toestemming.poging": Toegang(_TEAM, "een poging noteren"),
        "toestemming.notitie": Toegang(_TEAM, "een notitie bewaren"),
        "toestemming.plan": Toegang(_TEAM, "een gesprek plannen", schrijft=True),
        "toestemming.zeg_af": Toegang(_TEAM, "een gesprek afzeggen"),
        "toestemming.sluit": Toegang(_TEAM, "een contact afsluiten"),
    },
    abonnementen=(
        Abonnement("toestemming:vergeten", InwonerVerwijderd, forget_inwoner),
        Abonnement("toestemming:nabellen", BerichtMislukt, phone_instead),
    ),
    taken=(
        Taak("toestemming:herinneren", timedelta(minutes=5), remind),
        Taak("toestemming:verlopen", timedelta(hours=1), expire),
        Taak("toestemming:waarschuwen", timedelta(hours=6), warn),
        Taak("toestemming:opnieuw_vragen", timedelta(hours=6), ask_again),
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
