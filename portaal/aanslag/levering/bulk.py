"""Many rows at once, the fastest way that each database has."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, text

from portaal.core.delen import in_parts
from portaal.infra.database import Database

MEESTE_PARAMETERS = 900
_CACHE = "PRAGMA cache_size=-65536"


class Beurten:
    """SQLite has one writer at a time, and whoever waits looks again at most every 100 ms.

    So who writes without end rests for longer than that every second: then everyone who waits has a turn. Time in
    which we read and wrote nothing is a rest too.
    """

    _WERK, _RUST = 0.8, 0.12

    def __init__(self) -> None:
        """Nothing written yet."""
        self._sinds = self._klaar = time.monotonic()

    def take(self) -> None:
        """Right before writing: first rest as long as is still needed, when it is time for it."""
        rust = time.monotonic() - self._klaar
        if rust < self._RUST and self._klaar - self._sinds >= self._WERK:
            time.sleep(self._RUST - rust)
            rust = self._RUST
        if rust >= self._RUST:
            self._sinds = time.monotonic()

    def give_back(self) -> None:
        """Right after writing."""
        self._klaar = time.monotonic()


def bulk_database(database: Database) -> Database:
    """The same database through one connection of its own, on SQLite with room to keep indexes in memory."""
    eigen = Database(database.url, pool=1)
    if eigen.engine.dialect.name == "sqlite":
        event.listen(eigen.engine, "connect", lambda dbapi, _record: dbapi.execute(_CACHE))
    return eigen


def insert_rows(
    connection: Connection, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of plain values; dates as ISO text. Table and column names are ours, never a person's."""
    if not rijen:
        return
    namen = ", ".join(kolommen)
    verbinding: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        vragen = ", ".join("?" * len(kolommen))
        verbinding.executemany(f"INSERT INTO {tabel} ({namen}) VALUES ({vragen})", rijen)  # noqa: S608
        return
    with verbinding.cursor() as cursor, cursor.copy(f"COPY {tabel} ({namen}) FROM STDIN") as copy:
        for rij in rijen:
            copy.write_row(rij)


def insert_missing(
    connection: Connection, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]], sleutel: str
) -> None:
    """Insert rows, and leave those alone whose `sleutel` somebody else added meanwhile."""
    namen, verbinding = ", ".join(kolommen), connection.connection.driver_connection
    teken = "?" if connection.dialect.name == "sqlite" else "%s"
    sql = (
        f"INSERT INTO {tabel} ({namen}) VALUES ({', '.join([teken] * len(kolommen))}) "  # noqa: S608 - our own names
        f"ON CONFLICT ({sleutel}) DO NOTHING"
    )
    verbinding.cursor().executemany(sql, rijen)  # type: ignore[union-attr]


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
