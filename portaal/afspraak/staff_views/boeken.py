"""Booking for who stands at the desk or calls: one page, by keyboard, the first free time chosen already."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import Soort, TijdvakBezet, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.forms import LoketFormulier, read_moment
from portaal.afspraak.planning import kinds_of
from portaal.afspraak.service import afsprakenbeleid, book_afspraak, free_times
from portaal.afspraak.views.blauwdruk import bp, committed, read_day, write_tijdvak
from portaal.core.errors import NietGevonden
from portaal.infra.i18n import write_tijdstip
from portaal.infra.web.keuzes import make_choices
from portaal.infra.web.verzoek import door, inwoner_id_or_none, nu, sessie
from portaal.inwoner.service import get_persoon

Antwoord = str | Response | tuple[str, int]
_GETOOND = 8


@bp.route("/werk/afspraken/nieuw", methods=["GET", "POST"])
def book_for() -> Antwoord:
    """Who, and which of the first times: everything else can be left as it is."""
    beleid = afsprakenbeleid(sessie(), nu())
    wens = _read_wens(beleid)
    form = LoketFormulier(data=_known())
    tijden = _choices(beleid, wens)
    form.tijdvak.choices = make_choices(tijden)
    if not form.is_submitted():
        form.tijdvak.data = tijden[0][0] if tijden else None
        form.sleutel.data = secrets.token_urlsafe(24)
    if form.validate_on_submit():
        try:
            verzoek = _verzoek(form, wens)
            afspraak = committed(lambda db: book_afspraak(db, door(), verzoek, nu()))
        except TijdvakBezet:
            form.tijdvak.errors = [gettext("Deze tijd is net bezet. Kies een andere.")]
            form.tijdvak.choices = make_choices(_choices(beleid, wens))
        else:
            flash(gettext("De afspraak staat. Kenmerk: %(kenmerk)s.", kenmerk=afspraak.kenmerk), "goed")
            return redirect(url_for("afspraak.bekijk", afspraak_id=afspraak.id))
    keuzes = [(sleutel, beleid.onderwerpen[sleutel], soort) for sleutel, soort in _keuzes(beleid)]
    pagina = render_template("afspraak/staff/book_for.html", form=form, wens=wens, keuzes=keuzes)
    return (pagina, 422) if form.is_submitted() else pagina


def _keuzes(beleid: Afsprakenbeleid) -> list[tuple[str, Soort]]:
    """What one can book: every topic in every way that has an agenda here."""
    return [(sleutel, soort) for sleutel in beleid.onderwerpen for soort in kinds_of(beleid, sleutel)]


def _read_wens(beleid: Afsprakenbeleid) -> Tijdwens:
    """From the address: `wat=aanslag.bezoek`. Without it a visit about the first topic."""
    onderwerp, _, soort = request.values.get("wat", "").partition(".")
    keuzes = _keuzes(beleid)
    if not onderwerp:
        return Tijdwens(*next((k for k in keuzes if k[1] is Soort.BEZOEK), keuzes[0]))
    for keuze in keuzes:
        if keuze == (onderwerp, soort):
            return Tijdwens(*keuze)
    raise NietGevonden


def _choices(beleid: Afsprakenbeleid, wens: Tijdwens) -> list[tuple[str, str]]:
    dagen = free_times(sessie(), wens, nu(), vanaf=read_day("vanaf"), dagen=3).dagen
    tijden = [tijdvak for dag in dagen for tijdvak in dag.tijden][:_GETOOND]
    return [
        (
            write_tijdvak(t),
            ", ".join([write_tijdstip(t.begin), *([beleid.locaties[t.locatie].naam] if t.locatie else [])]),
        )
        for t in tijden
    ]


def _known() -> dict[str, str]:
    wie = inwoner_id_or_none()
    if wie is None:
        return {}
    kaart = get_persoon(sessie(), wie)
    return {"naam": kaart.naam, "telefoon": kaart.telefoon, "email": kaart.email}


def _verzoek(form: LoketFormulier, wens: Tijdwens) -> Afspraakverzoek:
    tekst, _, locatie = str(form.tijdvak.data).partition("|")
    return Afspraakverzoek(
        onderwerp=wens.onderwerp,
        soort=wens.soort,
        locatie=locatie or None,
        begin=read_moment(tekst),
        contact=Contact(**form.answers()),
        sleutel=str(form.sleutel.data),
        inwoner_id=inwoner_id_or_none(),
    )
