"""Someone who may ask for help, and their browser."""

from collections.abc import Callable

import pytest
from flask import Flask

from portaal.infra.database import Database
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient


@pytest.fixture
def wie(db: Database) -> int:
    """An inwoner with a name that is found again wherever it should not be."""
    return db.run(lambda session: make_inwoner(session, geslachtsnaam="Kanarie", voorvoegsel=""))


@pytest.fixture
def inwoner(app: Flask, login_inwoner: Callable[..., PaginaClient], wie: int) -> PaginaClient:
    """Their browser, logged in."""
    return login_inwoner(app.test_client(), wie)
