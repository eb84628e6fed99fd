"""Where a person stands, and the receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from portaal.beleid.service import holding
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.database import locked
from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import LOPEND, NietGevraagd, Toestemmingssoort, Wie
from portaal.toestemming.beleid import Toestemmingsbeleid, Vraagtekst
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import Beslissing, is_geldig, is_said, is_said_to, may_ask, said_to_other

CONTACT, BEDRAGEN = Toestemmingssoort.CONTACT, Toestemmingssoort.BEDRAGEN


@dataclass(frozen=True)
class Stand:
    """Where a person stands: is there a yes, was it to the text of today, and may we bring up the question.

    `is_gezegd`: a yes that can be taken back, also when it was for who received before. `gold_voor`: who that was.
    """

    is_ja: bool
    is_gezegd: bool
    gold_voor: str
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


def question_of(session: Session, soort: Toestemmingssoort, now: datetime) -> Vraagtekst:
    """The question of this kind as it is put today. Raises NietGevraagd."""
    beleid = beleid_of(session, now)
    if soort is CONTACT:
        return beleid
    if beleid.bedragen is None:
        raise NietGevraagd
    return beleid.bedragen


def toestemming_of(session: Session, wie: Wie, now: datetime, soort: Toestemmingssoort = CONTACT) -> Stand:
    """Where this person stands. Raises NietGevraagd for a question that the gemeente does not ask.

    Whether the text is a new one is judged in the language in which they answered.
    """
    beleid, vraag = beleid_of(session, now), question_of(session, soort, now)
    records = records_of(session, wie, soort)
    beslissingen = _decisions(records)
    is_ja = is_geldig(beslissingen, now, vraag.ontvanger)
    tekst_hash = vraag.text_hash(records[-1].taal if records else "nl")
    return Stand(
        is_ja=is_ja,
        is_gezegd=is_said(beslissingen, now),
        gold_voor=said_to_other(beslissingen, vraag.ontvanger),
        is_ja_op_tekst=is_said_to(beslissingen, tekst_hash, now),
        mag_vragen=may_ask(
            beslissingen,
            now,
            rust=timedelta(days=beleid.rust_na_nee_dagen),
            tekst_hash=tekst_hash,
            ontvanger=vraag.ontvanger,
        ),
        laatste=records[-1] if records else None,
        hulpvraag=running_hulpvraag(session, wie) if is_ja else None,
    )


def _decisions(records: Sequence[Toestemming]) -> list[Beslissing]:
    return [Beslissing(r.antwoord, r.at, r.verloopt_at, r.tekst_hash, r.ontvanger) for r in records]


def history_of(session: Session, wie: Wie) -> list[Toestemming]:
    """Every record of a person, of both questions, newest first."""
    return list(session.scalars(select(Toestemming).where(_of(wie)).order_by(Toestemming.id.desc())))


def records_of(session: Session, wie: Wie, soort: Toestemmingssoort = CONTACT) -> list[Toestemming]:
    """Every record of a person about one question, in the order in which they were made."""
    return list(
        session.scalars(select(Toestemming).where(_of(wie)).filter_by(soort=soort).order_by(Toestemming.id))
    )


def _of(wie: Wie) -> ColumnElement[bool]:
    return Toestemming.inwoner_id == wie if isinstance(wie, int) else Toestemming.bezoeker == wie


def running_hulpvraag(session: Session, wie: Wie, *, lock: bool = False) -> Hulpvraag | None:
    """The person's request that schuldhulp is at, if there is one; `lock` keeps others from changing it."""
    eigen = Hulpvraag.inwoner_id == wie if isinstance(wie, int) else Hulpvraag.bezoeker == wie
    vraag = select(Hulpvraag).where(eigen, Hulpvraag.status.in_(LOPEND))
    return session.scalar(locked(vraag) if lock else vraag)


def name_of(session: Session, wie: Wie) -> str:
    """The person's name, for on a receipt; of who did not log in as long as their request is kept."""
    if isinstance(wie, int):
        return get_persoon(session, wie).naam
    return session.scalar(select(Hulpvraag.naam).filter_by(bezoeker=wie).order_by(Hulpvraag.id.desc())) or ""


def get_receipt(session: Session, ref: str) -> Toestemming:
    """The record with this reference. Raises NietGevonden."""
    rij = session.scalar(select(Toestemming).filter_by(ref=ref))
    if rij is None:
        raise NietGevonden
    return rij


def is_receipt_of(session: Session, ref: str, wie: Wie) -> bool:
    """Whether the receipt is this person's."""
    return session.scalar(select(Toestemming.id).where(_of(wie)).filter_by(ref=ref)) is not None
