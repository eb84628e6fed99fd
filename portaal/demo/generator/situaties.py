"""The situations that a generated inwoner can be in."""

from dataclasses import dataclass, field
from enum import StrEnum


class Situatie(StrEnum):
    """What is the matter with this year's aanslag, in words that a table of persons can show."""

    NIEUW = "nieuwe aanslag, nog niets betaald"
    DEELS = "een deel betaald"
    INCASSO = "automatische incasso loopt"
    STORNO = "incasso teruggeboekt"
    STORNO_BETAALD = "incasso teruggeboekt, daarna zelf betaald"
    INCASSO_GESTOPT = "automatische incasso gestopt na twee keer terugboeken"
    HERINNERD = "herinnering gekregen"
    AANGEMAAND = "aanmaning gekregen, met kosten"
    CONCEPT = "conceptdwangbevel gekregen"
    DWANGBEVEL = "dwangbevel gekregen"
    BETAALD = "alles betaald"
    TE_VEEL = "te veel betaald"
    KWIJT_GEVRAAGD = "kwijtschelding gevraagd"
    KWIJT = "kwijtschelding gekregen"
    KWIJT_DEELS = "kwijtschelding gekregen voor een deel"
    VERMINDERD = "aanslag verlaagd"
    BEZWAAR = "bezwaar loopt"
    UITSTEL = "uitstel buiten het portaal"
    VERNIETIGD = "aanslag vervallen"
    OVERLEDEN = "overleden, de erven krijgen de brieven"
    BEWIND = "onder bewind"
    WSNP = "in de WSNP"
    SCHULDREGELING = "in een schuldregeling"
    GEHEIM = "adres is geheim"
    PARKEREN = "naheffing parkeren"
    PARKEREN_KOSTEN = "naheffing parkeren, aangemaand"
    TOERISTEN = "toeristenbelasting"
    FORENSEN = "forensenbelasting"
    PRECARIO = "precariobelasting"
    DIFTAR = "afval per keer"
    CORRECTIE = "correctie op de aanslag"
    VERHUISD = "halverwege het jaar verhuisd"
    ZONDER_TERMIJNEN = "vervaldata onbekend"
    BERICHTENBOX = "aanslag in de Berichtenbox"
    ZONDER_MAIL = "geen e-mailadres bekend"
    AFGEROND = "bedrag op hele euro's"
    ZONDER_SOM = "berekening kan niet getoond worden"
    ONBEKEND = "onbekende belastingsoort"
    WATERSCHAP = "met waterschap"
    STAPEL = "meer aanslagen open, over jaren"


@dataclass
class Kenmerk:
    """How a situation differs from a plain combined aanslag with nothing paid; days count from today."""

    dagen_geleden: int = 14
    betaald: float = 0.0
    verzonden: tuple[tuple[str, int, int], ...] = ()
    termijnen: int = 2
    soort: str = "gecombineerd"
    kanaal: str = "post"
    aanslag: dict[str, str] = field(default_factory=dict)
    persoon: dict[str, str] = field(default_factory=dict)


HERINNERING = ("herinnering", 76, 0)
AANMANING = ("aanmaning", 100, 2200)
CONCEPT = ("conceptdwangbevel", 125, 0)
DWANGBEVEL = ("dwangbevel", 145, 9600)
_ERVEN = {
    "correspondentie_naam": "Erven van de overledene",
    "correspondentie_adres": "Postbus 12, 1234 AA Voorbeeldstad",
}
_BUREAU = {"correspondentie_naam": "Balans Bewind", "correspondentie_adres": "Postbus 9, 1234 AA Voorbeeldstad"}

KENMERKEN: dict[Situatie, Kenmerk] = {
    Situatie.DEELS: Kenmerk(30, betaald=0.5),
    Situatie.INCASSO: Kenmerk(100, termijnen=8, aanslag={"automatische_incasso": "J"}),
    Situatie.STORNO: Kenmerk(100, termijnen=8, aanslag={"automatische_incasso": "J"}),
    Situatie.STORNO_BETAALD: Kenmerk(100, termijnen=8, aanslag={"automatische_incasso": "J"}),
    Situatie.INCASSO_GESTOPT: Kenmerk(100, termijnen=8, aanslag={"automatische_incasso": "J"}),
    Situatie.HERINNERD: Kenmerk(85, verzonden=(HERINNERING,)),
    Situatie.CONCEPT: Kenmerk(130, verzonden=(HERINNERING, AANMANING, CONCEPT)),
    Situatie.DWANGBEVEL: Kenmerk(160, verzonden=(HERINNERING, AANMANING, CONCEPT, DWANGBEVEL)),
    Situatie.BETAALD: Kenmerk(60, betaald=1.0),
    Situatie.TE_VEEL: Kenmerk(60, betaald=1.1),
    Situatie.KWIJT_GEVRAAGD: Kenmerk(40, aanslag={"kwijtschelding_gevraagd": "J"}),
    Situatie.KWIJT: Kenmerk(80),
    Situatie.KWIJT_DEELS: Kenmerk(80),
    Situatie.VERMINDERD: Kenmerk(50),
    Situatie.BEZWAAR: Kenmerk(25, aanslag={"bezwaar": "J"}),
    Situatie.UITSTEL: Kenmerk(70, aanslag={"uitstel_tot": "+40"}),
    Situatie.VERNIETIGD: Kenmerk(50, betaald=0.3, aanslag={"status": "vernietigd"}),
    Situatie.OVERLEDEN: Kenmerk(60, persoon={"status": "overleden", **_ERVEN}),
    Situatie.BEWIND: Kenmerk(30, persoon={"status": "bewind", **_BUREAU}),
    Situatie.WSNP: Kenmerk(90, verzonden=(HERINNERING,), persoon={"status": "wsnp"}),
    Situatie.SCHULDREGELING: Kenmerk(90, persoon={"status": "schuldregeling"}),
    Situatie.GEHEIM: Kenmerk(20, persoon={"geheimhouding": "J"}),
    Situatie.PARKEREN: Kenmerk(5, termijnen=1, soort="naheffing_parkeren"),
    Situatie.PARKEREN_KOSTEN: Kenmerk(
        60, termijnen=1, soort="naheffing_parkeren", verzonden=(("herinnering", 25, 0), ("aanmaning", 40, 1000))
    ),
    Situatie.TOERISTEN: Kenmerk(15, termijnen=1, soort="toeristenbelasting"),
    Situatie.FORENSEN: Kenmerk(15, termijnen=1, soort="forensenbelasting"),
    Situatie.PRECARIO: Kenmerk(15, termijnen=1, soort="precariobelasting"),
    Situatie.ZONDER_TERMIJNEN: Kenmerk(10, termijnen=1),
    Situatie.BERICHTENBOX: Kenmerk(12, kanaal="berichtenbox"),
    Situatie.ZONDER_MAIL: Kenmerk(12, persoon={"email": ""}),
    Situatie.AANGEMAAND: Kenmerk(
        105,
        verzonden=(HERINNERING, AANMANING),
        aanslag={"volgende_stap": "conceptdwangbevel", "volgende_stap_op": "+21"},
    ),
}

# Whose terms are debited, and how many of the last debits were taken back.
TERUGGEBOEKT: dict[Situatie, int] = {
    Situatie.INCASSO: 0,
    Situatie.STORNO: 1,
    Situatie.STORNO_BETAALD: 1,
    Situatie.INCASSO_GESTOPT: 2,
}


def kenmerk_of(situatie: Situatie) -> Kenmerk:
    """How this situation differs; the plain one when it does only in its lines."""
    return KENMERKEN.get(situatie) or Kenmerk()
