"""What stands on a paper's pages, for a key that explains nothing else."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    Block,
    Cell,
    FigureCell,
    Prose,
    RatingCell,
    StateCell,
    Table,
    TextCell,
    TravelCell,
)

_MARK = pattern(r"\[\w+\]")


class Printed(NamedTuple):
    """The marks that stand beside or instead of figures, such as [p] or n/a, and the directions, by trend or not."""

    marks: frozenset[str]
    directions: frozenset[tuple[Travel | None, bool]]


def printed(blocks: Iterable[Block]) -> Printed:
    """Return what stands in blocks."""
    marks: set[str] = set()
    directions: set[tuple[Travel | None, bool]] = set()
    for block in blocks:
        if isinstance(block, Prose):
            marks.update(_MARK.findall("".join(run.text for run in block.content)))
        for cell in (cell for row in block.rows for cell in row) if isinstance(block, Table) else ():
            if isinstance(cell, TravelCell):
                directions.add((cell.travel, cell.is_trend))
            for text in _texts(cell):
                marks.update((text.strip(), *_MARK.findall(text)))
    return Printed(frozenset(marks), frozenset(directions))


def _texts(cell: Cell) -> Iterator[str]:
    match cell:
        case FigureCell() | StateCell():
            yield cell.text
        case TextCell():
            yield from ("".join(run.text for run in paragraph) for paragraph in cell.paragraphs)
        case RatingCell(rating=None):
            yield cell.words
