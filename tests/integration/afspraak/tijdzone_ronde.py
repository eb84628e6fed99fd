"""One round through days: what the screen, the database, the mail and the calendar file say of the same time.

What they should say is worked out here by hand, from the rule of directive 2000/84/EC and the words for days and
months, so that no library is compared with itself. Run as a module it does a whole round in the time zone that the
environment gives the process.
"""

import base64
import html
import json
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import text

from portaal.afspraak import service
from portaal.afspraak.begrip import Soort
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.forms import read_moment
from portaal.core.door import DoorBezoeker
from portaal.infra.database import Database
from tests.concurrency.test_afspraak import set_agenda
from tests.conftest import Klok, make_app, prepare
from tests.support.client import words_of

EERSTE, LAATSTE = date(2026, 1, 2), date(2035, 12, 31)
_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_KNOP = re.compile(r'name="tijdvak" value="([^"|]+)\|[^"]*">(.*?)</button>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def last_sunday(jaar: int, maand: int) -> date:
    """The day on which the clock changes, in March and October (both have 31 days)."""
    laatste = date(jaar, maand, 31)
    return laatste - timedelta(days=(laatste.weekday() + 1) % 7)


def wall_time(moment: datetime) -> datetime:
    """What the clock on a Dutch wall shows, without a time zone."""
    begin = datetime.combine(last_sunday(moment.year, 3), datetime.min.time(), UTC) + timedelta(hours=1)
    einde = datetime.combine(last_sunday(moment.year, 10), datetime.min.time(), UTC) + timedelta(hours=1)
    zomer = begin <= moment < einde
    return (moment + timedelta(hours=2 if zomer else 1)).replace(tzinfo=None)


def day_words(muur: datetime) -> str:
    return f"{_DAGEN[muur.weekday()]} {muur.day} {_MAANDEN[muur.month - 1]}"


def time_words(muur: datetime) -> str:
    return f"{muur.hour}.{muur.minute:02} uur"


def clock_changes() -> list[date]:
    """The days in these ten years on which the clock changes."""
    return [last_sunday(jaar, maand) for jaar in range(EERSTE.year, LAATSTE.year + 1) for maand in (3, 10)]


class Ronde:
    """One portal, in whatever time zone this process has."""

    def __init__(self, database: Database) -> None:
        self.database, self.klok = database, Klok(datetime.combine(EERSTE, datetime.min.time(), UTC))
        set_agenda(database, self.klok.moment, "0.00-24.00")
        app = make_app(database, self.klok)
        app.test_client_class = FlaskClient  # other tests look at the pages themselves
        self.client, self.kans = app.test_client(), random.Random(4)
        self.gezien = 0

    def walk(self, dagen: Iterable[date]) -> Iterator[str]:
        """Every difference found."""
        for dag in dagen:
            self.klok.moment = datetime.combine(dag, datetime.min.time(), UTC) - timedelta(days=1, hours=-9)
            knoppen = _KNOP.findall(self._page(f"/afspraak/tijd?onderwerp=aanslag&soort=bellen&dag={dag}"))
            if not knoppen:
                yield f"{dag}: nothing is offered"
                continue
            for waarde, tekst in knoppen:
                yield from self.compare(
                    f"screen {dag}", " ".join(_TAG.sub("", tekst).split()), read_moment(waarde), knop=True
                )
            yield from self.book(read_moment(self.kans.choice(knoppen)[0]))

    def _page(self, adres: str) -> str:
        return self.client.get(adres).get_data(as_text=True)

    def compare(self, waar: str, tekst: str, moment: datetime, *, knop: bool = False) -> Iterator[str]:
        self.gezien += 1
        muur = wall_time(moment)
        woorden = f"{day_words(muur)} {muur.year}, {time_words(muur)}" if knop else ""
        goed = tekst == woorden if knop else day_words(muur) in tekst and time_words(muur) in tekst
        if not goed:
            yield f"{waar}: {moment:%Y-%m-%dT%H:%MZ} is {muur}, but it says: {tekst[:200]}"

    def book(self, begin: datetime) -> Iterator[str]:
        """Book that time, and look at everything that then tells of it."""
        contact = Contact("Jan", telefoon="+31612345678", email=f"{self.gezien}@voorbeeld.example")
        sleutel = f"wens-{self.gezien}"
        verzoek = Afspraakverzoek("aanslag", Soort.BELLEN, begin, contact, sleutel)
        now = self.klok.moment
        afspraak = self.database.run(lambda s: service.book_afspraak(s, DoorBezoeker(), verzoek, now))
        with self.database.reading() as session:
            opgeslagen = session.execute(
                text("SELECT begin FROM afspraak WHERE id = :id"), {"id": afspraak.id}
            ).scalar_one()
            mail = session.execute(
                text("SELECT tekst, html, bijlagen FROM uitgaande_mail WHERE aan = :aan"), {"aan": contact.email}
            ).one()
        if not str(opgeslagen).startswith(f"{begin:%Y-%m-%d %H:%M:00}"):
            yield f"database: {begin} is kept as {opgeslagen}"
        yield from self.compare("mail", mail.tekst.replace("\xa0", " "), begin)
        yield from self.compare("mail, html", words_of(html.unescape(mail.html)), begin)
        bijlagen = json.loads(mail.bijlagen) if isinstance(mail.bijlagen, str) else mail.bijlagen
        yield from self.compare_file("mail", base64.b64decode(bijlagen[0]["inhoud"]), begin)
        with self.client.session_transaction() as sessie:
            sessie["afspraak_klaar"], sessie["afspraak_mag"] = afspraak.id, [afspraak.id]
        yield from self.compare("confirmation", words_of(self._page("/afspraak/bevestigd")), begin)
        bestand = self.client.get("/afspraak/bevestigd/afspraak.ics").get_data()
        yield from self.compare_file("download", bestand, begin)

    def compare_file(self, waar: str, inhoud: bytes, begin: datetime) -> Iterator[str]:
        self.gezien += 1
        regel = next(r for r in inhoud.decode().split("\r\n") if r.startswith("DTSTART;TZID"))
        if regel != f"DTSTART;TZID=Europe/Amsterdam:{wall_time(begin):%Y%m%dT%H%M%S}":
            yield f"{waar}: {begin} is {regel}"
        moment = Calendar.from_ical(inhoud).walk("VEVENT")[0]["DTSTART"].dt.astimezone(UTC)
        if moment != begin:
            yield f"{waar}: {begin} is read as {moment}"


def main() -> None:
    """A whole round, in the days that the arguments give: every so many, from one on."""
    elke, vanaf = int(sys.argv[1]), int(sys.argv[2])
    alle = [EERSTE + timedelta(days=n) for n in range((LAATSTE - EERSTE).days + 1)]
    dagen = sorted({*alle[vanaf::elke], *clock_changes()})
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'portaal.db'}")
        prepare(database)
        ronde = Ronde(database)
        fouten = list(ronde.walk(dagen))
        database.close()
    print(
        json.dumps({"zone": time.tzname, "dagen": len(dagen), "vergeleken": ronde.gezien, "fouten": fouten[:20]})
    )


if __name__ == "__main__":
    main()
