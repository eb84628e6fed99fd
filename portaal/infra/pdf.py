"""Tagged PDF (PDF/UA-1) from HTML."""

from pathlib import Path
from typing import Any

from portaal.infra.paden import STATIC

_PRINT = 4


def render_pdf(html: str) -> bytes:
    """The document as tagged PDF. It reads files of the portal's own static folder only: nothing from the net."""
    from weasyprint import HTML  # takes a second to load, and only documents need it
    from weasyprint.urls import URLFetchingError

    def fetch(url: str, *_args: object, **_kwargs: object) -> dict[str, object]:
        pad = (STATIC / url.removeprefix("static:")).resolve()
        if not url.startswith("static:") or not pad.is_relative_to(Path(STATIC).resolve()):
            raise URLFetchingError(f"not a file of the portal: {url}")
        return {"file_obj": pad.open("rb")}

    document = HTML(string=html, base_url="static:", url_fetcher=fetch)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_finish)
    return pdf


def _finish(_document: Any, pdf: Any) -> None:
    """What WeasyPrint leaves open of ISO 14289-1: header cells say what they head, page numbers are artifacts."""
    per_verwijzing = {deel.reference: deel for deel in pdf.objects}
    gelezen: set[tuple[bytes, int]] = set()
    open_ = [per_verwijzing[pdf.catalog["StructTreeRoot"]]]
    while open_:
        element = open_.pop()
        kinderen = [kind for kind in element.get("K", ()) if not isinstance(kind, int)]
        gelezen |= {(element["Pg"], kind) for kind in element.get("K", ()) if isinstance(kind, int)}
        onder = [per_verwijzing[kind] for kind in kinderen]
        if element.get("S") == "/TR":
            _give_scope(onder)
        open_ += onder
    for deel in pdf.objects:
        if isinstance(deel, dict) and deel.get("Subtype") == "/Link":
            deel["F"] = _PRINT  # 28-014: a link that is on the screen is on paper too
    for verwijzing in pdf.page_references:
        stroom = per_verwijzing[per_verwijzing[verwijzing]["Contents"]].stream
        _mark_rest(stroom, {nummer for pagina, nummer in gelezen if pagina == verwijzing})


def _give_scope(cellen: list[Any]) -> None:
    """A header cell heads its row when there are data beside it, else its column."""
    richting = "/Row" if any(cel.get("S") == "/TD" for cel in cellen) else "/Column"
    for cel in cellen:
        if cel.get("S") == "/TH":
            cel["A"]["Scope"] = richting


def _mark_rest(stroom: list[Any], gelezen: set[int]) -> None:
    """What no element of the tree has (page numbers in the margin) is an artifact: it is not read aloud."""
    for plek, deel in enumerate(stroom):
        if isinstance(deel, dict) and "MCID" in deel and deel["MCID"] not in gelezen:
            del deel["MCID"]
            deel["Type"] = "/Pagination"
            stroom[plek - 1] = "/Artifact"
