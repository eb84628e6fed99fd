"""Routes that belong to no room: is the portal able to serve, and in which language."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request, session
from sqlalchemy import select
from werkzeug.wrappers import Response

from portaal.core.rollen import Rol
from portaal.infra.i18n import TALEN
from portaal.infra.kamer import Toegang
from portaal.infra.web.verzoek import sessie

gezond_bp = Blueprint("gezond", __name__)
taal_bp = Blueprint("taal", __name__)

_IEDEREEN = frozenset({Rol.IEDEREEN})
TOEGANG = {
    "static": Toegang(_IEDEREEN, "vormgeving en scripts"),
    "gezond.gezond": Toegang(_IEDEREEN, "zien of het portaal werkt"),
    "taal.kies": Toegang(_IEDEREEN, "een taal kiezen"),
}


@gezond_bp.get("/gezond")
def gezond() -> tuple[str, int, dict[str, str]]:
    """200 once the database answers; a page of the error kind otherwise."""
    sessie().execute(select(1))
    return "gezond\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@taal_bp.get("/taal/<taal>")
def kies(taal: str) -> Response:
    """Read on in another language, on the page where you were."""
    if taal not in TALEN:
        abort(404)
    session["taal"] = taal
    return redirect(local_path(request.args.get("terug", "/")))


def local_path(adres: str) -> str:
    """The address when it is a path of this portal, else the front page: no way out to another site."""
    delen = urlsplit(adres.replace("\\", "/"))
    is_eigen = not delen.scheme and not delen.netloc and adres.startswith("/") and not adres.startswith("//")
    return adres if is_eigen and "\\" not in adres else "/"
