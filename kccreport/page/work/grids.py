"""The row a fault stands in, as a small grid: its headings, the cells round it, and which of them is meant."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kccreport.ground.address import column_letters
from kccreport.ground.errors import UnreadableFile
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.workbook.cell import Cell
from kccreport.workbook.package import column_of
from kccreport.workbook.reader import Workbook, open_workbook
from kccreport.workbook.sheet import Sheet

_PLACE = pattern(r"(?:(?P<file>.+\.xlsx) )?'(?P<sheet>(?:[^']|'')+)'!(?P<column>[A-Z]{1,3})(?P<row>[1-9]\d*)", re.I)
_HEADING_SEARCH = 25  # rows, as the reader of tables looks
_BESIDE = 2  # columns on each side of the cell, and the first, which says what the row is about
_LONGEST = 60  # letters of what a cell shows
_MOST = 400  # grids of one workbook; the rest of its faults say their cells in words


@dataclass(frozen=True, slots=True)
class Grid:
    """Some columns of one row, each with its letters, its heading and what it shows; `marked` is which of them is meant."""

    sheet: str
    row: int
    letters: tuple[str, ...]
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    marked: int


def grids(problems: Iterable[Problem], workbook: Workbook, folder: Path) -> dict[str, Grid]:
    """Return, by where a problem is, the grid of the row it stands in; those that name no cell have none.

    A place that begins with the name of a file is in that workbook, where it is in the folder.
    """
    books = {"": workbook}
    found: dict[str, Grid] = {}
    for each in problems:
        match = _PLACE.fullmatch(each.where)
        if match is None or each.where in found or len(found) >= _MOST:
            continue
        book = _book(match["file"] or "", books, folder)
        sheet = _sheet(book, match["sheet"].replace("''", "'")) if book is not None else None
        if sheet is not None:
            found[each.where] = _grid(sheet, int(match["row"]), column_of(match["column"].upper()))
    return found


def _book(name: str, books: dict[str, Workbook], folder: Path) -> Workbook | None:
    if name not in books:
        if Path(name).name != name or len(books) > 20:
            return None
        try:
            books[name] = open_workbook(folder / name)
        except UnreadableFile:
            return None
    return books[name]


def _sheet(book: Workbook, name: str) -> Sheet | None:
    return next((each for each in book.sheets if each.name.casefold() == name.casefold()), None)


def _grid(sheet: Sheet, row: int, column: int) -> Grid:
    headings = _headings(sheet, row)
    first = min((*headings, *sheet.rows.get(row, {}), column))
    columns = sorted({first, *range(max(column - _BESIDE, 1), column + _BESIDE + 1)})
    last = max((*headings, *sheet.rows.get(row, {}), column))
    columns = [each for each in columns if each <= last]
    cells = sheet.rows.get(row, {})
    return Grid(
        sheet.name,
        row,
        tuple(column_letters(each) for each in columns),
        tuple(_shown(headings.get(each)) for each in columns),
        tuple(_shown(cells.get(each)) for each in columns),
        columns.index(column),
    )


def _headings(sheet: Sheet, row: int) -> Mapping[int, Cell]:
    """Return the row above that is most like headings: of the first rows the one with most words in it."""
    above = [number for number in sheet.rows if number < min(row, _HEADING_SEARCH + 1)]
    words = {number: sum(isinstance(cell.value, str) for cell in sheet.rows[number].values()) for number in above}
    best = max(words, key=lambda number: (words[number], -number), default=None)
    return sheet.rows[best] if best is not None and words[best] > 1 else {}


def _shown(cell: Cell | None) -> str:
    if cell is None or cell.is_blank:
        return ""
    words = cell.stored if cell.is_error or cell.shows_nothing else " ".join(cell.text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
