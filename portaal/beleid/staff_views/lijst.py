"""Which kinds there are and what holds; one kind with its versions; one version."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.beleid.rules.velden import collections_of, fields_of
from portaal.beleid.service.versies import (
    VersieLiep,
    list_holding,
    page_of,
    read_versie,
    withdraw,
)
from portaal.beleid.staff_views.basis import (
    ELDERS,
    bp,
    current,
    differences,
    keep,
    kind,
    kinds,
    own_voorstel,
    versies_of,
)
from portaal.beleid.staff_views.voorbeeld import previews_of
from portaal.beleid.voorstel import begin_voorstel, drop_voorstel
from portaal.beleid.woorden import subject
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.tijd import today
from portaal.infra.web.verzoek import eigenaar, employee, nu, sessie


@bp.get("")
def lijst() -> str:
    """All kinds, with what holds today and what comes."""
    soorten = kinds()
    staat = list_holding(sessie(), soorten, today(nu()))
    rijen = sorted(((subject(s.naam), s.naam, staat[s.naam]) for s in soorten), key=lambda rij: rij[0].naam)
    return render_template("beleid/staff/lijst.html", rijen=rijen)


@bp.get("/<soort>")
def onderwerp(soort: str) -> str:
    """One kind: what holds, what comes, what was, and the change under way."""
    welke = kind(soort)
    versies = versies_of(welke)
    return render_template(
        "beleid/staff/onderwerp.html",
        soort=soort,
        onderwerp=subject(soort),
        geldt=current(versies),
        komend=[v for v in versies if v.stand == "komt"],
        wachtend=[v for v in versies if v.stand == "wacht"],
        pagina=page_of(versies, request.args.get("pagina", 1, type=int)),
        voorstel=own_voorstel(welke),
        elders=ELDERS.get(soort),
        voorbeelden=previews_of(soort, current(versies).inhoud),
        heeft_vorm=bool(fields_of(welke.model) or collections_of(welke.model)),
    )


@bp.get("/<soort>/versie/<int:nummer>")
def versie(soort: str, nummer: int) -> str:
    """One version, and how it differs from what holds today."""
    welke = kind(soort)
    versies = versies_of(welke)
    deze, geldt = read_versie(versies, nummer), current(versies)
    return render_template(
        "beleid/staff/versie.html",
        soort=soort,
        onderwerp=subject(soort),
        versie=deze,
        geldt=geldt,
        verschillen=differences(welke, geldt.inhoud, deze.inhoud),
        gebruik=welke.gebruik(sessie(), deze.id) if welke.gebruik else 0,
        voorbeelden=previews_of(soort, deze.inhoud),
    )


@bp.post("/<soort>/begin")
def start_edit(soort: str) -> Response:
    """Begin a change as a copy of a version: what holds, or an earlier one to go back to."""
    welke = kind(soort)
    versies = versies_of(welke)
    nummer = request.form.get("van", type=int)
    van = read_versie(versies, nummer) if nummer else current(versies)
    keep(begin_voorstel(versies, soort, van))
    naar = "beleid.check" if nummer else "beleid.edit"
    return redirect(url_for(naar, soort=soort))


@bp.post("/<soort>/weg")
def discard(soort: str) -> Response:
    """Throw the change away; nothing held yet."""
    drop_voorstel(sessie(), eigenaar(), kind(soort).naam)
    sessie().commit()
    flash(gettext("Uw wijziging is weg. Er is niets veranderd."), "goed")
    return redirect(url_for("beleid.onderwerp", soort=soort))


@bp.post("/<soort>/versie/<int:nummer>/intrekken")
def withdraw_versie(soort: str, nummer: int) -> Response:
    """Take a coming version back, or lay one from a file aside."""
    try:
        withdraw(sessie(), employee(), kind(soort), nummer, nu())
        sessie().commit()
        flash(gettext("Versie %(nummer)s gaat niet in.", nummer=nummer), "goed")
    except VersieLiep:
        flash(gettext("Deze versie geldt al of gold eerder. Maak een nieuwe versie."), "let-op")
    except InmiddelsGewijzigd:
        flash(gettext("Een collega trok deze versie al in."), "info")
    return redirect(url_for("beleid.onderwerp", soort=soort))
