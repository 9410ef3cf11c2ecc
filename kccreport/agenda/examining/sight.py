"""A page as it is seen: a small grey picture of it, its blank strips, its words, and those of them that do not show.

The picture's digest is carried to the finished pack, where the page must give the same one: nothing that is seen may
change but our own stamp.
"""

import ctypes
import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.merging.facts import Strip, enlargement
from kccreport.ground.pattern import pattern

Box = tuple[float, float, float, float]

SCALE = 0.5  # pixels a point: a letter of 8 points is some four pixels high, and one that is missing shows
_BLANK = 244  # of 255: the darkest grey that counts as blank paper
_STRIP = 13.0  # points: the height of a line of stamp
_OFFSETS = (8.0, 14.0, 20.0, 26.0)  # points from the edge to the strip
_LEAST_STRIP = 40.0  # points: no stamp is narrower
_EDGE = 14.0  # points beside a stamp
_MOST_PIXELS = 2_000  # on a side


@dataclass(frozen=True, slots=True)
class Sight:
    """How one page is seen: its size, the box of its own space that shows, its blank strips at the top and the bottom,
    whether it has text, and the digest of its picture.
    """

    width: float
    height: float
    box: Box
    top: tuple[Strip, ...]
    bottom: tuple[Strip, ...]
    has_text: bool
    picture: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in greys, one byte a pixel, row by row; `scale` pixels are a point."""

    rows: bytes
    stride: int
    width: int
    height: int
    scale: float
    points: float

    @property
    def digest(self) -> str:
        """Return what only the same picture gives."""
        return hashlib.sha256(b"%d %d " % (self.width, self.height) + self.rows).hexdigest()[:32]

    def strip(self, y: float, by: float = 1.0) -> Strip | None:
        """Return the widest blank stretch of the strip whose lower edge is at `y`, or None where there is hardly any.

        On a page that is enlarged `by` so much against A4, the strip has to be.
        """
        first = max(int((self.points - y - _STRIP * by) * self.scale), 0)
        last = min(math.ceil((self.points - y) * self.scale), self.height)
        if last <= first or y < 0:
            return None
        rows = [self.rows[row * self.stride : row * self.stride + self.width] for row in range(first, last)]
        best = (0, self.width) if _INK.search(b"".join(rows)) is None else _longest_light(rows)
        left, right = best[0] / self.scale + _EDGE * by, best[1] / self.scale - _EDGE * by
        return Strip(y, left, right) if right - left >= _LEAST_STRIP * by else None


def _longest_light(rows: Sequence[bytes]) -> tuple[int, int]:
    """Return the first of the longest stretches that are blank in every row: its first column and the one after its last."""
    blank = int.from_bytes(rows[0].translate(_AS_BLANK), "big")
    for row in rows[1:]:
        blank &= int.from_bytes(row.translate(_AS_BLANK), "big")
    stretches = (each.span() for each in _LIGHT.finditer(blank.to_bytes(len(rows[0]), "big")))
    return max(stretches, key=lambda each: each[1] - each[0], default=(0, 0))


_INK = pattern(b"[\0-%c]" % (_BLANK - 1))
_AS_BLANK = bytes(grey >= _BLANK for grey in range(256))
_LIGHT = pattern(rb"\x01+")


def opened(content: bytes | Path) -> pypdfium2.PdfDocument:
    """Return a file as a reader shows it, with the fields of its form."""
    document = pypdfium2.PdfDocument(content)
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()  # before any page is loaded: else fields are not drawn
    return document


def scale_of(width: float, height: float) -> float:
    """Return how many pixels a point of a page of this size gets: fewer where it is huge."""
    return min(SCALE, _MOST_PIXELS / max(width, height))


def picture_of(page: pypdfium2.PdfPage, *, scale: float | None = None, has_marks: bool = True) -> Picture:
    """Return a page as it is seen, with the marks on it or without them."""
    width, height = page.get_size()
    scale = scale or scale_of(width, height)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=has_marks, draw_annots=has_marks)
    return Picture(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height, scale, height)


def sight_of(page: pypdfium2.PdfPage, picture: Picture, *, has_text: bool) -> Sight:
    """Return how a page is seen, given its picture."""
    width, height = page.get_size()
    by = enlargement(width, height)
    top = tuple(picture.strip(height - (offset + _STRIP) * by, by) for offset in _OFFSETS)
    bottom = tuple(picture.strip(offset * by, by) for offset in _OFFSETS)
    return Sight(
        width, height, shown_box(page), tuple(filter(None, top)), tuple(filter(None, bottom)), has_text, picture.digest
    )


def shown_box(page: pypdfium2.PdfPage) -> Box:
    """Return the part of a page's own space that shows: its crop box, as far as the media box goes, inherited or its own.

    PDFium gives the boxes themselves only where the page has them and does not inherit them.
    """
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return _ordered((box.left, box.bottom, box.right, box.top))
    media, crop = _ordered(page.get_mediabox()), _ordered(page.get_cropbox())
    shown = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return shown if shown[2] > shown[0] and shown[3] > shown[1] else media


def _ordered(box: Box) -> Box:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def objects_on(page: pypdfium2.PdfPage) -> list[ctypes.c_void_p]:
    """Return what a page draws, in the order it is drawn; a form counts as one."""
    return [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]


def objects_in(form: ctypes.c_void_p) -> list[ctypes.c_void_p]:
    """Return what a form draws, in order."""
    return [pdfium.FPDFFormObj_GetObject(form, at) for at in range(max(pdfium.FPDFFormObj_CountObjects(form), 0))]


def everything_drawn(objects: list[ctypes.c_void_p], depth: int = 0) -> Iterator[ctypes.c_void_p]:
    """Yield what is drawn, within forms too, in order; forms themselves are not in it."""
    for each in objects:
        if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            yield from everything_drawn(objects_in(each), depth + 1)
        else:
            yield each


_DEEPEST_FORM = 12


# PDFium answers into places it is given; a page has thousands of letters, so these are made once and used over and over
_EDGES = tuple(ctypes.c_float() for _ in range(4))
_TO_EDGES = tuple(map(ctypes.byref, _EDGES))
_SIDES = tuple(ctypes.c_double() for _ in range(4))
_TO_SIDES = tuple(map(ctypes.byref, _SIDES))


def bounds_of(thing: ctypes.c_void_p) -> Box | None:
    """Return an object's box in the space it is drawn in; None where it has none."""
    if not pdfium.FPDFPageObj_GetBounds(thing, *_TO_EDGES):
        return None
    left, bottom, right, top = _EDGES
    return left.value, bottom.value, right.value, top.value


def letter_box(text: pypdfium2.PdfTextPage, at: int) -> Box:
    """Return the box of a letter in the page's own space; nothing at all where it has none."""
    left, right, bottom, top = _SIDES
    if not pdfium.FPDFText_GetCharBox(text.raw, at, *_TO_SIDES):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value


def letters_of(text: pypdfium2.PdfTextPage) -> str:
    """Return the letters of a page, one for each that PDFium counts, so that places in it are PDFium's."""
    count = text.count_chars()
    if not count:
        return ""
    found: str = text.get_text_range()
    if len(found) == count:
        return found
    codes = (pdfium.FPDFText_GetUnicode(text, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�" for code in codes)
