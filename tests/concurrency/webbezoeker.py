"""Visitors as the servers see them: real HTTP, cookies, forms with their tokens; every answer counted."""

import hashlib
import http.client
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from portaal.afspraak.forms import write_moment

_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
_TIJDVAK = re.compile(r'name="tijdvak" value="([^"]+)"')
_BEHEER = re.compile(r'href="(/afspraak/beheer/[^"/]+)"')
KEUZE = {"onderwerp": "aanslag", "soort": "bellen"}


def phone_of(naam: str) -> str:
    """A number of their own: one person may not have too many appointments."""
    return f"06{int(hashlib.sha256(naam.encode()).hexdigest(), 16) % 10**8:08}"


class Dood(Exception):
    """No server answers any more."""


@dataclass(frozen=True)
class Antwoord:
    """What a server said."""

    status: int
    naar: str
    tekst: str

    @property
    def aangeboden(self) -> list[str]:
        """The times that the page offers."""
        return _TIJDVAK.findall(self.tekst)


@dataclass
class Browser:
    """One browser session behind an address of its own; goes to the next server when its own is gone."""

    poorten: Sequence[int]
    telling: Counter[str]
    ip: str
    koek: str = ""
    token: str = ""
    _verbinding: http.client.HTTPConnection | None = field(default=None, repr=False)
    _welke: int = 0

    def get(self, pad: str) -> Antwoord:
        return self._ask("GET", pad, None)

    def post(self, pad: str, **velden: str) -> Antwoord:
        return self._ask("POST", pad, urlencode({**velden, "csrf_token": self.token}))

    def _ask(self, hoe: str, pad: str, lijf: str | None) -> Antwoord:
        for _ in range(2 * len(self.poorten)):
            try:
                antwoord = self._once(hoe, pad, lijf)
            except (OSError, http.client.HTTPException):
                self.telling["server weg"] += 1
                self._verbinding = None
                self._welke += 1
                continue
            self.telling[f"{antwoord.status // 100}xx"] += 1
            if antwoord.status >= 500:
                self.telling[f"fout {antwoord.status} {hoe} {pad[:40]}"] += 1
            if nieuw := _TOKEN.search(antwoord.tekst):
                self.token = nieuw[1]
            return antwoord
        raise Dood

    def _once(self, hoe: str, pad: str, lijf: str | None) -> Antwoord:
        if self._verbinding is None:
            poort = self.poorten[self._welke % len(self.poorten)]
            self._verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
        koppen = {"Host": "localhost", "Cookie": f"portaal={self.koek}", "X-Forwarded-For": self.ip}
        if lijf is not None:
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        self._verbinding.request(hoe, pad, lijf, koppen)
        antwoord = self._verbinding.getresponse()
        tekst = antwoord.read().decode()
        for kop in antwoord.headers.get_all("Set-Cookie") or []:
            if kop.startswith("portaal="):
                self.koek = kop.partition("=")[2].partition(";")[0]
        return Antwoord(antwoord.status, urlsplit(antwoord.headers.get("Location") or "").path, tekst)


@dataclass
class Webmededinger:
    """One contender, who wants every time; a new browser session for every `_per_sessie` of them."""

    poorten: Sequence[int]
    nummer: int
    tijden: Sequence[datetime]
    telling: Counter[str] = field(default_factory=Counter)
    _per_sessie: int = 25

    def run(self) -> None:
        self.kans = random.Random(self.nummer)
        for volgnummer, tijd in enumerate(self.tijden):
            if volgnummer % self._per_sessie == 0:
                self.open_browser(volgnummer)
            try:
                self.want(tijd, f"m{self.nummer}n{volgnummer}")
            except Exception as fout:
                self.telling[f"fout {type(fout).__name__}: {str(fout)[:120]}"] += 1

    def open_browser(self, volgnummer: int) -> None:
        eerste = self.nummer % len(self.poorten)
        poorten = [*self.poorten[eerste:], *self.poorten[:eerste]]
        ip = f"10.{self.nummer}.{volgnummer // 250}.{volgnummer % 250}"
        self.browser = Browser(poorten, self.telling, ip)
        self.browser.get(f"/afspraak/gegevens?{volgnummer}")
        self.browser.get("/afspraak/code")  # the lightest page that has a form, and so a token

    def want(self, tijd: datetime, naam: str) -> None:
        antwoord = self.hold(tijd)
        if antwoord.status != 302:
            self.lose(antwoord)
            return
        if self.finish(naam):
            self.telling["geboekt"] += 1
            self.change(tijd, naam)

    def hold(self, tijd: datetime) -> Antwoord:
        return self.browser.post("/afspraak/tijd", **KEUZE, tijdvak=f"{write_moment(tijd)}|")

    def finish(self, naam: str) -> bool:
        """Fill in who it is, look once more, and book."""
        self.browser.post(
            "/afspraak/gegevens", naam="Jan de Vries", telefoon=phone_of(naam), email=f"{naam}@voorbeeld.example"
        )
        self.browser.get("/afspraak/controle")
        antwoord = self.browser.post("/afspraak/controle")
        if antwoord.naar != "/afspraak/bevestigd":
            self.telling[f"niet bevestigd {antwoord.status} {antwoord.naar}"] += 1
            return False
        return True

    def change(self, tijd: datetime, naam: str) -> None:
        """One in four moves, one in four calls off; half of those want it back."""
        worp = self.kans.random()
        if worp >= 0.5:
            return
        beheer = _BEHEER.search(self.browser.get("/afspraak/bevestigd").tekst)
        assert beheer is not None, "no link to change it"
        if worp < 0.25:
            naar = self.kans.choice(self.tijden)
            antwoord = self.browser.post(f"{beheer[1]}/verzetten", tijdvak=f"{write_moment(naar)}|")
            self.telling["verzet" if antwoord.status == 302 else "verzetten lukt niet"] += 1
            assert antwoord.status == 302 or antwoord.aangeboden or antwoord.status == 409
            return
        self.browser.post(f"{beheer[1]}/afzeggen")
        self.telling["afgezegd"] += 1
        if worp < 0.375 and self.hold(tijd).status == 302 and self.finish(f"{naam}b"):
            self.telling["opnieuw geboekt"] += 1

    def lose(self, antwoord: Antwoord) -> None:
        self.telling["te laat"] += 1
        if antwoord.status != 409:
            self.telling[f"fout: te laat kreeg {antwoord.status}"] += 1
        self.telling["drie andere gezien" if len(antwoord.aangeboden) == 3 else "minder dan drie over"] += 1
