"""Words of a page that can be copied but do not show: under a box, a picture or a mark, or hidden some other way.

The page is drawn with its words and again without; a word that makes no difference does not show. Where something is
drawn over it afterwards it is covered: somebody meant that nobody should read it. Words that nothing lies over (white on
white, cut off by a frame of their own) are hidden. The text behind a scan is judged by whether there is ink where a word
is said to be.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from kccreport.agenda.examining.sight import (
    Box,
    Picture,
    bounds_of,
    everything_drawn,
    letter_box,
    letters_of,
    objects_in,
    objects_on,
    picture_of,
)
from kccreport.ground.pattern import pattern

_WORD = pattern(r"\S+")
# text rendering modes: neither filled nor stroked, as the text behind a scan is, or only a shape that something shows through
_INVISIBLE = (3, 7)
_CLOSE = 1.0  # pixels a point: to see single letters
_LEAST_SEEN = 9  # of 255: a smaller difference is not seen
_LEAST_INK = 20  # of 255: a scanned letter is so much darker than its paper somewhere
_LEAST_COVER = 3.0  # points: a rule under words is thinner
_TRIMMED = 0.12  # of a letter's box, on each side, where its neighbours may reach in
_MOST_OBJECTS = 20_000  # on one page that are looked at as covers
_PAPER = 200  # of 255: what is lighter may be paper


@dataclass(frozen=True, slots=True)
class UnseenWord:
    """A word that does not show, and how many points below the top of the page, as it is seen, it ends."""

    words: str
    down: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """What does not show on a page: words that something covers, words under a mark, and words hidden otherwise."""

    covered: tuple[UnseenWord, ...] = ()
    under_marks: tuple[UnseenWord, ...] = ()
    hidden: tuple[UnseenWord, ...] = ()


class _Word(NamedTuple):
    words: str
    first: int
    box: Box


def unseen_on(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, picture: Picture, marks: Sequence[Box], shown: Box
) -> Unseen:
    """Return the words of a page that do not show, with `marks` the boxes of the marks upon it, in its own space.

    Words outside the box that is `shown` are not looked at; the page is left as it was.
    """
    letters = letters_of(text)
    if not letters.strip():
        return Unseen()
    place = _Place(shown, page.get_rotation(), page.get_size())
    words = [word for word in _words(text, letters) if _lies_within(word.box, shown)]
    objects = objects_on(page)
    drawn = list(everything_drawn(objects))
    texts = [each for each in drawn if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_TEXT]
    under = _below_something(objects, marks)
    bare = _without(page, texts, picture.scale)
    silent = [word for word in words if not _differs(picture, bare, place.pixels(word.box, picture))]
    return _judged(page, text, letters, words, silent, under, place, picture, marks)


def _judged(
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    letters: str,
    words: Sequence[_Word],
    silent: Sequence[_Word],
    under: dict[int, ctypes.c_void_p],
    place: "_Place",
    picture: Picture,
    marks: Sequence[Box],
) -> Unseen:
    covered: list[_Word] = []
    hidden: list[_Word] = []
    if under:
        close, bare = picture_of(page, scale=_CLOSE), _without(page, list(under.values()), _CLOSE)
        for word in words:
            if _object_at(text, word.first) in under and _is_hidden_there(text, letters, word, close, bare, place):
                covered.append(word)
    known = {word.first for word in covered}
    for word in silent:
        if word.first in known or not any(map(str.isalnum, word.words)):
            continue
        thing = pdfium.FPDFText_GetTextObject(text, word.first)
        if thing and pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE:
            dark, light = _range(picture, place.pixels(_middle(word.box), picture))
            if light - dark >= _LEAST_INK:
                continue  # there is ink, as behind every word of a scan
            if len(word.words) > 2 and light < _PAPER:
                covered.append(word)
                continue
        hidden.append(word)
    return Unseen(
        tuple(place.said(word) for word in covered if not _meets(word.box, marks)),
        tuple(place.said(word) for word in covered if _meets(word.box, marks)),
        tuple(place.said(word) for word in hidden),
    )


class _Place:
    """From a page's own space to the pixels of its picture: the shown box, turned."""

    def __init__(self, shown: Box, turn: int, size: tuple[float, float]) -> None:
        self.shown, self.turns, self.size = shown, turn // 90 % 4, size
        self.across = (size[1] if self.turns % 2 else size[0]) / ((shown[2] - shown[0]) or 1)

    def pixels(self, box: Box, picture: Picture) -> tuple[int, int, int, int]:
        """Return the columns and rows of a box: first and last column, first and last row."""
        x0, y0, x1, y1 = self._seen(box)
        scale, height = picture.scale, self.size[1]
        left, right = int(x0 * scale), int(x1 * scale) + 1
        top, bottom = int((height - y1) * scale), int((height - y0) * scale) + 1
        return (
            left if left > 0 else 0,
            right if right < picture.width else picture.width,
            top if top > 0 else 0,
            bottom if bottom < picture.height else picture.height,
        )

    def said(self, word: _Word) -> UnseenWord:
        """Return a word with its place on the page as it is seen."""
        return UnseenWord(word.words, self.size[1] - self._seen(word.box)[1])

    def _seen(self, box: Box) -> Box:
        left, bottom, right, top = self.shown
        x0, y0, x1, y1 = box
        s = self.across
        if self.turns == 0:
            found = x0 - left, y0 - bottom, x1 - left, y1 - bottom
        elif self.turns == 1:
            found = y0 - bottom, right - x1, y1 - bottom, right - x0
        elif self.turns == 2:
            found = right - x1, top - y1, right - x0, top - y0
        else:
            found = top - y1, x0 - left, top - y0, x1 - left
        return found[0] * s, found[1] * s, found[2] * s, found[3] * s


def _words(text: pypdfium2.PdfTextPage, letters: str) -> Iterator[_Word]:
    for match in _WORD.finditer(letters):
        start, end = match.span()
        x0, y0, x1, y1 = first = letter_box(text, start)
        if end - start > 1:
            a0, b0, a1, b1 = letter_box(text, end - 1)
            first = (
                x0 if x0 < a0 else a0, y0 if y0 < b0 else b0, x1 if x1 > a1 else a1, y1 if y1 > b1 else b1
            )  # fmt: skip
        if first[2] > first[0] and first[3] > first[1]:
            yield _Word(match[0], start, first)


def _middle(box: Box) -> Box:
    """Return the middle half of a line of words: what a scanner's software says of their height is not exact."""
    quarter = (box[3] - box[1]) / 4
    return box[0], box[1] + quarter, box[2], box[3] - quarter


def _lies_within(box: Box, shown: Box) -> bool:
    return box[0] < shown[2] and box[2] > shown[0] and box[1] < shown[3] and box[3] > shown[1]


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(_lies_within(box, other) for other in others)


def _without(page: pypdfium2.PdfPage, things: Sequence[ctypes.c_void_p], scale: float) -> Picture:
    """Return the page's picture without some of what it draws, which is put back."""
    for each in things:
        pdfium.FPDFPageObj_SetIsActive(each, False)
    try:
        return picture_of(page, scale=scale)
    finally:
        for each in things:
            pdfium.FPDFPageObj_SetIsActive(each, True)


def _address(thing: ctypes.c_void_p) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _object_at(text: pypdfium2.PdfTextPage, at: int) -> int:
    thing = pdfium.FPDFText_GetTextObject(text, at)
    return _address(thing) if thing else 0


def _below_something(objects: Sequence[ctypes.c_void_p], marks: Sequence[Box]) -> dict[int, ctypes.c_void_p]:
    """Return the text objects that something is drawn over afterwards, by address."""
    if len(objects) > _MOST_OBJECTS:
        objects = objects[-_MOST_OBJECTS:]
    found: dict[int, ctypes.c_void_p] = {}
    covers = list(marks)
    for each in reversed(objects):
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if covers and (box := bounds_of(each)) is not None and _meets(box, covers):
                found[_address(each)] = each
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = objects_in(each)
            found.update(_below_something(inner, ()))
            if covers and (box := bounds_of(each)) is not None and _meets(box, covers):
                texts = (thing for thing in everything_drawn(inner))
                found.update(
                    (_address(thing), thing)
                    for thing in texts
                    if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT
                )
        if (cover := _cover(each, kind)) is not None:
            covers.append(cover)
    return found


def _cover(thing: ctypes.c_void_p, kind: int) -> Box | None:
    """Return the box of something large enough, and filled, so that words may lie under it."""
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke))
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing, ctypes.byref(width))
        if not mode.value and not (stroke.value and width.value >= _LEAST_COVER):
            return None
    box = bounds_of(thing)
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _LEAST_COVER:
        return None
    return box


def _differs(one: Picture, other: Picture, pixels: tuple[int, int, int, int]) -> bool:
    x0, x1, y0, y1 = pixels
    here, there, stride = one.rows, other.rows, one.stride
    wide = x1 - x0
    starts = range(y0 * stride + x0, y1 * stride + x0, stride)
    return any(here[start : start + wide] != there[start : start + wide] for start in starts)


def _range(picture: Picture, pixels: tuple[int, int, int, int]) -> tuple[int, int]:
    x0, x1, y0, y1 = pixels
    rows = [picture.rows[row * picture.stride + x0 : row * picture.stride + x1] for row in range(y0, y1)]
    rows = [row for row in rows if row]
    return (min(map(min, rows)), max(map(max, rows))) if rows else (255, 255)


def _is_hidden_there(
    text: pypdfium2.PdfTextPage, letters: str, word: _Word, with_words: Picture, without: Picture, place: _Place
) -> bool:
    """Say whether at least half of a word's letters make no difference that is seen."""
    silent = count = 0
    for at in range(word.first, word.first + len(word.words)):
        if not letters[at].isalnum():
            continue
        count += 1
        x0, y0, x1, y1 = letter_box(text, at)
        trim = (x1 - x0) * _TRIMMED, (y1 - y0) * _TRIMMED
        box = x0 + trim[0], y0 + trim[1], x1 - trim[0], y1 - trim[1]
        silent += not _is_seen(with_words, without, place.pixels(box, with_words))
    thing = pdfium.FPDFText_GetTextObject(text, word.first)
    if thing and pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE:
        return False  # judged by its ink
    return count > 0 and silent * 2 >= count


def _is_seen(one: Picture, other: Picture, pixels: tuple[int, int, int, int]) -> bool:
    x0, x1, y0, y1 = pixels
    for row in range(y0, y1):
        start = row * one.stride
        here, there = one.rows[start + x0 : start + x1], other.rows[start + x0 : start + x1]
        if here != there and any(abs(a - b) >= _LEAST_SEEN for a, b in zip(here, there, strict=True)):
            return True
    return False
