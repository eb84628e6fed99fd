"""On paper nothing is missing: why, how to pay with its code, hard words; and every reader can read it (PDF/UA-1)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from portaal.inwoner.rules import Inwonerstatus
from tests.support.client import OpenStand
from tests.support.pdfua import find_faults

Papier = Callable[..., PdfReader]


@pytest.fixture
def papier(open_stand: OpenStand) -> Papier:
    """The explanation as PDF of a new person in a state."""

    def read(stand: str, **persoon: Any) -> PdfReader:
        client, aanslag_id = open_stand(stand, **persoon)
        return PdfReader(BytesIO(client.get(f"/mijn/aanslag/{aanslag_id}/uitleg.pdf").data))

    return read


def words(lezer: PdfReader) -> str:
    return " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())


def test_the_explanation_on_paper_says_why_and_how_to_pay(papier: Papier) -> None:
    lezer = papier("aanmaning")
    tekst = words(lezer)
    for zin in ("333,96", "Omdat het huis van u is", "NL91 ABNA", "Moeilijke woorden", "Of scan deze code"):
        assert zin in tekst
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Uitleg bij: Gemeentelijke belastingen 2026"
    assert find_faults(lezer) == []


@pytest.mark.parametrize(
    ("stand", "status"), [("incasso", Inwonerstatus.GEWOON), ("op_tijd", Inwonerstatus.OVERLEDEN), ("betaald", "")]
)
def test_paper_asks_nobody_to_transfer_who_need_not(papier: Papier, stand: str, status: Inwonerstatus) -> None:
    lezer = papier(stand, status=status)
    assert "Vul dit in bij uw bank" not in words(lezer)
    assert find_faults(lezer) == []


def test_the_check_itself_finds_what_is_wrong() -> None:
    from weasyprint import HTML

    kaal = "<title>x</title><table><tr><th scope=row>a</th><td>1</td></tr></table>"
    stijl = "<style>@page { @bottom-right { content: counter(page) } }</style>"
    zonder = HTML(string=f"<html lang=nl>{stijl}{kaal}").write_pdf(pdf_variant="pdf/ua-1")
    fouten = find_faults(PdfReader(BytesIO(zonder)))
    assert "a header cell without scope" in fouten
    assert "content that is neither tagged nor an artifact" in fouten
    gewoon = HTML(string=f"<html lang=nl>{kaal}").write_pdf()
    assert "not marked as tagged" in find_faults(PdfReader(BytesIO(gewoon)))
