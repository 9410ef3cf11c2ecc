"""Every workbook that we write opens in LibreOffice, and reads the same once it has saved it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from kccreport.writers.data_copy import data_workbook
from tests import books
from tests.books import kpi, paper_items, results
from tests.officers.test_template import recalculated
from tests.test_tools import needs

RED = {"Dec 20": "70%", "Year to date": "85%"}


def shown(content: bytes) -> dict[str, list[list[Any]]]:
    """Values and formats of every sheet, as far as anything stands in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [
            [(cell.value, cell.number_format.replace("\\", "")) for cell in row if cell.value is not None]
            for row in sheet.iter_rows()
        ]
        for sheet in book.worksheets
    }


@needs("soffice")
def test_requests_collected_and_rolled_over_workbooks_and_data_copies_read_back_equal(tmp_path: Path) -> None:
    workbook = books.save(
        tmp_path,
        paper=paper_items(commentary_deadline="3 March 2021"),
        indicators=[kpi("A", Owner="Ann"), kpi("B", Title="=1+1")],
        results=[results("A", **RED), results("B")],
    )
    reading = pipeline.read(workbook, reviewed=False).value
    assert reading is not None
    rounds.write_requests(reading, tmp_path / "asked.xlsx")

    def answer(book: openpyxl.Workbook) -> None:
        sheet = book["Requests"]
        column = next(cell.column for cell in sheet[2] if cell.value == "What happened")
        sheet.cell(3, column, "=not a formula, and \u00e9 & <b>")

    books.edited(tmp_path / "asked.xlsx", answer)
    books.edited(tmp_path / "asked.xlsx", lambda book: setattr(book["Requests"]["G3"], "data_type", "s"))
    collected = rounds.collect(workbook, [tmp_path / "asked.xlsx"], date(2021, 3, 1))
    assert collected.value is not None
    assert collected.value.references == ("A",)
    assert rounds.rollover(workbook, tmp_path / "next.xlsx").value is not None
    (tmp_path / "paper-data.xlsx").write_bytes(data_workbook(reading.rated))
    names = ("book.xlsx", "asked.xlsx", "next.xlsx", "paper-data.xlsx")
    out = recalculated(tmp_path, *names)
    for name in names:
        assert shown((out / name).read_bytes()) == shown((tmp_path / name).read_bytes()), name
