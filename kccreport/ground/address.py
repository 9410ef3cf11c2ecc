"""Where a value stands in a workbook, written the way Excel writes it."""

from msgspec import Struct


def column_letters(column: int) -> str:
    """Return Excel's letters for a column number counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellAddress(Struct, frozen=True, order=True):
    """One cell: sheet name, row and column, both counted from 1 as in Excel.

    >>> str(CellAddress("KPIs", row=14, column=6))
    "'KPIs'!F14"
    """

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{sheet_address(self.sheet)}!{column_letters(self.column)}{self.row}"


def sheet_address(sheet: str) -> str:
    """Return a sheet's name quoted as in a formula, so that spaces and apostrophes are plain.

    >>> sheet_address("Service areas")
    "'Service areas'"
    """
    return "'" + sheet.replace("'", "''") + "'"
