"""One appointment for employees: how to be sure who answers, what is needed, moving and calling off."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import AlVoorbij, Partij, Tijdkeuze, TijdvakBezet, Tijdwens
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.service import alternatives, cancel_afspraak, get_afspraak, list_voorstellen, move_afspraak
from portaal.afspraak.tijdenpagina import build_pagina
from portaal.afspraak.views.andere_tijd import move_question
from portaal.afspraak.views.beheer import take_voorstel
from portaal.afspraak.views.blauwdruk import bp, committed, read_tijdvak
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.logboek.service import record

Antwoord = str | Response | tuple[str, int]


@bp.get("/werk/afspraken/<int:afspraak_id>")
def bekijk(afspraak_id: int) -> str:
    """The appointment as who has the talk needs it."""
    afspraak = get_afspraak(sessie(), afspraak_id, nu())
    voorstellen = list_voorstellen(sessie(), afspraak_id, nu())
    _note_look(afspraak)
    return render_template("afspraak/staff/bekijk.html", afspraak=afspraak, voorstellen=voorstellen)


@bp.post("/werk/afspraken/<int:afspraak_id>/nieuwe-tijd")
def accept_for(afspraak_id: int) -> Response:
    """Who was not reached calls back, and takes one of the times that are held."""
    take_voorstel(afspraak_id, gettext("De nieuwe tijd staat."))
    return redirect(url_for("afspraak.bekijk", afspraak_id=afspraak_id))


def _note_look(afspraak: Afspraak) -> None:
    record(
        sessie(),
        door(),
        "afspraak:afspraak:gezien",
        now=nu(),
        inwoner_id=afspraak.inwoner_id,
        doel="een gesprek voeren",
        object_ref=f"afspraak:{afspraak.id}",
    )
    sessie().commit()


def _read_partij() -> Partij:
    """Whose wish it is: what the inwoner asked by phone reads otherwise than what we had to do."""
    return Partij.GEMEENTE if request.values.get("wie") == Partij.GEMEENTE else Partij.INWONER


@bp.post("/werk/afspraken/<int:afspraak_id>/afzeggen")
def cancel_for(afspraak_id: int) -> Response:
    """Call it off, because they asked or because we must."""
    try:
        partij = _read_partij()
        committed(lambda db: cancel_afspraak(db, door(), afspraak_id, nu(), partij=partij))
        flash(gettext("De afspraak is afgezegd. Is er een e-mailadres? Dan gaat er een mail."), "goed")
    except AlVoorbij:
        flash(gettext("Deze afspraak is al voorbij of afgezegd."), "let-op")
    return redirect(url_for("afspraak.bekijk", afspraak_id=afspraak_id))


@bp.route("/werk/afspraken/<int:afspraak_id>/verzetten", methods=["GET", "POST"])
def move_for(afspraak_id: int) -> Antwoord:
    """Another time, because they asked or because we must."""
    afspraak = get_afspraak(sessie(), afspraak_id, nu())
    wens = Tijdwens(afspraak.onderwerp_sleutel, afspraak.soort)
    if request.method == "POST":
        return _move_to(afspraak, *read_tijdvak(wens))
    _note_look(afspraak)
    pagina = build_pagina(sessie(), move_question(afspraak, wens), nu())
    sjabloon = "afspraak/staff/move_for.html"
    return render_template(sjabloon, afspraak=afspraak, pagina=pagina, wie=_read_partij(), tijden=None)


def _move_to(afspraak: Afspraak, wens: Tijdwens, begin: datetime) -> Antwoord:
    partij = _read_partij()
    try:
        naar = Tijdkeuze(wens, begin)
        committed(lambda db: move_afspraak(db, door(), afspraak.id, naar, nu(), partij=partij))
    except TijdvakBezet:
        tijden = alternatives(sessie(), wens, begin, nu(), afspraak_id=afspraak.id)
        sjabloon = "afspraak/staff/move_for.html"
        return render_template(sjabloon, afspraak=afspraak, pagina=None, wie=partij, tijden=tijden), 409
    except AlVoorbij:
        flash(gettext("Deze afspraak is al voorbij of afgezegd."), "let-op")
    else:
        flash(gettext("De afspraak is verzet. Is er een e-mailadres? Dan gaat er een mail."), "goed")
    return redirect(url_for("afspraak.bekijk", afspraak_id=afspraak.id))
