"""The mailbox of the demo."""

import time
import urllib.parse
from typing import Any

from playwright.sync_api import Page

from tests.e2e.draaiend import Demo, get_json
from tests.e2e.paginas.pagina import Pagina


class Postvak(Pagina):
    """Reads mail as its receiver does."""

    def __init__(self, page: Page, demo: Demo) -> None:
        """In this browser."""
        super().__init__(page)
        self._demo = demo

    def wait_for_mail(
        self, aan: str, onderwerp: str = "", *, tekst: str = "", geduld: float = 30
    ) -> dict[str, Any]:
        """The newest mail to someone with these words in its subject and text, once the worker has sent it."""
        einde = time.monotonic() + geduld
        while time.monotonic() < einde:
            for mail in self._mails(aan):
                if onderwerp in mail["onderwerp"] and tekst in mail["tekst"]:
                    return mail
            time.sleep(0.5)
        raise AssertionError(f"no mail {onderwerp!r} to {aan}: {[m['onderwerp'] for m in self._mails(aan)]}")

    def open_mail(self, aan: str, onderwerp: str = "") -> dict[str, Any]:
        """Open that mail in the browser."""
        mail = self.wait_for_mail(aan, onderwerp)
        self.open(f"{self._demo.postvak}/bericht/{mail['naam']}", mail["onderwerp"])
        return mail

    def download(self, naam: str) -> bytes:
        """The file with this name of the mail that is open."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=naam).click()
        return download.value.path().read_bytes()

    def _mails(self, aan: str) -> list[dict[str, Any]]:
        adres = f"{self._demo.postvak}/berichten.json?{urllib.parse.urlencode({'aan': aan})}"
        gelezen: Any = get_json(adres)["berichten"]
        return list(gelezen)
