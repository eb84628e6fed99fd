"""A provider and a portal that logs in there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from portaal.infra.database import Database
from tests.support.aanbieder import Aanbieder, make_portal, run_simulator
from tests.support.client import PaginaClient


@pytest.fixture
def aanbieder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aanbieder]:
    """The simulator, running."""
    with run_simulator(tmp_path, monkeypatch) as draaiend:
        yield draaiend


@pytest.fixture
def browser(aanbieder: Aanbieder, sqlite_db: Database, klok: Callable[[], datetime]) -> PaginaClient:
    """A browser on a portal that logs in at the simulator."""
    klant = make_portal(aanbieder.settings(), sqlite_db, klok).test_client()
    assert isinstance(klant, PaginaClient)
    return klant
