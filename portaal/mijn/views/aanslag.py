"""One aanslag: its explanation on screen, on paper and as data."""

import json
import re
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.gemeente import Gemeente
from portaal.beleid.service import gemeente, holding
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.verzoek import nu, sessie
from portaal.mijn.betaalcode import make_betaalcode
from portaal.mijn.gegevens import TOELICHTING, VELDEN, export_blad
from portaal.mijn.schrijfwijze import group, make_precies
from portaal.mijn.stand import Aanslagblad
from portaal.mijn.views.betalen import chosen_amount
from portaal.mijn.views.blauwdruk import blad_of, bp, show, taal


@bp.get("/aanslag/<int:aanslag_id>")
def aanslag(aanslag_id: int) -> str:
    """What is open, why, what happens when and what one can do."""
    return show("mijn/aanslag.html", blad=blad_of(aanslag_id))


@bp.get("/aanslag/<int:aanslag_id>/afdrukken")
def afdrukken(aanslag_id: int) -> str:
    """The explanation with everything unfolded, for a printer."""
    blad = blad_of(aanslag_id)
    return show("mijn/afdrukken.html", blad=blad, bedrag=chosen_amount(blad))


@bp.get("/aanslag/<int:aanslag_id>/uitleg.pdf")
def uitleg_pdf(aanslag_id: int) -> Response:
    """The explanation as tagged PDF, to keep or to send by post."""
    antwoord = Response(render_pdf(_letter(blad_of(aanslag_id))), mimetype="application/pdf")
    antwoord.headers["Content-Disposition"] = 'inline; filename="uitleg-aanslag.pdf"'
    return antwoord


def _letter(blad: Aanslagblad) -> str:
    """The explanation as HTML for paper: the terms of art that it uses stand explained at its end."""
    wie = gemeente(sessie(), today(nu()))
    gegeven: dict[str, Any] = {
        "taal": taal(),
        "blad": blad,
        "gemeente": wie,
        "datum": today(nu()),
        "vandaag": today(nu()),
        "kan": lambda _endpoint: False,
        "woorden": None,
        "groepeer": group,
        "precies": make_precies(taal()),
        "betaalcode": _code(blad, wie),
    }
    begrippen = Woorden(holding(sessie(), BEGRIPPEN, Begrippen, today(nu())), taal())
    tekst = re.sub(r"<[^>]*>", " ", render("mijn/uitleg_pdf.html", **gegeven, moeilijk=()))
    moeilijk = [deel for deel in begrippen.delen(tekst) if deel.uitleg]
    return render("mijn/uitleg_pdf.html", **gegeven, moeilijk=moeilijk)


def _code(blad: Aanslagblad, wie: Gemeente) -> Markup:
    """The code for the bank's app, where there is something to transfer."""
    if not blad.is_over_te_maken:
        return Markup()
    titel = _("Code voor de app van uw bank. Er staat hetzelfde in als hiernaast.")
    svg = make_betaalcode(wie, blad.aanslag, blad.nu_te_betalen, titel)
    return Markup(svg.decode())  # noqa: S704 - made here, from numbers


@bp.get("/aanslag/<int:aanslag_id>/gegevens.json")
def gegevens(aanslag_id: int) -> Response:
    """A copy of all that stands on the page."""
    kopie = export_blad(blad_of(aanslag_id)) | {
        "pagina": url_for("mijn.aanslag", aanslag_id=aanslag_id, _external=True),
        "wat_staat_erin": url_for("mijn.over_gegevens", _external=True),
    }
    antwoord = Response(json.dumps(kopie, ensure_ascii=False, indent=2), mimetype="application/json")
    antwoord.headers["Content-Disposition"] = 'attachment; filename="mijn-aanslag.json"'
    return antwoord


@bp.get("/over-gegevens")
def over_gegevens() -> str:
    """What each part of the copy means."""
    return show("mijn/over_gegevens.html", delen=TOELICHTING, velden=VELDEN)
