"""What the questions of consent need: a letter's code, and the decision behind the second one."""

import re

from sqlalchemy.orm import Session

from portaal.afspraak.model import Briefcode
from portaal.beleid.service import add_versie
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.toestemming.beleid import Bedragenkeuze
from portaal.toestemming.service import beleid_of
from tests.conftest import NU
from tests.support.client import PaginaClient

WENS = {"telefoon": "0612345678", "email": "", "moment": "ochtend", "voicemail": "nee", "spoed": "geen"}


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


def book_talk(inwoner: PaginaClient) -> None:
    """Someone with a yes takes the first time that is free."""
    tijd = re.findall(r'name="tijdvak" value="([^"]+)"', inwoner.get("/mijn/gesprek").text)[0]
    assert inwoner.post("/mijn/gesprek", data={"soort": "bellen", "tijdvak": tijd}).status_code == 302


def book_visitor(client: PaginaClient, **anders: str) -> str:
    """Someone without login makes a talk; gives its link."""
    tijd = re.findall(r'<option value="([^"]{10,})"', client.get("/geldzorgen/gesprek").text)[0]
    data = WENS | {"naam": "Jo Bezoeker", "email": "jo@example.org", "soort": "bellen", "tijdvak": tijd} | anders
    antwoord = client.post("/geldzorgen/gesprek", data=data)
    assert antwoord.status_code == 302
    return str(antwoord.location)
