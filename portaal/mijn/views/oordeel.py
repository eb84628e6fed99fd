"""'Was dit duidelijk?', and 'ik snap het niet': two taps to a talk with the line noted for who calls."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.aanslag.uitleg.rules import Uitlegregel
from portaal.afspraak.service import afsprakenbeleid, kinds_of
from portaal.infra.web.verzoek import inwoner_id, nu, sessie
from portaal.mijn.forms import OordeelForm
from portaal.mijn.model import Oordeelsoort
from portaal.mijn.oordelen import Oordeel, keep_oordeel
from portaal.mijn.stand import Aanslagblad
from portaal.mijn.views.blauwdruk import blad_of, bp, show, taal

# What one talks about after 'ik snap dit niet'.
ONDERWERP = "aanslag"


@bp.post("/oordeel")
def oordeel() -> str | tuple[str, int] | Response:
    """Keep it, and thank. What is missing is asked for on a page of its own."""
    form = OordeelForm()
    if not form.validate_on_submit():
        return show("mijn/oordeel.html", form=form), 422
    soort = Oordeelsoort.DUIDELIJK if form.duidelijk.data == "ja" else Oordeelsoort.ONDUIDELIJK
    gezegd = Oordeel(form.pagina.data or "", soort, form.zin.data or "", form.over_aanslag)
    keep_oordeel(sessie(), inwoner_id(), gezegd, nu())
    sessie().commit()
    flash(_("Dank u wel. Wij lezen dit, en maken de tekst beter."), "goed")
    if gezegd.aanslag_id is not None:
        return redirect(url_for("mijn.aanslag", aanslag_id=gezegd.aanslag_id))
    return redirect(url_for("mijn.overzicht"))


@bp.post("/aanslag/<int:aanslag_id>/snap-niet")
def snap_niet(aanslag_id: int) -> Response:
    """Note which line it is, and go on to the free times: the next tap is one of these."""
    uitleg = _chosen_line(blad_of(aanslag_id))
    regel = uitleg.regel.regel if uitleg else None
    gezegd = Oordeel("mijn.aanslag", Oordeelsoort.SNAP_NIET, aanslag_id=aanslag_id, regel=regel)
    keep_oordeel(sessie(), inwoner_id(), gezegd, nu())
    sessie().commit()
    if uitleg:
        flash(_("Wij weten dat het gaat over: %(naam)s.", naam=uitleg.tekst.tekst("naam", taal())), "goed")
    soort = request.form.get("hoe", "")
    if soort in kinds_of(afsprakenbeleid(sessie(), nu()), ONDERWERP):
        return redirect(url_for("afspraak.choose_tijdvak", onderwerp=ONDERWERP, soort=soort))
    return redirect(url_for("afspraak.start", onderwerp=ONDERWERP))


def _chosen_line(blad: Aanslagblad) -> Uitlegregel | None:
    gekozen = request.form.get("regel", type=int)
    return next((uitleg for uitleg in blad.uitleg.regels if uitleg.regel.regel == gekozen), None)
