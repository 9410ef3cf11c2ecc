"""Paragraphs, headings and list items: lines of text that belong to one structure element."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from kccreport.ground.colour import Colour
from kccreport.language import say
from kccreport.paper.blocks import Inline
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import Line, Piece, after_lines, break_lines
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import ROW_SCOPE, Element
from kccreport.writers.pdf.theme import LINK, Density, TextStyle, laid

_TOGETHER = 2  # lines of a paragraph that stay together at either side of a page break
_WHOLE = 5  # lines: a paragraph with no more goes over whole to the next column or page


class Label(NamedTuple):
    """A number or bullet that hangs in the margin beside the first line; it belongs to its own element.

    That of a note may lead `back` to a place of this paper.
    """

    text: str
    element: Element
    face: str
    back: str = ""


class Bookmark(NamedTuple):
    """Where a heading or a note stands: its anchor, and its entry in the reader's outline; none where `level` is None."""

    anchor: str
    title: str
    level: int | None


class TextFlow(Measured):
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
        self.leads = leads
        self.continues = ""
        self.pad_top = self.pad_bottom = style.pad
        self.lines: tuple[Line, ...] = ()
        self._broken: dict[float, tuple[Line, ...]] = {}  # by the width there was

    @property
    def _left(self) -> float:
        return self.style.indent + self.style.hang + self.style.pad

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Break the lines for the width there is."""
        lines = self._broken.get(aW)
        if lines is None:
            measure = min(aW - self._left - self.style.pad, self.style.widest)
            lines = self._broken[aW] = break_lines(self.content, self.style, measure)
        self.lines, self.width = lines, aW
        self.height = len(self.lines) * self.style.leading + self.pad_top + self.pad_bottom
        return aW, self.height

    def least_height(self, width: float) -> float:
        """Return the height of the part that must not be parted from what stands above it."""
        return self._beginning(width, _WHOLE)

    def least_torn(self, width: float) -> float:
        """Return the same where the rest may stand right beside that part."""
        return self._beginning(width, 2 * _TOGETHER - 1)

    def _beginning(self, width: float, whole: int) -> float:
        """Return the height of the first lines, or of all where there are no more than may not be parted."""
        self.wrap(width, 0)
        kept = len(self.lines) if len(self.lines) <= whole else _TOGETHER
        return kept * self.style.leading + self.pad_top

    @property
    def list_of(self) -> Element | None:
        """Return the outermost list that it is an item of, or a part of one."""
        found: Element | None = None
        element: Element | None = self.element
        while element is not None:
            found = element if element.kind == "L" else found
            element = element.parent
        return found

    @property
    def introduces(self) -> bool:
        """True for words that end in a colon."""
        return bool(self.content) and self.content[-1].text.rstrip().endswith(":")

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Break between lines, never leaving one alone at the foot or the head of a page; a short paragraph not at all."""
        self.wrap(aW, aH)
        return self.tear(aW, aH) if len(self.lines) > _WHOLE else []

    def tear(self, width: float, room: float) -> list[Any]:
        """Break a paragraph of any length, where it goes on right beside itself."""
        self.wrap(width, room)
        fits = min(int((room - self.pad_top) / self.style.leading), len(self.lines) - _TOGETHER)
        if fits < _TOGETHER or self.leads:
            return []
        first, rest = self._part(self.lines[:fits], width), self._part(self.lines[fits:], width)
        rest.content = after_lines(self.content, self.lines[:fits])  # it may go on in a column of another width
        first.bookmark = self.bookmark
        first.label, first.pad_top, rest.pad_bottom = self.label, self.pad_top, self.pad_bottom
        return [first, rest]

    def _part(self, lines: tuple[Line, ...], width: float) -> "TextFlow":
        part = TextFlow(self.content, self.style, self.element)
        part.lines, part._broken, part._usual_style = lines, {width: lines}, self._usual_style
        part.pad_top = part.pad_bottom = 0
        return part

    def set_density(self, density: Density) -> None:
        """Set the space above and below for a page set laid more closely."""
        self.style = laid(self._usual_style, density)
        self.forget()

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
            self._draw_label(canvas, self.label, baseline)
        draw_lines(canvas, self.lines, style, self.element, self._left, baseline)

    def _draw_label(self, canvas: TaggedCanvas, label: Label, baseline: float) -> None:
        style, x = self.style, self.style.indent + self.style.pad
        element = Element("Link", label.element) if label.back else label.element
        colour = LINK if label.back else style.colour
        canvas.begin(element)
        canvas.show(x, baseline, label.text + " ", label.face, style.size, colour)
        canvas.end()
        if label.back:
            end = x + font(label.face).width(label.text, style.size)
            words = say("Back to where note {number} belongs", number=label.text.strip("()"))
            lead(canvas, (x, baseline - 3, end, baseline + style.size), element, f"#{label.back}", words)


def mark_language(element: Element, paragraphs: Sequence[Inline]) -> None:
    """Say of what language an element's words are, where all of them are of one that is not the paper's."""
    if any(run.language for content in paragraphs for run in content):  # few papers are of two languages
        languages = {run.language for content in paragraphs for run in content if run.text.strip()}
        if len(languages) == 1:
            element.language = languages.pop() or element.language


def draw_lines(
    canvas: TaggedCanvas,
    lines: tuple[Line, ...],
    style: TextStyle,
    element: Element,
    left: float,
    baseline: float,
    *,
    right: float | None = None,
) -> None:
    """Draw lines down from a first baseline, as content of an element; with `right` they end there.

    Links become elements and annotations, words of another language than the element's become spans.
    """
    pen = Pen(canvas, element)
    if _is_plain(lines, element.language):
        element.inner = None if any(line.pieces for line in lines) else element.inner
        for line in lines:  # the usual case, without what only links and other languages need
            start = left if right is None else right - line.width
            for piece in line.pieces:
                pen.show(start + piece.x, baseline, piece.text, piece.face, style.size, piece.colour)
            baseline -= style.leading
        pen.close()
        return
    for manner, parts in _stretches(lines, style, left, baseline, right):
        link, _, language = manner
        is_foreign = language not in ("", element.language)
        if link:
            pen.close()
            _draw_link(canvas, parts, style, element)
        elif is_foreign:
            pen.close()
            canvas.begin(_inner("Span", parts[0].pieces[0], element))
            _show(canvas, parts[0], style)
            canvas.end()
        else:
            element.inner = None
            pen.show_part(parts[0], style)
    pen.close()


def _is_plain(lines: Sequence[Line], language: str) -> bool:
    """Say whether lines hold neither a link nor words of another language."""
    for line in lines:
        for piece in line.pieces:
            if piece.link or (piece.language and piece.language != language):
                return False
    return True


class _Part(NamedTuple):
    """What one line holds of words in one manner: its pieces, and where the line begins."""

    pieces: tuple[Piece, ...]
    left: float
    baseline: float


def _stretches(
    lines: tuple[Line, ...], style: TextStyle, left: float, baseline: float, right: float | None
) -> Iterator[tuple[tuple[str, str, str], list[_Part]]]:
    """Yield words of one manner, line by line; those of a link with a word that the end of a line cuts in two together."""
    waiting: tuple[tuple[str, str, str], list[_Part]] | None = None
    for line in lines:
        start = left if right is None else right - line.width
        for manner, group in groupby(line.pieces, key=_manner):
            part = _Part(tuple(group), start, baseline)
            if waiting is not None and waiting[0] == manner:
                waiting[1].append(part)
            else:
                if waiting is not None:
                    yield waiting
                waiting = manner, [part]
            if not (manner[0] and part.pieces[-1].is_cut):
                yield waiting
                waiting = None
        baseline -= style.leading
    if waiting is not None:
        yield waiting


class Pen:
    """Draws words as content of one element: opened with the first of them, closed at the end.

    An abbreviation that its page has not explained yet becomes a Span that says what it stands for; not so one that
    heads a row, such as that of a key, which says what it means beside it.
    """

    def __init__(self, canvas: TaggedCanvas, element: Element) -> None:
        self.canvas, self.element = canvas, element
        self._explains = element.attributes != ROW_SCOPE
        self._is_open = False

    def show_part(self, part: _Part, style: TextStyle) -> None:
        """Draw what a line holds of words in one manner."""
        for piece in part.pieces:
            self.show(part.left + piece.x, part.baseline, piece.text, piece.face, style.size, piece.colour)

    def show(self, x: float, y: float, text: str, face: str, size: float, colour: Colour) -> None:
        """Draw words with their baseline at (x, y)."""
        for words, meaning in self.canvas.explained(text) if self._explains else ((text, ""),):
            if meaning:
                self._show_explained(x, y, words, meaning, face, size, colour)
            else:
                if not self._is_open:
                    self.canvas.begin(self.element)
                    self._is_open = True
                self.canvas.show(x, y, words, face, size, colour)
            if words is not text:
                x += font(face).width(words, size)

    def _show_explained(
        self, x: float, y: float, text: str, meaning: str, face: str, size: float, colour: Colour
    ) -> None:
        """Draw an abbreviation as a Span that says what it stands for."""
        self.close()
        span = Element("Span", self.element)
        span.expansion = meaning
        self.canvas.begin(span)
        self.canvas.show(x, y, text, face, size, colour)
        self.canvas.end()

    def close(self) -> None:
        """End what is open."""
        if self._is_open:
            self.canvas.end()
        self._is_open = False


def _manner(piece: Piece) -> tuple[str, str, str]:
    return piece.link, piece.leads_to, piece.language


def _show(canvas: TaggedCanvas, part: _Part, style: TextStyle) -> None:
    for piece in part.pieces:
        canvas.show(part.left + piece.x, part.baseline, piece.text, piece.face, style.size, piece.colour)


def _inner(kind: str, piece: Piece, element: Element) -> Element:
    """Return the element of a link or of words in another language, within the element of their paragraph.

    What goes on from the line before, or from the page before, stays one element, so that a screen reader says it once.
    """
    key = _manner(piece)
    if element.inner is None or element.inner[0] != key:
        language = "" if piece.language == element.language else piece.language
        home = Element("Reference", element) if piece.link.startswith("#") else element
        element.inner = key, Element(kind, home, joins_late=True, language=language)
    return element.inner[1]


def _draw_link(canvas: TaggedCanvas, parts: Sequence[_Part], style: TextStyle, element: Element) -> None:
    """Draw what one line holds of a link, or several where a word of it is cut, and for each a box that leads there.

    An address that is cut is copied as one, without what ends its lines.
    """
    first = parts[0].pieces[0]
    link = _inner("Link", first, element)
    whole = "".join(piece.text for part in parts for piece in part.pieces) if len(parts) > 1 else ""
    canvas.begin(Element("Span", link) if whole else link, whole)
    for part in parts:
        _show(canvas, part, style)
    canvas.end()
    canvas.begin_artifact("Layout")
    for part in parts:
        canvas.rule(*_ends(part), part.baseline - 1.5, LINK, 0.6)
    canvas.end()
    for part in parts:
        start, end = _ends(part)
        lead(canvas, (start, part.baseline - 3, end, part.baseline + style.size), link, first.link, first.leads_to)


def _ends(part: _Part) -> tuple[float, float]:
    last = part.pieces[-1]
    return part.left + part.pieces[0].x, part.left + last.x + last.width


def lead(
    canvas: TaggedCanvas, box: tuple[float, float, float, float], element: Element, link: str, leads_to: str
) -> None:
    """Make a box lead where a link does: to an address, or to a place of this paper where it begins with #."""
    if link.startswith("#"):
        canvas.link(box, element, leads_to or say("Link within this paper"), anchor=link[1:])
    else:
        canvas.link(box, element, leads_to or say("Link to {address}", address=link), url=link)
