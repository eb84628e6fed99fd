"""Looking at every page of the portal: by axe, at two widths, without JavaScript, and what every page must be."""

import json
import os
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from playwright.sync_api import Page, Response
from werkzeug.exceptions import HTTPException

from portaal.infra.web.verzoek import portaal
from tests.e2e.axe import BREEDTEN, find_violations
from tests.e2e.wandeling import GEEN_PAGINA, LEEG, send_each_empty
from tests.support.client import check_page

# Who comes here without having chosen anything gets a 404.
NA_EEN_KEUZE = frozenset({"/afspraak/tijd", "/afspraak/bevestigd", "/werk/beheer/afspraken/gevolg"})
# Off until a gemeente has its decision for it.
UIT = frozenset({"toestemming.bedragen"})
# What leads nowhere when there is no JavaScript.
_LOOS = "a[href='#']:visible, a:not([href]):visible, button[type=button]:visible"


class Adressen:
    """The addresses of the portal, and who may open them, from its access table."""

    def __init__(self, app: Flask) -> None:
        """Of this application."""
        self._app = app
        self._adapter = app.url_map.bind("localhost")

    def match(self, pad: str) -> tuple[str, dict[str, object]]:
        """The endpoint of an address with its parts; the address itself when nothing answers there."""
        try:
            endpoint, delen = self._adapter.match(pad.partition("?")[0], method="GET")
        except HTTPException:
            return pad, {}
        return endpoint, dict(delen)

    def soort_van(self, pad: str) -> str:
        """The kind of page that an address is: its endpoint, with its step or list where it has several."""
        endpoint, delen = self.match(pad)
        vraag = parse_qs(urlsplit(pad).query)
        stappen = [str(delen[naam]) for naam in ("stap", "soort", "deel") if naam in delen]
        return " ".join([endpoint, *stappen, *vraag.get("lijst", []), *vraag.get("team", [])])

    def pages_of(self, rol: str) -> dict[str, str]:
        """By endpoint, the address of each page that a role may open; with its parts still to fill in.

        Not those that are off as shipped.
        """
        with self._app.app_context():
            toegang = portaal().toegang
        return {
            regel.endpoint: regel.rule
            for regel in self._app.url_map.iter_rules()
            if "GET" in (regel.methods or ())
            and not GEEN_PAGINA.search(regel.rule)
            and regel.endpoint not in UIT
            and (rij := toegang.get(regel.endpoint))
            and rol in {str(r) for r in rij.rollen}
        }

    def begin_of(self, rol: str, vooraf: str) -> list[str]:
        """The addresses of a role that have no parts to fill in, and need no choice made before."""
        return sorted(
            pad
            for pad in self.pages_of(rol).values()
            if "<" not in pad and pad.startswith(vooraf) and pad not in NA_EEN_KEUZE
        )


class Keuring:
    """Looks at pages, and keeps what was wrong and how much was seen."""

    def __init__(self, kaal: Page, adressen: Adressen, foutpaginas: tuple[str, ...] = ()) -> None:
        """`kaal` is a browser without JavaScript; only `foutpaginas` may answer that something went wrong."""
        self._kaal = kaal
        self._adressen = adressen
        self._foutpaginas = foutpaginas
        self._leeg: Counter[str] = Counter()
        self.formulier = ""  # where a form can be sent with faults, behind a login
        self.gebreken: list[str] = []
        self.gezien: set[str] = set()
        self.metingen = self.paginas = self.foutstanden = 0

    def kijk(self, page: Page, wat: str) -> None:
        """Hold a page, or a page with its faults, to all of it."""
        for breedte in BREEDTEN:
            self.metingen += 1
            self.gebreken += [f"{wat}: {gebrek}" for gebrek in find_violations(page, breedte)]
        if wat.endswith(LEEG):
            self.foutstanden += 1
            pad = wat.removesuffix(LEEG)
            self._leeg[pad] -= 1
            is_eerste = not self.formulier.startswith("/werk")
            if pad.startswith("/werk") or (is_eerste and pad.startswith("/mijn")):
                self.formulier = pad
        else:
            self.paginas += 1
            self.gebreken += [f"{wat}: without JavaScript: {gebrek}" for gebrek in self._look_bare(page, wat)]

    def _look_bare(self, page: Page, wat: str) -> list[str]:
        kaal = self._kaal
        kaal.context.clear_cookies()
        kaal.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        antwoord = kaal.goto(page.url)
        assert antwoord
        gebreken = [*self._check_answer(antwoord, wat), *find_violations(kaal, BREEDTEN[0])]
        if not kaal.locator("h1").first.is_visible():
            gebreken.append("no heading shows")
        gebreken += [f"does nothing: {tekst}" for tekst in kaal.locator(_LOOS).all_inner_texts()]
        self._leeg[wat] += sum(1 for _ in send_each_empty(kaal, page.url))
        return gebreken

    def _check_answer(self, antwoord: Response, wat: str) -> list[str]:
        gebreken = []
        if "default-src 'self'" not in antwoord.headers.get("content-security-policy", ""):
            gebreken.append("no content policy")
        if antwoord.status == 200 or wat in self._foutpaginas:
            # Also the address that only leads on to this page.
            self.gezien |= {self._adressen.match(adres)[0] for adres in (urlsplit(antwoord.url).path, wat)}
        else:
            gebreken.append(f"answers {antwoord.status}")
        try:
            check_page(antwoord.text())
        except AssertionError as fout:
            gebreken.append(str(fout))
        return gebreken

    def conclude(self, wie: str) -> list[str]:
        """Everything that was wrong; in full in the folder that the environment variable KEURING names."""
        alles = self.gebreken + [
            f"{pad}: sent empty with JavaScript and without, {abs(verschil)} form(s) are answered otherwise"
            for pad, verschil in self._leeg.items()
            if verschil
        ]
        telling = {
            "wie": wie,
            "paginas": self.paginas,
            "routes": len(self.gezien),
            "foutstanden": self.foutstanden,
            "metingen": self.metingen,
            "gebreken": len(alles),
        }
        print(json.dumps(telling))
        if doel := os.environ.get("KEURING"):
            Path(doel).mkdir(parents=True, exist_ok=True)
            inhoud = json.dumps(telling | {"wat": alles}, indent=1, ensure_ascii=False)
            (Path(doel) / f"{wie}.json").write_text(inhoud, encoding="utf-8")
        return alles
