"""'Ik heb al betaald' and 'dit is niet van mij': a task for invordering, with a hold while it is looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.aanslag.service import get_aanslag
from portaal.bericht.service import Berichtje, post_bericht
from portaal.core.door import Door
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.kalender import next_werkdag
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.infra.i18n import N_, write_datum
from portaal.infra.paging import Pagina, paginate
from portaal.infra.teksten import translate
from portaal.invordering.model import Melding
from portaal.invordering.rules import MELDING_TEKST, Blokkadereden, Meldingsoort, Meldingstatus
from portaal.invordering.service.blokkades import (
    Blokkadevraag,
    limit_blokkade,
    place_blokkade,
)
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record

# The gemeente looks within two weeks; afterwards nothing is sent for ten more days (as LI 25.1.8).
STREEF = timedelta(days=14)
NA_AFLOOP = timedelta(days=10)

_ONTVANGEN = N_("Wij kijken dit na. U hoort van ons voor of op %(datum)s. Tot die tijd sturen wij u niets.")
_TITEL = {
    Meldingstatus.KLOPT: N_("U hebt gelijk"),
    Meldingstatus.KLOPT_NIET: N_("Wij hebben uw melding nagekeken"),
}
_SLOT = {
    Meldingstatus.KLOPT: N_("Wij passen dit aan. U hoeft niets te doen."),
    Meldingstatus.KLOPT_NIET: N_("Het bedrag blijft staan. U hebt nog tot en met %(datum)s rust."),
}


@dataclass(frozen=True)
class Meldingskaart:
    """A melding as the team sees it; `tekst` is a message id."""

    id: int
    aanslag_id: int
    aanslagnummer: str
    inwoner_id: int
    soort: Meldingsoort
    tekst: str
    status: Meldingstatus
    toelichting: str
    antwoord: str
    uiterlijk: date
    created_at: datetime


def meld(
    session: Session, door: Door, aanslag_id: int, soort: Meldingsoort, now: datetime, *, toelichting: str = ""
) -> int:
    """Put it on the list of invordering and hold the aanslag while they look. Returns the id.

    An open melding of this kind on this aanslag stays the one; what is written later is added to it.
    Raises NietGevonden.
    """
    aanslag = get_aanslag(session, aanslag_id)
    bestaand = _open_one(session, aanslag_id, soort)
    if bestaand is not None:
        return _add_words(session, door, bestaand, toelichting.strip(), now)
    melding = Melding(
        aanslag_id=aanslag_id,
        inwoner_id=aanslag.inwoner_id,
        soort=soort,
        toelichting=toelichting.strip(),
        uiterlijk=next_werkdag(today(now) + STREEF),
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(melding)
    except IntegrityError:
        ander = _open_one(session, aanslag_id, soort)
        if ander is None:
            raise
        return _add_words(session, door, ander, toelichting.strip(), now)
    vraag = Blokkadevraag([aanslag_id], source_of(melding.id), Blokkadereden.MELDING)
    place_blokkade(session, door, vraag, now)
    _record(session, door, "invordering:melding:ontvangen", melding, now)
    _tell(session, melding, (MELDING_TEKST[soort], _ONTVANGEN), melding.uiterlijk, now)
    return melding.id


def answer_melding(
    session: Session, door: Door, melding_id: int, uitkomst: Meldingstatus, now: datetime, *, antwoord: str = ""
) -> None:
    """Tell the inwoner what was found; the hold goes on for ten days. Raises NietGevonden, InmiddelsGewijzigd."""
    melding = get_locked(session, Melding, melding_id)
    if melding.status is not Meldingstatus.OPEN:
        raise InmiddelsGewijzigd
    melding.status, melding.antwoord, melding.klaar_at = uitkomst, antwoord.strip(), now
    tot = today(now) + NA_AFLOOP
    limit_blokkade(session, door, source_of(melding_id), tot, now)
    _record(session, door, f"invordering:melding:{uitkomst}", melding, now)
    _tell(session, melding, (_TITEL[uitkomst], _SLOT[uitkomst]), tot, now)


def list_meldingen(session: Session, nummer: int) -> Pagina[Meldingskaart]:
    """The open meldingen, due first on top."""
    vraag = (
        select(Melding, AanslagRij.aanslagnummer)
        .join(AanslagRij, AanslagRij.id == Melding.aanslag_id)
        .where(Melding.status == Meldingstatus.OPEN)
        .order_by(Melding.uiterlijk, Melding.id)
    )
    return paginate(session, vraag, nummer).map(lambda rij: _kaart(rij[0], rij[1]))


def meldingen_of(session: Session, inwoner_id: int) -> list[Meldingskaart]:
    """What this inwoner reported, newest first."""
    vraag = (
        select(Melding, AanslagRij.aanslagnummer)
        .join(AanslagRij, AanslagRij.id == Melding.aanslag_id)
        .where(Melding.inwoner_id == inwoner_id)
        .order_by(Melding.id.desc())
    )
    return [_kaart(melding, nummer) for melding, nummer in session.execute(vraag)]


def get_melding(session: Session, melding_id: int) -> Meldingskaart:
    """One melding. Raises NietGevonden."""
    melding = session.get(Melding, melding_id)
    if melding is None:
        raise NietGevonden
    return _kaart(melding, session.get_one(AanslagRij, melding.aanslag_id).aanslagnummer)


def source_of(melding_id: int) -> str:
    """The source of the hold that a melding places."""
    return f"melding:{melding_id}"


def open_melding(session: Session, aanslag_id: int, soort: Meldingsoort) -> Meldingskaart | None:
    """What was reported of this kind about this aanslag and waits for an answer."""
    melding_id = _open_one(session, aanslag_id, soort)
    return get_melding(session, melding_id) if melding_id is not None else None


def _open_one(session: Session, aanslag_id: int, soort: Meldingsoort) -> int | None:
    open_ = {"aanslag_id": aanslag_id, "soort": soort, "status": Meldingstatus.OPEN}
    return session.scalar(select(Melding.id).filter_by(**open_))


def _add_words(session: Session, door: Door, melding_id: int, tekst: str, now: datetime) -> int:
    """What someone adds later: under what they wrote first, once. Returns the id."""
    melding = get_locked(session, Melding, melding_id)
    if tekst and tekst not in melding.toelichting.splitlines():
        melding.toelichting = "\n".join(filter(None, (melding.toelichting, tekst)))
        _record(session, door, "invordering:melding:aangevuld", melding, now)
    return melding_id


def _tell(session: Session, melding: Melding, tekst: tuple[str, str], datum: date, now: datetime) -> None:
    titel, slot = tekst
    persoon = get_persoon(session, melding.inwoner_id)
    waarden = {"datum": write_datum(datum, persoon.taal)} if "%(datum)s" in slot else {}
    alineas = [*([melding.antwoord] if melding.antwoord else []), translate(slot, persoon.taal, **waarden)]
    berichtje = Berichtje(melding.inwoner_id, "melding", translate(titel, persoon.taal), alineas)
    post_bericht(session, berichtje, now, email=persoon.email, taal=persoon.taal)


def _record(session: Session, door: Door, handeling: str, melding: Melding, now: datetime) -> None:
    record(
        session,
        door,
        handeling,
        now=now,
        inwoner_id=melding.inwoner_id,
        object_ref=f"aanslag:{melding.aanslag_id}",
    )


def _kaart(rij: Melding, aanslagnummer: str) -> Meldingskaart:
    return Meldingskaart(
        id=rij.id,
        aanslag_id=rij.aanslag_id,
        aanslagnummer=aanslagnummer,
        inwoner_id=rij.inwoner_id,
        soort=rij.soort,
        tekst=MELDING_TEKST[rij.soort],
        status=rij.status,
        toelichting=rij.toelichting,
        antwoord=rij.antwoord,
        uiterlijk=rij.uiterlijk,
        created_at=rij.created_at,
    )
