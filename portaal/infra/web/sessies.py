"""Server-side browser sessions: the cookie holds a random token, the database its hash and the rest."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.datastructures import CallbackDict

from portaal.infra.database import DATABASE_WEG, Database
from portaal.infra.model import Base

_ANONIEM = timedelta(hours=24)
_BIJWERKEN = timedelta(seconds=60)
# So long after its end we still know whose a login was, to keep what was being filled in.
_NAWERKING = timedelta(hours=12)
_ZONDER_SESSIE = ("/static/", "/thema/")


class Websessie(Base):
    """A browser session; found by the hash of its token only."""

    __tablename__ = "websessie"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    gegevens: Mapped[dict[str, Any]]
    begonnen_at: Mapped[datetime]
    gezien_at: Mapped[datetime]
    verloopt_at: Mapped[datetime] = mapped_column(index=True)


class BrowserSessie(CallbackDict[str, Any], SessionMixin):
    """What a view sees as `flask.session`."""

    def __init__(self, gegevens: dict[str, Any] | None = None, token: str = "") -> None:
        """A session as it was stored, or an empty one without a token."""
        super().__init__(gegevens, lambda _: setattr(self, "modified", True))
        self.modified = False
        self.new = not token
        self.token = token
        self.oude_token = ""
        self.begonnen_at: datetime | None = None
        self.gezien_at: datetime | None = None
        self.is_verlopen = False
        self.verlopen: dict[str, Any] = {}
        self.fout: Exception | None = None

    def renew(self) -> None:
        """Take a new token; the old one no longer opens anything."""
        self.oude_token = self.oude_token or self.token
        self.token = ""
        self.begonnen_at = None
        self.modified = True


class DatabaseSessies(SessionInterface):
    """Keeps sessions in the portal's database. A login ends after idle minutes, or after hours in any case."""

    def __init__(
        self,
        database: Database,
        *,
        idle: timedelta,
        langst: timedelta,
        veilig: bool,
        clock: Callable[[], datetime],
        before_save: Callable[[], None],
    ) -> None:
        """`veilig`: reached over TLS, so the cookie is Secure and carries the `__Host-` prefix."""
        self._database, self._clock, self._before_save = database, clock, before_save
        self._idle, self._langst, self._veilig = idle, langst, veilig

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return "__Host-portaal" if self._veilig else "portaal"

    def open_session(self, app: Flask, request: Request) -> BrowserSessie:
        """The session that the cookie's token opens, or an empty one.

        Flask opens it before anything could show an error page: a database that does not answer is kept in `fout`.
        """
        token = request.cookies.get(self.cookie, "")
        if not token or request.path.startswith(_ZONDER_SESSIE):
            return BrowserSessie()
        try:
            return self._read(token)
        except DATABASE_WEG as fout:
            leeg = BrowserSessie()
            leeg.fout = fout
            return leeg

    def _read(self, token: str) -> BrowserSessie:
        with self._database.reading() as session:
            rij = session.get(Websessie, hash_token(token))
        if rij is None or rij.verloopt_at <= self._clock():
            leeg = BrowserSessie()
            leeg.is_verlopen = True
            leeg.verlopen = dict(rij.gegevens) if rij else {}
            return leeg
        sessie = BrowserSessie(dict(rij.gegevens), token)
        sessie.begonnen_at, sessie.gezien_at = rij.begonnen_at, rij.gezien_at
        return sessie

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed, and that the session was used; the request's own transaction ends first."""
        if not isinstance(session, BrowserSessie):
            return
        now = self._clock()
        gezien = session.gezien_at
        if not session.modified and (not session.token or (gezien and now - gezien < _BIJWERKEN)):
            return
        self._before_save()
        if not session and not session.token and not session.oude_token:
            return
        self._store(session, now)
        self._set_cookie(response, session)

    def _store(self, sessie: BrowserSessie, now: datetime) -> None:
        def werk(db: Session) -> None:
            if sessie.oude_token:
                db.execute(delete(Websessie).where(Websessie.token_hash == hash_token(sessie.oude_token)))
            if sessie and not sessie.token:
                sessie.token = secrets.token_urlsafe(32)
            if sessie.token:
                db.merge(self._row(sessie, now))

        self._database.run(werk)

    def _row(self, sessie: BrowserSessie, now: datetime) -> Websessie:
        begonnen = sessie.begonnen_at or now
        einde = now + _ANONIEM
        if sessie.get("aanmelding"):
            einde = min(now + self._idle, begonnen + self._langst)
        return Websessie(
            token_hash=hash_token(sessie.token),
            gegevens=dict(sessie),
            begonnen_at=begonnen,
            gezien_at=now,
            verloopt_at=einde,
        )

    def _set_cookie(self, response: Response, sessie: BrowserSessie) -> None:
        response.vary.add("Cookie")
        if sessie.token:
            response.set_cookie(
                self.cookie, sessie.token, secure=self._veilig, httponly=True, samesite="Lax", path="/"
            )
        else:
            response.delete_cookie(self.cookie, secure=self._veilig, httponly=True, samesite="Lax", path="/")


def hash_token(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def drop_expired(session: Session, now: datetime) -> None:
    """Forget sessions that have been over for so long that nobody comes back to their form."""
    session.execute(delete(Websessie).where(Websessie.verloopt_at <= now - _NAWERKING))
