"""What a database is asked: for tests that count it."""

from collections.abc import Sequence

from sqlalchemy import event

from portaal.infra.database import Database


def note_vragen(database: Database) -> list[str]:
    """Every statement that this database gets from now on, in order; the list grows as they come."""
    gesteld: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: gesteld.append(args[2]))
    return gesteld


def count_selects(gesteld: Sequence[str]) -> int:
    """How many of these read."""
    return sum(vraag.startswith("SELECT") for vraag in gesteld)
