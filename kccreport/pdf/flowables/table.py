"""Tables: measured once, broken between rows, their heading row repeated, tagged as one Table over any number of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from reportlab.platypus.flowables import Flowable

from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    Column,
    FigureCell,
    PageCell,
    RatingCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    plain,
)
from kccreport.paper.wording import ALERT_WORDS, NOT_APPLICABLE, RATING_WORDS, TRAVEL_WORDS
from kccreport.pdf import theme
from kccreport.pdf.flowables.text import draw_lines
from kccreport.pdf.fonts import font
from kccreport.pdf.lines import Line, break_lines
from kccreport.pdf.shapes import draw_alert_shape, draw_rating_shape, draw_travel_shape
from kccreport.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.pdf.tagging.structure import Element
from kccreport.pdf.theme import CELL_PAD_X, TextStyle
from kccreport.rating.expected import Alert
from kccreport.rating.rag import Rag
from kccreport.rating.travel import Travel

_COLUMN_SCOPE = "<</O/Table/Scope/Column>>"
_ROW_SCOPE = "<</O/Table/Scope/Row>>"
_PAGE_ROOM = "0000"  # the widest page number a cell keeps room for


@dataclass(frozen=True, slots=True)
class _Pill:
    """A rating or alert: a word with a shape, in a box of constant width."""

    words: str
    look: theme.Pill
    rating: Rag | None = None
    alert: Alert | None = None


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A direction of travel: a word with a shape."""

    words: str
    travel: Travel | None


@dataclass(frozen=True, slots=True)
class _Late:
    """A page number that is still to come."""

    cell: PageCell


@dataclass(frozen=True, slots=True)
class _LaidCell:
    """One cell, measured: its place across, its element, and its lines or mark."""

    x: float
    width: float
    element: Element
    style: TextStyle
    paragraphs: tuple[tuple[Line, ...], ...] = ()
    mark: _Pill | _Arrow | _Late | None = None
    is_right_aligned: bool = False

    @property
    def line_count(self) -> int:
        return sum(len(lines) for lines in self.paragraphs)

    @property
    def height(self) -> float:
        gaps = max(len(self.paragraphs) - 1, 0) * theme.PARAGRAPH_GAP
        return max(self.line_count, 1) * self.style.leading + gaps


@dataclass(frozen=True, slots=True)
class _LaidRow:
    """One row, measured."""

    cells: tuple[_LaidCell, ...]
    height: float
    is_tinted: bool = False


class TableFlow(Flowable):
    """A table of the paper. The element tree is made once, from all its rows, before any page break."""

    def __init__(self, table: Table, element: Element) -> None:
        super().__init__()
        self.table, self.element = table, element
        self.is_bare = table.look is TableLook.BARE
        self.row_pad = theme.BARE_PAD_Y if self.is_bare else theme.NORMAL.row_pad
        self._elements = _element_tree(table, element, with_head=not self.is_bare)
        self._head: _LaidRow | None = None
        self._rows: tuple[_LaidRow, ...] = ()
        self._measured, self._gap = -1.0, 1.0
        self._is_continued = False

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Lay out every row for the width there is."""
        if self._measured != aW:
            self._lay_out(aW)
            self._measured = aW
        self.width = aW
        self.height = self._head_height + sum(row.height for row in self._rows)
        return aW, self.height

    def least_height(self, width: float) -> float:
        """Return the height of the part that must stand below a heading: the heading row and two rows."""
        self.wrap(width, 0)
        return self._head_height + sum(min(row.height, 6 * theme.CELL.leading) for row in self._rows[:2])

    @property
    def _head_height(self) -> float:
        return self._head.height if self._head else 0

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the space above, in points."""
        return 4 * self._gap

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below, in points."""
        return 10 * self._gap

    def set_density(self, density: theme.Density) -> None:
        """Lay the rows for a page set that is set more closely."""
        self._gap, self._measured = density.space, -1.0
        if not self.is_bare:
            self.row_pad = density.row_pad

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Break between two rows, or within one that is longer than most, keeping the heading row with what follows."""
        self.wrap(aW, aH)
        room = aH - self._head_height
        fits = 0
        while fits < len(self._rows) and self._rows[fits].height <= room:
            room -= self._rows[fits].height
            fits += 1
        if fits == len(self._rows):
            return [self]
        first, rest = list(self._rows[:fits]), list(self._rows[fits:])
        cut = _cut_row(rest[0], room, self.row_pad)
        if cut is not None:
            first.append(cut[0])
            rest[0] = cut[1]
        elif fits == len(self._rows) - 1 and fits >= 3 and not self.is_bare:
            rest.insert(0, first.pop())  # a table keeps two rows on its last page
        if not first or (len(first) < 2 and len(self._rows) > 2 and cut is None and not self._is_continued):
            return []
        return [self._part(tuple(first), is_continued=self._is_continued), self._part(tuple(rest), is_continued=True)]

    def _part(self, rows: tuple[_LaidRow, ...], *, is_continued: bool) -> "TableFlow":
        part = TableFlow.__new__(TableFlow)
        Flowable.__init__(part)
        part.table, part.element, part._elements = self.table, self.element, self._elements
        part.is_bare, part.row_pad, part._gap = self.is_bare, self.row_pad, self._gap
        part._head, part._rows, part._measured, part._is_continued = self._head, rows, self._measured, is_continued
        return part

    # -- measuring

    def _lay_out(self, width: float) -> None:
        widths = column_widths(self.table, width)
        head_elements, row_elements = self._elements
        if not self.is_bare:
            cells = [
                self._cell(TextCell((plain(column.heading),)), column, x, w, element, theme.CELL_HEAD)
                for column, (x, w), element in zip(self.table.columns, widths, head_elements, strict=True)
            ]
            self._head = _row(cells, self.row_pad)
        is_striped = len(self.table.rows) >= theme.ZEBRA_FROM
        rows = []
        for number, (row, elements) in enumerate(zip(self.table.rows, row_elements, strict=True)):
            laid, index = [], 0
            for cell, element in zip(row, elements, strict=True):
                span = cell.columns if isinstance(cell, StateCell) else 1
                x = widths[index][0]
                right = sum(widths[index + span - 1])
                style = theme.BARE_CELL if self.is_bare else theme.CELL
                laid.append(self._cell(cell, self.table.columns[index], x, right - x, element, style))
                index += span
            rows.append(replace(_row(laid, self.row_pad), is_tinted=is_striped and number % 2 == 1))
        self._rows = tuple(rows)

    def _cell(
        self, cell: Cell, column: Column, x: float, width: float, element: Element, style: TextStyle
    ) -> _LaidCell:
        pad = 0 if self.is_bare else CELL_PAD_X
        inner = width - 2 * pad
        if column.kind in theme.WITH_GAP and not isinstance(cell, StateCell):
            x, inner = x + theme.PILL_GAP, inner - theme.PILL_GAP
        right = column.kind in theme.RIGHT_ALIGNED

        def lines(words: str, of: TextStyle) -> tuple[tuple[Line, ...], ...]:
            return (break_lines(plain(words), of, inner),)

        match cell:
            case TextCell():
                broken = tuple(break_lines(paragraph, style, inner) for paragraph in cell.paragraphs)
                return _LaidCell(x + pad, inner, element, style, broken, is_right_aligned=right)
            case FigureCell():
                return _LaidCell(x + pad, inner, element, style, lines(cell.text, style), is_right_aligned=right)
            case StateCell():
                return _LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(cell.text, theme.CELL_STATE))
            case RatingCell():
                if cell.rating is None:
                    if cell.words == NOT_APPLICABLE:
                        return _LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(cell.words, theme.CELL_STATE))
                    return _LaidCell(x + pad, inner, element, style, mark=_Pill(cell.words, theme.NOT_RATED))
                pill = _Pill(RATING_WORDS[cell.rating], theme.PILLS[cell.rating], rating=cell.rating)
                return _LaidCell(x + pad, inner, element, style, mark=pill)
            case AlertCell():
                if cell.alert is None:
                    return _LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(NOT_APPLICABLE, theme.CELL_STATE))
                words = ALERT_WORDS[cell.alert]
                return _LaidCell(x + pad, inner, element, style, mark=_Pill(words, theme.NOT_RATED, alert=cell.alert))
            case TravelCell():
                if cell.travel is None:
                    return _LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(NOT_APPLICABLE, theme.CELL_STATE))
                return _LaidCell(x + pad, inner, element, style, mark=_Arrow(TRAVEL_WORDS[cell.travel], cell.travel))
            case PageCell():
                return _LaidCell(x + pad, inner, element, style, mark=_Late(cell), is_right_aligned=True)
            case _:
                assert_never(cell)

    # -- drawing

    def draw(self) -> None:
        """Draw fills and rules as artifacts, then the cells, each as content of its own element."""
        canvas = canvas_of(self)
        top = self.height
        if not self.is_bare:
            self._draw_ground(canvas)
        if self._head is not None:
            if self._is_continued:
                canvas.begin_artifact("Layout")  # the heading row was tagged on the table's first page
                self._draw_row(canvas, self._head, top, lambda cell: None)
                canvas.end()
            else:
                self._draw_row(canvas, self._head, top, lambda cell: cell.element)
            top -= self._head.height
        for row in self._rows:
            self._draw_row(canvas, row, top, lambda cell: cell.element)
            top -= row.height

    def _draw_ground(self, canvas: TaggedCanvas) -> None:
        canvas.begin_artifact("Layout")
        top = self.height
        if self._head is not None:
            canvas.fill_box(0, top - self._head.height, self.width, self._head.height, theme.TINT)
            top -= self._head.height
        y = top
        for row in self._rows:
            if row.is_tinted:
                canvas.fill_box(0, y - row.height, self.width, row.height, theme.TINT)
            y -= row.height
        for row in self._rows[:-1]:
            top -= row.height
            canvas.rule(0, self.width, top, theme.HAIRLINE, 0.5)
        canvas.rule(0, self.width, 0, theme.RULE, 0.8)
        if self._head is not None:
            canvas.rule(0, self.width, self.height - self._head.height, theme.NAVY, 1.2)
        y = self.height - self._head_height
        for row in self._rows:
            for cell in row.cells:
                if isinstance(cell.mark, (_Pill, _Arrow)):
                    _draw_mark_shape(canvas, cell, y - self.row_pad)
            y -= row.height
        canvas.end()

    def _draw_row(
        self, canvas: TaggedCanvas, row: _LaidRow, top: float, element_of: Callable[[_LaidCell], Element | None]
    ) -> None:
        for cell in row.cells:
            element = element_of(cell)
            baseline = top - self.row_pad - cell.style.first_baseline
            if cell.mark is not None:
                _draw_mark_words(canvas, cell, baseline)
                continue
            for paragraph in cell.paragraphs:
                if element is None:
                    _show(canvas, cell, paragraph, baseline)
                else:
                    _draw_paragraph(canvas, cell, paragraph, element, baseline)
                baseline -= len(paragraph) * cell.style.leading + theme.PARAGRAPH_GAP


def column_widths(table: Table, width: float) -> list[tuple[float, float]]:
    """Return each column's place and width.

    Ratings and the like have a width of their own; figures take what the widest of them needs; words share the rest.
    """
    own = [_own_width(table, index, column) for index, column in enumerate(table.columns)]
    shares = [
        theme.SHARES[column.kind] if each is None else 0.0 for column, each in zip(table.columns, own, strict=True)
    ]
    left = max(width - sum(each for each in own if each is not None), theme.LEAST_WORDS * sum(map(bool, shares)))
    taken = left + sum(each for each in own if each is not None)
    squeeze = min(width / taken, 1.0) if any(shares) else width / taken  # figures too wide for the page give way alike
    places, x = [], 0.0
    for each, share in zip(own, shares, strict=True):
        part = (each if each is not None else left * share / sum(shares)) * squeeze
        places.append((x, part))
        x += part
    return places


def _own_width(table: Table, index: int, column: Column) -> float | None:
    """Return the width a column needs by itself; None for columns of words."""
    least = theme.WIDTHS[column.kind]
    if least is None or column.kind not in theme.AS_WIDE_AS_NEEDED:
        return least
    head = max(
        (font(theme.CELL_HEAD.regular).width(word, theme.CELL_HEAD.size) for word in column.heading.split()), default=0
    )
    texts = (_text_at(row, index) for row in table.rows)
    body = max((font(theme.CELL.strong).width(text, theme.CELL.size) for text in texts), default=0)
    return max(least, min(max(head, body) + 2 * CELL_PAD_X + 0.5, theme.WIDEST_FIGURE))


def _text_at(row: Sequence[Cell], index: int) -> str:
    """Return the text that stands in one column of a row; "" where other things or a spanning state do."""
    at = 0
    for cell in row:
        if at == index:
            if isinstance(cell, FigureCell):
                return cell.text
            return (
                "".join(run.text for run in cell.paragraphs[0])
                if isinstance(cell, TextCell) and cell.paragraphs
                else ""
            )
        at += cell.columns if isinstance(cell, StateCell) else 1
    return ""


def _element_tree(table: Table, element: Element, *, with_head: bool) -> tuple[list[Element], list[list[Element]]]:
    """Make THead, TBody, TR, TH and TD below a Table element; the first cell of each row is its heading."""
    head: list[Element] = []
    if with_head:
        row = Element("TR", Element("THead", element))
        head = [Element("TH", row, attributes=_COLUMN_SCOPE) for _ in table.columns]
    body = Element("TBody", element)
    rows = []
    for cells in table.rows:
        row = Element("TR", body)
        rows.append([_cell_element(row, cell, is_head=index == 0) for index, cell in enumerate(cells)])
    return head, rows


def _cell_element(row: Element, cell: Cell, *, is_head: bool) -> Element:
    if is_head:
        return Element("TH", row, attributes=_ROW_SCOPE)
    if isinstance(cell, StateCell) and cell.columns > 1:
        return Element("TD", row, attributes=f"<</O/Table/ColSpan {cell.columns}>>")
    return Element("TD", row)


def _row(cells: Sequence[_LaidCell], pad: float) -> _LaidRow:
    return _LaidRow(tuple(cells), max(cell.height for cell in cells) + 2 * pad)


def _cut_row(row: _LaidRow, room: float, pad: float) -> tuple[_LaidRow, _LaidRow] | None:
    """Cut a long row in two at a line, so that the first part fits; None for rows that should stay whole."""
    if max(cell.line_count for cell in row.cells) <= theme.LONGEST_CELL:
        return None
    inner = room - 2 * pad
    parts = [_cut_cell(cell, inner) for cell in row.cells]
    if max(first.line_count for first, _ in parts) < 3:
        return None
    first, rest = _row([first for first, _ in parts], pad), _row([rest for _, rest in parts], pad)
    return replace(first, is_tinted=row.is_tinted), replace(rest, is_tinted=row.is_tinted)


def _cut_cell(cell: _LaidCell, room: float) -> tuple[_LaidCell, _LaidCell]:
    """Divide a cell's paragraphs into those lines that fit into the room, and the rest."""
    kept: list[tuple[Line, ...]] = []
    left: list[tuple[Line, ...]] = []
    for paragraph in cell.paragraphs:
        fits = max(int(room / cell.style.leading), 0) if not left else 0
        if fits >= len(paragraph):
            kept.append(paragraph)
            room -= len(paragraph) * cell.style.leading + theme.PARAGRAPH_GAP
            continue
        if fits:
            kept.append(paragraph[:fits])
        left.append(paragraph[fits:])
    return replace(cell, paragraphs=tuple(kept)), replace(cell, paragraphs=tuple(left), mark=None)


def _draw_paragraph(
    canvas: TaggedCanvas, cell: _LaidCell, lines: tuple[Line, ...], element: Element, baseline: float
) -> None:
    if cell.is_right_aligned and any(line.pieces for line in lines):
        canvas.begin(element)
        _show(canvas, cell, lines, baseline)
        canvas.end()
    else:
        draw_lines(canvas, lines, cell.style, element, cell.x, baseline)


def _show(canvas: TaggedCanvas, cell: _LaidCell, lines: tuple[Line, ...], baseline: float) -> None:
    """Draw a cell's lines inside whatever is open, on the side its column stands on."""
    for line in lines:
        left = cell.x + (cell.width - line.width if cell.is_right_aligned else 0)
        for piece in line.pieces:
            canvas.show(left + piece.x, baseline, piece.text, piece.face, cell.style.size, piece.colour)
        baseline -= cell.style.leading


def _draw_mark_shape(canvas: TaggedCanvas, cell: _LaidCell, top: float) -> None:
    """Draw the box and the shape of a rating, an alert or a direction; the word follows as tagged text."""
    middle = top - cell.style.leading / 2
    if isinstance(cell.mark, _Arrow):
        if cell.mark.travel is not None:
            draw_travel_shape(canvas, cell.mark.travel, cell.x + 5, middle)
        return
    if not isinstance(cell.mark, _Pill):
        return
    look, bottom = cell.mark.look, middle - theme.PILL_HEIGHT / 2
    canvas.fill_box(cell.x, bottom, theme.PILL_WIDTH, theme.PILL_HEIGHT, look.fill, 3)
    if look.outline is not None:
        canvas.outline_box(cell.x, bottom, theme.PILL_WIDTH, theme.PILL_HEIGHT, look.outline, 3)
    if cell.mark.alert is not None:
        draw_alert_shape(canvas, cell.mark.alert, cell.x + 10, middle, look.ink)
    else:
        draw_rating_shape(canvas, cell.mark.rating, cell.x + 10, middle, look.ink)


def _draw_mark_words(canvas: TaggedCanvas, cell: _LaidCell, baseline: float) -> None:
    style, mark = cell.style, cell.mark
    match mark:
        case _Pill():
            canvas.begin(cell.element)
            canvas.show(cell.x + 18, baseline, mark.words, style.strong, style.size - 0.5, mark.look.ink)
            canvas.end()
        case _Arrow():
            canvas.begin(cell.element)
            canvas.show(cell.x + 14, baseline, mark.words, style.regular, style.size, style.colour)
            canvas.end()
        case _Late():
            _draw_page_number(canvas, cell, mark.cell, baseline)


def _draw_page_number(canvas: TaggedCanvas, cell: _LaidCell, page: PageCell, baseline: float) -> None:
    style = cell.style
    room = font(style.regular).width(_PAGE_ROOM, style.size)
    right = cell.x + cell.width
    link = Element("Link", cell.element, joins_late=True)
    canvas.begin(link)
    canvas.show_late(
        right, baseline, lambda done: str(done.page_of[page.anchor]), room, style.regular, style.size, theme.LINK
    )
    canvas.end()
    canvas.link(
        (right - room, baseline - 3, right, baseline + style.size),
        link,
        lambda done: f"{page.describes}, page {done.page_of[page.anchor]}",
        anchor=page.anchor,
    )
