"""What regeling hands over to the portal."""

from datetime import timedelta

from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, Taak
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.service import end_pauzes, follow_levering, remind_ahead

KAMER = Kamer(
    naam="regeling",
    abonnementen=(Abonnement("regeling:volgen", LeveringOpgenomen, follow_levering),),
    taken=(
        Taak("regeling:vooraf", timedelta(hours=12), remind_ahead),
        Taak("regeling:einde_pauze", timedelta(hours=6), end_pauzes),
    ),
    beleid=(BeleidSoort("regeling", RegelingBeleid),),
    schakelaar="regeling",
)
