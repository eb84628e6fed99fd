"""Choosing: what about, how, and when."""

from datetime import datetime

from flask import redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import TijdvakBezet, Tijdwens
from portaal.afspraak.forms import write_moment
from portaal.afspraak.planning import kinds_of
from portaal.afspraak.rules.mag import may_choose
from portaal.afspraak.service import afsprakenbeleid, alternatives, check_free, is_free, reserve
from portaal.afspraak.tijdenpagina import Vraag, build_pagina
from portaal.afspraak.views.blauwdruk import (
    CONCEPT,
    UITNODIGING,
    bp,
    committed,
    houder,
    known_houder,
    limit_holds,
    may_hold,
    note_held,
    read_day,
    read_tijdvak,
    read_wens,
)
from portaal.core.errors import NietGevonden
from portaal.core.rollen import LOKET
from portaal.infra.concept import load_concept, save_concept
from portaal.infra.web.verzoek import aanmelding, eigenaar, may_write, nu, only_read, sessie

Antwoord = str | Response | tuple[str, int]


@bp.get("/afspraak")
def start() -> str:
    """What about, and how: each choice leads straight to the free times."""
    beleid, gevraagd = afsprakenbeleid(sessie(), nu()), request.args.get("onderwerp", "")
    keuzes = [(sleutel, beleid.onderwerpen[sleutel], kinds_of(beleid, sleutel)) for sleutel in _choosable()]
    keuzes.sort(key=lambda keuze: keuze[0] != gevraagd)
    return render_template("afspraak/start.html", keuzes=keuzes, gevraagd=gevraagd)


@bp.get("/afspraak/tijd")
def choose_tijdvak() -> str:
    """The first free times, by day and part of day."""
    wens = _check_choosable(read_wens(request.args))
    vraag = Vraag(wens, read_day("vanaf"), read_day("dag"), known_houder())
    return render_template("afspraak/choose_tijdvak.html", pagina=build_pagina(sessie(), vraag, nu()))


@bp.post("/afspraak/tijd")
def hold_tijdvak() -> Antwoord:
    """Hold the chosen time for ten minutes, unless this browser does so over and over; then ask who it is for."""
    wens, begin = read_tijdvak(_check_choosable(read_wens(request.form)))
    limit_holds()
    # Only a look: who is too late takes no lock, and on SQLite nobody waits for them.
    only_read()
    if not is_free(sessie(), wens, begin, nu(), houder=houder()):
        return _taken(wens, begin)
    may_write()
    try:
        wordt_gehouden = committed(lambda db: _choose(db, wens, begin))
    except TijdvakBezet:
        only_read()
        return _taken(wens, begin)
    if wordt_gehouden:
        note_held()
    antwoorden = load_concept(sessie(), eigenaar(), CONCEPT, nu())
    gekozen = {"onderwerp": wens.onderwerp, "soort": wens.soort.value, "locatie": wens.locatie or ""}
    gehouden_at = nu().isoformat() if wordt_gehouden else ""
    antwoorden |= {**gekozen, "begin": write_moment(begin), "gehouden_at": gehouden_at}
    save_concept(sessie(), eigenaar(), CONCEPT, antwoorden, nu())
    sessie().commit()
    return redirect(url_for("afspraak.check" if antwoorden.get("naam") else "afspraak.gegevens"))


def _choose(db: Session, wens: Tijdwens, begin: datetime) -> bool:
    """Hold the time when this browser may, else see that it is free. Returns whether it is held."""
    wordt_gehouden = may_hold()
    (reserve if wordt_gehouden else check_free)(db, wens, begin, houder(), nu())
    return wordt_gehouden


def _taken(wens: Tijdwens, begin: datetime) -> Antwoord:
    """Someone was faster: three near times are offered, and what was typed stays."""
    tijden = alternatives(sessie(), wens, begin, nu(), houder=houder())
    # Who begins here has no draft yet, and gets none by only being too late.
    is_bewaard = (aanmelding().is_ingelogd or "bezoeker" in session) and bool(
        load_concept(sessie(), eigenaar(), CONCEPT, nu()).get("naam")
    )
    pagina = render_template("afspraak/bezet.html", wens=wens, begin=begin, tijden=tijden, is_bewaard=is_bewaard)
    return pagina, 409


def _choosable() -> list[str]:
    is_medewerker = aanmelding().heeft(*LOKET)
    return [
        sleutel
        for sleutel, onderwerp in afsprakenbeleid(sessie(), nu()).onderwerpen.items()
        if may_choose(onderwerp, is_medewerker=is_medewerker, is_uitgenodigd=session.get(UITNODIGING) == sleutel)
    ]


def _check_choosable(wens: Tijdwens) -> Tijdwens:
    if wens.onderwerp not in _choosable():
        raise NietGevonden
    return wens
