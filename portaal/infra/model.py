"""The base of all tables: named constraints, UTC instants, whole cents."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from portaal.core.geld import Centen

NAMEN = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Not JSONB: it puts keys in an order of its own, and people see what is listed by key in the order given.
Json = JSON()
Id = BigInteger().with_variant(Integer(), "sqlite")
E = TypeVar("E", bound=StrEnum)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, on both databases. Refuses a datetime without a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the database; SQLite keeps it without a zone. Raises ValueError without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(soort: type[E], naam: str = "") -> Enum:
    """A column type for a StrEnum: its value as text, held by a check, on both databases.

    The check is named after the enum; `naam` names it where a table has two columns of one enum.
    """
    return Enum(
        soort,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=naam or soort.__name__.lower(),
        values_callable=lambda leden: [lid.value for lid in leden],
    )


class Base(DeclarativeBase):
    """Every table of the portal."""

    metadata = MetaData(naming_convention=NAMEN)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: Instant(),
        Centen: BigInteger(),
        dict[str, Any]: Json,
        list[Any]: Json,
        list[str]: Json,
    }
