"""Headers that every answer carries."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from portaal.config import Instellingen


def secure_headers(app: Flask, instellingen: Instellingen) -> None:
    """Put a strict content policy and its companions on every answer of `app`."""
    vast = _headers(instellingen)

    @app.after_request
    def add(antwoord: Response) -> Response:
        for naam, waarde in vast.items():
            antwoord.headers.setdefault(naam, waarde)
        if request.endpoint not in ("static", "thema.bestand"):
            antwoord.headers.setdefault("Cache-Control", "no-store")
        return antwoord


def _headers(instellingen: Instellingen) -> dict[str, str]:
    # Chromium holds a redirect after a form to form-action too, and logging out redirects to the provider.
    aanbieders = {instellingen.inwoner_oidc_issuer, instellingen.medewerker_oidc_issuer} - {""}
    doelen = " ".join(["'self'", *sorted(_origin(url) for url in aanbieders)])
    headers = {
        "Content-Security-Policy": (
            f"default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action {doelen}"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if instellingen.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def _origin(url: str) -> str:
    delen = urlsplit(url)
    return f"{delen.scheme}://{delen.netloc}"
