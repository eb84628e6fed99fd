"""Numbers in addresses: no larger than a database holds, so that a made-up one is simply not there."""

from flask import Flask
from werkzeug.routing import IntegerConverter

MEESTE_CIJFERS = 18


class Nummer(IntegerConverter):
    """A whole number of at most so many digits; what is longer is no address."""

    regex = rf"\d{{1,{MEESTE_CIJFERS}}}"


def bound_numbers(app: Flask) -> None:
    """Let `<int:...>` in every route of the app mean such a number. Before the routes are made."""
    app.url_map.converters["int"] = Nummer
