"""Cells to an .xlsx file: plain, printable, and the same bytes every time.

Text is always stored as text: a value that begins with = + - or @ can never become a formula.
"""

import io
import zipfile
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from math import ceil
from typing import Any, NamedTuple

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from kccreport.ground.pattern import pattern
from kccreport.workbook.sheet import LONGEST_TEXT

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: a workbook made twice is the same file
_HEADING_FONT = Font(name="Arial", size=10, bold=True, color="FF12284B")
_HEADING_FILL = PatternFill("solid", fgColor="FFF3F5F8")
LINE_HEIGHT = 13.0  # points, of Arial 10
_WRAPPED_FROM = 24  # characters: wider columns hold words
_FORMULA_CELL = pattern(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)><f>')
_NOTE_FONT = Font(name="Arial", size=10, italic=True, color="FF4A545C")
_BODY_FONT = Font(name="Arial", size=10)


class Shown(NamedTuple):
    """A number, a date or a time with the Excel format it is shown in."""

    value: Decimal | int | float | date | time | timedelta
    number_format: str


class Formula(NamedTuple):
    """A formula of ours, stored with an empty result so that it reads as blank until Excel has calculated it."""

    text: str


WritableValue = str | int | float | Decimal | date | time | Shown | Formula | None


class HeadingCell(NamedTuple):
    """A column's heading, the note that says what to type below it, and its width in characters.

    `choices` become a drop-down list. Below a heading that `is_locked` nothing can be typed on a protected sheet; below
    others there, what is typed is shown in `number_format`.
    """

    text: WritableValue
    note: str = ""
    width: float = 14
    choices: tuple[str, ...] = ()
    is_locked: bool = False
    number_format: str = ""


class ColourRule(NamedTuple):
    """Cells of some columns, from 1, that are filled while a formula is true of the first of them."""

    columns: tuple[int, int]
    formula: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet to write: optional note lines, rows `above`, one heading row, then the rows, and `spare` blank ones to fill in.

    A protected sheet has no password: it only keeps hands off what is locked. Rows are counted from 0: `row_choices` are
    drop-down lists for their second column, `row_formats` the formats of their blank cells. With `is_table` the rows are
    an Excel table, whose headings a screen reader says with each cell. The headings and the first `frozen_columns` stay in
    view.
    """

    name: str
    headings: Sequence[HeadingCell]
    rows: Sequence[Sequence[WritableValue]]
    notes: Sequence[str] = ()
    above: Sequence[Sequence[WritableValue]] = ()
    spare: int = 0
    is_protected: bool = False
    is_table: bool = False
    rules: Sequence[ColourRule] = ()
    row_choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    row_formats: Mapping[int, str] = field(default_factory=dict)
    frozen_columns: int = 1

    @property
    def first_row(self) -> int:
        """Return the number of the first row below the headings."""
        return self.heading_row + 1

    @property
    def heading_row(self) -> int:
        """Return the number of the row of headings."""
        return len(self.notes) + len(self.above) + 1


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
    looks = _Looks()
    for content in sheets:
        _write_sheet(book.create_sheet(content.name), content, looks)
    first = io.BytesIO()
    book.save(first)
    return without_times(first)


class _Looks:
    """The looks that cells of one workbook were given: openpyxl takes long to make one, and to give it again next to nothing."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, Hashable], Any] = {}

    def give(self, cell: Any, name: Hashable, make: Callable[[Any], None]) -> None:
        """Make a cell look as `make` has it, whose name is `name`; what a cell looked like before may count."""
        key = b"" if cell._style is None else cell._style.tobytes(), name
        if key in self._known:
            cell._style = copy(self._known[key])
        else:
            make(cell)
            self._known[key] = copy(cell._style)


def _as_heading(cell: Any) -> None:
    cell.font, cell.fill = _HEADING_FONT, _HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _as_words(cell: Any) -> None:
    cell.font = _BODY_FONT
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _as_figure(cell: Any) -> None:
    cell.font = _BODY_FONT
    cell.alignment = Alignment(wrap_text=False, vertical="top")


def _write_sheet(sheet: Worksheet, content: SheetContent, looks: _Looks) -> None:
    row = 1
    for text in content.notes:
        note = sheet.cell(row, 1)
        put_value(note, text)
        note.font = _NOTE_FONT
        row += 1
    for values in content.above:
        for column, value in enumerate(values, 1):
            if value is not None:
                cell = sheet.cell(row, column)
                put_value(cell, value)
                cell.font = _HEADING_FONT if column == 1 else _BODY_FONT
        row += 1
    for column, heading in enumerate(content.headings, 1):
        cell = sheet.cell(row, column)
        put_value(cell, heading.text)
        looks.give(cell, "heading", _as_heading)
        if heading.note:
            cell.comment = Comment(heading.note, "kccreport", height=120, width=260)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    sheet.freeze_panes = f"{get_column_letter(content.frozen_columns + 1)}{row + 1}"
    for values in content.rows:
        row += 1
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            body = sheet.cell(row, column)
            put_value(body, value)
            make = _as_words if isinstance(value, str) else _as_figure
            looks.give(body, make.__name__, make)
        lines = max((line_count(value, content.headings[at].width) for at, value in enumerate(values)), default=1)
        if lines > 1:
            sheet.row_dimensions[row].height = lines * LINE_HEIGHT + 3
    last = max(row, content.first_row + len(content.rows) + content.spare - 1)
    _offer_choices(sheet, content, last)
    _protect(sheet, content, last, looks)
    for row_number, shown in content.row_formats.items():
        for column in range(2, len(content.headings) + 1):
            sheet.cell(content.first_row + row_number, column).number_format = shown
    for rule in content.rules:
        first, end = (get_column_letter(column) for column in rule.columns)
        sheet.conditional_formatting.add(
            f"{first}{content.first_row}:{end}{last}",
            FormulaRule(  # type: ignore[no-untyped-call]
                [rule.formula], fill=PatternFill("solid", bgColor=rule.fill), font=Font(color=rule.ink, bold=True)
            ),
        )
    if content.is_table:
        table = Table(
            displayName=f"Table_{content.name.replace(' ', '_').replace('-', '_')}", ref=_range(content, last)
        )
        table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{content.heading_row if content.above else 1}:{content.heading_row}"


def _range(content: SheetContent, last: int) -> str:
    return f"A{content.first_row - 1}:{get_column_letter(len(content.headings))}{last}"


def _offer_choices(sheet: Worksheet, content: SheetContent, last: int) -> None:
    """Give each column with choices a drop-down list down to the last row, and single rows theirs."""
    places = {
        f"{get_column_letter(column)}{content.first_row}:{get_column_letter(column)}{last}": heading.choices
        for column, heading in enumerate(content.headings, 1)
        if heading.choices
    }
    places |= {f"B{content.first_row + row}": choices for row, choices in content.row_choices.items()}
    for place, choices in places.items():
        listed = DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
        listed.errorTitle, listed.error = "Not on the list", "Choose one of the list, or leave the cell blank."
        listed.add(place)
        sheet.add_data_validation(listed)


def _protect(sheet: Worksheet, content: SheetContent, last: int, looks: _Looks) -> None:
    """Unlock what is to be filled in, and protect the rest without a password."""
    if not content.is_protected:
        return
    for column, heading in enumerate(content.headings, 1):
        name = heading.is_locked, heading.number_format, heading.width > _WRAPPED_FROM
        for row in range(content.first_row, last + 1):
            looks.give(sheet.cell(row, column), name, partial(_as_protected, heading=heading))
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def _as_protected(cell: Any, heading: HeadingCell) -> None:
    cell.protection = Protection(locked=heading.is_locked)
    cell.font = _BODY_FONT
    if heading.number_format:
        cell.number_format = heading.number_format
    if heading.is_locked:
        cell.fill = _HEADING_FILL  # what is white can be filled in
    if not cell.alignment.vertical:
        cell.alignment = Alignment(wrap_text=heading.width > _WRAPPED_FROM, vertical="top")


def line_count(value: WritableValue, width: float) -> int:
    """Return about how many lines a text takes in a column so many characters wide."""
    if not isinstance(value, str):
        return 1
    return sum(max(ceil(len(line) * 0.9 / width), 1) for line in value.split("\n"))


def put_value(cell: Any, value: WritableValue) -> None:
    """Store a value; text is stored as text whatever it begins with."""
    if isinstance(value, Shown):
        cell.value = float(value.value) if isinstance(value.value, Decimal) else value.value
        cell.number_format = value.number_format
    elif isinstance(value, Formula):
        cell.value = f"={value.text}"
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
    elif isinstance(value, time):
        cell.value = value
        cell.number_format = "h:mm am/pm"
    else:
        cell.value = value


def without_times(saved: io.BytesIO) -> bytes:
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
                content = _FORMULA_CELL.sub(rb'\1 t="str"><f>', content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _with_fixed_modified(core: bytes) -> bytes:
    """Replace the time of saving, which openpyxl writes over the one it was given."""
    start = core.find(b"<dcterms:modified")
    open_end, close = core.find(b">", start), core.find(b"</dcterms:modified>", start)
    return core if start < 0 else core[: open_end + 1] + b"1980-01-01T00:00:00Z" + core[close:]
