"""What makes addresses compiled once per run: each test makes an application of its own, with hundreds of routes.

Werkzeug compiles a function for each route, which is nine tenths of the work of making an application.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_compile = Rule._compile_builder
_bekend: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}


def _compile_once(self: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The function for this route; it finds the route itself, with its converters, in its first argument."""
    sleutel = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
    if sleutel not in _bekend:
        _bekend[sleutel] = _compile(self, append_unknown)
    return _bekend[sleutel]


def compile_once() -> None:
    """Keep what is compiled, for all applications of this process."""
    Rule._compile_builder = _compile_once  # type: ignore[method-assign]
