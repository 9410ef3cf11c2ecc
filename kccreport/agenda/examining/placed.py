"""The text of a page as it stands there, whatever order it is drawn in: line by line, and column by column."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.examining.sight import Box, letter_box, letters_of

_SAME_LINE = 2.0  # points between baselines
_SPACE = 0.18  # of the letters' height: what is further apart is two words
_COLUMN = 1.6  # of the letters' height: what is further apart is two columns
_SAME_EDGE = 12.0  # points between the left edges of a column's lines
_MOST_LETTERS = 60_000  # of one page


@dataclass(slots=True)
class _Letter:
    letter: str
    left: float
    right: float
    base: float
    height: float


def texts_as_placed(text: pypdfium2.PdfTextPage) -> list[str]:
    """Return a page's text in the order it stands in: in lines across the page, and in columns.

    One text where both are the same.
    """
    lines = [list(_runs(line)) for line in _lines(text)]
    across = "\n".join(" ".join(words for words, _ in line) for line in lines)
    columns: list[tuple[float, list[str]]] = []
    for line in lines:
        for words, left in line:
            column = next((each for each in columns if abs(each[0] - left) <= _SAME_EDGE), None)
            if column is None:
                columns.append((left, [words]))
            else:
                column[1].append(words)
    down = "\n".join("\n".join(words) for _, words in sorted(columns, key=lambda each: each[0]))
    return [across] if across == down else [across, down]


def _lines(text: pypdfium2.PdfTextPage) -> list[list[_Letter]]:
    letters = sorted(_letters(text), key=lambda each: (-each.base, each.left))
    lines: list[list[_Letter]] = []
    for each in letters:
        if lines and abs(lines[-1][0].base - each.base) <= _SAME_LINE:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [sorted(line, key=lambda each: each.left) for line in lines]


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for at, letter in enumerate(letters_of(text)[:_MOST_LETTERS]):
        if letter.isspace() or not letter.isprintable():
            continue
        left, bottom, right, top = _room(text, at)
        pdfium.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        height = pdfium.FPDFText_GetFontSize(text, at) or top - bottom
        yield _Letter(letter, left, right, y.value, max(height, top - bottom, 1.0))


def _room(text: pypdfium2.PdfTextPage, at: int) -> Box:
    """Return the box of a letter with the room beside it that is its own: a 1 is narrower than the place of a digit."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
        return letter_box(text, at)
    return box.left, box.bottom, box.right, box.top


def _runs(line: list[_Letter]) -> Iterator[tuple[str, float]]:
    """Yield what stands together on a line, and its left edge."""
    words, left, end = "", 0.0, 0.0
    for each in line:
        gap = each.left - end
        if not words:
            left = each.left
        elif gap > _COLUMN * each.height:
            yield words, left
            words, left = "", each.left
        elif gap > _SPACE * each.height:
            words += " "
        words, end = words + each.letter, max(each.right, each.left)
    if words:
        yield words, left
