"""The rows of Measures with what they mean, and how a cell, a row and a table of the full workbook are made of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kccreport.intake.one_sheet.above import Above
from kccreport.intake.one_sheet.headings import HeadingRow
from kccreport.intake.one_sheet.meaning import Meant, period_headings, what_is_meant
from kccreport.intake.one_sheet.rows import MeasureRow
from kccreport.intake.one_sheet.schema import ELSEWHERE
from kccreport.intake.one_sheet.words import rating_of
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import SheetFormat
from kccreport.intake.table import Table
from kccreport.models.period import Frequency, Period
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.reading.meaning import Heading
from kccreport.workbook.cell import Cell

ALL_MEASURES = "All measures"


_THEIRS = {theirs: ours for ours, theirs in ELSEWHERE.items()} | {"Latest RAG": "RAG"}


class Read(NamedTuple):
    """A row with what it means."""

    row: MeasureRow
    meant: Meant

    @property
    def record(self) -> Record:
        """Return the row as it was typed."""
        return self.row.record


class Parts(NamedTuple):
    """What the tables are made from: the sheet, its rows, its period headings, and what stands above."""

    table: Table
    rows: tuple[Read, ...]
    periods: tuple[tuple[Cell, Heading | None], ...]
    headings: HeadingRow
    above: Above
    ratings: RatingScale = USUAL_SCALE

    def rating(self, text: str) -> Rag | None:
        """Return the rating that a typed word means, the council's own or ours, or its first letter; else None."""
        return self.ratings.read(text) or self.ratings.made(rating_of(text))


def read_rows(
    table: Table, rows: Sequence[MeasureRow], headings: HeadingRow, above: Above, ratings: RatingScale = USUAL_SCALE
) -> Parts:
    """Return the rows with what they mean; how often most of them are reported stands for those that do not show it.

    `ratings` is what the paper calls its ratings.
    """
    below: dict[str, list[Cell]] = {}
    for row in rows:
        for heading, cell in row.record.cells.items():
            below.setdefault(heading, []).append(cell)
    own = [cell for cell in table.own_headings if cell.address.column not in headings.targets]
    periods = tuple(period_headings(own, below))
    first = [what_is_meant(row, periods, Frequency.MONTHLY).frequency for row in rows if _shows_period(row, periods)]
    usual = Counter(first).most_common(1)[0][0] if first else Frequency.MONTHLY
    read = tuple(Read(row, what_is_meant(row, periods, usual)) for row in rows)
    return Parts(table, read, periods, headings, above, ratings)


def _shows_period(row: MeasureRow, periods: Sequence[tuple[Cell, Heading | None]]) -> bool:
    return any(not row.record.cell(str(heading.address)).is_blank for heading, _ in periods)


def newest_result(parts: Parts) -> tuple[Period, Cell] | None:
    """Return the newest period that has a figure, and its heading; None where there is none."""
    found: list[tuple[Period, int, Cell]] = []
    for heading, read in parts.periods:
        for each in parts.rows if read is not None else ():
            cell = each.meant.figures.get(str(heading.address))
            period = read.period_for(each.meant.frequency) if read is not None else None
            if cell is not None and period is not None and not cell.text.casefold().endswith("[f]"):
                found.append((period, heading.address.column, heading))
    if not found:
        return None
    period, _, heading = max(found, key=lambda each: each[:2])
    return period, heading


def table_of(parts: Parts, format_: SheetFormat, records: Sequence[Record] | Iterator[Record]) -> Table:
    """Return a table with every column of a format; those that Measures lacks are taken for its titles' column."""
    source = parts.table
    columns = {column.heading: column_of(parts, column.heading) for column in format_.columns}
    return Table(source.name, tuple(records), columns, (), source.heading_row)


def column_of(parts: Parts, heading: str) -> int:
    """Return the column of Measures for a heading of the full workbook; that of the titles where it has none."""
    name = _THEIRS.get(heading, heading)
    if heading in ("Reference", "References"):
        name = "Reference" if any("Reference" in each.record.cells for each in parts.rows) else "Title"
    return parts.table.columns.get(name, parts.table.columns.get("Title", 1))


def record_of(
    parts: Parts, row: int, format_: SheetFormat, cells: Mapping[str, Cell], own: Sequence[Cell] = ()
) -> Record:
    """Return a row of a format, without the cells that are blank."""
    columns = {column.heading: column_of(parts, column.heading) for column in format_.columns}
    columns |= {str(cell.address): cell.address.column for cell in own}
    return Record(parts.table.name, row, {name: cell for name, cell in cells.items() if not cell.is_blank}, columns)


def said(value: str | int, at: Cell) -> Cell:
    """Return a cell that nobody typed, at the address of the one it follows from."""
    return Cell(at.address, value)


def follows(value: str, typed: Cell, at: Cell) -> Cell:
    """Return a cell with a value of ours, where it was typed in other words, or else where it follows from."""
    return (typed if not typed.is_blank else at)._replace(value=value, number_format="General", is_struck=False)
