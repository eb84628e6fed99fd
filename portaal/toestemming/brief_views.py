"""The question by the code of a letter, without login: the text, yes or no, a name and how to be reached."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from portaal.afspraak.begrip import OnbekendeCode
from portaal.afspraak.forms import CODE_FOUT, CodeFormulier
from portaal.afspraak.service.codes import use_code
from portaal.afspraak.views.blauwdruk import UITNODIGING
from portaal.core.door import DoorBezoeker
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import nu, sessie
from portaal.toestemming.begrip import GeenBereik, Toestemmingskanaal
from portaal.toestemming.forms import LeegFormulier, NaamwensForm
from portaal.toestemming.service import beleid_of, give, new_bezoeker, refuse, toestemming_of
from portaal.toestemming.teksten import GEEN_BEREIK, UUR
from portaal.toestemming.views import BEZOEKER, Pagina, bp, taal

_BRIEF = "toestemming_brief"


def key_of_browser() -> str:
    """The key of who answers in this browser without login; made when there is none."""
    if BEZOEKER not in session:
        session[BEZOEKER] = new_bezoeker()
    sleutel: str = session[BEZOEKER]
    return sleutel


def _has_code() -> bool:
    return bool(session.get(_BRIEF) or session.get(UITNODIGING))


@bp.route("/toestemming/brief", methods=["GET", "POST"])
def brief() -> Pagina:
    """Type the code of the letter; who did so when making an appointment need not do it again."""
    form = CodeFormulier()
    if not form.is_submitted() and _has_code():
        return redirect(url_for("toestemming.brief_vraag"))
    if form.validate_on_submit():
        check_limiet(sessie(), f"toestemming:code:{request.remote_addr or ''}", hoogstens=60, per=UUR, now=nu())
        sessie().commit()
        try:
            use_code(sessie(), form.code.data or "", nu())
        except OnbekendeCode:
            form.code.errors = [str(CODE_FOUT)]
        else:
            sessie().commit()
            session[_BRIEF] = True
            return redirect(url_for("toestemming.brief_vraag"))
    html = render_template("toestemming/brief.html", form=form)
    return (html, 422) if form.errors else html


@bp.get("/toestemming/brief/vraag")
def brief_vraag() -> Pagina:
    """The question as everyone gets it, with two equal buttons."""
    if not _has_code():
        return redirect(url_for("toestemming.brief"))
    return render_template(
        "toestemming/vraag.html",
        beleid=beleid_of(sessie(), nu()),
        stand=toestemming_of(sessie(), session.get(BEZOEKER, ""), nu()),
        leest_voor=False,
        naar_ja=url_for("toestemming.brief_ja"),
        naar_nee=url_for("toestemming.brief_nee"),
        form=LeegFormulier(),
    )


@bp.post("/toestemming/brief/nee")
def brief_nee() -> Pagina:
    """A no is a no."""
    if not _has_code():
        return redirect(url_for("toestemming.brief"))
    refuse(sessie(), DoorBezoeker(), key_of_browser(), nu(), taal=taal(), kanaal=Toestemmingskanaal.BRIEF)
    sessie().commit()
    flash(_("U zei nee. Dat is goed. Het heeft geen gevolgen."), "goed")
    return redirect(url_for("hulpwijzer.start"))


@bp.route("/toestemming/brief/ja", methods=["GET", "POST"])
def brief_ja() -> Pagina:
    """Who it is and how to call; sending this is the yes."""
    if not _has_code():
        return redirect(url_for("toestemming.brief"))
    form = NaamwensForm()
    if form.validate_on_submit():
        try:
            ref = give(
                sessie(),
                DoorBezoeker(),
                key_of_browser(),
                form.wens(),
                nu(),
                taal=taal(),
                kanaal=Toestemmingskanaal.BRIEF,
            )
        except GeenBereik:
            form.telefoon.errors = [str(GEEN_BEREIK)]
        else:
            sessie().commit()
            return redirect(url_for("toestemming.bezoekersbewijs", ref=ref))
    html = render_template(
        "toestemming/ja.html",
        form=form,
        beleid=beleid_of(sessie(), nu()),
        leest_voor=False,
        terug_naar=url_for("toestemming.brief_vraag"),
    )
    return (html, 422) if form.errors else html
