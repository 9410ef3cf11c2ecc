"""Look once at every page of a PDF as it was sent: how it is seen, and what can be copied from it but is not seen."""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.examining.covered import UnseenWord, unseen_on
from kccreport.agenda.examining.outside import lies_outside
from kccreport.agenda.examining.sight import Box, Sight, bounds_of, letters_of, objects_on, opened, picture_of, sight_of
from kccreport.agenda.merging.facts import WRONG_TEXT, Concern, Notes
from kccreport.ground.pattern import pattern

_BROKEN = "\ufffe"  # what PDFium gives for the hyphen of a word that is broken at the end of a line
_MOST_WORDS, _MOST_LINES = 8, 3  # shown of what is covered
_SAME_LINE = 7.0  # points: letters that reach below the line end lower
_CM = 72 / 2.54  # points
_LEAST_LETTERS, _LEAST_PROSE = 40, 120  # letters and words of a page by which its text can be judged
_UNKNOWN = frozenset(("Co", "Cn", "Cc", "Cs"))  # private, not assigned, control, half of a pair
_LEAST_SPELT = 30  # words by which it can be judged whether they are spelt at all
# a word with small letters, which in most languages of Europe has a vowel
_SPELT = pattern(r"(?<![\w./:@-])[^\W\d_]{2,}[a-z](?![\w/:@-]|\.\w)")  # no address
_VOWEL = pattern(r"[aeiouy\u00e0-\u0233]", re.IGNORECASE)
_WORDS = pattern(r"\S+")
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
    document = opened(content)
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
            letters = letters_of(text)
            if copies_out_wrongly(letters) or any(map(copies_out_wrongly, _by_typeface(text, letters))):
                notes.add(Concern.ACCESSIBILITY, WRONG_TEXT, number)
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
    spelt = _SPELT.findall(letters)
    if len(spelt) >= _LEAST_SPELT and sum(not _VOWEL.search(word) for word in spelt) * 6 > len(spelt):
        return True
    words = [each.casefold() for each in re.findall(r"[^\W\d_]{2,}", letters) if not each.isupper()]
    return len(words) >= _LEAST_PROSE and sum(word in _COMMON for word in words) * 200 < len(words)


def _by_typeface(text: pypdfium2.PdfTextPage, letters: str) -> list[str]:
    """Return the words of a page by the typeface of their first letters, where there are several."""
    found: dict[int, list[str]] = {}
    for match in _WORDS.finditer(letters):
        thing = pdfium.FPDFText_GetTextObject(text, match.start())
        font = pdfium.FPDFTextObj_GetFont(thing) if thing else None
        found.setdefault(ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0, []).append(match[0])
    return [" ".join(words) for words in found.values()] if len(found) > 1 else []


def _note(notes: Notes, number: int, kind: str, what: str, words: Sequence[UnseenWord]) -> None:
    if words:
        notes.add(Concern.HARM, f"{what}: {_shown(words)}", number, kind=kind)


def _shown(words: Sequence[UnseenWord]) -> str:
    """Return words, line by line, with the place of each line."""
    lines: list[list[UnseenWord]] = []
    for each in words:
        if lines and abs(lines[-1][-1].down - each.down) <= _SAME_LINE:
            lines[-1].append(each)
        else:
            lines.append([each])
    said = [f"{_quoted(line)} {max(line[0].down, 0) / _CM:.0f} cm" for line in lines[:_MOST_LINES]]
    more = f" and {len(lines) - _MOST_LINES} more lines" if len(lines) > _MOST_LINES else ""
    return f"{', '.join(said)} from the top{more}"


def _quoted(line: Sequence[UnseenWord]) -> str:
    shown = " ".join(each.words for each in line[:_MOST_WORDS]).replace(_BROKEN, "-")
    return f"“{shown}{' …' if len(line) > _MOST_WORDS else ''}”"


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
