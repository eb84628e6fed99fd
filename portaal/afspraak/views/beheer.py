"""Seeing, moving and calling off an appointment: by the link in the mail and a second check, or logged in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import AlVoorbij, KanNiet, Soort, TeLaat, Tijdkeuze, TijdvakBezet, Tijdwens
from portaal.afspraak.forms import CONTROLE_FOUT, ControleFormulier, LeegFormulier
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.links import read_link, sign_link
from portaal.afspraak.service import (
    accept_voorstel,
    alternatives,
    calendar_file,
    cancel_afspraak,
    get_afspraak,
    is_afspraak_of,
    is_proof,
    is_waiting,
    list_voorstellen,
    move_afspraak,
)
from portaal.afspraak.sms import earlier_by
from portaal.afspraak.tijdenpagina import build_pagina
from portaal.afspraak.views.andere_tijd import move_question
from portaal.afspraak.views.blauwdruk import (
    allow,
    bp,
    committed,
    is_allowed,
    known_houder,
    limit_checks,
    limit_holds,
    read_tijdvak,
)
from portaal.afspraak.views.boeken import calendar_response
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import door, inwoner_id, nu, only_read, sessie

Antwoord = str | Response | tuple[str, int]


def is_eigen_afspraak(session: Session, _wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the appointment in the URL is of the inwoner of this request."""
    return is_afspraak_of(session, argumenten["afspraak_id"], inwoner_id())


@bp.get("/mijn/afspraak/<int:afspraak_id>")
def eigen(afspraak_id: int) -> Response:
    """Who is logged in needs no second check."""
    allow(afspraak_id)
    return redirect(url_for("afspraak.beheer", token=sign_link(afspraak_id)))


@bp.get("/afspraak/beheer/<token>")
def beheer(token: str) -> Antwoord:
    """The appointment, once it is clear that it is yours."""
    afspraak = get_afspraak(sessie(), read_link(token), nu())
    if not is_allowed(afspraak.id):
        return render_template("afspraak/beheer_check.html", form=ControleFormulier(), token=token)
    return render_template(
        "afspraak/beheer.html",
        afspraak=afspraak,
        token=token,
        form=LeegFormulier(),
        wacht_op_eerder=is_waiting(sessie(), afspraak.id),
        eerder_per=earlier_by(afspraak.contact),
        voorstellen=list_voorstellen(sessie(), afspraak.id, nu()),
    )


@bp.post("/afspraak/beheer/<token>/nieuwe-tijd")
def accept_new_time(token: str) -> Response:
    """Take one of the new times that are held, after a call that was missed."""
    afspraak = own_or_check(token)
    if isinstance(afspraak, Response):
        return afspraak
    take_voorstel(afspraak.id, gettext("Uw nieuwe tijd staat."))
    return redirect(url_for("afspraak.beheer", token=token))


def take_voorstel(afspraak_id: int, gelukt: str) -> None:
    """Take the time of the pressed button, and say what came of it. Raises NietGevonden for no time."""
    _, begin = read_tijdvak(Tijdwens("", Soort.BELLEN))
    try:
        committed(lambda db: accept_voorstel(db, door(), afspraak_id, begin, nu()))
        flash(gelukt, "goed")
    except KanNiet:
        flash(gettext("Deze tijd is niet meer vrij. Kies een andere."), "let-op")


@bp.post("/afspraak/beheer/<token>")
def prove(token: str) -> Antwoord:
    """The second check: something that only who booked knows."""
    afspraak, form = get_afspraak(sessie(), read_link(token), nu()), ControleFormulier()
    if form.validate_on_submit():
        limit_checks(afspraak.id)
        if is_proof(afspraak, form.controle.data or ""):
            allow(afspraak.id)
            return redirect(url_for("afspraak.beheer", token=token))
        form.controle.errors = [str(CONTROLE_FOUT)]
    return render_template("afspraak/beheer_check.html", form=form, token=token), 422


def own_or_check(token: str) -> Afspraak | Response:
    """The appointment of the link when it was shown to be theirs, else the way to show that."""
    afspraak = get_afspraak(sessie(), read_link(token), nu())
    return afspraak if is_allowed(afspraak.id) else redirect(url_for("afspraak.beheer", token=token))


@bp.get("/afspraak/beheer/<token>/afspraak.ics")
def beheer_calendar(token: str) -> Response | FlaskResponse:
    """The appointment as a file for one's own calendar."""
    afspraak = own_or_check(token)
    if isinstance(afspraak, Response):
        return afspraak
    return calendar_response(calendar_file(sessie(), afspraak, nu()))


@bp.post("/afspraak/beheer/<token>/afzeggen")
def cancel(token: str) -> Response:
    """Call it off; the place is free for someone else at once."""
    afspraak = own_or_check(token)
    if isinstance(afspraak, Response):
        return afspraak
    try:
        committed(lambda db: cancel_afspraak(db, door(), afspraak.id, nu()))
        flash(gettext("Uw afspraak is afgezegd."), "goed")
    except (AlVoorbij, TeLaat):
        flash(gettext("Dit kan nu niet meer zelf. Bel ons."), "let-op")
    return redirect(url_for("afspraak.beheer", token=token))


@bp.route("/afspraak/beheer/<token>/verzetten", methods=["GET", "POST"])
def move(token: str) -> Antwoord:
    """Choose another time; the old one stays until the new one is yours."""
    afspraak = own_or_check(token)
    if isinstance(afspraak, Response):
        return afspraak
    if not afspraak.kan_wijzigen:
        return redirect(url_for("afspraak.beheer", token=token))
    wens = _wens(afspraak)
    if request.method == "POST":
        return _move_to(token, afspraak, *read_tijdvak(wens))
    vraag = move_question(afspraak, wens, known_houder())
    pagina = build_pagina(sessie(), vraag, nu())
    return render_template("afspraak/move.html", afspraak=afspraak, pagina=pagina, token=token)


def _wens(afspraak: Afspraak) -> Tijdwens:
    locatie = request.args.get("locatie") or None
    return Tijdwens(afspraak.onderwerp_sleutel, afspraak.soort, locatie)


def _move_to(token: str, afspraak: Afspraak, wens: Tijdwens, begin: Any) -> Antwoord:
    limit_holds()
    try:
        naar = Tijdkeuze(wens, begin)
        committed(lambda db: move_afspraak(db, door(), afspraak.id, naar, nu(), houder=known_houder()))
    except TijdvakBezet:
        only_read()
        ruim = replace(wens, locatie=None)
        tijden = alternatives(sessie(), ruim, begin, nu(), afspraak_id=afspraak.id)
        return render_template("afspraak/move_bezet.html", token=token, begin=begin, tijden=tijden), 409
    except (AlVoorbij, TeLaat):
        flash(gettext("Dit kan nu niet meer zelf. Bel ons."), "let-op")
    else:
        flash(gettext("Uw afspraak is verzet."), "goed")
    return redirect(url_for("afspraak.beheer", token=token))
