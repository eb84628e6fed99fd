"""The last look: what differs, what it does, from which day; then it holds."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext

from portaal.beleid.forms import Ingangformulier
from portaal.beleid.rules.ingang import next_begin
from portaal.beleid.service.versies import Keuze, Versiekaart, confirm, replaced_by
from portaal.beleid.staff_views.basis import Antwoord, bp, current, differences, kind, own_voorstel, versies_of
from portaal.beleid.staff_views.voorbeeld import previews_of
from portaal.beleid.voorstel import Voorstel, drop_voorstel
from portaal.beleid.woorden import subject
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.tijd import today
from portaal.infra.kamer import BeleidSoort
from portaal.infra.web.verzoek import aanmelding, eigenaar, employee, nu, sessie


@bp.route("/<soort>/controle", methods=["GET", "POST"])
def check(soort: str) -> Antwoord:
    """See what changes, choose the day, and let it hold."""
    welke = kind(soort)
    voorstel = own_voorstel(welke)
    if voorstel is None:
        return redirect(url_for("beleid.onderwerp", soort=soort))
    versies = versies_of(welke)
    form = Ingangformulier(data={"geldig_vanaf": today(nu())})
    dag = form.geldig_vanaf.data
    gebruikt = _used(welke, versies, dag) if dag else []
    if form.is_submitted():
        form.validate()
        if form.check_ingang(today(nu()), vervangt=bool(gebruikt)):
            return _let_hold(welke, voorstel, versies, form)
    pagina = _page(welke, voorstel, versies, form, gebruikt)
    return (pagina, 422) if form.is_submitted() else pagina


def _used(soort: BeleidSoort, versies: list[Versiekaart], dag: date) -> list[tuple[Versiekaart, int]]:
    """The versions that the new one stands in for though they were used, with what keeps each.

    A version that began on an earlier day and goes on until `dag` is followed, not replaced.
    """
    vandaag = today(nu())
    uit = []
    for versie in replaced_by(versies, dag, vandaag):
        aantal = soort.gebruik(sessie(), versie.id) if soort.gebruik else 0
        zelfde_dag = versie.geldig_vanaf == dag and versie.geldig_vanaf <= vandaag
        if aantal or zelfde_dag or dag < vandaag:
            uit.append((versie, aantal))
    return uit


def _let_hold(
    soort: BeleidSoort, voorstel: Voorstel, versies: list[Versiekaart], form: Ingangformulier
) -> Antwoord:
    dag = form.geldig_vanaf.data or today(nu())
    keuze = Keuze(voorstel.inhoud, dag, (form.reden.data or "").strip(), voorstel.basis)
    try:
        nummer = confirm(sessie(), employee(), soort, keuze, nu(), naam=aanmelding().naam)
        drop_voorstel(sessie(), eigenaar(), soort.naam)
        sessie().commit()
    except InmiddelsGewijzigd:
        sessie().rollback()
        nieuwste = versies_of(soort)[0]
        return render_template(
            "beleid/staff/gewijzigd.html", soort=soort.naam, onderwerp=subject(soort.naam), nieuwste=nieuwste
        ), 409
    flash(gettext("Versie %(nummer)s is klaar.", nummer=nummer), "goed")
    return redirect(url_for("beleid.onderwerp", soort=soort.naam))


def _page(
    soort: BeleidSoort, voorstel: Voorstel, versies: list[Versiekaart], form: Ingangformulier, gebruikt: Any
) -> str:
    geldt = current(versies)
    return render_template(
        "beleid/staff/check.html",
        soort=soort.naam,
        onderwerp=subject(soort.naam),
        voorstel=voorstel,
        geldt=geldt,
        verschillen=differences(soort, geldt.inhoud, voorstel.inhoud),
        gevolgen=_effects(soort, geldt, voorstel, form.geldig_vanaf.data),
        voorbeelden=previews_of(soort.naam, voorstel.inhoud),
        form=form,
        gebruikt=gebruikt,
        daarna=next_begin(versies, form.geldig_vanaf.data or today(nu())),
        is_achter=versies[0].nummer != voorstel.basis,
    )


def _effects(soort: BeleidSoort, geldt: Versiekaart, voorstel: Voorstel, dag: date | None) -> list[str]:
    if soort.gevolgen is None:
        return []
    oud, nieuw = soort.model.model_validate(geldt.inhoud), soort.model.model_validate(voorstel.inhoud)
    return list(soort.gevolgen(oud, nieuw, dag or today(nu())))
