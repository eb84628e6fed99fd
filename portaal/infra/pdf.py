"""Tagged PDF (PDF/UA-1) from HTML."""

from pathlib import Path

from portaal.infra.paden import STATIC


def render_pdf(html: str) -> bytes:
    """The document as tagged PDF. It reads files of the portal's own static folder only: nothing from the net."""
    from weasyprint import HTML  # takes a second to load, and only documents need it
    from weasyprint.urls import URLFetchingError

    def fetch(url: str, *_args: object, **_kwargs: object) -> dict[str, object]:
        pad = (STATIC / url.removeprefix("static:")).resolve()
        if not url.startswith("static:") or not pad.is_relative_to(Path(STATIC).resolve()):
            raise URLFetchingError(f"not a file of the portal: {url}")
        return {"file_obj": pad.open("rb")}

    pdf: bytes = HTML(string=html, base_url="static:", url_fetcher=fetch).write_pdf(pdf_variant="pdf/ua-1")
    return pdf
