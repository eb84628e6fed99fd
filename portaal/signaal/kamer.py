"""What signaal hands over to the portal."""

from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Teller, Toegang
from portaal.signaal.service import count_due
from portaal.signaal.staff_views import bp

_TEAM = frozenset({Rol.BALIE, Rol.KCC, Rol.INVORDERING})

KAMER = Kamer(
    naam="signaal",
    blueprints=(bp,),
    schakelaar="signaal",
    toegang={
        "signaal.lijst": Toegang(_TEAM, "open signalen opvolgen"),
        "signaal.maak": Toegang(_TEAM, "een signaal noteren"),
        "signaal.contact": Toegang(_TEAM, "een contact noteren"),
        "signaal.verwijs": Toegang(_TEAM, "een verwijzing noteren"),
        "signaal.gedaan": Toegang(_TEAM, "een signaal afhandelen"),
    },
    menu=(MenuItem("signaal.lijst", N_("Signalen"), _TEAM, 35),),
    tellers=(Teller("signaal.lijst", N_("Signalen om vandaag op te volgen"), _TEAM, count_due),),
)
