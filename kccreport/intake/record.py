"""One row of a sheet, by its headings."""

from collections.abc import Mapping
from typing import NamedTuple

from kccreport.ground.address import CellAddress
from kccreport.workbook.cell import Cell


class Record(NamedTuple):
    """One row of a sheet: its cells by heading."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    def cell(self, heading: str) -> Cell:
        """Return the cell below a heading; a blank one, at the right address, where nothing was typed."""
        found = self.cells.get(heading)
        return found if found is not None else Cell(self.address(heading))

    def address(self, heading: str) -> CellAddress:
        """Return where the cell stands, or the row's first cell where the column is missing."""
        return CellAddress(self.sheet, self.row, self.columns.get(heading, 1))

    def text(self, heading: str) -> str:
        """Return the text below a heading, trimmed; "" where blank."""
        return self.cell(heading).text
