"""Beheer changes the agendas, and sees what that does before it holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.wrappers import Response

from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.boeking import new_code
from portaal.afspraak.forms import LeegFormulier
from portaal.afspraak.service import (
    apply_beleid,
    beleid_on,
    change_part,
    change_whole,
    foresee,
    list_without_place,
)
from portaal.afspraak.staff_forms import (
    AgendaFormulier,
    AlgemeenFormulier,
    BeheerFormulier,
    InloopFormulier,
    LocatieFormulier,
    OnderwerpFormulier,
    PlekFormulier,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.concept import drop_concept, load_concept, save_concept
from portaal.infra.web.verzoek import eigenaar, nu, sessie

Antwoord = str | Response | tuple[str, int]
VOORSTEL = "afspraak-beheer"
NIEUW = "nieuw"


@dataclass(frozen=True)
class Deel:
    """A kind of thing that beheer changes."""

    formulier: type[BeheerFormulier]
    veld: str = ""


DELEN = {
    "agenda": Deel(AgendaFormulier, "agendas"),
    "locatie": Deel(LocatieFormulier, "locaties"),
    "inloop": Deel(InloopFormulier, "inloop"),
    "onderwerp": Deel(OnderwerpFormulier, "onderwerpen"),
    "algemeen": Deel(AlgemeenFormulier),
}


@bp.get("/werk/beheer/afspraken")
def manage() -> str:
    """All agendas, locations and topics as they are."""
    beleid = beleid_on(sessie(), today(nu()))
    return render_template("afspraak/staff/beheer.html", beleid=beleid)


@bp.route("/werk/beheer/afspraken/<deel>/<sleutel>", methods=["GET", "POST"])
def edit(deel: str, sleutel: str) -> Antwoord:
    """Change one of them; what is sent becomes a proposal, not yet the truth."""
    beleid = beleid_on(sessie(), today(nu()))
    form = _make_form(beleid, deel, sleutel)
    if form.validate_on_submit():
        dag = form.geldig_vanaf.data or today(nu())
        try:
            nieuw = _changed(beleid_on(sessie(), dag), deel, sleutel, form)
        except ValidationError as fout:
            form.note(fout)
        else:
            return _propose(nieuw, dag)
    pagina = render_template(f"afspraak/staff/edit_{deel}.html", form=form, sleutel=sleutel, beleid=beleid)
    return (pagina, 422) if form.is_submitted() else pagina


def _make_form(beleid: Afsprakenbeleid, deel: str, sleutel: str) -> BeheerFormulier:
    soort = DELEN.get(deel)
    if soort is None:
        raise NietGevonden
    huidig = getattr(beleid, soort.veld).get(sleutel) if soort.veld else beleid
    if huidig is None and not _can_be_new(beleid, deel, sleutel):
        raise NietGevonden
    begin: dict[str, Any] = {"geldig_vanaf": today(nu())}
    if huidig is not None:
        begin |= soort.formulier.read(huidig)
    form = soort.formulier(data=begin)
    form.vandaag = today(nu())
    if isinstance(form, AgendaFormulier):
        form.fill_choices(beleid)
    elif isinstance(form, PlekFormulier):
        form.fill_places(getattr(beleid, soort.veld), sleutel)
    return form


def _can_be_new(beleid: Afsprakenbeleid, deel: str, sleutel: str) -> bool:
    """Walking in goes with a location; anything else gets a key of its own."""
    return sleutel in beleid.locaties if deel == "inloop" else sleutel == NIEUW


def _changed(beleid: Afsprakenbeleid, deel: str, sleutel: str, form: Any) -> Afsprakenbeleid:
    veld, inhoud = DELEN[deel].veld, form.inhoud()
    if not veld:
        return change_whole(beleid, inhoud)
    na = form.na.data if isinstance(form, PlekFormulier) else None
    if sleutel == NIEUW:
        return change_part(beleid, veld, f"{deel}-{new_code(5).lower()}", inhoud, na=na)
    huidig = getattr(beleid, veld).get(sleutel)
    bewaard = huidig.model_dump(mode="json") if huidig else {}
    return change_part(beleid, veld, sleutel, None if inhoud is None else {**bewaard, **inhoud}, na=na)


@bp.post("/werk/beheer/afspraken/<deel>/<sleutel>/weg")
def remove(deel: str, sleutel: str) -> Response:
    """Propose to take one away."""
    if deel not in DELEN or not DELEN[deel].veld:
        raise NietGevonden
    try:
        nieuw = change_part(beleid_on(sessie(), today(nu())), DELEN[deel].veld, sleutel, None)
    except ValidationError:
        flash(gettext("Dit kan nog niet weg: een agenda of de inloop gebruikt het."), "let-op")
        return redirect(url_for("afspraak.manage"))
    return _propose(nieuw, today(nu()))


def _propose(nieuw: Afsprakenbeleid, vanaf: date) -> Response:
    voorstel = {"beleid": nieuw.model_dump(mode="json"), "vanaf": vanaf.isoformat()}
    save_concept(sessie(), eigenaar(), VOORSTEL, voorstel, nu())
    sessie().commit()
    return redirect(url_for("afspraak.preview"))


def _proposal() -> tuple[Afsprakenbeleid, date]:
    voorstel = load_concept(sessie(), eigenaar(), VOORSTEL, nu())
    if not voorstel:
        raise NietGevonden
    return Afsprakenbeleid.model_validate(voorstel["beleid"]), date.fromisoformat(voorstel["vanaf"])


@bp.get("/werk/beheer/afspraken/gevolg")
def preview() -> str:
    """What the proposal would do: room per week, and appointments that would no longer fit."""
    nieuw, vanaf = _proposal()
    effect = foresee(sessie(), nieuw, vanaf, nu())
    return render_template("afspraak/staff/effect.html", effect=effect, vanaf=vanaf, form=LeegFormulier())


@bp.post("/werk/beheer/afspraken/gevolg")
def apply() -> Response:
    """Let it hold, or drop the proposal."""
    if request.form.get("besluit") == "ja":
        nieuw, vanaf = _proposal()
        committed(lambda db: apply_beleid(db, medewerker(), nieuw, vanaf, nu()))
        flash(gettext("De agenda's zijn gewijzigd."), "goed")
    drop_concept(sessie(), eigenaar(), VOORSTEL)
    sessie().commit()
    return redirect(url_for("afspraak.manage"))


@bp.get("/werk/afspraken/past-niet")
def without_place() -> str:
    """Appointments for which the agenda is no longer open: move each, and it is told."""
    return render_template("afspraak/staff/past_niet.html", afspraken=list_without_place(sessie(), nu()))
