"""Codes on letters: made in numbers, typed or scanned, without a word on anyone's tax."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import OnbekendeCode, OnbekendOnderwerp
from portaal.afspraak.boeking import new_code, normalise_code
from portaal.afspraak.model import Briefcode
from portaal.afspraak.service.lezen import make_planning
from portaal.core.door import DoorMedewerker
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.logboek.service import record

MEESTE = 5000


@dataclass(frozen=True)
class Codevel:
    """Codes for a dispatch: each with the address that its QR holds."""

    onderwerp: str
    geldig_tot: date
    codes: tuple[tuple[str, str], ...]


def make_codes(
    session: Session, door: DoorMedewerker, onderwerp: str, aantal: int, geldig_tot: date, now: datetime
) -> Codevel:
    """New codes for letters about a topic, at most MEESTE at once. Raises OnbekendOnderwerp."""
    if onderwerp not in make_planning(session, now).beleid.onderwerpen:
        raise OnbekendOnderwerp
    bestaand = set(session.scalars(select(Briefcode.code)))
    codes: set[str] = set()
    while len(codes) < min(aantal, MEESTE):
        codes |= {new_code()} - bestaand
    session.add_all(
        Briefcode(code=code, onderwerp=onderwerp, geldig_tot=geldig_tot, created_at=now) for code in sorted(codes)
    )
    record(session, door, "afspraak:briefcode:gemaakt", now=now, object_ref=f"aantal:{len(codes)}")
    return Codevel(onderwerp, geldig_tot, tuple((code, code_url(code)) for code in sorted(codes)))


def code_url(code: str) -> str:
    """The address behind the QR."""
    return absolute_url(f"/afspraak/code/{code}")


def use_code(session: Session, getypt: str, now: datetime) -> str:
    """The topic of a code, however it was typed. Raises OnbekendeCode."""
    rij = session.get(Briefcode, normalise_code(getypt))
    if rij is None or rij.geldig_tot < today(now):
        raise OnbekendeCode
    rij.gebruikt += 1
    return rij.onderwerp


def drop_old_codes(session: Session, now: datetime) -> None:
    """Forget codes whose time is over."""
    session.execute(delete(Briefcode).where(Briefcode.geldig_tot < today(now)))
