"""An inwoner who looks at an aanslag in a state."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from portaal.infra.database import Database
from tests.factories.biljet import STANDEN
from tests.factories.inwoner import make_inwoner
from tests.support.client import OpenStand, PaginaClient


@pytest.fixture
def open_stand(
    sqlite_app: Flask, sqlite_db: Database, login_inwoner: Callable[[PaginaClient, int], PaginaClient]
) -> OpenStand:
    """A new person with an aanslag in a state: their browser, logged in, and the id of the aanslag."""

    def make(stand: str, **persoon: Any) -> tuple[PaginaClient, int]:
        def work(session: Any) -> tuple[int, int]:
            wie = make_inwoner(session, **persoon)
            return wie, STANDEN[stand](session, wie)

        wie, aanslag_id = sqlite_db.run(work)
        client = sqlite_app.test_client()
        assert isinstance(client, PaginaClient)
        return login_inwoner(client, wie), aanslag_id

    return make
