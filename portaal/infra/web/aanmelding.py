"""Who is behind a request, kept in the server-side session."""

import secrets
from dataclasses import dataclass

from flask import session

from portaal.core.rollen import Rol

_SLEUTEL = "aanmelding"
_BLIJFT = ("taal",)


@dataclass(frozen=True)
class Aanmelding:
    """A login: an inwoner, an employee with roles, or nobody yet."""

    rollen: frozenset[Rol] = frozenset({Rol.IEDEREEN})
    inwoner_id: int | None = None
    medewerker_id: int | None = None
    naam: str = ""

    @property
    def is_ingelogd(self) -> bool:
        """Whether we know who this is."""
        return self.inwoner_id is not None or self.medewerker_id is not None

    @property
    def is_medewerker(self) -> bool:
        """Whether an employee is logged in."""
        return self.medewerker_id is not None

    def heeft(self, *rollen: Rol) -> bool:
        """Whether one of these roles is held."""
        return bool(self.rollen & set(rollen))


NIEMAND = Aanmelding()


def current_aanmelding() -> Aanmelding:
    """The login of this request, or NIEMAND."""
    gegevens = session.get(_SLEUTEL)
    if not gegevens:
        return NIEMAND
    return Aanmelding(
        rollen=frozenset(Rol(rol) for rol in gegevens["rollen"]),
        inwoner_id=gegevens["inwoner_id"],
        medewerker_id=gegevens["medewerker_id"],
        naam=gegevens["naam"],
    )


def log_in(aanmelding: Aanmelding, **extra: str) -> None:
    """Begin a new server-side session for this login: what an earlier token could do ends here.

    `extra` is kept with it, such as the provider's id token for logging out there.
    """
    _start_anew()
    session[_SLEUTEL] = {
        "rollen": sorted(aanmelding.rollen | {Rol.IEDEREEN}),
        "inwoner_id": aanmelding.inwoner_id,
        "medewerker_id": aanmelding.medewerker_id,
        "naam": aanmelding.naam,
    }
    session.update(extra)
    session["zaad"] = secrets.token_urlsafe(8)


def log_out() -> None:
    """End the server-side session; its token is dead from now on."""
    _start_anew()


def _start_anew() -> None:
    blijft = {naam: session[naam] for naam in _BLIJFT if naam in session}
    session.clear()
    session.update(blijft)
    session.renew()  # type: ignore[attr-defined]
