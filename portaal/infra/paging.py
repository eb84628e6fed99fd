"""Lists in pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
U = TypeVar("U")
PER_PAGINA = 25


@dataclass(frozen=True)
class Pagina(Generic[T]):
    """One page of a list; `nummer` counts from one, `totaal` counts all items."""

    items: Sequence[T]
    nummer: int
    totaal: int
    per: int = PER_PAGINA

    @property
    def laatste(self) -> int:
        """The number of the last page, at least one."""
        return max(1, -(-self.totaal // self.per))

    @property
    def vorige(self) -> int | None:
        """The page before this one."""
        return self.nummer - 1 if self.nummer > 1 else None

    @property
    def volgende(self) -> int | None:
        """The page after this one."""
        return self.nummer + 1 if self.nummer < self.laatste else None

    @property
    def eerste_item(self) -> int:
        """Which item of the whole list comes first here, counted from one."""
        return (self.nummer - 1) * self.per + 1 if self.totaal else 0

    @property
    def laatste_item(self) -> int:
        """Which item of the whole list comes last here."""
        return min(self.nummer * self.per, self.totaal)

    def map(self, maak: Callable[[T], U]) -> "Pagina[U]":
        """The same page with each item made into something else."""
        return Pagina([maak(item) for item in self.items], self.nummer, self.totaal, self.per)


def paginate(
    session: Session, vraag: Select[*tuple[Any, ...]], nummer: int, *, per: int = PER_PAGINA
) -> Pagina[Any]:
    """A page of what `vraag` selects: rows, or entities when it selects one thing. Two queries.

    A number past the end gives the last page.
    """
    totaal = session.scalar(select(func.count()).select_from(vraag.order_by(None).subquery())) or 0
    nummer = max(1, min(nummer, -(-totaal // per) or 1))
    uitkomst = session.execute(vraag.limit(per).offset((nummer - 1) * per))
    een = len(vraag.column_descriptions) == 1
    items = list(uitkomst.scalars()) if een else list(uitkomst)
    return Pagina(items, nummer, totaal, per)
