"""Messages to people: queued in the caller's transaction, sent by the worker."""

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.beleid.service import gemeente
from portaal.bericht.model import Bericht, UitgaandeMail, UitgaandeSms
from portaal.bericht.sms import Sms
from portaal.config import load_instellingen
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.infra.paging import Pagina, paginate
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render, translate


@dataclass(frozen=True)
class Bijlage:
    """A file with a mail; `parameters` go into its content type, such as `method` of a calendar file."""

    naam: str
    mimetype: str
    inhoud: bytes
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mail:
    """A mail to send. `sleutel` names it for ever: the same one is queued once. No BSN, amount or reason."""

    aan: str
    onderwerp: str
    tekst: str
    sleutel: str
    html: str = ""
    bijlagen: tuple[Bijlage, ...] = ()


@dataclass(frozen=True)
class Berichtje:
    """A message for under 'Mijn berichten', with or without a letter (whole HTML of the document)."""

    inwoner_id: int
    soort: str
    titel: str
    alineas: list[str]
    brief_html: str = ""


@dataclass(frozen=True)
class Bezorging:
    """A message with the address and the language in which is mailed that it is there; no address, no mail."""

    berichtje: Berichtje
    email: str | None = None
    taal: str = "nl"


@dataclass(frozen=True)
class Berichtregel:
    """A message as its reader sees it."""

    id: int
    soort: str
    titel: str
    alineas: list[str]
    created_at: datetime
    is_nieuw: bool
    heeft_brief: bool


def send_mail(session: Session, mail: Mail, now: datetime) -> bool:
    """Queue a mail in this transaction. One with the same `sleutel` is left as it is, and gives False."""
    return send_mails(session, [mail], now) == 1


def send_mails(session: Session, mails: Sequence[Mail], now: datetime) -> int:
    """Queue mails in this transaction, in one go. Returns how many were new by their `sleutel`."""
    per_sleutel = {mail.sleutel: mail for mail in mails}
    vraag = select(UitgaandeMail.sleutel).where(UitgaandeMail.sleutel.in_(per_sleutel))
    bekend = set(session.scalars(vraag)) if per_sleutel else set()
    nieuw = [_queued(mail, now) for sleutel, mail in per_sleutel.items() if sleutel not in bekend]
    session.add_all(nieuw)
    session.flush()
    return len(nieuw)


def _queued(mail: Mail, now: datetime) -> UitgaandeMail:
    domein = urlsplit(absolute_url("/")).hostname or "localhost"
    return UitgaandeMail(
        sleutel=mail.sleutel,
        message_id=f"<{mail.sleutel.replace(':', '.').replace(' ', '')}@{domein}>",
        aan=mail.aan,
        onderwerp=mail.onderwerp,
        tekst=mail.tekst,
        html=mail.html,
        bijlagen=[_pack(bijlage) for bijlage in mail.bijlagen],
        volgende_at=now,
        created_at=now,
    )


def has_sms() -> bool:
    """Whether there is a provider through which SMS goes out."""
    return load_instellingen().heeft_sms


def send_sms(session: Session, sms: Sms, now: datetime) -> bool:
    """Queue an SMS in this transaction. One with the same `sleutel` is left as it is, and gives False."""
    if session.scalar(select(UitgaandeSms.id).where(UitgaandeSms.sleutel == sms.sleutel)):
        return False
    session.add(UitgaandeSms(sleutel=sms.sleutel, aan=sms.aan, tekst=sms.tekst, volgende_at=now, created_at=now))
    session.flush()
    return True


def was_queued(session: Session, sleutels: Collection[str]) -> bool:
    """Whether any of these messages was ever queued, as mail or as SMS."""
    return any(
        session.scalar(select(tabel.id).where(tabel.sleutel.in_(sleutels)).limit(1)) is not None
        for tabel in (UitgaandeMail, UitgaandeSms)
    )


def _pack(bijlage: Bijlage) -> dict[str, Any]:
    return {
        "naam": bijlage.naam,
        "mimetype": bijlage.mimetype,
        "inhoud": base64.b64encode(bijlage.inhoud).decode(),
        "parameters": dict(bijlage.parameters),
    }


def post_bericht(
    session: Session, berichtje: Berichtje, now: datetime, *, email: str | None = None, taal: str = "nl"
) -> int:
    """Put a message under 'Mijn berichten' and mail that it is there, without a word on its content.

    The notice follows within minutes; Awb 2:10(1) asks for 48 hours. Returns the id of the message.
    """
    return post_berichten(session, [Bezorging(berichtje, email, taal)], now)[0]


def post_berichten(session: Session, bezorgingen: Sequence[Bezorging], now: datetime) -> list[int]:
    """Put messages under 'Mijn berichten' together, as `post_bericht` does one. Returns their ids, in order."""
    rijen = [
        Bericht(
            inwoner_id=bezorging.berichtje.inwoner_id,
            soort=bezorging.berichtje.soort,
            titel=bezorging.berichtje.titel,
            alineas=bezorging.berichtje.alineas,
            brief_html=bezorging.berichtje.brief_html,
            created_at=now,
        )
        for bezorging in bezorgingen
    ]
    session.add_all(rijen)
    session.flush()
    # The notice says nothing of the message, so that it is the same for all who read one language.
    tekst = {taal: _notice(session, taal, now) for taal in {b.taal for b in bezorgingen if b.email}}
    mails = [
        replace(tekst[bezorging.taal], aan=bezorging.email, sleutel=f"bericht:{rij.id}")
        for bezorging, rij in zip(bezorgingen, rijen, strict=True)
        if bezorging.email
    ]
    if mails:
        send_mails(session, mails, now)
    return [rij.id for rij in rijen]


def _notice(session: Session, taal: str, now: datetime) -> Mail:
    """The mail in this language, still without whom it is for and its key."""
    waarden = {
        "gemeente": gemeente(session, today(now)),
        "adres": absolute_url("/mijn/berichten"),
    }
    return Mail(
        aan="",
        onderwerp=translate("Er staat een bericht voor u klaar", taal),
        tekst=render("bericht/mail/bericht.txt", taal=taal, **waarden),
        html=render("bericht/mail/bericht.html", taal=taal, **waarden),
        sleutel="",
    )


def list_berichten(session: Session, inwoner_id: int, nummer: int) -> Pagina[Berichtregel]:
    """The messages to an inwoner, newest first."""
    vraag = select(Bericht).filter_by(inwoner_id=inwoner_id).order_by(Bericht.created_at.desc(), Bericht.id.desc())
    return paginate(session, vraag, nummer).map(_regel)


def count_nieuw(session: Session, inwoner_id: int) -> int:
    """How many messages the inwoner has not opened."""
    vraag = select(func.count()).select_from(Bericht).filter_by(inwoner_id=inwoner_id, gelezen_at=None)
    return session.scalar(vraag) or 0


def is_bericht_of(session: Session, bericht_id: int, inwoner_id: int) -> bool:
    """Whether the message was written to this inwoner."""
    rij = session.get(Bericht, bericht_id)
    return rij is not None and rij.inwoner_id == inwoner_id


def open_bericht(session: Session, bericht_id: int, now: datetime, *, gelezen: bool) -> Berichtregel:
    """The message; `gelezen` notes that the inwoner has seen it. Raises NietGevonden."""
    rij = session.get(Bericht, bericht_id)
    if rij is None:
        raise NietGevonden
    regel = _regel(rij)
    if gelezen and rij.gelezen_at is None:
        rij.gelezen_at = now
    return regel


def make_brief(session: Session, bericht_id: int) -> bytes:
    """The letter of a message as tagged PDF. Raises NietGevonden when it has none."""
    rij = session.get(Bericht, bericht_id)
    if rij is None or not rij.brief_html:
        raise NietGevonden
    return render_pdf(rij.brief_html)


def _regel(rij: Bericht) -> Berichtregel:
    return Berichtregel(
        id=rij.id,
        soort=rij.soort,
        titel=rij.titel,
        alineas=list(rij.alineas),
        created_at=rij.created_at,
        is_nieuw=rij.gelezen_at is None,
        heeft_brief=bool(rij.brief_html),
    )
