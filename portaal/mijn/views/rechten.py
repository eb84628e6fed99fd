"""Bezwaar, and three questions about kwijtschelding that never discourage."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portaal.aanslag.uitleg.omgang import BEZWAAR, KWIJTSCHELDING, Bezwaarbeleid, Kwijtscheldingbeleid
from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.infra.concept import load_concept, save_concept
from portaal.infra.web.verzoek import eigenaar, nu, sessie
from portaal.mijn.forms import make_kwijtscheldingform
from portaal.mijn.rules import speaks_for_kwijtschelding
from portaal.mijn.views.blauwdruk import blad_of, bp, show, taal


@bp.get("/aanslag/<int:aanslag_id>/bezwaar")
def bezwaar(aanslag_id: int) -> str:
    """How to object, until when, and that it does not stop paying."""
    beleid = holding(sessie(), BEZWAAR, Bezwaarbeleid, today(nu()))
    return show("mijn/bezwaar.html", blad=blad_of(aanslag_id), beleid=beleid)


@bp.route("/kwijtschelding", methods=["GET", "POST"])
def kwijtschelding() -> str | tuple[str, int] | Response:
    """Three questions; what was answered is kept for a while, never put in an address."""
    beleid = _beleid()
    form = make_kwijtscheldingform(beleid, taal())
    if form.validate_on_submit():
        antwoorden = {vraag.sleutel: form[vraag.sleutel].data for vraag in beleid.vragen}
        save_concept(sessie(), eigenaar(), KWIJTSCHELDING, antwoorden, nu())
        sessie().commit()
        return redirect(url_for("mijn.kwijtschelding_uitkomst"))
    html = show("mijn/kwijtschelding.html", form=form, beleid=beleid)
    return (html, 422) if form.errors else html


@bp.get("/kwijtschelding/uitkomst")
def kwijtschelding_uitkomst() -> str | Response:
    """'Misschien, vraag het aan', or 'vraag het toch': and how."""
    antwoorden = load_concept(sessie(), eigenaar(), KWIJTSCHELDING, nu())
    if not antwoorden:
        return redirect(url_for("mijn.kwijtschelding"))
    beleid = _beleid()
    misschien = speaks_for_kwijtschelding(beleid, antwoorden)
    return show("mijn/kwijtschelding_uitkomst.html", misschien=misschien, beleid=beleid)


def _beleid() -> Kwijtscheldingbeleid:
    return holding(sessie(), KWIJTSCHELDING, Kwijtscheldingbeleid, today(nu()))
