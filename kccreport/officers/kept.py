"""What a workbook gives the one after it: every column by its fate in the schema, every cell as it is shown there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from kccreport.intake.items import ItemSheet
from kccreport.intake.paper_tables import paper_tables
from kccreport.intake.record import Record
from kccreport.intake.schema import ITEMS, PAPER, SHEETS, TABLES
from kccreport.intake.sheet_format import Fate, SheetFormat, fold
from kccreport.intake.table import Table
from kccreport.workbook.cell import Cell
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet
from kccreport.workbook.writer import HeadingCell, SheetContent, Shown, WritableValue

Row = dict[str, WritableValue]
_STAYS = (Fate.CARRIED, Fate.AGREED)
_OWN_WIDTH = 24.0
SAID, ACTIONS, OUTCOME = "Commentary", "Actions", "Outcome of actions"


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of a workbook when the next one is begun.

    `rows` are the rows of each sheet by its name, `own` the headings there that are the officer's own, `items` what
    stands beside the items of Paper, and `tables` the sheets that hold tables of one's own.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    own: dict[str, tuple[str, ...]] = field(default_factory=dict)
    items: dict[str, WritableValue] = field(default_factory=dict)
    tables: tuple[SheetContent, ...] = ()

    def headings(self, sheet: str) -> set[str]:
        """Return the headings below which a sheet keeps anything."""
        return {heading for row in self.rows.get(sheet, ()) for heading in row}


def what_is_kept(workbook: Workbook) -> Kept:
    """Return what the workbook of a paper gives the next one: no figure of a period, and no word of one paper alone."""
    read = paper_tables(workbook, [])
    kept = Kept(tables=tuple(_tables(read[TABLES], workbook)))
    for format_ in SHEETS:
        table = read[format_]
        if table is None:
            continue
        if format_ is PAPER:
            kept.items.update(_items(table))
            continue
        kept.own[format_.name] = tuple(cell.text for cell in table.own_headings) if format_.has_own_columns else ()
        kept.rows[format_.name] = [row for record in table.records if (row := _row(record, table, format_))]
    return kept


def _items(table: Table) -> Iterator[tuple[str, WritableValue]]:
    cells = ItemSheet(table, ITEMS, []).cells
    for item in ITEMS:
        if item.fate in _STAYS and item.name in cells:
            yield item.name, as_shown(cells[item.name])


def _row(record: Record, table: Table, format_: SheetFormat) -> Row:
    row: Row = {}
    for column in format_.columns:
        cell = record.cells.get(column.heading)
        if cell is None:
            continue
        if column.fate in _STAYS:
            row[column.heading] = as_shown(cell)
        elif column.fate is Fate.PREVIOUS:
            row[previous_of(column.heading)] = kept_words(record, column.heading)
    if format_.has_own_columns:
        for heading in table.own_headings:
            cell = record.cells.get(str(heading.address))
            if cell is not None:
                row[heading.text] = as_shown(cell)
    return row


def previous_of(heading: str) -> str:
    """Return the heading below which something is kept as what was said last time.

    >>> previous_of("Commentary"), previous_of("Welsh actions")
    ('Previous commentary', 'Welsh previous actions')
    """
    language, _, what = heading.rpartition(" ") if heading.startswith("Welsh ") else ("", "", heading)
    return f"{language} previous {what.casefold()}".strip().capitalize()


def kept_words(record: Record, heading: str) -> WritableValue:
    """Return what is kept of a cell as what was said last time; None where it is blank."""
    return carried_actions(record) or None if heading == ACTIONS else as_shown(record.cell(heading))


def carried_actions(record: Record) -> str:
    """Return what a row says is to be done, with who does it and by when where that stands in columns of its own."""
    actions = record.text(ACTIONS)
    due = record.text("Action due")
    known = [words for words in (record.text("Action owner"), due and f"by {due}") if words]
    return f"{actions.rstrip('. ')} ({', '.join(known)})" if actions and known else actions


def _tables(index: Table | None, workbook: Workbook) -> Iterator[SheetContent]:
    """Yield the sheets that the sheet Tables names, as they stand."""
    sheets = {fold(sheet.name): sheet for sheet in workbook.sheets}
    for record in index.records if index else ():
        sheet = sheets.get(fold(record.text("Table")))
        if sheet is not None and sheet.rows:
            yield _as_it_stands(sheet)


def _as_it_stands(sheet: Sheet) -> SheetContent:
    last = max(column for row in sheet.rows.values() for column in row)
    first, *rest = range(min(sheet.rows), max(sheet.rows) + 1)

    def cells(number: int) -> list[WritableValue]:
        row = sheet.rows.get(number, {})
        return [as_shown(row[column]) if column in row else None for column in range(1, last + 1)]

    headings = [HeadingCell(value, width=_OWN_WIDTH) for value in cells(first)]
    return SheetContent(sheet.name, headings, [cells(number) for number in rest])


def as_shown(cell: Cell) -> WritableValue:
    """Return a cell's value with its number format, to be written as it stands; None where it has no value."""
    value = cell.value
    if cell.is_error or cell.is_uncalculated or cell.is_blank:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float, date, time, timedelta)):
        return Shown(value, cell.number_format)
    return cell.text
