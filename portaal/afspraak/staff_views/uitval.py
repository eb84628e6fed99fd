"""Someone falls out: see what it does to whom, then do it."""

from datetime import date, datetime, time, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.service import (
    Uitval,
    afsprakenbeleid,
    lift_uitval,
    list_uitval,
    place_uitval,
    preview_uitval,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker
from portaal.core.tijd import instant, start_of_day, today
from portaal.infra.web.verzoek import nu, sessie

Antwoord = str | Response | tuple[str, int]


@bp.get("/werk/afspraken/uitval")
def absence() -> Antwoord:
    """Who, when; and with those filled in, what it does before it is done."""
    beleid, gevolgen, fout = afsprakenbeleid(sessie(), nu()), None, ""
    if "agenda" in request.args:
        uitval = _read(beleid)
        if uitval is None:
            fout = gettext("Kies een agenda en een begintijd die voor de eindtijd ligt.")
        else:
            gevolgen = preview_uitval(sessie(), medewerker(), uitval, nu())
    pagina = render_template(
        "afspraak/staff/uitval.html",
        beleid=beleid,
        gevolgen=gevolgen,
        fout=fout,
        lopend=list_uitval(sessie(), nu()),
        dag=request.values.get("dag") or today(nu()),
    )
    return (pagina, 422) if fout else pagina


def _read(beleid: Afsprakenbeleid) -> Uitval | None:
    agenda, _, plek = request.values.get("agenda", "").partition(":")
    try:
        dag = date.fromisoformat(request.values["dag"])
        begin = _moment(dag, request.values["van"]) or _begin_of(dag, nu())
        einde = _moment(dag, request.values["tot"]) or start_of_day(dag + timedelta(days=1))
    except (KeyError, ValueError):
        return None
    if agenda not in beleid.agendas or begin >= einde:
        return None
    return Uitval(agenda, int(plek) if plek.isdigit() else None, begin, einde)


def _moment(dag: date, tekst: str) -> datetime | None:
    return instant(dag, time.fromisoformat(tekst)) if tekst else None


def _begin_of(dag: date, now: datetime) -> datetime:
    """From when on: the whole day, and of today what is left of it. Who was there already is not moved."""
    return max(start_of_day(dag), now.replace(second=0, microsecond=0)) if dag == today(now) else start_of_day(dag)


@bp.post("/werk/afspraken/uitval")
def place_absence() -> Antwoord:
    """Do it: everyone keeps a place or is told, and who must be phoned is listed."""
    uitval = _read(afsprakenbeleid(sessie(), nu()))
    if uitval is None:
        return redirect(url_for("afspraak.absence"))
    gevolgen = committed(lambda db: place_uitval(db, medewerker(), uitval, nu()))
    return render_template("afspraak/staff/uitval_gedaan.html", gevolgen=gevolgen, uitval=uitval)


@bp.post("/werk/afspraken/uitval/<int:afwezigheid_id>/weg")
def lift_absence(afwezigheid_id: int) -> Response:
    """Back again."""
    committed(lambda db: lift_uitval(db, medewerker(), afwezigheid_id, nu()))
    flash(gettext("De agenda is weer open. Verzette afspraken blijven verzet."), "goed")
    return redirect(url_for("afspraak.absence"))
