"""Agendas and employees' own calendars: an address to follow, and calendars that say when someone is busy."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portaal.afspraak.forms import LeegFormulier
from portaal.afspraak.rules.bezet import GeenAgenda
from portaal.afspraak.service import (
    OnveiligAdres,
    add_bron,
    afsprakenbeleid,
    close_feeds,
    list_bronnen,
    open_feed,
    remove_bron,
    take_file,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import nu, sessie

Antwoord = str | Response | tuple[str, int]


@bp.get("/werk/afspraken/koppelen")
def link_calendars() -> str:
    """All agendas with what is linked to them."""
    return _page()


def _page(adres: str = "") -> str:
    return render_template(
        "afspraak/staff/koppelen.html",
        beleid=afsprakenbeleid(sessie(), nu()),
        bronnen=list_bronnen(sessie(), nu()),
        adres=adres,
        form=LeegFormulier(),
    )


def _agenda() -> tuple[str, int | None]:
    agenda, _, plek = request.form.get("agenda", "").partition(":")
    if agenda not in afsprakenbeleid(sessie(), nu()).agendas:
        raise NietGevonden
    return agenda, int(plek) if plek.isdigit() else None


@bp.post("/werk/afspraken/koppelen/volg")
def follow_agenda() -> Antwoord:
    """Make an address for one's own calendar program; it is shown once."""
    agenda, _ = _agenda()
    if request.form.get("wat") == "stop":
        committed(lambda db: close_feeds(db, medewerker(), agenda, nu()))
        flash(gettext("De oude adressen werken niet meer."), "goed")
        return redirect(url_for("afspraak.link_calendars"))
    adres = committed(lambda db: open_feed(db, medewerker(), agenda, nu()))
    return _page(adres)


@bp.post("/werk/afspraken/koppelen/bron")
def add_source() -> Response:
    """Follow a calendar that says when someone is busy."""
    agenda, plek = _agenda()
    adres = request.form.get("adres", "").strip()[:500]
    try:
        committed(lambda db: add_bron(db, medewerker(), agenda, plek, adres, nu()))
        gekoppeld = gettext("De agenda is gekoppeld. Hij wordt zo gelezen.")
        flash(gekoppeld if adres else gettext("De agenda is gekoppeld. Kies hieronder het bestand."), "goed")
    except OnveiligAdres:
        flash(gettext("Dit adres kan niet. Gebruik een adres dat met https:// begint."), "let-op")
    return redirect(url_for("afspraak.link_calendars"))


@bp.post("/werk/afspraken/koppelen/bron/<int:bron_id>")
def change_source(bron_id: int) -> Response:
    """Read a file for it, or follow it no more."""
    if request.form.get("wat") == "weg":
        committed(lambda db: remove_bron(db, medewerker(), bron_id, nu()))
        return redirect(url_for("afspraak.link_calendars"))
    bestand = request.files.get("bestand")
    inhoud = bestand.read() if bestand else b""
    try:
        aantal = committed(lambda db: take_file(db, bron_id, inhoud, nu()))
        flash(ngettext("%(num)s bezette tijd is gelezen.", "%(num)s bezette tijden zijn gelezen.", aantal), "goed")
    except GeenAgenda:
        flash(gettext("Dit bestand is geen agenda. Wat er stond, blijft staan."), "let-op")
    return redirect(url_for("afspraak.link_calendars"))
