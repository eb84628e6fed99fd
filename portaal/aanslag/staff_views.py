"""Deliveries, for beheer."""

import csv
import io

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Antwoord

from portaal.aanslag.forms import UploadForm
from portaal.aanslag.levering.lijst import (
    count_uitval,
    get_levering,
    list_leveringen,
    list_meldingen,
    stream_meldingen,
)
from portaal.aanslag.levering.melding import Meldingsoort
from portaal.aanslag.levering.upload import current_upload, limits, list_uploads, store_upload
from portaal.core.door import DoorMedewerker
from portaal.infra.web.verzoek import door, nu, sessie

bp = Blueprint("aanslag", __name__, url_prefix="/werk/leveringen")


@bp.route("", methods=["GET", "POST"])
def leveringen() -> str | tuple[str, int] | Antwoord:
    """Upload a delivery, and see the earlier ones."""
    form = UploadForm()
    wie = door()
    if form.validate_on_submit() and isinstance(wie, DoorMedewerker):
        store_upload(sessie(), wie, form.bestand.data.stream, nu(), toch=form.toch.data)
        sessie().commit()
        flash(_("Het bestand is ontvangen. Binnen een paar minuten ziet u hier de uitkomst."), "goed")
        return redirect(url_for("aanslag.leveringen"))
    pagina = list_leveringen(sessie(), request.args.get("pagina", 1, type=int))
    uploads = list_uploads(sessie(), 1)
    html = render_template(
        "aanslag/staff/leveringen.html",
        form=form,
        pagina=pagina,
        uitval=count_uitval(sessie(), [levering.id for levering in pagina.items]),
        uploads=uploads,
        bezig=current_upload(sessie()),
        grenzen=limits(),
    )
    return (html, 422) if form.errors else html


@bp.get("/<int:nummer>")
def levering(nummer: int) -> str:
    """One delivery with what fell out of it."""
    gekozen = Meldingsoort(request.args.get("soort", Meldingsoort.UITVAL, type=Meldingsoort))
    return render_template(
        "aanslag/staff/levering.html",
        levering=get_levering(sessie(), nummer),
        soorten=list(Meldingsoort),
        gekozen=gekozen,
        pagina=list_meldingen(sessie(), nummer, gekozen.value, request.args.get("pagina", 1, type=int)),
    )


@bp.get("/<int:nummer>/uitval.csv")
def uitval(nummer: int) -> Response:
    """The whole list as a file, in the dialect of a delivery."""
    get_levering(sessie(), nummer)
    stroom = io.StringIO()
    schrijver = csv.writer(stroom, delimiter=";")
    schrijver.writerow(["soort", "bestand", "regel", "kolom", "aanslagnummer", "melding"])
    for m in stream_meldingen(sessie(), nummer):
        schrijver.writerow([m.soort, m.bestand, m.regel, m.kolom, _as_text(m.aanslagnummer), m.melding])
    antwoord = Response("\ufeff" + stroom.getvalue(), mimetype="text/csv")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="uitval-{nummer}.csv"'
    return antwoord


def _as_text(waarde: str) -> str:
    """What came from outside is no formula in a spreadsheet."""
    return f"'{waarde}" if waarde[:1] in ("=", "+", "-", "@", "\t", "\r") and waarde else waarde
