"""Engines and sessions for SQLite and PostgreSQL, with the same promises on both."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, Select, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolVol
from sqlalchemy.orm import Session

from portaal.core.errors import NietGevonden

T = TypeVar("T")
Rijen = TypeVarTuple("Rijen")

_RETRY_STATES = frozenset({"40001", "40P01"})
_WACHT = (0.02, 0.05, 0.1, 0.2, 0.4)
_LEEST = "portaal_leest"
BUSY_SECONDEN = 10
# A server that no longer says anything is away within seconds: a page must not wait for it without end.
_PG_VERBINDING = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
DATABASE_WEG = (OperationalError, InterfaceError, PoolVol)


class Database:
    """One engine; sessions that write, and sessions that only read."""

    def __init__(self, url: str, *, pool: int = 10) -> None:
        """Open the engine; a connection is made at first use."""
        self.url = url
        self.engine = make_engine(url, pool=pool)

    def session(self, *, schrijft: bool = True) -> Session:
        """A new session. On SQLite one that writes takes the write lock at its start: no later surprise."""
        engine = self.engine if schrijft else self.engine.execution_options(**{_LEEST: True})
        return Session(engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or changes nothing when an error leaves the block."""
        with self.session() as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only."""
        with self.session(schrijft=False) as session:
            yield session

    def run(self, werk: Callable[[Session], T]) -> T:
        """Do `werk` in a transaction, again after a deadlock or serialization error (at most five times)."""
        return retrying(lambda: self._once(werk))

    def _once(self, werk: Callable[[Session], T]) -> T:
        with self.transaction() as session:
            return werk(session)

    def gather_statistics(self) -> None:
        """After many rows came in: let PostgreSQL look at its tables, or it would go on as if they were small.

        SQLite plans by what we ask, and needs none.
        """
        if self.engine.dialect.name == "postgresql":
            # Outside a transaction: it would keep its locks on all tables until the end.
            losse = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            with losse.connect() as verbinding:
                verbinding.execute(text("ANALYZE"))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def make_engine(url: str, *, pool: int = 10) -> Engine:
    """An engine with foreign keys, WAL and immediate write transactions on SQLite."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        # A constraint that refuses reaches us as an error; that its pipeline is aborted too is no news for a log.
        logging.getLogger("psycopg").setLevel(logging.ERROR)
        anders = {naam: waarde for naam, waarde in _PG_VERBINDING.items() if naam not in parsed.query}
        return create_engine(parsed, connect_args=anders, pool_size=pool, max_overflow=pool, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDEN}, pool_size=pool, max_overflow=pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late (at the first write), so it is switched off: _begin_sqlite begins.
    dbapi.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
        dbapi.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    leest = connection.get_execution_options().get(_LEEST)
    connection.exec_driver_sql("BEGIN" if leest else "BEGIN IMMEDIATE")


def locked(vraag: Select[*Rijen]) -> Select[*Rijen]:
    """The same question, for changing what it finds: nobody else does so until the transaction ends.

    The rows are as they are now, also those that this session read before it had to wait for them.
    """
    return vraag.with_for_update().execution_options(populate_existing=True)


def get_locked(session: Session, soort: type[T], sleutel: Any) -> T:
    """The row of `soort` with this primary key, for changing it, as `locked` says. Raises NietGevonden."""
    session.flush()  # what is not written yet would be lost where the row is read anew
    rij = session.get(soort, sleutel, with_for_update=True, populate_existing=True)
    if rij is None:
        raise NietGevonden
    return rij


def lock_row(session: Session, soort: type[T], sleutel: Mapping[str, Any], **begin: Any) -> T:
    """The row of `soort` with this primary key, locked until the transaction ends.

    One that is not there is made, with the values of `begin`: once, however many try it at the same moment.
    """
    with suppress(NietGevonden):
        return get_locked(session, soort, dict(sleutel))
    nieuw = soort(**sleutel, **begin)
    try:
        with session.begin_nested():
            session.add(nieuw)
    except IntegrityError:
        return get_locked(session, soort, dict(sleutel))
    return nieuw


def constraint_of(fout: IntegrityError) -> str:
    """The name of the constraint that refused, or on SQLite the columns of a unique one (`tabel.kolom`)."""
    diag = getattr(fout.orig, "diag", None)
    if diag is not None and diag.constraint_name:
        return str(diag.constraint_name)
    return str(fout.orig).partition("constraint failed: ")[2]


def is_conflict(fout: DBAPIError) -> bool:
    """Whether the same work may succeed when it is done again."""
    state = getattr(fout.orig, "sqlstate", None)
    return state in _RETRY_STATES or "database is locked" in str(fout.orig)


def retrying(werk: Callable[[], T]) -> T:
    """Call `werk`, again after a deadlock, a serialization error or a busy SQLite; then let the error go."""
    for wacht in _WACHT:
        try:
            return werk()
        except DBAPIError as fout:
            if not is_conflict(fout):
                raise
        time.sleep(wacht)
    return werk()
