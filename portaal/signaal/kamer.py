"""What signaal hands over to the portal."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import LOKET, Rol
from portaal.infra.i18n import N_
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, MenuItem, Taak, Teller, Toegang
from portaal.signaal import opvolg_views as _opvolg_views  # noqa: F401 - registers its routes
from portaal.signaal.begrip import Team
from portaal.signaal.beleid import SOORT, Signaalbeleid
from portaal.signaal.service import count_te_doen, count_te_laat, drop_old, forget_inwoner
from portaal.signaal.staff_views import bp

_WIE = LOKET | {Rol.INVORDERING}
_TE_DOEN = N_("Signalen en verwijzingen om op te volgen")
_TE_LAAT = N_("Signalen en verwijzingen die te laat zijn")


def _count_of(team: Team) -> Callable[[Session, datetime], int]:
    return lambda session, now: count_te_doen(session, team, now)


KAMER = Kamer(
    naam="signaal",
    blueprints=(bp,),
    schakelaar="signaal",
    toegang={
        "signaal.gesprek": Toegang(_WIE, "een gesprek voeren", schrijft=True),
        "signaal.maak": Toegang(_WIE, "een signaal noteren"),
        "signaal.contact": Toegang(_WIE, "een contact noteren"),
        "signaal.verwijs": Toegang(_WIE, "een verwijzing noteren"),
        "signaal.lijst": Toegang(_WIE, "zien wat er op te volgen is", schrijft=True),
        "signaal.opvolgen": Toegang(_WIE, "een signaal opvolgen", schrijft=True),
        "signaal.klaar": Toegang(_WIE, "zeggen hoe het opvolgen ging"),
        "signaal.later": Toegang(_WIE, "iets later opvolgen"),
    },
    abonnementen=(Abonnement("signaal:vergeten", InwonerVerwijderd, forget_inwoner),),
    taken=(Taak("signaal:opruimen", timedelta(days=1), drop_old),),
    beleid=(BeleidSoort(SOORT, Signaalbeleid),),
    menu=(MenuItem("signaal.lijst", N_("Signalen"), _WIE, 35),),
    tellers=(
        Teller("signaal.lijst", _TE_DOEN, LOKET, _count_of(Team.LOKET)),
        Teller("signaal.lijst", _TE_DOEN, frozenset({Rol.INVORDERING}), _count_of(Team.INVORDERING)),
        Teller("signaal.lijst", _TE_LAAT, frozenset({Rol.MANAGER}), count_te_laat),
    ),
)
