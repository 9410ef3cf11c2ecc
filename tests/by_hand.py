"""A workbook being typed in, as plain as `tests.plain` writes it: cells, rows and columns by Excel's numbers, and no more.

Whoever hides, merges, colours or calculates has openpyxl do it (`books.edited`), at ten times the cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from kccreport.workbook.writer import HeadingCell, SheetContent, Shown
from tests.plain import plain_workbook

GENERAL = "General"
_USUAL = {datetime: "yyyy-mm-dd h:mm:ss", date: "yyyy-mm-dd", time: "h:mm:ss"}  # what openpyxl shows of them


def is_more_than_words(value: object) -> bool:
    """Say whether Excel makes a formula or an error of what is typed."""
    return isinstance(value, str) and (value.startswith("=") or value in ERROR_CODES)


@dataclass(slots=True)
class Cell:
    """What is typed into a cell, and its format."""

    row: int
    column: int
    value: Any = None
    number_format: str = GENERAL

    @property
    def column_letter(self) -> str:
        return get_column_letter(self.column)

    @property
    def written(self) -> Any:
        """What a workbook of the kind that `plain` writes has in its place."""
        value = self.value
        if isinstance(value, str):
            assert not is_more_than_words(value), "openpyxl tells formulas and errors from words"
        if value is None or isinstance(value, bool):
            return value
        shown = _USUAL.get(type(value), GENERAL) if self.number_format == GENERAL else self.number_format
        return value if shown == GENERAL else Shown(value, shown)


class Page:
    """One sheet; rows and columns begin with 1."""

    def __init__(self, title: str, rows: Sequence[Sequence[Any]]) -> None:
        self.title = title
        self._rows = [
            [Cell(row, column, *_typed(value)) for column, value in enumerate(values, 1)]
            for row, values in enumerate(rows, 1)
        ]

    @property
    def max_row(self) -> int:
        return len(self._rows)

    @property
    def max_column(self) -> int:
        return max(map(len, self._rows), default=0)

    def cell(self, row: int, column: int, value: Any = None) -> Cell:
        """Return a cell, having typed something into it where something is given."""
        self._rows += [[] for _ in range(row - len(self._rows))]
        found = self._rows[row - 1]
        found += [Cell(row, at) for at in range(len(found) + 1, column + 1)]
        if value is not None:
            found[column - 1].value = value
        return found[column - 1]

    def __getitem__(self, place: str | int) -> Any:
        """Return the cell at a place such as C2, or the cells of a row."""
        if isinstance(place, int):
            return tuple(self.cell(place, column) for column in range(1, self.max_column + 1))
        return self.cell(*coordinate_to_tuple(place))

    def __setitem__(self, place: str, value: Any) -> None:
        self[place].value = value

    def __iter__(self) -> Iterator[list[Cell]]:
        return iter(self._rows)

    def append(self, values: Sequence[Any]) -> None:
        row = self.max_row + 1
        for column, value in enumerate(values, 1):
            self.cell(row, column, value)

    def insert_rows(self, at: int, amount: int = 1) -> None:
        self._rows[at - 1 : at - 1] = [[] for _ in range(amount)]
        self._number()

    def delete_rows(self, at: int, amount: int = 1) -> None:
        del self._rows[at - 1 : at - 1 + amount]
        self._number()

    def delete_cols(self, at: int, amount: int = 1) -> None:
        for row in self._rows:
            del row[at - 1 : at - 1 + amount]
        self._number()

    def _number(self) -> None:
        for number, row in enumerate(self._rows, 1):
            for column, cell in enumerate(row, 1):
                cell.row, cell.column = number, column


def page_of(sheet: SheetContent) -> Page:
    """What `plain` makes of a sheet, to type in."""
    headings = [heading.text for heading in sheet.headings]
    return Page(sheet.name, [*([note] for note in sheet.notes), *sheet.above, headings, *sheet.rows])


class Book:
    """The sheets of a workbook, by name."""

    def __init__(self, worksheets: Iterable[Page]) -> None:
        self.worksheets = list(worksheets)

    def __getitem__(self, name: str) -> Page:
        return next(page for page in self.worksheets if page.title == name)

    def __delitem__(self, name: str) -> None:
        self.remove(self[name])

    def remove(self, page: Page) -> None:
        self.worksheets.remove(page)

    def save(self, path: Path) -> None:
        written = [
            SheetContent(
                page.title,
                [HeadingCell(cell.written) for cell in page[1]] if page.max_row else [],
                [[cell.written for cell in row] for row in list(page)[1:]],
            )
            for page in self.worksheets
        ]
        path.write_bytes(plain_workbook(written))


def _typed(value: Any) -> tuple[Any, str]:
    """What `plain` writes of a value, and the format that it shows it in."""
    if isinstance(value, Shown):
        return value.value, value.number_format
    if isinstance(value, date):
        return value, "d mmmm yyyy"
    return value, "h:mm am/pm" if isinstance(value, time) else GENERAL
