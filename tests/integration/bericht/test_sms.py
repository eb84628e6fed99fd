"""SMS goes from the outbox to a provider that speaks as Notify does, once, and what does not arrive is told."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.bericht.model import Smsstatus, UitgaandeSms
from portaal.bericht.notify import NotifyAanbieder
from portaal.bericht.service import send_sms
from portaal.bericht.sms import Sms
from portaal.bericht.sms_verzending import MEESTE_POGINGEN, choose_aanbieder, work_off
from portaal.config import Instellingen
from portaal.infra.database import Database
from portaal.infra.werk.model import GebeurtenisRij

DIENST = "26785a09-ab16-4eb0-8407-a37497a57506"
GEHEIM = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEKST = "Afspraak gemeente: dinsdag 17 maart, 10.00 uur."
FOUTEN = {
    400: ("ValidationError", "phone_number Not a UK mobile number"),
    403: ("AuthError", "Invalid token: signature, api token not found"),
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    500: ("Exception", "Internal server error"),
}


class Dienst:
    """What a Notify-like provider remembers. `antwoorden`: the codes it gives to the next SMS; then 201.

    `onthoudt_ook`: it takes the SMS in, though it answers 500.
    """

    def __init__(self, klok: datetime) -> None:
        self.klok = klok
        self.antwoorden: list[int] = []
        self.onthoudt_ook = False
        self.sms: list[dict[str, Any]] = []
        self.stand = "delivered"
        self.poort = 0

    def post(self, inhoud: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        code = self.antwoorden.pop(0) if self.antwoorden else 201
        if code == 201 or self.onthoudt_ook:
            self.sms.append({**inhoud, "id": f"740e5834-3a29-46b4-9a6f-16142fde5{len(self.sms):03}"})
        if code == 201:
            nieuw = self.sms[-1]
            return 201, {"id": nieuw["id"], "reference": nieuw["reference"], "content": {"body": TEKST}}
        return code, fault(code)

    def get(self, pad: str, vraag: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        if pad == "/v2/notifications":
            return 200, {"notifications": [s for s in self.sms if [s["reference"]] == vraag["reference"]]}
        return 200, {"id": pad.rpartition("/")[2], "status": self.stand}

    def check(self, kop: str) -> bool:
        """Whether the token is as the API asks: HS256 with the secret, our service, made within 30 seconds."""
        hoofd, lijf, handtekening = kop.removeprefix("Bearer ").split(".")
        verwacht = hmac.new(GEHEIM.encode(), f"{hoofd}.{lijf}".encode(), hashlib.sha256).digest()
        beweert, soort = read_part(lijf), read_part(hoofd)
        is_vers = abs(beweert["iat"] - self.klok.timestamp()) <= 30
        is_echt = hmac.compare_digest(verwacht, base64.urlsafe_b64decode(f"{handtekening}=="))
        return is_vers and is_echt and beweert["iss"] == DIENST and soort == {"alg": "HS256", "typ": "JWT"}


def read_part(deel: str) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads(base64.urlsafe_b64decode(f"{deel}=="))
    return gelezen


def fault(code: int) -> dict[str, Any]:
    """A fault as the API writes it."""
    soort, melding = FOUTEN[code]
    return {"status_code": code, "errors": [{"error": soort, "message": melding}]}


@pytest.fixture
def dienst(now: datetime) -> Iterator[Dienst]:
    """A provider on this machine."""
    geheugen = Dienst(now)

    class Balie(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            inhoud = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v2/notifications/sms"
            self.reply(lambda: geheugen.post(inhoud))

        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            self.reply(lambda: geheugen.get(delen.path, parse_qs(delen.query)))

        def reply(self, antwoord: Callable[[], tuple[int, dict[str, Any]]]) -> None:
            code, inhoud = antwoord() if geheugen.check(self.headers["Authorization"]) else (403, fault(403))
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(inhoud).encode())

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Balie)
    geheugen.poort = server.server_address[1]
    draad = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    draad.start()
    yield geheugen
    server.shutdown()
    server.server_close()


@pytest.fixture
def aanbieder(dienst: Dienst, now: datetime) -> NotifyAanbieder:
    """Our side of it, as the settings make it, with the clock of the tests."""
    gemaakt = NotifyAanbieder.of(make_instellingen(dienst.poort))
    return NotifyAanbieder(gemaakt.url, gemaakt.dienst, gemaakt.geheim, gemaakt.sjabloon, lambda: now)


def make_instellingen(poort: int) -> Instellingen:
    return Instellingen(
        sms_aanbieder="notify",
        sms_notify_url=f"http://127.0.0.1:{poort}/",
        sms_notify_sleutel=SecretStr(f"mijn_sleutel-{DIENST}-{GEHEIM}"),
        sms_notify_sjabloon="f33517ff-2a88-4f6e-b855-c550268ce08a",
    )


def queue(db: Database, now: datetime, sleutel: str = "afspraak:ABCD2345:0:herinnering") -> None:
    db.run(lambda session: send_sms(session, Sms("+31612345678", TEKST, sleutel), now))


def only(session: Session) -> UitgaandeSms:
    return session.scalars(select(UitgaandeSms)).one()


def told(db: Database) -> list[dict[str, Any]]:
    """What was announced as not arriving."""
    vraag = select(GebeurtenisRij.velden).where(GebeurtenisRij.naam == "bericht:bericht:mislukt")
    with db.reading() as session:
        return list(session.scalars(vraag))


def test_a_queued_sms_is_handed_over_once_and_followed_until_it_arrived(
    db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder
) -> None:
    for _ in range(2):
        queue(db, now)
    assert work_off(db, aanbieder, now) == 1
    (sms,) = dienst.sms
    assert (sms["phone_number"], sms["personalisation"]) == ("+31612345678", {"bericht": TEKST})
    assert (sms["template_id"], sms["reference"]) == (aanbieder.sjabloon, "afspraak:ABCD2345:0:herinnering")
    dienst.stand = "sending"
    assert work_off(db, aanbieder, now + timedelta(minutes=3)) == 1
    dienst.stand = "delivered"
    work_off(db, aanbieder, now + timedelta(minutes=20))
    assert work_off(db, aanbieder, now + timedelta(days=9)) == 0
    with db.reading() as session:
        assert only(session).status is Smsstatus.BEZORGD
    assert (len(dienst.sms), told(db)) == (1, [])


def test_what_the_transaction_takes_back_is_never_sent(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder
) -> None:
    def werk(session: Session) -> None:
        send_sms(session, Sms("+31612345678", TEKST, "x"), now)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sqlite_db.run(werk)
    assert work_off(sqlite_db, aanbieder, now) == 0
    assert dienst.sms == []


def test_a_refused_sms_is_told_of_at_once_and_holds_up_nobody_else(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder
) -> None:
    dienst.antwoorden = [400]
    queue(sqlite_db, now, "a")
    queue(sqlite_db, now + timedelta(seconds=1), "b")
    work_off(sqlite_db, aanbieder, now + timedelta(seconds=2))
    assert [sms["reference"] for sms in dienst.sms] == ["b"]
    assert told(sqlite_db) == [{"kanaal": "sms", "sleutel": "a"}]
    with sqlite_db.reading() as session:
        geweigerd = session.scalars(select(UitgaandeSms).filter_by(sleutel="a")).one()
    assert (geweigerd.status, geweigerd.fout) == (Smsstatus.MISLUKT, "400 ValidationError")


@pytest.mark.parametrize("code", [403, 429, 500])
def test_what_cannot_now_is_tried_again_later_and_the_others_wait_too(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder, code: int
) -> None:
    dienst.antwoorden = [code]
    queue(sqlite_db, now, "a")
    queue(sqlite_db, now + timedelta(seconds=1), "b")
    assert work_off(sqlite_db, aanbieder, now + timedelta(seconds=2)) == 0
    assert dienst.sms == []
    assert work_off(sqlite_db, aanbieder, now + timedelta(seconds=30)) == 0
    assert work_off(sqlite_db, aanbieder, now + timedelta(minutes=6)) == 2
    assert {sms["reference"] for sms in dienst.sms} == {"a", "b"}
    assert told(sqlite_db) == []


def test_what_was_taken_in_after_all_is_not_sent_a_second_time(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder
) -> None:
    dienst.antwoorden, dienst.onthoudt_ook = [500], True
    queue(sqlite_db, now)
    work_off(sqlite_db, aanbieder, now)
    work_off(sqlite_db, aanbieder, now + timedelta(minutes=2))
    assert len(dienst.sms) == 1
    with sqlite_db.reading() as session:
        assert (only(session).status, only(session).aanbieder_id) == (Smsstatus.AANGENOMEN, dienst.sms[0]["id"])


def test_it_gives_up_in_the_end_and_says_so_once(sqlite_db: Database, now: datetime, dienst: Dienst) -> None:
    weg = NotifyAanbieder("http://127.0.0.1:1", DIENST, GEHEIM, "x", lambda: now)
    queue(sqlite_db, now)
    for poging in range(MEESTE_POGINGEN + 2):
        work_off(sqlite_db, weg, now + timedelta(hours=2 * poging))
    with sqlite_db.reading() as session:
        assert (only(session).status, only(session).pogingen) == (Smsstatus.MISLUKT, MEESTE_POGINGEN)
    assert len(told(sqlite_db)) == 1


@pytest.mark.parametrize("stand", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_an_sms_that_did_not_arrive_is_told_of(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder, stand: str
) -> None:
    queue(sqlite_db, now)
    work_off(sqlite_db, aanbieder, now)
    dienst.stand = stand
    work_off(sqlite_db, aanbieder, now + timedelta(minutes=3))
    assert [velden["kanaal"] for velden in told(sqlite_db)] == ["sms"]


def test_a_wrong_secret_is_refused_by_the_provider(
    sqlite_db: Database, now: datetime, dienst: Dienst, aanbieder: NotifyAanbieder
) -> None:
    vals = NotifyAanbieder(aanbieder.url, DIENST, DIENST, "x", lambda: now)
    queue(sqlite_db, now)
    assert work_off(sqlite_db, vals, now) == 0
    assert dienst.sms == []
    with sqlite_db.reading() as session:
        assert only(session).fout == "403 AuthError"


def test_without_a_provider_nothing_is_sent_and_half_a_configuration_does_not_start() -> None:
    assert choose_aanbieder(Instellingen()) is None
    assert "PORTAAL_SMS_NOTIFY_URL ontbreekt." in Instellingen(sms_aanbieder="notify").problems()
    assert choose_aanbieder(make_instellingen(1)) is not None
