"""Logging in through OpenID Connect: authorization code with PKCE, state and nonce (Authlib)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth, OAuthError
from flask import current_app
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

INWONER = "inwoner"
MEDEWERKER = "medewerker"
# Of an inwoner we ask nothing but who it is; an employee has a name for colleagues.
_SCOPES = {INWONER: "openid", MEDEWERKER: "openid profile email"}
_TIMEOUT = 10
_STORING = (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError, RuntimeError)


class InloggenGeannuleerd(Exception):
    """The person turned back at the provider."""


class InloggenMislukt(Exception):
    """The provider's answer is not one that we trust, or it did not answer. The message is for the log."""


@dataclass(frozen=True)
class Identiteit:
    """What the provider vouches for, and the token to log out with."""

    claims: dict[str, Any]
    id_token: str


def start_login(naam: str, terug: str) -> Response:
    """Send the browser to the provider, which sends it back to `terug`. Raises InloggenMislukt."""
    try:
        antwoord: Response = _client(naam).authorize_redirect(terug)
    except _STORING as fout:
        raise InloggenMislukt(type(fout).__name__) from fout
    return antwoord


def finish_login(naam: str) -> Identiteit:
    """Who came back. The issuer and the audience must be exactly those that we know.

    Raises InloggenGeannuleerd and InloggenMislukt.
    """
    client = _client(naam)
    issuer = _setting(naam, "issuer")
    eisen = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client.client_id},
        "exp": {"essential": True},
        "nonce": {"essential": True},
    }
    try:
        token = client.authorize_access_token(claims_options=eisen)
    except OAuthError as fout:
        if fout.error == "access_denied":
            raise InloggenGeannuleerd from fout
        raise InloggenMislukt(fout.error) from fout
    except _STORING as fout:
        raise InloggenMislukt(type(fout).__name__) from fout
    claims = token.get("userinfo")
    # Authlib lets a token for several audiences pass when azp names us; ours is for us alone.
    if (
        not claims
        or claims.get("iss") != issuer
        or claims.get("aud") not in (client.client_id, [client.client_id])
    ):
        raise InloggenMislukt("id_token")
    return Identiteit(dict(claims), str(token.get("id_token", "")))


def logout_url(naam: str, terug: str, *, id_token: str = "") -> str:
    """Where the browser logs out at the provider too; `terug` when the provider has no such page.

    Without `id_token` we say by our client id who asks (RP-Initiated Logout 1.0, section 2): the id token of an
    inwoner holds the BSN, which has no place in an address or in our database.
    """
    try:
        client = _client(naam)
        adres = client.load_server_metadata().get("end_session_endpoint")
    except (InloggenMislukt, *_STORING):
        return terug
    if not adres:
        return terug
    vraag = {"client_id": client.client_id, "post_logout_redirect_uri": terug}
    if id_token:
        vraag["id_token_hint"] = id_token
    return f"{adres}{'&' if '?' in adres else '?'}{urlencode(vraag)}"


def _setting(naam: str, veld: str) -> str:
    waarde = getattr(current_app.extensions["portaal"].instellingen, f"{naam}_oidc_{veld}")
    return str(waarde.get_secret_value() if hasattr(waarde, "get_secret_value") else waarde)


def _client(naam: str) -> Any:
    if not _setting(naam, "issuer"):
        raise InloggenMislukt("no issuer configured")
    oauth = current_app.extensions.get("portaal_oidc")
    if oauth is None:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        oauth = current_app.extensions["portaal_oidc"] = OAuth(app)
    client = oauth.create_client(naam)
    return client or _register(oauth, naam)


def _register(oauth: OAuth, naam: str) -> Any:
    return oauth.register(
        naam,
        client_id=_setting(naam, "client_id"),
        client_secret=_setting(naam, "client_secret") or None,
        server_metadata_url=f"{_setting(naam, 'issuer').rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": _SCOPES[naam], "code_challenge_method": "S256", "timeout": _TIMEOUT},
    )
