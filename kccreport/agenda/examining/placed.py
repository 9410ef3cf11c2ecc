"""The text of a page as it stands there, whatever order it is drawn in: line by line, and column by column."""

import ctypes
import math
from collections.abc import Iterator
from operator import itemgetter

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.examining.sight import letter_box, letters_of

_SAME_LINE = 2.0  # points between baselines
_SPACE = 0.18  # of the letters' height: what is further apart is two words
_COLUMN = 1.6  # of the letters' height: what is further apart is two columns
_SAME_EDGE = 12.0  # points between the left edges of a column's lines
_MOST_LETTERS = 60_000  # of one page

# how far below the page's own nought its base is, its left edge, its place in the text, the letter, its right edge, height:
# a page has thousands, so they are plain, and are sorted as they stand
_Letter = tuple[float, float, int, str, float, float]
_LEFT = itemgetter(1)


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
    lines: list[list[_Letter]] = []
    base = math.inf
    for each in sorted(_letters(text)):
        if lines and abs(base - each[0]) <= _SAME_LINE:
            lines[-1].append(each)
        else:
            lines.append([each])
            base = each[0]
    for line in lines:
        line.sort(key=_LEFT)
    return lines


def _letters(text: pypdfium2.PdfTextPage) -> list[_Letter]:
    """Return the letters of a page that show, each with the room beside it that is its own: a 1 is narrower than the place
    of a digit. One whose room is as low and as high as that of the one before stands where that does and is as large, so
    that PDFium, which is asked letter by letter, is asked once for most.
    """
    raw, box, x, y = text.raw, pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = map(ctypes.byref, (box, x, y))
    room, origin, size = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontSize
    found: list[_Letter] = []
    known, base, height = (0.0, 0.0), 0.0, 0.0
    for at, letter in enumerate(letters_of(text)[:_MOST_LETTERS]):
        if letter.isspace() or not letter.isprintable():
            continue
        if room(raw, at, to_box):
            left, bottom, right, top = box.left, box.bottom, box.right, box.top
        else:
            left, bottom, right, top = letter_box(text, at)
        if (bottom, top) != known or bottom == top:
            origin(raw, at, to_x, to_y)
            known, base, tall = (bottom, top), -y.value, top - bottom
            height = max(size(raw, at) or tall, tall, 1.0)
        found.append((base, left, at, letter, right, height))
    return found


def _runs(line: list[_Letter]) -> Iterator[tuple[str, float]]:
    """Yield what stands together on a line, and its left edge."""
    words, left, end = "", 0.0, 0.0
    for _, start, _, letter, stop, height in line:
        gap = start - end
        if not words:
            left = start
        elif gap > _COLUMN * height:
            yield words, left
            words, left = "", start
        elif gap > _SPACE * height:
            words += " "
        words, end = words + letter, max(stop, start)
    if words:
        yield words, left
