"""Open a workbook, or say why it is not one.

openpyxl's own read-only mode trusts the size a sheet declares, drops rows that are stored out of order, pads a gap of
a million rows, and gives either formulas or values. Its parser (`WorkSheetParser`) has none of these faults, so we
take rows from the parser: each sheet is read once, whole, in whatever order it is stored.
"""

import contextlib
import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.number_format import BUILT_IN, read_format
from kccreport.workbook.preflight import SAVE_AGAIN, look_at

# everything that openpyxl was seen to raise on damaged and hostile files; nothing of ours runs inside that block
_READING_FAULTS = (
    AttributeError,
    ArithmeticError,
    IndexError,
    InvalidFileException,
    KeyError,
    LxmlError,
    MemoryError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
_FORMULA_TAG = VALUE_TAG.replace("}v", "}f")
_MERGE_TAG = VALUE_TAG.replace("}v", "}mergeCell")
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell; more were not typed there
_ERROR_CODE = re.compile(r"#[A-Z/0!?]+[!?A0]?")


class _TooLong(Exception):
    """A text is longer than any that Excel would have written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column, both from 1; rows and cells that hold nothing are left out."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()


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
    package = look_at(path)
    if not openpyxl.DEFUSEDXML:
        raise UnreadableFile("The package defusedxml is switched off or missing, so workbooks cannot be opened safely.")
    try:
        # openpyxl prints on damaged styles, which would spoil what --json writes
        with path.open("rb") as file, warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # openpyxl warns of features it leaves out; we read only cells
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = tuple(_read_sheet(sheet, book) for sheet in book.worksheets)
    except _TooLong as fault:
        raise UnreadableFile(f"{path} {fault}.") from fault
    except _READING_FAULTS as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    if len(sheets) + len(book.chartsheets) < package.sheets:
        raise UnreadableFile(
            f"{path} names {package.sheets} sheets but only {len(sheets)} can be found in it; {SAVE_AGAIN}."
        )
    return Workbook(path, sheets)


class _CellParser(WorkSheetParser):
    """Rows, hidden rows and merged ranges of one sheet, nothing else; a value and its formula in one reading."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.merged: list[str] = []

    def parse(self) -> Generator[Any, None, None]:
        """Yield the number and the raw cells of each row, as they are stored."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == _MERGE_TAG and len(self.merged) < 1_000:
                self.merged.append(element.get("ref", ""))

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a raw cell, with word on whether its formula was never calculated."""
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except ValueError:
            # a number that is none, such as <v>NaN</v>: keep its place, and let it be reported as an error cell
            stored = element.findtext(VALUE_TAG) or ""
            element.set("t", "str")
            cell = super().parse_cell(element) | {"data_type": "e", "value": stored}
        # an empty <v> is a text of no letters where Excel says so (t="str"), else a formula that was never calculated
        has_result = bool(element.findtext(VALUE_TAG)) or element.get("t") == "str"
        cell["uncalculated"] = element.find(_FORMULA_TAG) is not None and not has_result
        return cell


def _read_sheet(sheet: Any, book: Any) -> Sheet:
    @cache
    def look(style: int) -> tuple[str, bool, bool]:
        """Return a style's number format, and whether its text is struck through, or white on white."""
        style_array = book._cell_styles[style]
        font, fill = book._fonts[style_array.fontId], book._fills[style_array.fillId]
        return _format_code(book, style), bool(font.strike), _is_white(font.color) and _is_unfilled(fill)

    formats = {style: read_format(_format_code(book, style)) for style in range(len(book._cell_styles))}
    rows: dict[int, dict[int, Cell]] = {}
    with sheet._get_source() as source:
        parser = _CellParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats={style for style, form in formats.items() if form.is_date},
            timedelta_formats={style for style, form in formats.items() if form.is_duration},
        )
        for number, found in parser.parse():
            for raw in found:
                value = raw["value"]
                if value is None and not raw["uncalculated"]:
                    continue
                shown, struck, white = look(int(raw["style_id"]))
                if isinstance(value, str):
                    if len(value) > LONGEST_TEXT:
                        where = CellAddress(sheet.title, raw["row"], raw["column"])
                        raise _TooLong(
                            f"holds {len(value):,} characters at {where}; Excel keeps at most {LONGEST_TEXT:,}"
                        )
                    value = clean_text(value)
                rows.setdefault(number, {})[raw["column"]] = Cell(
                    CellAddress(sheet.title, raw["row"], raw["column"]),
                    value,
                    shown,
                    is_error=raw["data_type"] == "e" or _looks_like_error(value),
                    is_uncalculated=raw["uncalculated"],
                    is_struck=struck,
                    is_white=white,
                )
    hidden = (int(number) for number, facts in parser.row_dimensions.items() if facts.get("hidden") in ("1", "true"))
    return Sheet(
        sheet.title,
        {number: rows[number] for number in sorted(rows)},
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=tuple(sorted(number for number in islice(hidden, 100_000) if number in rows)),
        merged=tuple(parser.merged),
    )


def _format_code(book: Any, style: int) -> str:
    number = book._cell_styles[style].numFmtId
    return BUILT_IN.get(number, "General") if number < 164 else str(book._number_formats[number - 164])


def _is_white(colour: Any) -> bool:
    """True for white: by its value, as the first colour of the theme, or by its place in the old palette."""
    if colour is None:
        return False
    if colour.type == "theme":
        return bool(colour.theme == 0 and not colour.tint)
    return bool(colour.indexed in (1, 9) if colour.type == "indexed" else str(colour.rgb)[-6:].upper() == "FFFFFF")


def _is_unfilled(fill: Any) -> bool:
    """True where a cell has no fill, or a white one."""
    pattern = getattr(fill, "patternType", "gradient")
    return pattern is None or (pattern == "solid" and _is_white(fill.fgColor))


def _looks_like_error(value: object) -> bool:
    """True for text such as #REF!, which some programs store as text instead of as an error."""
    return isinstance(value, str) and value.startswith("#") and _ERROR_CODE.fullmatch(value) is not None
