"""Error pages that a person can act on."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, current_app, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from portaal.core.errors import NietGevonden
from portaal.infra.database import DATABASE_WEG
from portaal.infra.web.limiet import TeVaak
from portaal.infra.web.poort import answer_stale
from portaal.infra.web.verzoek import close_sessie

log = structlog.get_logger(__name__)
Antwoord = tuple[str, int]

EIGEN_PAGINA = frozenset({403, 404, 413, 429, 500, 503})


def show_errors(app: Flask, gemeente: Callable[[], Any]) -> None:
    """Give every kind of error its page; what went wrong inside goes to the log, not to the reader.

    `gemeente` tells whom to call without asking the database.
    """

    def away(fout: Exception) -> Antwoord:
        log.error("database_away", fout=type(fout).__name__)
        close_sessie()
        # Not render_template: what every other page is given comes from the database.
        return current_app.jinja_env.get_template("fouten/503.html").render(gemeente=gemeente()), 503

    def http(fout: HTTPException) -> Antwoord | HTTPException:
        code = fout.code or 500
        if code >= 500:
            close_sessie()
        try:
            return _page(code) if code in EIGEN_PAGINA else fout
        except DATABASE_WEG as weg:
            return away(weg)

    app.register_error_handler(NietGevonden, lambda _: _page(404))
    app.register_error_handler(TeVaak, _too_often)
    app.register_error_handler(CSRFError, lambda _: answer_stale())
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(InternalServerError, http)
    for soort in DATABASE_WEG:
        app.register_error_handler(soort, away)


def _page(code: int, **waarden: Any) -> Antwoord:
    return render_template(f"fouten/{code}.html", **waarden), code


def _too_often(fout: TeVaak) -> Antwoord:
    return _page(429, minuten=max(1, round(fout.over.total_seconds() / 60)))
