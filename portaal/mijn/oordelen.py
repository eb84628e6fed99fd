"""What readers say of pages: kept for staff to read, and passed on when it was meant as a bezwaar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.aanslag.service import get_aanslagen, is_aanslag_of
from portaal.bericht.service import Berichtje, post_bericht
from portaal.core.door import Door
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.infra.i18n import N_, write_datum
from portaal.infra.paging import Pagina, paginate
from portaal.infra.teksten import translate
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.mijn.model import Oordeelsoort, Paginaoordeel

# The pages that ask; a name that is not here is not kept.
PAGINAS = {
    "mijn.overzicht": N_("Mijn overzicht"),
    "mijn.aanslag": N_("Uitleg van een aanslag"),
    "mijn.betalen": N_("Betalen"),
    "mijn.bezwaar": N_("Bezwaar maken"),
    "mijn.kwijtschelding_uitkomst": N_("Kwijtschelding"),
}
# For so long whoever calls reads which line it was, and so many lines at most.
ONDUIDELIJK_DAGEN, ONDUIDELIJK_HOOGSTENS = 60, 5
ONTVANGEN_TITEL = N_("Wij behandelen uw bericht als bezwaar")
ONTVANGEN = (
    N_("U schreef ons op %(datum)s. Wij lezen dat als een bezwaar."),
    N_("Een medewerker kijkt opnieuw naar uw aanslag. U krijgt antwoord."),
    N_("Bedoelde u geen bezwaar? Bel ons even."),
)

Regelnamen = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Oordeel:
    """What a reader says now."""

    pagina: str
    soort: Oordeelsoort
    zin: str = ""
    aanslag_id: int | None = None
    regel: int | None = None


@dataclass(frozen=True)
class Oordeelregel:
    """One reader's word as staff read it.

    `pagina_tekst` is a message id; `omschrijving` is what the biljet calls the line, or empty.
    """

    id: int
    pagina_tekst: str
    soort: Oordeelsoort
    zin: str
    inwoner_id: int
    aanslagnummer: str
    regel: int | None
    omschrijving: str
    created_at: datetime
    bezwaar_at: datetime | None


@dataclass(frozen=True)
class Onduidelijk:
    """A line of a biljet that an inwoner did not understand; `omschrijving` is what the biljet calls it."""

    aanslagnummer: str
    belastingjaar: int
    regel: int
    omschrijving: str
    bedrag: Centen
    created_at: datetime


@dataclass(frozen=True)
class Paginacijfer:
    """How often a page was clear and was not."""

    pagina: str
    pagina_tekst: str
    duidelijk: int
    onduidelijk: int


def keep_oordeel(session: Session, inwoner_id: int, oordeel: Oordeel, now: datetime) -> None:
    """Keep what a reader says. Raises NietGevonden for an unknown page or someone else's aanslag."""
    if oordeel.pagina not in PAGINAS:
        raise NietGevonden
    if oordeel.aanslag_id is not None and not is_aanslag_of(session, oordeel.aanslag_id, inwoner_id):
        raise NietGevonden
    session.add(
        Paginaoordeel(
            pagina=oordeel.pagina,
            soort=oordeel.soort,
            zin=oordeel.zin.strip(),
            inwoner_id=inwoner_id,
            aanslag_id=oordeel.aanslag_id,
            regel=oordeel.regel,
            created_at=now,
        )
    )
    session.flush()


def count_per_pagina(session: Session) -> list[Paginacijfer]:
    """How often each page was clear and was not, the least clear first. One query."""
    vraag = select(Paginaoordeel.pagina, Paginaoordeel.soort, func.count()).group_by(
        Paginaoordeel.pagina, Paginaoordeel.soort
    )
    per_pagina: dict[str, dict[Oordeelsoort, int]] = {}
    for pagina, soort, aantal in session.execute(vraag):
        per_pagina.setdefault(pagina, {})[soort] = aantal
    cijfers = [
        Paginacijfer(
            pagina,
            PAGINAS.get(pagina, pagina),
            per_soort.get(Oordeelsoort.DUIDELIJK, 0),
            per_soort.get(Oordeelsoort.ONDUIDELIJK, 0) + per_soort.get(Oordeelsoort.SNAP_NIET, 0),
        )
        for pagina, per_soort in per_pagina.items()
    ]
    return sorted(cijfers, key=lambda cijfer: (-cijfer.onduidelijk, cijfer.pagina))


def list_oordelen(session: Session, pagina: str, nummer: int) -> Pagina[Oordeelregel]:
    """What readers wrote or did not understand, newest first; of one page when it is named. Six queries."""
    vraag = _select().where((Paginaoordeel.zin != "") | (Paginaoordeel.soort == Oordeelsoort.SNAP_NIET))
    if pagina:
        vraag = vraag.where(Paginaoordeel.pagina == pagina)
    return _paginate(session, vraag, nummer)


def oordelen_of(session: Session, inwoner_id: int, nummer: int) -> Pagina[Oordeelregel]:
    """What this inwoner said or did not understand, newest first: for whoever calls back. Six queries."""
    return _paginate(session, _select().where(Paginaoordeel.inwoner_id == inwoner_id), nummer)


def unclear_lines(session: Session, inwoner_id: int, now: datetime) -> list[Onduidelijk]:
    """The lines that this inwoner asked about of late, newest first, each once. Seven queries."""
    vraag = (
        select(Paginaoordeel.aanslag_id, Paginaoordeel.regel, func.max(Paginaoordeel.created_at))
        .where(
            Paginaoordeel.inwoner_id == inwoner_id,
            Paginaoordeel.soort == Oordeelsoort.SNAP_NIET,
            Paginaoordeel.regel.is_not(None),
            Paginaoordeel.created_at >= now - timedelta(days=ONDUIDELIJK_DAGEN),
        )
        .group_by(Paginaoordeel.aanslag_id, Paginaoordeel.regel)
        .order_by(func.max(Paginaoordeel.created_at).desc())
        .limit(ONDUIDELIJK_HOOGSTENS)
    )
    gevraagd = session.execute(vraag).all()
    aanslagen = {a.id: a for a in get_aanslagen(session, {aanslag_id or 0 for aanslag_id, _, _ in gevraagd})}
    return [
        Onduidelijk(a.aanslagnummer, a.belastingjaar, r.regel, r.omschrijving, r.bedrag, moment)
        for aanslag_id, nummer, moment in gevraagd
        if (a := aanslagen.get(aanslag_id or 0))
        for r in a.regels
        if r.regel == nummer
    ]


def pass_on_as_bezwaar(session: Session, door: Door, oordeel_id: int, now: datetime) -> None:
    """It was meant as a bezwaar: note that it goes to heffing, and tell the inwoner the day of receipt.

    "Het bestuursorgaan […] bevestigt de ontvangst daarvan schriftelijk": Awb 6:14. A bezwaar that comes the wrong
    way is handled all the same: Awb 2:16(1)b. Raises NietGevonden, InmiddelsGewijzigd.
    """
    rij = get_locked(session, Paginaoordeel, oordeel_id)
    if not rij.zin:
        raise NietGevonden
    if rij.bezwaar_at is not None:
        raise InmiddelsGewijzigd
    rij.bezwaar_at = now
    persoon = get_persoon(session, rij.inwoner_id)
    datum = write_datum(today(rij.created_at), persoon.taal)
    alineas = [
        translate(tekst, persoon.taal, **({"datum": datum} if "%(datum)s" in tekst else {})) for tekst in ONTVANGEN
    ]
    berichtje = Berichtje(rij.inwoner_id, "bezwaar", translate(ONTVANGEN_TITEL, persoon.taal), alineas)
    post_bericht(session, berichtje, now, email=persoon.email, taal=persoon.taal)
    ref = f"paginaoordeel:{rij.id}"
    record(session, door, "mijn:bezwaar:doorgestuurd", inwoner_id=rij.inwoner_id, object_ref=ref, now=now)


def get_oordeel(session: Session, oordeel_id: int) -> Oordeelregel:
    """One reader's word. Raises NietGevonden."""
    rij = session.execute(_select().where(Paginaoordeel.id == oordeel_id)).first()
    if rij is None:
        raise NietGevonden
    return _regel(rij[0], rij[1], _line_names(session, [rij[0]]))


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Retention removes an inwoner: what they said goes too."""
    session.execute(delete(Paginaoordeel).where(Paginaoordeel.inwoner_id == gebeurtenis.inwoner_id))


def _select() -> Select[Paginaoordeel, str]:
    return (
        select(Paginaoordeel, AanslagRij.aanslagnummer)
        .join(AanslagRij, AanslagRij.id == Paginaoordeel.aanslag_id, isouter=True)
        .order_by(Paginaoordeel.created_at.desc(), Paginaoordeel.id.desc())
    )


def _paginate(session: Session, vraag: Select[Paginaoordeel, str], nummer: int) -> Pagina[Oordeelregel]:
    pagina = paginate(session, vraag, nummer)
    namen = _line_names(session, [rij for rij, _ in pagina.items])
    return pagina.map(lambda paar: _regel(paar[0], paar[1], namen))


def _line_names(session: Session, rijen: list[Paginaoordeel]) -> Regelnamen:
    """What the biljet calls the lines that these are about; four queries, or none."""
    ids = {rij.aanslag_id for rij in rijen if rij.aanslag_id is not None and rij.regel is not None}
    return {(a.id, r.regel): r.omschrijving for a in get_aanslagen(session, ids) for r in a.regels}


def _regel(rij: Paginaoordeel, aanslagnummer: str | None, namen: Regelnamen) -> Oordeelregel:
    return Oordeelregel(
        id=rij.id,
        pagina_tekst=PAGINAS.get(rij.pagina, rij.pagina),
        soort=rij.soort,
        zin=rij.zin,
        inwoner_id=rij.inwoner_id,
        aanslagnummer=aanslagnummer or "",
        regel=rij.regel,
        omschrijving=namen.get((rij.aanslag_id or 0, rij.regel or 0), ""),
        created_at=rij.created_at,
        bezwaar_at=rij.bezwaar_at,
    )
