"""'Mijn berichten': what the gemeente wrote, with the letters."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from portaal.bericht.service import is_bericht_of, list_berichten, make_brief, open_bericht
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import aanmelding, inwoner_id, nu, sessie

bp = Blueprint("bericht", __name__, url_prefix="/mijn/berichten")


def is_eigen_bericht(session: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the message in the URL was written to the inwoner of this request."""
    return is_bericht_of(session, argumenten["bericht_id"], inwoner_id())


@bp.get("")
def lijst() -> str:
    """All messages, newest first."""
    nummer = request.args.get("pagina", 1, type=int)
    return render_template("bericht/lijst.html", pagina=list_berichten(sessie(), inwoner_id(), nummer))


@bp.get("/<int:bericht_id>")
def bekijk(bericht_id: int) -> str:
    """One message. That the inwoner has read it is noted; a look by an employee is not reading."""
    zelf = aanmelding().inwoner_id is not None
    bericht = open_bericht(sessie(), bericht_id, nu(), gelezen=zelf)
    sessie().commit()
    return render_template("bericht/bekijk.html", bericht=bericht)


@bp.get("/<int:bericht_id>/brief.pdf")
def brief(bericht_id: int) -> Response:
    """The letter of a message, to keep or print."""
    pdf = make_brief(sessie(), bericht_id)
    antwoord = Response(pdf, mimetype="application/pdf")
    antwoord.headers["Content-Disposition"] = f'inline; filename="brief-{bericht_id}.pdf"'
    return antwoord
