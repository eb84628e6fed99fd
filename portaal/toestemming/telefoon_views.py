"""Taking a yes back by phone: at the desk for who did not log in, and at schuldhulp for whoever says so."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.rollen import LOKET, Rol
from portaal.infra.web.verzoek import aanmelding, door, nu, sessie
from portaal.toestemming.begrip import HulpvraagDicht, ToestemmingGestopt
from portaal.toestemming.forms import TelefoonForm
from portaal.toestemming.service.telefoon import withdraw_at_desk, withdraw_by_contact
from portaal.toestemming.views import Pagina, bp


@bp.app_template_global("hulp_intrekken")
def offers_withdrawal() -> bool:
    """Whether this employee may take a yes back for who calls and did not log in."""
    wie = aanmelding()
    return wie.heeft(*LOKET) and Rol.INVORDERING not in wie.rollen


def _employee() -> DoorMedewerker:
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


@bp.route("/werk/toestemming/intrekken", methods=["GET", "POST"])
def telefoon() -> Pagina:
    """By the number or address that was given. What is said is the same, whether or not there was a yes."""
    form = TelefoonForm()
    if form.validate_on_submit():
        withdraw_by_contact(sessie(), _employee(), *form.contact(), nu())
        sessie().commit()
        flash(_("Gedaan. Zei iemand ja met dit nummer of adres? Dan is dat nu ingetrokken."), "goed")
        return redirect(url_for("toestemming.telefoon"))
    html = render_template("toestemming/staff/telefoon.html", form=form)
    return (html, 422) if form.errors else html


@bp.post("/werk/schuldhulp/<int:nummer>/stop")
def stop(nummer: int) -> Pagina:
    """The inwoner says on the phone that they no longer want it."""
    try:
        withdraw_at_desk(sessie(), _employee(), nummer, nu())
    except (ToestemmingGestopt, HulpvraagDicht):
        sessie().rollback()
    else:
        sessie().commit()
    flash(_("Het ja is ingetrokken. Neem geen contact meer op."), "goed")
    return redirect(url_for("toestemming.werklijst"))
