"""What of a workbook is not read, and what of it cannot be printed: nothing is dropped quietly."""

from collections.abc import Collection, Iterable, Iterator

from kccreport.assets import printable_characters
from kccreport.ground.address import sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.workbook.reader import Workbook

_OFFICERS_OWN = frozenset({"guidance", "notes", "readme"})


def unread_sheets(workbook: Workbook, tables: Iterable[Table | None], own: Collection[str] = ()) -> Iterator[Problem]:
    """Find sheets that nobody reads; `own` are the folded names of those that are read by other means."""
    read = {table.name for table in tables if table is not None}
    for sheet in workbook.sheets:
        if sheet.name not in read and sheet.rows and fold(sheet.name) not in {*own, *_OFFICERS_OWN}:
            yield warning(
                "unread-sheet",
                sheet_address(sheet.name),
                "the sheet is not read.",
                "name it Notes if it is for officers only",
            )


def unprintable_characters(tables: Iterable[Table | None]) -> Iterator[Problem]:
    """Find every cell with a character that the paper's typeface lacks, which would print as an empty box."""
    printable = printable_characters() | {ord("\n"), ord("\t")}
    for table in tables:
        for record in table.records if table else ():
            for cell in record.cells.values():
                if not isinstance(cell.value, str) or cell.value.isascii():
                    continue
                missing = sorted({letter for letter in cell.value if ord(letter) not in printable})
                if missing:
                    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing[:5])
                    yield Problem(
                        "unprintable-character",
                        str(cell.address),
                        f"the paper's typeface has no {named}.",
                        "replace it with a letter, a plain dash or a word",
                    )
