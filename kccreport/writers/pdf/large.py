"""The large-print edition: everything one below the other on upright pages, and no table wider than they are.

Laid out as any paper is, on a page that is smaller by `theme.LARGE`, which is then drawn larger by it: what is 10 points in
the usual edition, its smallest, is 16 in this one (RNIB, "Clear print and large print": large print is 16 points or more).
"""

from collections.abc import Iterator, Sequence
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
    FigureCell,
    GroupCell,
    NewPage,
    Orientation,
    PageCell,
    Paper,
    Prose,
    RatingCell,
    Role,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    strong_cell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import pill_width
from kccreport.writers.pdf.flowables.columns import column_widths
from kccreport.writers.pdf.fonts import font

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
            yield from [upright] if _holds(upright) else _listed(upright)
        case _:
            yield block


def _in_pairs(table: Table) -> Table:
    """Return facts that stand two beside each other one below the other."""
    pairs = (row[at : at + 2] for row in table.rows for at in range(0, len(row), 2))
    return replace(table, columns=table.columns[:2], rows=tuple(pair for pair in pairs if any(map(_words, pair))))


def _turned(table: Table) -> Table:
    """Return a table that stands under the periods of a chart with a row for each of them."""
    heads = [" ".join(_words(row[0])) for row in table.rows]
    kinds = [
        ColumnKind.RATING if any(isinstance(cell, RatingCell) for cell in row) else ColumnKind.TOTAL
        for row in table.rows
    ]
    columns = (Column(table.columns[0].heading, ColumnKind.LABEL), *map(Column, heads, kinds))
    rows = tuple(
        (strong_cell(column.heading), *(row[at] for row in table.rows)) for at, column in enumerate(table.columns) if at
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
        case _:
            measure = font(theme.CELL.strong).width
            return max((measure(word, theme.CELL.size) for word in _words(cell)), default=0.0)


def _listed(table: Table) -> Iterator[Block]:
    """Yield the rows of a table that is too wide as lists of headings and what stands below them, each under its title."""
    places = table.places or ("",) * len(table.rows)
    for row, place in zip(table.rows, places, strict=True):
        if isinstance(row[0], GroupCell):
            yield Prose(_heading_of(row[:1]), Role.MASTHEAD, leads=True, anchor=place)
            continue
        heads = [at for at in sorted(table.row_heads) if at < len(row)]
        if heads:
            yield Prose(_heading_of([row[at] for at in heads]), Role.LABEL, leads=True, anchor=place)
        pairs = tuple(_pairs(table.columns, row, heads))
        if pairs:
            columns = (Column(say("Detail"), ColumnKind.LABEL), Column(say("Text"), ColumnKind.TEXT))
            yield Table(columns, pairs, TableLook.BARE)


def _heading_of(cells: Sequence[Cell]) -> tuple[Run, ...]:
    words = " ".join(word for cell in cells for word in _words(cell))
    return (Run(words, is_strong=True),)


def _pairs(columns: Sequence[Column], row: Sequence[Cell], heads: Sequence[int]) -> Iterator[tuple[Cell, Cell]]:
    at = 0
    for index, cell in enumerate(row):
        here = at
        at += cell.columns if isinstance(cell, StateCell) else 1
        is_empty = isinstance(cell, TextCell | FigureCell | StateCell) and not _words(cell)
        if index not in heads and not is_empty:
            yield strong_cell(columns[here].heading), _state(cell) if isinstance(cell, StateCell) else cell


def _state(cell: StateCell) -> TextCell:
    """Return a state as words of the size of those above and below it."""
    return TextCell(((Run(cell.text, is_emphasis=True),),))


def _words(cell: Cell) -> list[str]:
    match cell:
        case TextCell():
            return [word for paragraph in cell.paragraphs for run in paragraph for word in run.text.split()]
        case FigureCell() | StateCell() | GroupCell():
            return cell.text.split()
        case RatingCell() | AlertCell() | TravelCell():
            return mark_words(cell).split()
        case PageCell():
            return ["0000"]
        case _:
            return []
