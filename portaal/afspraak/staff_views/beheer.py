"""Beheer changes the agendas, and sees what that does before it holds."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.wrappers import Response

from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.boeking import new_code
from portaal.afspraak.service import (
    Wijziging,
    apply_wijziging,
    beleid_on,
    change,
    foresee,
    list_without_place,
    newest_nummer,
)
from portaal.afspraak.staff_forms import (
    AgendaFormulier,
    AlgemeenFormulier,
    BeheerFormulier,
    GevolgFormulier,
    InloopFormulier,
    LocatieFormulier,
    OnderwerpFormulier,
    PlekFormulier,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.tijd import today
from portaal.infra.concept import drop_concept, load_concept, save_concept
from portaal.infra.web.verzoek import aanmelding, eigenaar, nu, sessie

Antwoord = str | Response | tuple[str, int]
VOORSTEL = "afspraak-wijziging"
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
    loopt = bool(load_concept(sessie(), eigenaar(), VOORSTEL, nu()))
    return render_template("afspraak/staff/beheer.html", beleid=beleid, loopt=loopt)


@bp.route("/werk/beheer/afspraken/<deel>/<sleutel>", methods=["GET", "POST"])
def edit(deel: str, sleutel: str) -> Antwoord:
    """Change one of them; what is sent becomes a proposal, not yet the truth."""
    beleid = beleid_on(sessie(), today(nu()))
    form = _make_form(beleid, deel, sleutel)
    if form.validate_on_submit():
        wijziging = _read(deel, sleutel, form)
        try:
            change(beleid_on(sessie(), wijziging.vanaf), wijziging)
        except ValidationError as fout:
            form.note(fout)
        else:
            return _propose(wijziging)
    pagina = render_template(f"afspraak/staff/edit_{deel}.html", form=form, sleutel=sleutel, beleid=beleid)
    return (pagina, 422) if form.is_submitted() else pagina


def _make_form(beleid: Afsprakenbeleid, deel: str, sleutel: str) -> BeheerFormulier:
    soort = DELEN.get(deel)
    if soort is None:
        raise NietGevonden
    huidig = getattr(beleid, soort.veld).get(sleutel) if soort.veld else beleid
    if huidig is None and not _can_be_new(beleid, deel, sleutel):
        raise NietGevonden
    begin: dict[str, Any] = {"geldig_vanaf": today(nu()), "basis": str(newest_nummer(sessie()))}
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


def _read(deel: str, sleutel: str, form: BeheerFormulier) -> Wijziging:
    return Wijziging(
        DELEN[deel].veld,
        f"{deel}-{new_code(5).lower()}" if sleutel == NIEUW else sleutel,
        form.inhoud(),
        form.na.data if isinstance(form, PlekFormulier) else None,
        form.geldig_vanaf.data or today(nu()),
        _number(form.basis.data),
    )


def _number(tekst: str | None) -> int:
    """A version's number as a page sent it along; 0, which is none, for anything else."""
    return int(tekst) if tekst and tekst.isdecimal() and len(tekst) < 10 else 0


@bp.post("/werk/beheer/afspraken/<deel>/<sleutel>/weg")
def remove(deel: str, sleutel: str) -> Response:
    """Propose to take one away."""
    if deel not in DELEN or not DELEN[deel].veld:
        raise NietGevonden
    vandaag = today(nu())
    wijziging = Wijziging(DELEN[deel].veld, sleutel, None, None, vandaag, newest_nummer(sessie()))
    try:
        change(beleid_on(sessie(), vandaag), wijziging)
    except ValidationError:
        flash(gettext("Dit kan nog niet weg: een agenda of de inloop gebruikt het."), "let-op")
        return redirect(url_for("afspraak.manage"))
    return _propose(wijziging)


def _propose(wijziging: Wijziging) -> Response:
    voorstel = {**asdict(wijziging), "vanaf": wijziging.vanaf.isoformat()}
    save_concept(sessie(), eigenaar(), VOORSTEL, voorstel, nu())
    sessie().commit()
    return redirect(url_for("afspraak.preview"))


def _proposal() -> Wijziging:
    voorstel = load_concept(sessie(), eigenaar(), VOORSTEL, nu())
    if not voorstel:
        raise NietGevonden
    # It can be confirmed days later: then it holds from that day on, never from a day that is over.
    vanaf = max(date.fromisoformat(voorstel["vanaf"]), today(nu()))
    return Wijziging(**{**voorstel, "vanaf": vanaf})


@bp.get("/werk/beheer/afspraken/gevolg")
def preview() -> Antwoord:
    """What the proposal would do: room per week, and appointments that would no longer fit."""
    return _show_effect(_proposal())


def _show_effect(wijziging: Wijziging) -> Antwoord:
    try:
        blik = foresee(sessie(), wijziging, nu())
    except ValidationError:
        return _cannot_any_more()
    form = GevolgFormulier(data={"nummer": str(blik.nummer)}, formdata=None)
    return render_template("afspraak/staff/effect.html", blik=blik, vanaf=wijziging.vanaf, form=form)


def _cannot_any_more() -> Response:
    flash(gettext("Een collega wijzigde intussen iets. Uw wijziging kan nu niet meer. Begin opnieuw."), "let-op")
    return _drop()


@bp.post("/werk/beheer/afspraken/gevolg")
def apply() -> Antwoord:
    """Let it hold, or drop the proposal. What a colleague changed meanwhile is shown first."""
    if request.form.get("besluit") != "ja":
        return _drop()
    wijziging, basis, naam = _proposal(), _number(GevolgFormulier().nummer.data), aanmelding().naam
    try:
        committed(lambda db: apply_wijziging(db, medewerker(), wijziging, nu(), basis=basis, naam=naam))
    except InmiddelsGewijzigd:
        pagina = _show_effect(wijziging)
        return (pagina, 409) if isinstance(pagina, str) else pagina
    except ValidationError:
        return _cannot_any_more()
    flash(gettext("De agenda's zijn gewijzigd."), "goed")
    return _drop()


def _drop() -> Response:
    drop_concept(sessie(), eigenaar(), VOORSTEL)
    sessie().commit()
    return redirect(url_for("afspraak.manage"))


@bp.get("/werk/afspraken/past-niet")
def without_place() -> str:
    """Appointments for which the agenda is no longer open: move each, and it is told."""
    return render_template("afspraak/staff/past_niet.html", afspraken=list_without_place(sessie(), nu()))
