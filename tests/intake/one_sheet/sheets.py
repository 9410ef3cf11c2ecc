"""Sheets Measures made in code, cell by cell as somebody would type them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from kccreport.intake.writing import as_typed
from kccreport.workbook.writer import Shown
from tests.by_hand import Book, Page, is_more_than_words

Rows = Sequence[Sequence[Any]]


def put(sheet: Any, row: int, column: int, value: Any) -> None:
    """Type something into a cell: "97%" and "1,264" become numbers, as Excel makes of them."""
    typed = as_typed(value) if isinstance(value, str) else value
    cell = sheet.cell(row, column)
    if isinstance(typed, Shown):
        cell.value, cell.number_format = float(typed.value), typed.number_format
    else:
        cell.value = typed


def save(path: Path, rows: Rows, *, name: str = "Measures", merged: Sequence[str] = ()) -> Path:
    """Write a workbook with one sheet to a path, or to book.xlsx in a folder."""
    path = path / "book.xlsx" if path.is_dir() else path
    if not merged and not any(is_more_than_words(value) for row in rows for value in row):
        page = Page(name, [])
        _type(page, rows)
        Book([page]).save(path)
        return path
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = name
    _type(sheet, rows)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def _type(sheet: Any, rows: Rows) -> None:
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                put(sheet, at, column, value)
