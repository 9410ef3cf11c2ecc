"""One sheet of a workbook: its cells, and what of it does not show, read row by row as they are stored."""

import re
from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import COL_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser

from kccreport.ground.address import CellAddress
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.number_format import BUILT_IN, read_format
from kccreport.workbook.package import row_number
from kccreport.workbook.preflight import CUT_DOWN
from kccreport.workbook.visibility import is_unseen_column, is_unseen_row, struck_words

_FORMULA_TAG = VALUE_TAG.replace("}v", "}f")
_MERGE_TAG = VALUE_TAG.replace("}v", "}mergeCell")
_INLINE_TAG = VALUE_TAG.replace("}v", "}is")
_LETTERS_TAG = VALUE_TAG.replace("}v", "}t")
_SOFT_HYPHEN = "\xad"
_MOST_COLUMNS = 16_384
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell; more were not typed there
_ERROR_CODE = re.compile(r"#[A-Z/0!?]+[!?A0]?")


class TooLong(Exception):
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


_NOTHING: dict[str, Any] = {"value": None, "uncalculated": False}


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


def read_sheet(sheet: Any, book: Any, texts: Mapping[int, Element]) -> Sheet:
    """Return a sheet of openpyxl's, every cell of it read once; `texts` are the shared texts with words struck out.

    Raises:
        TooLong: a text is longer than any that Excel would have written.
    """
    reading = _Reading(sheet.title, book)
    with sheet._get_source() as source:
        parser = _CellParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats={style for style, form in reading.formats.items() if form.is_date},
            timedelta_formats={style for style, form in reading.formats.items() if form.is_duration},
            texts=texts,
        )
        for number, found in parser.parse():
            for raw in found:
                if raw["value"] is not None or raw["uncalculated"]:
                    reading.add(number, raw)
    return reading.sheet(parser, is_hidden=sheet.sheet_state != "visible")


class _Reading:
    """What has been read of one sheet so far."""

    def __init__(self, title: str, book: Any) -> None:
        self.title = title
        self.formats = {style: read_format(_format_code(book, style)) for style in range(len(book._cell_styles))}
        self._book = book
        self._looks: dict[int, tuple[str, bool, bool]] = {}
        self._rows: dict[int, dict[int, Cell]] = {}
        self._struck_out: dict[tuple[int, int], str] = {}
        self._soft_hyphens: list[tuple[int, int]] = []

    def add(self, row: int, raw: Mapping[str, Any]) -> None:
        """Take in a raw cell that holds something, or a formula without a result."""
        value, column, style = raw["value"], raw["column"], int(raw["style_id"])
        if style not in self._looks:
            self._looks[style] = _look(self._book, style)
        shown, struck, white = self._looks[style]
        where = CellAddress(self.title, row, column)
        if isinstance(value, str):
            value = self._text(value, where)
            struck = self._is_struck(value, raw.get("text"), where, by_style=struck)
        self._rows.setdefault(row, {})[column] = Cell(
            where,
            value,
            shown,
            is_error=raw["data_type"] == "e" or _looks_like_error(value),
            is_uncalculated=raw["uncalculated"],
            is_struck=struck,
            is_white=white,
        )

    def _text(self, value: str, where: CellAddress) -> str:
        """Return a text as it is read on, its soft hyphens noted and taken out."""
        if len(value) > LONGEST_TEXT:
            raise TooLong(
                f"holds {len(value):,} characters at {where}; Excel keeps at most {LONGEST_TEXT:,}; {CUT_DOWN}"
            )
        value = clean_text(value)
        if _SOFT_HYPHEN in value:
            value = value.replace(_SOFT_HYPHEN, "")
            self._soft_hyphens.append((where.row, where.column))
        return value

    def _is_struck(self, value: str, text: Element | None, where: CellAddress, *, by_style: bool) -> bool:
        """Say whether a text is struck through as a whole; where only words of it are, they are noted.

        `text` is the text with its runs, where it has any, and `by_style` says how the cell as a whole is shown.
        """
        words = None if text is None else struck_words(text, is_cell_struck=by_style)
        if words is None:
            return by_style
        words = clean_text(words).replace(_SOFT_HYPHEN, "")
        is_whole = bool(words) and words == value.strip()
        if words and not is_whole:
            self._struck_out[where.row, where.column] = words
        return is_whole

    def sheet(self, parser: _CellParser, *, is_hidden: bool) -> Sheet:
        """Return the sheet, read to its end by `parser`."""
        rows = self._rows
        hidden = (int(number) for number, facts in parser.row_dimensions.items() if is_unseen_row(facts))
        filled = {column for row in rows.values() for column in row} if parser.unseen else ()
        return Sheet(
            self.title,
            {number: rows[number] for number in sorted(rows)},
            is_hidden=is_hidden,
            hidden_rows=tuple(sorted(number for number in islice(hidden, 100_000) if number in rows)),
            merged=tuple(parser.merged),
            hidden_columns=tuple(
                sorted(column for column in filled if any(first <= column <= last for first, last in parser.unseen))
            ),
            struck=self._struck_out,
            soft_hyphens=tuple(self._soft_hyphens),
        )


def _look(book: Any, style: int) -> tuple[str, bool, bool]:
    """Return a style's number format, and whether its text is struck through, or white on white."""
    style_array = book._cell_styles[style]
    font, fill = book._fonts[style_array.fontId], book._fills[style_array.fillId]
    return _format_code(book, style), bool(font.strike), _is_white(font.color) and _is_unfilled(fill)


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
