"""Workbooks are written plainly and the same each time."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.agenda.intake.schema import AGENDA_SHEETS
from kccreport.intake.schema import SHEETS
from kccreport.intake.writing import as_typed, format_sheets, paper_workbook
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.writer import HeadingCell, SheetContent, Shown, workbook_bytes
from tests import books
from tests.plain import plain_workbook


def loaded(content: bytes) -> openpyxl.Workbook:

    return openpyxl.load_workbook(io.BytesIO(content))


def one(value: object) -> bytes:
    return workbook_bytes([SheetContent("S", [HeadingCell("Value")], [[value]])])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1622",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://example.org")',
        "\tx",
        "#N/A",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_text_is_stored_as_text_whatever_it_begins_with(text: str) -> None:
    cell = loaded(one(text))["S"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_the_same_records_give_the_same_bytes() -> None:
    content = books.typed(books.records())
    assert paper_workbook(content) == paper_workbook(content)


RICH: list[dict[str, Any]] = [
    {"Number": "1", "Title": "=1+1", "File": ' a&b "c" <d>\n e\r\n', "Late reason": "x\ty_x000D_"},
    {"Number": 2.5, "Title": Decimal("1.10"), "File": Decimal("3"), "Late reason": Shown(Decimal("0.125"), "0.0%")},
    {"Number": date(2021, 3, 1), "Title": time(10, 30), "File": Shown(date(2021, 3, 2), "mmm-yy"), "Late reason": True},
    {"Number": Shown(timedelta(hours=30), "[h]:mm"), "Title": Shown(0.1, 'd "of" mmmm'), "Late reason": 10**9},
]


def test_the_plain_workbooks_of_tests_hold_the_cells_that_ours_do(tmp_path: Path) -> None:
    months = {"Oct 20": "91.5%", "Nov 20": "1,234", "Dec 20": "[x]", "Year to date": None}
    records = books.typed(
        books.records(results=[books.results(**months)], targets=[{"Reference": "HT02", "Dec 20": "9%"}])
    )
    for formats, filled in ((SHEETS, records), (AGENDA_SHEETS, {"Agenda": RICH})):
        sheets = format_sheets(formats, filled)
        (tmp_path / "ours.xlsx").write_bytes(workbook_bytes(sheets))
        (tmp_path / "plain.xlsx").write_bytes(plain_workbook(sheets))
        ours, plain = (open_workbook(tmp_path / f"{name}.xlsx") for name in ("ours", "plain"))
        assert plain.sheets == ours.sheets


def test_what_is_typed_by_hand_is_what_openpyxl_makes_of_it(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        results, paper = book["Results"], book["Paper"]
        results.insert_rows(1, 2)
        results["A1"] = "Figures"
        results.cell(4, 3).value = 0.5
        results.cell(3, 12, datetime(2020, 12, 20)).number_format = "d-mmm"
        results["M3"] = date(2020, 12, 1)
        results["N4"].value, results["N4"].number_format = "12", "@"
        results.append(["HT09", None, 7, True])
        results.delete_cols(2)
        paper.delete_rows(3)
        paper.cell(paper.max_row + 2, 1, "Far below").number_format = "0%"
        paper["D4"] = None
        assert [cell.value for cell in paper[2]][:2] == ["Title", "Highways Dashboard"]
        for cell in book["Indicators"][1]:
            cell.value = "Polarty" if cell.value == "Polarity" else cell.value
        assert (book["Indicators"].max_row, book["Indicators"].max_column) == (2, 19)
        assert (book["Indicators"]["M2"].column_letter, book["Indicators"]["M2"].number_format) == ("M", "0%")
        book["Text"].title = "Words"
        book.remove(book["People"])
        del book["Commentary"]

    ours = open_workbook(books.typed_into(tmp_path / "ours.xlsx", edit))
    theirs = open_workbook(books.edited(books.save(tmp_path / "theirs.xlsx"), edit))
    assert ours.sheets == theirs.sheets


def test_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 32,767"):
        one("x" * 32_768)
    with pytest.raises(ValueError, match="control character"):
        one("a\x07b")


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("97%", 0.97, "0%"), ("99.4%", 0.994, "0.0%"), ("1,264", 1264, "#,##0"), ("752.8", 752.8, "#,##0.0")],
)
def test_figures_are_stored_as_excel_would_keep_them(typed: str, value: float, shown: str) -> None:
    cell = loaded(one(as_typed(typed)))["S"]["A2"]
    assert cell.value == pytest.approx(value)
    assert cell.number_format == shown


def test_words_and_dashes_stay_words() -> None:
    assert [as_typed(text) for text in ("-", "n/a", "[suspended]", "")] == ["-", "n/a", "[suspended]", None]
    assert not isinstance(as_typed("20/00017"), Shown)


def test_rows_start_high_enough_for_their_text_and_excel_may_fit_them_again() -> None:
    content = one("Far more complaints came in. " * 20)
    assert (loaded(content)["S"].row_dimensions[2].height or 0) > 100
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet1.xml")
