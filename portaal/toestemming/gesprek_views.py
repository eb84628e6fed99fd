"""Talks with schuldhulp: planning one after a yes; seeing, moving and calling off one's own, also by a link."""

import secrets
from datetime import date, datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from portaal.afspraak.begrip import AlVoorbij, Soort, TeLaat, TijdvakBezet
from portaal.afspraak.forms import CONTROLE_FOUT, ControleFormulier, read_moment
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.planning import Aanbod
from portaal.afspraak.service.lezen import is_proof
from portaal.core.errors import NietGevonden
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import door, inwoner_id, inwoner_id_or_none, nu, sessie
from portaal.toestemming.begrip import GeenBereik
from portaal.toestemming.forms import LeegFormulier
from portaal.toestemming.model import Toestemming
from portaal.toestemming.service import toestemming_of
from portaal.toestemming.service.gesprek import (
    calendar_of,
    cancel_gesprek,
    free_times,
    gesprek_of,
    is_open_question,
    keep_gesprek,
    kinds,
    move_gesprek,
    plan_gesprek,
    read_gesprek,
    status_behind,
)
from portaal.toestemming.teksten import NIET_MEER, UUR
from portaal.toestemming.views import BEZOEKER, Pagina, bp, taal

_SLEUTEL = "hulpgesprek_sleutel"
_MAG = "hulpgesprek_mag"


@bp.route("/mijn/gesprek", methods=["GET", "POST"])
def afspraak() -> Pagina:
    """Choose a time to talk with schuldhulp; who did not say yes yet is asked first."""
    stand = toestemming_of(sessie(), inwoner_id(), nu())
    if stand.hulpvraag is None:
        return redirect(url_for("toestemming.vraag"))
    if gesprek_of(sessie(), inwoner_id(), nu()) is not None:
        return redirect(url_for("toestemming.overzicht"))
    if request.method == "GET":
        return _times_page(is_bezet=False)
    try:
        plan_gesprek(sessie(), door(), stand.hulpvraag, *chosen(), request_key(), nu(), taal=taal())
        sessie().commit()
    except TijdvakBezet:
        sessie().rollback()
        return _times_page(is_bezet=True), 409
    except GeenBereik:
        sessie().rollback()
        flash(_("Er is geen telefoonnummer om te bellen. Vul het hier in, of kies langskomen."), "let-op")
        return redirect(url_for("toestemming.ja"))
    forget_key()
    flash(_("Uw gesprek staat."), "goed")
    return redirect(url_for("toestemming.overzicht"))


def _times_page(*, is_bezet: bool, gesprek: Afspraak | None = None) -> str:
    return render_template(
        "toestemming/afspraak.html",
        form=LeegFormulier(),
        is_bezet=is_bezet,
        gesprek=gesprek,
        is_ingelogd=inwoner_id_or_none() is not None,
        **times(gesprek),
    )


@bp.post("/mijn/gesprek/afzeggen")
def afzeggen() -> Pagina:
    """Call the talk off; the yes stays as it is."""
    kaart = gesprek_of(sessie(), inwoner_id(), nu())
    if kaart is not None:
        _cancel(kaart)
    return redirect(url_for("toestemming.overzicht"))


@bp.post("/mijn/gesprek/houden")
def houden() -> Pagina:
    """After a withdrawal: the talk stays."""
    kaart = gesprek_of(sessie(), inwoner_id(), nu())
    if kaart is not None:
        keep_gesprek(sessie(), door(), kaart.id, nu())
        sessie().commit()
        flash(_("Uw gesprek blijft staan."), "goed")
    return redirect(url_for("toestemming.overzicht"))


@bp.get("/gesprek/<token>")
def gesprek(token: str) -> Pagina:
    """The talk, once it is clear that it is theirs; until then the page tells nothing."""
    kaart = read_gesprek(sessie(), token, nu())
    if not _is_theirs(kaart):
        return render_template("afspraak/beheer_check.html", form=ControleFormulier(), token=token)
    if kaart.inwoner_id is not None and kaart.inwoner_id == inwoner_id_or_none():
        return redirect(url_for("toestemming.overzicht"))
    return render_template(
        "toestemming/gesprek.html",
        gesprek=kaart,
        token=token,
        vraagt_gesprek=is_open_question(sessie(), kaart.id),
        vraag=status_behind(sessie(), kaart.id),
        bewijs=_receipt_here() if kaart.inwoner_id is None else None,
        form=LeegFormulier(),
    )


def _receipt_here() -> Toestemming | None:
    """The yes that was given in this browser without login, if there is one."""
    stand = toestemming_of(sessie(), session[BEZOEKER], nu()) if BEZOEKER in session else None
    return stand.laatste if stand and stand.is_ja else None


@bp.post("/gesprek/<token>")
def gesprek_bewijs(token: str) -> Pagina:
    """The second check: something that only who booked knows."""
    kaart, form = read_gesprek(sessie(), token, nu()), ControleFormulier()
    if form.validate_on_submit():
        check_limiet(sessie(), f"toestemming:controle:{kaart.id}", hoogstens=5, per=UUR, now=nu())
        sessie().commit()
        if is_proof(kaart, form.controle.data or ""):
            allow(kaart.id)
            return redirect(url_for("toestemming.gesprek", token=token))
        form.controle.errors = [str(CONTROLE_FOUT)]
    return render_template("afspraak/beheer_check.html", form=form, token=token), 422


@bp.get("/gesprek/<token>/afspraak.ics")
def gesprek_agenda(token: str) -> Pagina | Response:
    """The talk as a file for one's own calendar."""
    kaart = read_gesprek(sessie(), token, nu())
    if not _is_theirs(kaart):
        return redirect(url_for("toestemming.gesprek", token=token))
    antwoord = Response(
        calendar_of(sessie(), kaart, nu()), content_type="text/calendar; charset=utf-8; method=PUBLISH"
    )
    antwoord.headers["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return antwoord


@bp.route("/gesprek/<token>/verzetten", methods=["GET", "POST"])
def gesprek_verzetten(token: str) -> Pagina:
    """Choose another time; the old one stays until the new one is theirs."""
    kaart, terug = read_gesprek(sessie(), token, nu()), redirect(url_for("toestemming.gesprek", token=token))
    if not _is_theirs(kaart):
        return terug
    if request.method == "GET" and kaart.kan_wijzigen:
        return _times_page(is_bezet=False, gesprek=kaart)
    try:
        if not kaart.kan_wijzigen:
            raise TeLaat
        move_gesprek(sessie(), door(), kaart.id, *chosen(), nu())
        sessie().commit()
        flash(_("Uw gesprek is verzet."), "goed")
    except TijdvakBezet:
        sessie().rollback()
        return _times_page(is_bezet=True, gesprek=kaart), 409
    except (AlVoorbij, TeLaat):
        flash(str(NIET_MEER), "let-op")
    return terug


@bp.post("/gesprek/<token>/afzeggen")
def gesprek_afzeggen(token: str) -> Pagina:
    """Call the talk off, or, after a withdrawal, let it stay."""
    kaart = read_gesprek(sessie(), token, nu())
    if _is_theirs(kaart) and request.form.get("blijft") == "ja":
        keep_gesprek(sessie(), door(), kaart.id, nu())
        sessie().commit()
        flash(_("Uw gesprek blijft staan."), "goed")
    elif _is_theirs(kaart):
        _cancel(kaart)
    return redirect(url_for("toestemming.gesprek", token=token))


def _cancel(kaart: Afspraak) -> None:
    try:
        cancel_gesprek(sessie(), door(), kaart.id, nu())
        sessie().commit()
        flash(_("Uw gesprek is afgezegd."), "goed")
    except (AlVoorbij, TeLaat):
        flash(str(NIET_MEER), "let-op")


def allow(gesprek_id: int) -> None:
    """From now on this browser session may see and change the talk."""
    session[_MAG] = [*session.get(_MAG, [])[-4:], gesprek_id]


def _is_theirs(kaart: Afspraak) -> bool:
    eigen = kaart.inwoner_id is not None and kaart.inwoner_id == inwoner_id_or_none()
    return eigen or kaart.id in session.get(_MAG, [])


def chosen() -> tuple[Soort, datetime]:
    """The kind and time of the pressed button. Raises NietGevonden for what cannot be one."""
    try:
        moment = read_moment(request.form.get("tijdvak", "").partition("|")[0])
        return Soort(request.form.get("soort", "")), moment
    except ValueError as fout:
        raise NietGevonden from fout


def request_key() -> str:
    """Names this one wish: sent twice, it is one talk."""
    sleutel: str = session.setdefault(_SLEUTEL, secrets.token_urlsafe(24))
    return sleutel


def forget_key() -> None:
    """The wish has become a talk: a next one starts afresh."""
    session.pop(_SLEUTEL, None)


def times(gesprek: Afspraak | None = None) -> dict[str, Any]:
    """The kinds of talk and the first free times, as both sides see them; `gesprek`: what is to be moved."""
    soorten = kinds(sessie(), nu())
    gevraagd = request.values.get("soort", "")
    soort = next((s for s in soorten if s == gevraagd), soorten[0] if soorten else Soort.BELLEN)
    aanbod = Aanbod((), None)
    if soorten:
        aanbod = free_times(sessie(), soort, nu(), _day("vanaf"), gesprek_id=gesprek.id if gesprek else 0)
        if gesprek and gesprek.soort is soort:
            aanbod = aanbod.without(gesprek.begin, gesprek.locatie_sleutel)
    return {"soorten": soorten, "soort": soort, "aanbod": aanbod}


def _day(naam: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(naam, ""))
    except ValueError:
        return None
