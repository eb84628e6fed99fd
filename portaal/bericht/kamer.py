"""What bericht hands over to the portal."""

from portaal.bericht.sms_verzending import send_sms_due
from portaal.bericht.views import bp, is_eigen_bericht
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Kamer, MenuItem, Toegang

_WIE = frozenset({Rol.INWONER}) | LOKET

KAMER = Kamer(
    naam="bericht",
    blueprints=(bp,),
    toegang={
        "bericht.lijst": Toegang(_WIE, "berichten van de gemeente lezen"),
        "bericht.bekijk": Toegang(_WIE, "een bericht lezen", is_eigen_bericht, schrijft=True),
        "bericht.brief": Toegang(_WIE, "een brief bewaren of afdrukken", is_eigen_bericht),
    },
    rondes=(send_sms_due,),
    menu=(MenuItem("bericht.lijst", N_("Mijn berichten"), frozenset({Rol.INWONER}), 30),),
)
