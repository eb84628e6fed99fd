"""What waits in the rooms below, for the home of who does it and of who manages."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.afspraak.service import afspraken_on
from portaal.core.rollen import LOKET, Rol
from portaal.core.tijd import today
from portaal.infra.i18n import N_
from portaal.infra.kamer import Teller
from portaal.invordering.service import Pakketlijst, count_werk
from portaal.regeling.service import Regelingfilter, Verzoekfilter, count_lijsten
from portaal.werkplek.service.overdracht import count_overdrachten

_TEAM = frozenset({Rol.INVORDERING})
_LEIDING = frozenset({Rol.MANAGER})
Telling = Callable[[Session, datetime], int]


def _regeling(*lijsten: str) -> Telling:
    return lambda session, now: sum(count_lijsten(session, now)[lijst] for lijst in lijsten)


def _invordering(*lijsten: str) -> Telling:
    return lambda session, now: sum(count_werk(session, now)[lijst] for lijst in lijsten)


def _afspraken(session: Session, now: datetime) -> int:
    return sum(afspraak.is_open for afspraak in afspraken_on(session, today(now), now))


TELLERS = (
    Teller("werkplek.overnemen", N_("Gesprekken om nu over te nemen"), LOKET, count_overdrachten),
    Teller("afspraak.vandaag", N_("Afspraken die vandaag nog komen"), LOKET, _afspraken),
    Teller("regeling.werklijst", N_("Verzoeken om te beslissen"), _TEAM, _regeling(Verzoekfilter.BESLISSEN)),
    Teller(
        "regeling.werklijst", N_("Verzoeken die te laat zijn"), _TEAM | _LEIDING, _regeling(Verzoekfilter.TE_LAAT)
    ),
    Teller(
        "regeling.plannen", N_("Inwoners om over hun regeling te bellen"), _TEAM, _regeling(Regelingfilter.BELLEN)
    ),
    Teller(
        "invordering.werklijst", N_("Meldingen om te beantwoorden"), _TEAM | _LEIDING, _invordering("meldingen")
    ),
    Teller(
        "invordering.werklijst",
        N_("Blokkades en kosten voor het belastingpakket"),
        _TEAM,
        _invordering(Pakketlijst.PLAATSEN, Pakketlijst.WEGHALEN, "kosten"),
    ),
)
