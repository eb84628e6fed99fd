"""The musts of PDF/UA-1 (ISO 14289-1) that a machine can check, by the checkpoints of the Matterhorn Protocol 1.1.

Not checked here, for only a person can: whether the reading order makes sense and alternative texts say enough.
"""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

# 14-003: headings go down one level at a time.
_KOPPEN = {f"/H{n}": n for n in range(1, 7)}


def find_faults(lezer: PdfReader) -> list[str]:
    """What is wrong; empty when nothing is."""
    return [*_document(lezer), *_tree(lezer), *_content(lezer), *_fonts(lezer)]


def _document(lezer: PdfReader) -> Iterator[str]:
    root: Any = lezer.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "not marked as tagged"  # 06 and 01
    if "/Lang" not in root:
        yield "no language"  # 11-006
    if not (lezer.metadata and lezer.metadata.title):
        yield "no title"  # 06-003
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"  # 07-001
    if "/Metadata" not in root or b"pdfuaid" not in root["/Metadata"].get_object().get_data():
        yield "does not say that it is PDF/UA"  # 06-002
    for pagina in lezer.pages:
        if "/Annots" in pagina and pagina.get("/Tabs") != "/S":
            yield "tab order is not that of the structure"  # 28-009
        for notitie in pagina.get("/Annots", []):
            if not notitie.get_object().get("/F", 0) & 4:
                yield "a link that is not on paper"  # 7.18.1


def _elements(lezer: PdfReader) -> Iterator[Any]:
    root: Any = lezer.trailer["/Root"]
    open_ = [root["/StructTreeRoot"].get_object()] if "/StructTreeRoot" in root else []
    while open_:
        element = open_.pop(0)
        yield element
        open_[:0] = _children(element)


def _children(element: Any) -> list[Any]:
    kinderen = element.get("/K", [])
    lijst = kinderen if isinstance(kinderen, list) else [kinderen]
    return [kind.get_object() for kind in lijst if isinstance(kind.get_object(), dict)]


def _tree(lezer: PdfReader) -> Iterator[str]:
    kop = 0
    for element in _elements(lezer):
        soort = element.get("/S")
        if soort == "/Figure" and not element.get("/Alt"):
            yield "a figure without alternative text"  # 13-004
        if soort == "/TH" and "/Scope" not in element.get("/A", {}):
            yield "a header cell without scope"  # 15-003
        if soort in _KOPPEN:
            if _KOPPEN[soort] > kop + 1:
                yield f"heading {soort} after level {kop}"  # 14-003
            kop = _KOPPEN[soort]


def _content(lezer: PdfReader) -> Iterator[str]:
    per_pagina: dict[int, set[int]] = {}
    for element in _elements(lezer):
        kinderen = element.get("/K", [])
        for kind in kinderen if isinstance(kinderen, list) else [kinderen]:
            if isinstance(kind, int) and "/Pg" in element:
                per_pagina.setdefault(element.raw_get("/Pg").idnum, set()).add(int(kind))
    for pagina in lezer.pages:
        assert pagina.indirect_reference is not None
        if _has_loose(pagina.get_contents(), per_pagina.get(pagina.indirect_reference.idnum, set())):
            yield "content that is neither tagged nor an artifact"  # 01-003 and 01-005


def _has_loose(inhoud: ContentStream | None, gelezen: set[int]) -> bool:
    """Whether text is drawn outside everything that is marked, or under a mark that no element has."""
    diep: list[bool] = []
    for waarden, doe in inhoud.operations if inhoud is not None else ():
        if doe in (b"BDC", b"BMC"):
            nummer = waarden[1].get("/MCID") if doe == b"BDC" else None
            diep.append(waarden[0] == "/Artifact" or (nummer is not None and int(nummer) in gelezen))
        elif doe == b"EMC":
            diep.pop()
        elif doe in (b"Tj", b"TJ", b"'", b'"') and not any(diep):
            return True
    return False


def _fonts(lezer: PdfReader) -> Iterator[str]:
    for pagina in lezer.pages:
        letters: Any = pagina.get("/Resources", {}).get("/Font", {})
        for naam in letters:
            letter = letters[naam].get_object()
            delen = [deel.get_object() for deel in letter.get("/DescendantFonts", [letter])]
            for deel in delen:
                beschrijving = deel.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in deel else {}
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(beschrijving):
                    yield "a font that is not embedded"  # 31-009
