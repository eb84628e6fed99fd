"""Many rows at once, the fastest way that each database has."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

MEESTE_PARAMETERS = 900


def insert_rows(
    connection: Connection, tabel: str, kolommen: Sequence[str], rijen: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of plain values; dates as ISO text. Table and column names are ours, never a person's."""
    if not rijen:
        return
    namen = ", ".join(kolommen)
    if connection.dialect.name == "sqlite":
        vragen = ", ".join("?" * len(kolommen))
        connection.exec_driver_sql(
            f"INSERT INTO {tabel} ({namen}) VALUES ({vragen})",  # noqa: S608
            [tuple(rij) for rij in rijen],
        )
        return
    verbinding: Any = connection.connection.driver_connection
    with verbinding.cursor() as cursor, cursor.copy(f"COPY {tabel} ({namen}) FROM STDIN") as copy:
        for rij in rijen:
            copy.write_row(rij)


def in_parts(waarden: Iterable[Any], grootte: int = MEESTE_PARAMETERS) -> Iterable[list[Any]]:
    """The values in lists of at most `grootte`."""
    deel: list[Any] = []
    for waarde in waarden:
        deel.append(waarde)
        if len(deel) == grootte:
            yield deel
            deel = []
    if deel:
        yield deel
