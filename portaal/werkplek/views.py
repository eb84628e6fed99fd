"""What staff see first: what needs doing, and finding an inwoner."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portaal.infra.kamer import Teller
from portaal.infra.web.verzoek import aanmelding, employee, nu, portaal, sessie
from portaal.werkplek.forms import ZoekForm
from portaal.werkplek.rules import ZoekOpNaam
from portaal.werkplek.service import find_een, find_op_naam

bp = Blueprint("werkplek", __name__, url_prefix="/werk")
Antwoord = str | tuple[str, int] | Response
_LAATSTE = "zoekopdracht"


@dataclass(frozen=True)
class TeDoen:
    """A number on the home page. `tekst` is a message id; who only counts may not open the page behind it."""

    aantal: int
    tekst: str
    endpoint: str
    mag_openen: bool


@bp.get("")
def start() -> str:
    """What needs doing, by role; the most on top."""
    rollen = aanmelding().rollen
    tellers = [
        teller
        for kamer in portaal().kamers
        for teller in kamer.tellers
        if teller.rollen & rollen and _concerns(teller)
    ]
    te_doen = sorted((_count(teller) for teller in tellers), key=lambda regel: -regel.aantal)
    mag_zoeken = portaal().toegang["werkplek.zoek"].allows(rollen)
    return render_template(
        "werkplek/start.html",
        te_doen=[regel for regel in te_doen if regel.aantal],
        form=ZoekForm(formdata=None) if mag_zoeken else None,
    )


def _concerns(teller: Teller) -> bool:
    """Not what a rule of its page keeps from this employee, such as taking over from who decides on plans."""
    rij = portaal().toegang.get(teller.endpoint)
    return rij is None or rij.objectregel is None or rij.objectregel(sessie(), aanmelding(), {})


def _count(teller: Teller) -> TeDoen:
    rij = portaal().toegang.get(teller.endpoint)
    mag_openen = rij is not None and rij.allows(aanmelding().rollen)
    return TeDoen(teller.tel(sessie(), nu()), teller.tekst, teller.endpoint, mag_openen)


@bp.get("/zoek")
def zoek() -> str:
    """The form; with a page number in the address also who fits the last search by name."""
    form, gevonden = ZoekForm(formdata=None), None
    if "pagina" in request.args and _LAATSTE in session:
        opdracht = _last()
        form = ZoekForm(formdata=None, naam=opdracht.naam, geboortedatum=opdracht.geboortedatum)
        gevonden = find_op_naam(sessie(), employee(), opdracht, request.args.get("pagina", 1, type=int), nu())
        sessie().commit()
    return render_template("werkplek/zoek.html", form=form, gevonden=gevonden, niemand=False)


@bp.post("/zoek")
def vind() -> Antwoord:
    """Find an inwoner. By POST, so that neither BSN nor name is in an address."""
    form = ZoekForm()
    if not form.validate_on_submit() or form.opdracht is None:
        return render_template("werkplek/zoek.html", form=form, gevonden=None, niemand=False), 422
    if isinstance(form.opdracht, ZoekOpNaam):
        return _by_name(form.opdracht)
    inwoner_id = find_een(sessie(), form.opdracht)
    if inwoner_id is None:
        return render_template("werkplek/zoek.html", form=form, gevonden=None, niemand=True)
    return redirect(url_for("werkplek.dossier", inwoner_id=inwoner_id))


def _by_name(opdracht: ZoekOpNaam) -> Response:
    # Kept in the session on the server, so that the list has pages and can be gone back to.
    session[_LAATSTE] = {"naam": opdracht.naam, "geboortedatum": opdracht.geboortedatum.isoformat()}
    return redirect(url_for("werkplek.zoek", pagina=1))


def _last() -> ZoekOpNaam:
    bewaard = session[_LAATSTE]
    return ZoekOpNaam(bewaard["naam"], date.fromisoformat(bewaard["geboortedatum"]))
