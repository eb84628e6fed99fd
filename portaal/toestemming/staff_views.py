"""The desk of schuldhulp."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portaal.afspraak.begrip import AlVoorbij, TeLaat, TijdvakBezet
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.medewerker.service import names_of
from portaal.toestemming.begrip import (
    GeenBereik,
    Hulpuitkomst,
    HulpvraagDicht,
    Pogingsuitkomst,
    ToestemmingGestopt,
)
from portaal.toestemming.forms import (
    MOMENTEN,
    POGINGEN,
    SPOED,
    AfsluitForm,
    LeegFormulier,
    NotitieForm,
    PogingForm,
)
from portaal.toestemming.gesprek_views import chosen, request_key, times
from portaal.toestemming.service.agenda import hold_gesprek, list_agenda, note_gehouden
from portaal.toestemming.service.bedragen import open_amounts
from portaal.toestemming.service.desk import (
    add_note,
    close,
    has_mail,
    has_talk,
    list_gestopt,
    list_hulpvragen,
    lock_hulpvraag,
    log_attempt,
    open_hulpvraag,
    take,
)
from portaal.toestemming.service.gesprek import cancel_gesprek, gesprek_for, move_gesprek, plan_gesprek
from portaal.toestemming.service.niet_gemeld import list_ongemeld, note_gebeld
from portaal.toestemming.views import Pagina, bp


def employee() -> DoorMedewerker:
    """The employee of this request. Raises NietGevonden for anyone else."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


@bp.get("/werk/schuldhulp")
def werklijst() -> str:
    """Who wants to be called, the late ones first."""
    wie = employee().medewerker_id
    alleen_mijn = request.args.get("lijst") == "mijn"
    nummer = request.args.get("pagina", 1, type=int)
    pagina = list_hulpvragen(sessie(), nu(), nummer, van=wie if alleen_mijn else None)
    namen = names_of(sessie(), [r.vraag.medewerker_id for r in pagina.items if r.vraag.medewerker_id])
    return render_template(
        "toestemming/staff/werklijst.html",
        pagina=pagina,
        namen=namen,
        spoed=SPOED,
        alleen_mijn=alleen_mijn,
        gestopt=list_gestopt(sessie(), wie, nu()),
        nabellen=list_ongemeld(sessie(), wie, nu()),
        form=LeegFormulier(),
    )


@bp.post("/werk/schuldhulp/gebeld/<soort>/<int:nummer>")
def gebeld(soort: str, nummer: int) -> Pagina:
    """Someone whom a message did not reach was phoned."""
    note_gebeld(sessie(), employee(), soort, nummer, nu())
    sessie().commit()
    flash(_("Genoteerd."), "goed")
    return redirect(url_for("toestemming.werklijst"))


@bp.get("/werk/schuldhulp/agenda")
def agenda() -> str:
    """The talks to come."""
    gesprekken = list_agenda(sessie(), employee().medewerker_id, nu())
    return render_template("toestemming/staff/agenda.html", gesprekken=gesprekken, form=LeegFormulier())


@bp.post("/werk/schuldhulp/agenda/<int:gesprek_id>")
def gehouden(gesprek_id: int) -> Pagina:
    """Note that a talk took place, or that nobody came or answered."""
    kwam = request.form.get("kwam") == "ja"
    note_gehouden(sessie(), employee(), gesprek_id, nu(), kwam=kwam)
    sessie().commit()
    flash(_("Genoteerd."), "goed")
    return redirect(url_for("toestemming.agenda"))


@bp.post("/werk/schuldhulp/agenda/<int:gesprek_id>/houd")
def houd(gesprek_id: int) -> Pagina:
    """Hold a talk that stayed after a withdrawal and that nobody held."""
    hold_gesprek(sessie(), employee(), gesprek_id, nu())
    sessie().commit()
    flash(_("U voert dit gesprek. Alleen u ziet het."), "goed")
    return redirect(url_for("toestemming.agenda"))


@bp.get("/werk/schuldhulp/<int:nummer>")
def hulpvraag(nummer: int) -> str:
    """One person who asked for contact."""
    html = _page(nummer, PogingForm(), NotitieForm(), AfsluitForm())
    sessie().commit()
    return html


@bp.post("/werk/schuldhulp/<int:nummer>/neem")
def neem(nummer: int) -> Pagina:
    """Take it up."""
    return _done(nummer, lambda: take(sessie(), employee(), nummer, nu()), _("U hebt deze vraag opgepakt."))


@bp.post("/werk/schuldhulp/<int:nummer>/poging")
def poging(nummer: int) -> Pagina:
    """Note a try."""
    form = PogingForm()
    if not form.validate_on_submit():
        return _again(nummer, poging=form)
    uitkomst = Pogingsuitkomst(form.uitkomst.data)
    return _done(
        nummer, lambda: log_attempt(sessie(), employee(), nummer, uitkomst, nu()), _("De poging is genoteerd.")
    )


@bp.post("/werk/schuldhulp/<int:nummer>/notitie")
def notitie(nummer: int) -> Pagina:
    """Keep a note."""
    form = NotitieForm()
    if not form.validate_on_submit():
        return _again(nummer, notitie=form)
    tekst = form.tekst.data or ""
    return _done(nummer, lambda: add_note(sessie(), employee(), nummer, tekst, nu()), _("De notitie is bewaard."))


@bp.post("/werk/schuldhulp/<int:nummer>/sluit")
def sluit(nummer: int) -> Pagina:
    """The contact is over."""
    form = AfsluitForm()
    is_goed = form.validate_on_submit()
    if has_talk(sessie(), nummer, nu()):
        form.uitkomst.errors = [_("Er komt nog een gesprek. Zeg dat eerst af, of wacht tot het geweest is.")]
        return _again(nummer, afsluit=form)
    if not is_goed:
        return _again(nummer, afsluit=form)
    uitkomst = Hulpuitkomst(form.uitkomst.data)
    return _done(0, lambda: close(sessie(), employee(), nummer, uitkomst, nu()), _("Het contact is afgesloten."))


@bp.route("/werk/schuldhulp/<int:nummer>/plan", methods=["GET", "POST"])
def plan(nummer: int) -> Pagina:
    """Plan a talk in schuldhulp's own agenda, or move the one that is planned."""
    if request.method == "POST":
        try:
            return _done(nummer, lambda: _plan(nummer), _told(nummer, _("Het gesprek staat.")))
        except TijdvakBezet:
            sessie().rollback()
            flash(_("Deze tijd is net bezet. Kies een andere."), "let-op")
            return redirect(url_for("toestemming.plan", nummer=nummer))
        except GeenBereik:
            sessie().rollback()
            flash(_("Er is geen telefoonnummer om te bellen. Kies langskomen."), "let-op")
            return redirect(url_for("toestemming.plan", nummer=nummer))
    vraag = open_hulpvraag(sessie(), employee(), nummer, nu()).vraag
    gesprek = gesprek_for(sessie(), nummer, nu())
    html = render_template(
        "toestemming/staff/plan.html",
        vraag=vraag,
        gesprek=gesprek,
        form=LeegFormulier(),
        **times(gesprek),
    )
    sessie().commit()
    return html


def _told(nummer: int, wat: str) -> Callable[[], str]:
    """What was done, and whether a mail tells the inwoner so."""

    def zeg() -> str:
        mail, zonder = _("De inwoner krijgt een mail."), _("Er is geen e-mailadres. Vertel het zelf.")
        return f"{wat} {mail if has_mail(sessie(), nummer) else zonder}"

    return zeg


def _plan(nummer: int) -> None:
    vraag, gesprek = lock_hulpvraag(sessie(), nummer, nu()), gesprek_for(sessie(), nummer, nu())
    if gesprek is None:
        plan_gesprek(sessie(), employee(), vraag, *chosen(), f"{request_key()}:{nummer}", nu())
        return
    try:
        move_gesprek(sessie(), employee(), gesprek.id, *chosen(), nu())
    except (AlVoorbij, TeLaat) as fout:
        raise HulpvraagDicht from fout


@bp.post("/werk/schuldhulp/<int:nummer>/afzeggen")
def zeg_af(nummer: int) -> Pagina:
    """Call the talk off; the request stays."""
    return _done(nummer, lambda: _cancel(nummer), _told(nummer, _("Het gesprek is afgezegd.")))


def _cancel(nummer: int) -> None:
    lock_hulpvraag(sessie(), nummer, nu())
    gesprek = gesprek_for(sessie(), nummer, nu())
    try:
        if gesprek is None:
            raise HulpvraagDicht
        cancel_gesprek(sessie(), employee(), gesprek.id, nu())
    except (AlVoorbij, TeLaat) as fout:
        raise HulpvraagDicht from fout


def _again(
    nummer: int,
    *,
    poging: PogingForm | None = None,
    notitie: NotitieForm | None = None,
    afsluit: AfsluitForm | None = None,
) -> Pagina:
    """The page with what is wrong in the one form that was sent."""
    leeg = (PogingForm(formdata=None), NotitieForm(formdata=None), AfsluitForm(formdata=None))
    try:
        return _page(nummer, poging or leeg[0], notitie or leeg[1], afsluit or leeg[2]), 422
    except NietGevonden:
        return _stopped()


def _page(nummer: int, poging_form: PogingForm, notitie_form: NotitieForm, afsluit_form: AfsluitForm) -> str:
    dossier = open_hulpvraag(sessie(), employee(), nummer, nu())
    wie = {notitie.medewerker_id for notitie in dossier.notities} | {dossier.vraag.medewerker_id or 0}
    return render_template(
        "toestemming/staff/hulpvraag.html",
        dossier=dossier,
        gesprek=gesprek_for(sessie(), nummer, nu()),
        bedragen=open_amounts(sessie(), employee(), dossier.vraag, nu()),
        poging_form=poging_form,
        notitie_form=notitie_form,
        afsluit_form=afsluit_form,
        namen=names_of(sessie(), wie),
        momenten=MOMENTEN,
        spoed=SPOED,
        pogingen=POGINGEN,
    )


def _done(nummer: int, werk: Callable[[], None], boodschap: str | Callable[[], str]) -> Pagina:
    """Do it and go on; when the yes is gone or a colleague was first, nothing is kept and the page says why."""
    try:
        werk()
    except ToestemmingGestopt:
        return _stopped()
    except HulpvraagDicht:
        sessie().rollback()
        flash(_("Dit kan nu niet. Pak de vraag eerst op, of kijk wat een collega deed."), "let-op")
        return redirect(
            url_for("toestemming.hulpvraag", nummer=nummer) if nummer else url_for("toestemming.werklijst")
        )
    sessie().commit()
    flash(boodschap if isinstance(boodschap, str) else boodschap(), "goed")
    return redirect(
        url_for("toestemming.hulpvraag", nummer=nummer) if nummer else url_for("toestemming.werklijst")
    )


def _stopped() -> Pagina:
    sessie().rollback()
    flash(_("De toestemming is gestopt. Er is niets bewaard. Neem geen contact meer op."), "let-op")
    return redirect(url_for("toestemming.werklijst"))
