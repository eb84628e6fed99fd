"""The door to consent: giving, refusing and withdrawing it, each a new record in one transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.service import gemeente, holding
from portaal.bericht.service import Berichtje, Mail, post_bericht, send_mail
from portaal.config import load_instellingen
from portaal.core.door import Door, DoorMedewerker, DoorSysteem, Vaststelling
from portaal.core.errors import DomeinFout, NietGevonden
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.infra.teksten import render, translate
from portaal.inwoner.service import Persoonskaart, get_persoon
from portaal.logboek.service import record
from portaal.toestemming.beleid import Toestemmingsbeleid
from portaal.toestemming.model import Hulpvraag, Kanaal, Toestemming
from portaal.toestemming.rules import (
    LOPEND,
    Antwoord,
    Beslissing,
    Hulpstatus,
    Spoed,
    eerste_gesprek_uiterlijk,
    is_geldig,
    may_ask,
)


class GeenBereik(DomeinFout):
    """Someone who wants to be called needs a phone number or an e-mail address."""


@dataclass(frozen=True)
class Contactwens:
    """How and when schuldhulp may reach someone."""

    telefoon: str
    email: str
    moment: str
    voicemail: bool
    spoed: Spoed


@dataclass(frozen=True)
class Stand:
    """Where a person stands: is there a yes, since and until when, and may we bring it up."""

    is_ja: bool
    mag_vragen: bool
    laatste: Toestemming | None
    hulpvraag: Hulpvraag | None


def beleid_of(session: Session, now: datetime) -> Toestemmingsbeleid:
    """What is asked today."""
    return holding(session, "toestemming", Toestemmingsbeleid, today(now))


def toestemming_of(session: Session, inwoner_id: int, now: datetime, taal: str = "nl") -> Stand:
    """Where this person stands."""
    beleid = beleid_of(session, now)
    records = _records(session, inwoner_id)
    beslissingen = [Beslissing(r.antwoord, r.at, r.verloopt_at, r.tekst_hash) for r in records]
    rust = timedelta(days=beleid.rust_na_nee_dagen)
    is_ja = is_geldig(beslissingen, now)
    return Stand(
        is_ja=is_ja,
        mag_vragen=may_ask(beslissingen, now, rust=rust, tekst_hash=beleid.text_hash(taal)),
        laatste=records[-1] if records else None,
        hulpvraag=_current(session, inwoner_id) if is_ja else None,
    )


def history_of(session: Session, inwoner_id: int) -> list[Toestemming]:
    """Every record of a person, newest first."""
    return _records(session, inwoner_id)[::-1]


def give(
    session: Session, door: Door, inwoner_id: int, wens: Contactwens, now: datetime, *, taal: str = "nl"
) -> str:
    """Record a yes and let schuldhulp know. Returns the receipt's reference.

    A yes while one holds replaces it: the older one ends. Raises GeenBereik and NietGevonden.
    """
    if not wens.telefoon and not wens.email:
        raise GeenBereik
    persoon = get_persoon(session, inwoner_id)
    beleid = beleid_of(session, now)
    _stop_hulpvraag(session, inwoner_id)
    verloopt = now + timedelta(days=beleid.geldig_dagen)
    rij = _append(session, door, inwoner_id, Antwoord.JA, beleid, taal, now, verloopt_at=verloopt)
    session.add(
        Hulpvraag(
            inwoner_id=inwoner_id,
            toestemming_id=rij.id,
            naam=persoon.naam,
            telefoon=wens.telefoon,
            email=wens.email,
            moment=wens.moment,
            voicemail=wens.voicemail,
            spoed=wens.spoed,
            ontvangen_at=now,
            uiterlijk_op=eerste_gesprek_uiterlijk(now, wens.spoed),
            status=Hulpstatus.OPEN,
        )
    )
    _confirm(session, persoon, rij, wens.email or persoon.email, now)
    return rij.ref


def refuse(session: Session, door: Door, inwoner_id: int, now: datetime, *, taal: str = "nl") -> None:
    """Record a no as a no. It has no effect on anything else."""
    _append(session, door, inwoner_id, Antwoord.NEE, beleid_of(session, now), taal, now)


def withdraw(
    session: Session, door: Door, inwoner_id: int, now: datetime, *, kanaal: Kanaal | None = None
) -> bool:
    """Take a yes back: from now on schuldhulp no longer sees the person. False when there was none."""
    stand = toestemming_of(session, inwoner_id, now)
    if not stand.is_ja or stand.laatste is None:
        return False
    beleid = beleid_of(session, now)
    _append(session, door, inwoner_id, Antwoord.INGETROKKEN, beleid, stand.laatste.taal, now, kanaal=kanaal)
    _stop_hulpvraag(session, inwoner_id)
    return True


def get_receipt(session: Session, ref: str) -> Toestemming:
    """The record with this reference. Raises NietGevonden."""
    rij = session.scalar(select(Toestemming).filter_by(ref=ref))
    if rij is None:
        raise NietGevonden
    return rij


def is_receipt_of(session: Session, ref: str, inwoner_id: int) -> bool:
    """Whether the receipt is this person's."""
    return session.scalar(select(Toestemming.inwoner_id).filter_by(ref=ref)) == inwoner_id


def withdraw_link(rij: Toestemming) -> str:
    """The address at which a yes can be taken back without login; opening it changes nothing."""
    return absolute_url(f"/toestemming/intrekken/{_serializer().dumps(rij.ref)}")


def read_link(session: Session, token: str) -> int:
    """Whose consent a link is about. Raises NietGevonden for a link that is not ours."""
    try:
        ref = _serializer().loads(token)
    except BadSignature as fout:
        raise NietGevonden from fout
    return get_receipt(session, str(ref)).inwoner_id


def expire(session: Session, now: datetime) -> None:
    """Dated task: each yes whose time is over ends by itself, with a record of its own."""
    einde = (
        select(Hulpvraag, Toestemming)
        .join(Toestemming, Toestemming.id == Hulpvraag.toestemming_id)
        .where(Hulpvraag.status.in_(LOPEND), Toestemming.verloopt_at <= now)
    )
    for vraag, rij in session.execute(einde).all():
        systeem = DoorSysteem("toestemming:verlopen")
        _append(session, systeem, vraag.inwoner_id, Antwoord.VERLOPEN, beleid_of(session, now), rij.taal, now)
        vraag.status = Hulpstatus.GESTOPT


def _records(session: Session, inwoner_id: int) -> list[Toestemming]:
    return list(session.scalars(select(Toestemming).filter_by(inwoner_id=inwoner_id).order_by(Toestemming.id)))


def _current(session: Session, inwoner_id: int) -> Hulpvraag | None:
    vraag = select(Hulpvraag).where(Hulpvraag.inwoner_id == inwoner_id, Hulpvraag.status.in_(LOPEND))
    return session.scalar(vraag.order_by(Hulpvraag.id.desc()).limit(1))


def _stop_hulpvraag(session: Session, inwoner_id: int) -> None:
    lopend = select(Hulpvraag).where(Hulpvraag.inwoner_id == inwoner_id, Hulpvraag.status.in_(LOPEND))
    for vraag in session.scalars(lopend.with_for_update()):
        vraag.status = Hulpstatus.GESTOPT
    session.flush()


def _append(
    session: Session,
    door: Door,
    inwoner_id: int,
    antwoord: Antwoord,
    beleid: Toestemmingsbeleid,
    taal: str,
    now: datetime,
    *,
    verloopt_at: datetime | None = None,
    kanaal: Kanaal | None = None,
) -> Toestemming:
    rij = Toestemming(
        ref=secrets.token_hex(12),
        inwoner_id=inwoner_id,
        antwoord=antwoord,
        at=now,
        verloopt_at=verloopt_at,
        doel=beleid.doel if taal == "nl" else beleid.doel_en,
        ontvanger=beleid.ontvanger,
        tekst=beleid.text(taal),
        tekst_versie=beleid.versie,
        tekst_hash=beleid.text_hash(taal),
        gedeeld=list(beleid.shared(taal)),
        taal=taal,
        kanaal=kanaal or _channel(door),
        medewerker_id=door.medewerker_id if isinstance(door, DoorMedewerker) else None,
    )
    session.add(rij)
    session.flush()
    # What was answered stays out of the logboek: it is read by more people than those of schuldhulp.
    record(session, door, "toestemming:keuze:vastgelegd", inwoner_id=inwoner_id, now=now)
    return rij


def _channel(door: Door) -> Kanaal:
    if isinstance(door, DoorSysteem):
        return Kanaal.VANZELF
    if isinstance(door, DoorMedewerker):
        gezien = door.vaststelling is Vaststelling.IDENTITEITSBEWIJS
        return Kanaal.BALIE if gezien else Kanaal.TELEFOON
    return Kanaal.PORTAAL


def _confirm(session: Session, persoon: Persoonskaart, rij: Toestemming, email: str, now: datetime) -> None:
    alineas = [
        translate("U vroeg of schuldhulp contact met u opneemt. Dat gaat gebeuren.", rij.taal),
        translate("Wilt u dit niet meer? U kunt uw ja altijd intrekken, met één knop.", rij.taal),
    ]
    titel = translate("Uw keuze is vastgelegd", rij.taal)
    post_bericht(session, Berichtje(persoon.id, "toestemming", titel, alineas), now)
    if not email:
        return
    waarden = {"gemeente": gemeente(session, today(now)), "adres": withdraw_link(rij)}
    send_mail(
        session,
        Mail(
            aan=email,
            onderwerp=titel,
            tekst=render("toestemming/mail/gegeven.txt", taal=rij.taal, **waarden),
            html=render("toestemming/mail/gegeven.html", taal=rij.taal, **waarden),
            sleutel=f"toestemming:{rij.ref}",
        ),
        now,
    )


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(load_instellingen().geheime_sleutel.get_secret_value(), salt="toestemming-intrekken")
