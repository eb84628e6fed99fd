"""The question whether schuldhulp may call: asked apart, never as a condition of anything."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Antwoord

from portaal.afspraak.links import sign_link
from portaal.beleid.service import gemeente
from portaal.core.door import DoorBezoeker
from portaal.core.rollen import LOKET, Rol
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.infra.web.aanmelding import Aanmelding
from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, inwoner_id_or_none, nu, portaal, sessie
from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import GeenBereik, NietGevraagd, Toestemmingskanaal, Toestemmingssoort, Wie
from portaal.toestemming.bewijs import make_receipt
from portaal.toestemming.forms import ContactwensForm, LeegFormulier, known_wens
from portaal.toestemming.service import (
    Stand,
    beleid_of,
    get_receipt,
    give,
    history_of,
    is_receipt_of,
    last_day_of,
    name_of,
    read_link,
    refuse,
    toestemming_of,
    withdraw,
    withdraw_link,
)
from portaal.toestemming.service.gesprek import AFZENDER, gesprek_of, is_open_question

bp = Blueprint("toestemming", __name__)
Pagina = str | tuple[str, int] | Antwoord
BEZOEKER = "toestemming_bezoeker"


def may_choose(_session: Session, wie: Aanmelding, _argumenten: Mapping[str, Any]) -> bool:
    """The inwoner, or the balie for them: but nobody who decides on plans, whatever other role they have."""
    return Rol.INVORDERING not in wie.rollen


def is_publiek(_session: Session, wie: Aanmelding, _argumenten: Mapping[str, Any]) -> bool:
    """Anyone, logged in or not; of employees only those at the desk who decide nothing."""
    return not wie.is_medewerker or (wie.heeft(*LOKET) and Rol.INVORDERING not in wie.rollen)


def is_bezoekersbewijs(db: Session, wie: Aanmelding, argumenten: Mapping[str, Any]) -> bool:
    """Whether the receipt in the address was made in this browser session, without login."""
    sleutel = str(session.get(BEZOEKER, ""))
    return is_publiek(db, wie, argumenten) and bool(sleutel) and is_receipt_of(db, argumenten["ref"], sleutel)


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


def taal() -> str:
    """The language of this request."""
    return str(get_locale() or "nl")


def whose() -> Wie:
    """Whose answers this request is about: who logged in or is helped, else who answers in this browser."""
    wie = inwoner_id_or_none()
    return wie if wie is not None else str(session.get(BEZOEKER, ""))


@bp.get("/mijn/toestemming")
def vraag() -> str:
    """The question, with two equal buttons."""
    return render_template(
        "toestemming/vraag.html",
        beleid=beleid_of(sessie(), nu()),
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        leest_voor=aanmelding().is_medewerker,
        naar_ja=url_for("toestemming.ja"),
        naar_nee=url_for("toestemming.nee"),
        form=LeegFormulier(),
    )


@bp.post("/mijn/toestemming/nee")
def nee() -> Antwoord:
    """A no is a no."""
    refuse(sessie(), door(), inwoner_id(), nu(), taal=taal())
    sessie().commit()
    flash(_("U zei nee. Dat is goed. Het heeft geen gevolgen."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.route("/mijn/toestemming/ja", methods=["GET", "POST"])
def ja() -> Pagina:
    """How and when to call; sending this is the yes."""
    persoon, vraag = get_persoon(sessie(), inwoner_id()), toestemming_of(sessie(), inwoner_id(), nu()).hulpvraag
    bekend = known_wens(vraag, taal()) if vraag else {"telefoon": persoon.telefoon, "email": persoon.email}
    form = ContactwensForm(data=bekend)
    if form.validate_on_submit():
        try:
            ref = give(sessie(), door(), inwoner_id(), form.wens(), nu(), taal=taal())
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
        terug_naar=url_for("toestemming.vraag"),
    )
    return (html, 422) if form.errors else html


@bp.get("/toestemming/bewijs/<ref>", endpoint="bezoekersbewijs")
@bp.get("/mijn/toestemming/bewijs/<ref>")
def gegeven(ref: str) -> str:
    """The receipt of a record."""
    rij = get_receipt(sessie(), ref)
    return render_template(
        "toestemming/gegeven.html",
        bewijs=rij,
        naam=name_of(sessie(), rij.wie),
        leest_voor=aanmelding().is_medewerker,
        datum=today(rij.at),
        laatste_dag=last_day_of(rij),
        stand=toestemming_of(sessie(), rij.wie, nu()),
        gesprek=gesprek_of(sessie(), rij.wie, nu()),
        is_bezoeker=rij.inwoner_id is None,
        kan_bedragen=rij.inwoner_id is not None and may_ask_bedragen(rij.inwoner_id),
    )


@bp.get("/toestemming/bewijs/<ref>/bewijs.json", endpoint="bezoekersbewijs_json")
@bp.get("/mijn/toestemming/bewijs/<ref>/bewijs.json")
def bewijs_json(ref: str) -> Response:
    """The receipt as data."""
    rij, wie = get_receipt(sessie(), ref), gemeente(sessie(), today(nu()))
    antwoord = jsonify(make_receipt(rij, wie, naam=name_of(sessie(), rij.wie), intrekken=withdraw_link(rij)))
    antwoord.headers["Content-Disposition"] = f'attachment; filename="toestemming-{ref}.json"'
    return antwoord


@bp.get("/toestemming/bewijs/<ref>/bewijs.pdf", endpoint="bezoekersbewijs_pdf")
@bp.get("/mijn/toestemming/bewijs/<ref>/bewijs.pdf")
def bewijs_pdf(ref: str) -> Response:
    """The receipt on paper."""
    rij = get_receipt(sessie(), ref)
    html = render(
        "toestemming/brief/bewijs.html",
        taal=rij.taal,
        bewijs=rij,
        naam=name_of(sessie(), rij.wie),
        adres=absolute_url("/mijn/toestemming/overzicht"),
        laatste_dag=last_day_of(rij),
        gemeente=gemeente(sessie(), today(nu())),
        datum=today(rij.at),
        adresregels=(),
    )
    return Response(render_pdf(html), mimetype="application/pdf")


@bp.get("/mijn/toestemming/overzicht")
def overzicht() -> str:
    """What was said when, the button to take a yes back, and the talk that is planned."""
    gesprek = gesprek_of(sessie(), inwoner_id(), nu())
    return render_template(
        "toestemming/overzicht.html",
        stand=toestemming_of(sessie(), inwoner_id(), nu()),
        bedragen=bedragen_of(inwoner_id()),
        kan_bedragen=may_ask_bedragen(inwoner_id()),
        records=history_of(sessie(), inwoner_id()),
        ontvanger=beleid_of(sessie(), nu()).ontvanger,
        gesprek=gesprek,
        token=sign_link(gesprek.id, AFZENDER.waarvoor) if gesprek else "",
        vraagt_gesprek=gesprek is not None and is_open_question(sessie(), gesprek.id),
        leest_voor=aanmelding().is_medewerker,
        form=LeegFormulier(),
    )


def bedragen_of(wie: Wie) -> Stand | None:
    """Where someone stands on the second question; None where the gemeente does not ask it."""
    try:
        return toestemming_of(sessie(), wie, nu(), soort=Toestemmingssoort.BEDRAGEN)
    except NietGevraagd:
        return None


def may_ask_bedragen(wie: Wie) -> bool:
    """Whether the second question can be answered with a yes: it is asked, and contact was agreed to."""
    stand = bedragen_of(wie)
    return stand is not None and not stand.is_ja and toestemming_of(sessie(), wie, nu()).is_ja


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
    withdraw(sessie(), DoorBezoeker(), rij.wie, nu(), kanaal=Toestemmingskanaal.LINK, soort=rij.soort)
    sessie().commit()
    return render_template("toestemming/ingetrokken.html")
