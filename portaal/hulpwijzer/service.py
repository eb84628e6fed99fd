"""The door to the hulpwijzer: for pages that show help where someone's answers make it fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.hulpwijzer.beleid import Hulp, Hulpwijzer
from portaal.hulpwijzer.rules import fitting, next_opening, open_until, situations_of


@dataclass(frozen=True)
class Telefoon:
    """The number for help now: answered until, or answered again from."""

    nummer: str
    open_tot: datetime | None
    weer_open: datetime | None


def hulpwijzer(session: Session, now: datetime) -> Hulpwijzer:
    """The list that holds today."""
    return holding(session, "hulpwijzer", Hulpwijzer, today(now))


def help_for(session: Session, situaties: Iterable[str], now: datetime) -> list[Hulp]:
    """The help that fits, what fits most first; situations that the gemeente does not know are left out."""
    wijzer = hulpwijzer(session, now)
    bekend = {situatie.sleutel for situatie in wijzer.situaties}
    gevraagd = [sleutel for sleutel in situaties if sleutel in bekend]
    return fitting(wijzer.hulp, gevraagd)


def help_for_answers(session: Session, antwoorden: Iterable[str], now: datetime) -> list[Hulp]:
    """The help that fits what someone answered elsewhere; none when no answer tells of a situation."""
    wijzer = hulpwijzer(session, now)
    situaties = situations_of(wijzer.situaties, antwoorden)
    return fitting(wijzer.hulp, situaties) if situaties else []


def phone_now(wijzer: Hulpwijzer, now: datetime) -> Telefoon:
    """Whether someone answers now."""
    tot = open_until(wijzer.uren, now)
    return Telefoon(wijzer.nu_telefoon, tot, None if tot else next_opening(wijzer.uren, now))
