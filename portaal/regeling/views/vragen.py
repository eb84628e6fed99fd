"""Asking to pay in parts: one question a page, at most seven, and the check before it is sent."""

import secrets
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.infra.concept import drop_concept
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import door, eigenaar, inwoner_id, nu, sessie
from portaal.regeling import journey
from portaal.regeling.forms import ControleForm, Leegformulier
from portaal.regeling.journey import ROUTE
from portaal.regeling.service import (
    LooptAl,
    NietsOpen,
    Regelingsverzoek,
    find_by_sleutel,
    regelingen_of,
    request_regeling,
)
from portaal.regeling.service.schets import Schets
from portaal.regeling.stand import Omstandigheid
from portaal.regeling.views.basis import CONCEPT, Antwoord, bp, load_answers, load_schets, save_answers
from portaal.regeling.views.invullen import VRAGEN


@bp.get("/mijn/regeling")
def start() -> str:
    """What paying in parts is, where to begin or go on, and what runs or was asked before."""
    antwoorden = load_answers()
    kaarten = regelingen_of(sessie(), inwoner_id(), nu())
    return render_template(
        "regeling/start.html",
        is_begonnen="weinig_inkomen" in antwoorden,
        keuzes=antwoorden[journey.KEUZES],
        verder=url_of(ROUTE.furthest(antwoorden)),
        aanslag=request.args.get("aanslag", type=int),
        gaande=[kaart for kaart in kaarten if kaart.is_gaande],
        eerder=[kaart for kaart in kaarten if not kaart.is_gaande],
        form=Leegformulier(),
    )


@bp.post("/mijn/regeling/opnieuw")
def opnieuw() -> Response:
    """Forget the answers and begin anew."""
    drop_concept(sessie(), eigenaar(), CONCEPT)
    sessie().commit()
    return redirect(url_for("regeling.stap", stap=journey.INKOMEN, aanslag=request.args.get("aanslag", type=int)))


@bp.route("/mijn/regeling/vraag/<stap>", methods=["GET", "POST"])
def stap(stap: str) -> Antwoord:
    """One question. A page that cannot be reached yet leads to the last one that can."""
    if stap not in VRAGEN:
        abort(404)
    schets = load_schets()
    if not schets.keuzes:
        return redirect(url_for("regeling.start"))
    if not ROUTE.is_reachable(stap, schets.antwoorden):
        return redirect(url_of(ROUTE.furthest(schets.antwoorden)))
    form = VRAGEN[stap].make(schets)
    if form.validate_on_submit():
        return _keep(stap, schets, VRAGEN[stap].read(form))
    nummer, totaal = ROUTE.progress(stap, schets.antwoorden)
    pagina = render_template(
        f"regeling/vraag_{stap}.html",
        form=form,
        schets=schets,
        nummer=nummer,
        totaal=totaal,
        vorige=url_of(ROUTE.previous(stap, schets.antwoorden)),
    )
    return (pagina, 422) if form.errors else pagina


def _keep(stap: str, schets: Schets, gegeven: dict[str, object]) -> Response:
    antwoorden = {**schets.antwoorden, **gegeven}
    antwoorden.setdefault("sleutel", secrets.token_urlsafe(24))
    if (vooraf := request.args.get("aanslag", type=int)) in antwoorden[journey.KEUZES]:
        antwoorden.setdefault("aanslagen", [vooraf])
    save_answers(antwoorden)
    sessie().commit()
    if request.form.get("actie") == "toon":
        return redirect(request.full_path.rstrip("?"))
    if gegeven.get("weinig_inkomen") == "ja":
        return redirect(url_for("regeling.kwijtschelding"))
    if request.args.get("wijzig") and ROUTE.is_reachable(journey.CONTROLE, antwoorden):
        return redirect(url_for("regeling.controle"))
    return redirect(url_of(ROUTE.following(stap, antwoorden)))


@bp.route("/mijn/regeling/controle", methods=["GET", "POST"])
def controle() -> Antwoord:
    """All answers with the whole schedule; sending it makes the request."""
    if eerder := find_by_sleutel(sessie(), inwoner_id(), request.form.get("sleutel", "")):
        return redirect(url_for("regeling.klaar", verzoek_id=eerder.verzoek_id))
    schets = load_schets()
    if not ROUTE.is_reachable(journey.CONTROLE, schets.antwoorden) or schets.wens is None:
        return redirect(url_for("regeling.start"))
    form = ControleForm()
    if form.validate_on_submit():
        return _send(schets, form)
    nummer, totaal = ROUTE.progress(journey.CONTROLE, schets.antwoorden)
    form.sleutel.data, form.controle.data = schets.antwoorden["sleutel"], schets.controle
    if not form.is_submitted():
        form.toelichting.data = schets.antwoorden.get(journey.MEE, "")
    vorige = url_of(ROUTE.previous(journey.CONTROLE, schets.antwoorden))
    pagina = render_template(
        "regeling/controle.html", form=form, schets=schets, nummer=nummer, totaal=totaal, vorige=vorige
    )
    return (pagina, 422) if form.errors else pagina


def _send(schets: Schets, form: ControleForm) -> Response:
    if form.controle.data != schets.controle:
        flash(gettext("Er is net iets veranderd. Lees het nog een keer, en stuur het dan."), "let-op")
        return redirect(url_for("regeling.controle"))
    check_limiet(sessie(), f"regeling:{inwoner_id()}", hoogstens=20, per=timedelta(days=1), now=nu())
    try:
        ontvangst = request_regeling(sessie(), door(), inwoner_id(), _request(schets, form), nu())
    except LooptAl as loopt:
        flash(gettext("U hebt dit al gevraagd. Dit is uw verzoek."), "info")
        return redirect(url_for("regeling.bekijk", verzoek_id=loopt.verzoek_id))
    except NietsOpen:
        flash(gettext("Er staat niets meer open. U hoeft niets te regelen."), "goed")
        return redirect(url_for("regeling.start"))
    drop_concept(sessie(), eigenaar(), CONCEPT)
    sessie().commit()
    return redirect(url_for("regeling.klaar", verzoek_id=ontvangst.verzoek_id))


def _request(schets: Schets, form: ControleForm) -> Regelingsverzoek:
    if schets.wens is None:
        raise ValueError("nothing is asked yet")
    antwoorden = schets.antwoorden
    return Regelingsverzoek(
        sleutel=str(form.sleutel.data),
        aanslag_ids=journey.chosen_ids(antwoorden),
        wens=schets.wens,
        omstandigheid=Omstandigheid(antwoorden.get("omstandigheid", Omstandigheid.GEEN)),
        toelichting=form.toelichting.data or "",
        digitaal=antwoorden["digitaal"],
        herinner=antwoorden["herinner"],
    )


def url_of(stap: str | None) -> str:
    """The address of a step; of the start page when there is none before."""
    if stap is None:
        return url_for("regeling.start")
    return url_for("regeling.controle") if stap == journey.CONTROLE else url_for("regeling.stap", stap=stap)
