"""Invordering decides on one request, and on a plan that is not kept."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.core.door import DoorMedewerker
from portaal.core.errors import InmiddelsGewijzigd
from portaal.infra.web.keuzes import choice
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.regeling.forms import VersieForm, read_versie
from portaal.regeling.journey import GEWONE_DAG
from portaal.regeling.service import (
    Afwijzing,
    Geval,
    IncassoKanNiet,
    MagNietAfwijken,
    NietsOpen,
    RedenNodig,
    ask_inwoner,
    close_regeling,
    grant_verzoek,
    note_call,
    note_contact,
    propose_plan,
    refuse_verzoek,
    settle_verzoek,
    write_reden,
)
from portaal.regeling.service.beoordelen import Beoordeling, read_beoordeling
from portaal.regeling.staff_forms import (
    AfhandelForm,
    AfwijsForm,
    BeeindigForm,
    ToekenForm,
    VoorstelForm,
    VraagForm,
)
from portaal.regeling.stand import Betaalwijze, Verzoeksoort, Wens
from portaal.regeling.toestanden import StapKanNiet
from portaal.regeling.views.basis import Antwoord, bp, taal

_PAD = "/werk/regelingen/<int:verzoek_id>"


@bp.get(_PAD)
def beoordeel(verzoek_id: int) -> str:
    """One request with all that bears on it, and what the policy says."""
    zaak = _read(verzoek_id)
    sessie().commit()
    form = ToekenForm(versie=zaak.kaart.versie)
    return _show("regeling/staff/beoordeel.html", zaak, form)


@bp.post(f"{_PAD}/toekennen")
def ken_toe(verzoek_id: int) -> Antwoord:
    """Grant what is asked."""
    form = ToekenForm()
    form.validate_on_submit()
    try:
        grant_verzoek(sessie(), employee(), _geval(verzoek_id, form), nu(), reden=form.reden.data or "")
    except RedenNodig:
        form.reden.errors = [gettext("Schrijf waarom u afwijkt van het beleid.")]
        return _show("regeling/staff/beoordeel.html", _read(verzoek_id), form), 422
    except (InmiddelsGewijzigd, StapKanNiet, NietsOpen, MagNietAfwijken, IncassoKanNiet) as fout:
        return _told(verzoek_id, fout)
    return _done(verzoek_id, gettext("Toegekend. De inwoner heeft bericht."))


@bp.route(f"{_PAD}/voorstel", methods=["GET", "POST"])
def stel_voor(verzoek_id: int) -> Antwoord:
    """Offer another plan."""
    zaak = _read(verzoek_id)
    ander = zaak.advies.voorstel
    begin = {
        "aantal": ander.aantal if ander else None,
        "dag": str(zaak.kaart.wens.dag or GEWONE_DAG),
        "wijze": (ander.wijze if ander else zaak.kaart.wijze).value,
    }
    form = VoorstelForm(versie=zaak.kaart.versie, data=begin)
    form.dag.choices = [choice(dag, str(dag)) for dag in zaak.beleid.dagen.dagen]
    if not zaak.kan_incasso:
        del form.wijze
    if form.validate_on_submit():
        wijze = Betaalwijze(form.wijze.data) if form.wijze else Betaalwijze.OVERMAKEN
        wens = Wens(Verzoeksoort.REGELING, aantal=form.aantal.data, dag=int(form.dag.data), wijze=wijze)
        return _try(
            verzoek_id,
            lambda: propose_plan(
                sessie(), employee(), _geval(verzoek_id, form), wens, nu(), toelichting=form.toelichting.data or ""
            ),
            gettext("Het voorstel is verstuurd."),
        )
    return _form_page("regeling/staff/voorstel.html", zaak, form)


@bp.route(f"{_PAD}/vraag", methods=["GET", "POST"])
def vraag(verzoek_id: int) -> Antwoord:
    """Ask the inwoner for what is missing."""
    zaak = _read(verzoek_id)
    form = VraagForm(versie=zaak.kaart.versie)
    if form.validate_on_submit():
        return _try(
            verzoek_id,
            lambda: ask_inwoner(sessie(), employee(), _geval(verzoek_id, form), form.vraag.data or "", nu()),
            gettext("De vraag is verstuurd."),
        )
    return _form_page("regeling/staff/vraag.html", zaak, form)


@bp.route(f"{_PAD}/afwijzing", methods=["GET", "POST"])
def wijs_af(verzoek_id: int) -> Antwoord:
    """Refuse, with all grounds, what can be done instead, and the remedy."""
    zaak = _read(verzoek_id)
    form = AfwijsForm(versie=zaak.kaart.versie)
    form.gronden.choices = [choice(grond.code, grond.tekst) for grond in zaak.beleid.weigeringsgronden]
    if form.validate_on_submit():
        nee = Afwijzing(form.gronden.data or (), form.in_plaats.data or "", form.toelichting.data or "")
        return _try(
            verzoek_id,
            lambda: refuse_verzoek(sessie(), employee(), _geval(verzoek_id, form), nee, nu()),
            gettext("Afgewezen. De inwoner heeft bericht."),
        )
    return _form_page("regeling/staff/afwijzing.html", zaak, form)


@bp.route(f"{_PAD}/afhandelen", methods=["GET", "POST"])
def handel_af(verzoek_id: int) -> Antwoord:
    """Close a request that a talk settled."""
    zaak = _read(verzoek_id)
    form = AfhandelForm(versie=zaak.kaart.versie)
    if form.validate_on_submit():
        return _try(
            verzoek_id,
            lambda: settle_verzoek(sessie(), employee(), _geval(verzoek_id, form), form.tekst.data or "", nu()),
            gettext("Afgehandeld. De inwoner heeft bericht."),
        )
    return _form_page("regeling/staff/afhandelen.html", zaak, form)


@bp.post(f"{_PAD}/contact")
def contact(verzoek_id: int) -> Response:
    """Note that there was contact."""
    geval = _geval(verzoek_id, VersieForm())
    return _try(verzoek_id, lambda: note_contact(sessie(), employee(), geval, nu()), gettext("Genoteerd."))


@bp.post(f"{_PAD}/gebeld")
def gebeld(verzoek_id: int) -> Response:
    """Note that the inwoner was called about a late term: the plan goes on, and the contact stays seen."""
    zaak = _read(verzoek_id)

    def noteer() -> None:
        note_call(sessie(), door(), zaak.kaart.regeling_id or 0, nu())
        note_contact(sessie(), employee(), Geval(verzoek_id, zaak.kaart.versie), nu())

    dagen = zaak.beleid.volgen.inhaal_dagen
    gelukt = gettext(
        "Genoteerd. De regeling loopt door. Is er na %(dagen)s dagen geen geld? Dan vragen wij weer om te bellen.",
        dagen=dagen,
    )
    return _try(verzoek_id, noteer, gelukt)


@bp.route(f"{_PAD}/beeindigen", methods=["GET", "POST"])
def beeindig(verzoek_id: int) -> Antwoord:
    """End a plan that is not kept: by hand only, after a reminder and a call."""
    zaak = _read(verzoek_id)
    form = BeeindigForm(versie=zaak.kaart.versie)
    form.heeft_contact = zaak.herinnerd
    regeling_id = zaak.kaart.regeling_id or 0
    if form.validate_on_submit():
        reden = form.reden.data or ""
        return _try(
            verzoek_id,
            lambda: close_regeling(sessie(), door(), regeling_id, nu(), reden=reden),
            gettext("De regeling is gestopt. De inwoner heeft bericht."),
        )
    return _form_page("regeling/staff/beeindigen.html", zaak, form)


def employee() -> DoorMedewerker:
    """The employee of this request, deciding in their own name."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        abort(403)
    return wie


def _read(verzoek_id: int) -> Beoordeling:
    return read_beoordeling(sessie(), door(), verzoek_id, nu())


def _geval(verzoek_id: int, form: VersieForm) -> Geval:
    return Geval(verzoek_id, read_versie(form))


def _show(sjabloon: str, zaak: Beoordeling, form: Any) -> str:
    redenen = [(write_reden(reden, taal()), reden) for reden in zaak.advies.redenen]
    waarom = [(write_reden(reden, taal()), reden) for reden in zaak.kaart.redenen]
    return render_template(sjabloon, zaak=zaak, kaart=zaak.kaart, redenen=redenen, waarom=waarom, form=form)


def _form_page(sjabloon: str, zaak: Beoordeling, form: Any) -> Antwoord:
    sessie().commit()
    pagina = _show(sjabloon, zaak, form)
    return (pagina, 422) if form.errors else pagina


def _try(verzoek_id: int, doe: Callable[[], None], gelukt: str) -> Response:
    try:
        doe()
    except (InmiddelsGewijzigd, StapKanNiet, NietsOpen, IncassoKanNiet) as fout:
        return _told(verzoek_id, fout)
    return _done(verzoek_id, gelukt)


def _done(verzoek_id: int, gelukt: str) -> Response:
    sessie().commit()
    flash(gelukt, "goed")
    return redirect(url_for("regeling.beoordeel", verzoek_id=verzoek_id))


def _told(verzoek_id: int, fout: Exception) -> Response:
    sessie().rollback()
    teksten = {
        NietsOpen: gettext("Er staat niets meer open. U hoeft niets te beslissen."),
        IncassoKanNiet: gettext("Afschrijven kan niet meer. Doe een voorstel waarbij de inwoner zelf overmaakt."),
        MagNietAfwijken: gettext("U mag niet afwijken van het beleid. Vraag een collega die dat mag."),
    }
    gewijzigd = gettext("Een collega was u voor. Er is niets overschreven. Dit is hoe het nu staat.")
    flash(next((tekst for soort, tekst in teksten.items() if isinstance(fout, soort)), gewijzigd), "let-op")
    return redirect(url_for("regeling.beoordeel", verzoek_id=verzoek_id))
