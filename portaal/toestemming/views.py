"""The question whether schuldhulp may call: asked apart, never as a condition of anything."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Antwoord

from portaal.afspraak.begrip import Soort, TeLaat, TijdvakBezet
from portaal.afspraak.forms import read_moment
from portaal.afspraak.planning import Aanbod
from portaal.beleid.service import gemeente
from portaal.core.door import DoorBezoeker
from portaal.core.errors import NietGevonden
from portaal.core.rollen import LOKET, Rol
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, inwoner_id_or_none, nu, portaal, sessie
from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import GeenBereik, Toestemmingskanaal
from portaal.toestemming.bewijs import make_receipt
from portaal.toestemming.forms import ContactwensForm, LeegFormulier
from portaal.toestemming.service import (
    beleid_of,
    get_receipt,
    give,
    history_of,
    is_receipt_of,
    last_day_of,
    read_link,
    refuse,
    toestemming_of,
    withdraw,
    withdraw_link,
)
from portaal.toestemming.service.gesprek import cancel_gesprek, free_times, gesprek_of, kinds, plan_gesprek

bp = Blueprint("toestemming", __name__)
Pagina = str | tuple[str, int] | Antwoord
_SLEUTEL = "hulpgesprek_sleutel"


def may_choose(_session: Session, wie: Aanmelding, _argumenten: Mapping[str, Any]) -> bool:
    """The inwoner, or the balie for them: but nobody who decides on plans, whatever other role they have."""
    return Rol.INVORDERING not in wie.rollen


def is_eigen_bewijs(db: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the receipt in the address is that of the inwoner of this request."""
    return may_choose(db, wie, argumenten) and is_receipt_of(db, argumenten["ref"], inwoner_id())


@bp.app_template_global("hulp_aanbod")
def offers_help() -> bool:
    """Whether this page may bring up the question: not after a no, and never for who decides on plans."""
    wie, persoon = aanmelding(), inwoner_id_or_none()
    if persoon is None or Rol.INVORDERING in wie.rollen or not wie.heeft(Rol.INWONER, *LOKET):
        return False
    aan = gemeente(sessie(), today(nu())).is_aan("toestemming") and "toestemming.vraag" in portaal().toegang
    return aan and toestemming_of(sessie(), persoon, nu()).mag_vragen


def _taal() -> str:
    return str(get_locale() or "nl")


@bp.get("/mijn/toestemming")
def vraag() -> str:
    """The question, with two equal buttons."""
    return render_template(
        "toestemming/vraag.html",
        beleid=beleid_of(sessie(), nu()),
        stand=toestemming_of(sessie(), inwoner_id(), nu(), _taal()),
        leest_voor=aanmelding().is_medewerker,
        form=LeegFormulier(),
    )


@bp.post("/mijn/toestemming/nee")
def nee() -> Antwoord:
    """A no is a no."""
    refuse(sessie(), door(), inwoner_id(), nu(), taal=_taal())
    sessie().commit()
    flash(_("U zei nee. Dat is goed. Het heeft geen gevolgen."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.route("/mijn/toestemming/ja", methods=["GET", "POST"])
def ja() -> Pagina:
    """How and when to call; sending this is the yes."""
    persoon = get_persoon(sessie(), inwoner_id())
    form = ContactwensForm(data={"telefoon": persoon.telefoon, "email": persoon.email})
    if form.validate_on_submit():
        try:
            ref = give(sessie(), door(), inwoner_id(), form.wens(), nu(), taal=_taal())
        except GeenBereik:
            form.telefoon.errors = [_("Vul een telefoonnummer in, of een e-mailadres.")]
        else:
            sessie().commit()
            return redirect(url_for("toestemming.gegeven", ref=ref))
    html = render_template(
        "toestemming/ja.html",
        form=form,
        beleid=beleid_of(sessie(), nu()),
        leest_voor=aanmelding().is_medewerker,
    )
    return (html, 422) if form.errors else html


@bp.get("/mijn/toestemming/bewijs/<ref>")
def gegeven(ref: str) -> str:
    """The receipt of a record."""
    rij = get_receipt(sessie(), ref)
    return render_template(
        "toestemming/gegeven.html",
        bewijs=rij,
        laatste_dag=last_day_of(rij),
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        gesprek=gesprek_of(sessie(), inwoner_id(), nu()),
    )


@bp.get("/mijn/toestemming/bewijs/<ref>/bewijs.json")
def bewijs_json(ref: str) -> Response:
    """The receipt as data."""
    rij, persoon = get_receipt(sessie(), ref), get_persoon(sessie(), inwoner_id())
    wie = gemeente(sessie(), today(nu()))
    antwoord = jsonify(make_receipt(rij, wie, naam=persoon.naam, intrekken=withdraw_link(rij)))
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
        naam=get_persoon(sessie(), inwoner_id()).naam,
        laatste_dag=last_day_of(rij),
        gemeente=gemeente(sessie(), today(nu())),
        datum=today(rij.at),
        adresregels=(),
    )
    return Response(render_pdf(html), mimetype="application/pdf")


@bp.get("/mijn/toestemming/overzicht")
def overzicht() -> str:
    """What was said when, the button to take a yes back, and the talk that is planned."""
    return render_template(
        "toestemming/overzicht.html",
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        records=history_of(sessie(), inwoner_id()),
        gesprek=gesprek_of(sessie(), inwoner_id(), nu()),
        form=LeegFormulier(),
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
    return render_template("toestemming/intrekken_link.html", token=token, form=LeegFormulier())


@bp.post("/toestemming/intrekken/<token>/ja")
def intrekken_link_ja(token: str) -> str:
    """The button behind the link. Its answer is the same whether or not there was a yes."""
    rij = read_link(sessie(), token)
    withdraw(sessie(), DoorBezoeker(), rij.inwoner_id, nu(), kanaal=Toestemmingskanaal.LINK)
    sessie().commit()
    return render_template("toestemming/ingetrokken.html")


@bp.route("/mijn/gesprek", methods=["GET", "POST"])
def afspraak() -> Pagina:
    """Choose a time to talk with schuldhulp; who did not say yes yet is asked first."""
    stand = toestemming_of(sessie(), inwoner_id(), nu())
    if stand.hulpvraag is None:
        return redirect(url_for("toestemming.vraag"))
    if gesprek_of(sessie(), inwoner_id(), nu()) is not None:
        return redirect(url_for("toestemming.overzicht"))
    if request.method == "GET":
        return render_template("toestemming/afspraak.html", form=LeegFormulier(), is_bezet=False, **times())
    try:
        plan_gesprek(sessie(), door(), stand.hulpvraag, *chosen(), request_key(), nu())
        sessie().commit()
    except TijdvakBezet:
        sessie().rollback()
        return render_template("toestemming/afspraak.html", form=LeegFormulier(), is_bezet=True, **times()), 409
    session.pop(_SLEUTEL, None)
    flash(_("Uw gesprek staat."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.get("/mijn/gesprek/<token>")
def gesprek(token: str) -> Antwoord:
    """The link in a mail about a talk: it says nothing, the page behind it asks to log in."""
    return redirect(url_for("toestemming.overzicht"))


@bp.post("/mijn/gesprek/afzeggen")
def afzeggen() -> Antwoord:
    """Call the talk off; the yes stays as it is."""
    try:
        cancel_gesprek(sessie(), door(), inwoner_id(), nu())
        sessie().commit()
        flash(_("Uw gesprek is afgezegd."), "goed")
    except TeLaat:
        flash(_("Dit kan nu niet meer zelf. Bel ons."), "let-op")
    return redirect(url_for("toestemming.overzicht"))


def chosen() -> tuple[Soort, Any]:
    """The kind and time of the pressed button. Raises NietGevonden for what cannot be one."""
    try:
        moment = read_moment(request.form.get("tijdvak", "").partition("|")[0])
        return Soort(request.form.get("soort", "")), moment
    except ValueError as fout:
        raise NietGevonden from fout


def request_key() -> str:
    """Names this one wish: sent twice, it is one talk."""
    sleutel: str = session.setdefault(_SLEUTEL, secrets.token_urlsafe(24))
    return sleutel


def times() -> dict[str, Any]:
    """The kinds of talk and the first free times, as both sides see them."""
    soorten = kinds(sessie(), nu())
    gevraagd = request.values.get("soort", "")
    soort = next((s for s in soorten if s == gevraagd), soorten[0] if soorten else Soort.BELLEN)
    aanbod = free_times(sessie(), soort, nu(), _day("vanaf")) if soorten else Aanbod((), None)
    return {"soorten": soorten, "soort": soort, "aanbod": aanbod}


def _day(naam: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(naam, ""))
    except ValueError:
        return None
