"""What the gemeente writes about a request or a plan: a message, its letter, and a copy on paper when wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.service import get_aanslagen
from portaal.aanslag.stand import Aanslag, Aanslagsoort
from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.service import gemeente, holding
from portaal.bericht.service import Berichtje, post_bericht
from portaal.core.tijd import today
from portaal.infra.i18n import N_
from portaal.infra.teksten import render
from portaal.inwoner.rules import Inwonerstatus
from portaal.inwoner.service import get_persoon
from portaal.regeling.beleid import Rechtsmiddel
from portaal.regeling.model import Papierbrief
from portaal.regeling.stand import Betaalwijze, Plan


class Briefsoort(StrEnum):
    """Every letter there is; each has its text in templates/regeling/bericht."""

    ONTVANGST = "ontvangst"
    TOEKENNING = "toekenning"
    UITSTEL = "uitstel"
    PAUZE = "pauze"
    VOORSTEL = "voorstel"
    VRAAG = "vraag"
    AFWIJZING = "afwijzing"
    AFGEHANDELD = "afgehandeld"
    INGETROKKEN = "ingetrokken"
    VOORAF = "vooraf"
    ZELF_BETALEN = "zelf_betalen"
    NIEUWE_AANSLAG = "nieuwe_aanslag"
    EINDE_PAUZE = "einde_pauze"
    HERINNERING = "herinnering"
    GESTOPT = "gestopt"
    BEEINDIGD = "beeindigd"
    VERVALLEN = "vervallen"
    NIETS_OPEN = "niets_open"
    AFGEROND = "afgerond"


# A neutral reminder or an offer is no decision: it does not go by post.
ZONDER_PAPIER = frozenset({Briefsoort.VOORAF, Briefsoort.NIEUWE_AANSLAG})

# The schedule of a letter has words of its own, besides those of its paragraphs; the team's name has one too.
_PLANWOORDEN = {True: ("invordering", "aanslag", "betalingskenmerk"), False: ("invordering",)}

AANSLAGNAMEN = {
    Aanslagsoort.GECOMBINEERD: N_("gemeentelijke belastingen"),
    Aanslagsoort.NAHEFFING_PARKEREN: N_("parkeerbon"),
    Aanslagsoort.TOERISTENBELASTING: N_("toeristenbelasting"),
    Aanslagsoort.FORENSENBELASTING: N_("forensenbelasting"),
    Aanslagsoort.PRECARIOBELASTING: N_("precariobelasting"),
}


@dataclass(frozen=True)
class Brief:
    """What goes into a letter besides its text. A part that is empty is left out of it."""

    soort: Briefsoort
    kenmerk: str
    waarden: dict[str, Any]
    plan: Plan | None = None
    gronden: Sequence[str] = ()
    rechtsmiddel: Rechtsmiddel | None = None
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN


def post_brief(session: Session, inwoner_id: int, brief: Brief, now: datetime, *, papier: bool) -> int:
    """Put the letter under 'Mijn berichten', mail that it is there, and keep it for the mail room if wanted.

    Returns the id of the message.
    """
    persoon = get_persoon(session, inwoner_id)
    waar = gemeente(session, today(now))
    titel, alineas = write_text(brief, persoon.taal, gemeente=waar)
    aanslagen = _aanslagen_by_id(session, brief.plan)
    brief_html = render(
        "regeling/brief/brief.html",
        taal=persoon.taal,
        brief=brief,
        titel=titel,
        alineas=alineas,
        aanhef=persoon.aanspreeknaam,
        erven=persoon.naam if persoon.status is Inwonerstatus.OVERLEDEN else "",
        adresregels=persoon.postadres,
        gemeente=waar,
        datum=today(now),
        aanslagen=aanslagen,
        woorden=find_terms(session, [titel, *alineas, *_PLANWOORDEN[brief.plan is not None]], persoon.taal, now),
    )
    berichtje = Berichtje(inwoner_id, "regeling", titel, alineas, brief_html)
    bericht_id = post_bericht(session, berichtje, now, email=persoon.email or None, taal=persoon.taal)
    # Who has no mail address cannot be told that a letter is there (Awb 2:10): it goes by post.
    if (papier or not persoon.email) and brief.soort not in ZONDER_PAPIER:
        session.add(Papierbrief(bericht_id=bericht_id, created_at=now))
        session.flush()
    return bericht_id


def write_text(brief: Brief, taal: str, **meer: Any) -> tuple[str, list[str]]:
    """The title and the paragraphs of a letter, in a language."""
    tekst = render(
        f"regeling/bericht/{brief.soort}.txt", taal=taal, kenmerk=brief.kenmerk, **brief.waarden, **meer
    )
    delen = [" ".join(deel.split()) for deel in tekst.split("\n\n") if deel.strip()]
    return delen[0], delen[1:]


def find_terms(session: Session, teksten: Sequence[str], taal: str, now: datetime) -> list[tuple[str, str]]:
    """The terms of art in these texts with their meaning, for under a letter."""
    woorden = Woorden(holding(session, BEGRIPPEN, Begrippen, today(now)), taal)
    delen = [deel for tekst in teksten for deel in woorden.delen(tekst)]
    return [(deel.tekst.capitalize(), deel.uitleg) for deel in delen if deel.uitleg]


def _aanslagen_by_id(session: Session, plan: Plan | None) -> dict[int, Aanslag]:
    if plan is None:
        return {}
    ids = [post.aanslag_id for post in plan.posten]
    return {aanslag.id: aanslag for aanslag in get_aanslagen(session, ids)}
