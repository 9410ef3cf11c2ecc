"""Paragraphs, headings and list items: lines of text that belong to one structure element."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from reportlab.platypus.flowables import Flowable

from kccreport.language import say
from kccreport.paper.blocks import Inline
from kccreport.writers.pdf.lines import Line, Piece, break_lines
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import LINK, Density, TextStyle

_TOGETHER = 2  # lines of a paragraph that stay together at either side of a page break


@dataclass(frozen=True, slots=True)
class Label:
    """A number or bullet that hangs in the margin beside the first line; it belongs to its own element."""

    text: str
    element: Element
    face: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a heading stands: its anchor, and its entry in the reader's outline; no entry where `level` is None."""

    anchor: str
    title: str
    level: int | None


class TextFlow(Flowable):
    """A paragraph. Its lines are broken once, in `wrap`; its parts over two pages share its element."""

    def __init__(
        self,
        content: Inline,
        style: TextStyle,
        element: Element,
        *,
        label: Label | None = None,
        bookmark: Bookmark | None = None,
        leads: bool = False,
    ) -> None:
        super().__init__()
        self.content, self.element = content, element
        mark_language(element, (content,))
        self.style = self._usual_style = style
        self.label, self.bookmark = label, bookmark
        self.leads = leads or bookmark is not None
        self.continues = ""
        self.pad_top = self.pad_bottom = style.pad
        self.lines: tuple[Line, ...] = ()
        self._measured = -1.0

    @property
    def _left(self) -> float:
        return self.style.indent + self.style.hang + self.style.pad

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Break the lines for the width there is."""
        if self._measured != aW:
            measure = min(aW - self._left - self.style.pad, self.style.widest)
            self.lines = break_lines(self.content, self.style, measure)
            self._measured = aW
        self.width = aW
        self.height = len(self.lines) * self.style.leading + self.pad_top + self.pad_bottom
        return aW, self.height

    def least_height(self, width: float) -> float:
        """Return the height of the part that must not be parted from what stands above it."""
        self.wrap(width, 0)
        lines = len(self.lines)
        kept = lines if lines <= 2 * _TOGETHER - 1 else _TOGETHER
        return kept * self.style.leading + self.pad_top

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Break between lines, never leaving one alone at the foot or the head of a page."""
        self.wrap(aW, aH)
        fits = min(int((aH - self.pad_top) / self.style.leading), len(self.lines) - _TOGETHER)
        if fits < _TOGETHER or self.leads:
            return []
        first, rest = self._part(self.lines[:fits]), self._part(self.lines[fits:])
        first.label, first.pad_top, rest.pad_bottom = self.label, self.pad_top, self.pad_bottom
        return [first, rest]

    def _part(self, lines: tuple[Line, ...]) -> "TextFlow":
        part = TextFlow(self.content, self.style, self.element)
        part.lines, part._measured = lines, self._measured
        part.pad_top = part.pad_bottom = 0
        return part

    def set_density(self, density: Density) -> None:
        """Set the space above and below for a page set laid more closely."""
        usual = self._usual_style
        self.style = replace(usual, before=usual.before * density.space, after=usual.after * density.space)

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space above, in points."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below, in points."""
        return self.style.after

    def draw(self) -> None:
        """Draw the tint, the label and the lines."""
        canvas = canvas_of(self)
        style = self.style
        if style.tint is not None:
            canvas.begin_artifact("Layout")
            canvas.fill_box(0, 0, self.width, self.height, style.tint)
            canvas.end()
        baseline = self.height - self.pad_top - style.first_baseline
        if self.bookmark is not None:
            canvas.mark_place(self.bookmark.anchor, self.bookmark.title, self.bookmark.level, self.height)
        if self.label is not None:
            canvas.begin(self.label.element)
            x = style.indent + style.pad
            canvas.show(x, baseline, self.label.text + " ", self.label.face, style.size, style.colour)
            canvas.end()
        draw_lines(canvas, self.lines, style, self.element, self._left, baseline)


def mark_language(element: Element, paragraphs: Sequence[Inline]) -> None:
    """Say of what language an element's words are, where all of them are of one that is not the paper's."""
    languages = {run.language for content in paragraphs for run in content if run.text.strip()}
    if len(languages) == 1:
        element.language = languages.pop() or element.language


def draw_lines(
    canvas: TaggedCanvas, lines: tuple[Line, ...], style: TextStyle, element: Element, left: float, baseline: float
) -> None:
    """Draw lines down from a first baseline, as content of an element.

    Links become elements and annotations, words of another language than the element's become spans.
    """
    is_open = False
    for line in lines:
        for (link, _, language), group in groupby(line.pieces, key=_manner):
            pieces = tuple(group)
            is_foreign = language not in ("", element.language)
            if (link or is_foreign) and is_open:
                canvas.end()
                is_open = False
            if link:
                _draw_link(canvas, pieces, style, element, left, baseline)
                continue
            if is_foreign:
                canvas.begin(_inner("Span", pieces[0], element))
                _show(canvas, pieces, style, left, baseline)
                canvas.end()
                continue
            element.inner = None
            if not is_open:
                canvas.begin(element)
                is_open = True
            _show(canvas, pieces, style, left, baseline)
        baseline -= style.leading
    if is_open:
        canvas.end()


def _manner(piece: Piece) -> tuple[str, str, str]:
    return piece.link, piece.leads_to, piece.language


def _show(canvas: TaggedCanvas, pieces: Sequence[Piece], style: TextStyle, left: float, baseline: float) -> None:
    for piece in pieces:
        canvas.show(left + piece.x, baseline, piece.text, piece.face, style.size, piece.colour)


def _inner(kind: str, piece: Piece, element: Element) -> Element:
    """Return the element of a link or of words in another language, within the element of their paragraph.

    What goes on from the line before, or from the page before, stays one element, so that a screen reader says it once.
    """
    key = _manner(piece)
    if element.inner is None or element.inner[0] != key:
        language = "" if piece.language == element.language else piece.language
        element.inner = key, Element(kind, element, joins_late=True, language=language)
    return element.inner[1]


def _draw_link(
    canvas: TaggedCanvas, pieces: tuple[Piece, ...], style: TextStyle, element: Element, left: float, baseline: float
) -> None:
    """Draw what one line holds of a link: words in one manner or several, and one box that leads there."""
    first, last = pieces[0], pieces[-1]
    link = _inner("Link", first, element)
    start, end = left + first.x, left + last.x + last.width
    canvas.begin(link)
    _show(canvas, pieces, style, left, baseline)
    canvas.end()
    canvas.begin_artifact("Layout")
    canvas.rule(start, end, baseline - 1.5, LINK, 0.6)
    canvas.end()
    box = (start, baseline - 3, end, baseline + style.size)
    canvas.link(box, link, first.leads_to or say("Link to {address}", address=first.link), url=first.link)
