"""What the gemeente writes about a request or a plan: a message, its letter, and a copy on paper when wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.service import get_standen
from portaal.aanslag.stand import Aanslagsoort, Aanslagstand
from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen, Woorden
from portaal.beleid.service import gemeente, holding
from portaal.bericht.service import Berichtje, Bezorging, post_berichten
from portaal.core.tijd import today
from portaal.infra.i18n import N_
from portaal.infra.teksten import render
from portaal.inwoner.rules import Inwonerstatus
from portaal.inwoner.service import Persoonskaart, get_personen
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


@dataclass(frozen=True)
class Zending:
    """A letter on its way to an inwoner; on paper too with `papier`."""

    inwoner_id: int
    brief: Brief
    papier: bool


@dataclass(frozen=True)
class Bekend:
    """Who is written to and what about, where that was read already in this transaction."""

    persoon: Persoonskaart
    aanslagen: Sequence[Aanslagstand]


def post_brief(session: Session, zending: Zending, now: datetime, bekend: Bekend | None = None) -> int:
    """Put the letter under 'Mijn berichten', mail that it is there, and keep it for the mail room if wanted.

    Returns the id of the message.
    """
    if bekend is None:
        return post_brieven(session, [zending], now)[0]
    persoon, aanslagen = {bekend.persoon.id: bekend.persoon}, {aanslag.id: aanslag for aanslag in bekend.aanslagen}
    return _post(session, [zending], persoon, aanslagen, now)[0]


def post_brieven(session: Session, zendingen: Sequence[Zending], now: datetime) -> list[int]:
    """Post letters together: whatever their number, they are read for and written in the same few statements."""
    if not zendingen:
        return []
    personen = get_personen(session, {zending.inwoner_id for zending in zendingen})
    return _post(session, zendingen, personen, _aanslagen_by_id(session, zendingen), now)


def _post(
    session: Session,
    zendingen: Sequence[Zending],
    personen: Mapping[int, Persoonskaart],
    aanslagen: Mapping[int, Aanslagstand],
    now: datetime,
) -> list[int]:
    bezorgingen: list[Bezorging] = []
    for zending in zendingen:
        persoon = personen[zending.inwoner_id]
        berichtje = _write(session, zending.brief, persoon, aanslagen, now)
        bezorgingen.append(Bezorging(berichtje, persoon.email or None, persoon.taal))
    ids = post_berichten(session, bezorgingen, now)
    # Who has no mail address cannot be told that a letter is there (Awb 2:10): it goes by post.
    op_papier = [
        Papierbrief(bericht_id=bericht_id, created_at=now)
        for bericht_id, zending in zip(ids, zendingen, strict=True)
        if (zending.papier or not personen[zending.inwoner_id].email) and zending.brief.soort not in ZONDER_PAPIER
    ]
    session.add_all(op_papier)
    session.flush()
    return ids


def _write(
    session: Session, brief: Brief, persoon: Persoonskaart, aanslagen: Mapping[int, Aanslagstand], now: datetime
) -> Berichtje:
    waar = gemeente(session, today(now))
    titel, alineas = write_text(brief, persoon.taal, gemeente=waar)
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
    return Berichtje(persoon.id, "regeling", titel, alineas, brief_html)


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


def _aanslagen_by_id(session: Session, zendingen: Sequence[Zending]) -> dict[int, Aanslagstand]:
    plannen = [zending.brief.plan for zending in zendingen if zending.brief.plan]
    ids = sorted({post.aanslag_id for plan in plannen for post in plan.posten})
    return {aanslag.id: aanslag for aanslag in get_standen(session, ids)} if ids else {}
