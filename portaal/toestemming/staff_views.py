"""The desk of schuldhulp."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.medewerker.service import names_of
from portaal.toestemming.forms import MOMENTEN, POGINGEN, SPOED, AfsluitForm, NotitieForm, PogingForm
from portaal.toestemming.hulpvragen import add_note, close, list_hulpvragen, log_attempt, open_hulpvraag, take
from portaal.toestemming.model import Pogingsuitkomst, Uitkomst
from portaal.toestemming.views import bp


def employee() -> DoorMedewerker:
    """The employee of this request. Raises NietGevonden for anyone else."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


@bp.get("/werk/schuldhulp")
def werklijst() -> str:
    """Who wants to be called, the late ones first."""
    pagina = list_hulpvragen(sessie(), nu(), request.args.get("pagina", 1, type=int))
    namen = names_of(sessie(), [v.medewerker_id for v in pagina.items if v.medewerker_id])
    return render_template("toestemming/staff/werklijst.html", pagina=pagina, namen=namen, spoed=SPOED)


@bp.get("/werk/schuldhulp/<int:nummer>")
def hulpvraag(nummer: int) -> str:
    """One person who asked for contact."""
    html = _page(nummer, PogingForm(), NotitieForm(), AfsluitForm())
    sessie().commit()
    return html


@bp.post("/werk/schuldhulp/<int:nummer>/neem")
def neem(nummer: int) -> Response:
    """Take it up."""
    return _done(nummer, lambda: take(sessie(), employee(), nummer, nu()), _("U hebt deze vraag opgepakt."))


@bp.post("/werk/schuldhulp/<int:nummer>/poging")
def poging(nummer: int) -> str | tuple[str, int] | Response:
    """Note a try."""
    form = PogingForm()
    if not form.validate_on_submit():
        return _page(nummer, form, NotitieForm(formdata=None), AfsluitForm(formdata=None)), 422
    uitkomst = Pogingsuitkomst(form.uitkomst.data)
    return _done(
        nummer, lambda: log_attempt(sessie(), employee(), nummer, uitkomst, nu()), _("De poging is genoteerd.")
    )


@bp.post("/werk/schuldhulp/<int:nummer>/notitie")
def notitie(nummer: int) -> str | tuple[str, int] | Response:
    """Keep a note."""
    form = NotitieForm()
    if not form.validate_on_submit():
        return _page(nummer, PogingForm(formdata=None), form, AfsluitForm(formdata=None)), 422
    tekst = form.tekst.data or ""
    return _done(nummer, lambda: add_note(sessie(), employee(), nummer, tekst, nu()), _("De notitie is bewaard."))


@bp.post("/werk/schuldhulp/<int:nummer>/sluit")
def sluit(nummer: int) -> str | tuple[str, int] | Response:
    """The contact is over."""
    form = AfsluitForm()
    if not form.validate_on_submit():
        return _page(nummer, PogingForm(formdata=None), NotitieForm(formdata=None), form), 422
    uitkomst = Uitkomst(form.uitkomst.data)
    return _done(0, lambda: close(sessie(), employee(), nummer, uitkomst, nu()), _("Het contact is afgesloten."))


def _page(nummer: int, poging_form: PogingForm, notitie_form: NotitieForm, afsluit_form: AfsluitForm) -> str:
    dossier = open_hulpvraag(sessie(), employee(), nummer, nu())
    return render_template(
        "toestemming/staff/hulpvraag.html",
        dossier=dossier,
        poging_form=poging_form,
        notitie_form=notitie_form,
        afsluit_form=afsluit_form,
        momenten=MOMENTEN,
        spoed=SPOED,
        pogingen=POGINGEN,
    )


def _done(nummer: int, werk: Callable[[], None], boodschap: str) -> Response:
    try:
        werk()
    except NietGevonden:
        sessie().rollback()
        flash(_("Dit contact is gestopt. Er is niets bewaard. Neem geen contact meer op."), "let-op")
        return redirect(url_for("toestemming.werklijst"))
    sessie().commit()
    flash(boodschap, "goed")
    doel = url_for("toestemming.hulpvraag", nummer=nummer) if nummer else url_for("toestemming.werklijst")
    return redirect(doel)
