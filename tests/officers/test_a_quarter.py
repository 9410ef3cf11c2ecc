"""A whole quarter with the dashboard: from a template to a released paper, and a restated figure in the next one.

It is README's walk-through, command by command.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest
from typer.testing import CliRunner

from kccreport.cli import app
from tests.samples import short_dashboard
from tests.writers.pdf.checks import check

MONTHS = {"Apr 21": "Nov 20", "May 21": "Dec 20", "Jun 21": "Jan 21"}  # each takes the figures of an older month


class Officer:
    """Somebody at the keyboard, in a folder of their own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        self.folder = folder

    def types(self, *words: str, ends: int = 0) -> str:
        """Run a command, and return what it says."""
        result = CliRunner().invoke(app, list(words), catch_exceptions=False)
        assert result.exit_code == ends, result.output
        return result.output

    def edits(self, name: str, edit: Callable[[openpyxl.Workbook], None]) -> None:
        book = openpyxl.load_workbook(self.folder / name)
        edit(book)
        book.save(self.folder / name)


def headings(sheet: Any, row: int = 1) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value is not None}


def items(book: openpyxl.Workbook, **values: str) -> None:
    sheet = book["Paper"]
    for row in range(1, sheet.max_row + 1):
        name = str(sheet.cell(row, 1).value).lower().replace(" ", "_")
        if name in values:
            sheet.cell(row, 2, values[name])


def fill_in_june(book: openpyxl.Workbook) -> None:
    """Type the figures of a first quarter, the words of the cover, and who owns what."""
    items(
        book, results_up_to="June 2021", meeting_date="10 September 2021", publication_date="1 September 2021",
        commentary_deadline="20 August 2021",
    )  # fmt: skip
    old = openpyxl.load_workbook(io.BytesIO(short_dashboard()))
    source = old["Results"]
    source_row = next(row for row in range(1, 9) if source.cell(row, 1).value == "Reference")
    old_headings = headings(source, source_row)
    rows = {source.cell(row, 1).value: row for row in range(source_row + 1, source.max_row + 1)}
    sheet = book["Results"]
    new_headings = headings(sheet)
    for row in range(2, sheet.max_row + 1):
        reference = sheet.cell(row, 1).value
        if reference not in rows:
            continue
        copied = {new: source.cell(rows[reference], old_headings[before]) for new, before in MONTHS.items()}
        if copied["Jun 21"].value is None:  # reported in arrears, or by the quarter
            quarterly = source.cell(rows[reference], old_headings["Nov 20"]).value is None
            copied = {} if quarterly else {"Apr 21": source.cell(rows[reference], old_headings["Oct 20"]),
                                           "May 21": source.cell(rows[reference], old_headings["Nov 20"])}  # fmt: skip
            copied["Jun 21"] = source.cell(rows[reference], old_headings["Dec 20"])
        copied |= {
            name: source.cell(rows[reference], old_headings[name]) for name in ("Year to date", "Status", "Status note")
        }
        for heading, cell in copied.items():
            if cell.value is not None:
                place = sheet.cell(row, new_headings[heading], cell.value)
                place.number_format = cell.number_format
    text = old["Text"]
    text_row = next(row for row in range(1, 9) if text.cell(row, 1).value == "Passage")
    for at, row in enumerate(range(text_row + 1, text.max_row + 1), 2):
        for column in range(1, 5):
            book["Text"].cell(at, column, text.cell(row, column).value)
    indicators = book["Indicators"]
    columns = headings(indicators)
    for row in range(2, indicators.max_row + 1):
        reference = indicators.cell(row, columns["Reference"]).value
        if reference is not None:
            owner = {"CS": "Contact Point", "GL": "Governance"}.get(reference[:2], "Officers")
            indicators.cell(row, columns["Owner"], owner)


def answer(words: dict[str, str]) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Requests"]
        columns = headings(sheet, 2)
        for row in range(3, sheet.max_row + 1):
            said = words.get(str(sheet.cell(row, 1).value), words.get("*"))
            if said:
                sheet.cell(row, columns["What happened"], said)
                sheet.cell(row, columns["Why"], "Demand was high because of the spring campaign.")
                sheet.cell(row, columns["Action"], "Two posts are being filled")

    return edit


def sign(book: openpyxl.Workbook) -> None:
    sheet = book["Sign-off"]
    columns = headings(sheet)
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value is not None:
            sheet.cell(row, columns["Name"], "A Director")
            sheet.cell(row, columns["Date"], "25 August 2021")


def test_a_whole_quarter_is_played_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = Officer(tmp_path, monkeypatch)
    folder = tmp_path

    # a template from last year's workbook, filled in and checked
    (folder / "dashboard.xlsx").write_bytes(short_dashboard())
    officer.types("template", "june.xlsx", "--from", "dashboard.xlsx", "--year", "2021/22")
    assert "missing-item" in officer.types("check", "june.xlsx", ends=1)
    officer.edits("june.xlsx", fill_in_june)
    said = officer.types("check", "june.xlsx", ends=1)
    assert {code for code in ("missing-commentary", "missing-item", "no-results") if f"[{code}]" in said} == {
        "missing-commentary"
    }

    # who owes what, asked for, and returned with two conflicts
    owed = json.loads(officer.types("commentary", "june.xlsx", "--out", "asked", "--today", "2021-08-10", "--json"))
    assert owed["days_left"] == 10
    wanted = [each["reference"] for each in owed["owed"]]
    assert len(wanted) >= 3
    assert not any(each["is_explained"] for each in owed["owed"])
    officer.types("commentary", "june.xlsx", "--out", "all.xlsx", "--today", "2021-08-10")
    for name in ("one.xlsx", "two.xlsx"):
        (folder / name).write_bytes((folder / "all.xlsx").read_bytes())
    first, second = wanted[0], wanted[1]
    officer.edits("one.xlsx", answer({"*": "It was a hard quarter."}))
    officer.edits("two.xlsx", answer({first: "It was not so bad.", second: "Nothing to say."}))
    said = officer.types("collect", "june.xlsx", "one.xlsx", "two.xlsx", "--today", "2021-08-12", ends=1)
    assert said.count("[conflicting-returns]") == 2
    assert (folder / "june.backup-1.xlsx").exists()
    officer.edits("two.xlsx", answer({"*": ""}))
    officer.types("collect", "june.xlsx", "one.xlsx", "--today", "2021-08-12")

    # a draft, signed off, and released
    said = officer.types("build", "june.xlsx")
    assert "DRAFT" in said
    assert "DRAFT" in pymupdf.open(folder / "out" / "june.pdf")[0].get_text()
    assert "[unsigned]" in officer.types("build", "june.xlsx", "--release", ends=1)
    officer.edits("june.xlsx", sign)
    said = officer.types("build", "june.xlsx", "--release", "--csv", "--attach-data")
    assert "DRAFT" not in said
    check(folder / "out" / "june.pdf")
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "june-data.xlsx", "june.csv", "june.datapackage.json", "june.pdf",
        "kent-county-council-policy-and-resources-cabinet-committee-dashboard.record.json",
    ]  # fmt: skip

    # the next month starts from this one, with a figure restated
    officer.types("rollover", "june.xlsx", "july.xlsx")

    def fill_in_july(book: openpyxl.Workbook) -> None:
        items(book, meeting_date="8 October 2021", publication_date="1 October 2021")
        sheet = book["Results"]
        columns = headings(sheet)
        for row in range(2, sheet.max_row + 1):
            before = sheet.cell(row, columns["Jun 21"])
            if before.value is not None and sheet.cell(row, columns["May 21"]).value is not None:
                sheet.cell(row, columns["Jul 21"], before.value).number_format = before.number_format
            if before.value is not None:
                sheet.cell(row, columns["Year to date"], before.value).number_format = before.number_format
            if sheet.cell(row, 1).value == "HR25":  # still suspended: that is decided anew for each paper
                sheet.cell(row, columns["Status"], "[suspended]")
                sheet.cell(row, columns["Status note"], "Audits suspended")
        row = next(row for row in range(2, 60) if sheet.cell(row, 1).value == "CS01")
        sheet.cell(row, columns["May 21"], 0.85).number_format = "0%"
        said = book["Commentary"]
        for row in range(2, said.max_row + 1):
            if said.cell(row, 1).value:
                said.cell(
                    row,
                    headings(said)["Commentary"],
                    "Demand stayed high because of the campaign, and posts are being filled.",
                )
                said.cell(row, headings(said)["Actions"], "Interviews are under way.")
        sign(book)

    officer.edits("july.xlsx", fill_in_july)
    assert "CS01 May 21: 96 -> 85; rating Amber to red" in officer.types("diff", "june.xlsx", "july.xlsx")
    said = officer.types("build", "july.xlsx", "--release", ends=1)
    assert "[missing-reason]" in said

    def explain(book: openpyxl.Workbook) -> None:
        for column, words in enumerate(("CS01", "May 21", "Two weeks of returns came in late."), 1):
            book["Revisions"].cell(2, column, words)

    officer.edits("july.xlsx", explain)
    officer.types("build", "july.xlsx", "--release")
    check(folder / "out" / "july.pdf")
    text = " ".join(" ".join(page.get_text().split()) for page in pymupdf.open(folder / "out" / "july.pdf"))
    assert "Revisions since the last report" in text
    assert "85% [r]" in text
    assert "Two weeks of returns came in late." in text
