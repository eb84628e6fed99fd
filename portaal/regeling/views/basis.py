"""What the pages of regeling share."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask_babel import get_locale
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.aanslag.stand import Aanslag
from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.infra.concept import load_concept, save_concept
from portaal.infra.i18n import STANDAARD, write_bedrag
from portaal.infra.teksten import translate
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import eigenaar, inwoner_id, nu, sessie
from portaal.regeling.service import is_verzoek_of
from portaal.regeling.service.brieven import AANSLAGNAMEN
from portaal.regeling.service.schets import Schets, sketch, with_context

bp = Blueprint("regeling", __name__)
CONCEPT = "regeling"
Antwoord = Response | str | tuple[str, int]


def is_eigen_verzoek(session: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the request in the URL is of the inwoner of this request."""
    return is_verzoek_of(session, argumenten["verzoek_id"], inwoner_id())


@bp.context_processor
def explain_words() -> dict[str, Any]:
    """Terms of art on these pages are explained where they stand."""
    begrippen = holding(sessie(), BEGRIPPEN, Begrippen, today(nu()))
    return {"woorden": Woorden(begrippen, taal())}


def taal() -> str:
    """The language of the page."""
    return str(get_locale() or STANDAARD)


def load_answers() -> dict[str, Any]:
    """The answers so far, with what the path depends on."""
    return with_context(sessie(), inwoner_id(), load_concept(sessie(), eigenaar(), CONCEPT, nu()))


def save_answers(antwoorden: Mapping[str, Any]) -> None:
    """Keep the answers for 30 days; what was put beside them is not kept."""
    eigen = {naam: waarde for naam, waarde in antwoorden.items() if not naam.startswith("_")}
    save_concept(sessie(), eigenaar(), CONCEPT, eigen, nu())


def load_schets() -> Schets:
    """What the answers so far come to."""
    return sketch(sessie(), inwoner_id(), load_answers(), nu())


def name_aanslag(aanslag: Aanslag) -> str:
    """An aanslag in words, with what is open on it."""
    soort = translate(AANSLAGNAMEN[aanslag.soort], taal()).capitalize()
    return f"{soort} {aanslag.belastingjaar}, {write_bedrag(aanslag.open, taal())}"
