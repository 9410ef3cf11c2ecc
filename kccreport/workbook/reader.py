"""Open a workbook, or say why it is not one.

Sheets are read by a parser of our own (`workbook.stored`): openpyxl's read-only mode trusts the size a sheet declares,
drops rows that are stored out of order, pads a gap of a million rows, gives either formulas or values, and takes longer
to import than a paper takes to make. The tests hold what is read here against openpyxl.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lxml.etree import LxmlError

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.package import SheetPart, WorkbookPackage
from kccreport.workbook.preflight import CUT_DOWN, SAVE_AGAIN, look_at
from kccreport.workbook.serial import EPOCH_1900, EPOCH_1904
from kccreport.workbook.stored import SharedTexts, StoredCell, StoredSheet
from kccreport.workbook.styles import Style, styles_of
from kccreport.workbook.visibility import struck_words

# what damaged and hostile files raise within: zipfile, zlib, lxml, and numbers or places that are none
_READING_FAULTS = (
    ArithmeticError,
    EOFError,
    IndexError,
    KeyError,
    LxmlError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
_SOFT_HYPHEN = "\xad"
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell; more were not typed there


class _TooLong(Exception):
    """A text is longer than any that Excel would have written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column, both from 1; rows and cells that hold nothing are left out.

    `hidden_rows` and `hidden_columns` are those that hold something and do not show: hidden, filtered away, or too small.
    `struck` has the words that are struck out within a cell, `soft_hyphens` the cells from which soft hyphens, which
    only say where a word may be parted, were taken; both by row and column.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict)
    soft_hyphens: Collection[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every sheet of a workbook, in its order."""

    path: Path
    sheets: tuple[Sheet, ...] = field(default=())


def open_workbook(path: str | Path) -> Workbook:
    """Return every cell of a workbook: stored values, number formats, and which cells are formulas.

    Raises:
        UnreadableFile: the file is missing, is not an .xlsx workbook, or is unsafe to open.
    """
    path = Path(path)
    look_at(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            package = WorkbookPackage(archive)
            missing = [sheet for sheet in package.sheets if not sheet.part]
            if missing:
                raise UnreadableFile(
                    f"{path} names {len(package.sheets)} sheets but only {len(package.sheets) - len(missing)} can be found "
                    f"in it; {SAVE_AGAIN}."
                )
            book = _Book(styles_of(package), SharedTexts(package), _epoch(package))
            sheets = tuple(_read_sheet(sheet, package, book) for sheet in package.sheets if sheet.is_worksheet)
    except _TooLong as fault:
        raise UnreadableFile(f"{path} {fault}.") from fault
    except _READING_FAULTS as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    return Workbook(path, sheets)


class _Book(NamedTuple):
    """What the sheets of a workbook share."""

    styles: tuple[Style, ...]
    texts: SharedTexts
    epoch: datetime


def _epoch(package: WorkbookPackage) -> datetime:
    is_1904 = any(each.get("date1904") in ("1", "true") for each in package.book.iter("{*}workbookPr"))
    return EPOCH_1904 if is_1904 else EPOCH_1900


def _read_sheet(part: SheetPart, package: WorkbookPackage, book: _Book) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    marks = _Marks({}, [])
    stored = StoredSheet(*book)
    with package.opened(part.part) as source:
        for number, cells in stored.rows(source):
            for cell in cells:
                address = CellAddress(part.name, number, cell.column)
                rows.setdefault(number, {})[cell.column] = _cell(cell, address, book.styles[cell.style], marks)
    filled = {column for row in rows.values() for column in row} if stored.hidden_columns else ()
    return Sheet(
        part.name,
        {number: rows[number] for number in sorted(rows)},
        is_hidden=part.state != "visible",
        hidden_rows=tuple(sorted(stored.hidden_rows & rows.keys())),
        merged=tuple(stored.merged),
        hidden_columns=tuple(
            sorted(column for column in filled if any(first <= column <= last for first, last in stored.hidden_columns))
        ),
        struck=marks.struck,
        soft_hyphens=tuple(marks.soft_hyphens),
    )


class _Marks(NamedTuple):
    """What of a sheet's texts does not go into its cells, by row and column."""

    struck: dict[tuple[int, int], str]
    soft_hyphens: list[tuple[int, int]]


def _cell(stored: StoredCell, address: CellAddress, style: Style, marks: _Marks) -> Cell:
    value, is_struck, is_error = stored.value, style.is_struck, stored.is_error
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise _TooLong(
                f"holds {len(value):,} characters at {address}; Excel keeps at most {LONGEST_TEXT:,}; {CUT_DOWN}"
            )
        place = address.row, address.column
        value = clean_text(value)
        if _SOFT_HYPHEN in value:
            value = value.replace(_SOFT_HYPHEN, "")
            marks.soft_hyphens.append(place)
        words = None if stored.text is None else struck_words(stored.text, is_cell_struck=is_struck)
        if words is not None:
            words = clean_text(words).replace(_SOFT_HYPHEN, "")
            is_struck = bool(words) and words == value.strip()
            if words and not is_struck:
                marks.struck[place] = words
        is_error = is_error or _looks_like_error(value)
    return Cell(
        address,
        value,
        style.number_format,
        is_error=is_error,
        is_uncalculated=stored.is_uncalculated,
        is_struck=is_struck,
        is_white=style.is_white,
    )


def _looks_like_error(text: str) -> bool:
    """True for text such as #REF!, which some programs store as text instead of as an error."""
    return text.startswith("#") and re.fullmatch(r"#[A-Z/0!?]+[!?A0]?", text) is not None
