"""Noting what staff notice, from the page of a person, and the team's list."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.inwoner.service import get_persoon, names_of
from portaal.signaal.forms import SIGNALEN, ContactForm, SignaalForm, VerwijsForm
from portaal.signaal.model import Contactkanaal, Doorverwijzing, Signaalsoort
from portaal.signaal.service import (
    OpvolgdatumVoorbij,
    finish_signaal,
    list_open,
    note_contact,
    note_signaal,
    note_verwijzing,
)

bp = Blueprint("signaal", __name__, url_prefix="/werk")


def employee() -> DoorMedewerker:
    """The employee of this request. Raises NietGevonden for anyone else."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


@bp.get("/signalen")
def lijst() -> str:
    """Open signals, those past their day on top."""
    pagina = list_open(sessie(), request.args.get("pagina", 1, type=int))
    namen = names_of(sessie(), [signaal.inwoner_id for signaal in pagina.items])
    return render_template("signaal/staff/lijst.html", pagina=pagina, namen=namen, signalen=SIGNALEN)


@bp.route("/inwoner/<int:nummer>/signaal", methods=["GET", "POST"])
def maak(nummer: int) -> str | tuple[str, int] | Response:
    """Note a signal about a person."""
    form = SignaalForm()
    if form.validate_on_submit() and form.opvolgen_op.data:
        try:
            note_signaal(sessie(), employee(), nummer, Signaalsoort(form.soort.data), form.opvolgen_op.data, nu())
        except OpvolgdatumVoorbij:
            form.opvolgen_op.errors = [_("Deze dag is voorbij. Kies vandaag of later.")]
        else:
            return _done(nummer, _("Het signaal is genoteerd."))
    return _page("signaal/staff/signaal.html", form, nummer)


@bp.route("/inwoner/<int:nummer>/contact", methods=["GET", "POST"])
def contact(nummer: int) -> str | tuple[str, int] | Response:
    """Note that there was contact, or a try."""
    form = ContactForm()
    if form.validate_on_submit():
        kanaal = Contactkanaal(form.kanaal.data)
        note_contact(sessie(), employee(), nummer, kanaal, nu(), gelukt=form.gelukt.data == "ja")
        return _done(nummer, _("Het contact is genoteerd."))
    return _page("signaal/staff/contact.html", form, nummer)


@bp.route("/inwoner/<int:nummer>/verwijs", methods=["GET", "POST"])
def verwijs(nummer: int) -> str | tuple[str, int] | Response:
    """Note where someone was shown the way to."""
    form = VerwijsForm()
    if form.validate_on_submit():
        note_verwijzing(sessie(), employee(), nummer, Doorverwijzing(form.naar.data), nu())
        return _done(nummer, _("De verwijzing is genoteerd."))
    return _page("signaal/staff/verwijs.html", form, nummer)


@bp.post("/signalen/<int:nummer>/gedaan")
def gedaan(nummer: int) -> Response:
    """The signal has been looked at."""
    finish_signaal(sessie(), employee(), nummer, nu())
    sessie().commit()
    flash(_("Het signaal is afgehandeld."), "goed")
    return redirect(url_for("signaal.lijst"))


def _done(nummer: int, boodschap: str) -> Response:
    sessie().commit()
    flash(boodschap, "goed")
    return redirect(url_for("werkplek.dossier", inwoner_id=nummer))


def _page(template: str, form: SignaalForm | ContactForm | VerwijsForm, nummer: int) -> str | tuple[str, int]:
    html = render_template(template, form=form, persoon=get_persoon(sessie(), nummer))
    return (html, 422) if form.errors else html
