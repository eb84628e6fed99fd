"""A gemeente's look: the files of its theme folder, served as they are, so that it needs no build of its own."""

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from portaal.core.rollen import Rol
from portaal.infra.kamer import Toegang
from portaal.infra.web.verzoek import portaal

bp = Blueprint("thema", __name__)

TOEGANG = {"thema.bestand": Toegang(frozenset({Rol.IEDEREEN}), "vormgeving van de gemeente")}

VOORBEELD = Path(__file__).resolve().parents[2] / "beleid" / "voorbeeldstad" / "thema"
BESTANDEN = {"tokens.css": "text/css", "logo.svg": "image/svg+xml"}
BEWAARTIJD = timedelta(minutes=5)


@bp.get("/thema/<naam>")
def bestand(naam: str) -> Response:
    """A file of the theme; 404 for every other name. Browsers keep it for `BEWAARTIJD` and then ask again."""
    if naam not in BESTANDEN:
        abort(404)
    pad = find_bestand(naam, portaal().instellingen.gemeente_map)
    return send_file(pad, mimetype=BESTANDEN[naam], max_age=int(BEWAARTIJD.total_seconds()))


def find_bestand(naam: str, gemeente_map: Path | None) -> Path:
    """The file in the gemeente's own folder `thema`, or that of the example for what it lacks."""
    eigen = (gemeente_map or VOORBEELD.parent).resolve() / "thema" / naam
    return eigen if eigen.is_file() else VOORBEELD / naam
