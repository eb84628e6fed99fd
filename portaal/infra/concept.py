"""Answers of an unfinished form, kept on the server for 30 days."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified

from portaal.infra.model import Base, Id

BEWAAR = timedelta(days=30)


class Concept(Base):
    """One unfinished form of one owner: a logged in person, or a browser session."""

    __tablename__ = "concept"
    __table_args__ = (Index("uq_concept_eigenaar_soort", "eigenaar", "soort", unique=True),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    eigenaar: Mapped[str] = mapped_column(String(80))
    soort: Mapped[str] = mapped_column(String(40))
    antwoorden: Mapped[dict[str, Any]]
    verloopt_at: Mapped[datetime] = mapped_column(index=True)


def load_concept(session: Session, eigenaar: str, soort: str, now: datetime) -> dict[str, Any]:
    """The answers so far; empty when there are none or their time is over."""
    concept = _find(session, eigenaar, soort)
    return dict(concept.antwoorden) if concept and concept.verloopt_at > now else {}


def save_concept(session: Session, eigenaar: str, soort: str, antwoorden: dict[str, Any], now: datetime) -> None:
    """Keep the answers, in place of earlier ones, for another 30 days."""
    concept = _find(session, eigenaar, soort)
    if concept is None:
        session.add(Concept(eigenaar=eigenaar, soort=soort, antwoorden=antwoorden, verloopt_at=now + BEWAAR))
    else:
        concept.antwoorden, concept.verloopt_at = dict(antwoorden), now + BEWAAR
        # Two dicts are equal in whatever order; the order in which it was made is to be kept too.
        flag_modified(concept, "antwoorden")
    session.flush()


def drop_concept(session: Session, eigenaar: str, soort: str) -> None:
    """Forget the answers: the form has been sent or given up."""
    session.execute(delete(Concept).where(Concept.eigenaar == eigenaar, Concept.soort == soort))


def drop_expired(session: Session, now: datetime) -> None:
    """Forget the answers whose time is over."""
    session.execute(delete(Concept).where(Concept.verloopt_at <= now))


def _find(session: Session, eigenaar: str, soort: str) -> Concept | None:
    return session.scalar(select(Concept).where(Concept.eigenaar == eigenaar, Concept.soort == soort))
