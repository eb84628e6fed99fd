"""The blueprint of mijn, and what all its pages use."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template
from flask_babel import get_locale
from sqlalchemy.orm import Session

from portaal.aanslag.service import is_aanslag_of
from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, nu, only_read, portaal, sessie
from portaal.logboek.service import record
from portaal.mijn.schrijfwijze import group, make_precies
from portaal.mijn.service import make_blad
from portaal.mijn.stand import Aanslagblad

bp = Blueprint("mijn", __name__, url_prefix="/mijn")

DOEL = "een vraag van de inwoner beantwoorden"


def is_eigen_aanslag(session: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the aanslag in the URL is of the inwoner of this request."""
    return is_aanslag_of(session, argumenten["aanslag_id"], inwoner_id())


def taal() -> str:
    """The language of this request."""
    return str(get_locale() or "nl")


def show(template: str, **context: Any) -> str:
    """A page of mijn, with its terms of art explained in place. A look by an employee is noted before it is given.

    The note has a transaction of its own: pages that only read do not hold up who writes. A form with faults
    changed nothing; on SQLite its own transaction would keep the note waiting, so that ends first.
    """
    if aanmelding().is_medewerker:
        only_read()
        with portaal().database.transaction() as schrijvend:
            record(schrijvend, door(), "mijn:pagina:bekeken", inwoner_id=inwoner_id(), doel=DOEL, now=nu())
    begrippen = holding(sessie(), BEGRIPPEN, Begrippen, today(nu()))
    return render_template(
        template,
        woorden=Woorden(begrippen, taal()),
        groepeer=group,
        precies=make_precies(taal()),
        **context,
    )


def blad_of(aanslag_id: int) -> Aanslagblad:
    """The page of this aanslag. Raises NietGevonden."""
    return make_blad(sessie(), aanslag_id, inwoner_id(), nu())
