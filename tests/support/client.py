"""A test client that holds every page it sees to what every page must be."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portaal.infra.web import aanmelding as aanmeldingen
from portaal.infra.web.aanmelding import Aanmelding

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# End tags that HTML lets one leave out are always written here, so a plain stack finds every slip.
_STEEDS_NIEUW = re.compile(rb'<input[^>]*name="(?:csrf_token|sleutel)"[^>]*>')


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.h1 = 0
        self.title = ""
        self.fouten: list[str] = []
        self.tekst: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        gegeven = dict(attrs)
        self.h1 += tag == "h1"
        if gegeven.get("id"):
            self.ids.append(str(gegeven["id"]))
        self.fouten += [
            f"inline {naam} on <{tag}>" for naam in gegeven if naam == "style" or naam.startswith("on")
        ]
        if tag == "script" and not gegeven.get("src"):
            self.fouten.append("inline script")
        if tag == "img" and "alt" not in gegeven:
            self.fouten.append("img without alt")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.fouten.append(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data
        elif self.open and self.open[-1] not in ("script", "style", "textarea"):
            self.tekst.append(data)


class PaginaClient(FlaskClient):
    """Asks for pages and checks each: the content policy, one h1, a title, sound HTML, no leftovers."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """The answer, once it has passed."""
        antwoord = super().open(*args, **kwargs)
        assert "default-src 'self'" in antwoord.headers["Content-Security-Policy"]
        assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
        if antwoord.mimetype == "text/html" and antwoord.status_code not in (301, 302, 303, 304, 308):
            check_page(antwoord.get_data(as_text=True))
        return antwoord

    def log_in(self, wie: Aanmelding) -> None:
        """Be logged in as `wie` from now on."""
        with self.application.test_request_context(), self.session_transaction() as sessie:
            sessie["aanmelding"] = {
                "rollen": sorted(wie.rollen | aanmeldingen.NIEMAND.rollen),
                "inwoner_id": wie.inwoner_id,
                "medewerker_id": wie.medewerker_id,
                "naam": wie.naam,
            }

    def text(self, *args: Any, **kwargs: Any) -> str:
        """The words of a page, with its white space folded."""
        antwoord = self.get(*args, **kwargs)
        assert antwoord.status_code == 200, antwoord.status
        return words_of(antwoord.get_data(as_text=True))


# A page is checked when it comes and read right after: reading it once is enough.
@lru_cache(maxsize=1)
def _read(html: str) -> _Lezer:
    lezer = _Lezer()
    lezer.feed(html)
    return lezer


def words_of(html: str) -> str:
    """The visible words of a page."""
    lezer = _read(html)
    return " ".join(" ".join(lezer.tekst).replace("\xa0", " ").split())


def without_new(html: bytes) -> bytes:
    """A page without what is new each time, whoever asks: its CSRF tokens, and the names of forms sent once."""
    return _STEEDS_NIEUW.sub(b"", html)


def check_page(html: str) -> None:
    """Fail when a page is not what every page must be."""
    lezer = _read(html)
    fouten = list(lezer.fouten)
    fouten += [f"<{tag}> is not closed" for tag in lezer.open]
    fouten += [f"id {i} twice" for i in {i for i, keer in Counter(lezer.ids).items() if keer > 1}]
    if lezer.h1 != 1:
        fouten.append(f"{lezer.h1} h1")
    if not lezer.title.strip():
        fouten.append("no title")
    if not html.lstrip().lower().startswith("<!doctype html>"):
        fouten.append("no doctype")
    woorden = " ".join(lezer.tekst)
    fouten += [f"leftover: {m}" for m in re.findall(r"\bNone\b|%\(\w+\)s|\{\{|\}\}|\bUndefined\b", woorden)]
    assert not fouten, fouten


# Makes a new person with an aanslag in a state: gives their browser, logged in, and the id of the aanslag.
OpenStand = Callable[..., tuple[PaginaClient, int]]
