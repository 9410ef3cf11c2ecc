"""The cells of a table that stands under a chart: figures and ratings below their points."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from kccreport.ground.values import replace
from kccreport.paper.blocks import (
    Cell,
    Chart,
    Column,
    ColumnKind,
    FigureCell,
    HistoryCell,
    RatingCell,
    StateCell,
    Table,
    TextCell,
    text_cell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import PILL_EDGE, LaidCell, lay_cell, without_shape
from kccreport.writers.pdf.flowables.chart import chart_sides
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import TextStyle

_GAP = 3.0  # between two columns
_LEAST_SIZE = 7.5  # points: figures that are wider still are broken
_PILL_GAP = 4.0  # between two pills beside each other
_POINT = Column("", ColumnKind.POINT)
_BADGE = 10.0  # the width of a rating without its word


class PointColumns(NamedTuple):
    """How the columns below a chart's points are set: their places, and how wide figures and pills are in them."""

    places: tuple[tuple[float, float], ...]
    size: float
    figure: float
    pill: float
    word: float  # 0 where a rating has no room for its word, so that all of them are shapes
    head: float
    head_size: float

    def lay(self, cell: Cell, at: int, element: Element, style: TextStyle) -> LaidCell:
        """Measure a cell so that it stands below its point: figures to the right within the room of the widest."""
        left, room = self.places[at]
        middle = left + room / 2
        lay = partial(lay_cell, column=_POINT, element=element, pad=0.0)
        if isinstance(cell, RatingCell):
            words = mark_words(cell)
            if self.pill <= room - _GAP:
                return lay(cell, x=middle - self.pill / 2, width=self.pill, style=style)
            if self.word and _alone(words) <= room - 1.0:  # the shape stands above it, below the axis
                return without_shape(lay(cell, x=middle - self.word / 2, width=self.word, style=style))
            return lay(HistoryCell((cell.rating,), words, cell.scale), x=middle - _BADGE / 2, width=_BADGE, style=style)
        if not any(map(_is_figure, _texts_of(cell))):
            return _centred(lay, cell, left, room, style)
        smaller = style._replace(size=min(style.size, self.size))
        right = middle + self.figure / 2
        figure, wide = _parted(cell, smaller)
        if (
            figure < wide and left <= right - figure and right - figure + wide <= left + room - _GAP
        ):  # a mark hangs, so that figures end in one line
            return lay(cell, x=right - figure, width=wide + 0.01, style=smaller)
        if figure < wide:
            return _centred(lay, cell, left, room, smaller)
        laid = lay(cell, x=right - self.figure, width=self.figure, style=smaller)
        return replace(laid, is_right_aligned=True)

    def lay_head(self, column: Column, at: int, element: Element, style: TextStyle) -> LaidCell:
        """Measure the heading of a column, centred below its point as a whole."""
        left, room = self.places[at]
        smaller = style._replace(size=min(style.size, self.head_size))
        lay = partial(lay_cell, text_cell(column.heading), column, element=element, style=smaller, pad=0.0)
        broken = lay(x=left, width=self.head)
        wide = max((line.width for paragraph in broken.paragraphs for line in paragraph), default=0.0)
        return replace(lay(x=left + (room - wide) / 2, width=wide + 0.01), is_right_aligned=True)


def point_columns(table: Table, chart: Chart, width: float) -> PointColumns:
    """Return how the columns of a table are set under a chart so wide; the first holds the headings of its rows."""
    edges = chart_sides(chart, width)
    slots = list(edges.slots(len(table.columns) - 1))
    room = slots[0][1] - _GAP
    figure, size = _fitted(list(_texts(table)), room, theme.CELL, theme.CELL.regular)
    headings = [column.heading for column in table.columns[1:]]
    head, head_size = _fitted(headings, room, theme.CELL_HEAD, theme.CELL_HEAD.regular)
    ratings = [mark_words(cell) for row in table.rows for cell in row if isinstance(cell, RatingCell)]
    pill = max([_alone(words) - PILL_EDGE + theme.PILL_TEXT for words in ratings], default=0.0)
    pill = max(pill, min(theme.PILL_WIDTH, room - _PILL_GAP))
    return PointColumns(((0.0, edges.left), *slots), size, figure, pill, _word(table, room), head, head_size)


def _word(table: Table, room: float) -> float:
    """Return how wide the words of ratings stand alone, each in its box; 0 where a rating has no room for its word.

    "Not rated", which is longer than others, has a say only where it has room.
    """
    most = room + _GAP - 1.0
    cells = [cell for row in table.rows for cell in row if isinstance(cell, RatingCell)]
    widths = [(_alone(mark_words(cell)), cell.rating is not None) for cell in cells]
    if any(width > most for width, is_rated in widths if is_rated):
        return 0.0
    return max([width for width, _ in widths if width <= most], default=0.0)


def _alone(words: str) -> float:
    """Return the width of a rating's word in a box without its shape."""
    return font(theme.CELL.strong).width(words, theme.LEAST_PILL_SIZE) + 2 * PILL_EDGE


def _fitted(texts: Sequence[str], room: float, style: TextStyle, face: str) -> tuple[float, float]:
    """Return how wide texts stand in a room, whole if all can, else all in words; and a size at which they do."""
    width = font(face).width
    whole = max((width(text, style.size) for text in texts), default=0.0)
    if whole <= room:
        return whole + 0.01, style.size
    word = max(width(word, style.size) for text in texts for word in text.split())
    return min(word, room) + 0.01, style.size if word <= room else max(style.size * room / word, _LEAST_SIZE)


def _parted(cell: Cell, style: TextStyle) -> tuple[float, float]:
    """Return how wide a figure is without the mark after it, and with it."""
    text = next(_texts_of(cell), "")
    width = font(style.regular).width
    return width(text.partition(" ")[0], style.size), width(text, style.size)


def _texts(table: Table) -> Iterator[str]:
    """Yield the figures of every cell below a point, without what stands after them."""
    for row in table.rows:
        for cell in row[1:]:
            yield from (text.partition(" ")[0] for text in _texts_of(cell) if _is_figure(text))


def _is_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _centred(lay: Callable[..., LaidCell], cell: Cell, left: float, room: float, style: TextStyle) -> LaidCell:
    """Measure words, such as "not yet", in the middle of a column, whole or in lines."""
    words = max((word for text in _texts_of(cell) for word in text.split()), key=len, default="")
    wide = font(style.emphasis).width(words, style.size)
    style = style._replace(size=min(style.size, style.size * (room - _GAP) / wide)) if wide else style
    broken = lay(cell, x=left, width=room - _GAP, style=style)
    wide = max((line.width for paragraph in broken.paragraphs for line in paragraph), default=0.0)
    return lay(cell, x=left + (room - wide) / 2, width=wide + 0.01, style=style)


def _texts_of(cell: Cell) -> Iterator[str]:
    if isinstance(cell, FigureCell | StateCell):
        yield cell.text
    elif isinstance(cell, TextCell):
        yield from ("".join(run.text for run in paragraph) for paragraph in cell.paragraphs)
