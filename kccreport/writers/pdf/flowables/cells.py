"""One cell of a table: measured, cut in two where it must be, and drawn as content of its own element."""

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from msgspec import Struct

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    HistoryCell,
    PageCell,
    RatingCell,
    Run,
    Sign,
    SparkCell,
    StateCell,
    TextCell,
    TravelCell,
    VerdictCell,
    plain,
)
from kccreport.paper.wording import is_not_applicable, mark_words
from kccreport.writers.charting.spark import spark as series
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.text import Pen, draw_lines, mark_language
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import Line, break_lines
from kccreport.writers.pdf.shapes import (
    draw_alert_shape,
    draw_badge,
    draw_rating_shape,
    draw_sign_shape,
    draw_travel_shape,
)
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import TextStyle

_PAGE_ROOM = "0000"  # the widest page number a cell keeps room for


PILL_EDGE = 2.0  # between a word and the edge of its box


class _Pill(NamedTuple):
    """A rating or alert: a word with a shape, in a box of constant width; below a chart, where the shape is, the word alone."""

    words: str
    look: theme.Pill
    rating: Rag | None = None
    alert: Alert | None = None
    scale: RatingScale = USUAL_SCALE
    has_shape: bool = True


def without_shape(cell: "LaidCell") -> "LaidCell":
    """Return a rating whose word stands alone in its box."""
    return replace(cell, mark=cell.mark._replace(has_shape=False)) if isinstance(cell.mark, _Pill) else cell


class _Arrow(NamedTuple):
    """A direction of travel, or a verdict: words with a shape."""

    words: str
    shape: Travel | Sign


class _Late(NamedTuple):
    """A page number that is still to come."""

    cell: PageCell


class _Spark(NamedTuple):
    """A small line, which is a Figure of its own within the cell."""

    cell: SparkCell
    figure: Element


class _Strip(NamedTuple):
    """The ratings of several periods as shapes, which are a Figure of their own within the cell."""

    cell: HistoryCell
    figure: Element | None


class LaidCell(Struct, frozen=True):
    """One cell, measured: its place across, its element, and its lines or mark.

    Each of several paragraphs has an element of its own in `homes`, so that their words do not run together.
    """

    x: float
    width: float
    element: Element
    style: TextStyle
    paragraphs: tuple[tuple[Line, ...], ...] = ()
    mark: _Pill | _Arrow | _Late | _Spark | _Strip | None = None
    is_right_aligned: bool = False
    is_in_pill_column: bool = False
    homes: tuple[Element, ...] = ()

    @property
    def line_count(self) -> int:
        """Return how many lines of words stand in the cell."""
        return sum(map(len, self.paragraphs))

    @property
    def has_shape(self) -> bool:
        """True for ratings, alerts and directions, whose shape is drawn beside the word."""
        return isinstance(self.mark, _Pill | _Arrow)

    @property
    def height(self) -> float:
        """Return the height of the lines, and of the gaps between paragraphs, in points."""
        if not self.paragraphs:
            return self.style.leading
        gaps = (len(self.paragraphs) - 1) * theme.PARAGRAPH_GAP
        return max(self.line_count, 1) * self.style.leading + gaps


class LaidRow(Struct, frozen=True):
    """One row, measured."""

    cells: tuple[LaidCell, ...]
    height: float
    is_tinted: bool = False
    is_total: bool = False
    is_group: bool = False
    place: str = ""


def lay_cell(
    cell: Cell, column: Column, x: float, width: float, element: Element, style: TextStyle, pad: float
) -> LaidCell:
    """Measure one cell at its place in the table, its words broken to its width."""
    inner = width - 2 * pad - (theme.LABEL_GAP if column.kind is ColumnKind.LABEL and not pad else 0.0)
    if column.kind is ColumnKind.HEADLINE and style is theme.CELL:
        style = theme.CELL_HEADLINE
    if column.kind in theme.WITH_GAP:
        x, inner = x + theme.PILL_GAP, inner - theme.PILL_GAP
    right = column.kind in theme.RIGHT_ALIGNED

    def lines(words: str, of: TextStyle) -> tuple[tuple[Line, ...], ...]:
        return (break_lines(plain(words), of, inner),)

    match cell:
        case GroupCell():
            heading = (Run(cell.text, is_strong=True), *([Run(f"  {cell.detail}")] if cell.detail else []))
            headed = break_lines(heading, theme.CELL_GROUP, inner)
            return LaidCell(x + pad, inner, element, theme.CELL_GROUP, (headed,))
        case TextCell():
            broken = tuple(break_lines(paragraph, style, inner) for paragraph in cell.paragraphs)
            homes = _paragraphs(element, cell)
            return LaidCell(x + pad, inner, element, style, broken, is_right_aligned=right, homes=homes)
        case FigureCell():
            return LaidCell(x + pad, inner, element, style, lines(cell.text, style), is_right_aligned=right)
        case StateCell():
            return LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(cell.text, theme.CELL_STATE))
        case RatingCell() | AlertCell() | TravelCell():
            words = mark_words(cell)
            if is_not_applicable(words):
                return LaidCell(x + pad, inner, element, theme.CELL_STATE, lines(words, theme.CELL_STATE))
            fills = column.kind is ColumnKind.RATING
            return LaidCell(x + pad, inner, element, style, mark=_mark(cell, words), is_in_pill_column=fills)
        case VerdictCell():
            return LaidCell(x + pad, inner, element, style, mark=_Arrow(cell.words, cell.sign))
        case SparkCell():
            return LaidCell(x + pad, inner, element, style, mark=_Spark(cell, _figure(element, cell.alt)))
        case HistoryCell():
            # below a chart a rating is a word in one width and a picture in another, which is made when it is drawn
            figure = None if column.kind is ColumnKind.POINT else _figure(element, cell.alt)
            return LaidCell(x + pad, inner, element, style, mark=_Strip(cell, figure))
        case PageCell():
            return LaidCell(x + pad, inner, element, style, mark=_Late(cell), is_right_aligned=right)
        case _:
            assert_never(cell)


def _mark(cell: RatingCell | AlertCell | TravelCell, words: str) -> _Pill | _Arrow:
    """Return the shape that stands beside a verdict's word."""
    match cell:
        case RatingCell():
            look = theme.NOT_RATED if cell.rating is None else theme.PILLS[cell.rating]
            return _Pill(words, look, rating=cell.rating, scale=cell.scale)
        case AlertCell():
            return _Pill(words, theme.NOT_RATED, alert=cell.alert)
        case TravelCell():
            assert cell.travel is not None, "a direction that is not known has no shape"
            return _Arrow(words, cell.travel)
        case _:
            assert_never(cell)


def _paragraphs(element: Element, cell: TextCell) -> tuple[Element, ...]:
    """Return the element of each paragraph of a cell, the cell's own where it has one; the same when it is measured again."""
    if len(cell.paragraphs) < 2:
        mark_language(element, cell.paragraphs)
        return (element,) * len(cell.paragraphs)
    found = tuple(kid for kid in element.kids if isinstance(kid, Element))
    homes = found or tuple(Element("P", element) for _ in cell.paragraphs)
    for home, paragraph in zip(homes, cell.paragraphs, strict=True):
        mark_language(home, (paragraph,))
    return homes


def _figure(element: Element, alt: str) -> Element:
    """Return the Figure within a cell, which stays the same one when the cell is measured again."""
    found = next((kid for kid in element.kids if isinstance(kid, Element)), None)
    return found or Element("Figure", element, alt=alt)


def lay_row(
    cells: Sequence[LaidCell],
    pad: float,
    *,
    is_tinted: bool = False,
    is_total: bool = False,
    is_group: bool = False,
    place: str = "",
) -> LaidRow:
    """Put measured cells beside one another; the highest decides."""
    height = max([cell.height for cell in cells]) + 2 * pad
    return LaidRow(tuple(cells), height, is_tinted, is_total, is_group, place)


def cut_row(row: LaidRow, room: float, pad: float) -> tuple[LaidRow, LaidRow] | None:
    """Cut a long row in two at a line, so that the first part fits; None for rows that should stay whole."""
    if max(cell.line_count for cell in row.cells) <= theme.LONGEST_CELL:
        return None
    inner = room - 2 * pad
    parts = [_cut_cell(cell, inner) for cell in row.cells]
    if max(first.line_count for first, _ in parts) < 3:
        return None
    first, rest = lay_row([first for first, _ in parts], pad), lay_row([rest for _, rest in parts], pad)
    return replace(first, is_tinted=row.is_tinted, place=row.place), replace(rest, is_tinted=row.is_tinted)


def _cut_cell(cell: LaidCell, room: float) -> tuple[LaidCell, LaidCell]:
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
    homes = cell.homes
    first = replace(cell, paragraphs=tuple(kept), homes=homes[: len(kept)])
    return first, replace(cell, paragraphs=tuple(left), mark=None, homes=homes[len(homes) - len(left) :])


def draw_paragraph(
    canvas: TaggedCanvas, cell: LaidCell, lines: tuple[Line, ...], element: Element, baseline: float
) -> None:
    """Draw one paragraph of a cell as content of its element, on the side its column stands on."""
    right = cell.x + cell.width if cell.is_right_aligned else None
    draw_lines(canvas, lines, cell.style, element, cell.x, baseline, right=right)


def show_lines(canvas: TaggedCanvas, cell: LaidCell, lines: tuple[Line, ...], baseline: float) -> None:
    """Draw a cell's lines inside whatever is open, on the side its column stands on."""
    for line in lines:
        left = cell.x + (cell.width - line.width if cell.is_right_aligned else 0)
        for piece in line.pieces:
            canvas.show(left + piece.x, baseline, piece.text, piece.face, cell.style.size, piece.colour)
        baseline -= cell.style.leading


def draw_mark_shape(canvas: TaggedCanvas, cell: LaidCell, top: float) -> None:
    """Draw the box and the shape of a rating, an alert or a direction; the word follows as tagged text."""
    middle = top - cell.style.leading / 2
    if isinstance(cell.mark, _Arrow):
        if isinstance(cell.mark.shape, Travel):
            draw_travel_shape(canvas, cell.mark.shape, cell.x + 5, middle)
        else:
            draw_sign_shape(canvas, cell.mark.shape, cell.x + 5, middle)
        return
    if not isinstance(cell.mark, _Pill):
        return
    look, bottom = cell.mark.look, middle - theme.PILL_HEIGHT / 2
    width = _pill_width(cell)
    canvas.fill_box(cell.x, bottom, width, theme.PILL_HEIGHT, look.fill, 3)
    if look.outline is not None:
        canvas.outline_box(cell.x, bottom, width, theme.PILL_HEIGHT, look.outline, 3)
    if not cell.mark.has_shape:
        return
    if cell.mark.alert is not None:
        draw_alert_shape(canvas, cell.mark.alert, cell.x + 10, middle, look.ink)
    else:
        draw_rating_shape(canvas, cell.mark.rating, cell.mark.scale, cell.x + 10, middle, look.ink)


def draw_mark_words(canvas: TaggedCanvas, cell: LaidCell, baseline: float) -> None:
    """Draw the word of a rating, an alert or a direction, or a page number, as content of the cell."""
    style, mark = cell.style, cell.mark
    match mark:
        case _Pill():
            pen = Pen(canvas, cell.element)
            before = theme.PILL_TEXT if mark.has_shape else PILL_EDGE
            size = _pill_size(mark.words, _pill_width(cell) - before - PILL_EDGE)
            pen.show(cell.x + before, baseline, mark.words, style.strong, size, mark.look.ink)
            pen.close()
        case _Arrow():
            pen = Pen(canvas, cell.element)
            pen.show(cell.x + 14, baseline, mark.words, style.regular, style.size, style.colour)
            pen.close()
        case _Spark():
            _draw_spark(canvas, cell, mark, baseline)
        case _Strip():
            _draw_strip(canvas, cell, mark, baseline)
        case _Late():
            _draw_page_number(canvas, cell, mark.cell, baseline)


def pill_width(words: str) -> float:
    """Return the width that a pill needs for a word: the usual one, but for long words of a council's own."""
    room = font(theme.CELL.strong).width(words, theme.LEAST_PILL_SIZE) + theme.PILL_TEXT + 3
    return max(theme.PILL_WIDTH, room)


def _pill_width(cell: LaidCell) -> float:
    """Return the width of a pill: all of its column where that is for ratings, so that pills stand in a row."""
    words = cell.mark.words if isinstance(cell.mark, _Pill) else ""
    widest = cell.width if cell.is_in_pill_column else pill_width(words)
    return min(widest, cell.width)


def _pill_size(words: str, room: float) -> float:
    """Return the size at which a word fits its room: the usual one, but for the longest."""
    return min(theme.CELL.size, room / font(theme.CELL.strong).width(words, 1))


def _draw_spark(canvas: TaggedCanvas, cell: LaidCell, spark: _Spark, baseline: float) -> None:
    """Draw the line between the lowest and the highest value of its own, with a dot on the last."""
    edge = 3.0
    line = series(spark.cell.values, cell.width - 2 * edge, theme.SPARK_HEIGHT)
    spark.figure.bbox = canvas.frame(cell.x, baseline - 3, cell.x + cell.width, baseline + theme.SPARK_HEIGHT + 1)
    canvas.begin(spark.figure)
    for run in line.lines:
        canvas.polyline([(cell.x + edge + x, baseline - 1 + y) for x, y in run], theme.NAVY, 1.1)
    for place, radius in [*((each, 1.0) for each in line.lone), *([(line.last, 2.0)] if line.last else [])]:
        x, y = cell.x + edge + place.x, baseline - 1 + place.y
        canvas.fill_box(x - radius, y - radius, 2 * radius, 2 * radius, theme.NAVY, radius)
    canvas.end()


def _draw_strip(canvas: TaggedCanvas, cell: LaidCell, strip: _Strip, baseline: float) -> None:
    """Draw the shape of each rating on its colour, oldest to the left."""
    middle = baseline + 3
    figure = strip.figure or _figure(cell.element, strip.cell.alt)
    figure.bbox = canvas.frame(cell.x, middle - 6, cell.x + cell.width, middle + 6)
    canvas.begin(figure)
    for at, rating in enumerate(strip.cell.ratings):
        draw_badge(canvas, rating, strip.cell.scale, (cell.x + 5 + 11 * at, middle), (4.8, 5.0))
    canvas.end()


def _draw_page_number(canvas: TaggedCanvas, cell: LaidCell, page: PageCell, baseline: float) -> None:
    style = cell.style
    room = font(style.regular).width(_PAGE_ROOM, style.size)
    right = cell.x + (cell.width if cell.is_right_aligned else room)
    link = Element("Link", cell.element)
    number = Element("Span", link)
    canvas.say_late(number, lambda done: say("page {page}", page=done.label(done.page_of[page.anchor])))
    canvas.begin(number)
    canvas.show_late(
        right,
        baseline,
        lambda done: done.label(done.page_of[page.anchor]),
        room,
        style.regular,
        style.size,
        theme.LINK,
        begins=not cell.is_right_aligned,
    )
    canvas.end()
    canvas.link(
        (right - room, baseline - 3, right, baseline + style.size),
        link,
        lambda done: say("{what}, page {page}", what=page.describes, page=done.label(done.page_of[page.anchor])),
        anchor=page.anchor,
    )
