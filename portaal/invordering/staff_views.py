"""The lists of the team: what to put in the belastingpakket today, what inwoners reported, costs to take back."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.core.errors import InmiddelsGewijzigd
from portaal.infra.paging import Pagina
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.invordering.forms import AntwoordForm
from portaal.invordering.rules import Meldingstatus
from portaal.invordering.service import (
    Pakketlijst,
    answer_melding,
    count_werk,
    get_melding,
    list_meldingen,
    list_pakketwerk,
    list_teruggaven,
    mark_in_pakket,
    mark_teruggegeven,
)
from portaal.invordering.views import Antwoord, bp
from portaal.logboek.service import record

LIJSTEN = (*(lijst.value for lijst in Pakketlijst), "meldingen", "kosten")


@bp.get("/werk/invordering")
def werklijst() -> str:
    """One of the team's lists; which one and which page of it stand in the address."""
    lijst = request.args.get("lijst", LIJSTEN[0])
    nummer = request.args.get("pagina", 1, type=int)
    if lijst not in LIJSTEN:
        abort(404)
    pagina = _read(lijst, nummer)
    aantallen = count_werk(sessie(), nu())
    sjabloon = f"invordering/staff/lijst_{lijst}.html"
    return render_template(sjabloon, pagina=pagina, lijst=lijst, lijsten=LIJSTEN, aantallen=aantallen)


def _read(lijst: str, nummer: int) -> Pagina[Any]:
    if lijst == "meldingen":
        return list_meldingen(sessie(), nummer)
    if lijst == "kosten":
        return list_teruggaven(sessie(), nummer)
    return list_pakketwerk(sessie(), Pakketlijst(lijst), nummer, nu())


@bp.post("/werk/invordering/blokkade/<int:blokkade_id>/<lijst>")
def pakket_gedaan(blokkade_id: int, lijst: str) -> Response:
    """Tick off: the belastingpakket has it."""
    if lijst not in set(Pakketlijst):
        abort(404)
    try:
        mark_in_pakket(sessie(), door(), Pakketlijst(lijst), blokkade_id, nu())
        sessie().commit()
    except InmiddelsGewijzigd:
        flash(gettext("Een collega heeft dit al gedaan."), "let-op")
    return redirect(url_for("invordering.werklijst", lijst=lijst))


@bp.post("/werk/invordering/kosten/<int:teruggave_id>")
def kosten_gedaan(teruggave_id: int) -> Response:
    """Tick off: the costs are off."""
    try:
        mark_teruggegeven(sessie(), door(), teruggave_id, nu())
        sessie().commit()
    except InmiddelsGewijzigd:
        flash(gettext("Een collega heeft dit al gedaan."), "let-op")
    return redirect(url_for("invordering.werklijst", lijst="kosten"))


@bp.route("/werk/invordering/melding/<int:melding_id>", methods=["GET", "POST"])
def melding(melding_id: int) -> Antwoord:
    """Look at a melding and answer it; the look is in the logboek."""
    gevraagd, form = get_melding(sessie(), melding_id), AntwoordForm()
    if form.validate_on_submit():
        return _answer(melding_id, form)
    record(
        sessie(),
        door(),
        "invordering:melding:bekeken",
        now=nu(),
        inwoner_id=gevraagd.inwoner_id,
        doel="een melding nakijken",
        object_ref=f"aanslag:{gevraagd.aanslag_id}",
    )
    sessie().commit()
    pagina = render_template("invordering/staff/melding.html", melding=gevraagd, form=form)
    return (pagina, 422) if form.errors else pagina


def _answer(melding_id: int, form: AntwoordForm) -> Response:
    uitkomst = Meldingstatus(form.uitkomst.data)
    try:
        answer_melding(sessie(), door(), melding_id, uitkomst, nu(), antwoord=form.antwoord.data or "")
        sessie().commit()
        flash(gettext("Uw antwoord staat bij de berichten van de inwoner."), "goed")
    except InmiddelsGewijzigd:
        flash(gettext("Een collega heeft al geantwoord. Uw antwoord is niet verstuurd."), "let-op")
    return redirect(url_for("invordering.werklijst", lijst="meldingen"))
