"""What afspraak hands over to the portal."""

from portaal.afspraak import model
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.views import bp
from portaal.afspraak.views.beheer import is_eigen_afspraak
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import BeleidSoort, Kamer, MenuItem, Toegang

_IEDEREEN = frozenset({Rol.IEDEREEN})
_INWONER = frozenset({Rol.INWONER}) | LOKET

KAMER = Kamer(
    naam="afspraak",
    blueprints=(bp,),
    toegang={
        "afspraak.start": Toegang(_IEDEREEN, "een onderwerp kiezen"),
        "afspraak.choose_tijdvak": Toegang(_IEDEREEN, "vrije tijden zien"),
        "afspraak.hold_tijdvak": Toegang(_IEDEREEN, "een tijd tien minuten vasthouden"),
        "afspraak.gegevens": Toegang(_IEDEREEN, "zeggen wie er komt of wie wij bellen"),
        "afspraak.check": Toegang(_IEDEREEN, "een afspraak maken"),
        "afspraak.bevestigd": Toegang(_IEDEREEN, "lezen wat er is afgesproken"),
        "afspraak.calendar": Toegang(_IEDEREEN, "de afspraak in de eigen agenda zetten"),
        "afspraak.beheer": Toegang(_IEDEREEN, "de eigen afspraak zien"),
        "afspraak.prove": Toegang(_IEDEREEN, "laten zien dat de afspraak van u is"),
        "afspraak.beheer_calendar": Toegang(_IEDEREEN, "de afspraak in de eigen agenda zetten"),
        "afspraak.cancel": Toegang(_IEDEREEN, "de eigen afspraak afzeggen"),
        "afspraak.move": Toegang(_IEDEREEN, "de eigen afspraak verzetten"),
        "afspraak.eigen": Toegang(_INWONER, "de eigen afspraak zien", is_eigen_afspraak),
    },
    beleid=(BeleidSoort(model.TABELLEN.beleidsoort, Afsprakenbeleid),),
    menu=(MenuItem("afspraak.start", N_("Praat met ons"), _IEDEREEN, 40),),
    schakelaar="afspraak",
)
