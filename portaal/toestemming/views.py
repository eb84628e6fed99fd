"""The question whether schuldhulp may call: asked apart, never as a condition of anything."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Antwoord

from portaal.beleid.service import gemeente
from portaal.core.door import DoorBezoeker
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, nu, sessie
from portaal.inwoner.service import get_persoon
from portaal.toestemming.bewijs import make_receipt
from portaal.toestemming.forms import ContactwensForm
from portaal.toestemming.model import Kanaal
from portaal.toestemming.rules import Spoed
from portaal.toestemming.service import (
    Contactwens,
    GeenBereik,
    beleid_of,
    get_receipt,
    give,
    history_of,
    is_receipt_of,
    read_link,
    refuse,
    toestemming_of,
    withdraw,
    withdraw_link,
)

bp = Blueprint("toestemming", __name__)


def is_eigen_bewijs(session: Session, _wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the receipt in the address is that of the inwoner of this request."""
    return is_receipt_of(session, argumenten["ref"], inwoner_id())


def _taal() -> str:
    return str(get_locale() or "nl")


@bp.get("/mijn/toestemming")
def vraag() -> str:
    """The question, with two equal buttons."""
    return render_template(
        "toestemming/vraag.html",
        beleid=beleid_of(sessie(), nu()),
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        leest_voor=aanmelding().is_medewerker,
    )


@bp.post("/mijn/toestemming/nee")
def nee() -> Antwoord:
    """A no is a no."""
    refuse(sessie(), door(), inwoner_id(), nu(), taal=_taal())
    sessie().commit()
    flash(_("U zei nee. Dat is goed. Het heeft geen gevolgen."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.route("/mijn/toestemming/ja", methods=["GET", "POST"])
def ja() -> str | tuple[str, int] | Antwoord:
    """How and when to call; sending this is the yes."""
    persoon = get_persoon(sessie(), inwoner_id())
    form = ContactwensForm(data={"telefoon": persoon.telefoon, "email": persoon.email})
    if form.validate_on_submit():
        try:
            ref = give(sessie(), door(), inwoner_id(), _wens(form), nu(), taal=_taal())
        except GeenBereik:
            form.telefoon.errors = [_("Vul een telefoonnummer in, of een e-mailadres.")]
        else:
            sessie().commit()
            return redirect(url_for("toestemming.gegeven", ref=ref))
    html = render_template("toestemming/ja.html", form=form, beleid=beleid_of(sessie(), nu()))
    return (html, 422) if form.errors else html


def _wens(form: ContactwensForm) -> Contactwens:
    return Contactwens(
        telefoon=form.telefoon.data or "",
        email=form.email.data or "",
        moment=form.moment.data or "",
        voicemail=form.voicemail.data == "ja",
        spoed=Spoed(form.spoed.data),
    )


@bp.get("/mijn/toestemming/bewijs/<ref>")
def gegeven(ref: str) -> str:
    """The receipt of a record."""
    return render_template(
        "toestemming/gegeven.html",
        bewijs=get_receipt(sessie(), ref),
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
    )


@bp.get("/mijn/toestemming/bewijs/<ref>/bewijs.json")
def bewijs_json(ref: str) -> Response:
    """The receipt as data."""
    rij = get_receipt(sessie(), ref)
    antwoord = jsonify(make_receipt(rij, gemeente(sessie(), today(nu())), withdraw_link(rij)))
    antwoord.headers["Content-Disposition"] = f'attachment; filename="toestemming-{ref}.json"'
    return antwoord


@bp.get("/mijn/toestemming/bewijs/<ref>/bewijs.pdf")
def bewijs_pdf(ref: str) -> Response:
    """The receipt on paper."""
    rij = get_receipt(sessie(), ref)
    html = render(
        "toestemming/brief/bewijs.html",
        taal=rij.taal,
        bewijs=rij,
        gemeente=gemeente(sessie(), today(nu())),
        datum=today(rij.at),
        adresregels=(),
    )
    return Response(render_pdf(html), mimetype="application/pdf")


@bp.get("/mijn/toestemming/overzicht")
def overzicht() -> str:
    """What was said when, and the button to take a yes back."""
    return render_template(
        "toestemming/overzicht.html",
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        records=history_of(sessie(), inwoner_id()),
    )


@bp.post("/mijn/toestemming/intrekken")
def intrekken() -> Antwoord:
    """Take a yes back, with one button."""
    withdraw(sessie(), door(), inwoner_id(), nu())
    sessie().commit()
    flash(_("Uw ja is ingetrokken. Schuldhulp ziet u niet meer."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.get("/toestemming/intrekken/<token>")
def intrekken_link(token: str) -> str:
    """The link in a mail: opening it changes nothing and says nothing to a stranger."""
    return render_template("toestemming/intrekken_link.html", token=token)


@bp.post("/toestemming/intrekken/<token>/ja")
def intrekken_link_ja(token: str) -> str:
    """The button behind the link."""
    withdraw(sessie(), DoorBezoeker(), read_link(sessie(), token), nu(), kanaal=Kanaal.LINK)
    sessie().commit()
    return render_template("toestemming/ingetrokken.html")
