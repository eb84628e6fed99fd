"""The desk of an inloopspreekuur: give a number, call the next."""

from flask import flash, redirect, render_template, request, url_for
from flask import session as browser
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import Inloopstatus
from portaal.afspraak.service import afsprakenbeleid, call_next, give_nummer, note_inloop, read_inloop
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import nu, sessie

_LOKET = "inloop_loket"


@bp.get("/werk/inloop")
def walk_in_desk() -> str:
    """The queue of a location, and the buttons for it."""
    beleid = afsprakenbeleid(sessie(), nu())
    locatie = request.args.get("locatie") or next(iter(beleid.inloop), "")
    return render_template(
        "afspraak/staff/inloop.html",
        stand=read_inloop(sessie(), locatie, nu()),
        beleid=beleid,
        loket=browser.get(_LOKET, "1"),
    )


@bp.post("/werk/inloop/<locatie>/nummer")
def give_number(locatie: str) -> Response:
    """Someone walked in."""
    onderwerp = request.form.get("onderwerp", "")
    if onderwerp not in afsprakenbeleid(sessie(), nu()).onderwerpen:
        raise NietGevonden
    nummer = committed(lambda db: give_nummer(db, medewerker(), locatie, onderwerp, nu()).nummer)
    flash(gettext("Nummer %(nummer)s is gegeven.", nummer=nummer), "goed")
    return redirect(url_for("afspraak.walk_in_desk", locatie=locatie))


@bp.post("/werk/inloop/<locatie>/volgende")
def call_number(locatie: str) -> Response:
    """Who waits longest comes to this desk."""
    loket = request.form.get("loket", "1")[:20] or "1"
    browser[_LOKET] = loket
    geroepen = committed(lambda db: call_next(db, medewerker(), locatie, loket, nu()))
    if geroepen is None:
        flash(gettext("Er wacht niemand."), "info")
    return redirect(url_for("afspraak.walk_in_desk", locatie=locatie))


@bp.post("/werk/inloop/<locatie>/<int:nummer_id>")
def note_number(locatie: str, nummer_id: int) -> Response:
    """Helped, gone, or back in the queue."""
    try:
        status = Inloopstatus(request.form.get("status", ""))
    except ValueError as fout:
        raise NietGevonden from fout
    committed(lambda db: note_inloop(db, medewerker(), nummer_id, status, nu()))
    return redirect(url_for("afspraak.walk_in_desk", locatie=locatie))
