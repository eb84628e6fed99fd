"""Booking: who you are, a last look, and the confirmation."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import Soort, TeVeelAfspraken, TijdvakBezet, Tijdwens
from portaal.afspraak.berichten import BESTAND
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.forms import TOLK_NAMEN, GegevensFormulier, LeegFormulier, read_moment
from portaal.afspraak.journey import ROUTE
from portaal.afspraak.links import sign_link
from portaal.afspraak.service import (
    afsprakenbeleid,
    alternatives,
    book_afspraak,
    calendar_file,
    find_wens,
    get_afspraak,
)
from portaal.afspraak.views.blauwdruk import (
    CONCEPT,
    allow,
    bp,
    committed,
    forget_houder,
    houder,
    is_allowed,
    limit_bookings,
)
from portaal.core.errors import NietGevonden
from portaal.infra.concept import drop_concept, load_concept, save_concept
from portaal.infra.i18n import write_telefoon
from portaal.infra.web.verzoek import door, eigenaar, inwoner_id_or_none, nu, only_read, sessie
from portaal.inwoner.service import get_persoon

Antwoord = str | Response | tuple[str, int]
_KLAAR = "afspraak_klaar"


def _answers() -> dict[str, Any]:
    return load_concept(sessie(), eigenaar(), CONCEPT, nu())


def _back_on_path(stap: str, antwoorden: dict[str, Any]) -> Response | None:
    """To the last page that can be reached with these answers, when this one cannot."""
    if ROUTE.is_reachable(stap, antwoorden):
        return None
    verst = ROUTE.furthest(antwoorden)
    return redirect(url_for("afspraak.start" if verst == "tijd" else f"afspraak.{verst}"))


@bp.route("/afspraak/gegevens", methods=["GET", "POST"])
def gegevens() -> Antwoord:
    """Who comes or is called, and what they need."""
    antwoorden = _answers()
    if terug := _back_on_path("gegevens", antwoorden):
        return terug
    form = GegevensFormulier(Soort(antwoorden["soort"]), data={**_known(), **antwoorden})
    if form.validate_on_submit():
        save_concept(sessie(), eigenaar(), CONCEPT, {**antwoorden, **form.answers()}, nu())
        sessie().commit()
        return redirect(url_for("afspraak.check"))
    pagina = render_template("afspraak/gegevens.html", form=form, **_chosen(antwoorden))
    return (pagina, 422) if form.is_submitted() else pagina


def _known() -> dict[str, Any]:
    """What we know of who is logged in, or for whom an employee acts."""
    wie = inwoner_id_or_none()
    if wie is None:
        return {}
    kaart = get_persoon(sessie(), wie)
    return {"naam": kaart.naam, "telefoon": kaart.telefoon, "email": kaart.email}


def _chosen(antwoorden: dict[str, Any]) -> dict[str, Any]:
    """The chosen time for above the form, and until when it is held."""
    beleid = afsprakenbeleid(sessie(), nu())
    gehouden_at = antwoorden["gehouden_at"]
    gehouden = datetime.fromisoformat(gehouden_at) if gehouden_at else None
    return {
        "begin": read_moment(antwoorden["begin"]),
        "soort": Soort(antwoorden["soort"]),
        "onderwerp_sleutel": antwoorden["onderwerp"],
        "onderwerp": beleid.onderwerpen[antwoorden["onderwerp"]],
        "locatie": beleid.locaties.get(antwoorden["locatie"]),
        "gehouden_tot": gehouden and gehouden + timedelta(minutes=beleid.reservering_minuten),
        "belvenster": timedelta(minutes=beleid.belvenster_minuten),
        "belnummer": beleid.belnummer,
    }


@bp.route("/afspraak/controle", methods=["GET", "POST"])
def check() -> Antwoord:
    """A last look; then the time is theirs."""
    antwoorden = _answers()
    if terug := _back_on_path("check", antwoorden):
        return _answer_again() or terug
    form = LeegFormulier()
    if not form.validate_on_submit():
        return _show_check(form, antwoorden)
    limit_bookings()
    try:
        verzoek = _verzoek(antwoorden)
        afspraak = committed(lambda db: book_afspraak(db, door(), verzoek, nu()))
    except TijdvakBezet:
        return _taken(verzoek.wens, verzoek.begin)
    except TeVeelAfspraken:
        return render_template("afspraak/te_veel.html"), 409
    return _booked(afspraak.id)


def _answer_again() -> Response | None:
    """Pressed twice: the second answer is that of the first, whether or not its session had been kept by then."""
    eerder = session.get(_KLAAR) or find_wens(sessie(), session.get("afspraak_sleutel", ""))
    return _booked(eerder) if eerder and request.method == "POST" else None


def _show_check(form: LeegFormulier, antwoorden: dict[str, Any]) -> str:
    session.setdefault("afspraak_sleutel", secrets.token_urlsafe(24))
    return render_template(
        "afspraak/check.html",
        form=form,
        rijen=_summary(antwoorden),
        is_ingelogd=inwoner_id_or_none() is not None,
        **_chosen(antwoorden),
    )


def _summary(antwoorden: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What was filled in, for a last look; each row with where it can be changed."""
    wijzig = url_for("afspraak.gegevens")
    ja = gettext("Ja")
    rijen = [
        (gettext("Naam"), antwoorden["naam"]),
        (gettext("Telefoon"), write_telefoon(antwoorden["telefoon"]) if antwoorden["telefoon"] else ""),
        (gettext("E-mail"), antwoorden["email"]),
        (gettext("Sms als herinnering"), ja if antwoorden.get("sms") else ""),
        (gettext("Voicemail inspreken"), ja if antwoorden.get("voicemail") else ""),
        (gettext("Nog eens bellen"), antwoorden.get("momenten", "")),
        (gettext("Tolk"), str(TOLK_NAMEN[antwoorden["tolk"]]) if antwoorden.get("tolk") else ""),
        (gettext("Rolstoel of scootmobiel"), ja if antwoorden.get("rolstoel") else ""),
        (gettext("Er komt iemand mee"), ja if antwoorden.get("begeleiding") else ""),
    ]
    return [(term, waarde, wijzig) for term, waarde in rijen if waarde]


def _verzoek(antwoorden: dict[str, Any]) -> Afspraakverzoek:
    velden = {naam: antwoorden[naam] for naam in Contact.__dataclass_fields__ if naam in antwoorden}
    return Afspraakverzoek(
        onderwerp=antwoorden["onderwerp"],
        soort=Soort(antwoorden["soort"]),
        locatie=antwoorden["locatie"] or None,
        begin=read_moment(antwoorden["begin"]),
        contact=Contact(**velden),
        sleutel=session.get("afspraak_sleutel") or houder(),
        houder=houder(),
        inwoner_id=inwoner_id_or_none(),
    )


def _taken(wens: Tijdwens, begin: datetime) -> Antwoord:
    """Someone was faster: what was typed is kept, and three near times are offered."""
    only_read()
    tijden = alternatives(sessie(), wens, begin, nu(), houder=houder())
    return render_template("afspraak/bezet.html", wens=wens, begin=begin, tijden=tijden, is_bewaard=True), 409


def _booked(afspraak_id: int) -> Response:
    drop_concept(sessie(), eigenaar(), CONCEPT)
    sessie().commit()
    session.pop("afspraak_sleutel", None)
    forget_houder()
    allow(afspraak_id)
    session[_KLAAR] = afspraak_id
    return redirect(url_for("afspraak.bevestigd"))


def _just_booked() -> int:
    afspraak_id: int | None = session.get(_KLAAR)
    if afspraak_id is None or not is_allowed(afspraak_id):
        raise NietGevonden
    return afspraak_id


@bp.get("/afspraak/bevestigd")
def bevestigd() -> str:
    """It is booked: when, where, what to have at hand, and what if you cannot come."""
    afspraak = get_afspraak(sessie(), _just_booked(), nu())
    return render_template(
        "afspraak/bevestigd.html",
        afspraak=afspraak,
        token=sign_link(afspraak.id),
        is_ingelogd=inwoner_id_or_none() is not None,
    )


@bp.get("/afspraak/bevestigd/afspraak.ics")
def calendar() -> FlaskResponse:
    """The appointment as a file for one's own calendar."""
    afspraak = get_afspraak(sessie(), _just_booked(), nu())
    return calendar_response(calendar_file(sessie(), afspraak, nu()))


def calendar_response(inhoud: bytes) -> FlaskResponse:
    """A calendar file to download."""
    antwoord = FlaskResponse(inhoud, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{BESTAND}"'
    return antwoord
