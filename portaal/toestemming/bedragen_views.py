"""The second question: may schuldhulp see what is owed. Asked apart, only where the gemeente decided so."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, nu, sessie
from portaal.toestemming.begrip import NietGevraagd, Toestemmingssoort
from portaal.toestemming.forms import LeegFormulier
from portaal.toestemming.service import beleid_of, give_bedragen, question_of, refuse, toestemming_of
from portaal.toestemming.views import Pagina, bp, taal

BEDRAGEN = Toestemmingssoort.BEDRAGEN


@bp.get("/mijn/toestemming/bedragen")
def bedragen() -> Pagina:
    """The second question, with two equal buttons; who did not agree to contact is asked that first."""
    try:
        vraag = question_of(sessie(), BEDRAGEN, nu())
    except NietGevraagd:
        abort(404)
    if not toestemming_of(sessie(), inwoner_id(), nu()).is_ja:
        return redirect(url_for("toestemming.vraag"))
    return render_template(
        "toestemming/bedragen.html",
        vraag=vraag,
        stand=toestemming_of(sessie(), inwoner_id(), nu(), BEDRAGEN),
        laatste_dag=toestemming_of(sessie(), inwoner_id(), nu()).laatste_dag,
        beleid=beleid_of(sessie(), nu()),
        leest_voor=aanmelding().is_medewerker,
        form=LeegFormulier(),
    )


@bp.post("/mijn/toestemming/bedragen/ja")
def bedragen_ja() -> Pagina:
    """A yes with a receipt of its own."""
    try:
        ref = give_bedragen(sessie(), door(), inwoner_id(), nu(), taal=taal())
    except NietGevraagd:
        return redirect(url_for("toestemming.overzicht"))
    sessie().commit()
    return redirect(url_for("toestemming.gegeven", ref=ref))


@bp.post("/mijn/toestemming/bedragen/nee")
def bedragen_nee() -> Pagina:
    """A no, or taking this yes back; contact stays as it is."""
    try:
        refuse(sessie(), door(), inwoner_id(), nu(), taal=taal(), soort=BEDRAGEN)
    except NietGevraagd:
        return redirect(url_for("toestemming.overzicht"))
    sessie().commit()
    flash(_("Schuldhulp ziet niet wat u moet betalen. Dat heeft geen gevolgen."), "goed")
    return redirect(url_for("toestemming.overzicht"))
