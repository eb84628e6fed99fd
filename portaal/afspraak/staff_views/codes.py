"""Codes for on letters: how many, about what, until when; as a page to print and a file for the printer."""

import csv
import io

import segno
from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.wrappers import Response

from portaal.afspraak.forms import CodesFormulier
from portaal.afspraak.service import Codevel, afsprakenbeleid, make_codes
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.infra.web.keuzes import make_choices
from portaal.infra.web.verzoek import nu, sessie

Antwoord = str | Response | FlaskResponse | tuple[str, int]


@bp.route("/werk/afspraken/codes", methods=["GET", "POST"])
def letter_codes() -> Antwoord:
    """Make codes; the answer is a file with the code, its address and its QR for each letter."""
    form = CodesFormulier()
    onderwerpen = afsprakenbeleid(sessie(), nu()).onderwerpen
    form.onderwerp.choices = make_choices((sleutel, o.naam) for sleutel, o in onderwerpen.items())
    if form.validate_on_submit() and form.geldig_tot.data:
        tot, aantal = form.geldig_tot.data, form.aantal.data or 1
        vel = committed(lambda db: make_codes(db, medewerker(), form.onderwerp.data, aantal, tot, nu()))
        return _file(vel)
    pagina = render_template("afspraak/staff/codes.html", form=form)
    return (pagina, 422) if form.is_submitted() else pagina


def _file(vel: Codevel) -> FlaskResponse:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(["code", "adres", "geldig_tot", "qr_svg"])
    for code, adres in vel.codes:
        qr = segno.make(adres, error="m").svg_inline(omitsize=True)
        schrijver.writerow([f"{code[:4]} {code[4:]}", adres, vel.geldig_tot.isoformat(), qr])
    antwoord = FlaskResponse("\ufeff" + uit.getvalue(), content_type="text/csv; charset=utf-8")
    antwoord.headers["Content-Disposition"] = 'attachment; filename="codes.csv"'
    return antwoord
