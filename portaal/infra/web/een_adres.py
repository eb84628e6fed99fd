"""The demo has one address: `localhost` and `127.0.0.1` are two to a browser, with two sets of cookies."""

from urllib.parse import urlsplit

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from portaal.config import Instellingen


def lead_to_one_address(app: Flask, instellingen: Instellingen) -> None:
    """In the demo, send a browser that came in by another name on to the address that logging in returns to."""
    if not instellingen.is_demo:
        return
    thuis = urlsplit(instellingen.basis_url).netloc

    @app.before_request
    def check() -> Response | None:
        if request.host == thuis or request.method != "GET" or request.endpoint == "gezond.gezond":
            return None
        return redirect(instellingen.basis_url + request.full_path.rstrip("?"))
