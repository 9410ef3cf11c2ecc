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
from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from lxml import etree
from lxml.etree import LxmlError
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import COL_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.number_format import BUILT_IN, read_format
from kccreport.workbook.package import UsualArchive, WorkbookPackage, row_number
from kccreport.workbook.preflight import CUT_DOWN, SAVE_AGAIN, look_at
from kccreport.workbook.visibility import is_unseen_column, is_unseen_row, struck_words

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
_TEXT_TAG = VALUE_TAG.replace("}v", "}si")
_INLINE_TAG = VALUE_TAG.replace("}v", "}is")
_LETTERS_TAG = VALUE_TAG.replace("}v", "}t")
_SOFT_HYPHEN = "\xad"
_MOST_COLUMNS = 16_384
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell; more were not typed there
_ERROR_CODE = re.compile(r"#[A-Z/0!?]+[!?A0]?")


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
    if not openpyxl.DEFUSEDXML:
        raise UnreadableFile("The package defusedxml is switched off or missing, so workbooks cannot be opened safely.")
    try:
        # openpyxl prints on damaged styles, which would spoil what --json writes
        with (
            path.open("rb") as file,
            zipfile.ZipFile(file) as archive,
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")  # openpyxl warns of features it leaves out; we read only cells
            package = WorkbookPackage(archive)
            missing = [sheet for sheet in package.sheets if not sheet.part]
            if missing:
                raise UnreadableFile(
                    f"{path} names {len(package.sheets)} sheets but only {len(package.sheets) - len(missing)} can be found "
                    f"in it; {SAVE_AGAIN}."
                )
            book = _Loader(package).load()
            texts = _struck_texts(package)
            sheets = tuple(_read_sheet(sheet, book, texts) for sheet in book.worksheets)
    except _TooLong as fault:
        raise UnreadableFile(f"{path} {fault}.") from fault
    except _READING_FAULTS as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    return Workbook(path, sheets)


class _Loader(ExcelReader):
    """Openpyxl's reader, given the parts where they are, and asked only for what cells need."""

    def __init__(self, package: WorkbookPackage) -> None:
        self.archive: Any = UsualArchive(package)
        self.valid_files = self.archive.namelist()
        self.read_only = self.data_only = True
        self.keep_vba = self.keep_links = self.rich_text = False
        self.shared_strings = []

    def load(self) -> Any:
        """Return the workbook with its styles and texts; its sheets are not read yet."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        book: Any = self.wb
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files:
                book._sheets.append(_UnreadSheet(book, sheet.name, relation.target, self.shared_strings))
                book._sheets[-1].sheet_state = sheet.state
        return book


class _UnreadSheet(ReadOnlyWorksheet):
    """A sheet that is not read yet, not even for the size it declares, which nobody here asks for."""

    def _get_size(self) -> None:
        return


def _struck_texts(package: WorkbookPackage) -> dict[int, Element]:
    """Return the shared texts with words struck out, by their number; most workbooks have none."""
    found: dict[int, Element] = {}
    for part in package.related(package.main, "sharedStrings"):
        with package.opened(part) as source:
            content = source.read()
        if b"strike" in content:
            texts = (element for _, element in iterparse(io.BytesIO(content)) if element.tag == _TEXT_TAG)
            found = {number: text for number, text in enumerate(texts) if struck_words(text, is_cell_struck=True)}
    return found


class _CellParser(WorkSheetParser):
    """Rows, what of them is hidden, and merged ranges of one sheet, nothing else; a value and its formula in one reading."""

    def __init__(self, *args: Any, texts: Mapping[int, Element], **options: Any) -> None:
        super().__init__(*args, **options)
        self.merged: list[str] = []
        self.unseen: list[tuple[int, int]] = []
        self.texts = texts

    def parse(self) -> Generator[Any, None, None]:
        """Yield the number and the raw cells of each row, as they are stored."""
        for _, element in etree.iterparse(
            self.source, tag=(ROW_TAG, _MERGE_TAG, COL_TAG), resolve_entities=False, no_network=True,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == _MERGE_TAG and len(self.merged) < 1_000:
                self.merged.append(element.get("ref", ""))
            elif element.tag == COL_TAG and is_unseen_column(element.attrib) and len(self.unseen) < _MOST_COLUMNS:
                self.unseen.append((int(element.get("min", 0)), int(element.get("max", 0))))

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        """Return a row's number and its raw cells, whether their places are written or only follow from the order."""
        if not row.get("r"):
            row.set("r", str(row_number(row, self.row_counter)))
        number, cells = super().parse_row(row)
        return int(number), cells

    def _step(self, element: Element) -> None:
        """Note the column of a cell."""
        place = element.get("r")
        self.col_counter = coordinate_to_tuple(place)[1] if place else self.col_counter + 1

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a raw cell, with word on whether its formula was never calculated, and its text where it is rich."""
        if len(element) == 0:  # only formatted: there may be a million of them
            self._step(element)
            return _NOTHING
        if element[0].tag == _INLINE_TAG and len(element) == len(element[0]) == 1 and element[0][0].tag == _LETTERS_TAG:
            # a plain text, as programs write that share none: openpyxl takes a long way round
            self._step(element)
            return {
                "column": self.col_counter,
                "value": element[0][0].text or "",
                "data_type": "s",
                "style_id": element.get("s", 0),
                "uncalculated": False,
            }
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except ValueError:
            # a number that is none, such as <v>NaN</v>: keep its place, and let it be reported as an error cell
            stored = element.findtext(VALUE_TAG) or ""
            element.set("t", "str")
            cell = super().parse_cell(element) | {"data_type": "e", "value": stored}
        kind = element.get("t")
        if len(element) == 1 and element[0].tag != _FORMULA_TAG:
            cell["uncalculated"] = False
        else:
            # an empty <v> is a text of no letters where Excel says so (t="str"), else a formula that was never calculated
            has_result = bool(element.findtext(VALUE_TAG)) or kind == "str"
            cell["uncalculated"] = element.find(_FORMULA_TAG) is not None and not has_result
        if kind == "inlineStr":
            cell["text"] = element[0] if element[0].tag == _INLINE_TAG else element.find(INLINE_STRING)
        elif kind == "s" and self.texts:
            cell["text"] = self.texts.get(int(element.findtext(VALUE_TAG) or -1))
        return cell


_NOTHING: dict[str, Any] = {"value": None, "uncalculated": False}


def _read_sheet(sheet: Any, book: Any, texts: Mapping[int, Element]) -> Sheet:
    @cache
    def look(style: int) -> tuple[str, bool, bool]:
        """Return a style's number format, and whether its text is struck through, or white on white."""
        style_array = book._cell_styles[style]
        font, fill = book._fonts[style_array.fontId], book._fills[style_array.fillId]
        return _format_code(book, style), bool(font.strike), _is_white(font.color) and _is_unfilled(fill)

    formats = {style: read_format(_format_code(book, style)) for style in range(len(book._cell_styles))}
    rows: dict[int, dict[int, Cell]] = {}
    struck_out: dict[tuple[int, int], str] = {}
    soft_hyphens: list[tuple[int, int]] = []
    with sheet._get_source() as source:
        parser = _CellParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats={style for style, form in formats.items() if form.is_date},
            timedelta_formats={style for style, form in formats.items() if form.is_duration},
            texts=texts,
        )
        for number, found in parser.parse():
            for raw in found:
                value = raw["value"]
                if value is None and not raw["uncalculated"]:
                    continue
                column = raw["column"]
                shown, struck, white = look(int(raw["style_id"]))
                if isinstance(value, str):
                    if len(value) > LONGEST_TEXT:
                        where = CellAddress(sheet.title, number, column)
                        raise _TooLong(
                            f"holds {len(value):,} characters at {where}; Excel keeps at most {LONGEST_TEXT:,}; {CUT_DOWN}"
                        )
                    value = clean_text(value)
                    if _SOFT_HYPHEN in value:
                        value = value.replace(_SOFT_HYPHEN, "")
                        soft_hyphens.append((number, column))
                    text = raw.get("text")
                    words = None if text is None else struck_words(text, is_cell_struck=struck)
                    if words is not None:
                        words = clean_text(words).replace(_SOFT_HYPHEN, "")
                        struck = bool(words) and words == value.strip()
                        if words and not struck:
                            struck_out[number, column] = words
                rows.setdefault(number, {})[column] = Cell(
                    CellAddress(sheet.title, number, column),
                    value,
                    shown,
                    is_error=raw["data_type"] == "e" or _looks_like_error(value),
                    is_uncalculated=raw["uncalculated"],
                    is_struck=struck,
                    is_white=white,
                )
    hidden = (int(number) for number, facts in parser.row_dimensions.items() if is_unseen_row(facts))
    filled = {column for row in rows.values() for column in row} if parser.unseen else ()
    return Sheet(
        sheet.title,
        {number: rows[number] for number in sorted(rows)},
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=tuple(sorted(number for number in islice(hidden, 100_000) if number in rows)),
        merged=tuple(parser.merged),
        hidden_columns=tuple(
            sorted(column for column in filled if any(first <= column <= last for first, last in parser.unseen))
        ),
        struck=struck_out,
        soft_hyphens=tuple(soft_hyphens),
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
