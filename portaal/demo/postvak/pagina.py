"""The mailbox in the browser."""

from flask import Flask, Response, abort, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from portaal.core.tijd import local
from portaal.demo.postvak.opslag import Bijlage, Opslag, Post

_HOSTS = ["localhost", "127.0.0.1"]
_LEESBAAR = ("text/plain", "text/calendar")
_BELEID = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
# A mail is somebody else's HTML: no script, no form, and its own inline styles as mail programs allow them.
_BELEID_HTML = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def make_pagina(opslag: Opslag, portaal_url: str) -> Flask:
    """A small application that shows what is in `opslag`, for this machine only."""
    app = Flask(__name__, static_folder="vormgeving", template_folder="templates")
    # A page elsewhere that lets its name point to 127.0.0.1 must not read along.
    app.config["TRUSTED_HOSTS"] = _HOSTS
    app.jinja_env.filters["moment"] = _moment
    app.jinja_env.globals["portaal_url"] = portaal_url
    app.add_url_rule("/", view_func=lambda: _lijst(opslag), endpoint="lijst")
    app.add_url_rule("/berichten.json", view_func=lambda: _json(opslag), endpoint="json")
    app.add_url_rule("/bericht/<naam>", view_func=lambda naam: _bekijk(_get(opslag, naam)), endpoint="bekijk")
    app.add_url_rule("/bericht/<naam>/html", view_func=lambda naam: _html(_get(opslag, naam)), endpoint="html")
    app.add_url_rule(
        "/bericht/<naam>/bijlage/<int:nummer>",
        view_func=lambda naam, nummer: _bijlage(_get(opslag, naam), nummer),
        endpoint="bijlage",
    )
    app.after_request(_secure)
    app.register_error_handler(404, _not_found)
    return app


def _lijst(opslag: Opslag) -> str:
    nummer, aan = max(1, request.args.get("pagina", 1, type=int)), request.args.get("aan", "").strip()
    berichten, is_meer = opslag.list_post(aan, nummer)
    return render_template("lijst.html", berichten=berichten, nummer=nummer, is_meer=is_meer, aan=aan)


def _json(opslag: Opslag) -> Response:
    berichten, is_meer = opslag.list_post(request.args.get("aan", ""))
    return jsonify(berichten=[_summary(post) for post in berichten], is_meer=is_meer)


def _summary(post: Post) -> dict[str, object]:
    return {
        "naam": post.naam,
        "aan": post.aan,
        "onderwerp": post.onderwerp,
        "message_id": post.message_id,
        "tekst": post.tekst,
        "bijlagen": [bijlage.naam for bijlage in post.bijlagen],
    }


def _bekijk(post: Post) -> str:
    leesbaar = {i: _as_text(b) for i, b in enumerate(post.bijlagen) if b.mimetype in _LEESBAAR}
    return render_template("bekijk.html", post=post, leesbaar=leesbaar)


def _html(post: Post) -> Response:
    if not post.html:
        abort(404)
    antwoord = Response(post.html, mimetype="text/html")
    antwoord.headers["Content-Security-Policy"] = _BELEID_HTML
    antwoord.headers["X-Frame-Options"] = "SAMEORIGIN"
    return antwoord


def _bijlage(post: Post, nummer: int) -> Response:
    if nummer >= len(post.bijlagen):
        abort(404)
    bijlage = post.bijlagen[nummer]
    antwoord = Response(bijlage.inhoud, content_type=bijlage.mimetype)
    # Always a download: a file from a mail must not run as a page of the mailbox.
    antwoord.headers.set("Content-Disposition", "attachment", filename=bijlage.naam)
    return antwoord


def _get(opslag: Opslag, naam: str) -> Post:
    return opslag.get(naam) or abort(404)


def _as_text(bijlage: Bijlage) -> str:
    return bijlage.inhoud.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _moment(post: Post) -> str:
    if post.datum is None or post.datum.tzinfo is None:
        return "datum onbekend"
    return local(post.datum).strftime("%d-%m-%Y, %H.%M uur")


def _secure(antwoord: Response) -> Response:
    antwoord.headers.setdefault("Content-Security-Policy", _BELEID)
    antwoord.headers.setdefault("X-Content-Type-Options", "nosniff")
    antwoord.headers.setdefault("X-Frame-Options", "DENY")
    antwoord.headers.setdefault("Cache-Control", "no-store")
    return antwoord


def _not_found(_fout: HTTPException) -> tuple[str, int]:
    return render_template("fout.html"), 404
