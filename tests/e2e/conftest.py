"""A running demo, and browsers on it that tell what went wrong in the page."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from tests.e2e.draaiend import Demo, make_sjabloon, run_demo

CHROMIUM = "/usr/bin/chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a whole journey."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def sjabloon(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with the example data, made once for all test processes of this run."""
    basis = tmp_path_factory.getbasetemp()
    folder = (basis if worker_id == "master" else basis.parent) / "demo-sjabloon"
    make_sjabloon(folder)
    return folder


@pytest.fixture(scope="session")
def demo(sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo, for the tests of this process."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(sjabloon / "var", folder / "var")
    with run_demo(folder) as draaiend:
        yield draaiend


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright."""
    with sync_playwright() as speler:
        yield speler


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own where that is not there."""
    pad = CHROMIUM if Path(CHROMIUM).exists() else None
    browser = playwright.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-dev-shm-usage"])
    yield browser
    browser.close()


@pytest.fixture
def open_browser(chromium: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Open a browser of its own: with its own cookies, and where a fault in the page fails the test."""
    ramen: list[BrowserContext] = []
    klachten: list[str] = []

    def klaag(bericht: ConsoleMessage) -> None:
        # A 4xx page is also told on the console; what counts are faults of the page itself.
        if bericht.type == "error" and "status of 4" not in bericht.text:
            klachten.append(f"{bericht.location.get('url')}: {bericht.text}")

    def openen(*, javascript: bool = True, breedte: int = 1280) -> Page:
        raam = chromium.new_context(
            base_url=demo.adres,
            locale="nl-NL",
            java_script_enabled=javascript,
            viewport={"width": breedte, "height": 900},
        )
        raam.set_default_timeout(15_000)
        ramen.append(raam)
        page = raam.new_page()
        page.on("console", klaag)
        page.on("pageerror", lambda fout: klachten.append(str(fout)))
        return page

    yield openen
    for raam in ramen:
        raam.close()
    assert not klachten, klachten


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """One browser."""
    return open_browser()
