"""What mail and SMS do alike: take what is due so that nobody else does, and wait longer after each failure."""

from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from portaal.bericht.model import UitgaandeMail, UitgaandeSms

R = TypeVar("R", UitgaandeMail, UitgaandeSms)
# So long a worker has to send what it took; then another may, for it must have stopped.
_CLAIM = timedelta(minutes=5)


def claim_due(
    session: Session, wachtend: Select[R], soort: type[R], now: datetime, *, hoogstens: int
) -> list[int]:
    """The ids of what waits and is due, oldest first; not due again until the claim is over."""
    vraag = wachtend.where(soort.volgende_at <= now).order_by(soort.volgende_at).limit(hoogstens)
    rijen = list(session.scalars(vraag.with_for_update(skip_locked=True)))
    for rij in rijen:
        rij.volgende_at = now + _CLAIM
    return [rij.id for rij in rijen]


def pause_after(pogingen: int, *, langste: timedelta) -> timedelta:
    """How long to wait after so many failures: 1, 2, 4 ... minutes, at most `langste`."""
    return min(timedelta(minutes=2 ** (pogingen - 1)), langste)
