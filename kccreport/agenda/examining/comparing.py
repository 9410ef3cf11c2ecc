"""Pages before and after, compared as pictures: in the finished pack each must look as it was sent, but for our stamps."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Pdf

from kccreport.agenda.examining.looking import settled_marks
from kccreport.agenda.examining.makings import Makings
from kccreport.agenda.examining.sight import Picture, objects_on, picture_of

_SEEN = 40  # of 255: a smaller difference of one pixel is the rounding of an edge
_DRAWN_OF = 16  # pages: one is drawn even if it is made of the same
_CLOSE = 1.0  # pixels a point, for the second look


def differs_visibly(content: bytes, sent: pypdfium2.PdfPage, number: int, made: pypdfium2.PdfPage) -> bool:
    """Say whether a page, the `number`th from 1 of a file, looks different from what is made of it, beyond the rounding of edges.

    PDFium draws what lies upon a page apart from it: letters below a highlight then stand at other parts of a pixel, and
    fields have the buttons of a form that is filled in. A page that differs is looked at again with its marks printed into
    it. Marks without a look would be lost in both, so pages with those are not compared (`looks` draws them).
    """
    settled_marks(sent)
    after = picture_of(made, scale=_CLOSE)
    if not are_different(picture_of(sent, scale=_CLOSE), after):
        return False
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[number - 1]
        settled_marks(page)
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
            return True
        page.close()
        return are_different(picture_of(document[number - 1], scale=_CLOSE), after)
    finally:
        document.close()


def are_different(one: Picture, other: Picture) -> bool:
    """Say whether two pictures differ by more than the rounding of edges."""
    if (one.width, one.height) != (other.width, other.height):
        return True
    for start in range(0, len(one.rows), one.stride):
        here, there = one.rows[start : start + one.width], other.rows[start : start + one.width]
        if here != there and any(abs(a - b) > _SEEN for a, b in zip(here, there, strict=True)):
            return True
    return False


def pages_that_differ(pack: Path, papers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages of a finished pack that do not look as they were sent: the paper's `key`, and its page, from 1.

    Each of `papers` says its `key`, the `first` of its pages in the pack, from 0, its `pdf` as it was cleaned, and its
    `pages`: what shows of each (`box`), the digest of its `picture` and of its `makings`, and how many `stamps` of ours
    it has. A page is compared by what it is made of; where that is not the same or cannot be told, it is drawn and
    compared as a picture, and so is the first page of each paper and every sixteenth after it.
    """
    found: list[dict[str, Any]] = []
    drawn = _pages_to_draw(pack, papers)
    document = pypdfium2.PdfDocument(pack)
    try:
        for paper in papers:
            source: pypdfium2.PdfDocument | None = None
            for at, facts in enumerate(paper["pages"]):
                if paper["first"] + at not in drawn:
                    continue
                page = document[paper["first"] + at]
                _take_off_stamps(page, facts)
                if picture_of(page).digest != facts["picture"]:
                    source = source or pypdfium2.PdfDocument(paper["pdf"])
                    if are_different(picture_of(page, scale=_CLOSE), picture_of(source[at], scale=_CLOSE)):
                        found.append({"key": paper["key"], "page": at + 1})
                page.close()
            if source is not None:
                source.close()
    finally:
        document.close()
    return found


def _pages_to_draw(pack: Path, papers: Sequence[dict[str, Any]]) -> set[int]:
    """Return the pages of a pack, from 0, that are not shown by their makings alone to look as they did."""
    wanted: set[int] = set()
    with Pdf.open(pack) as pdf:
        makings, pages = Makings(pdf), list(pdf.pages)
        for paper in papers:
            for at, facts in enumerate(paper["pages"]):
                page = pages[paper["first"] + at]
                is_same = facts["makings"] and makings.of_stamped(page, facts["box"]) == facts["makings"]
                if not is_same or at % _DRAWN_OF == 0:
                    wanted.add(paper["first"] + at)
    return wanted


def _take_off_stamps(page: pypdfium2.PdfPage, facts: dict[str, Any]) -> None:
    """Show a page without what we have laid upon it, and without the strip that it may have been given."""
    if facts["stamps"]:
        for each in objects_on(page)[-facts["stamps"] :]:
            if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_FORM:
                pdfium.FPDFPageObj_SetIsActive(each, False)
    page.set_mediabox(*facts["box"])
    page.set_cropbox(*facts["box"])
