"""A login simulator that is itself an OpenID provider, so that the portal's own code takes its usual path."""

import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, redirect, render_template, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.wrappers import Response as Antwoord

from portaal.core.clock import utcnow
from portaal.core.nummers import OngeldigNummer, parse_bsn
from portaal.demo.personen import Personen, personen_pad, read_personen
from portaal.demo.simulator.codes import Aanvraag, Codes, fits_challenge
from portaal.infra.paden import STATIC, TEMPLATES

KANTEN = ("inwoner", "medewerker")
HIER = ("localhost", "127.0.0.1")
NIVEAUS = {
    "app": "urn:etoegang:core:assurance-class:loa3",
    "wachtwoord": "urn:etoegang:core:assurance-class:loa2",
}
bp = Blueprint("simulator", __name__, url_prefix="/<any(inwoner, medewerker):kant>")


def create_simulator(adres: str) -> Flask:
    """The simulator, to be reached at `adres`; its issuers are `adres`/inwoner and `adres`/medewerker."""
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=str(STATIC))
    # A new name with each key: a client that kept the key of an earlier start then asks for this one.
    sleutel = RSAKey.generate_key(2048, {"kid": secrets.token_hex(8), "use": "sig", "alg": "RS256"})
    app.extensions["simulator"] = {"adres": adres, "sleutel": sleutel, "codes": Codes()}
    app.register_blueprint(bp)
    app.add_url_rule("/", "start", start)
    app.after_request(_secure)
    return app


def _secure(antwoord: Response) -> Response:
    antwoord.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'; form-action *"
    antwoord.headers["Cache-Control"] = "no-store"
    return antwoord


def _part(naam: str) -> Any:
    return current_app.extensions["simulator"][naam]


def _issuer(kant: str) -> str:
    return f"{_part('adres')}/{kant}"


def start() -> str:
    """What this is, for who opens it by itself: whom one can be, and where logging in begins."""
    return render_template(
        "simulator/start.html", inwoners=_find("inwoner", ""), medewerkers=_find("medewerker", "")
    )


@bp.get("/.well-known/openid-configuration")
def configuration(kant: str) -> Response:
    """What an OpenID client wants to know of its provider."""
    issuer = _issuer(kant)
    return jsonify(
        issuer=issuer,
        authorization_endpoint=f"{issuer}/authorize",
        token_endpoint=f"{issuer}/token",
        jwks_uri=f"{issuer}/jwks",
        end_session_endpoint=f"{issuer}/end_session",
        response_types_supported=["code"],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=["RS256"],
        code_challenge_methods_supported=["S256"],
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
    )


@bp.get("/jwks")
def jwks(kant: str) -> Response:
    """The public key that id tokens are signed with."""
    return jsonify(KeySet([_part("sleutel")]).as_dict(private=False))


@bp.get("/authorize")
def authorize(kant: str) -> str:
    """Who do you want to be? A list to choose from, with a way to search and to turn back."""
    vraag, zoek = request.args, request.args.get("zoek", "").strip()
    if vraag.get("code_challenge_method") != "S256" or vraag.get("response_type") != "code":
        abort(400)
    _check_here(vraag.get("redirect_uri", ""))
    return render_template(f"simulator/{kant}.html", mensen=_find(kant, zoek), zoek=zoek, vraag=vraag)


@bp.post("/authorize")
def choose(kant: str) -> Antwoord:
    """Back to the client, with a code or with 'turned back'."""
    vraag = request.form
    _check_here(vraag["redirect_uri"])
    terug = {"state": vraag["state"]}
    if "annuleer" in vraag:
        terug["error"] = "access_denied"
    else:
        terug["code"] = _part("codes").give(
            utcnow(),
            client_id=vraag["client_id"],
            redirect_uri=vraag["redirect_uri"],
            nonce=vraag.get("nonce", ""),
            code_challenge=vraag["code_challenge"],
            claims=_claims(kant, vraag.get("wie") or vraag.get("ander", ""), vraag.get("niveau", "app")),
        )
    return redirect(f"{vraag['redirect_uri']}?{urlencode(terug)}")


@bp.post("/token")
def token(kant: str) -> Response | tuple[Response, int]:
    """The id token for a code, when the code verifier fits."""
    aanvraag: Aanvraag | None = _part("codes").take(request.form.get("code", ""), utcnow())
    verifier = request.form.get("code_verifier", "")
    if (
        aanvraag is None
        or not fits_challenge(verifier, aanvraag.code_challenge)
        or request.form.get("redirect_uri") != aanvraag.redirect_uri
        or _client_id() != aanvraag.client_id
    ):
        return jsonify(error="invalid_grant"), 400
    return jsonify(
        access_token="simulator",  # noqa: S106 - opens nothing: there is no userinfo
        token_type="Bearer",  # noqa: S106 - the name of the kind
        expires_in=60,
        id_token=_id_token(kant, aanvraag, utcnow()),
    )


@bp.get("/end_session")
def end_session(kant: str) -> Antwoord:
    """Logged out; back to where the client asks."""
    terug = request.args.get("post_logout_redirect_uri", "")
    _check_here(terug)
    return redirect(terug)


def _check_here(adres: str) -> None:
    """Only a portal on this machine is served: the simulator sends nobody elsewhere."""
    delen = urlsplit(adres)
    if delen.scheme not in ("http", "https") or delen.hostname not in HIER:
        abort(400)


def _client_id() -> str:
    wie = request.authorization
    return str(wie.username if wie and wie.type == "basic" else request.form.get("client_id", ""))


def _id_token(kant: str, aanvraag: Aanvraag, now: datetime) -> str:
    moment = int(now.timestamp())
    vast = {"iss": _issuer(kant), "aud": aanvraag.client_id, "iat": moment, "exp": moment + 300}
    claims = {**aanvraag.claims, **vast, "nonce": aanvraag.nonce}
    sleutel = _part("sleutel")
    return jwt.encode({"alg": "RS256", "kid": sleutel.kid}, claims, sleutel)


def _claims(kant: str, wie: str, niveau: str) -> dict[str, Any]:
    if kant == "inwoner":
        return {"sub": f"inwoner-{wie}", "bsn": _bsn(wie), "acr": NIVEAUS.get(niveau, "")}
    mens = next((m for m in _personen().medewerkers if m.sub == wie), None)
    if mens is None:
        abort(400)
    return {"sub": mens.sub, "name": mens.naam, "email": mens.email, "groups": list(mens.groepen)}


def _bsn(tekst: str) -> str:
    try:
        return parse_bsn(tekst)
    except OngeldigNummer:
        abort(400)


def _find(kant: str, zoek: str) -> list[tuple[str, str, str]]:
    """Whom one can be: value, name and a word on each, as far as `zoek` is in it."""
    bekend = _personen()
    inwoners = [(mens.bsn, mens.naam, mens.situatie) for mens in bekend.inwoners]
    medewerkers = [(mens.sub, mens.naam, mens.uitleg) for mens in bekend.medewerkers]
    mensen = inwoners if kant == "inwoner" else medewerkers
    return [mens for mens in mensen if zoek.casefold() in f"{mens[1]} {mens[2]}".casefold()]


def _personen() -> Personen:
    return read_personen(personen_pad())
