"""Employees of beheer."""

from collections.abc import Callable

import pytest
from flask import Flask

from portaal.core.rollen import Rol
from tests.support.client import PaginaClient


@pytest.fixture
def bea(sqlite_app: Flask, login_medewerker: Callable[..., PaginaClient]) -> PaginaClient:
    """An employee of beheer."""
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return login_medewerker(client, Rol.BEHEER)


@pytest.fixture
def bram(sqlite_app: Flask, login_medewerker: Callable[..., PaginaClient]) -> PaginaClient:
    """A second employee of beheer."""
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    return login_medewerker(client, Rol.BEHEER, medewerker_id=2)
