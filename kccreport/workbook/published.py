"""Sheets that everybody can read, blind readers included: a title in the first cell, lines of words, and one table.

Source: the Government Analysis Function, "Releasing statistics in spreadsheets" and its checklist of the basics: tables
are marked as tables, have a name and one row of headings, and begin in the first column; no cell is merged, filled,
hidden or blank; nothing stands below a table; panes are not frozen and rows not filtered.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from kccreport.workbook.writer import LINE_HEIGHT, WritableValue, line_count, put_value, without_times

_FACE = "Arial"
_BODY = Font(name=_FACE, size=11)
_HEADINGS = (  # Excel's own names, by which a screen reader knows a heading
    NamedStyle(name="Heading 1", builtinId=16, font=Font(name=_FACE, size=15, bold=True)),
    NamedStyle(name="Heading 2", builtinId=17, font=Font(name=_FACE, size=13, bold=True)),
)
_LINK = Font(name=_FACE, size=11, underline="single", color="FF0B5CAD")
_WORDS = Alignment(wrap_text=True, vertical="top")
_FIGURES = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)
_WIDEST, _NARROWEST = 62.0, 9.0  # characters of a column
_WORDS_WIDTH = 78.0  # characters of a column of lines without a table
_EASE = 1.06  # letters are narrower than the digits that widths are counted in
_TALLER = 1.15  # of a line of Arial 11 to one of Arial 10


class SheetLink(NamedTuple):
    """The name of another sheet of the workbook, which leads there."""

    sheet: str


class OpenTable(NamedTuple):
    """A table under its name: headings, whether each is of figures, and rows, none of whose cells may be blank."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[WritableValue | SheetLink]]
    figures: frozenset[int] = frozenset()


class OpenSheet(NamedTuple):
    """One sheet: its name, the title in its first cell, lines of words (those of `headings` stand out), and its table."""

    name: str
    title: str
    lines: Sequence[str] = ()
    headings: frozenset[str] = frozenset()
    table: OpenTable | None = None


def open_workbook_bytes(sheets: Sequence[OpenSheet], *, title: str, author: str, language: str) -> bytes:
    """Return an .xlsx workbook of some sheets; the same content gives the same bytes.

    Raises:
        ValueError: a cell of a table is blank, two headings of a table are the same, or a text is longer than a cell holds.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = _BODY  # type: ignore[attr-defined]  # the width of a column is in its digits
    for style in _HEADINGS:
        book.add_named_style(style)
    book.properties.title, book.properties.language = title, language
    book.properties.creator = author
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    for content in sheets:
        _write(book, content)
    saved = io.BytesIO()
    book.save(saved)
    return without_times(saved)


def _write(book: Workbook, content: OpenSheet) -> None:
    sheet = book.create_sheet(content.name)
    _heading(sheet, 1, content.title, 0)
    row = 1
    for line in content.lines:
        row += 1
        if line in content.headings:
            _heading(sheet, row, line, 1)
        else:
            cell = sheet.cell(row, 1)
            put_value(cell, line)
            cell.font = _BODY
            cell.alignment = _WORDS if content.table is None else Alignment(vertical="top")
    if content.table is None:
        sheet.column_dimensions["A"].width = _WORDS_WIDTH
        for at, line in enumerate(content.lines, 2):
            sheet.row_dimensions[at].height = line_count(line, _WORDS_WIDTH) * LINE_HEIGHT * _TALLER + 4
    else:
        _write_table(sheet, content.table, row + 1)
    sheet.sheet_view.showGridLines = content.table is not None
    sheet.page_setup.orientation = "landscape" if content.table else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading(sheet: Worksheet, row: int, text: str, level: int) -> None:
    cell = sheet.cell(row, 1)
    put_value(cell, text)
    cell.style = _HEADINGS[level].name


def _write_table(sheet: Worksheet, table: OpenTable, first: int) -> None:
    if len({heading.casefold() for heading in table.headings}) < len(table.headings):
        raise ValueError(f"two columns of the table {table.name} have the same heading")
    widths = _widths(table)
    for at, (heading, width) in enumerate(zip(table.headings, widths, strict=True)):
        cell = sheet.cell(first, at + 1)
        put_value(cell, heading)
        cell.font, cell.alignment = Font(name=_FACE, size=11, bold=True), _FIGURES if at in table.figures else _WORDS
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    lines = max(1 + heading.count(" [") for heading in table.headings)
    sheet.row_dimensions[first].height = lines * LINE_HEIGHT * _TALLER + 4
    for row, values in enumerate(table.rows, first + 1):
        for at, value in enumerate(values):
            if value is None or value == "":
                raise ValueError(f"the cell below {table.headings[at]} in row {row} of {sheet.title} is blank")
            cell = sheet.cell(row, at + 1)
            cell.font, cell.alignment = _BODY, _FIGURES if at in table.figures else _WORDS
            _put(cell, value)
        lines = max(line_count(_said(value), widths[at] * _EASE) for at, value in enumerate(values))
        sheet.row_dimensions[row].height = lines * LINE_HEIGHT * _TALLER + 4
    _mark(sheet, table, first)
    sheet.print_title_rows = f"{first}:{first}"


def _put(cell: object, value: WritableValue | SheetLink) -> None:
    if not isinstance(value, SheetLink):
        put_value(cell, value)
        return
    put_value(cell, value.sheet)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{value.sheet}'!A1")  # type: ignore[attr-defined]
    cell.font = _LINK  # type: ignore[attr-defined]


def _mark(sheet: Worksheet, table: OpenTable, first: int) -> None:
    """Mark the cells as a table, whose headings a screen reader says with each cell; without buttons to filter rows."""
    last = get_column_letter(len(table.headings))
    marked = Table(displayName=table.name, name=table.name, ref=f"A{first}:{last}{first + len(table.rows)}")
    marked.tableColumns = [TableColumn(id=at, name=heading) for at, heading in enumerate(table.headings, 1)]
    marked.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    sheet.add_table(marked)


def _widths(table: OpenTable) -> list[float]:
    """Return the width of each column in characters: its longest cell's, within limits; longer words are wrapped."""
    return [
        min(
            max(
                _NARROWEST,
                max(map(len, heading.split())) * 1.2 + 2,
                *(len(_said(row[at])) * 1.05 + 2 for row in table.rows),
            ),
            _WIDEST,
        )
        for at, heading in enumerate(table.headings)
    ]


def _said(value: WritableValue | SheetLink) -> str:
    if isinstance(value, SheetLink):
        return value.sheet
    return value if isinstance(value, str) else str(getattr(value, "value", value))
