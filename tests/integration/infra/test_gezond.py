"""The portal says whether it can serve."""

from tests.support.client import PaginaClient


def test_gezond_answers_200_once_the_database_does(client: PaginaClient) -> None:
    assert client.get("/gezond").status_code == 200
