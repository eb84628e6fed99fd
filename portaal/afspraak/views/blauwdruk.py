"""The blueprint of afspraak, and what all its pages use."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from flask import Blueprint, request, session
from flask_babel import get_locale
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Dagdeel, Soort, Tijdvak, Tijdwens
from portaal.afspraak.forms import TOLK_TALEN, read_moment, write_moment
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.database import retrying
from portaal.infra.i18n import write_dagdatum
from portaal.infra.web.limiet import TeVaak, check_limiet
from portaal.infra.web.verzoek import door, nu, sessie

bp = Blueprint("afspraak", __name__)

CONCEPT = "afspraak"
UITNODIGING = "afspraak_uitnodiging"
_MAG = "afspraak_mag"
_HOUDER = "afspraak_houder"
_TELT_MEE = "afspraak_houder_telt"
T = TypeVar("T")


def committed(werk: Callable[[Session], T]) -> T:
    """What `werk` gives, once it stands in the database; done again after a deadlock or serialization error."""

    def once() -> T:
        try:
            uitkomst = werk(sessie())
            sessie().commit()
        except BaseException:
            sessie().rollback()
            raise
        return uitkomst

    return retrying(once)


def medewerker() -> DoorMedewerker:
    """The employee of this request. Raises NietGevonden for anyone else; the access table comes before."""
    wie = door()
    if not isinstance(wie, DoorMedewerker):
        raise NietGevonden
    return wie


def houder() -> str:
    """The secret by which this browser session holds a time; made when there is none."""
    if _HOUDER not in session:
        session[_HOUDER] = secrets.token_urlsafe(24)
    geheim: str = session[_HOUDER]
    return geheim


def known_houder() -> str:
    """The secret of this browser session, or empty when it holds nothing."""
    return str(session.get(_HOUDER, ""))


def forget_houder() -> None:
    """What was held has become an appointment: a next one starts afresh."""
    session.pop(_HOUDER, None)
    session.pop(_TELT_MEE, None)


def allow(afspraak_id: int) -> None:
    """From now on this browser session may see and change the appointment."""
    session[_MAG] = [*session.get(_MAG, [])[-9:], afspraak_id]


def is_allowed(afspraak_id: int) -> bool:
    """Whether this browser session has shown that the appointment is theirs."""
    return afspraak_id in session.get(_MAG, [])


def read_wens(argumenten: Mapping[str, str]) -> Tijdwens:
    """The wish in a query string or form. Raises NietGevonden for what cannot be one."""
    try:
        return Tijdwens(
            onderwerp=argumenten["onderwerp"],
            soort=Soort(argumenten["soort"]),
            locatie=argumenten.get("locatie") or None,
            dagdeel=Dagdeel(argumenten["dagdeel"]) if argumenten.get("dagdeel") else None,
        )
    except (KeyError, ValueError) as fout:
        raise NietGevonden from fout


def read_tijdvak(wens: Tijdwens) -> tuple[Tijdwens, datetime]:
    """Which time the pressed button stands for, with the place that goes with it. Raises NietGevonden."""
    tekst, _, locatie = request.form.get("tijdvak", "").partition("|")
    try:
        return replace(wens, locatie=locatie or None, dagdeel=None), read_moment(tekst)
    except ValueError as fout:
        raise NietGevonden from fout


def write_tijdvak(tijdvak: Tijdvak) -> str:
    """What the button of a free time sends."""
    return f"{write_moment(tijdvak.begin)}|{tijdvak.locatie or ''}"


def write_velden(wens: Tijdwens) -> dict[str, str]:
    """The wish as a query string carries it; what is not wished stays out."""
    velden = {
        "onderwerp": wens.onderwerp,
        "soort": wens.soort.value,
        "locatie": wens.locatie or "",
        "dagdeel": wens.dagdeel or "",
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde}


def write_tolk(taal: str) -> str:
    """The language of an interpreter in words."""
    return str(TOLK_TALEN.get(taal, taal))


def write_dagnaam(moment: datetime) -> str:
    """The day of an instant in words."""
    return write_dagdatum(today(moment), str(get_locale() or "nl"))


bp.add_app_template_filter(today, "dag")
bp.add_app_template_filter(write_tolk, "tolk")
bp.add_app_template_filter(write_tijdvak, "tijdvak")
bp.add_app_template_filter(write_moment, "moment")
bp.add_app_template_filter(write_velden, "velden")
bp.add_app_template_filter(write_dagnaam, "dagnaam")


def read_day(naam: str) -> date | None:
    """A day in the query string, or None."""
    try:
        return date.fromisoformat(request.args.get(naam, ""))
    except ValueError:
        return None


def limit_holds() -> None:
    """Not too often from one browser, and far more often from one connection: a library shares one.

    Raises TeVaak.
    """
    _count("houden-sessie", houder(), 30, timedelta(minutes=10))
    _count("houden-adres", request.remote_addr or "", 120, timedelta(minutes=10))
    _keep_count()


def may_hold() -> bool:
    """Whether a place may still be held for this browser; without that one books all the same, only faster.

    A browser that holds places over and over without booking gets none held for a while. From one connection so
    many browsers at once hold a place, and each counts once: nobody in a library is sent away for the others.
    What is counted here stands only when the place is held: then call `note_held`.
    """
    try:
        _count("vasthouden", houder(), 5, timedelta(hours=2))
        if not session.get(_TELT_MEE):
            _count("vasthouden-adres", request.remote_addr or "", 40, timedelta(minutes=10))
    except TeVaak:
        return False
    return True


def note_held() -> None:
    """This browser counts among those of its connection."""
    session[_TELT_MEE] = True


def limit_bookings() -> None:
    """Not too many appointments from one connection. Raises TeVaak."""
    _count("boeken-adres", request.remote_addr or "", 60, timedelta(hours=1))
    _keep_count()


def limit_checks(afspraak_id: int) -> None:
    """Five tries an hour to show that an appointment is yours. Raises TeVaak."""
    _count("controle", str(afspraak_id), 5, timedelta(hours=1))
    _keep_count()


def limit_codes() -> None:
    """Guessing a code is hopeless; this makes it slow as well. Raises TeVaak."""
    _count("code-adres", request.remote_addr or "", 60, timedelta(hours=1))
    _keep_count()


def _count(wat: str, wie: str, hoogstens: int, per: timedelta) -> None:
    check_limiet(sessie(), f"afspraak:{wat}:{wie}", hoogstens=hoogstens, per=per, now=nu())


def _keep_count() -> None:
    # At once: what is tried in vain counts too, and its transaction is undone.
    sessie().commit()
