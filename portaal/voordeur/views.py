"""What anyone can read: the front page, what each tax is, what words mean, and statements of the gemeente."""

from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import get_locale

from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.aanslag.uitleg.omgang import BEZWAAR, Bezwaarbeleid
from portaal.aanslag.uitleg.soorten import BELASTINGSOORTEN, Belastingsoorten
from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.infra.web.verzoek import nu, sessie
from portaal.voordeur.beleid import PRIVACY, Privacybeleid
from portaal.voordeur.rules import group_soorten, sort_begrippen

bp = Blueprint("voordeur", __name__)


def taal() -> str:
    """The language of this request."""
    return str(get_locale() or "nl")


def show(template: str, **context: Any) -> str:
    """A public page, with its terms of art explained in place."""
    return render_template(template, woorden=Woorden(_begrippen(), taal()), **context)


@bp.get("/")
def start() -> str:
    """What one can do here with and without login, who is not served, and help now."""
    return show("voordeur/start.html", groepen=group_soorten(_soorten()))


@bp.get("/uitleg")
def uitleg() -> str:
    """Each tax in one sentence."""
    return show("voordeur/uitleg.html", groepen=group_soorten(_soorten()))


@bp.get("/uitleg/<soort>")
def uitleg_soort(soort: str) -> str:
    """One tax: what it is for, who pays, the rates, who decides, and what if it is wrong."""
    soorten = _soorten()
    if not soorten.is_bekend(soort):
        abort(404)
    jaar = today(nu()).year
    return show("voordeur/uitleg_soort.html", tekst=soorten.of(soort), jaar=jaar)


@bp.get("/begrippen")
def begrippen() -> str:
    """The glossary."""
    return show("voordeur/begrippen.html", lijst=sort_begrippen(_begrippen(), taal()))


@bp.get("/bezwaar")
def bezwaar() -> str:
    """How to object, for any aanslag."""
    return show("voordeur/bezwaar.html", beleid=holding(sessie(), BEZWAAR, Bezwaarbeleid, today(nu())))


@bp.get("/privacy")
def privacy() -> str:
    """The privacy statement (AVG 13)."""
    return show("voordeur/privacy.html", beleid=_privacy())


@bp.get("/toegankelijkheid")
def toegankelijkheid() -> str:
    """The accessibility statement."""
    return show("voordeur/toegankelijkheid.html", verklaring=_privacy().toegankelijkheid)


@bp.get("/cookies")
def cookies() -> str:
    """The one cookie there is."""
    return show("voordeur/cookies.html")


@bp.get("/echt")
def echt() -> str:
    """How to see that this site is the gemeente's."""
    return show("voordeur/echt.html")


def _soorten() -> Belastingsoorten:
    return holding(sessie(), BELASTINGSOORTEN, Belastingsoorten, today(nu()))


def _begrippen() -> Begrippen:
    return holding(sessie(), BEGRIPPEN, Begrippen, today(nu()))


def _privacy() -> Privacybeleid:
    return holding(sessie(), PRIVACY, Privacybeleid, today(nu()))
