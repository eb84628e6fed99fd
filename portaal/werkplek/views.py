"""What staff see first."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import DoorMedewerker, Vaststelling
from portaal.core.errors import NietGevonden
from portaal.infra.web.verzoek import (
    aanmelding,
    door,
    namens,
    nu,
    portaal,
    sessie,
    start_namens,
    stop_namens,
)
from portaal.inwoner.service import Zoekvraag, get_persoon
from portaal.logboek.service import record
from portaal.werkplek.forms import NamensForm, ZoekForm
from portaal.werkplek.service import find_inwoners, open_dossier

bp = Blueprint("werkplek", __name__, url_prefix="/werk")


def employee() -> DoorMedewerker:
    """The employee of this request. Raises NietGevonden for anyone else."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


@bp.get("")
def start() -> str:
    """What needs doing, by role."""
    rollen = aanmelding().rollen
    tellers = [t for kamer in portaal().kamers for t in kamer.tellers if t.rollen & rollen]
    te_doen = [(teller, teller.tel(sessie(), nu())) for teller in tellers]
    return render_template("werkplek/start.html", te_doen=te_doen, form=ZoekForm())


@bp.route("/zoek", methods=["GET", "POST"])
def zoek() -> str | tuple[str, int] | Response:
    """Find an inwoner. By POST, so that no BSN is in an address."""
    form, gevonden = ZoekForm(), None
    if form.validate_on_submit():
        vraag = Zoekvraag(naam=form.naam.data or "", geboortedatum=form.geboortedatum.data)
        gevonden = find_inwoners(sessie(), nummer=form.nummer.data or "", zoekvraag=vraag)
        if gevonden.totaal == 1:
            return redirect(url_for("werkplek.dossier", inwoner_id=gevonden.items[0].id))
    html = render_template("werkplek/zoek.html", form=form, gevonden=gevonden)
    return (html, 422) if form.errors else html


@bp.get("/inwoner/<int:inwoner_id>")
def dossier(inwoner_id: int) -> str:
    """A person's page, by role."""
    beeld = open_dossier(sessie(), employee(), inwoner_id, nu())
    sessie().commit()
    return render_template("werkplek/dossier.html", dossier=beeld, form=NamensForm())


@bp.post("/inwoner/<int:inwoner_id>/namens")
def namens_inwoner(inwoner_id: int) -> str | tuple[str, int] | Response:
    """Act for this inwoner from now on."""
    form = NamensForm()
    if not form.validate_on_submit():
        beeld = open_dossier(sessie(), employee(), inwoner_id, nu())
        return render_template("werkplek/dossier.html", dossier=beeld, form=form), 422
    get_persoon(sessie(), inwoner_id)
    vaststelling = Vaststelling(form.vaststelling.data)
    record(sessie(), employee(), f"werkplek:namens:{vaststelling}", inwoner_id=inwoner_id, now=nu())
    sessie().commit()
    start_namens(inwoner_id, vaststelling)
    return redirect(url_for("mijn.overzicht"))


@bp.post("/namens/stop", endpoint="stop_namens")
def stop() -> Response:
    """Act for nobody any more; back to the person's page."""
    voor = namens()
    stop_namens()
    flash(_("U doet nu niets meer voor een ander."), "info")
    if voor is None:
        return redirect(url_for("werkplek.start"))
    return redirect(url_for("werkplek.dossier", inwoner_id=voor.inwoner_id))
