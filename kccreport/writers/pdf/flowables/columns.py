"""How wide the columns of a table are."""

from collections.abc import Iterator, Mapping, Sequence

from kccreport.ground.errors import RenderingFault
from kccreport.paper.blocks import (
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    RatingCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import pill_width
from kccreport.writers.pdf.flowables.under_chart import point_columns
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.theme import CELL_PAD_X

_BROKEN_LABELS = 0.4  # of the width of a list


def column_widths(table: Table, width: float) -> list[tuple[float, float]]:
    """Return each column's place and width.

    Ratings and the like have a width of their own; figures take what the widest of them needs; words share the rest, by
    their kind, or where there is little of it so that none of them breaks, and then by how much there is of them.

    Raises:
        RenderingFault: a wide table has far more columns than the page has room for.
    """
    if table.chart is not None:
        return list(point_columns(table, table.chart, width).places)
    close = is_close(table, width)
    own, least = _own_widths(table, is_close=close), theme.LEAST_WORDS_CLOSE if close else theme.LEAST_WORDS
    if table.look is TableLook.NARROW:
        width = min(width, sum(_easy_widths(table.columns, own)))
    shares = [
        theme.SHARES[column.kind] if each is None else 0.0 for column, each in zip(table.columns, own, strict=True)
    ]
    words = _words_widths(table, own) if close else {}
    left = width - sum(each for each in own if each is not None)
    left = max(left, sum(longest for longest, _ in words.values()) or least * sum(map(bool, shares)))
    taken = left + sum(each for each in own if each is not None)
    squeeze = min(width / taken, 1.0) if any(shares) else width / taken  # figures too wide for the page give way alike
    if close and squeeze < theme.LEAST_SQUEEZE:
        raise RenderingFault(
            f"A table of {len(table.columns)} columns is too wide for any page; take columns or periods away in the layout."
        )
    shared = (
        _by_their_words(words, left)
        if words
        else {at: left * share / sum(shares) for at, share in enumerate(shares) if share}
    )
    places, x = [], 0.0
    for at, each in enumerate(own):
        part = (each if each is not None else shared[at]) * squeeze
        places.append((x, part))
        x += part
    return places


def fits(table: Table, width: float) -> bool:
    """Say whether a table's words have easy room in a width, beside what its other columns need."""
    return sum(_easy_widths(table.columns, _own_widths(table))) <= width


def is_close(table: Table, width: float) -> bool:
    """Say whether a wide table is set smaller, since its words would have little room otherwise."""
    if table.look is not TableLook.WIDE:
        return False
    own = _own_widths(table)
    return sum(theme.LEAST_EASY if each is None else each for each in own) > width


def label_width(table: Table, kin: Sequence[Table], width: float) -> float:
    """Return the width of the labels of a list: of the longest in it and its kin, lists that stand below one another.

    Labels that need more than half of the whole do not count; where one of its own does, there is fair room to break it.
    """
    needed, half = font(theme.BARE_CELL.strong).width, width / 2

    def labels(of: Table) -> list[float]:
        return [needed(_text_at(row, 0), theme.BARE_CELL.size) + 2 * theme.LABEL_GAP for row in of.rows]

    fair = width * _BROKEN_LABELS if any(each > half for each in labels(table)) else 0.0
    return max([fair, *(each for of in kin for each in labels(of) if each <= half)])


def row_widths(table: Table, width: float) -> list[tuple[float, float]]:
    """Return the place and width of each figure of a row: as wide as its heading, as far as there is room for all."""
    measure, pads = font(theme.CELL_HEAD.regular).width, 2 * CELL_PAD_X + 0.5
    least = [each for _, each in column_widths(table, width)]
    wanted = [
        max(measure(column.heading, theme.CELL_HEAD.size) + pads - each, 0.0)
        for column, each in zip(table.columns, least, strict=True)
    ]
    share = min((width - sum(least)) / sum(wanted), 1.0) if any(wanted) else 0.0
    places, x = [], 0.0
    for each, more in zip(least, wanted, strict=True):
        places.append((x, each + more * share))
        x += each + more * share
    return places


def _easy_widths(columns: Sequence[Column], own: Sequence[float | None]) -> Iterator[float]:
    """Yield the width of each column: its own, or in which words have easy room."""
    for column, each in zip(columns, own, strict=True):
        yield theme.EASY_WORDS.get(column.kind, theme.LEAST_WORDS) if each is None else each


def _own_widths(table: Table, *, is_close: bool = False) -> list[float | None]:
    """Return the width that each column needs by itself; None for columns of words."""
    return [_own_width(table, index, column, is_close=is_close) for index, column in enumerate(table.columns)]


def _own_width(table: Table, index: int, column: Column, *, is_close: bool) -> float | None:
    if table.look is TableLook.BARE and len(table.columns) > 2 and column.kind is ColumnKind.LABEL:
        texts = (_text_at(row, index) for row in table.rows)
        widest = max((font(theme.FACT_CELL.strong).width(text, theme.FACT_CELL.size) for text in texts), default=0.0)
        return min(widest, theme.WIDEST_FACT_LABEL) + 2 * theme.FACT_PAD
    if is_close and column.kind is ColumnKind.UNIT:
        return _words_width(table, index)[0]
    least = theme.WIDTHS_CLOSE.get(column.kind, theme.WIDTHS[column.kind]) if is_close else theme.WIDTHS[column.kind]
    body_style, head_style = (theme.CELL_CLOSE, theme.CELL_HEAD_CLOSE) if is_close else (theme.CELL, theme.CELL_HEAD)
    pad = theme.NARROW_PAD if is_close else CELL_PAD_X
    if (
        column.kind is ColumnKind.TRAVEL and table.columns[0].kind is ColumnKind.HEADLINE
    ):  # there is room for its heading
        return max(
            theme.WIDTHS[column.kind] or 0.0, font(head_style.regular).width(column.heading, head_style.size) + 2 * pad
        )
    if least is not None and column.kind is ColumnKind.RATING:
        words = [mark_words(cell) for row in table.rows for cell in row if isinstance(cell, RatingCell)]
        widest = max((pill_width(each) for each in words), default=theme.PILL_WIDTH)
        states = [cell.text for row in table.rows for cell in _at(row, index) if isinstance(cell, StateCell)]
        said = max(
            (font(theme.CELL_STATE.regular).width(each, theme.CELL_STATE.size) + 0.5 for each in states), default=0.0
        )
        return least + max(widest, min(said, theme.WIDEST_FIGURE)) - theme.PILL_WIDTH
    if least is None or column.kind not in theme.AS_WIDE_AS_NEEDED:
        return least
    head = _head_width(column.heading, head_style)
    texts = (_text_at(row, index) for row in table.rows)
    body = max((font(body_style.strong).width(text, body_style.size) for text in texts), default=0)
    return max(least, min(max(head, body) + 2 * pad + 0.5, theme.WIDEST_FIGURE))


def _words_widths(table: Table, own: Sequence[float | None]) -> dict[int, tuple[float, float]]:
    """Return for each column of words the width of its longest word and of its longest text, as they are set closely."""
    return {at: _words_width(table, at) for at, each in enumerate(own) if each is None}


def _words_width(table: Table, index: int) -> tuple[float, float]:
    measure, size, pads = font(theme.CELL_CLOSE.strong).width, theme.CELL_CLOSE.size, 2 * theme.NARROW_PAD + 0.5
    texts = [table.columns[index].heading, *(_text_at(row, index) for row in table.rows)]
    longest = max((measure(word, size) for text in texts for word in text.split()), default=0.0)
    return min(longest + pads, theme.LEAST_EASY), max(measure(text, size) for text in texts) + pads


def _by_their_words(words: Mapping[int, tuple[float, float]], left: float) -> dict[int, float]:
    """Share out what is left among columns of words: to each its longest word, and of the rest by how much more it has.

    Source: CSS 2.2, 17.5.2.2 (automatic table layout), which does the same.
    """
    spare = left - sum(longest for longest, _ in words.values())
    wanted = {at: max(whole - longest, 1.0) for at, (longest, whole) in words.items()}
    return {at: longest + spare * wanted[at] / sum(wanted.values()) for at, (longest, _) in words.items()}


def _head_width(heading: str, style: theme.TextStyle) -> float:
    """Return the width of a heading's longest word, or of the whole where that is short, such as a month: "Aug 20"."""
    measure = font(style.regular).width
    whole = measure(heading, style.size)
    if whole <= theme.SHORT_HEADING * style.size:
        return whole
    return max((measure(word, style.size) for word in heading.split()), default=0.0)


def _at(row: Sequence[Cell], index: int) -> Iterator[Cell]:
    """Yield the cell that stands in one column alone; none where one that spans several does."""
    at = 0
    for cell in row:
        if at == index and not isinstance(cell, GroupCell) and not (isinstance(cell, StateCell) and cell.columns > 1):
            yield cell
        at += cell.columns if isinstance(cell, StateCell | GroupCell) else 1


def _text_at(row: Sequence[Cell], index: int) -> str:
    """Return the text that stands in one column of a row; "" where other things or a spanning state do."""
    at = 0
    for cell in row:
        if at == index and not isinstance(cell, GroupCell):
            if isinstance(cell, FigureCell):
                return cell.text
            paragraphs = cell.paragraphs if isinstance(cell, TextCell) else ()
            return max(("".join(run.text for run in paragraph) for paragraph in paragraphs), key=len, default="")
        at += cell.columns if isinstance(cell, StateCell | GroupCell) else 1
    return ""
