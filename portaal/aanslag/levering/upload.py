"""Deliveries that beheer uploads in the browser: kept as a file, and taken in by the worker."""

import os
import tempfile
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import IO

import structlog
from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portaal.aanslag.levering.melding import Meldingsoort
from portaal.aanslag.levering.service import take_in
from portaal.aanslag.levering.slot import ImportLoopt
from portaal.aanslag.levering.zip import OngeldigeZip, unpack
from portaal.config import load_instellingen
from portaal.core.door import DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database, get_locked
from portaal.infra.model import Base, Id, enum_column
from portaal.infra.paging import Pagina, paginate
from portaal.inwoner.model import Levering, Leveringstatus
from portaal.logboek.service import record

_MB = 1 << 20
MISLUKT = "Er ging bij ons iets mis, en er is niets opgenomen. Probeer het later nog een keer."
log = structlog.get_logger(__name__)


class Uploadstatus(StrEnum):
    """How far an upload is."""

    WACHT = "wacht"
    OPGENOMEN = "opgenomen"
    GEWEIGERD = "geweigerd"


class LeveringUpload(Base):
    """An uploaded zip, waiting or dealt with; `melding` says why it was refused."""

    __tablename__ = "leveringupload"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40), unique=True)
    status: Mapped[Uploadstatus] = mapped_column(enum_column(Uploadstatus), index=True)
    toch: Mapped[bool]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    ontvangen_at: Mapped[datetime]
    levering_id: Mapped[int | None] = mapped_column(ForeignKey("levering.id"))
    melding: Mapped[str] = mapped_column(Text, default="")


def store_upload(session: Session, door: DoorMedewerker, stroom: IO[bytes], now: datetime, *, toch: bool) -> None:
    """Keep an uploaded zip for the worker."""
    ref = uuid.uuid4().hex
    pad = _path(ref)
    pad.parent.mkdir(parents=True, exist_ok=True)
    # It is full of BSNs: for nobody else on this machine.
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as schrijf:
        while blok := stroom.read(_MB):
            schrijf.write(blok)
    session.add(
        LeveringUpload(
            ref=ref, status=Uploadstatus.WACHT, toch=toch, medewerker_id=door.medewerker_id, ontvangen_at=now
        )
    )
    record(session, door, "aanslag:levering:geupload", now=now)


def list_uploads(session: Session, nummer: int) -> Pagina[LeveringUpload]:
    """All uploads, newest first."""
    return paginate(session, select(LeveringUpload).order_by(LeveringUpload.id.desc()), nummer)


@dataclass(frozen=True)
class Uploadgrenzen:
    """How large a zip may be, and all that is in it, in MB."""

    zip_mb: int
    uitgepakt_mb: int


def limits() -> Uploadgrenzen:
    """As this portal is set."""
    instellingen = load_instellingen()
    return Uploadgrenzen(instellingen.upload_max_mb, instellingen.upload_uitgepakt_max_mb)


def current_upload(session: Session) -> int | None:
    """The id of the upload that is being taken in just now."""
    if session.scalar(select(Levering.id).filter_by(status=Leveringstatus.BEZIG)) is None:
        return None
    return session.scalar(select(func.min(LeveringUpload.id)).filter_by(status=Uploadstatus.WACHT))


def process_uploads(database: Database, now: datetime) -> int:
    """Take in what waits, oldest first. Returns how many were dealt with."""
    with database.reading() as session:
        wachtend = list(
            session.scalars(
                select(LeveringUpload).filter_by(status=Uploadstatus.WACHT).order_by(LeveringUpload.id).limit(1)
            )
        )
    for upload in wachtend:
        try:
            status, levering_id, melding = _take_in(database, upload, now)
        except ImportLoopt:
            return 0
        except Exception:  # whatever it is: it would come back each round, and hold up every later upload
            log.exception("upload_failed", upload=upload.id)
            status, levering_id, melding = Uploadstatus.GEWEIGERD, None, MISLUKT
        database.run(partial(_note, upload_id=upload.id, status=status, levering_id=levering_id, melding=melding))
        _path(upload.ref).unlink(missing_ok=True)
    return len(wachtend)


def _take_in(database: Database, upload: LeveringUpload, now: datetime) -> tuple[Uploadstatus, int | None, str]:
    hoogstens = load_instellingen().upload_uitgepakt_max_mb * _MB
    with tempfile.TemporaryDirectory(prefix="upload-") as tijdelijk:
        try:
            unpack(_path(upload.ref), Path(tijdelijk), hoogstens=hoogstens)
        except (OngeldigeZip, FileNotFoundError) as fout:
            return Uploadstatus.GEWEIGERD, None, str(fout)
        door = DoorMedewerker(upload.medewerker_id, frozenset({Rol.BEHEER}))
        uitkomst = take_in(database, Path(tijdelijk), door=door, now=now, toch=upload.toch)
    if uitkomst.status is Leveringstatus.OPGENOMEN:
        return Uploadstatus.OPGENOMEN, uitkomst.levering_id, ""
    laatste = uitkomst.of(Meldingsoort.UITVAL)[-1]
    return Uploadstatus.GEWEIGERD, uitkomst.levering_id, f"{laatste.bestand}: {laatste.melding}"


def _note(
    session: Session, *, upload_id: int, status: Uploadstatus, levering_id: int | None, melding: str
) -> None:
    upload = get_locked(session, LeveringUpload, upload_id)
    if upload.status is Uploadstatus.WACHT:  # or another worker dealt with it meanwhile
        upload.status, upload.levering_id, upload.melding = status, levering_id, melding


def _path(ref: str) -> Path:
    return load_instellingen().upload_map / f"{ref}.zip"
