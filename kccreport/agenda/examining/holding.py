"""How much of a paper's words its tags hold: a paper with a tag or two, and its words outside them, is not tagged."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Pdf

from kccreport.agenda.merging.facts import Concern, Finding
from kccreport.agenda.merging.structure import ObjectKey
from kccreport.agenda.merging.trees import as_list

_LEAST_SHARE = 0.5  # of a page's letters that its tags must hold: our choice, since running heads are no more than that
_FEW_MARKS = 2  # on a page: one with more of them that are held is taken to be tagged


def holds_its_words(pdf: Pdf, content: bytes) -> bool:
    """Say whether the tags of a tagged paper hold its words, on at least half of the pages that have any.

    Only pages are looked into of which a tag or two hold something, or none; `content` is the file itself.
    """
    held_of = held_marks(pdf.Root.StructTreeRoot)
    marks = [held_of.get(page.obj.objgen, set()) for page in pdf.pages]
    if all(len(each) > _FEW_MARKS for each in marks):
        return True
    silent = spoken = 0
    document = pypdfium2.PdfDocument(content)
    try:
        for at, held in enumerate(marks):
            if len(held) > _FEW_MARKS:
                spoken += 1
                continue
            letters, lost = letters_held(document[at], held.__contains__)
            silent, spoken = silent + _is_lost(letters, lost), spoken + (letters > 0 and not _is_lost(letters, lost))
    finally:
        document.close()
    return silent <= spoken


def _is_lost(held: int, lost: int) -> bool:
    return lost > 0 and held < _LEAST_SHARE * (held + lost)


def held_marks(tree: Any) -> dict[ObjectKey, set[int]]:
    """Return the numbers of marked content that the elements of a tree hold, by the page it is on."""
    found: dict[ObjectKey, set[int]] = {}
    waiting: list[tuple[Any, Any]] = [(each, None) for each in as_list(tree.get("/K"))]
    seen = set[ObjectKey]()
    while waiting:
        each, page = waiting.pop()
        if isinstance(each, int):
            if isinstance(page, Dictionary):
                found.setdefault(page.objgen, set()).add(each)
            continue
        if not isinstance(each, Dictionary) or (each.is_indirect and each.objgen in seen):
            continue
        seen |= {each.objgen} if each.is_indirect else set()
        page = each.get("/Pg", page)
        if isinstance(each.get("/MCID"), int):
            waiting.append((int(each.MCID), page))
        waiting += [(kid, page) for kid in as_list(each.get("/K"))]
    return found


def untagged_text(paper: Path, unclaimed: Sequence[Collection[int]]) -> Iterator[Finding]:
    """Yield the pages of a tagged paper, from 1, most of whose letters belong to no tag.

    `unclaimed` are for each page the numbers of marked content that no tag holds, which a pack makes decoration.
    """
    wanted = [number for number, marks in enumerate(unclaimed, 1) if marks]
    if not wanted:
        return
    document = pypdfium2.PdfDocument(paper)
    try:
        for number in wanted:
            marks = unclaimed[number - 1]
            held, lost = letters_held(document[number - 1], lambda mark, marks=marks: mark not in marks)  # type: ignore[misc]
            if _is_lost(held, lost):
                words = "most of the page's words belong to no tag, so that a screen reader passes over them"
                yield Finding(Concern.ACCESSIBILITY, words, number)
    finally:
        document.close()


def letters_held(page: pypdfium2.PdfPage, is_held: Callable[[int], bool]) -> tuple[int, int]:
    """Return how many letters of a page a tag holds, and how many none does; those of decoration are not counted."""
    held = lost = 0
    text = page.get_textpage()
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark < 0 and _is_decoration(each):
            continue
        count = len("".join(_words(each, text).split()))
        held, lost = (held + count, lost) if mark >= 0 and is_held(mark) else (held, lost + count)
    return held, lost


def _is_decoration(drawn: pypdfium2.PdfObject) -> bool:
    """Say whether something lies within content that is marked as an artifact."""
    wanted = "Artifact".encode("utf-16-le")
    for at in range(max(pdfium.FPDFPageObj_CountMarks(drawn.raw), 0)):
        name = bytearray(64)
        size = pdfium.c_ulong()
        kept = (pdfium.FPDF_WCHAR * 32).from_buffer(name)
        mark = pdfium.FPDFPageObj_GetMark(drawn.raw, at)
        if pdfium.FPDFPageObjMark_GetName(mark, kept, 64, size) and name.startswith(wanted):
            return True
    return False


def _words(drawn: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    """Return the words of one text object."""
    size = pdfium.FPDFTextObj_GetText(drawn.raw, text.raw, None, 0)  # in bytes of UTF-16, its end included
    if size <= 2:
        return ""
    buffer = bytearray(size)
    kept = (pdfium.FPDF_WCHAR * (size // 2)).from_buffer(buffer)
    pdfium.FPDFTextObj_GetText(drawn.raw, text.raw, kept, size)
    return buffer[:-2].decode("utf-16-le", "replace")
