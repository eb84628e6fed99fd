"""Other ways to a talk: a code on a letter, an earlier time, walking in, the calendar feed of an employee."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import OnbekendeCode
from portaal.afspraak.forms import CODE_FOUT, CodeFormulier
from portaal.afspraak.service import (
    afsprakenbeleid,
    join_wachtlijst,
    leave_wachtlijst,
    read_feed,
    read_inloop,
    use_code,
)
from portaal.afspraak.views.beheer import Antwoord, own_or_check
from portaal.afspraak.views.blauwdruk import UITNODIGING, bp, committed, limit_codes
from portaal.infra.web.verzoek import door, nu, sessie

_SCHERM_SECONDEN = 8


@bp.route("/afspraak/code", methods=["GET", "POST"])
def enter_code() -> Antwoord:
    """Type the code of a letter."""
    form = CodeFormulier()
    if form.validate_on_submit():
        if (verder := _open(form.code.data or "")) is not None:
            return verder
        form.code.errors = [str(CODE_FOUT)]
    pagina = render_template("afspraak/code.html", form=form)
    return (pagina, 422) if form.is_submitted() else pagina


@bp.get("/afspraak/code/<code>")
def scan_code(code: str) -> Antwoord:
    """The address behind the QR of a letter."""
    verder = _open(code)
    if verder is not None:
        return verder
    form = CodeFormulier(data={"code": code})
    form.code.errors = [str(CODE_FOUT)]
    return render_template("afspraak/code.html", form=form), 422


def _open(code: str) -> Response | None:
    """On to the topic of the code; nothing else is known by it."""
    limit_codes()
    try:
        onderwerp = committed(lambda db: use_code(db, code, nu()))
    except OnbekendeCode:
        return None
    session[UITNODIGING] = onderwerp
    return redirect(url_for("afspraak.start", onderwerp=onderwerp))


@bp.post("/afspraak/beheer/<token>/eerder")
def wait_for_earlier(token: str) -> Response:
    """Be told when an earlier time comes free, or no longer."""
    afspraak = own_or_check(token)
    if isinstance(afspraak, Response):
        return afspraak
    if request.form.get("eerder") == "ja":
        committed(lambda db: join_wachtlijst(db, door(), afspraak.id, nu()))
        flash(gettext("Komt er een eerdere tijd vrij? Dan laten wij u dat weten."), "goed")
    else:
        committed(lambda db: leave_wachtlijst(db, door(), afspraak.id, nu()))
        flash(gettext("U krijgt hierover geen bericht meer."), "goed")
    return redirect(url_for("afspraak.beheer", token=token))


@bp.get("/inloop")
def walk_in() -> str:
    """When and where one can walk in, and how long one waits now."""
    beleid = afsprakenbeleid(sessie(), nu())
    standen = [read_inloop(sessie(), locatie, nu()) for locatie in beleid.inloop]
    return render_template("afspraak/inloop.html", standen=standen, beleid=beleid)


@bp.get("/inloop/<locatie>/scherm")
def wall_screen(locatie: str) -> tuple[str, dict[str, str]]:
    """For the wall of the waiting room: which number goes where. It renews itself, for nobody can press there."""
    pagina = render_template("afspraak/scherm.html", stand=read_inloop(sessie(), locatie, nu()))
    return pagina, {"Refresh": str(_SCHERM_SECONDEN)}


@bp.get("/agenda/<token>.ics")
def feed(token: str) -> FlaskResponse:
    """An agenda for an employee's own calendar program."""
    inhoud = read_feed(sessie(), token, nu())
    return FlaskResponse(inhoud, content_type="text/calendar; charset=utf-8")
