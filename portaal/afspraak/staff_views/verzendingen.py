"""Planned dispatches, with the people they bring beside the places there are."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.forms import VerzendFormulier
from portaal.afspraak.service import (
    afsprakenbeleid,
    capacity,
    list_verzendingen,
    plan_verzending,
    suggest_promille,
    withdraw_verzending,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.rollen import LOKET, Rol
from portaal.infra.web.verzoek import aanmelding, nu, sessie

VERZENDERS = frozenset({Rol.INVORDERING, Rol.MANAGER, Rol.BEHEER})
Antwoord = str | Response | tuple[str, int]


@bp.get("/werk/verzendingen")
def dispatches() -> str:
    """What goes out, and for whoever has to do with the agendas whether there is room for who calls or comes."""
    plant_mee = aanmelding().heeft(*VERZENDERS, *LOKET)
    return render_template(
        "afspraak/staff/verzendingen.html",
        verzendingen=list_verzendingen(sessie(), nu()),
        dagen=capacity(sessie(), nu()) if plant_mee else [],
        beleid=afsprakenbeleid(sessie(), nu()),
        mag_plannen=aanmelding().heeft(*VERZENDERS),
    )


@bp.route("/werk/verzendingen/nieuw", methods=["GET", "POST"])
def plan_dispatch() -> Antwoord:
    """Plan one: first its kind, then what is expected of it, as earlier ones showed; that can be changed."""
    beleid = afsprakenbeleid(sessie(), nu())
    soort = request.values.get("soort", "")
    if soort not in beleid.verwachtingen:
        return render_template("afspraak/staff/verzending_soort.html", beleid=beleid)
    begin = {"soort": soort, "promille": suggest_promille(sessie(), soort, nu())}
    form = VerzendFormulier(data={**begin, "vragen": beleid.verwachtingen[soort].vragen})
    if form.validate_on_submit():
        plan, vragen = form.plan(), form.vragen.data or ""
        committed(lambda db: plan_verzending(db, medewerker(), plan, vragen, nu()))
        flash(gettext("De verzending staat. Kcc, schuldhulp en vroegsignalering krijgen een mail."), "goed")
        return redirect(url_for("afspraak.dispatches"))
    pagina = render_template(
        "afspraak/staff/verzending_nieuw.html", form=form, naam=beleid.name_of_verzending(soort)
    )
    return (pagina, 422) if form.is_submitted() else pagina


@bp.post("/werk/verzendingen/<int:verzending_id>/weg")
def withdraw_dispatch(verzending_id: int) -> Response:
    """It does not go out after all."""
    committed(lambda db: withdraw_verzending(db, medewerker(), verzending_id, nu()))
    flash(gettext("De verzending is ingetrokken."), "goed")
    return redirect(url_for("afspraak.dispatches"))
