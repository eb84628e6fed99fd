"""The gate before every view: what is not in the access table does not answer."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from portaal.core.rollen import MEDEWERKERS
from portaal.infra.kamer import Kamer, Toegang
from portaal.infra.web.aanmelding import current_aanmelding
from portaal.infra.web.onderbroken import keep, show_stale
from portaal.infra.web.verzoek import portaal, sessie

VEILIG = frozenset({"GET", "HEAD", "OPTIONS"})
Schakelaar = Callable[[str], bool]


class DubbeleRoute(ValueError):
    """Two rooms claim the same route in the access table."""


def join_toegang(kamers: tuple[Kamer, ...], eigen: dict[str, Toegang]) -> dict[str, Toegang]:
    """One access table of all rooms and of the portal itself. Raises DubbeleRoute."""
    tabel = dict(eigen)
    for kamer in kamers:
        for endpoint, rij in (kamer.toegang or {}).items():
            if endpoint in tabel:
                raise DubbeleRoute(endpoint)
            tabel[endpoint] = rij
    return tabel


def capability_of(endpoint: str, kamers: tuple[Kamer, ...]) -> str | None:
    """The switch that a route hangs on, or None when it is always on."""
    blauwdruk = endpoint.partition(".")[0]
    return next((k.schakelaar for k in kamers for b in k.blueprints if b.name == blauwdruk), None)


def guard(app: Flask, is_aan: Schakelaar) -> None:
    """Put the gate before all views of `app`; `is_aan` says whether a capability is switched on."""

    @app.before_request
    def check() -> Response | None:
        if fout := getattr(session, "fout", None):
            raise fout
        rij = portaal().toegang.get(request.endpoint or "")
        # Before anything reads: the first question opens the session, and one that reads cannot write later
        # when another process wrote in between (SQLite: busy at once).
        g.schrijft = request.method not in VEILIG or bool(rij and rij.schrijft)
        schakelaar = capability_of(request.endpoint or "", portaal().kamers)
        if rij is None or (schakelaar and not is_aan(schakelaar)) or _is_made_up():
            abort(404)
        wie = current_aanmelding()
        if not rij.allows(wie.rollen):
            return _refuse(rij, ingelogd=wie.is_ingelogd)
        if rij.objectregel and not rij.objectregel(sessie(), wie, request.view_args or {}):
            abort(404)
        return None


def _is_made_up() -> bool:
    """Whether something was sent that nobody types and no text in PostgreSQL can hold: the character NUL."""
    gegeven = [[str(deel) for deel in (request.view_args or {}).values()]]
    gegeven += [waarden for _naam, waarden in request.values.lists()]
    return any("\0" in waarde for waarden in gegeven for waarde in waarden)


def _refuse(rij: Toegang, *, ingelogd: bool) -> Response:
    if ingelogd:
        abort(403)
    bewaard = request.method == "POST" and keep(_ended())
    return _ask_login(
        voor_medewerkers=rij.rollen <= MEDEWERKERS or request.path.startswith("/werk"), bewaard=bewaard
    )


def answer_stale() -> Response | tuple[str, int]:
    """What follows on a form whose token does not hold any more.

    Whose login ended goes on after logging in again; for everyone else what was filled in is still there.
    """
    verlopen = _ended()
    if keep(verlopen):
        is_medewerker = verlopen["aanmelding"]["medewerker_id"] is not None
        return _ask_login(voor_medewerkers=is_medewerker, bewaard=True)
    return show_stale()


def _ended() -> dict[str, Any]:
    """What the session held that is over, if there was one."""
    verlopen: dict[str, Any] = getattr(session, "verlopen", {})
    return verlopen


def _ask_login(*, voor_medewerkers: bool, bewaard: bool) -> Response:
    session["terug"] = _back(bewaard=bewaard)
    verlopen = "1" if getattr(session, "is_verlopen", False) else None
    endpoint = "medewerker.inloggen" if voor_medewerkers else "inwoner.inloggen"
    return redirect(url_for(endpoint, verlopen=verlopen, bewaard="1" if bewaard else None))


def _back(*, bewaard: bool) -> str:
    """Where one goes on after logging in."""
    if bewaard:
        return url_for("onderbroken.verder")
    return request.full_path.rstrip("?") if request.method == "GET" else ""
