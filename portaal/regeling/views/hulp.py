"""'Dit kan ik niet betalen' is never a dead end: longer, a pause, kwijtschelding, a talk, help."""

import secrets
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.infra.i18n import write_bedrag
from portaal.infra.web.keuzes import choice
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import door, inwoner_id, nu, sessie
from portaal.inwoner.service import get_persoon
from portaal.regeling import journey
from portaal.regeling.forms import MoeiteForm, PauzeForm, RekenForm, read_bedrag
from portaal.regeling.rules.rekenhulp import find_ruimte
from portaal.regeling.service import (
    LooptAl,
    Regelingsverzoek,
    choosable_aanslagen,
    holding_beleid,
    request_regeling,
)
from portaal.regeling.service.incasso import debits_run
from portaal.regeling.stand import Verzoeksoort, Wens
from portaal.regeling.views.basis import Antwoord, bp, load_answers, name_aanslag, save_answers, taal


@bp.get("/mijn/regeling/kwijtschelding")
def kwijtschelding() -> str:
    """First kwijtschelding, for money paid can hardly be had back; going on stays possible."""
    antwoorden = load_answers()
    vervolg = journey.ROUTE.following(journey.INKOMEN, antwoorden)
    return render_template(
        "regeling/kwijtschelding.html", beleid=holding_beleid(sessie(), nu()), verder=_url_of(vervolg)
    )


@bp.route("/mijn/regeling/dit-lukt-niet", methods=["GET", "POST"])
def lukt_niet() -> Antwoord:
    """What there is besides, and three questions whose answers lead to help at once.

    They are kept nowhere, unless the inwoner sends them along.
    """
    form = MoeiteForm()
    gegeven = form.validate_on_submit()
    if gegeven and is_to_send_along():
        return keep_along(_in_words(form))
    return render_template(
        "regeling/lukt_niet.html",
        form=form,
        beleid=holding_beleid(sessie(), nu()),
        tips=_tips(form) if gegeven else None,
        verder=journey.PLAN if journey.ROUTE.is_reachable(journey.PLAN, load_answers()) else None,
    )


def is_to_send_along() -> bool:
    """Whether the button was pressed that takes the answers into the request."""
    return request.form.get("actie") == "meesturen"


def keep_along(tekst: str) -> Response:
    """Put it with the answers, for the field of what one wants to add; there it can be read and changed."""
    antwoorden = load_answers()
    eerder = [regel for regel in antwoorden.get(journey.MEE, "").splitlines() if regel != tekst]
    save_answers({**antwoorden, journey.MEE: "\n".join([*eerder, tekst])[:500]})
    sessie().commit()
    flash(gettext("Dit staat straks bij uw verzoek. U kunt het nog aanpassen voor u het verstuurt."), "goed")
    return redirect(url_for("regeling.stap", stap=journey.PLAN))


def _in_words(form: MoeiteForm) -> str:
    """The chosen answers as the inwoner read them."""
    delen = [
        "; ".join(str(naam) for waarde, naam in _choices(veld) if waarde in gekozen)
        for veld, gekozen in (
            (form.waardoor, set(form.waardoor.data or ())),
            (form.meer, {form.meer.data}),
            (form.hulp, {form.hulp.data}),
        )
    ]
    velden = (form.waardoor, form.meer, form.hulp)
    return " ".join(f"{veld.label.text} {deel}." for veld, deel in zip(velden, delen, strict=True) if deel)


def _choices(veld: Any) -> list[tuple[str, Any]]:
    return [(keus[0], keus[1]) for keus in veld.iter_choices()]


def _tips(form: MoeiteForm) -> list[str]:
    waardoor = set(form.waardoor.data or ())
    tips = [naam for naam in ("snap_niet", "inkomen", "kosten", "overzicht", "onverwacht") if naam in waardoor]
    if "meer_rekeningen" in waardoor or form.meer.data == "ja":
        tips.append("meer_rekeningen")
    return tips if form.hulp.data != "wil" else [*tips, "wil_hulp"]


@bp.route("/mijn/regeling/wat-kan-ik-missen", methods=["GET", "POST"])
def rekenhulp() -> Antwoord:
    """Work out what one can miss in a month. It stays on this page, unless the inwoner sends the outcome along."""
    form, beleid, ruimte = RekenForm(), holding_beleid(sessie(), nu()), None
    if form.validate_on_submit():
        bedragen = {veld.name: read_bedrag(veld.data) or Centen(0) for veld in form.bedragen}
        inkomen = bedragen.pop("inkomen")
        ruimte = find_ruimte(inkomen, Centen(sum(bedragen.values())), beleid.capaciteit)
        if is_to_send_along():
            bedrag = write_bedrag(ruimte.advies, taal())
            return keep_along(gettext("Ik kan per maand %(bedrag)s missen.", bedrag=bedrag))
    pagina = render_template("regeling/rekenhulp.html", form=form, ruimte=ruimte, regel=beleid.capaciteit)
    return (pagina, 422) if form.errors else pagina


@bp.route("/mijn/regeling/pauze", methods=["GET", "POST"])
def pauze() -> Antwoord:
    """Ask for rest without a plan."""
    form, keuzes = PauzeForm(), choosable_aanslagen(sessie(), inwoner_id())
    if not keuzes:
        return redirect(url_for("regeling.start"))
    dagen = holding_beleid(sessie(), nu()).pauze.dagen
    form.dagen.choices = [choice(n, gettext("%(weken)s weken", weken=n // 7)) for n in dagen]
    form.aanslagen.choices = [choice(aanslag.id, name_aanslag(aanslag)) for aanslag in keuzes]
    if form.validate_on_submit():
        return _ask_pauze(form)
    if not form.is_submitted():
        form.sleutel.data = secrets.token_urlsafe(24)
        form.aanslagen.data = [str(aanslag.id) for aanslag in keuzes]
    schrijft_af = bool(debits_run(sessie(), keuzes))
    pagina = render_template("regeling/pauze.html", form=form, schrijft_af=schrijft_af)
    return (pagina, 422) if form.errors else pagina


def _ask_pauze(form: PauzeForm) -> Response:
    check_limiet(sessie(), f"regeling:{inwoner_id()}", hoogstens=20, per=timedelta(days=1), now=nu())
    tot = today(nu()) + timedelta(days=int(form.dagen.data))
    verzoek = Regelingsverzoek(
        sleutel=str(form.sleutel.data),
        aanslag_ids=tuple(int(aanslag_id) for aanslag_id in form.aanslagen.data or ()),
        wens=Wens(Verzoeksoort.PAUZE, tot=tot),
        digitaal=get_persoon(sessie(), inwoner_id()).digitaal,
    )
    try:
        ontvangst = request_regeling(sessie(), door(), inwoner_id(), verzoek, nu())
    except LooptAl as loopt:
        flash(gettext("U hebt al iets gevraagd. Zolang wij daarnaar kijken, hebt u rust."), "info")
        return redirect(url_for("regeling.bekijk", verzoek_id=loopt.verzoek_id))
    sessie().commit()
    return redirect(url_for("regeling.klaar", verzoek_id=ontvangst.verzoek_id))


def _url_of(stap: str | None) -> Any:
    return url_for("regeling.stap", stap=stap) if stap else url_for("regeling.start")
