"""Many rows at once, the fastest way that each database has."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, event, text

from portaal.core.delen import in_parts
from portaal.infra.database import Database

MEESTE_PARAMETERS = 900
_CACHE = "PRAGMA cache_size=-65536"
# Should no rest come by for long: never more than 32 MB in the log that only we wrote.
_BIJWERKEN = "PRAGMA wal_autocheckpoint=8000"


class Beurten:
    """SQLite has one writer at a time, and whoever waits looks again at most every 100 ms.

    So who writes without end rests for longer than that, more than once a second: then everyone who waits has a
    turn. Time in which we read and wrote nothing is a rest too.
    """

    _WERK, _RUST = 0.6, 0.15

    def __init__(self, intussen: Callable[[], object]) -> None:
        """Nothing written yet. `intussen` is work for a rest: it may not keep others from writing."""
        self._intussen = intussen
        self._sinds = self._klaar = time.monotonic()

    def take(self) -> None:
        """Right before writing: first rest as long as is still needed, when it is time for it."""
        if self._klaar - self._sinds >= self._WERK and self._rested() < self._RUST:
            self._intussen()
            time.sleep(max(self._RUST - self._rested(), 0))
        if self._rested() >= self._RUST:
            self._sinds = time.monotonic()

    def give_back(self) -> None:
        """Right after writing."""
        self._klaar = time.monotonic()

    def _rested(self) -> float:
        return time.monotonic() - self._klaar


def bulk_database(database: Database) -> Database:
    """The same database through one connection of its own, on SQLite with room to keep indexes in memory.

    There a page that is written several times within a second goes to its place once: in `settle`.
    """
    eigen = Database(database.url, pool=1)
    if eigen.engine.dialect.name == "sqlite":
        event.listen(eigen.engine, "connect", _prepare)
    return eigen


def _prepare(dbapi: Any, _record: Any) -> None:
    dbapi.execute(_CACHE)
    dbapi.execute(_BIJWERKEN)


def settle(database: Database) -> None:
    """Bring what was committed from SQLite's log to its place. Others can read and write meanwhile."""
    if database.engine.dialect.name == "sqlite":
        verbinding = database.engine.raw_connection()
        verbinding.driver_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # type: ignore[union-attr]
        verbinding.close()


def insert_rows(
    connection: Connection, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of plain values; dates as ISO text. Table and column names are ours, never a person's."""
    if not rijen:
        return
    if connection.dialect.name == "sqlite":
        _insert_many(connection.connection.driver_connection, tabel, kolommen, rijen, "")
        return
    verbinding: Any = connection.connection.driver_connection
    with verbinding.cursor() as cursor, cursor.copy(f"COPY {tabel} ({', '.join(kolommen)}) FROM STDIN") as copy:
        for rij in rijen:
            copy.write_row(rij)


def insert_missing(
    connection: Connection, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]], sleutel: str
) -> int:
    """Insert rows, but not those whose `sleutel` somebody else added meanwhile. Returns how many went in."""
    tenzij, verbinding = f"ON CONFLICT ({sleutel}) DO NOTHING", connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return _insert_many(verbinding, tabel, kolommen, rijen, tenzij)
    waarden = f"({', '.join(['%s'] * len(kolommen))})"
    sql = f"INSERT INTO {tabel} ({', '.join(kolommen)}) VALUES {waarden} {tenzij}"  # noqa: S608 - our own names
    cursor = verbinding.cursor()  # type: ignore[union-attr]
    cursor.executemany(sql, rijen)
    return int(cursor.rowcount)


def _insert_many(
    verbinding: Any, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]], tenzij: str
) -> int:
    """Several rows per statement: SQLite makes the lists of a table's checks anew for each statement."""
    samen = MEESTE_PARAMETERS // len(kolommen)
    begin = f"INSERT INTO {tabel} ({', '.join(kolommen)}) VALUES "  # noqa: S608 - our own names
    rij = f"({', '.join('?' * len(kolommen))})"
    over = len(rijen) - len(rijen) % samen
    aantal = 0
    if over:
        delen = (list(chain.from_iterable(rijen[i : i + samen])) for i in range(0, over, samen))
        aantal += verbinding.executemany(f"{begin}{', '.join([rij] * samen)} {tenzij}", delen).rowcount
    if over < len(rijen):
        aantal += verbinding.executemany(f"{begin}{rij} {tenzij}", rijen[over:]).rowcount
    return aantal


def find_rows(connection: Connection, vraag: str, sleutels: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """The rows of `vraag`, which ends in `IN`, for these keys; without what SQLAlchemy does for each value."""
    teken = "?" if connection.dialect.name == "sqlite" else "%s"
    verbinding: Any = connection.connection.driver_connection
    for deel in in_parts(sleutels, MEESTE_PARAMETERS):
        yield from verbinding.cursor().execute(f"{vraag} ({', '.join([teken] * len(deel))})", deel)


def next_number(connection: Connection, tabel: str) -> int:
    """The first id that no row has or had: who alone adds rows may count on from here."""
    hoogste = connection.scalar(text(f"SELECT max(id) FROM {tabel}")) or 0  # noqa: S608 - our own names
    return int(max(hoogste, _last_given(connection, tabel))) + 1


def _last_given(connection: Connection, tabel: str) -> int:
    """What the sequence of the table gave last; 0 when it gave none."""
    if connection.dialect.name != "sqlite":
        reeks = "SELECT pg_sequence_last_value(pg_get_serial_sequence(:t, 'id')::regclass)"
        return connection.scalar(text(reeks), {"t": tabel}) or 0
    if not connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")):
        return 0
    return connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": tabel}) or 0


def take_numbers(connection: Connection, tabel: str, aantal: int) -> Sequence[int]:
    """Ids for `aantal` rows to come, that no other row has, had or will get by itself.

    On SQLite our transaction holds the write lock, and rows inserted with these ids move the sequence along.
    """
    if connection.dialect.name == "sqlite":
        begin = next_number(connection, tabel)
        return range(begin, begin + aantal)
    reeks = "SELECT nextval(pg_get_serial_sequence(:t, 'id')) FROM generate_series(1, :n)"
    return connection.scalars(text(reeks), {"t": tabel, "n": aantal}).all()


def mark_given(connection: Connection, tabel: str, nummer: int) -> None:
    """Let the table itself give no id up to `nummer`; SQLite keeps that up by itself."""
    if connection.dialect.name != "sqlite":
        vraag = "SELECT setval(pg_get_serial_sequence(:t, 'id'), :n)"
        connection.execute(text(vraag), {"t": tabel, "n": nummer})


def moment(connection: Connection, now: datetime) -> Any:
    """The moment as the driver wants it beside SQLAlchemy."""
    is_sqlite = connection.dialect.name == "sqlite"
    return now.replace(tzinfo=None).isoformat(" ", "microseconds") if is_sqlite else now
