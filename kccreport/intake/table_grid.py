"""The cells of a sheet that holds a table: its heading row, the rows below it, and the columns that steer it."""

from collections.abc import Mapping
from typing import NamedTuple

from kccreport.intake.sheet_format import fold
from kccreport.workbook.cell import Cell
from kccreport.workbook.sheet import Sheet

_HIDDEN_HEADINGS = frozenset({"note", "partof", "polarity", "floor"})  # they steer the table and are not columns of it


class Grid(NamedTuple):
    """The cells of a sheet as they stand: headings, and rows below them, by column number."""

    headings: Mapping[int, Cell]
    rows: tuple[Mapping[int, Cell], ...]
    stub: int

    def steering(self, name: str) -> int | None:
        """Return the column that a word heads which steers the table; None where there is none."""
        return next((number for number, cell in self.headings.items() if fold(cell.text) == name), None)

    @property
    def columns(self) -> list[int]:
        """Return the numbers of the columns that hold figures or words, from the left."""
        return [
            number
            for number, cell in sorted(self.headings.items())
            if number != self.stub and not self._steers(fold(cell.text))
        ]

    def _steers(self, heading: str) -> bool:
        """Say whether a column steers the table: a floor does that has a target of the same name beside it."""
        named = {fold(cell.text) for cell in self.headings.values()}
        of_target = heading.removesuffix("floor") + "target"
        is_floor = heading.endswith("floor") and of_target in named and "polarity" in named
        return heading in _HIDDEN_HEADINGS or is_floor


def grid_of(sheet: Sheet) -> Grid | None:
    """Find the heading row: the first with at least two cells, above rows that start in its first column."""
    for row, cells in sorted(sheet.rows.items()):
        headings = {number: cell for number, cell in cells.items() if not cell.is_blank}
        if len(headings) >= 2:
            stub = min(headings)
            below = (found for at, found in sorted(sheet.rows.items()) if at > row)
            return Grid(headings, tuple(found for found in below if stub in found and not found[stub].is_blank), stub)
    return None
