"""Whether a workbook has one sheet of measures, and which: asked of every workbook, so it reads headings only in doubt."""

from kccreport.intake import schema
from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.sheet_format import fold
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet

# the sheets of the full workbook that Measures stands for
STANDS_FOR = (schema.AREAS, schema.INDICATORS, schema.RESULTS, schema.TARGETS, schema.COMMENTARY, schema.DETAILS)


def measures_sheet(workbook: Workbook) -> Sheet | None:
    """Return the sheet Measures; None where the workbook is a full one, with a sheet Indicators, or has none like it.

    Where it has another name, it is the only sheet with such headings.
    """
    names = {fold(sheet.name): sheet for sheet in workbook.sheets}
    if fold(schema.INDICATORS.name) in names:
        return None
    if found := names.get(fold(MEASURES.name)):
        return found
    if names.keys() & {fold(each.name) for each in (schema.RESULTS, schema.AREAS)}:
        return None
    theirs = {fold(each.name) for each in schema.SHEETS}
    like = [sheet for sheet in workbook.sheets if _is_like(sheet, theirs)]
    return like[0] if len(like) == 1 else None


def _is_like(sheet: Sheet, theirs: set[str]) -> bool:
    if fold(sheet.name) in theirs or sheet.is_hidden:
        return False
    from kccreport.intake.one_sheet.headings import find_headings, heading_row, known

    row = heading_row(sheet)
    if row is None:
        return False
    found = find_headings(sheet, [])
    named = {fold(cell.text) for cell in found.cells.values()} if found else set()
    wanted = {
        fold(name)
        for column in MEASURES.columns
        if column.heading == "Target"
        for name in (column.heading, *column.instead)
    }
    return bool(named & wanted) and any(known(cell.text) == "Title" for cell in (found.cells.values() if found else ()))
