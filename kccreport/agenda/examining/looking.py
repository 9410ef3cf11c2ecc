"""Look once at every page of a PDF as it was sent: how it is seen, and what can be copied from it but is not seen."""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.examining.covered import unseen_on
from kccreport.agenda.examining.outside import lies_outside
from kccreport.agenda.examining.sight import Box, Sight, bounds_of, letters_of, objects_on, picture_of, sight_of
from kccreport.agenda.merging.facts import Concern, Notes

_MOST_WORDS = 8  # shown of what is covered
_LEAST_LETTERS, _LEAST_PROSE = 40, 120  # letters and words of a page by which its text can be judged
_UNKNOWN = frozenset(("Co", "Cn", "Cc", "Cs"))  # private, not assigned, control, half of a pair
# in English and Welsh prose every fifth word is one of these; lists of names and tables have few, but some
_COMMON = frozenset((
    "the", "of", "and", "to", "in", "is", "for", "on", "be", "that", "with", "by", "as", "at", "this", "are", "it", "from",
    "or", "not", "which", "will", "has", "have", "an", "was", "no", "all", "per", "total", "council", "committee", "report",
    "page", "date", "name", "year", "item", "agenda", "number", "meeting", "yr", "ac", "yn", "ar", "am", "gan", "neu", "mae",
    "fod", "wedi", "ei", "eu", "hyn", "bod", "cyngor", "adroddiad", "pwyllgor", "tudalen", "dyddiad", "blwyddyn",
))  # fmt: skip
# marks that are taken away and not painted (`marks`), so the page is looked at without them
_GOING = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT, pdfium.FPDF_ANNOT_SOUND,
        pdfium.FPDF_ANNOT_MOVIE, pdfium.FPDF_ANNOT_SCREEN, pdfium.FPDF_ANNOT_THREED, pdfium.FPDF_ANNOT_RICHMEDIA,
        pdfium.FPDF_ANNOT_TRAPNET,
    }
)  # fmt: skip
_STAYING = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET})


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is seen, and whether it draws something outside the part that shows."""

    sight: Sight
    has_outside: bool


def look_at(content: bytes, notes: Notes) -> list[Look]:
    """Return how every page of a file is seen, and note the words that are not."""
    document = pypdfium2.PdfDocument(content)
    looks = []
    try:
        for number, page in enumerate(document, 1):
            marks = settled_marks(page)
            text = page.get_textpage()
            picture = picture_of(page)
            sight = sight_of(page, picture, has_text=text.count_chars() > 0)
            unseen = unseen_on(page, text, picture, marks, sight.box)
            _note(
                notes, number, "covered words", "words that can be copied lie under a box or a picture", unseen.covered
            )
            _note(notes, number, "words under a mark", "words that can be copied lie under a mark", unseen.under_marks)
            if unseen.hidden:
                what = f"words that do not show can be copied: {_shown(unseen.hidden)}"
                notes.add(Concern.SAFETY, what, number)
            if copies_out_wrongly(letters_of(text)):
                notes.add(
                    Concern.ACCESSIBILITY,
                    "its text copies out wrongly, so it can be neither read aloud nor compared",
                    number,
                )
            looks.append(Look(sight, _has_outside(page, sight.box)))
            text.close()
            page.close()
    finally:
        document.close()
    return looks


def copies_out_wrongly(letters: str) -> bool:
    """Say whether a page's text is no text: letters without a meaning, or a long one without any common word.

    So is text in a typeface whose letters are numbered at will, which looks right and copies out as something else.
    """
    shown = {each: times for each, times in Counter(letters).items() if not each.isspace()}
    if (count := sum(shown.values())) >= _LEAST_LETTERS:
        is_unknown = (each for each in shown if unicodedata.category(each) in _UNKNOWN or each == "\ufffd")
        if sum(map(shown.__getitem__, is_unknown)) * 5 > count:
            return True
    words = re.findall(r"[^\W\d_]{2,}", letters.casefold())
    return len(words) >= _LEAST_PROSE and sum(map(_COMMON.__contains__, words)) * 200 < len(words)


def _note(notes: Notes, number: int, kind: str, what: str, words: Sequence[str]) -> None:
    if words:
        notes.add(Concern.HARM, f"{what}: {_shown(words)}", number, kind=kind)


def _shown(words: Sequence[str]) -> str:
    return f"“{' '.join(words[:_MOST_WORDS])}{' …' if len(words) > _MOST_WORDS else ''}”"


def settled_marks(page: pypdfium2.PdfPage) -> list[Box]:
    """Take away the marks that are not painted, for this look only, and return the boxes of those that are."""
    boxes: list[Box] = []
    for at in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        rect = pdfium.FS_RECTF()
        has_box = pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _GOING:
            pdfium.FPDFPage_RemoveAnnot(page, at)
        elif has_box and kind not in _STAYING:
            boxes.append((rect.left, rect.bottom, rect.right, rect.top))
    return boxes


def _has_outside(page: pypdfium2.PdfPage, shown: Box) -> bool:
    """Say whether a page draws something wholly outside what shows, or text or a form that reaches beyond it."""
    reaching = (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM)
    for each in objects_on(page):
        box = bounds_of(each)
        if box is None:
            continue
        if lies_outside(box, shown):
            return True
        if pdfium.FPDFPageObj_GetType(each) in reaching and (
            box[0] < shown[0] or box[1] < shown[1] or box[2] > shown[2] or box[3] > shown[3]
        ):
            return True
    return False
