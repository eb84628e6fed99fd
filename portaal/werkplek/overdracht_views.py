"""Passing a conversation on, and going on with it."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.core.errors import NietGevonden
from portaal.core.rollen import Rol
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import employee, nu, sessie
from portaal.werkplek.service.overdracht import list_overdrachten, pass_on, take_over
from portaal.werkplek.views import bp


def may_take_over(_session: Session, wie: Aanmelding, _argumenten: Mapping[str, Any]) -> bool:
    """Who decides on plans passes on and never takes over, whatever other role they have."""
    return Rol.INVORDERING not in wie.rollen


@bp.post("/inwoner/<int:inwoner_id>/geef-door")
def geef_door(inwoner_id: int) -> Response:
    """Pass the conversation on."""
    pass_on(sessie(), employee(), inwoner_id, nu())
    sessie().commit()
    flash(_("Doorgegeven. Verbind nu door, of loop samen naar de balie."), "goed")
    return redirect(url_for("werkplek.dossier", inwoner_id=inwoner_id))


@bp.get("/overnemen")
def overnemen() -> str:
    """Who waits for a colleague to go on."""
    return render_template("werkplek/overnemen.html", wachtenden=list_overdrachten(sessie()))


@bp.post("/overnemen/<int:overdracht_id>")
def neem_over(overdracht_id: int) -> Response:
    """Go on with this person."""
    try:
        inwoner_id = take_over(sessie(), employee(), overdracht_id, nu())
    except NietGevonden:
        flash(_("Een collega was u voor."), "info")
        return redirect(url_for("werkplek.overnemen"))
    sessie().commit()
    return redirect(url_for("werkplek.dossier", inwoner_id=inwoner_id))
