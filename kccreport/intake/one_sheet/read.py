"""A workbook whose indicators stand on one sheet, Measures: found, read, and taken apart into tables."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.ground.values import replace
from kccreport.intake.details import results_up_to_of
from kccreport.intake.one_sheet.above import Above, read_above
from kccreport.intake.one_sheet.found import measures_sheet
from kccreport.intake.one_sheet.headings import HeadingRow, find_headings, heading_row
from kccreport.intake.one_sheet.parts import Parts, read_rows
from kccreport.intake.one_sheet.rows import measure_rows
from kccreport.intake.one_sheet.schema import FLOOR, MEASURES
from kccreport.intake.one_sheet.sheets import tables
from kccreport.intake.one_sheet.untargeted import without_target
from kccreport.intake.record import Record
from kccreport.intake.rows import corners
from kccreport.intake.sheet_format import SheetFormat, fold
from kccreport.intake.table import Table, read_table
from kccreport.models.period import FinancialYear, Period
from kccreport.models.ratings import USUAL_SCALE, RatingScale, scale_of
from kccreport.models.reading.read import financial_year_of
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet


class OneSheet(Struct, frozen=True):
    """What was read: `measures` is the sheet itself, `parts` its rows, `tables` what it stands for.

    `items` are what stands above its headings, and `paper` the sheet Paper where there is one as well. `unspoken` are the
    headings of periods that only what stands above them says which they are, such as Q2 or "This quarter", spelt out.
    `free` is where an item more can be typed, its name and its value; None where no row above the headings is blank.
    """

    format_: SheetFormat
    measures: Table
    parts: Parts
    tables: Mapping[str, Table]
    items: Table
    paper: Table | None = None
    unspoken: Mapping[CellAddress, str] = field(default_factory=dict)
    free: tuple[CellAddress, CellAddress] | None = None

    @property
    def has_floors(self) -> bool:
        """True where the column of amber limits is headed as one of floor standards."""
        column = self.measures.columns.get(FLOOR)
        cells = self.parts.headings.cells.values()
        return any("floor" in cell.text.casefold() for cell in cells if cell.address.column == column)


def read_one_sheet(
    workbook: Workbook,
    paper: Table | None,
    problems: list[Problem],
    usual: Callable[[str], RatingScale] | None = None,
) -> OneSheet | None:
    """Return what the sheet Measures says; None where the workbook has none, or it has no headings.

    `paper` is the sheet Paper, which may say the rest of what may stand above the headings. `usual` gives what a layout,
    by its name or "", calls the ratings.

    Problems: those of `read_table`, of its rows and headings; renamed-sheet, no-target (warnings).
    """
    sheet = measures_sheet(workbook)
    if sheet is None:
        return None
    found: list[Problem] = []
    row = heading_row(sheet)
    if row is None:
        problems.append(
            Problem(
                "missing-heading",
                sheet_address(sheet.name),
                "the sheet has no heading row.",
                "its headings are: Title, Target, the periods of its results, and others that README lists",
            )
        )
        return None
    settings = read_above(sheet, row, paper)
    year, up_to = _when(settings)
    headings = find_headings(sheet, found, year=year, up_to=up_to)
    assert headings is not None  # the row is there
    above = read_above(sheet, headings.first, paper)
    if fold(sheet.name) != fold(MEASURES.name):
        what = f"the sheet is read as {MEASURES.name}."
        found.append(warning("renamed-sheet", sheet_address(sheet.name), what, f"rename it {MEASURES.name}"))
    view = replace(workbook, sheets=(_view(sheet, headings),))
    format_ = MEASURES if sheet.name == MEASURES.name else replace(MEASURES, name=sheet.name)
    table = read_table(view, format_, found)
    if table is None:
        problems.extend(found)
        return None
    rows = measure_rows(table, above.settings, found)
    parts = read_rows(table, rows, headings, above, _ratings(above, usual))
    found.extend(without_target(parts))
    made = tables(parts, workbook.path)
    problems.extend(found)
    typed = tuple(each for each in above.items if each.sheet == table.name)
    items = Table(table.name, typed, {}, (), table.heading_row)
    return OneSheet(
        format_, table, parts, made, items, paper, _unspoken(sheet, headings, parts), _free(sheet, headings, typed)
    )


def _free(sheet: Sheet, headings: HeadingRow, items: Sequence[Record]) -> tuple[CellAddress, CellAddress] | None:
    """Return the last blank row above the headings, in the columns of the items that are there."""
    row = next((row for row in range(headings.first - 1, 0, -1) if row not in sheet.rows), None)
    columns = (items[0].columns["Item"], items[0].columns["Value"]) if items else (1, 2)
    return None if row is None else (CellAddress(sheet.name, row, columns[0]), CellAddress(sheet.name, row, columns[1]))


def _unspoken(sheet: Sheet, headings: HeadingRow, parts: Parts) -> dict[CellAddress, str]:
    if headings.first != headings.last:
        return {}  # a year above a quarter says it
    typed = sheet.rows[headings.last]
    changed = (cell for cell, _ in parts.periods if cell.text != typed[cell.address.column].text)
    return {cell.address: cell.text for cell in changed}


def _when(above: Above) -> tuple[FinancialYear | None, Period | None]:
    """Return the financial year and the month that stand above the headings, as far as they can be read."""
    year, up_to = above.value("Financial year"), above.value("Results up to")
    reported = results_up_to_of(up_to) if up_to is not None else None
    found = financial_year_of(year.text) if year is not None else None
    return found or (reported.financial_year if reported else None), reported


def _ratings(above: Above, usual: Callable[[str], RatingScale] | None) -> RatingScale:
    """Return what the paper calls its ratings: as it says itself, or as its layout does; the usual where that is amiss."""
    words, layout = above.value("Rating words"), above.value("Layout")
    if words is None:
        return USUAL_SCALE if usual is None else usual("" if layout is None else layout.text)
    found = scale_of(words.text)
    return USUAL_SCALE if isinstance(found, str) else found


def _view(sheet: Sheet, headings: HeadingRow) -> Sheet:
    """Return the sheet with its headings in one row and nothing above; merged cells that do no harm are taken for single."""
    rows = {headings.last: headings.cells} | {row: cells for row, cells in sheet.rows.items() if row > headings.last}
    groups = {at for at, cell in headings.cells.items() if fold(cell.text) == fold("Group")}
    merged = tuple(area for area in sheet.merged if not _is_harmless(area, sheet, headings, groups))
    return replace(sheet, rows=rows, merged=merged)


def _is_harmless(area: str, sheet: Sheet, headings: HeadingRow, groups: set[int]) -> bool:
    """Say whether a merged range is one of headings, a name across its row or down the column of groups, or words in a row."""
    (top, bottom), (left, right) = corners(area)
    if bottom <= headings.last or (left == right and left in groups):
        return True
    cell = sheet.rows.get(top, {}).get(left)
    is_words = cell is not None and isinstance(cell.value, str) and not any(map(str.isdigit, cell.text))
    return top == bottom and (cell is None or is_words or len(sheet.rows.get(top, {})) == 1)
