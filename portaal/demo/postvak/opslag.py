"""The mails that the demo received: one file each, newest first."""

import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

_NAAM = re.compile(r"^\d{20}-[0-9a-f]{8}$")


@dataclass(frozen=True)
class Bijlage:
    """A file with a mail."""

    naam: str
    mimetype: str
    methode: str
    inhoud: bytes


@dataclass(frozen=True)
class Post:
    """A mail as the mailbox shows it; `datum` is None when its header cannot be read."""

    naam: str
    aan: str
    van: str
    onderwerp: str
    datum: datetime | None
    message_id: str
    tekst: str
    html: str
    bijlagen: tuple[Bijlage, ...]


class Opslag:
    """A folder with received mails."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is not there."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, bron: bytes) -> str:
        """Keep a mail as it came in; returns its name, which sorts by arrival."""
        naam = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        nieuw = self._folder / f"{naam}.nieuw"
        nieuw.write_bytes(bron)
        nieuw.replace(self._folder / f"{naam}.eml")
        return naam

    def list_post(self, aan: str = "", nummer: int = 1, per: int = 50) -> tuple[list[Post], bool]:
        """A page of mails, newest arrival first, and whether there are more. `aan` keeps one address only."""
        namen = sorted((bestand.stem for bestand in self._folder.glob("*.eml")), reverse=True)
        if aan:
            gevonden = [post for post in map(self._read, namen) if post.aan.lower() == aan.lower()]
        else:
            # One more than is shown tells whether a next page exists, without reading the whole folder.
            gevonden = [self._read(naam) for naam in namen[: nummer * per + 1]]
        begin = (nummer - 1) * per
        return gevonden[begin : begin + per], len(gevonden) > begin + per

    def get(self, naam: str) -> Post | None:
        """One mail, or None when there is none of that name."""
        if not _NAAM.match(naam) or not (self._folder / f"{naam}.eml").exists():
            return None
        return self._read(naam)

    def _read(self, naam: str) -> Post:
        return read_post(naam, (self._folder / f"{naam}.eml").read_bytes())


def read_post(naam: str, bron: bytes) -> Post:
    """A mail from its source."""
    mail = BytesParser(policy=policy.default).parsebytes(bron)
    return Post(
        naam=naam,
        aan=str(mail["To"] or ""),
        van=str(mail["From"] or ""),
        onderwerp=str(mail["Subject"] or ""),
        datum=_datum(str(mail["Date"] or "")),
        message_id=str(mail["Message-ID"] or ""),
        tekst=_body(mail, "plain"),
        html=_body(mail, "html"),
        bijlagen=tuple(_bijlage(deel) for deel in mail.iter_attachments() if isinstance(deel, EmailMessage)),
    )


def _datum(tekst: str) -> datetime | None:
    try:
        return parsedate_to_datetime(tekst)
    except ValueError:
        return None


def _body(mail: EmailMessage, soort: str) -> str:
    deel = mail.get_body((soort,))
    return str(deel.get_content()) if deel is not None else ""


def _bijlage(deel: EmailMessage) -> Bijlage:
    return Bijlage(
        naam=deel.get_filename() or "bijlage",
        mimetype=deel.get_content_type(),
        methode=str(deel.get_param("method") or ""),
        inhoud=deel.get_payload(decode=True) or b"",  # type: ignore[arg-type]
    )
