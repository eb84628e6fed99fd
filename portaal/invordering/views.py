"""What an inwoner reports about an aanslag: 'ik heb al betaald', 'dit is niet van mij'."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import get_locale, gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.aanslag.service import get_aanslag, is_aanslag_of
from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.service import holding
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.i18n import STANDAARD
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import door, inwoner_id, nu, sessie
from portaal.invordering.forms import MeldingForm
from portaal.invordering.rules import MELDING_TEKST, Meldingsoort
from portaal.invordering.service import meld as report
from portaal.invordering.service import meldingen_of, open_melding

bp = Blueprint("invordering", __name__)
Antwoord = Response | str | tuple[str, int]


@bp.context_processor
def explain_words() -> dict[str, Any]:
    """Terms of art on these pages are explained where they stand."""
    begrippen = holding(sessie(), BEGRIPPEN, Begrippen, today(nu()))
    return {"woorden": Woorden(begrippen, str(get_locale() or STANDAARD))}


def is_eigen_aanslag(session: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the aanslag in the URL is of the inwoner of this request."""
    return is_aanslag_of(session, argumenten["aanslag_id"], inwoner_id())


@bp.route("/mijn/aanslag/<int:aanslag_id>/melding/<soort>", methods=["GET", "POST"])
def meld(aanslag_id: int, soort: str) -> Antwoord:
    """Report it; it becomes a task for invordering, and the aanslag stands still meanwhile."""
    if soort not in set(Meldingsoort):
        raise NietGevonden
    form, gekozen = MeldingForm(), Meldingsoort(soort)
    if form.validate_on_submit():
        report(sessie(), door(), aanslag_id, gekozen, nu(), toelichting=form.toelichting.data or "")
        sessie().commit()
        flash(gettext("Wij hebben uw melding. U hoort van ons."), "goed")
        return redirect(url_for("invordering.gemeld", aanslag_id=aanslag_id))
    pagina = render_template(
        f"invordering/meld_{gekozen}.html",
        form=form,
        aanslag=get_aanslag(sessie(), aanslag_id),
        titel=MELDING_TEKST[gekozen],
        gemeld=open_melding(sessie(), aanslag_id, gekozen),
    )
    return (pagina, 422) if form.errors else pagina


@bp.get("/mijn/aanslag/<int:aanslag_id>/meldingen")
def gemeld(aanslag_id: int) -> str:
    """What was reported about this aanslag, and by when it is answered."""
    eigen = [m for m in meldingen_of(sessie(), inwoner_id()) if m.aanslag_id == aanslag_id]
    return render_template("invordering/gemeld.html", meldingen=eigen, aanslag=get_aanslag(sessie(), aanslag_id))
