"""Planned dispatches, with the people they bring beside the places there are."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.forms import VerzendFormulier, make_choices
from portaal.afspraak.service import (
    afsprakenbeleid,
    capacity,
    list_verzendingen,
    plan_verzending,
    suggest_promille,
    withdraw_verzending,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.rollen import Rol
from portaal.infra.web.verzoek import aanmelding, nu, sessie

VERZENDERS = frozenset({Rol.INVORDERING, Rol.MANAGER, Rol.BEHEER})
Antwoord = str | Response | tuple[str, int]


@bp.get("/werk/verzendingen")
def dispatches() -> str:
    """What goes out, and whether there is room for who calls or comes."""
    return render_template(
        "afspraak/staff/verzendingen.html",
        verzendingen=list_verzendingen(sessie(), nu()),
        dagen=capacity(sessie(), nu()),
        mag_plannen=aanmelding().heeft(*VERZENDERS),
    )


@bp.route("/werk/verzendingen/nieuw", methods=["GET", "POST"])
def plan_dispatch() -> Antwoord:
    """Plan one; the expected share is what earlier ones showed, and can be changed."""
    beleid = afsprakenbeleid(sessie(), nu())
    soort = request.values.get("soort") or next(iter(beleid.verwachtingen), "")
    verwachting = beleid.verwachtingen.get(soort)
    begin = {"soort": soort, "promille": suggest_promille(sessie(), soort, nu())}
    form = VerzendFormulier(data={**begin, "vragen": verwachting.vragen if verwachting else ""})
    form.soort.choices = make_choices((naam, naam) for naam in beleid.verwachtingen)
    if form.validate_on_submit():
        plan, vragen = form.plan(), form.vragen.data or ""
        committed(lambda db: plan_verzending(db, medewerker(), plan, vragen, nu()))
        flash(gettext("De verzending staat. Kcc, schuldhulp en vroegsignalering krijgen een mail."), "goed")
        return redirect(url_for("afspraak.dispatches"))
    pagina = render_template("afspraak/staff/verzending_nieuw.html", form=form)
    return (pagina, 422) if form.is_submitted() else pagina


@bp.post("/werk/verzendingen/<int:verzending_id>/weg")
def withdraw_dispatch(verzending_id: int) -> Response:
    """It does not go out after all."""
    committed(lambda db: withdraw_verzending(db, medewerker(), verzending_id, nu()))
    flash(gettext("De verzending is ingetrokken."), "goed")
    return redirect(url_for("afspraak.dispatches"))
