"""What staff read of pages: per page how clear it was, and what readers wrote."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Antwoord

from portaal.aanslag.uitleg.omgang import BEZWAAR, Bezwaarbeleid
from portaal.beleid.service import gemeente, holding
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.mijn.oordelen import (
    Onduidelijk,
    count_per_pagina,
    get_oordeel,
    list_oordelen,
    oordelen_of,
    pass_on_as_bezwaar,
    unclear_lines,
)

bp = Blueprint("oordeel", __name__, url_prefix="/werk")


@bp.app_template_global("snapt_niet")
def lines_to_explain(inwoner_id: int) -> list[Onduidelijk]:
    """The lines that this inwoner asked about, for the pages of who calls: a file and an appointment."""
    return unclear_lines(sessie(), inwoner_id, nu())


@bp.get("/oordelen")
def lijst() -> str:
    """How clear each page was, and what readers wrote; `pagina` narrows it."""
    gekozen, nummer = request.args.get("over", ""), request.args.get("pagina", 1, type=int)
    return render_template(
        "mijn/staff/oordelen.html",
        cijfers=count_per_pagina(sessie()),
        gekozen=gekozen,
        pagina=list_oordelen(sessie(), gekozen, nummer),
    )


@bp.get("/inwoner/<int:inwoner_id>/vragen")
def van_inwoner(inwoner_id: int) -> str:
    """Which lines this inwoner did not understand: for who calls back. The look is noted."""
    persoon = get_persoon(sessie(), inwoner_id)
    record(sessie(), door(), "mijn:vragen:bekeken", inwoner_id=inwoner_id, doel="een vraag beantwoorden", now=nu())
    sessie().commit()
    nummer = request.args.get("pagina", 1, type=int)
    pagina = oordelen_of(sessie(), inwoner_id, nummer)
    return render_template("mijn/staff/vragen.html", persoon=persoon, pagina=pagina)


@bp.post("/oordelen/<int:oordeel_id>/bezwaar")
def naar_heffing(oordeel_id: int) -> Antwoord:
    """Pass it on as a bezwaar, with its day of receipt."""
    try:
        pass_on_as_bezwaar(sessie(), door(), oordeel_id, nu())
    except InmiddelsGewijzigd:
        flash(_("Een collega stuurde dit al door."), "info")
    else:
        sessie().commit()
        flash(_("De inwoner krijgt bericht. Stuur het blad voor heffing door."), "goed")
    return redirect(url_for("oordeel.lijst"))


@bp.get("/oordelen/<int:oordeel_id>/heffing.pdf")
def blad_heffing(oordeel_id: int) -> Response:
    """The sheet for heffing: who, which aanslag, the text and the day of receipt. The look is noted."""
    tekst = get_oordeel(sessie(), oordeel_id)
    record(sessie(), door(), "mijn:bezwaar:gelezen", inwoner_id=tekst.inwoner_id, doel="bezwaar", now=nu())
    sessie().commit()
    dag = today(nu())
    html = render(
        "mijn/staff/heffing_pdf.html",
        oordeel=tekst,
        persoon=get_persoon(sessie(), tekst.inwoner_id),
        beleid=holding(sessie(), BEZWAAR, Bezwaarbeleid, dag),
        gemeente=gemeente(sessie(), dag),
        datum=dag,
    )
    return Response(render_pdf(html), mimetype="application/pdf")
