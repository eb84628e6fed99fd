"""What regeling hands over to the portal."""

from datetime import timedelta

from portaal.core.events.aanslag import InwonerVerwijderd, LeveringOpgenomen
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Taak, Toegang
from portaal.regeling import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.service import end_pauzes, follow_levering, remind_ahead
from portaal.regeling.service.op_papier import send_on_paper
from portaal.regeling.service.vergeten import forget_inwoner
from portaal.regeling.toets.gebruik import count_use, effects
from portaal.regeling.views import bp, is_eigen_verzoek

_WIE = frozenset({Rol.INWONER}) | LOKET
_TEAM = frozenset({Rol.INVORDERING})
_PAKKET = _TEAM | {Rol.BEHEER}

KAMER = Kamer(
    naam="regeling",
    blueprints=(bp,),
    toegang={
        "regeling.start": Toegang(_WIE, "vragen om in delen te betalen"),
        "regeling.opnieuw": Toegang(_WIE, "opnieuw beginnen met de vragen"),
        "regeling.stap": Toegang(_WIE, "een vraag beantwoorden"),
        "regeling.controle": Toegang(_WIE, "een verzoek nakijken en versturen"),
        "regeling.kwijtschelding": Toegang(_WIE, "weten of kwijtschelding beter is"),
        "regeling.lukt_niet": Toegang(_WIE, "zien wat er kan als betalen niet lukt"),
        "regeling.rekenhulp": Toegang(_WIE, "uitrekenen wat u kunt missen"),
        "regeling.pauze": Toegang(_WIE, "vragen om rust"),
        "regeling.klaar": Toegang(_WIE, "zien dat een verzoek binnen is", is_eigen_verzoek),
        "regeling.bekijk": Toegang(_WIE, "zien hoe een verzoek ervoor staat", is_eigen_verzoek),
        "regeling.kopie": Toegang(_WIE, "een kopie van een verzoek bewaren", is_eigen_verzoek),
        "regeling.agenda": Toegang(_WIE, "betaaldagen in de eigen agenda zetten", is_eigen_verzoek),
        "regeling.akkoord": Toegang(_WIE, "een voorstel aannemen", is_eigen_verzoek),
        "regeling.geen_akkoord": Toegang(_WIE, "zeggen dat een voorstel niet past", is_eigen_verzoek),
        "regeling.vul_aan": Toegang(_WIE, "antwoord geven op een vraag", is_eigen_verzoek),
        "regeling.trek_in": Toegang(_WIE, "een verzoek intrekken", is_eigen_verzoek),
        "regeling.stop": Toegang(_WIE, "een regeling stoppen", is_eigen_verzoek),
        "regeling.werklijst": Toegang(_TEAM, "zien welke verzoeken er zijn"),
        "regeling.plannen": Toegang(_TEAM, "zien hoe regelingen lopen"),
        "regeling.beoordeel": Toegang(_TEAM, "een verzoek beoordelen", schrijft=True),
        "regeling.ken_toe": Toegang(_TEAM, "een verzoek toekennen"),
        "regeling.stel_voor": Toegang(_TEAM, "een ander plan voorstellen", schrijft=True),
        "regeling.vraag": Toegang(_TEAM, "de inwoner iets vragen", schrijft=True),
        "regeling.wijs_af": Toegang(_TEAM, "een verzoek afwijzen", schrijft=True),
        "regeling.handel_af": Toegang(_TEAM, "een verzoek na een gesprek afhandelen", schrijft=True),
        "regeling.contact": Toegang(_TEAM, "noteren dat er contact was"),
        "regeling.gebeld": Toegang(_TEAM, "noteren dat er gebeld is"),
        "regeling.beeindig": Toegang(_TEAM, "een regeling stoppen die niet betaald wordt", schrijft=True),
        "regeling.post": Toegang(_TEAM, "zien welke brieven met de post gaan"),
        "regeling.post_zip": Toegang(_TEAM, "brieven printen", schrijft=True),
        "regeling.post_gedaan": Toegang(_TEAM, "afvinken welke brieven verstuurd zijn"),
        "regeling.pakketsets": Toegang(_PAKKET, "sets voor het belastingpakket maken en zien"),
        "regeling.pakketset": Toegang(_PAKKET, "een set voor het belastingpakket ophalen", schrijft=True),
        "regeling.pakket_volledig": Toegang(_PAKKET, "de hele stand ophalen", schrijft=True),
    },
    abonnementen=(
        Abonnement("regeling:volgen", LeveringOpgenomen, follow_levering),
        Abonnement("regeling:vergeten", InwonerVerwijderd, forget_inwoner),
        Abonnement("regeling:op_papier", BerichtMislukt, send_on_paper),
    ),
    taken=(
        Taak("regeling:vooraf", timedelta(hours=12), remind_ahead),
        Taak("regeling:einde_pauze", timedelta(hours=6), end_pauzes),
    ),
    beleid=(BeleidSoort("regeling", RegelingBeleid, count_use, effects),),
    menu=(
        MenuItem("regeling.start", N_("In delen betalen"), frozenset({Rol.INWONER}), 20),
        MenuItem("regeling.werklijst", N_("Verzoeken"), _TEAM, 10),
        MenuItem("regeling.plannen", N_("Regelingen"), _TEAM, 15),
        MenuItem("regeling.pakketsets", N_("Pakketsets"), _PAKKET, 45),
    ),
    schakelaar="regeling",
)
