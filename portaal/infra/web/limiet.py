"""Limits against abuse, counted in the database so that every process counts the same."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portaal.core.errors import DomeinFout
from portaal.infra.model import Base, Id


class Poging(Base):
    """One try of something that is limited; `sleutel` is a hash, so that no address is kept."""

    __tablename__ = "poging"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(64), index=True)
    verloopt_at: Mapped[datetime] = mapped_column(index=True)


_GETELD = select(func.count(), func.min(Poging.verloopt_at)).where(
    Poging.sleutel == bindparam("sleutel"), Poging.verloopt_at > bindparam("now")
)
_TEL = insert(Poging)


class TeVaak(DomeinFout):
    """Too many tries; `over` says after how long it may be tried again."""

    def __init__(self, over: timedelta) -> None:
        """Remember the wait."""
        super().__init__(over)
        self.over = over


def check_limiet(session: Session, sleutel: str, *, hoogstens: int, per: timedelta, now: datetime) -> None:
    """Count one try. Raises TeVaak when there were already `hoogstens` within `per`."""
    gehasht = hashlib.sha256(sleutel.encode()).hexdigest()
    aantal, oudste = session.execute(_GETELD, {"sleutel": gehasht, "now": now}).one()
    if aantal >= hoogstens:
        raise TeVaak(oudste - now)
    session.execute(_TEL, {"sleutel": gehasht, "verloopt_at": now + per})


def drop_expired(session: Session, now: datetime) -> None:
    """Forget tries that no longer count."""
    session.execute(delete(Poging).where(Poging.verloopt_at <= now))
