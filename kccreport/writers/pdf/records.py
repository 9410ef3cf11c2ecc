"""The rows of a table that a page of large print has no room for, each as a record: its title, and a list below it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    Inline,
    Prose,
    Role,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    plain,
    strong_cell,
)
from kccreport.writers.pdf.room import holds, words_of
from kccreport.writers.ties import TIE

_NAMES = (ColumnKind.REFERENCE, ColumnKind.TITLE)
_IN_ROWS = (ColumnKind.FIGURE, ColumnKind.TOTAL)
_LEAST_IN_ROW = 3
_OF_WORDS = (*_NAMES, ColumnKind.AREA, ColumnKind.LABEL, ColumnKind.TEXT, ColumnKind.PERIOD, ColumnKind.DETAIL)


class Stretch(NamedTuple):
    """A cell of a row, and the columns that it stands in: several below which a state stands in place of figures."""

    cell: Cell
    columns: tuple[Column, ...]
    is_head: bool

    @property
    def heading(self) -> str:
        """Return all that heads the cell; of several headings none is parted at the end of a line, such as a month."""
        if len(self.columns) == 1:
            return self.columns[0].heading
        return ", ".join(column.heading.replace(" ", TIE) for column in self.columns)


def records(table: Table) -> Iterator[Block]:
    """Yield the rows of a table as lists of headings and what stands below them, each under its title, figures first.

    A row without a title has what leads to it lead to its list.
    """
    places = table.places or ("",) * len(table.rows)
    for row, place in zip(table.rows, places, strict=True):
        if isinstance(row[0], GroupCell):
            yield Prose(_inline(row[0]), Role.GROUP, leads=True, anchor=place)
            continue
        stretches = tuple(_stretches(table, row))
        title = _joined([_inline(each.cell) for each in stretches if each.is_head])
        rest = [each for each in stretches if not each.is_head and _says(each.cell)]
        runs = list(_runs(rest))
        shown = {id(each) for run in runs for each in run}
        pairs = tuple(_pair(each) for each in rest if id(each) not in shown)
        if title:
            yield Prose(title, Role.RECORD, leads=bool(rest), anchor=place)
        yield from (_in_a_row(run, title) for run in runs)
        if pairs:
            columns = (Column(say("Detail"), ColumnKind.LABEL), Column(say("Text"), ColumnKind.TEXT))
            places_of = (place, *("",) * (len(pairs) - 1)) if place and not title else ()
            yield Table(columns, pairs, TableLook.BARE, places=places_of)


def _stretches(table: Table, row: Sequence[Cell]) -> Iterator[Stretch]:
    """Yield the cells of a row; a state, a mark or a picture heads nothing, wherever it stands."""
    at, heads = 0, _heads(table)
    for cell in row:
        end = at + (cell.columns if isinstance(cell, StateCell) else 1)
        yield Stretch(cell, table.columns[at:end], at in heads and isinstance(cell, TextCell | FigureCell))
        at = end


def _heads(table: Table) -> frozenset[int]:
    """Return the columns that give a record its title: what heads a row, or behind figures the reference and the title."""
    kinds = [column.kind for column in table.columns]
    if kinds[0] not in _OF_WORDS and table.has_row_heads:
        return frozenset(kinds.index(kind) for kind in _NAMES if kind in kinds) or table.row_heads
    return table.row_heads


def _runs(stretches: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """Yield neighbouring figures, such as the results of five months, that have room in a row below their headings.

    Of more than there is room for each run has as many.
    """
    for is_run, run in groupby(stretches, key=lambda each: each.columns[0].kind in _IN_ROWS and len(each.columns) == 1):
        figures = list(run)
        most = len(figures) // _LEAST_IN_ROW if is_run else 0
        for count in range(1, most + 1):
            parts = list(_shared_out(figures, count))
            if all(holds(_in_a_row(part)) for part in parts):
                yield from parts
                break


def _in_a_row(figures: Sequence[Stretch], title: Inline = ()) -> Table:
    """Return figures as a table of one row, which is called as what it is of."""
    columns, cells = tuple(each.columns[0] for each in figures), tuple(each.cell for each in figures)
    words = "".join(run.text for run in title)
    return Table(columns, (cells,), TableLook.NARROW, caption=words, has_row_heads=False)


def _shared_out(figures: Sequence[Stretch], count: int) -> Iterator[Sequence[Stretch]]:
    """Yield so many parts of a row, the first of them the longer ones."""
    least, more = divmod(len(figures), count)
    at = 0
    for number in range(count):
        end = at + least + (number < more)
        yield figures[at:end]
        at = end


def _pair(stretch: Stretch) -> tuple[Cell, Cell]:
    cell = stretch.cell
    return strong_cell(stretch.heading), replace(cell, columns=1) if isinstance(cell, StateCell) else cell


def _says(cell: Cell) -> bool:
    """False for a cell that is empty."""
    return not isinstance(cell, TextCell | FigureCell | StateCell) or bool(words_of(cell))


def _inline(cell: Cell) -> Inline:
    """Return what a cell says as a heading does, its links too; what stands after a group's heading stays quieter."""
    match cell:
        case GroupCell():
            return (Run(cell.text, is_strong=True), *(plain(f" {cell.detail}") if cell.detail else ()))
        case TextCell():
            paragraphs = [tuple(replace(run, is_strong=True) for run in content) for content in cell.paragraphs]
            return _joined(paragraphs)
        case _:
            words = " ".join(words_of(cell))
            return (Run(words, is_strong=True),) if words else ()


def _joined(parts: Sequence[Inline]) -> Inline:
    """Return several headings as one, with a space between them; those of one manner are one run."""
    joined: list[Run] = []
    for part in parts:
        if not any(run.text.strip() for run in part):
            continue
        for run in (*((Run(" ", is_strong=True),) if joined else ()), *part):
            if joined and _manner(joined[-1]) == _manner(run):
                joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
            else:
                joined.append(run)
    return tuple(joined)


def _manner(run: Run) -> Run:
    return replace(run, text="")


def each_by_itself(row: Sequence[Cell]) -> Iterator[Cell]:
    """Yield the cells of a row, a state once for each column that it stands in."""
    for cell in row:
        if isinstance(cell, StateCell):
            yield from (replace(cell, columns=1),) * cell.columns
        else:
            yield cell
