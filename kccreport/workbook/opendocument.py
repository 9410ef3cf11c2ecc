"""Open an OpenDocument spreadsheet (.ods), as LibreOffice saves it: its cells, and nothing else of it.

Only workbooks that come back with words in them are read this way; a paper's own workbook is an .xlsx.
"""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.other_kinds import SAVE_AGAIN
from kccreport.workbook.package import local_attribute, local_name, parse
from kccreport.workbook.preflight import MOST_BYTES, MOST_CELLS, MOST_PART_BYTES
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, LxmlError, OSError, RuntimeError, ValueError)
_ROWS = frozenset(("table-row-group", "table-header-rows", "table-rows"))
_SKIPPED = frozenset(("annotation", "tracked-changes"))  # notes on cells, and what was deleted, are not their text


def is_opendocument(path: Path) -> bool:
    """Say whether a file is an OpenDocument spreadsheet, whatever its name says."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as part:
            return part.read(len(_KIND)) == _KIND
    except _DAMAGE:
        return False


def open_opendocument(path: Path) -> Workbook:
    """Return every cell of an OpenDocument spreadsheet: text as it shows, numbers and dates as they are stored.

    Raises:
        UnreadableFile: it is damaged, protected by a password, far too large, or built to harm.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"{path} is far larger than a workbook of words; {SAVE_AGAIN}.")
        with zipfile.ZipFile(path) as archive:
            content = _part(path, archive, "content.xml")
            if b"encryption-data" in _part(path, archive, "META-INF/manifest.xml"):
                raise UnreadableFile(f"{path} is protected by a password; take it off and save it again.")
        root = parse(content)
    except _DAMAGE as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    tables = (element for element in root.iter() if local_name(element) == "table")
    spreadsheet = [each for each in tables if local_name(each.getparent()) == "spreadsheet"]
    budget = _Budget(path)
    return Workbook(path, tuple(_sheet(each, budget) for each in spreadsheet))


def _part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(MOST_PART_BYTES + 1)
    if len(content) > MOST_PART_BYTES:
        raise UnreadableFile(f"{path} unpacks to far more than a workbook of words would.")
    if b"<!DOCTYPE" in content[:2_000] or b"<!ENTITY" in content[:2_000]:
        raise UnreadableFile(f"{path} holds a document type declaration, which no workbook needs; {SAVE_AGAIN}.")
    return content


class _Budget:
    """How many cells may still be read: a cell can say that it is repeated a million times."""

    def __init__(self, path: Path) -> None:
        self.path, self.left = path, MOST_CELLS

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise UnreadableFile(f"{self.path} holds more than {MOST_CELLS:,} cells that are filled in.")


def _sheet(table: Any, budget: _Budget) -> Sheet:
    name = clean_text(local_attribute(table, "name"))
    rows: dict[int, dict[int, Cell]] = {}
    number = 1
    for element in _row_elements(table):
        repeated = _count(element, "number-rows-repeated")
        found = dict(_cells(element))
        budget.spend(repeated * len(found))
        for row in range(number, number + repeated) if found else ():
            rows[row] = {}
            for column, (value, is_error) in found.items():
                rows[row][column] = Cell(
                    CellAddress(name, row, column),
                    value,
                    "d mmmm yyyy" if isinstance(value, date) else "General",
                    is_error=is_error,
                )
        number += repeated
    return Sheet(name, rows)


def _row_elements(table: Any) -> Iterator[Any]:
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROWS:
            yield from _row_elements(child)


def _cells(row: Any) -> Iterator[tuple[int, tuple[str | float | date, bool]]]:
    """Yield the columns, from 1, that hold something, with what they hold and whether that is an error."""
    column = 1
    for element in row:
        if local_name(element) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _count(element, "number-columns-repeated")
        value = _value(element)
        if value not in ("", None):
            is_error = isinstance(value, str) and value.startswith(("#", "Err:")) and _has_formula(element)
            for at in range(column, column + min(repeated, 16_384)):
                yield at, (value, is_error)
        column += repeated


def _has_formula(cell: Any) -> bool:
    return bool(local_attribute(cell, "formula"))


def _count(element: Any, name: str) -> int:
    written = local_attribute(element, name)
    return max(int(written), 1) if written.isdecimal() else 1


def _value(cell: Any) -> str | float | date | None:
    """Return a cell's value: a date, a plain number, or else its text, a percentage as it is shown."""
    shown = clean_text("\n".join(_text(child) for child in cell if local_name(child) == "p"))
    kind = local_attribute(cell, "value-type")
    if kind == "date":
        try:
            return date.fromisoformat(local_attribute(cell, "date-value")[:10])
        except ValueError:
            return shown
    if kind == "float" and shown.replace(".", "", 1).isdecimal():
        return float(local_attribute(cell, "value") or shown)
    return shown


def _text(element: Any) -> str:
    """Return the text of a paragraph, with its spaces, tabs and line breaks."""
    parts = [element.text or ""]
    for child in element:
        match local_name(child):
            case "s":
                parts.append(" " * min(_count(child, "c"), 1_000))
            case "tab":
                parts.append("\t")
            case "line-break":
                parts.append("\n")
            case name if name in _SKIPPED:
                pass
            case _:
                parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
