"""What afspraak hands over to the portal."""

from datetime import timedelta

from portaal.afspraak import model
from portaal.afspraak import staff_views as _staff_views  # noqa: F401 - registers its routes
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.service import (
    close_lapsed,
    drop_old_codes,
    offer_earlier,
    refresh_one,
    taken,
    try_other_way,
)
from portaal.afspraak.staff_views.verzendingen import VERZENDERS
from portaal.afspraak.views import bp
from portaal.afspraak.views.beheer import is_eigen_afspraak
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Taak, Toegang

_IEDEREEN = frozenset({Rol.IEDEREEN})
_BEHEER = frozenset({Rol.BEHEER})
_PLANNERS = LOKET | {Rol.BEHEER, Rol.MANAGER}
_LEZERS = VERZENDERS | LOKET | {Rol.SCHULDHULP}
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
        "afspraak.accept_new_time": Toegang(_IEDEREEN, "een nieuwe tijd kiezen na een gemist gesprek"),
        "afspraak.vandaag": Toegang(LOKET, "de afspraken van een dag zien", schrijft=True),
        "afspraak.find": Toegang(LOKET, "een afspraak opzoeken bij een kenmerk"),
        "afspraak.bekijk": Toegang(LOKET, "een gesprek voeren", schrijft=True),
        "afspraak.note": Toegang(LOKET, "bijhouden wie er is en wie geholpen is"),
        "afspraak.book_for": Toegang(LOKET, "een afspraak maken voor wie belt of aan de balie staat"),
        "afspraak.accept_for": Toegang(LOKET, "een nieuwe tijd kiezen voor wie belt"),
        "afspraak.not_told": Toegang(LOKET, "zien wie wij moeten bellen", schrijft=True),
        "afspraak.note_told": Toegang(LOKET, "bijhouden wie gebeld is"),
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
        "afspraak.enter_code": Toegang(_IEDEREEN, "de code van een brief intypen"),
        "afspraak.scan_code": Toegang(_IEDEREEN, "de code van een brief scannen", schrijft=True),
        "afspraak.wait_for_earlier": Toegang(_IEDEREEN, "vragen om een eerdere tijd"),
        "afspraak.walk_in": Toegang(_IEDEREEN, "zien wanneer inlopen kan"),
        "afspraak.wall_screen": Toegang(_IEDEREEN, "zien welk nummer aan de beurt is"),
        "afspraak.feed": Toegang(_IEDEREEN, "een agenda volgen met een geheim adres"),
        "afspraak.walk_in_desk": Toegang(LOKET, "het inloopspreekuur doen"),
        "afspraak.give_number": Toegang(LOKET, "een nummer geven aan wie inloopt"),
        "afspraak.call_number": Toegang(LOKET, "de volgende roepen"),
        "afspraak.note_number": Toegang(LOKET, "bijhouden wie geholpen is"),
        "afspraak.link_calendars": Toegang(_PLANNERS, "agenda's koppelen"),
        "afspraak.follow_agenda": Toegang(_PLANNERS, "een adres maken om een agenda te volgen"),
        "afspraak.add_source": Toegang(_PLANNERS, "een eigen agenda koppelen"),
        "afspraak.change_source": Toegang(_PLANNERS, "een eigen agenda bijwerken of ontkoppelen"),
        "afspraak.letter_codes": Toegang(VERZENDERS, "codes voor brieven maken"),
        "afspraak.dispatches": Toegang(_LEZERS, "zien welke brieven uitgaan"),
        "afspraak.plan_dispatch": Toegang(VERZENDERS, "een verzending plannen"),
        "afspraak.withdraw_dispatch": Toegang(VERZENDERS, "een verzending intrekken"),
        "afspraak.eigen": Toegang(_INWONER, "de eigen afspraak zien", is_eigen_afspraak),
    },
    beleid=(BeleidSoort(model.TABELLEN.beleidsoort, Afsprakenbeleid),),
    abonnementen=(
        Abonnement("afspraak.forget_inwoner", InwonerVerwijderd, taken.forget_inwoner),
        Abonnement("afspraak.try_other_way", BerichtMislukt, try_other_way),
    ),
    rondes=(refresh_one,),
    taken=(
        Taak("afspraak.offer_earlier", timedelta(minutes=5), offer_earlier),
        Taak("afspraak.close_lapsed", timedelta(minutes=10), close_lapsed),
        Taak("afspraak.drop_old_codes", timedelta(hours=12), drop_old_codes),
        Taak("afspraak.remind", timedelta(minutes=5), taken.remind),
        Taak("afspraak.drop_expired_holds", timedelta(minutes=5), taken.drop_expired_holds),
        Taak("afspraak.forget_old", timedelta(hours=12), taken.forget_old),
    ),
    menu=(
        MenuItem("afspraak.start", N_("Praat met ons"), _IEDEREEN, 40),
        MenuItem("afspraak.manage", N_("Agenda's"), _BEHEER, 30),
        MenuItem("afspraak.walk_in_desk", N_("Inloop"), LOKET, 25),
        MenuItem("afspraak.dispatches", N_("Verzendingen"), _LEZERS, 60),
        MenuItem("afspraak.vandaag", N_("Afspraken"), LOKET, 20),
    ),
    schakelaar="afspraak",
)
