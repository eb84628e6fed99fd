"""Paying: account, reference and a code for the bank's app; all of it or a part."""

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Antwoord

from portaal.beleid.service import gemeente
from portaal.core.geld import Centen
from portaal.core.geld import write_bedrag as write_kopie
from portaal.core.tijd import today
from portaal.infra.concept import load_concept, save_concept
from portaal.infra.i18n import write_bedrag
from portaal.infra.web.verzoek import eigenaar, nu, sessie
from portaal.mijn.betaalcode import make_betaalcode
from portaal.mijn.forms import ALLES, ANDERS, DEEL, BedragForm
from portaal.mijn.stand import Aanslagblad
from portaal.mijn.views.blauwdruk import blad_of, bp, show, taal


@bp.route("/aanslag/<int:aanslag_id>/betalen", methods=["GET", "POST"])
def betalen(aanslag_id: int) -> str | tuple[str, int] | Antwoord:
    """How to pay; the amount that one picks is kept, never put in an address."""
    blad = blad_of(aanslag_id)
    form = BedragForm(data=_made_choice(blad))
    form.offer(_choices(blad), blad.aanslag.open)
    if form.validate_on_submit():
        keuze = {"bedrag": form.chosen(blad.nu_te_betalen), "deel": blad.nu_te_betalen}
        save_concept(sessie(), eigenaar(), _soort(aanslag_id), keuze, nu())
        sessie().commit()
        return redirect(url_for("mijn.betalen", aanslag_id=aanslag_id, _anchor="gegevens"))
    bedrag = chosen_amount(blad)
    html = show("mijn/betalen.html", blad=blad, form=form, bedrag=bedrag, kopie_bedrag=write_kopie(bedrag))
    return (html, 422) if form.errors else html


@bp.get("/aanslag/<int:aanslag_id>/betaalcode.svg")
def betaalcode(aanslag_id: int) -> Response:
    """The code for the chosen amount."""
    blad = blad_of(aanslag_id)
    if blad.aanslag.open == 0:
        abort(404)
    svg = make_betaalcode(gemeente(sessie(), today(nu())), blad.aanslag, chosen_amount(blad))
    return Response(svg, mimetype="image/svg+xml")


def _choices(blad: Aanslagblad) -> list[tuple[str, str]]:
    deel, open_ = blad.nu_te_betalen, blad.aanslag.open
    alles = (ALLES, _("Alles: %(bedrag)s", bedrag=write_bedrag(open_, taal())))
    anders = (ANDERS, _("Een ander bedrag"))
    if deel == open_:
        return [alles, anders]
    return [(DEEL, _("Het deel van nu: %(bedrag)s", bedrag=write_bedrag(deel, taal()))), alles, anders]


def _made_choice(blad: Aanslagblad) -> dict[str, str]:
    """What the form starts with; an answer that is sent without a choice stays without one."""
    if request.method == "POST":
        return {}
    bedrag = chosen_amount(blad)
    if bedrag in (blad.nu_te_betalen, blad.aanslag.open):
        return {"keuze": DEEL if bedrag != blad.aanslag.open else ALLES}
    return {"keuze": ANDERS, "bedrag": write_kopie(bedrag)}


def chosen_amount(blad: Aanslagblad) -> Centen:
    """What was chosen, as far as it is still open; else what there is to pay first.

    A choice is of its moment: once another part is to be paid, that part stands there again.
    """
    gekozen = load_concept(sessie(), eigenaar(), _soort(blad.aanslag.id), nu())
    if gekozen.get("deel") != blad.nu_te_betalen:
        return blad.nu_te_betalen
    return Centen(min(int(gekozen["bedrag"]), blad.aanslag.open))


def _soort(aanslag_id: int) -> str:
    return f"betalen:{aanslag_id}"
