"""A person's page, and acting for that person."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import Vaststelling
from portaal.core.rollen import Rol
from portaal.infra.i18n import N_
from portaal.infra.web.verzoek import aanmelding, employee, namens, nu, sessie, start_namens, stop_namens
from portaal.signaal import teksten as signaalteksten
from portaal.signaal.begrip import Team
from portaal.signaal.service import voorgestelde_dag
from portaal.werkplek import teksten
from portaal.werkplek.forms import NamensForm
from portaal.werkplek.rules import vaststellingen_for
from portaal.werkplek.service import begin_namens, end_namens, open_dossier
from portaal.werkplek.views import Antwoord, bp

# What one does for an inwoner, on the inwoner's own pages.
WEGEN = (
    ("mijn.overzicht", N_("Zien wat de inwoner ziet")),
    ("regeling.start", N_("Een betalingsregeling vragen")),
    ("afspraak.start", N_("Een afspraak maken")),
    ("bericht.lijst", N_("De berichten lezen")),
    ("toestemming.vraag", N_("Vragen of schuldhulp mag bellen")),
    ("toestemming.samen", N_("Samen ja zeggen, en meteen een gesprek plannen")),
    ("toestemming.overzicht", N_("Een ja intrekken, of een gesprek met schuldhulp wijzigen")),
    ("hulpwijzer.start", N_("Zien welke hulp er is")),
)


@bp.get("/inwoner/<int:inwoner_id>")
def dossier(inwoner_id: int) -> str:
    """A person's page, by role; the look is in the logboek."""
    return _page(inwoner_id)


@bp.post("/inwoner/<int:inwoner_id>/namens")
def namens_inwoner(inwoner_id: int) -> Antwoord:
    """Act for this inwoner from now on, having made sure who it is."""
    form = _form()
    if not form.validate_on_submit():
        return _page(inwoner_id, form), 422
    vaststelling = Vaststelling(form.vaststelling.data)
    naam = begin_namens(sessie(), employee(), inwoner_id, vaststelling, nu())
    sessie().commit()
    start_namens(inwoner_id, vaststelling, naam)
    flash(_("U doet nu dingen voor deze inwoner. Alles staat in het logboek."), "info")
    return redirect(url_for("werkplek.dossier", inwoner_id=inwoner_id))


@bp.post("/namens/stop", endpoint="stop_namens")
def stop() -> Response:
    """Act for nobody any more; back to the person's page."""
    voor = namens()
    stop_namens()
    if voor is None:
        return redirect(url_for("werkplek.start"))
    end_namens(sessie(), employee(), voor.inwoner_id, nu())
    sessie().commit()
    flash(_("U doet nu niets meer voor deze inwoner."), "info")
    return redirect(url_for("werkplek.dossier", inwoner_id=voor.inwoner_id))


def _page(inwoner_id: int, form: NamensForm | None = None) -> str:
    beeld, ander = open_dossier(sessie(), employee(), inwoner_id, nu()), namens()
    sessie().commit()
    return render_template(
        "werkplek/dossier.html",
        dossier=beeld,
        form=(form or _form(leeg=True)) if vaststellingen_for(employee().rollen) else None,
        opvolgen_op=voorgestelde_dag(sessie(), nu()),
        team=Team.of(employee().rollen).value,
        is_namens=ander is not None and ander.inwoner_id == inwoner_id,
        is_namens_ander=ander is not None and ander.inwoner_id != inwoner_id,
        wegen=WEGEN,
        mag_doorgeven=aanmelding().heeft(Rol.INVORDERING),
        teksten=teksten,
        signalen=signaalteksten,
    )


def _form(*, leeg: bool = False) -> NamensForm:
    manieren = vaststellingen_for(employee().rollen)
    return NamensForm(manieren, formdata=None) if leeg else NamensForm(manieren)
