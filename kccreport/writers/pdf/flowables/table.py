"""Tables: measured once, broken between rows, headings repeated, tagged as one Table over any number of pages."""

from collections.abc import Callable, Sequence
from typing import Any

from kccreport.ground.values import replace
from kccreport.paper.blocks import (
    Cell,
    Column,
    FigureCell,
    GroupCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    text_cell,
)
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import (
    LaidCell,
    LaidRow,
    cut_row,
    draw_mark_shape,
    draw_mark_words,
    draw_paragraph,
    lay_cell,
    lay_row,
    show_lines,
)
from kccreport.writers.pdf.flowables.columns import column_widths, is_close
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.under_chart import PointColumns, point_columns
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import COLUMN_SCOPE, ROW_SCOPE, Element
from kccreport.writers.pdf.theme import CELL_PAD_X, TextStyle


class TableFlow(Measured):
    """A table of the paper. The element tree is made once, from all its rows, before any page break."""

    def __init__(self, table: Table, element: Element) -> None:
        super().__init__()
        self.table, self.element = table, element
        self.is_bare = table.is_facts
        self.row_pad = self._row_pad(theme.NORMAL)
        self._elements = _element_tree(table, element, with_head=not self.is_bare)
        self._head: LaidRow | None = None
        self._carried: LaidRow | None = None
        self._points: PointColumns | None = None
        self._right = 0.0  # where the columns end: with the plot, in a table that stands under a chart
        self._is_close = False
        self._rows: tuple[LaidRow, ...] = ()
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
        """Return the height of the part that must stand below a heading: the heading row and two rows, a group's apart;
        all of a short table.
        """
        if self.wrap(width, 0)[1] <= theme.WHOLE_TABLE:
            return self.height
        kept = 2 + (bool(self._rows) and self._rows[0].is_group)
        return self._head_height + sum(min(row.height, 6 * theme.CELL.leading) for row in self._rows[:kept])

    @property
    def _is_panel(self) -> bool:
        """True for facts two beside each other, which stand on a tint."""
        return self.is_bare and len(self.table.columns) > 2

    @property
    def _head_height(self) -> float:
        """Return the height of what is repeated on each page: the heading row, and that of a group that goes on."""
        return sum(row.height for row in (self._head, self._carried) if row is not None)

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the space above, in points."""
        return 4 * self._gap

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below, in points."""
        return 10 * self._gap

    def set_density(self, density: theme.Density) -> None:
        """Lay the rows for a page set that is set more closely."""
        self.forget()
        self._gap, before = density.space, self.row_pad
        self.row_pad = self._row_pad(density)
        more = 2 * (self.row_pad - before)
        if more and self._head is not None:
            self._head = replace(self._head, height=self._head.height + more)
        if more:
            self._rows = tuple(replace(row, height=row.height + more) for row in self._rows)

    def _row_pad(self, density: theme.Density) -> float:
        """Return the space above and below a row."""
        if self.is_bare:
            return theme.BARE_PAD_Y
        return theme.LIST_PAD_Y if self.table.look is TableLook.LIST else density.row_pad

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Break between two rows, or within one that is longer than most, keeping the heading row with what follows.

        A short table is not broken: it goes over whole.
        """
        if self.wrap(aW, aH)[1] <= theme.WHOLE_TABLE and not self._is_continued:
            return []
        room = aH - self._head_height
        fits = 0
        while fits < len(self._rows) and self._rows[fits].height <= room:
            room -= self._rows[fits].height
            fits += 1
        if fits == len(self._rows):
            return [self]
        first, rest = list(self._rows[:fits]), list(self._rows[fits:])
        cut = None if rest[0].is_group else cut_row(rest[0], room, self.row_pad)
        if cut is not None:
            first.append(cut[0])
            rest[0] = cut[1]
        elif first and first[-1].is_group:
            rest.insert(0, first.pop())  # it heads what follows
        elif fits == len(self._rows) - 1 and fits >= 3 and not self.is_bare:
            rest.insert(0, first.pop())  # a table keeps two rows on its last page
        if not first or (len(first) < 2 and len(self._rows) > 2 and cut is None and not self._is_continued):
            return []
        going_on = None if rest[0].is_group else next((row for row in reversed(first) if row.is_group), self._carried)
        return [
            self._part(tuple(first), self._carried, is_continued=self._is_continued),
            self._part(tuple(rest), going_on, is_continued=True),
        ]

    def _part(self, rows: tuple[LaidRow, ...], carried: LaidRow | None, *, is_continued: bool) -> "TableFlow":
        part = TableFlow.__new__(TableFlow)
        Measured.__init__(part)
        part.table, part.element, part._elements = self.table, self.element, self._elements
        part.is_bare, part.row_pad, part._gap = self.is_bare, self.row_pad, self._gap
        part._head, part._carried, part._rows = self._head, carried, rows
        part._measured, part._is_continued, part._is_close = self._measured, is_continued, self._is_close
        part._right = self._right
        return part

    # -- measuring

    def _lay_out(self, width: float) -> None:
        self._points = None if self.table.chart is None else point_columns(self.table, self.table.chart, width)
        widths = self._points.places if self._points is not None else column_widths(self.table, width)
        ends_early = self._points is not None or self.table.look is TableLook.NARROW
        self._right = sum(widths[-1]) if ends_early else width
        self._is_close = is_close(self.table, width)
        head_style = theme.CELL_HEAD_CLOSE if self._is_close else theme.CELL_HEAD
        head_elements, row_elements = self._elements
        if not self.is_bare:
            cells = [
                lay_cell(text_cell(column.heading), column, x, w, element, head_style, self._manner(0)[1])
                if self._points is None or not at
                else self._points.lay_head(column, at, element, head_style)
                for at, (column, (x, w), element) in enumerate(
                    zip(self.table.columns, widths, head_elements, strict=True)
                )
            ]
            self._head = lay_row(cells, self.row_pad)
        is_striped = len(self.table.rows) >= theme.ZEBRA_FROM
        places = self.table.places or ("",) * len(self.table.rows)
        rows, stripe = [], 0
        for number, (row, elements) in enumerate(zip(self.table.rows, row_elements, strict=True)):
            laid, index = [], 0
            style, pad = self._manner(number)
            is_group = isinstance(row[0], GroupCell)
            stripe = 0 if is_group else stripe + 1
            for cell, element in zip(row, elements, strict=True):
                span = cell.columns if isinstance(cell, StateCell | GroupCell) else 1
                x = widths[index][0]
                right = sum(widths[index + span - 1])
                if self._points is None or not index or span > 1:
                    laid.append(lay_cell(cell, self.table.columns[index], x, right - x, element, style, pad))
                else:
                    laid.append(self._points.lay(cell, index, element, style))
                index += span
            is_total = self.table.has_total and number == len(self.table.rows) - 1
            is_tinted = self._is_panel or (is_striped and not is_group and stripe % 2 == 0)
            rows.append(
                lay_row(
                    laid,
                    self.row_pad,
                    is_tinted=is_tinted,
                    is_total=is_total,
                    is_group=is_group,
                    place=places[number],
                )
            )
        self._rows = tuple(rows)

    def _manner(self, row: int) -> tuple[TextStyle, float]:
        """Return how the words of a row are set, and the space at either side of them."""
        if self._is_panel:
            return theme.FACT_CELL, theme.FACT_PAD
        if self.is_bare:
            return theme.BARE_CELL, 0.0
        is_total = self.table.has_total and row == len(self.table.rows) - 1
        if self._is_close:
            return theme.CELL_CLOSE, theme.NARROW_PAD
        pad = theme.NARROW_PAD if self.table.look is TableLook.UNDER_CHART else CELL_PAD_X
        return (theme.CELL_TOTAL if is_total else theme.CELL), pad

    # -- drawing

    def draw(self) -> None:
        """Draw fills and rules as artifacts, then the cells, each as content of its own element."""
        canvas = canvas_of(self)
        top = self.height
        if not self.is_bare or self._is_panel:
            self._draw_ground(canvas)
        canvas.begin_artifact("Layout")
        self._draw_shapes(canvas)
        canvas.end()
        if self._head is not None:
            if self._is_continued:
                canvas.begin_artifact("Layout")  # the heading row was tagged on the table's first page
                self._draw_row(canvas, self._head, top, lambda cell: None)
                canvas.end()
            else:
                self._draw_row(canvas, self._head, top, lambda cell: cell.element)
            top -= self._head.height
        if self._carried is not None:
            canvas.begin_artifact("Layout")  # so was the heading of the group, which goes on here
            self._draw_row(canvas, self._carried, top, lambda cell: None)
            canvas.end()
            top -= self._carried.height
        for row in self._rows:
            if row.place:
                canvas.mark_place(row.place, top=top)
            self._draw_row(canvas, row, top, lambda cell: cell.element)
            top -= row.height

    def _draw_ground(self, canvas: TaggedCanvas) -> None:
        canvas.begin_artifact("Layout")
        top = self.height
        if self._head is not None:
            canvas.fill_box(0, top - self._head.height, self._right, self._head.height, theme.TINT)
            top -= self._head.height
        if self._carried is not None:
            canvas.fill_box(0, top - self._carried.height, self._right, self._carried.height, theme.GROUP_TINT)
            top -= self._carried.height
        y = top
        for row in self._rows:
            if row.is_tinted or row.is_group:
                tint = theme.GROUP_TINT if row.is_group else theme.TINT
                canvas.fill_box(0, y - row.height, self._right, row.height, tint)
            y -= row.height
        if self._is_panel:
            canvas.end()
            return
        for row in self._rows[:-1]:
            top -= row.height
            canvas.rule(0, self._right, top, theme.HAIRLINE, 0.5)
        canvas.rule(0, self._right, 0, theme.RULE, 0.8)
        if len(self._rows) > 1 and self._rows[-1].is_total:
            canvas.rule(0, self._right, self._rows[-1].height, theme.NAVY, 0.8)
        if self._head is not None:
            canvas.rule(0, self._right, self.height - self._head.height, theme.NAVY, 1.2)
        canvas.end()

    def _draw_shapes(self, canvas: TaggedCanvas) -> None:
        y = self.height - self._head_height
        for row in self._rows:
            for cell in row.cells:
                if cell.has_shape:
                    draw_mark_shape(canvas, cell, y - self.row_pad)
            y -= row.height

    def _draw_row(
        self, canvas: TaggedCanvas, row: LaidRow, top: float, element_of: Callable[[LaidCell], Element | None]
    ) -> None:
        for cell in row.cells:
            element = element_of(cell)
            baseline = top - self.row_pad - cell.style.first_baseline
            if cell.mark is not None:
                draw_mark_words(canvas, cell, baseline)
                continue
            for at, paragraph in enumerate(cell.paragraphs):
                if element is None:
                    show_lines(canvas, cell, paragraph, baseline)
                else:
                    draw_paragraph(canvas, cell, paragraph, cell.homes[at] if cell.homes else element, baseline)
                baseline -= len(paragraph) * cell.style.leading + theme.PARAGRAPH_GAP


def _element_tree(table: Table, element: Element, *, with_head: bool) -> tuple[list[Element], list[list[Element]]]:
    """Make what stands below the element of a table: of facts the items of a list, each a label and what it says."""
    if not with_head:
        return [], [_facts(row, element) for row in table.rows]
    top = Element("TR", Element("THead", element))
    head = [_column_head(column, top) for column in table.columns]
    body = None if table.rows and isinstance(table.rows[0][0], GroupCell) else Element("TBody", element)
    heads, group = table.row_heads, None
    rows = []
    for cells in table.rows:
        if body is None or (isinstance(cells[0], GroupCell) and body.kids):
            body = Element("TBody", element)  # one for each group, which its first row heads
        row, at, made, places = Element("TR", body), 0, [], []
        for cell in cells:
            made.append(_cell_element(row, cell, is_head=at in heads and not _is_empty(cell)))
            places.append(at)
            at += cell.columns if isinstance(cell, StateCell | GroupCell) else 1
        if isinstance(cells[0], GroupCell):
            group = made[0]
            group.heads = tuple(each for each in head[:1] if each.kind == "TH")  # not what heads the group above it
        elif group is not None:
            _name_heads(made, [head[place] for place in places], group)
        for each, place in zip(made[1:], places[1:], strict=True):
            if each.kind == "TH" and head[place].kind == "TH":
                each.heads = (head[place],)  # a title, which would else be heard behind its reference twice
        rows.append(made)
    return head, rows


def _name_heads(cells: Sequence[Element], columns: Sequence[Element], group: Element) -> None:
    """Say what heads the cells of a row in a group: the group its first cell alone.

    It stands above all of its rows in every column, so that without this it would be heard before every single cell.
    """
    of_row = tuple(cell for cell in cells if cell.kind == "TH")
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        own = (column,) if column.kind == "TH" else ()
        cell.heads = (*own, group) if at == 0 else (*own, *of_row)


def _column_head(column: Column, row: Element) -> Element:
    """Return a column's heading; a column without one, as a council's own table may have, is headed by nothing."""
    if not column.heading.strip():
        return Element("TD", row)
    return Element("TH", row, attributes=COLUMN_SCOPE)


def _facts(row: tuple[Cell, ...], element: Element) -> list[Element]:
    """Return the elements of a row of pairs, each an item of the list; where there is no pair it is left out when empty.

    ISO 32000-1, table 336: in a list of terms the label is the term and the body what it says.
    """
    made: list[Element] = []
    for _ in range(0, len(row), 2):
        item = Element("LI", element)
        made += [Element("Lbl", item), Element("LBody", item)]
    return made[: len(row)]


def _is_empty(cell: Cell) -> bool:
    """True for a cell without words, which can head nothing."""
    if isinstance(cell, FigureCell):
        return not cell.text
    return isinstance(cell, TextCell) and not any(run.text for paragraph in cell.paragraphs for run in paragraph)


def _cell_element(row: Element, cell: Cell, *, is_head: bool) -> Element:
    if isinstance(cell, GroupCell):
        # it heads the cells below it, in every column: PDF has no scope for a group of rows
        return Element("TH", row, attributes=f"<</O/Table/Scope/Column/ColSpan {cell.columns}>>")
    if is_head:
        return Element("TH", row, attributes=ROW_SCOPE)
    if isinstance(cell, StateCell) and cell.columns > 1:
        return Element("TD", row, attributes=f"<</O/Table/ColSpan {cell.columns}>>")
    return Element("TD", row)
