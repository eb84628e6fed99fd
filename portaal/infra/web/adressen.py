"""Numbers in addresses: no larger than a database holds, so that a made-up one is simply not there."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class Nummer(IntegerConverter):
    """A whole number of at most 18 digits; what is longer is no address."""

    regex = r"\d{1,18}"


def bound_numbers(app: Flask) -> None:
    """Let `<int:...>` in every route of the app mean such a number. Before the routes are made."""
    app.url_map.converters["int"] = Nummer
