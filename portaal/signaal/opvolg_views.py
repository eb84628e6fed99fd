"""The team's list of what to follow up, and doing so: signals, and referrals of which one asks how they went."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.errors import InmiddelsGewijzigd
from portaal.infra.web.verzoek import employee, nu, sessie
from portaal.logboek.service import record
from portaal.signaal import service, teksten
from portaal.signaal.begrip import OpvolgdatumTeVer, OpvolgdatumVoorbij, Signaaluitkomst, Team, Verwijsuitkomst
from portaal.signaal.forms import DATUM_FOUT, LaterForm, SignaalKlaarForm, VerwijzingKlaarForm
from portaal.signaal.staff_views import Antwoord, bp

Klaarform = SignaalKlaarForm | VerwijzingKlaarForm


@dataclass(frozen=True)
class Lijst:
    """One kind of thing to follow up: how it is listed, read, put off and finished."""

    naam: str
    lees: Callable[..., Any]
    neem: Callable[..., service.Opvolging]
    verzet: Callable[..., None]
    sluit: Callable[..., None]
    form: type[Klaarform]
    uitkomst: Callable[[str], Any]


LIJSTEN = {
    "signalen": Lijst(
        "signaal",
        service.list_signalen,
        service.get_signaal,
        service.move_signaal,
        service.finish_signaal,
        SignaalKlaarForm,
        Signaaluitkomst,
    ),
    "verwijzingen": Lijst(
        "verwijzing",
        service.list_verwijzingen,
        service.get_verwijzing,
        service.move_verwijzing,
        service.finish_verwijzing,
        VerwijzingKlaarForm,
        Verwijsuitkomst,
    ),
}


@bp.get("/signalen")
def lijst() -> str:
    """What a team still has to follow up, past its day on top; team and kind stand in the address."""
    team = request.args.get("team", Team.of(employee().rollen).value)
    soort = request.args.get("soort", "signalen")
    if team not in set(Team) or soort not in LIJSTEN:
        abort(404)
    pagina = LIJSTEN[soort].lees(sessie(), Team(team), request.args.get("pagina", 1, type=int), nu())
    for regel in pagina.items:
        _record("lijst", regel)
    sessie().commit()
    sjabloon = f"signaal/staff/lijst_{soort}.html"
    return render_template(sjabloon, pagina=pagina, team=team, soort=soort, teksten=teksten)


@bp.get("/signalen/<soort>/<int:nummer>")
def opvolgen(soort: str, nummer: int) -> str:
    """One thing to follow up; the look is in the logboek."""
    return _page(_lijst(soort), nummer)


@bp.post("/signalen/<soort>/<int:nummer>/klaar")
def klaar(soort: str, nummer: int) -> Antwoord:
    """Say how it ended."""
    gekozen = _lijst(soort)
    form = gekozen.form()
    if not form.validate_on_submit():
        return _page(gekozen, nummer, klaar=form), 422
    try:
        gekozen.sluit(sessie(), employee(), nummer, gekozen.uitkomst(form.uitkomst.data), nu())
    except InmiddelsGewijzigd:
        return _back(soort, _("Een collega heeft dit al gedaan."), "let-op")
    sessie().commit()
    return _back(soort, _("Dit is afgehandeld."))


@bp.post("/signalen/<soort>/<int:nummer>/later")
def later(soort: str, nummer: int) -> Antwoord:
    """Look at it on another day."""
    gekozen, form = _lijst(soort), LaterForm()
    if not form.validate_on_submit():
        return _page(gekozen, nummer, later=form), 422
    try:
        gekozen.verzet(sessie(), employee(), nummer, form.dag, nu())
    except (OpvolgdatumVoorbij, OpvolgdatumTeVer) as fout:
        form.opvolgen_op.errors = [DATUM_FOUT[type(fout)]]
        return _page(gekozen, nummer, later=form), 422
    except InmiddelsGewijzigd:
        return _back(soort, _("Een collega heeft dit al gedaan."), "let-op")
    sessie().commit()
    return _back(soort, _("Dit staat nu op de nieuwe dag."))


def _lijst(soort: str) -> Lijst:
    if soort not in LIJSTEN:
        abort(404)
    return LIJSTEN[soort]


def _page(gekozen: Lijst, nummer: int, klaar: Klaarform | None = None, later: LaterForm | None = None) -> str:
    """The page of one thing to follow up, with the form that has a fault as it was filled in."""
    regel = gekozen.neem(sessie(), nummer, nu())
    _record(gekozen.naam, regel)
    sessie().commit()
    return render_template(
        f"signaal/staff/{gekozen.naam}.html",
        regel=regel,
        klaar=klaar or gekozen.form(formdata=None),
        later=later or LaterForm(formdata=None),
        fout=klaar or later,
        teksten=teksten,
    )


def _record(wat: str, regel: service.Opvolging) -> None:
    record(
        sessie(),
        employee(),
        f"signaal:{wat}:bekeken",
        now=nu(),
        inwoner_id=regel.inwoner_id,
        doel="een signaal opvolgen",
        object_ref=f"{wat}:{regel.id}",
    )


def _back(soort: str, boodschap: str, melding: str = "goed") -> Response:
    flash(boodschap, melding)
    return redirect(url_for("signaal.lijst", soort=soort))
