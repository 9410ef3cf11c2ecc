"""The large-print edition: everything one below the other on upright pages, and no table wider than they are.

Laid out as any paper is, on a page that is smaller by `theme.LARGE`, which is then drawn larger by it: what is 10 points in
the usual edition, its smallest, is 16 in this one (RNIB, "Clear print and large print": large print is 16 points or more).
"""

from collections.abc import Container, Iterable, Iterator
from itertools import chain

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.paper.blocks import (
    Beside,
    Block,
    Column,
    ColumnKind,
    NewPage,
    Orientation,
    Paper,
    RatingCell,
    Table,
    TableLook,
    strong_cell,
)
from kccreport.writers.pdf.records import each_by_itself, records
from kccreport.writers.pdf.room import holds, words_of


def in_large_print(paper: Paper) -> Paper:
    """Return a paper as the large-print edition has it, which its title says."""
    identity = replace(paper.identity, title=say("{title} (large print)", title=paper.identity.title))
    listed = _without_room(block for block in paper.blocks if isinstance(block, Table))
    return Paper(identity, tuple(chain.from_iterable(_enlarged(block, listed) for block in paper.blocks)))


def _without_room(tables: Iterable[Table]) -> frozenset[tuple[Column, ...]]:
    """Return the columns of tables that have no room, so that those alike are all set alike."""
    across = (table for table in tables if not table.is_facts and table.look is not TableLook.UNDER_CHART)
    return frozenset(table.columns for table in across if not holds(table))


def _enlarged(block: Block, listed: Container[tuple[Column, ...]]) -> Iterator[Block]:
    """Yield a block as it stands in large print; tables of `listed` columns as lists."""
    match block:
        case Beside():
            return
        case NewPage():
            yield replace(block, orientation=Orientation.PORTRAIT)
        case Table() if block.is_facts:
            yield _in_pairs(block)
        case Table() if block.look is TableLook.UNDER_CHART:
            upright = _turned(block)
            yield from [upright] if holds(upright) else records(upright)
        case Table():
            yield from records(block) if block.columns in listed else [block]
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
