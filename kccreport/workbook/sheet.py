"""One sheet of a workbook: its cells, and what of it does not show, read row by row as they are stored."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, field

from kccreport.ground.address import CellAddress
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.package import SheetPart, WorkbookPackage
from kccreport.workbook.preflight import CUT_DOWN
from kccreport.workbook.stored import SharedTexts, StoredCell, StoredSheet
from kccreport.workbook.styles import Style
from kccreport.workbook.visibility import struck_words

_SOFT_HYPHEN = "\xad"
# what Excel shows for errors, and two that Google Sheets and LibreOffice have besides; #HEALTH is a word that was typed
# Source: Microsoft, "ERROR.TYPE function", and [MS-XLSX] 2.3.6.1.3 for those of dynamic arrays and data types
_ERRORS = frozenset((
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CONNECT!", "#BLOCKED!",
    "#UNKNOWN!", "#FIELD!", "#CALC!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!", "#ERROR!", "#MACRO?",
))  # fmt: skip
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell; more were not typed there


class TooLong(Exception):
    """A text is longer than any that Excel would have written."""


class Sheet(Struct, frozen=True):
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


class Book(NamedTuple):
    """What the sheets of a workbook share."""

    styles: tuple[Style, ...]
    texts: SharedTexts
    epoch: datetime


def read_sheet(part: SheetPart, package: WorkbookPackage, book: Book) -> Sheet:
    """Return what a sheet of a workbook holds.

    Raises:
        TooLong: a cell holds more than Excel keeps.
        Exception: whatever a damaged package raises within, as `reader` lists it.
    """
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
            raise TooLong(
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
    return text.startswith("#") and text in _ERRORS
