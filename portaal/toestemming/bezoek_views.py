"""A talk and the yes it rests on, in one go: for who does not log in, and at the desk with the inwoner present."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from portaal.afspraak.begrip import Soort, TeVeelAfspraken, TijdvakBezet
from portaal.afspraak.forms import read_moment, write_moment
from portaal.afspraak.links import sign_link
from portaal.core.rollen import LOKET
from portaal.infra.i18n import write_dagdatum, write_tijd
from portaal.infra.web.keuzes import make_choices
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import aanmelding, door, inwoner_id, inwoner_id_or_none, nu, sessie
from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import GeenBereik
from portaal.toestemming.brief_views import key_of_browser
from portaal.toestemming.forms import BezoekForm, SamenForm, known_wens
from portaal.toestemming.gesprek_views import allow, forget_key, request_key, times
from portaal.toestemming.service import Contactwens, beleid_of, give, toestemming_of
from portaal.toestemming.service.gesprek import AFZENDER, book_as_bezoeker, gesprek_of, plan_gesprek
from portaal.toestemming.teksten import GEEN_BEREIK, GEEN_TELEFOON, UUR
from portaal.toestemming.views import BEZOEKER, Pagina, bp, taal


@bp.route("/geldzorgen/gesprek", methods=["GET", "POST"])
def bezoek() -> Pagina:
    """A talk with schuldhulp without login: a time, a name, how to be reached, what threatens."""
    if inwoner_id_or_none() is not None or aanmelding().heeft(*LOKET):
        return redirect(url_for("toestemming.afspraak" if inwoner_id_or_none() else "afspraak.start"))
    form, tijden = BezoekForm(data=_known()), times()
    if form.validate_on_submit() and (token := _book(form, tijden["soort"])):
        return redirect(url_for("toestemming.gesprek", token=token))
    _offer(form, times()["aanbod"], _("Kies een tijd"))
    html = render_template("toestemming/bezoek.html", form=form, beleid=beleid_of(sessie(), nu()), **tijden)
    return (html, 422) if form.is_submitted() else html


def _known() -> dict[str, str]:
    """What this browser told before, with the code of a letter."""
    vraag = toestemming_of(sessie(), session[BEZOEKER], nu()).hulpvraag if BEZOEKER in session else None
    return known_wens(vraag, taal()) if vraag else {}


def _book(form: BezoekForm, soort: Soort) -> str | None:
    """The token of the new talk, or None with what is wrong in the form."""
    check_limiet(sessie(), f"toestemming:boeken:{request.remote_addr or ''}", hoogstens=30, per=UUR, now=nu())
    sessie().commit()
    try:
        begin = read_moment(form.tijdvak.data or "")
        kaart = book_as_bezoeker(
            sessie(), key_of_browser(), form.wens(), soort, begin, request_key(), nu(), taal=taal()
        )
    except GeenBereik:
        form.telefoon.errors = [str(GEEN_TELEFOON if form.email.data else GEEN_BEREIK)]
    except (TijdvakBezet, ValueError):
        form.tijdvak.errors = [_("Deze tijd is net bezet. Kies een andere.")]
    except TeVeelAfspraken:
        form.telefoon.errors = [_("Met dit nummer of adres staat al een gesprek. Zeg dat af, of bel ons.")]
    else:
        sessie().commit()
        forget_key()
        allow(kaart.id)
        flash(_("Uw gesprek staat. U krijgt een mail.") if kaart.contact.email else _("Uw gesprek staat."), "goed")
        return sign_link(kaart.id, AFZENDER.waarvoor)
    sessie().rollback()
    return None


@bp.route("/mijn/toestemming/samen", methods=["GET", "POST"])
def samen() -> Pagina:
    """With the inwoner present and agreeing: the consent and a first talk at schuldhulp, with one button."""
    persoon, tijden = get_persoon(sessie(), inwoner_id()), times()
    form = SamenForm(data={"telefoon": persoon.telefoon, "email": persoon.email})
    if form.validate_on_submit() and (ref := _together(form, tijden["soort"])):
        return redirect(url_for("toestemming.gegeven", ref=ref))
    heeft = gesprek_of(sessie(), inwoner_id(), nu())
    _offer(form, times()["aanbod"], _("Nog geen tijd. Schuldhulp belt zelf."))
    html = render_template(
        "toestemming/samen.html", form=form, beleid=beleid_of(sessie(), nu()), gesprek=heeft, **tijden
    )
    return (html, 422) if form.is_submitted() else html


def _together(form: SamenForm, soort: Soort) -> str | None:
    """The reference of the receipt; the talk stands or falls with it. None with what is wrong in the form."""
    try:
        ref = _give_and_plan(form.wens(), soort, form.tijdvak.data or "")
    except GeenBereik:
        form.telefoon.errors = [str(GEEN_TELEFOON if form.email.data else GEEN_BEREIK)]
    except (TijdvakBezet, ValueError):
        form.tijdvak.errors = [_("Deze tijd is net bezet. Kies een andere.")]
    else:
        sessie().commit()
        forget_key()
        flash(_("Het ja is vastgelegd."), "goed")
        return ref
    sessie().rollback()
    return None


def _give_and_plan(wens: Contactwens, soort: Soort, tijd: str) -> str:
    ref = give(sessie(), door(), inwoner_id(), wens, nu(), taal=taal())
    vraag = toestemming_of(sessie(), inwoner_id(), nu()).hulpvraag
    if tijd and vraag is not None and gesprek_of(sessie(), inwoner_id(), nu()) is None:
        plan_gesprek(sessie(), door(), vraag, soort, read_moment(tijd), request_key(), nu(), taal=taal())
    return ref


def _offer(form: BezoekForm | SamenForm, aanbod: Any, leeg: str) -> None:
    """The free times as choices, by day."""
    form.tijdvak.choices = {
        _("Kies"): make_choices([("", leeg)]),
        **{
            write_dagdatum(dag.datum, taal()): make_choices(
                (write_moment(tijdvak.begin), write_tijd(tijdvak.begin)) for tijdvak in dag.tijden
            )
            for dag in aanbod.dagen
        },
    }
