"""The sets for the belastingpakket: which were made, making the next, and downloading one."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.infra.web.verzoek import door, nu, sessie
from portaal.invordering.service import SetOnvolledig, count_wachtend, list_sets, make_set, read_set
from portaal.invordering.uitvoer import Pakket, write_zip
from portaal.logboek.service import record
from portaal.regeling.forms import Leegformulier
from portaal.regeling.service.terugmelding import read_volledig
from portaal.regeling.views.basis import Antwoord, bp

_PAD = "/werk/pakketsets"


@bp.route(_PAD, methods=["GET", "POST"])
def pakketsets() -> Antwoord:
    """The sets that were made, and what waits for the next one."""
    form = Leegformulier()
    if form.validate_on_submit():
        pakket = make_set(sessie(), nu())
        if pakket is None:
            flash(gettext("Er is niets gewijzigd. Er is geen set gemaakt."), "info")
        else:
            record(sessie(), door(), "regeling:pakketset:gemaakt", now=nu(), object_ref=pakket.kop.naam)
            flash(gettext("Set %(nummer)s is gemaakt.", nummer=pakket.kop.nummer), "goed")
        sessie().commit()
        return redirect(url_for("regeling.pakketsets"))
    pagina = list_sets(sessie(), request.args.get("pagina", 1, type=int))
    wachtend = count_wachtend(sessie())
    return render_template("regeling/staff/pakketsets.html", pagina=pagina, wachtend=wachtend, form=form)


@bp.get(f"{_PAD}/<int:nummer>.zip")
def pakketset(nummer: int) -> FlaskResponse | Response:
    """A set made again, byte for byte the same."""
    try:
        return _download(read_set(sessie(), nummer))
    except SetOnvolledig:
        flash(
            gettext("Deze set is niet meer precies gelijk te maken. Van een deel is de bewaartermijn voorbij."),
            "let-op",
        )
        return redirect(url_for("regeling.pakketsets"))


@bp.get(f"{_PAD}/volledig.zip")
def pakket_volledig() -> FlaskResponse:
    """The complete state of this moment."""
    sessie().rollback()  # so that it can begin with one instant for all that it reads
    return _download(read_volledig(sessie(), nu()))


def _download(pakket: Pakket) -> FlaskResponse:
    record(sessie(), door(), "regeling:pakketset:opgehaald", now=nu(), object_ref=pakket.kop.naam)
    sessie().commit()
    antwoord = FlaskResponse(write_zip(pakket), mimetype="application/zip")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{pakket.kop.naam}.zip"'
    return antwoord
