"""The large-print edition: everything one below the other on upright pages, and no table wider than they are.

Laid out as any paper is, on a page that is smaller by `theme.LARGE`, which is then drawn larger by it: what is 10 points in
the usual edition, its smallest, is 16 in this one (RNIB, "Clear print and large print": large print is 16 points or more).
"""

from collections.abc import Iterator
from itertools import chain

from kccreport.ground.errors import RenderingFault
from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.paper.blocks import (
    AlertCell,
    Beside,
    Block,
    Cell,
    Column,
    ColumnKind,
    GroupCell,
    NewPage,
    Orientation,
    Paper,
    RatingCell,
    StateCell,
    Table,
    TableLook,
    TravelCell,
    VerdictCell,
    strong_cell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import pill_width
from kccreport.writers.pdf.flowables.columns import column_widths
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.records import each_by_itself, records, words_of

_WIDTH = theme.LARGE_PAGE.measure


def in_large_print(paper: Paper) -> Paper:
    """Return a paper as the large-print edition has it, which its title says."""
    identity = replace(paper.identity, title=say("{title} (large print)", title=paper.identity.title))
    return Paper(identity, tuple(chain.from_iterable(map(_enlarged, paper.blocks))))


def _enlarged(block: Block) -> Iterator[Block]:
    match block:
        case Beside():
            return
        case NewPage():
            yield replace(block, orientation=Orientation.PORTRAIT)
        case Table() if block.is_facts:
            yield _in_pairs(block)
        case Table():
            upright = _turned(block) if block.look is TableLook.UNDER_CHART else block
            yield from [upright] if _holds(upright) else records(upright)
        case _:
            yield block


def _in_pairs(table: Table) -> Table:
    """Return facts that stand two beside each other one below the other."""
    pairs = (row[at : at + 2] for row in table.rows for at in range(0, len(row), 2))
    return replace(table, columns=table.columns[:2], rows=tuple(pair for pair in pairs if any(map(words_of, pair))))


def _turned(table: Table) -> Table:
    """Return a table that stands under the periods of a chart with a row for each of them."""
    whole = [tuple(each_by_itself(row)) for row in table.rows]
    heads = [" ".join(words_of(row[0])) for row in whole]
    kinds = [
        ColumnKind.RATING if any(isinstance(cell, RatingCell) for cell in row) else ColumnKind.TOTAL for row in whole
    ]
    columns = (Column(table.columns[0].heading, ColumnKind.LABEL), *map(Column, heads, kinds))
    rows = tuple(
        (strong_cell(column.heading), *(row[at] for row in whole)) for at, column in enumerate(table.columns) if at
    )
    return Table(columns, rows, caption=table.caption)


def _holds(table: Table) -> bool:
    """Say whether a table has room across the page, and every word of it in its column."""
    table = replace(table, look=TableLook.RULED) if table.look is TableLook.WIDE else table
    try:
        widths = [width - 2 * theme.CELL_PAD_X for _, width in column_widths(table, _WIDTH)]
    except RenderingFault:  # far more columns than any page has room for
        return False
    for column, width in zip(table.columns, widths, strict=True):
        if any(
            font(theme.CELL_HEAD.regular).width(word, theme.CELL_HEAD.size) > width for word in column.heading.split()
        ):
            return False
    for row in table.rows:
        at = 0
        for cell in row:
            columns = cell.columns if isinstance(cell, StateCell | GroupCell) else 1
            if _widest(cell) > sum(widths[at : at + columns]):
                return False
            at += columns
    return True


def _widest(cell: Cell) -> float:
    """Return the width of the widest word of a cell, or of its mark."""
    match cell:
        case RatingCell() | AlertCell():
            return pill_width(mark_words(cell))
        case TravelCell():
            return theme.PILL_TEXT + font(theme.CELL.regular).width(mark_words(cell), theme.CELL.size)
        case VerdictCell():
            return theme.PILL_TEXT + font(theme.CELL.regular).width(cell.words, theme.CELL.size)
        case _:
            measure = font(theme.CELL.strong).width
            return max((measure(word, theme.CELL.size) for word in words_of(cell)), default=0.0)
