"""What was being filled in when a login ended: kept for the same person, and put back after logging in again."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.infra.concept import drop_concept, load_concept, save_concept
from portaal.infra.crypto import NietTeOntcijferen, kluis
from portaal.infra.kamer import Toegang
from portaal.infra.web.formulier import HERVAT
from portaal.infra.web.verzoek import NAMENS, eigenaar, name_eigenaar, nu, sessie

bp = Blueprint("onderbroken", __name__)

SOORT = "onderbroken"
_HOOGSTENS = 64 * 1024
_NIET_BEWAREN = frozenset({"csrf_token", HERVAT})
_INGELOGD = MEDEWERKERS | {Rol.INWONER}
TOEGANG = {
    "onderbroken.verder": Toegang(_INGELOGD, "verder gaan met wat iemand invulde"),
    "onderbroken.weg": Toegang(_INGELOGD, "weggooien wat iemand invulde"),
}


def keep(verlopen: Mapping[str, Any]) -> bool:
    """Keep the form of this request for whoever the ended session was of. False when there is nothing to keep.

    Not kept: files, and what was done for a visitor, who must first be recognised again.
    """
    wie, ingevuld = _owner_of(verlopen), _typed()
    if not wie or not ingevuld["velden"]:
        return False
    # Encrypted: a draft may hold a BSN that was searched for, or a wish that others may not learn.
    geheim = kluis().encrypt(json.dumps(ingevuld))
    save_concept(sessie(), wie, SOORT, {"geheim": base64.b64encode(geheim).decode()}, nu())
    sessie().commit()
    return True


def _typed() -> dict[str, Any]:
    """The address of this form and what was filled in; no fields when it is too much to keep."""
    velden = [paar for paar in request.form.items(multi=True) if paar[0] not in _NIET_BEWAREN]
    te_veel = (request.content_length or 0) > _HOOGSTENS
    return {"pad": request.full_path.rstrip("?"), "velden": [] if te_veel else velden}


def show_stale() -> tuple[str, int]:
    """The page for a form whose token does not hold any more, with what was filled in, to look at and send again.

    Not for who is logged in: another site could send a form as well, and then one click would act for them.
    """
    ingevuld = {"velden": []} if session.get("aanmelding") else _typed()
    return render_template("fouten/csrf.html", hervat=HERVAT, **ingevuld), 400


def _owner_of(verlopen: Mapping[str, Any]) -> str | None:
    wie = verlopen.get("aanmelding") or {}
    return None if verlopen.get(NAMENS) else name_eigenaar(wie.get("medewerker_id"), wie.get("inwoner_id"))


def _kept() -> dict[str, Any] | None:
    geheim = load_concept(sessie(), eigenaar(), SOORT, nu()).get("geheim")
    if not geheim:
        return None
    try:
        bewaard: dict[str, Any] = json.loads(kluis().decrypt(base64.b64decode(geheim)))
    except NietTeOntcijferen:
        return None  # its key was replaced in the meantime: as good as gone
    return bewaard


@bp.get("/verder")
def verder() -> str | Response:
    """What was being filled in, with the choice to go on with it or not."""
    bewaard = _kept()
    if bewaard is None:
        return redirect(url_for("voordeur.start"))
    return render_template("fouten/verder.html", hervat=HERVAT, **bewaard)


@bp.post("/verder/weg")
def weg() -> Response:
    """Forget it."""
    drop_concept(sessie(), eigenaar(), SOORT)
    sessie().commit()
    flash(_("Wat u had ingevuld, is weg."), "info")
    return redirect(url_for("voordeur.start"))


def resume_forms(app: Flask) -> None:
    """Once a kept form is taken up again, it is kept no longer."""

    @app.before_request
    def take_up() -> None:
        if request.method == "POST" and HERVAT in request.form and session.get("aanmelding"):
            drop_concept(sessie(), eigenaar(), SOORT)
            sessie().commit()
            flash(_("Hier was u gebleven. Kijk het na. Verstuur het daarna nog een keer."), "info")
