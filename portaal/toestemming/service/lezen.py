"""Where a person stands, and the receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.service import holding
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.toestemming.begrip import LOPEND
from portaal.toestemming.beleid import Toestemmingsbeleid
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import Beslissing, is_geldig, is_said_to, may_ask


@dataclass(frozen=True)
class Stand:
    """Where a person stands: is there a yes, was it to the text of today, and may we bring up the question."""

    is_ja: bool
    is_ja_op_tekst: bool
    mag_vragen: bool
    laatste: Toestemming | None
    hulpvraag: Hulpvraag | None

    @property
    def laatste_dag(self) -> date | None:
        """The last day on which the yes counts."""
        return last_day_of(self.laatste) if self.is_ja and self.laatste else None


def last_day_of(rij: Toestemming) -> date | None:
    """The last day on which a yes counts; None for what does not end."""
    return None if rij.verloopt_at is None else today(rij.verloopt_at - timedelta(seconds=1))


def beleid_of(session: Session, now: datetime) -> Toestemmingsbeleid:
    """What is asked today."""
    return holding(session, "toestemming", Toestemmingsbeleid, today(now))


def toestemming_of(session: Session, inwoner_id: int, now: datetime, taal: str = "nl") -> Stand:
    """Where this person stands."""
    beleid = beleid_of(session, now)
    records = records_of(session, inwoner_id)
    beslissingen = _decisions(records)
    is_ja = is_geldig(beslissingen, now)
    return Stand(
        is_ja=is_ja,
        is_ja_op_tekst=is_said_to(beslissingen, beleid.text_hash(taal), now),
        mag_vragen=may_ask(beslissingen, now, rust=timedelta(days=beleid.rust_na_nee_dagen)),
        laatste=records[-1] if records else None,
        hulpvraag=running_hulpvraag(session, inwoner_id) if is_ja else None,
    )


def _decisions(records: Sequence[Toestemming]) -> list[Beslissing]:
    return [Beslissing(r.antwoord, r.at, r.verloopt_at, r.tekst_hash) for r in records]


def history_of(session: Session, inwoner_id: int) -> list[Toestemming]:
    """Every record of a person, newest first."""
    return records_of(session, inwoner_id)[::-1]


def records_of(session: Session, inwoner_id: int) -> list[Toestemming]:
    """Every record of a person, in the order in which they were made."""
    return list(session.scalars(select(Toestemming).filter_by(inwoner_id=inwoner_id).order_by(Toestemming.id)))


def running_hulpvraag(session: Session, inwoner_id: int, *, lock: bool = False) -> Hulpvraag | None:
    """The person's request that schuldhulp is at, if there is one; `lock` keeps others from changing it."""
    vraag = select(Hulpvraag).where(Hulpvraag.inwoner_id == inwoner_id, Hulpvraag.status.in_(LOPEND))
    return session.scalar(vraag.with_for_update() if lock else vraag)


def get_receipt(session: Session, ref: str) -> Toestemming:
    """The record with this reference. Raises NietGevonden."""
    rij = session.scalar(select(Toestemming).filter_by(ref=ref))
    if rij is None:
        raise NietGevonden
    return rij


def is_receipt_of(session: Session, ref: str, inwoner_id: int) -> bool:
    """Whether the receipt is this person's."""
    return session.scalar(select(Toestemming.inwoner_id).filter_by(ref=ref)) == inwoner_id
