"""A request and its plan as the inwoner sees it: how it stands, who moves next, and what one can do."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.infra.adres import absolute_url
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.regeling.agenda import make_agenda
from portaal.regeling.forms import AntwoordForm, GeenAkkoordForm, Leegformulier, VersieForm, read_versie
from portaal.regeling.service import (
    ReedsVerlopen,
    RegelingKaart,
    accept_voorstel,
    answer_vraag,
    get_kaart,
    refuse_voorstel,
    rest_after_stop,
    stop_regeling,
    withdraw_verzoek,
    write_reden,
)
from portaal.regeling.service.kopie import make_kopie
from portaal.regeling.stand import Verzoeksoort
from portaal.regeling.toestanden import StapKanNiet, Verzoekstatus
from portaal.regeling.views.basis import Antwoord, bp, name_aanslag, taal

_PAD = "/mijn/regeling/verzoek/<int:verzoek_id>"


@bp.get(f"{_PAD}/ontvangen")
def klaar(verzoek_id: int) -> Antwoord:
    """It has come in: the reference, what happens now, and a copy to keep."""
    kaart = get_kaart(sessie(), verzoek_id)
    if not kaart.is_gaande:
        return _back(verzoek_id)
    return render_template("regeling/klaar.html", kaart=kaart, redenen=_reasons(kaart))


@bp.get(_PAD)
def bekijk(verzoek_id: int) -> str:
    """How the request or the plan stands."""
    kaart = get_kaart(sessie(), verzoek_id)
    return render_template(
        "regeling/bekijk.html",
        kaart=kaart,
        deel=part_of(kaart),
        redenen=_reasons(kaart),
        namen={aanslag.id: name_aanslag(aanslag) for aanslag in kaart.aanslagen},
        kenmerken={aanslag.id: aanslag.betalingskenmerk for aanslag in kaart.aanslagen},
        form=VersieForm(versie=kaart.versie),
    )


@bp.get(f"{_PAD}/kopie.pdf")
def kopie(verzoek_id: int) -> FlaskResponse:
    """What was asked, as a document to keep (Awb 2:17(2))."""
    antwoord = FlaskResponse(make_kopie(sessie(), verzoek_id, taal()), mimetype="application/pdf")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="verzoek-{verzoek_id}.pdf"'
    return antwoord


@bp.get(f"{_PAD}/betaaldagen.ics")
def agenda(verzoek_id: int) -> FlaskResponse:
    """The due dates for one's own calendar."""
    kaart = get_kaart(sessie(), verzoek_id)
    if kaart.voortgang is None:
        raise NietGevonden
    domein = urlsplit(absolute_url("/")).hostname or "localhost"
    inhoud = make_agenda(verzoek_id, kaart.voortgang.termijnen, domein, nu(), taal=taal())
    antwoord = FlaskResponse(inhoud, mimetype="text/calendar")
    antwoord.headers["Content-Disposition"] = 'attachment; filename="betaaldagen.ics"'
    return antwoord


@bp.post(f"{_PAD}/akkoord")
def akkoord(verzoek_id: int) -> Response:
    """Accept the proposal: one click."""
    form = VersieForm()
    try:
        if form.validate_on_submit():
            accept_voorstel(sessie(), door(), verzoek_id, read_versie(form), nu())
            sessie().commit()
            flash(gettext("Het voorstel geldt nu. U betaalt op de dagen hieronder."), "goed")
    except (InmiddelsGewijzigd, StapKanNiet, ValueError):
        flash(gettext("Er is net iets veranderd. Lees het nog een keer."), "let-op")
    except ReedsVerlopen:
        flash(
            gettext("De dagen of bedragen kloppen niet meer. Bel ons, dan maken wij een nieuw voorstel."), "let-op"
        )
    return _back(verzoek_id)


@bp.route(f"{_PAD}/geen-akkoord", methods=["GET", "POST"])
def geen_akkoord(verzoek_id: int) -> Antwoord:
    """The proposal does not fit; someone calls."""
    form = GeenAkkoordForm()
    if form.validate_on_submit():
        return _try(verzoek_id, lambda: refuse_voorstel(sessie(), door(), verzoek_id, form.reden.data or "", nu()))
    pagina = render_template("regeling/geen_akkoord.html", kaart=get_kaart(sessie(), verzoek_id), form=form)
    return (pagina, 422) if form.errors else pagina


@bp.route(f"{_PAD}/antwoord", methods=["GET", "POST"])
def vul_aan(verzoek_id: int) -> Antwoord:
    """Answer what the gemeente asked."""
    form, kaart = AntwoordForm(), get_kaart(sessie(), verzoek_id)
    if form.validate_on_submit():
        return _try(verzoek_id, lambda: answer_vraag(sessie(), door(), verzoek_id, form.antwoord.data or "", nu()))
    if kaart.status is not Verzoekstatus.AANVULLING_GEVRAAGD:
        return _back(verzoek_id)
    pagina = render_template("regeling/vul_aan.html", kaart=kaart, form=form)
    return (pagina, 422) if form.errors else pagina


@bp.route(f"{_PAD}/intrekken", methods=["GET", "POST"])
def trek_in(verzoek_id: int) -> Antwoord:
    """Take the request back, after saying what that means."""
    form = Leegformulier()
    if form.validate_on_submit():
        return _try(verzoek_id, lambda: withdraw_verzoek(sessie(), door(), verzoek_id, nu()))
    return render_template("regeling/trek_in.html", kaart=get_kaart(sessie(), verzoek_id), form=form)


@bp.route(f"{_PAD}/stoppen", methods=["GET", "POST"])
def stop(verzoek_id: int) -> Antwoord:
    """Stop the plan, after saying what that means and what else there is."""
    form, kaart = Leegformulier(), get_kaart(sessie(), verzoek_id)
    regeling_id = kaart.regeling_id
    if regeling_id is None:
        raise NietGevonden
    if form.validate_on_submit():
        return _try(verzoek_id, lambda: stop_regeling(sessie(), door(), regeling_id, nu()))
    rust_tot = rest_after_stop(sessie(), regeling_id, nu())
    return render_template("regeling/stop.html", kaart=kaart, form=form, rust_tot=rust_tot)


def part_of(kaart: RegelingKaart) -> str:
    """Which part of the page tells how it stands."""
    naam = (kaart.regelingstatus or kaart.status).value
    if kaart.is_lopend and kaart.soort is Verzoeksoort.PAUZE:
        naam = "pauze"
    return f"regeling/deel/{naam}.html"


def _reasons(kaart: RegelingKaart) -> list[str]:
    return [write_reden(reden, taal()) for reden in kaart.redenen]


def _try(verzoek_id: int, doe: Callable[[], None]) -> Response:
    try:
        doe()
        sessie().commit()
    except StapKanNiet:
        flash(gettext("Dat kan nu niet meer. Hieronder staat hoe het ervoor staat."), "let-op")
    return _back(verzoek_id)


def _back(verzoek_id: int) -> Response:
    return redirect(url_for("regeling.bekijk", verzoek_id=verzoek_id))
