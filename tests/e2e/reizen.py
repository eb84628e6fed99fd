"""Short journeys to pages that no link leads to: they need answers, a code, a mail, or a login that ended."""

import csv
import hashlib
import io
import re
import sqlite3
from datetime import timedelta

from playwright.sync_api import Page

from portaal.core.clock import utcnow
from portaal.core.tijd import today
from tests.e2e.draaiend import Demo
from tests.e2e.paginas.postvak import Postvak
from tests.e2e.wandeling import FORMULIER, LEEG, Kijker, path_of, send_each_empty

# The label lies over the box, so a click at the box itself is caught by the label.
_KIES = "vak => { vak.checked = true }"
CONTACT = {"naam": "Jo Bezoeker", "telefoon": "0612340001", "email": "", "moment": "ochtend", "voicemail": "nee"}


def press(page: Page, knop: str | re.Pattern[str]) -> None:
    """Press the first button with this name, and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=knop).first.click()


def answer(page: Page, **velden: str) -> None:
    """Fill in fields by their name; a choice by its value."""
    for naam, waarde in velden.items():
        vak = page.locator(f"main [name={naam}]:not([type=hidden])")
        if vak.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"main [name={naam}][value='{waarde}']").evaluate(_KIES)
        elif vak.evaluate("e => e.tagName") == "SELECT":
            vak.select_option(waarde)
        else:
            vak.fill(waarde)


def look(page: Page, kijk: Kijker) -> None:
    """Look at where one is, also with the faults of its forms, and be there again."""
    pad = path_of(page.url)
    kijk(page, pad)
    for _ in send_each_empty(page, pad):
        kijk(page, f"{pad}{LEEG}")
    page.goto(pad)


def mail_link(page: Page, demo: Demo, aan: str, onderdeel: str) -> str:
    """The address in the newest mail to someone that has this in its path."""
    mail = Postvak(page, demo).wait_for_mail(aan, tekst=onderdeel)
    gevonden = re.search(rf"{re.escape(demo.adres)}({re.escape(onderdeel)}\S+)", mail["tekst"])
    assert gevonden, mail["tekst"]
    return gevonden[1]


def visit_booking(page: Page, demo: Demo, kijk: Kijker) -> None:
    """Book a talk without login, then change it through the mail."""
    page.goto("/afspraak")
    page.get_by_role("link", name=re.compile(r"^Bellen\s*: Iets anders$")).click()
    press(page, "Kies deze tijd")
    look(page, kijk)
    answer(page, naam="Jo Bezoeker", telefoon="0612340001", email="jo@example.org")
    press(page, "Verder")
    look(page, kijk)
    press(page, "Maak de afspraak")
    look(page, kijk)
    page.goto(mail_link(page, demo, "jo@example.org", "/afspraak/beheer/"))
    look(page, kijk)
    page.get_by_role("link", name=re.compile("andere tijd")).click()
    look(page, kijk)


def make_code(invordering: Page) -> str:
    """Let invordering make a code for on a letter."""
    invordering.goto("/werk/afspraken/codes")
    answer(invordering, aantal="1", geldig_tot=str(today(utcnow()) + timedelta(days=20)))
    with invordering.expect_download() as bestand:
        invordering.get_by_role("main").get_by_role("button").click()
    inhoud = bestand.value.path().read_text(encoding="utf-8-sig")
    return next(csv.DictReader(io.StringIO(inhoud), delimiter=";"))["code"]


def visit_letter(page: Page, demo: Demo, kijk: Kijker, code: str) -> None:
    """Answer the question of consent with the code of a letter, and see how to take it back."""
    page.goto("/toestemming/brief")
    answer(page, code=code)
    press(page, re.compile("."))
    look(page, kijk)
    page.goto("/toestemming/brief/ja")
    look(page, kijk)
    answer(page, **CONTACT | {"email": "brief@example.org", "spoed": "geen"})
    press(page, "Ja, schuldhulp mag mij bellen")
    look(page, kijk)
    page.goto(mail_link(page, demo, "brief@example.org", "/toestemming/intrekken/"))
    look(page, kijk)


def visit_talk(page: Page, demo: Demo, kijk: Kijker) -> None:
    """Plan a talk with schuldhulp without login, and go to move it."""
    page.goto("/geldzorgen/gesprek")
    look(page, kijk)
    answer(page, **CONTACT | {"email": "gesprek@example.org", "spoed": "geen"})
    page.locator("main select[name=tijdvak]").select_option(index=1)
    press(page, "Maak dit gesprek")
    look(page, kijk)
    page.get_by_role("link", name="Kies een andere tijd").click()
    look(page, kijk)


def visit_request(page: Page, kijk: Kijker) -> None:
    """Ask to pay in parts: each question, what comes first for who has little income, and what is sent."""
    page.goto("/mijn/regeling/vraag/inkomen")
    answer(page, weinig_inkomen="ja")
    press(page, "Verder")
    look(page, kijk)
    page.goto("/mijn/regeling/vraag/inkomen")
    answer(page, weinig_inkomen="nee")
    press(page, "Verder")
    while not page.url.endswith("/controle"):
        hier = page.url
        look(page, kijk)
        answer_question(page)
        press(page, "Verder")
        assert page.url != hier, page.locator("#fouten").all_inner_texts()
    look(page, kijk)
    press(page, "Verstuur mijn verzoek")
    look(page, kijk)


def answer_question(page: Page) -> None:
    """The first answer of each choice, where none is given."""
    for naam in page.eval_on_selector_all(
        "main input:is([type=radio], [type=checkbox])", "alle => [...new Set(alle.map(e => e.name))]"
    ):
        if not page.locator(f"main [name={naam}]:checked").count():
            page.locator(f"main [name={naam}]").first.evaluate(_KIES)


def visit_consent(page: Page, kijk: Kijker) -> None:
    """Say yes to schuldhulp, see the receipt, and go to plan a talk."""
    page.goto("/mijn/toestemming/ja")
    answer(page, telefoon="0612340002", email="", moment="ochtend", voicemail="nee", spoed="geen")
    press(page, "Ja, schuldhulp mag mij bellen")
    look(page, kijk)
    page.goto("/mijn/gesprek")
    look(page, kijk)


def visit_kwijtschelding(page: Page, kijk: Kijker) -> None:
    """Answer the questions about kwijtschelding, and see what comes of it."""
    page.goto("/mijn/kwijtschelding")
    answer_question(page)
    press(page, re.compile("."))
    look(page, kijk)


def visit_unclear(page: Page, kijk: Kijker, dossier: str) -> None:
    """Note for someone which line is not clear; it is in their file for whoever calls. Ends at the file."""
    page.goto("/mijn")
    page.locator("main a[href^='/mijn/aanslag/']:not([href$='betalen'])").first.click()
    page.locator("main details").first.evaluate("deel => { deel.open = true }")
    press(page, re.compile("^Bel mij hierover"))
    page.goto(f"{dossier}/vragen")
    look(page, kijk)
    page.goto(dossier)


def visit_settings(page: Page, kijk: Kijker) -> None:
    """Begin a change of the configuration, and see its forms and its check; nothing is made to hold."""
    pad = "/werk/beheer/instellingen/belastingsoorten"
    page.goto(pad)
    press(page, "Wijzig")
    look(page, kijk)
    for deel in ("nieuw?deel=soorten", "tekst", "controle"):
        page.goto(f"{pad}/{deel}")
        look(page, kijk)


def visit_agenda(page: Page, kijk: Kijker) -> None:
    """Send an agenda as it is, and see what that would do; nothing is made to hold."""
    page.goto("/werk/beheer/afspraken/agenda/belteam")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/gevolg")
    look(page, kijk)


def find_dossier(page: Page, bsn: str) -> str:
    """Find an inwoner by BSN; returns the address of their page."""
    page.goto("/werk/zoek")
    answer(page, nummer=bsn)
    press(page, re.compile("Zoek"))
    return path_of(page.url)


def begin_namens(page: Page, dossier: str) -> None:
    """Act for the inwoner of this dossier from now on."""
    page.goto(dossier)
    page.locator("main [name=vaststelling]").first.evaluate(_KIES)
    press(page, "Verder voor deze inwoner")


def end_login(page: Page, demo: Demo, pad: str) -> None:
    """Send the form at `pad` when the login has just ended; one is then asked to log in again."""
    page.goto(pad)
    with sqlite3.connect(demo.folder / "var" / "demo.db", timeout=10) as database:
        for koek in page.context.cookies():
            spoor = hashlib.sha256(koek["value"].encode()).hexdigest()
            net = (utcnow() - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
            database.execute("UPDATE websessie SET verloopt_at = ? WHERE token_hash = ?", (net, spoor))
    answer_question(page)  # or there would be nothing to keep for after the login
    formulier = page.locator(FORMULIER).first
    formulier.evaluate("formulier => { formulier.noValidate = true }")
    with page.expect_navigation():
        formulier.locator("button[type=submit], button:not([type])").first.click()
