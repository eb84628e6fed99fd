"""What every form says of a field that cannot be read."""

import pytest
from flask import Flask
from wtforms.validators import NumberRange

from portaal.infra.web.formulier import Formulier, Getalveld


class Brieven(Formulier):
    aantal = Getalveld("Hoeveel brieven", [NumberRange(1, 5000, "Kies een getal van 1 tot 5000.")])


@pytest.mark.parametrize("getypt", ["", "veel", "0", "12,5"])
def test_a_number_that_cannot_be_has_one_message_and_keeps_what_was_typed(sqlite_app: Flask, getypt: str) -> None:
    with sqlite_app.test_request_context(method="POST", data={"aantal": getypt}):
        form = Brieven()
        assert not form.validate_on_submit()
        assert form.fouten == [("aantal", "Kies een getal van 1 tot 5000.")]
        assert f'value="{getypt}"' in str(form.aantal())


def test_a_number_is_read(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context(method="POST", data={"aantal": " 40 "}):
        form = Brieven()
        assert form.validate_on_submit()
        assert form.aantal.data == 40
