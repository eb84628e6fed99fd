"""The settings of a demo: its own keys, ports next to each other, everything on this machine only."""

import base64
import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portaal.demo.personen import STANDAARD, VARIABELE

MAP = Path("var")
SLEUTELBESTAND = MAP / "demo.env"
DATABASE_URL = "sqlite:///var/demo.db"
GASTHEER = "127.0.0.1"

_SLEUTELS = (
    "PORTAAL_GEHEIME_SLEUTEL",
    "PORTAAL_BSN_SLEUTELS",
    "PORTAAL_BSN_INDEXSLEUTEL",
    "PORTAAL_INWONER_OIDC_CLIENT_SECRET",
    "PORTAAL_MEDEWERKER_OIDC_CLIENT_SECRET",
)


class NietInProductie(RuntimeError):
    """The demo was asked for where real people are served."""


@dataclass(frozen=True)
class Poorten:
    """Four ports in a row; `web` is the first."""

    web: int

    @property
    def simulator(self) -> int:
        """Where the login simulator listens."""
        return self.web + 1

    @property
    def postvak(self) -> int:
        """Where the page with the mailbox is."""
        return self.web + 2

    @property
    def smtp(self) -> int:
        """Where mail is received."""
        return self.web + 3

    def taken(self) -> list[int]:
        """Which of the four another process has in use."""
        return [poort for poort in (self.web, self.simulator, self.postvak, self.smtp) if _is_taken(poort)]


def _is_taken(poort: int) -> bool:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((GASTHEER, poort))
        except OSError:
            return True
    return False


def adres(poort: int) -> str:
    """The address of a port as a browser on this machine writes it."""
    return f"http://localhost:{poort}"


def require_demo(environ: Mapping[str, str] = os.environ) -> None:
    """Raises NietInProductie unless the environment says in so many words that this is a demo or a test."""
    if environ.get("PORTAAL_OMGEVING") not in ("demo", "test"):
        raise NietInProductie("Dit hoort bij de demo. Zet PORTAAL_OMGEVING=demo, of start: portaal demo")


def demo_omgeving(environ: Mapping[str, str], poorten: Poorten, sleutels: Mapping[str, str]) -> dict[str, str]:
    """What the demo sets in the environment of all its processes, on top of what is there.

    Raises NietInProductie when the environment says that this is production.
    """
    if environ.get("PORTAAL_OMGEVING") == "productie":
        raise NietInProductie("PORTAAL_OMGEVING is productie. De demo start daar niet.")
    simulator = adres(poorten.simulator)
    return {
        **sleutels,
        "PORTAAL_OMGEVING": "demo",
        "PORTAAL_DATABASE_URL": environ.get("PORTAAL_DATABASE_URL") or DATABASE_URL,
        "PORT": str(poorten.web),
        "PORTAAL_HOST": GASTHEER,
        "PORTAAL_BASIS_URL": adres(poorten.web),
        "PORTAAL_INWONER_OIDC_ISSUER": f"{simulator}/inwoner",
        "PORTAAL_INWONER_OIDC_CLIENT_ID": "portaal-inwoner",
        "PORTAAL_MEDEWERKER_OIDC_ISSUER": f"{simulator}/medewerker",
        "PORTAAL_MEDEWERKER_OIDC_CLIENT_ID": "portaal-medewerker",
        "PORTAAL_SIMULATOR_PORT": str(poorten.simulator),
        "PORTAAL_SMTP_HOST": GASTHEER,
        "PORTAAL_SMTP_PORT": str(poorten.smtp),
        "PORTAAL_SMTP_STARTTLS": "false",
        "PORTAAL_SMTP_GEBRUIKER": "",
        "PORTAAL_MAIL_VAN": "gemeente@voorbeeldstad.example",
        VARIABELE: environ.get(VARIABELE) or str(STANDAARD.resolve()),
    }


def ensure_keys(pad: Path = SLEUTELBESTAND) -> dict[str, str]:
    """The demo's own keys, made at the first start and kept in a file that only you can read."""
    bewaard = _read_env(pad) if pad.exists() else {}
    sleutels = {naam: bewaard.get(naam) or _make_key() for naam in _SLEUTELS}
    if sleutels != bewaard:
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.touch(mode=0o600)
        pad.write_text("".join(f"{naam}={waarde}\n" for naam, waarde in sleutels.items()), encoding="utf-8")
    return sleutels


def _make_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _read_env(pad: Path) -> dict[str, str]:
    regels = (regel.strip().partition("=") for regel in pad.read_text(encoding="utf-8").splitlines())
    return {naam: waarde for naam, gelijk, waarde in regels if gelijk and not naam.startswith("#")}
