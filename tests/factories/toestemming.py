"""What the questions of consent need: a letter's code, and the decision behind the second one."""

from sqlalchemy.orm import Session

from portaal.afspraak.model import Briefcode
from portaal.beleid.service import add_versie
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.toestemming.beleid import Bedragenkeuze
from portaal.toestemming.service import beleid_of
from tests.conftest import NU


def make_code(db: Database) -> str:
    """A code as it stands on a letter."""
    rij = {"code": "ABCD2345", "onderwerp": "aanslag", "geldig_tot": today(NU), "created_at": NU}
    db.run(lambda session: session.add(Briefcode(**rij)))
    return "abcd 2345"


def switch_on_amounts(db: Database) -> None:
    """Let the gemeente have its decision on sharing what is owed, so that the second question is asked."""

    def doe(session: Session) -> None:
        beleid = beleid_of(session, NU)
        vraag = Bedragenkeuze(
            besluit="Besluit delen met schuldhulp",
            besluit_op=today(NU),
            versie="b1",
            doel="Schuldhulp mag zien wat u moet betalen.",
            doel_en="Debt counselling may see what you owe.",
            ontvanger=beleid.ontvanger,
            ontvanger_adres=beleid.ontvanger_adres,
            tekst="Ja, schuldhulp mag zien wat ik moet betalen.",
            tekst_en="Yes, debt counselling may see what I owe.",
            gedeeld=("per aanslag wat open staat",),
            gedeeld_en=("per bill what is open",),
        )
        nieuw = beleid.model_copy(update={"bedragen": vraag})
        add_versie(session, "toestemming", nieuw, NU, geldig_vanaf=today(NU), herkomst="test")

    db.run(doe)
