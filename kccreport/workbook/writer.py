"""Cells to an .xlsx file: plain, printable, and the same bytes every time.

Text is always stored as text: a value that begins with = + - or @ can never become a formula.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kccreport.workbook.reader import LONGEST_TEXT

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: a workbook made twice is the same file
_HEADING_FONT = Font(name="Arial", size=10, bold=True, color="FF12284B")
_HEADING_FILL = PatternFill("solid", fgColor="FFF3F5F8")
_LINE_HEIGHT = 13.0  # points, of Arial 10
_NOTE_FONT = Font(name="Arial", size=10, italic=True, color="FF4A545C")
_BODY_FONT = Font(name="Arial", size=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """A number or a date with the Excel format it is shown in."""

    value: Decimal | int | float | date
    number_format: str


WritableValue = str | int | float | Decimal | date | Shown | None


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A column's heading, the note that says what to type below it, and its width in characters."""

    text: WritableValue
    note: str = ""
    width: float = 14


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet to write: optional note lines, one heading row, then the rows."""

    name: str
    headings: Sequence[HeadingCell]
    rows: Sequence[Sequence[WritableValue]]
    notes: Sequence[str] = ()


def workbook_bytes(sheets: Sequence[SheetContent], *, title: str = "") -> bytes:
    """Return an .xlsx workbook; the same content gives the same bytes.

    Raises:
        ValueError: a text is longer than Excel keeps in a cell, or holds a character that no workbook can.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title or None
    book.properties.creator = "kccreport"
    book.properties.created = book.properties.modified = datetime(*_EPOCH[:3])
    for content in sheets:
        _write_sheet(book.create_sheet(content.name), content)
    first = io.BytesIO()
    book.save(first)
    return _without_times(first)


def _write_sheet(sheet: Worksheet, content: SheetContent) -> None:
    row = 1
    for text in content.notes:
        note = sheet.cell(row, 1)
        _put(note, text)
        note.font = _NOTE_FONT
        row += 1
    for column, heading in enumerate(content.headings, 1):
        cell = sheet.cell(row, column)
        _put(cell, heading.text)
        cell.font, cell.fill = _HEADING_FONT, _HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if heading.note:
            cell.comment = Comment(heading.note, "kccreport", height=120, width=260)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    sheet.freeze_panes = f"B{row + 1}"
    for values in content.rows:
        row += 1
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            body = sheet.cell(row, column)
            _put(body, value)
            body.font = _BODY_FONT
            body.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
        lines = max((_line_count(value, content.headings[at].width) for at, value in enumerate(values)), default=1)
        if lines > 1:
            sheet.row_dimensions[row].height = lines * _LINE_HEIGHT + 3
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{len(content.notes) + 1}"


def _line_count(value: WritableValue, width: float) -> int:
    """Return about how many lines a text takes in a column so many characters wide."""
    if not isinstance(value, str):
        return 1
    return sum(max(ceil(len(line) * 0.9 / width), 1) for line in value.split("\n"))


def _put(cell: Any, value: WritableValue) -> None:
    """Store a value; text is stored as text whatever it begins with."""
    if isinstance(value, Shown):
        cell.value = float(value.value) if isinstance(value.value, Decimal) else value.value
        cell.number_format = value.number_format
    elif isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise ValueError(f"a cell holds at most {LONGEST_TEXT:,} characters, not {len(value):,}")
        if ILLEGAL_CHARACTERS_RE.search(value):
            raise ValueError(f"a workbook cannot hold the control character in {value[:40]!r}")
        cell.value = value
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "d mmmm yyyy"
    else:
        cell.value = value


def _without_times(saved: io.BytesIO) -> bytes:
    """Return the package with its parts in name order and no clock in it (openpyxl stamps both)."""
    result = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _with_fixed_modified(content)
            elif name.startswith("xl/worksheets/"):
                # a height is only where to start: Excel fits the row again when its text is changed
                content = content.replace(b' customHeight="1"', b"")
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _with_fixed_modified(core: bytes) -> bytes:
    """Replace the time of saving, which openpyxl writes over the one it was given."""
    start = core.find(b"<dcterms:modified")
    open_end, close = core.find(b">", start), core.find(b"</dcterms:modified>", start)
    return core if start < 0 else core[: open_end + 1] + b"1980-01-01T00:00:00Z" + core[close:]
