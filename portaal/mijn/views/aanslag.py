"""One aanslag: its explanation on screen, on paper and as data."""

import json

from flask import Response, url_for

from portaal.beleid.service import gemeente
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.verzoek import nu, sessie
from portaal.mijn.gegevens import export_blad
from portaal.mijn.schrijfwijze import group, make_precies
from portaal.mijn.views.blauwdruk import blad_of, bp, show, taal


@bp.get("/aanslag/<int:aanslag_id>")
def aanslag(aanslag_id: int) -> str:
    """What is open, why, what happens when and what one can do."""
    return show("mijn/aanslag.html", blad=blad_of(aanslag_id))


@bp.get("/aanslag/<int:aanslag_id>/afdrukken")
def afdrukken(aanslag_id: int) -> str:
    """The explanation with everything unfolded, for a printer."""
    return show("mijn/afdrukken.html", blad=blad_of(aanslag_id))


@bp.get("/aanslag/<int:aanslag_id>/uitleg.pdf")
def uitleg_pdf(aanslag_id: int) -> Response:
    """The explanation as tagged PDF, to keep or to send by post."""
    html = render(
        "mijn/uitleg_pdf.html",
        taal=taal(),
        blad=blad_of(aanslag_id),
        gemeente=gemeente(sessie(), today(nu())),
        datum=today(nu()),
        woorden=None,
        groepeer=group,
        precies=make_precies(taal()),
    )
    antwoord = Response(render_pdf(html), mimetype="application/pdf")
    antwoord.headers["Content-Disposition"] = 'inline; filename="uitleg-aanslag.pdf"'
    return antwoord


@bp.get("/aanslag/<int:aanslag_id>/gegevens.json")
def gegevens(aanslag_id: int) -> Response:
    """A copy of all that stands on the page."""
    kopie = export_blad(blad_of(aanslag_id)) | {"pagina": url_for("mijn.aanslag", aanslag_id=aanslag_id)}
    antwoord = Response(json.dumps(kopie, ensure_ascii=False, indent=2), mimetype="application/json")
    antwoord.headers["Content-Disposition"] = 'attachment; filename="mijn-aanslag.json"'
    return antwoord
