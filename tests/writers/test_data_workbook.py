"""The published workbook keeps to the Analysis Function's checklist, and is laid out as its own library lays one out.

Sources: "Releasing statistics in spreadsheets" and "Making spreadsheets accessible: checklist of the basics", both of the
Government Analysis Function; gptables, its library, which writes workbooks but does not read or check any.
"""

import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kccreport.rating.rated import RatedSubmission, rate_submission
from kccreport.workbook.published import OpenSheet, OpenTable, open_workbook_bytes
from kccreport.writers.data_rows import tidy_rows
from kccreport.writers.data_workbook import data_workbook
from tests import books
from tests.books import activity, kpi, results
from tests.libreoffice import XLSX, converted
from tests.test_tools import needs

CODE = re.compile(r"\[(?!note )[a-z]+\]")


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> RatedSubmission:
    """A paper with a KPI of each month, one that is suspended, and an activity whose small counts are withheld."""
    indicators = [
        kpi("HT01", Title="Potholes mended within 28 calendar days " * 3),
        kpi("HT02", Frequency="Quarterly", Basis="Snapshot"),
        activity(**{"Suppress below": 5}),
    ]
    rows = [
        results("HT01", **{"Nov 20": "85.5% [p]"}),
        {"Reference": "HT02", "Status": "[suspended]", "Status note": "Audits suspended", "Status reason": "by flood"},
        {"Reference": "HT02b", "Oct 20": 40, "Nov 20": 3, "Dec 20": 1250, "Year to date": 1293},
    ]
    submission = books.submission(tmp_path_factory.mktemp("data"), indicators=indicators, results=rows)
    return rate_submission(submission)


@pytest.fixture(scope="module")
def content(rated: RatedSubmission) -> bytes:
    return data_workbook(rated)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(sheet: Worksheet) -> list[list[Any]]:
    """The cells of a sheet's one table, headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_each_sheet_begins_with_its_title_in_the_first_cell_marked_as_a_heading(book: Any) -> None:
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Indicators", "Figures"]
    for sheet in book:
        assert sheet["A1"].value
        assert sheet["A1"].style == "Heading 1"
        assert sheet.sheet_view.selection[0].activeCell == "A1"
    assert len({sheet["A1"].value for sheet in book}) == len(book.sheetnames)


def test_each_sheet_but_the_cover_has_one_table_of_its_own_name_below_its_lines_and_nothing_after(book: Any) -> None:
    assert not book["Cover"].tables
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert (table.displayName, table.headerRowCount, table.autoFilter) == (sheet.title, 1, None)
        first, last = table.ref.split(":")
        assert re.fullmatch("A[0-9]+", first), "it begins in the first column"
        assert last == f"{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        headings = table_of(sheet)[0]
        assert len(set(headings)) == len(headings)
        assert [column.name for column in table.tableColumns] == headings
        assert "one table" in sheet["A2"].value


def test_no_cell_of_a_table_is_blank_and_no_line_above_one(book: Any) -> None:
    for sheet in book.worksheets:
        lines = [cell.value for (cell,) in sheet.iter_rows(max_col=1)]
        assert all(lines), sheet.title
    for sheet in book.worksheets[1:]:
        assert all(value not in (None, "") for row in table_of(sheet) for value in row), sheet.title


def test_every_code_in_a_table_is_explained_above_it_and_every_note_on_its_sheet(book: Any) -> None:
    noted = {f"[{row[0]}]" for row in table_of(book["Notes"])[1:]}
    for sheet in book.worksheets[3:]:
        headings, *rows = table_of(sheet)
        codes = {found for row in rows for value in row for found in CODE.findall(str(value))}
        (line,) = [str(cell.value) for (cell,) in sheet.iter_rows(max_col=1) if "In this table" in str(cell.value)]
        assert codes
        assert {code for code in codes if f"{code} means" in line} == codes
        assert set(CODE.findall(line)) == codes, "and no other is"
        marks = {found for heading in headings for found in re.findall(r"\[note [0-9]+\]", heading)}
        assert marks
        assert marks <= noted
    used = {
        mark for name in ("Indicators", "Figures") for head in table_of(book[name])[0] for mark in noted if mark in head
    }
    assert used == noted, "every note is referred to"


def test_nothing_is_merged_filled_hidden_frozen_floating_or_said_by_colour(book: Any, content: bytes) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert not sheet.conditional_formatting
        assert sheet.sheet_state == "visible"
        assert not any(each.hidden for each in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))
        assert sheet.oddHeader.center.text is None
        assert sheet.oddFooter.center.text is None
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.fill.fill_type or cell.comment for cell in cells)
        assert all(cell.font.color is None for cell in cells if cell.value and not cell.hyperlink)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(word in name for name in package.namelist() for word in ("drawing", "comment", "media", "vba"))


def test_words_wrap_and_columns_are_as_wide_as_what_stands_in_them_up_to_a_limit(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        headings, *rows = table_of(sheet)
        (table,) = sheet.tables.values()
        assert all(cell.alignment.wrap_text for row in sheet[table.ref] for cell in row)
        for at in range(len(headings)):
            width = sheet.column_dimensions[sheet.cell(1, at + 1).column_letter].width
            assert 9 <= width <= 62
            assert width >= min(max(len(str(row[at])) for row in rows), 62)


def test_no_cell_is_only_a_symbol(book: Any) -> None:
    """Source: the Analysis Function, "Symbols in tables": a screen reader passes them over."""
    for sheet in book.worksheets[1:]:
        assert all(re.search(r"\w", str(value)) for row in table_of(sheet) for value in row), sheet.title


def test_contents_lead_to_every_other_sheet(book: Any) -> None:
    sheet = book["Contents"]
    (table,) = sheet.tables.values()
    links = [(row[0].value, row[0].hyperlink.location) for row in sheet[table.ref][1:]]
    assert links == [(name, f"'{name}'!A1") for name in ("Notes", "Indicators", "Figures")]
    assert [row[2] for row in table_of(sheet)[1:]] == [len(table_of(book[name])) - 1 for name, _ in links]


def test_the_file_says_what_it_is_whose_and_in_which_language(book: Any) -> None:
    found = book.properties
    assert (found.title, found.creator, found.language) == (
        "Highways Dashboard: figures", "Testshire County Council", "en-GB",
    )  # fmt: skip


def test_every_figure_is_there_as_a_number_with_how_often_it_is_measured(book: Any, rated: RatedSubmission) -> None:
    headings, *rows = table_of(book["Figures"])
    said = [dict(zip(headings, row, strict=True)) for row in rows]
    assert len(said) == len(list(tidy_rows(rated)))
    november = next(row for row in said if row["Reference"] == "HT01" and row["Last month [note 1]"] == "2020-11")
    assert november == {
        "Reference": "HT01", "Indicator": ("Potholes mended within 28 calendar days " * 3).strip(), "Measure": "result",
        "Frequency": "monthly", "Period": "November 2020", "Last month [note 1]": "2020-11", "Value [note 2]": 86,
        "Unit": "percentage", "Target [note 3]": 90, "Limit [note 4]": 80, "Rating [note 5]": "amber", "Status": "provisional",
        "Notes": "none",
    }  # fmt: skip
    assert [row["Value [note 2]"] for row in said if row["Reference"] == "HT02"] == ["[suspended]"]
    assert [row["Frequency"] for row in said if row["Reference"] == "HT02"] == ["quarterly"]
    assert "[c]" in [row["Value [note 2]"] for row in said if row["Reference"] == "HT02b"]
    kinds = [(row[0], row[3], row[7], row[8]) for row in table_of(book["Indicators"])[1:]]
    assert ("HT02", "KPI", "suspended", "Audits suspended by flood") in kinds


def test_the_same_figures_give_the_same_bytes(content: bytes, rated: RatedSubmission) -> None:
    assert data_workbook(rated) == content


@pytest.mark.parametrize(
    ("headings", "row", "fault"),
    [(("A", "B"), ("x", None), "blank"), (("A", "B"), ("x", ""), "blank"), (("A", "a"), ("x", "y"), "same heading")],
)
def test_a_table_with_a_blank_cell_or_two_headings_alike_is_a_fault(
    headings: tuple[str, ...], row: tuple[Any, ...], fault: str
) -> None:
    sheet = OpenSheet("S", "T", table=OpenTable("S", headings, [row]))
    with pytest.raises(ValueError, match=fault):
        open_workbook_bytes([sheet], title="T", author="A", language="en-GB")


def test_the_analysis_function_s_own_library_puts_title_lines_and_table_in_the_same_cells(
    book: Any, tmp_path: Path
) -> None:
    gptables = pytest.importorskip("gptables")
    import pandas as pd

    given, theirs = {}, tmp_path / "theirs.xlsx"
    for sheet in book.worksheets[1:]:
        headings, *rows = table_of(sheet)
        (table,) = sheet.tables.values()
        lines = [
            str(cell.value) for (cell,) in sheet.iter_rows(min_row=2, max_col=1, max_row=sheet.max_row - len(rows) - 1)
        ]
        frame = pd.DataFrame(rows, columns=headings)
        given[sheet.title] = gptables.GPTable(
            table=frame, table_name=table.displayName, title=sheet["A1"].value, instructions=lines[0],
            legend=lines[1:], index_columns={},
        )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it makes no sheet of notes: ours is a sheet like the others
        gptables.write_workbook(theirs, given, contentsheet_label=None)
    written = openpyxl.load_workbook(theirs)
    assert written.sheetnames == book.sheetnames[1:]
    for sheet in written:
        ours = book[sheet.title]
        assert [row[0].value for row in sheet.iter_rows()] == [row[0].value for row in ours.iter_rows()]
        assert table_of(sheet) == table_of(ours)
        (table,), (our_table,) = sheet.tables.values(), ours.tables.values()
        assert (table.displayName.casefold(), table.ref) == (our_table.displayName.casefold(), our_table.ref)


@needs("soffice")
def test_libreoffice_keeps_every_cell_table_and_property(book: Any, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "data.xlsx").write_bytes(content)
    (saved,) = converted(XLSX, [tmp_path / "data.xlsx"], tmp_path / "saved")
    theirs = openpyxl.load_workbook(saved)
    assert theirs.sheetnames == book.sheetnames
    for sheet in book:
        other = theirs[sheet.title]
        assert [[cell.value for cell in row] for row in other] == [[cell.value for cell in row] for row in sheet]
        assert dict(other.tables.items()) == dict(sheet.tables.items())
    assert (theirs.properties.title, theirs.properties.language) == (book.properties.title, book.properties.language)
