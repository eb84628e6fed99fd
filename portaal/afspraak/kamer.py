"""What afspraak hands over to the portal."""

from datetime import timedelta

from portaal.afspraak import model
from portaal.afspraak import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.service import taken
from portaal.afspraak.views import bp
from portaal.afspraak.views.beheer import is_eigen_afspraak
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Taak, Toegang

_IEDEREEN = frozenset({Rol.IEDEREEN})
_BEHEER = frozenset({Rol.BEHEER})
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
        "afspraak.vandaag": Toegang(LOKET, "de afspraken van een dag zien", schrijft=True),
        "afspraak.find": Toegang(LOKET, "een afspraak opzoeken bij een kenmerk"),
        "afspraak.bekijk": Toegang(LOKET, "een gesprek voeren", schrijft=True),
        "afspraak.note": Toegang(LOKET, "bijhouden wie er is en wie geholpen is"),
        "afspraak.book_for": Toegang(LOKET, "een afspraak maken voor wie belt of aan de balie staat"),
        "afspraak.cancel_for": Toegang(LOKET, "een afspraak afzeggen"),
        "afspraak.move_for": Toegang(LOKET, "een afspraak verzetten", schrijft=True),
        "afspraak.absence": Toegang(LOKET, "zien wat er gebeurt als iemand uitvalt", schrijft=True),
        "afspraak.place_absence": Toegang(LOKET, "afspraken verzetten van wie uitvalt"),
        "afspraak.lift_absence": Toegang(LOKET, "een agenda weer openen"),
        "afspraak.without_place": Toegang(LOKET, "zien welke afspraken niet meer passen"),
        "afspraak.manage": Toegang(_BEHEER, "de agenda's zien"),
        "afspraak.edit": Toegang(_BEHEER, "een agenda, plaats of onderwerp wijzigen"),
        "afspraak.remove": Toegang(_BEHEER, "een agenda, plaats of onderwerp weghalen"),
        "afspraak.preview": Toegang(_BEHEER, "zien wat een wijziging doet"),
        "afspraak.apply": Toegang(_BEHEER, "een wijziging laten gelden"),
        "afspraak.eigen": Toegang(_INWONER, "de eigen afspraak zien", is_eigen_afspraak),
    },
    beleid=(BeleidSoort(model.TABELLEN.beleidsoort, Afsprakenbeleid),),
    abonnementen=(Abonnement("afspraak.forget_inwoner", InwonerVerwijderd, taken.forget_inwoner),),
    taken=(
        Taak("afspraak.remind", timedelta(minutes=5), taken.remind),
        Taak("afspraak.drop_expired_holds", timedelta(minutes=5), taken.drop_expired_holds),
        Taak("afspraak.forget_old", timedelta(hours=12), taken.forget_old),
    ),
    menu=(
        MenuItem("afspraak.start", N_("Praat met ons"), _IEDEREEN, 40),
        MenuItem("afspraak.manage", N_("Agenda's"), _BEHEER, 30),
        MenuItem("afspraak.vandaag", N_("Afspraken"), LOKET, 20),
    ),
    schakelaar="afspraak",
)
