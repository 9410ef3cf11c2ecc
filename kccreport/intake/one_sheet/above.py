"""What stands above the headings of Measures: items of the paper and settings for all rows, each beside its name."""

from typing import NamedTuple

from kccreport.ground.address import CellAddress
from kccreport.intake.one_sheet.headings import known
from kccreport.intake.one_sheet.schema import SETTINGS
from kccreport.intake.record import Record
from kccreport.intake.schema import ITEMS
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.workbook.cell import Cell
from kccreport.workbook.sheet import Sheet

_LONGEST_TITLE = 120
_ITEMS = {name: item.name for item in ITEMS for name in item.names}


class Above(NamedTuple):
    """`items` are the rows of items of the paper, `settings` what holds for every row, `title` the first line alone."""

    items: tuple[Record, ...]
    settings: dict[str, Cell]
    title: Cell | None

    def value(self, name: str) -> Cell | None:
        """Return the cell beside an item; None where it is blank or not there."""
        found = (each.cells.get("Value") for each in self.items if _ITEMS.get(fold(each.text("Item"))) == name)
        return next((cell for cell in found if cell is not None), None)


def read_above(sheet: Sheet, first: int, paper: Table | None = None) -> Above:
    """Return what stands above the row in which the headings begin, and on the sheet Paper, where there is one."""
    items: list[Record] = []
    settings: dict[str, Cell] = {}
    title: Cell | None = None
    for row in (row for row in sheet.rows if row < first):
        cells = [cell for _, cell in sorted(sheet.rows[row].items()) if not cell.is_blank]
        if not cells or cells[0].is_error or not isinstance(cells[0].value, str):
            continue
        name = fold(cells[0].text)
        value = cells[1] if len(cells) > 1 else None
        heading = known(cells[0].text)
        if name in _ITEMS:
            items.append(_item(sheet, row, cells[0], value))
        elif heading in SETTINGS:
            if value is not None:
                settings[str(heading)] = value
        elif value is not None and len(cells) == 2 and len(cells[0].text) <= _LONGEST_TITLE // 3:
            items.append(_item(sheet, row, cells[0], value))  # a slip, or an item that nobody knows, which is said
        elif value is None and title is None and len(cells[0].text) <= _LONGEST_TITLE:
            title = cells[0]
    return Above((*items, *(paper.records if paper is not None else ())), settings, title)


def _item(sheet: Sheet, row: int, name: Cell, value: Cell | None) -> Record:
    at = name.address.column
    columns = {"Item": at, "Value": at + 1 if value is None else value.address.column}
    return Record(sheet.name, row, {"Item": name} | ({} if value is None else {"Value": value}), columns)


def assumed(name: str, value: str, at: CellAddress) -> Record:
    """Return an item that nobody typed, which points at the cell it was taken from."""
    return Record(
        at.sheet, at.row, {"Item": Cell(at, name), "Value": Cell(at, value)}, {"Item": at.column, "Value": at.column}
    )
