"""Invordering: requests by due date, how plans are kept, and letters for the mail room."""

from typing import Any

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portaal.infra.web.verzoek import door, nu, sessie
from portaal.regeling.forms import VersieForm
from portaal.regeling.service import (
    FILTER_TEKST,
    Regelingfilter,
    Verzoekfilter,
    count_lijsten,
    list_regelingen,
    list_verzoeken,
)
from portaal.regeling.service.post import list_post, mark_printed, pack_post
from portaal.regeling.views.basis import bp


@bp.get("/werk/regelingen")
def werklijst() -> str:
    """Requests by due date; which list and which page of it stand in the address."""
    lijst = request.args.get("lijst", Verzoekfilter.BESLISSEN.value)
    if lijst not in set(Verzoekfilter):
        abort(404)
    pagina = list_verzoeken(sessie(), Verzoekfilter(lijst), request.args.get("pagina", 1, type=int), nu())
    return _list_page("regeling/staff/werklijst.html", lijst, pagina, Verzoekfilter)


@bp.get("/werk/regelingen/plannen")
def plannen() -> str:
    """Plans: whom to call, what to move to another aanslag, and how they end."""
    lijst = request.args.get("lijst", Regelingfilter.BELLEN.value)
    if lijst not in set(Regelingfilter):
        abort(404)
    pagina = list_regelingen(sessie(), Regelingfilter(lijst), request.args.get("pagina", 1, type=int))
    return _list_page("regeling/staff/plannen.html", lijst, pagina, Regelingfilter)


def _list_page(sjabloon: str, lijst: str, pagina: Any, soort: type[Verzoekfilter] | type[Regelingfilter]) -> str:
    return render_template(
        sjabloon,
        pagina=pagina,
        lijst=lijst,
        filters=[(filter_.value, FILTER_TEKST[filter_]) for filter_ in soort],
        aantallen=count_lijsten(sessie(), nu()),
    )


@bp.get("/werk/regelingen/post")
def post() -> str:
    """The letters for the mail room."""
    pagina = list_post(sessie(), request.args.get("pagina", 1, type=int))
    aantallen = count_lijsten(sessie(), nu())
    return render_template("regeling/staff/post.html", pagina=pagina, aantallen=aantallen, form=VersieForm())


@bp.get("/werk/regelingen/post.zip")
def post_zip() -> FlaskResponse:
    """The oldest letters to print, as PDFs in a zip."""
    inhoud = pack_post(sessie(), door(), nu())
    sessie().commit()
    antwoord = FlaskResponse(inhoud, mimetype="application/zip")
    antwoord.headers["Content-Disposition"] = 'attachment; filename="brieven.zip"'
    return antwoord


@bp.post("/werk/regelingen/post/<int:tot_en_met>")
def post_gedaan(tot_en_met: int) -> Response:
    """Tick off the letters that are in the mail."""
    mark_printed(sessie(), tot_en_met, nu())
    sessie().commit()
    return redirect(url_for("regeling.post"))
