"""Rows and columns of measures to a table: empty columns left out, groups headed, suspended rows said across."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kccreport.language import say, say_word
from kccreport.models.indicator import Suspension
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    Column,
    FigureCell,
    GroupCell,
    RatingCell,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    text_cell,
)
from kccreport.paper.measure_columns import MeasureColumn, Measured
from kccreport.paper.wording import NOT_APPLICABLE


class Line(NamedTuple):
    """One row of the table: the measure of each body, usually one; None where a body has no such measure."""

    bodies: tuple[Measured | None, ...]
    place: str = ""

    @property
    def measures(self) -> tuple[Measured, ...]:
        """Return the measures that the row is of."""
        return tuple(each for each in self.bodies if each is not None)


class Group(NamedTuple):
    """Lines under one heading, "" for none; `detail` stands beside it."""

    heading: str
    lines: tuple[Line, ...]
    detail: str = ""


class LineColumn(NamedTuple):
    """One column over lines; `suspended` says why a line has nothing in it."""

    name: str
    column: Column
    cell: Callable[[Line], Cell]
    suspended: Callable[[Line], Suspension | None] = lambda _: None


def of_body(each: MeasureColumn, body: int = 0, heading: str = "") -> LineColumn:
    """Return a column of measures as one of lines: that of one body, under its own heading."""

    def cell(line: Line) -> Cell:
        measure = line.bodies[body]
        return text_cell("") if measure is None else each.cell(measure)

    def suspended(line: Line) -> Suspension | None:
        measure = line.bodies[body]
        return measure.rated.indicator.suspension if measure is not None and each.is_figure else None

    column = Column(heading, each.column.kind) if heading else each.column
    return LineColumn(each.name, column, cell, suspended)


def measure_table(groups: Sequence[Group], columns: Sequence[LineColumn]) -> Table:
    """Return the table of some groups, without the columns that are empty in every row; the title stays."""
    lines = [line for group in groups for line in group.lines]
    made = [[each.cell(line) if each.suspended(line) is None else None for line in lines] for each in columns]
    is_yearly = all(each.rated.indicator.frequency.is_yearly for line in lines for each in line.measures)
    results = [cells for each, cells in zip(columns, made, strict=True) if each.name == "results"]
    kept = [
        (each, cells)
        for each, cells in zip(columns, made, strict=True)
        if each.name == "title"
        or (
            not is_unused([cell for cell in cells if cell is not None])
            and not (is_yearly and each.name == "outturn" and cells in results)
        )  # of a paper by years, whose last year stands there already
    ]
    rows: list[tuple[Cell, ...]] = []
    places: list[str] = []
    at = 0
    for group in groups:
        if group.heading:
            rows.append((GroupCell(group.heading, len(kept), group.detail),))
            places.append("")
        for line in group.lines:
            rows.append(tuple(_cells(line, at, kept)))
            places.append(line.place)
            at += 1
    used = tuple(places) if any(places) else ()
    return Table(tuple(each.column for each, _ in kept), tuple(rows), TableLook.WIDE, places=used)


def _cells(line: Line, at: int, kept: Sequence[tuple[LineColumn, Sequence[Cell | None]]]) -> Iterator[Cell]:
    """Yield the cells of a line; neighbours without a figure become one that says why."""
    for suspension, run in groupby(kept, key=lambda each: each[0].suspended(line)):
        found = list(run)
        if suspension is not None:
            yield StateCell(suspension.sentence, len(found))
            continue
        for _, cells in found:
            cell = cells[at]
            assert cell is not None, "only a suspended line lacks a cell"
            yield no_figure() if isinstance(cell, FigureCell) and not cell.text else cell


def no_figure() -> TextCell:
    """Return what stands where there is no figure, as it does below a chart: a blank leaves a reader guessing."""
    return TextCell(((Run(say("no figure"), is_emphasis=True),),))


def is_unused(cells: Sequence[Cell]) -> bool:
    """Say whether a column says nothing: it is empty, or n/a, in every row; or none is rated, for one and the same reason."""
    if cells and all(isinstance(cell, RatingCell) and cell.rating is None for cell in cells) and len(set(cells)) == 1:
        return True
    return all(_says_nothing(cell) for cell in cells)


def _is_nothing(words: str) -> bool:
    return words in ("", "–", NOT_APPLICABLE, say_word(NOT_APPLICABLE))


def _says_nothing(cell: Cell) -> bool:
    match cell:
        case FigureCell():
            return _is_nothing(cell.text)
        case TextCell():
            words = "".join(run.text for paragraph in cell.paragraphs for run in paragraph)
            return _is_nothing(words)
        case RatingCell():
            return cell.rating is None and _is_nothing(cell.words)
        case TravelCell():
            return cell.travel is None
        case AlertCell():
            return cell.alert is None
        case _:
            return False
