"""The conversation card of a person: what to ask, and noting a signal, a contact or a referral in one click."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.infra.web.verzoek import employee, namens, nu, sessie
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.signaal import teksten
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    OpvolgdatumTeVer,
    OpvolgdatumVoorbij,
    Signaalsoort,
    SignaalStaatAl,
    Team,
    VerwijzingStaatAl,
)
from portaal.signaal.forms import DATUM_FOUT, ContactForm, SignaalForm, VerwijsForm
from portaal.signaal.service import (
    Contactvraag,
    contacten_of,
    note_contact,
    note_signaal,
    note_verwijzing,
    signaalbeleid,
    voorgestelde_dag,
)

bp = Blueprint("signaal", __name__, url_prefix="/werk")
Antwoord = str | tuple[str, int] | Response


@bp.get("/inwoner/<int:inwoner_id>/gesprek")
def gesprek(inwoner_id: int) -> str:
    """The conversation card; the look is in the logboek."""
    pagina = _card(inwoner_id)
    record(
        sessie(), employee(), "signaal:gesprek:bekeken", now=nu(), inwoner_id=inwoner_id, doel="een gesprek voeren"
    )
    sessie().commit()
    return pagina


@bp.post("/inwoner/<int:inwoner_id>/signaal")
def maak(inwoner_id: int) -> Antwoord:
    """Note a signal."""
    form = SignaalForm()
    if not form.validate_on_submit():
        return _card(inwoner_id, signaal=form), 422
    soort, team = Signaalsoort(form.soort.data), Team(form.team.data)
    try:
        note_signaal(sessie(), employee(), inwoner_id, soort, form.dag, nu(), team=team)
    except (OpvolgdatumVoorbij, OpvolgdatumTeVer) as fout:
        form.opvolgen_op.errors = [DATUM_FOUT[type(fout)]]
        return _card(inwoner_id, signaal=form), 422
    except SignaalStaatAl:
        return _done(inwoner_id, _("Dit signaal staat al open. Er is niets bijgekomen."), "info")
    return _done(inwoner_id, _("Het signaal is genoteerd."))


@bp.post("/inwoner/<int:inwoner_id>/contact")
def contact(inwoner_id: int) -> Antwoord:
    """Note that there was contact, or a try."""
    form = ContactForm()
    if not form.validate_on_submit():
        return _card(inwoner_id, contact=form), 422
    vraag = Contactvraag(
        kanaal=Contactkanaal(form.kanaal.data),
        onderwerp=Contactonderwerp(form.onderwerp.data),
        initiatief=Initiatief(form.initiatief.data),
        gelukt=form.gelukt.data == "ja",
    )
    note_contact(sessie(), employee(), inwoner_id, vraag, nu())
    return _done(inwoner_id, _("Het contact is genoteerd."))


@bp.post("/inwoner/<int:inwoner_id>/verwijs")
def verwijs(inwoner_id: int) -> Antwoord:
    """Note where someone is shown the way to."""
    form = VerwijsForm(signaalbeleid(sessie(), nu()))
    if not form.validate_on_submit():
        return _card(inwoner_id, verwijzing=form), 422
    try:
        note_verwijzing(sessie(), employee(), inwoner_id, form.naar.data, nu())
    except VerwijzingStaatAl:
        return _done(inwoner_id, _("Deze verwijzing staat al open. Er is niets bijgekomen."), "info")
    return _done(inwoner_id, _("De verwijzing is genoteerd. Over een tijd vraagt de lijst hoe het ging."))


def _card(
    inwoner_id: int,
    signaal: SignaalForm | None = None,
    contact: ContactForm | None = None,
    verwijzing: VerwijsForm | None = None,
) -> str:
    """The whole card, with the form that has a fault as it was filled in and the others fresh."""
    beleid, ander = signaalbeleid(sessie(), nu()), namens()
    fout = next((form for form in (signaal, contact, verwijzing) if form is not None), None)
    return render_template(
        "signaal/staff/gesprek.html",
        persoon=get_persoon(sessie(), inwoner_id),
        contacten=contacten_of(sessie(), inwoner_id, nu()),
        signaalform=signaal or new_signaalform(),
        contactform=contact or new_contactform(),
        verwijsform=verwijzing or VerwijsForm(beleid, formdata=None),
        fout=fout,
        wegen=beleid.verwijzingen,
        is_namens=ander is not None and ander.inwoner_id == inwoner_id,
        teksten=teksten,
    )


def new_signaalform() -> SignaalForm:
    """A fresh form with the proposed day and the employee's own team."""
    team = Team.of(employee().rollen)
    return SignaalForm(formdata=None, opvolgen_op=voorgestelde_dag(sessie(), nu()), team=team.value)


def new_contactform() -> ContactForm:
    """A fresh form with what is most likely for this employee."""
    kanaal = ContactForm.usual_kanaal(employee().rollen)
    return ContactForm(
        formdata=None,
        kanaal=kanaal.value,
        onderwerp=Contactonderwerp.UITLEG.value,
        initiatief=Initiatief.INWONER.value,
    )


def _done(inwoner_id: int, boodschap: str, soort: str = "goed") -> Response:
    sessie().commit()
    flash(boodschap, soort)
    return redirect(url_for("signaal.gesprek", inwoner_id=inwoner_id))
