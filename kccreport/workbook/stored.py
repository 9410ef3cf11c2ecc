"""The cells of a sheet as its XML stores them, row by row, each read once and nothing kept but what cells need.

A sheet may declare the wrong size, store its rows in any order, leave gaps of a million rows, or leave out where rows
and cells stand; none of these is taken on trust. A formula and its result are told apart here, and a formula that was
never calculated from a blank.

Source: ECMA-376 part 1, 18.3.1 (sheet data) and 18.4 (shared texts).
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import IO, Any, NamedTuple

from lxml import etree

from kccreport.workbook.cell import CellValue
from kccreport.workbook.package import WorkbookPackage, column_of, row_number
from kccreport.workbook.serial import EPOCH_1904, duration, iso_moment, moment
from kccreport.workbook.styles import Style
from kccreport.workbook.visibility import is_unseen_column, is_unseen_row, struck_words

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _COLUMN, _MERGED = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}col", f"{_MAIN}mergeCell"
_VALUE, _FORMULA, _INLINE = f"{_MAIN}v", f"{_MAIN}f", f"{_MAIN}is"
_TEXT, _RUN, _LETTERS = f"{_MAIN}si", f"{_MAIN}r", f"{_MAIN}t"
_USUAL_TEXTS = "xl/sharedStrings.xml"
_MOST_COLUMNS, _MOST_MERGED, _MOST_HIDDEN = 16_384, 1_000, 100_000
_PLACES = dict.fromkeys(map(ord, "0123456789"))


class StoredCell(NamedTuple):
    """One cell that holds something: where it stands in its row, from 1, and what it holds.

    `value` is None for a formula that was never calculated; `text` is the element of a text of several looks.
    """

    column: int
    value: CellValue
    style: int = 0
    is_error: bool = False
    is_uncalculated: bool = False
    text: Any = None


class SharedTexts:
    """The texts that cells of a workbook share, by number; of those with words struck out, their elements too."""

    def __init__(self, package: WorkbookPackage) -> None:
        self.words: list[str] = []
        self.struck: dict[int, Any] = {}
        parts = package.related(package.main, "sharedStrings") or list(filter(None, [package.find(_USUAL_TEXTS)]))
        for part in parts[-1:]:
            with package.opened(part) as source:
                self._read(source)

    def _read(self, source: IO[bytes]) -> None:
        for _, element in _elements(source, _TEXT):
            if any(child.tag == _RUN for child in element) and struck_words(element, is_cell_struck=True):
                self.struck[len(self.words)] = element
                self.words.append(_letters(element))
            else:
                self.words.append(_letters(element))
                element.clear()


def _elements(source: IO[bytes], *tags: str) -> Iterator[tuple[str, Any]]:
    """Yield elements as they end; entities and documents elsewhere are never followed."""
    found: Iterator[tuple[str, Any]] = etree.iterparse(
        source, tag=tags, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return found


def _letters(text: Any) -> str:
    """Return what a text says, whatever its looks; how it is spoken (rPh) is left out."""
    if len(text) == 1 and text[0].tag == _LETTERS:  # most texts
        return text[0].text or ""
    plain = [child.text or "" for child in text if child.tag == _LETTERS]
    runs = [child.findtext(_LETTERS) or "" for child in text if child.tag == _RUN]
    return "".join((*plain[-1:], *runs))


class StoredSheet:
    """One sheet being read: `rows` yields its rows, after which its merged ranges and what of it is hidden are known."""

    def __init__(self, styles: Sequence[Style], texts: SharedTexts, epoch: datetime) -> None:
        self.merged: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self._styles, self._texts, self._epoch = styles, texts, epoch
        self._kinds: Mapping[str, Callable[[str, int], CellValue]] = {
            "n": self._number, "s": self._shared, "b": _boolean, "d": lambda stored, _: iso_moment(stored),
        }  # fmt: skip

    def rows(self, source: IO[bytes]) -> Generator[tuple[int, list[StoredCell]], None, None]:
        """Yield the number and the filled cells of each row, as they are stored.

        Raises:
            IndexError: a cell names a style or a text that is not there.
            ValueError: a row, a cell or a style has no number.
        """
        before = 0
        for _, element in _elements(source, _ROW, _MERGED, _COLUMN):
            if element.tag == _ROW:
                before = row_number(element, before)
                self._see(before, element)
                yield before, self._cells(element)
                element.clear()
            elif element.tag == _MERGED and len(self.merged) < _MOST_MERGED:
                self.merged.append(element.get("ref", ""))
            elif (
                element.tag == _COLUMN and is_unseen_column(element.attrib) and len(self.hidden_columns) < _MOST_COLUMNS
            ):
                self.hidden_columns.append((int(element.get("min", 0)), int(element.get("max", 0))))

    def _see(self, number: int, row: Any) -> None:
        if len(row.attrib) > 1 and is_unseen_row(row.attrib) and len(self.hidden_rows) < _MOST_HIDDEN:
            self.hidden_rows.add(number)

    def _cells(self, row: Any) -> list[StoredCell]:
        column, found = 0, []
        for cell in row.iterchildren(_CELL):
            place = cell.get("r")
            column = _column(place.translate(_PLACES)) if place else column + 1
            if len(cell):  # else it is only formatted: there may be a million of them
                held = self._cell(cell, column)
                if held.value is not None or held.is_uncalculated:
                    found.append(held)
        return found

    def _cell(self, cell: Any, column: int) -> StoredCell:
        kind, style, first = cell.get("t", "n"), int(cell.get("s") or 0), cell[0]
        if len(cell) == 1 and first.tag == _VALUE:
            stored, is_formula = first.text, False
        elif first.tag == _INLINE and len(cell) == len(first) == 1 and first[0].tag == _LETTERS:
            return StoredCell(column, first[0].text or "", style)  # a plain text, as programs write that share none
        else:
            stored, is_formula = cell.findtext(_VALUE), cell.find(_FORMULA) is not None
        if kind == "inlineStr":
            text = cell.find(_INLINE)
            return StoredCell(column, None if text is None else _letters(text), style, text=text)
        if not stored:
            # an empty <v> is a text of no letters where Excel says so (t="str"), else a formula that was never calculated
            return StoredCell(column, None, style, is_uncalculated=is_formula and kind != "str")
        try:
            value = self._kinds[kind](stored, style) if kind in self._kinds else stored
        except OverflowError:  # a date beyond the last
            return StoredCell(column, "#VALUE!", style, is_error=True)
        except ValueError:  # a number that is none, such as <v>NaN</v>: it keeps its place, and is reported
            return StoredCell(column, stored, style, is_error=True)
        text = self._texts.struck.get(int(stored)) if kind == "s" and self._texts.struck else None
        return StoredCell(column, value, style, kind == "e", text=text)

    def _number(self, stored: str, style: int) -> CellValue:
        number = float(stored) if "." in stored or "E" in stored or "e" in stored else int(stored)
        look = self._styles[style]
        if not look.is_date:
            return number
        try:
            found = duration(number) if look.is_duration else moment(number, self._epoch)
        except ValueError as fault:  # it is a number, but no date
            raise OverflowError(stored) from fault
        if isinstance(found, time) and self._epoch == EPOCH_1904 and look.shows_a_day:
            return datetime.combine(EPOCH_1904, found)  # there 0 is a day: 1 January 1904
        return found

    def _shared(self, stored: str, _: int) -> str:
        number = int(stored)
        if number < 0:
            raise IndexError(number)
        return self._texts.words[number]


def _boolean(stored: str, _: int) -> bool:
    return bool(int(stored))


@lru_cache(maxsize=_MOST_COLUMNS)
def _column(letters: str) -> int:
    column = column_of(letters) if letters.isascii() and letters.isalpha() else 0
    if not 0 < column <= _MOST_COLUMNS:
        raise ValueError(f"{letters} is no column")
    return column
