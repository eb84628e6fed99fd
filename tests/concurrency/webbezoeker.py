"""Visitors as the servers see them: real HTTP, cookies, forms with their tokens; every answer counted.

They keep their connection, read no more of an answer than they need, and so leave the machine to the servers.
"""

import hashlib
import random
import re
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode, urlsplit

from portaal.afspraak.forms import write_moment

_TOKEN = re.compile(rb'name="csrf_token"[^>]* value="([^"]+)"')
_TIJDVAK = re.compile(rb'name="tijdvak" value="([^"]+)"')
_BEHEER = re.compile(rb'href="(/afspraak/beheer/[^"/]+)"')
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
    koek: str
    lijf: bytes

    @property
    def aangeboden(self) -> list[bytes]:
        """The times that the page offers."""
        return _TIJDVAK.findall(self.lijf)


class Verbinding:
    """One connection that stays open: HTTP/1.1 as far as the portal speaks it."""

    def __init__(self, poort: int) -> None:
        """Connect. Raises OSError."""
        self._lijn = socket.create_connection(("127.0.0.1", poort), 60)
        self._lijn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, vraag: bytes) -> Antwoord:
        """Send, and read the answer. Raises OSError when the server goes away."""
        self._lijn.sendall(vraag)
        gelezen = b""
        while (einde := gelezen.find(b"\r\n\r\n")) < 0:
            gelezen += self._receive()
        regels = gelezen[:einde].decode().split("\r\n")
        koppen = [(naam.lower(), waarde.strip()) for naam, _, waarde in (r.partition(":") for r in regels[1:])]
        lengte = int(dict(koppen)["content-length"])
        stukken, over = [gelezen[einde + 4 :]], lengte - len(gelezen) + einde + 4
        while over > 0:
            stukken.append(self._receive())
            over -= len(stukken[-1])
        koek = next(
            (w[8:].partition(";")[0] for n, w in koppen if n == "set-cookie" and w.startswith("portaal=")), ""
        )
        naar = urlsplit(dict(koppen).get("location", "")).path
        return Antwoord(int(regels[0].split(" ", 2)[1]), naar, koek, b"".join(stukken))

    def _receive(self) -> bytes:
        stuk = self._lijn.recv(65536)
        if not stuk:
            raise ConnectionError("the server went away")
        return stuk


@dataclass
class Browser:
    """One browser session behind an address of its own; goes to the next server when its own is gone."""

    poorten: Sequence[int]
    telling: Counter[str]
    ip: str
    koek: str = ""
    token: str = ""
    pogingen: int = 0
    _verbinding: Verbinding | None = field(default=None, repr=False)
    _welke: int = 0

    def get(self, pad: str) -> Antwoord:
        """Ask for a page."""
        return self._ask("GET", pad, b"")

    def post(self, pad: str, **velden: str) -> Antwoord:
        """Send a form."""
        return self._ask("POST", pad, urlencode({**velden, "csrf_token": self.token}).encode())

    def again(self, ip: str) -> "Browser":
        """A new session over the connection of this one."""
        return Browser(self.poorten, self.telling, ip, _verbinding=self._verbinding, _welke=self._welke)

    def _ask(self, hoe: str, pad: str, lijf: bytes) -> Antwoord:
        for _ in range(2 * len(self.poorten)):
            try:
                antwoord = self._once(hoe, pad, lijf)
            except OSError:
                self.telling["server weg"] += 1
                self._verbinding = None
                self._welke += 1
                continue
            self.telling[f"{antwoord.status // 100}xx"] += 1
            if antwoord.status >= 500:
                self.telling[f"fout {antwoord.status} {hoe} {pad[:40]}"] += 1
            if not self.token and (nieuw := _TOKEN.search(antwoord.lijf)):
                self.token = nieuw[1].decode()
            return antwoord
        raise Dood

    def _once(self, hoe: str, pad: str, lijf: bytes) -> Antwoord:
        if self._verbinding is None:
            self._verbinding = Verbinding(self.poorten[self._welke % len(self.poorten)])
        koppen = (
            f"{hoe} {quote(pad, safe='/?&=%')} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {self.ip}\r\n"
            f"Cookie: portaal={self.koek}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(lijf)}\r\n\r\n"
        )
        antwoord = self._verbinding.ask(koppen.encode() + lijf)
        self.koek = antwoord.koek or self.koek
        return antwoord


@dataclass
class Webmededinger:
    """One contender, who wants every time; a new browser session before the portal finds one too eager."""

    poorten: Sequence[int]
    nummer: int
    tijden: Sequence[datetime]
    telling: Counter[str] = field(default_factory=Counter)
    _per_sessie: int = 25

    def run(self) -> None:
        """Want each in turn."""
        self.kans = random.Random(self.nummer)
        eerste = self.nummer % len(self.poorten)
        self.browser = Browser([*self.poorten[eerste:], *self.poorten[:eerste]], self.telling, "")
        for volgnummer, tijd in enumerate(self.tijden):
            try:
                if volgnummer == 0 or self.browser.pogingen >= self._per_sessie:
                    self.open_browser(volgnummer)
                self.want(tijd, f"m{self.nummer}n{volgnummer}")
            except Exception as fout:
                self.telling[f"fout {type(fout).__name__}: {str(fout)[:120]}"] += 1

    def open_browser(self, volgnummer: int) -> None:
        """A session of someone who was not here before, from an address of their own."""
        self.browser = self.browser.again(f"10.{self.nummer}.{volgnummer // 250}.{volgnummer % 250}")
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
        self.browser.pogingen += 1
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
        beheer = _BEHEER.search(self.browser.get("/afspraak/bevestigd").lijf)
        assert beheer is not None, "no link to change it"
        adres = beheer[1].decode()
        if worp < 0.25:
            naar = self.kans.choice(self.tijden)
            self.browser.pogingen += 1
            antwoord = self.browser.post(f"{adres}/verzetten", tijdvak=f"{write_moment(naar)}|")
            self.telling["verzet" if antwoord.status == 302 else "verzetten lukt niet"] += 1
            assert antwoord.status == 302 or antwoord.aangeboden or antwoord.status == 409
            return
        self.browser.post(f"{adres}/afzeggen")
        self.telling["afgezegd"] += 1
        if worp < 0.375 and self.hold(tijd).status == 302 and self.finish(f"{naam}b"):
            self.telling["opnieuw geboekt"] += 1

    def lose(self, antwoord: Antwoord) -> None:
        self.telling["te laat"] += 1
        if antwoord.status != 409:
            self.telling[f"fout: te laat kreeg {antwoord.status}"] += 1
        self.telling["drie andere gezien" if len(antwoord.aangeboden) == 3 else "minder dan drie over"] += 1
