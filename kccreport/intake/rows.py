"""The rows below a heading row: where the table ends, what is blank in it, and what cannot be used."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.figures import unusable
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import Column, SheetFormat, fold
from kccreport.workbook.cell import Cell

_FEWEST_BLANK = 3  # so many cells blank beside a single one that is not: the row is a heading or a note


def one_table(
    records: Iterable[Record], format_: SheetFormat, own: Iterable[Cell], problems: list[Problem]
) -> Iterator[Record]:
    """Yield the rows of a sheet's table, without headings that are repeated, and up to where another one begins.

    `own` are the headings that are not of the format, such as periods.

    Problems: repeated-heading.
    """
    first = format_.columns[0]
    names = {fold(name) for name in (first.heading, *first.also)}
    headings = {str(cell.address): cell for cell in own}
    for record in records:
        cell = record.cell(first.heading)
        if cell.is_error or fold(cell.text) not in names:
            yield record
            continue
        again = [heading for heading in record.cells if _is_repeated(record, heading, headings.get(heading))]
        is_same = len(again) > 1 and len(again) >= len(record.cells) - 1
        message = "the headings are repeated here" if is_same else "a second table begins here, which is not read"
        hint = "delete the row" if is_same else "move the second table to a sheet of its own"
        problems.append(Problem("repeated-heading", str(cell.address), f"{message}.", hint))
        if not is_same:
            return


def _is_repeated(record: Record, heading: str, own: Cell | None) -> bool:
    return fold(record.text(heading)) == fold(own.text if own is not None else heading)


def look_at_cells(
    records: Sequence[Record], format_: SheetFormat, problems: list[Problem], *, merged: Iterable[str] = ()
) -> None:
    """Report blanks where something must stand, cells without a usable value, and struck-through text.

    Problems: blank-cell, error-cell, uncalculated-formula, not-shown, struck-through (a warning). What is blank since
    it is `merged` is reported as that.
    """
    areas = [corners(area) for area in merged]
    for record in records:
        blank = [
            column
            for column in format_.columns
            if column.filled
            and column.heading in record.columns
            and column.heading not in record.cells
            and not any(_lies_in(record.address(column.heading), area) for area in areas)
        ]
        if len(record.cells) == 1 and len(blank) >= _FEWEST_BLANK:
            problems.append(_all_blank(record, blank))
        else:
            problems.extend(_blank(record, column) for column in blank)
        for column in format_.columns:
            cell = record.cells.get(column.heading)
            if cell is not None and (fault := unusable(cell)):
                problems.append(fault)
        for cell in record.cells.values():
            if cell.shows_nothing and (fault := unusable(cell)):
                problems.append(fault)  # also below headings of one's own
            if cell.is_struck:
                problems.append(struck(cell))


def _blank(record: Record, column: Column) -> Problem:
    what = column.heading if column.heading.isupper() else column.heading[:1].lower() + column.heading[1:]
    note = f": {column.note[:1].lower() if column.note[1:2].islower() else column.note[:1]}{column.note[1:]}"
    hint = f"type the {what}{note if column.note else ''}"
    return Problem("blank-cell", str(record.address(column.heading)), f"{column.heading} is blank.", hint)


def _all_blank(record: Record, blank: Sequence[Column]) -> Problem:
    (cell,) = record.cells.values()
    return Problem(
        "blank-cell",
        str(record.address(blank[0].heading)),
        f"beside {cell.text[:40]!r} the whole row is blank: {', '.join(column.heading for column in blank)}.",
        "where it is a heading or a note delete the row; else fill it in",
    )


def struck(cell: Cell) -> Problem:
    """Return the warning that a cell is struck through."""
    return warning(
        "struck-through",
        str(cell.address),
        f"{cell.text[:40]!r} is struck through, but it is used all the same.",
        "delete it, or take the strikethrough off",
    )


def corners(area: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the rows and the columns that a range such as A3:B4 goes from and to."""
    found = [re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", part) for part in area.split(":")]
    rows = [int(each[2]) for each in found if each]
    columns = [_number(each[1]) for each in found if each]
    return (min(rows, default=0), max(rows, default=0)), (min(columns, default=0), max(columns, default=0))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _lies_in(address: CellAddress, area: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    (top, bottom), (left, right) = area
    return top <= address.row <= bottom and left <= address.column <= right
