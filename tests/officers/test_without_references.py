"""A council that publishes no references goes round a quarter with titles alone, and none is ever made up."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kccreport.layout.reader import layout_files
from kccreport.models.period import FinancialYear
from kccreport.officers.kept import what_is_kept
from kccreport.officers.template import Source, TemplateKind, template_bytes
from kccreport.paper.blocks import Heading, PageCell, Table, TextCell
from kccreport.rating.summary import as_data, diff_data
from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from kccreport.workbook.reader import open_workbook
from kccreport.writers.data_copy import data_files
from tests import books
from tests.books import activity, kpi, paper_items, results

LATE, EARLY = "Late repairs, all roads", "Lamps & signs"
RED = {"Dec 20": "70%", "Year to date": "75%"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return books.save(
        tmp_path / "quarter.xlsx",
        paper=paper_items(commentary_deadline="3 March 2021"),
        indicators=[
            kpi("", Title=LATE, Owner="Ann"),
            kpi("", Title=EARLY, Owner="Bob"),
            activity("", Title="Calls"),
        ],
        results=[
            results(LATE, **RED),
            results(EARLY, **RED),
            {"Reference": "Calls", "Dec 20": 150, "Year to date": 150},
        ],
        commentary=[{"References": EARLY, "Commentary": "Said."}],
        details=[{"Reference": LATE, "Priority": "Roads"}],
        comparators=[{"Reference": LATE, "Comparator": "England", "Figure": "80%", "Period": "Dec 20"}],
    )


def answered(path: Path) -> Path:
    def answer(book: openpyxl.Workbook) -> None:
        sheet = book["Requests"]
        headings = {cell.value: cell.column for cell in sheet[2]}
        for row in range(3, sheet.max_row + 1):
            assert sheet.cell(row, headings["Reference"]).value is None, "none is invented"
            if sheet.cell(row, headings["Title"]).value:
                sheet.cell(row, headings["What happened"], f"Words on {sheet.cell(row, headings['Title']).value}.")

    return books.edited(path, answer)


def test_commentary_is_asked_for_collected_and_rolled_over_by_title(workbook: Path, tmp_path: Path) -> None:
    reading = pipeline.read(workbook, reviewed=False).value
    assert reading is not None
    rounds.write_requests(reading, tmp_path / "asked.xlsx")
    outcome = rounds.collect(workbook, [answered(tmp_path / "asked.xlsx")], date(2021, 3, 1))
    assert [problem.code for problem in outcome.problems] == []
    assert outcome.value is not None
    assert set(outcome.value.references) == {LATE, EARLY}
    again = pipeline.read(workbook, reviewed=False).value
    assert again is not None
    said = {entry.references: entry.text for entry in again.rated.submission.commentary}
    assert said == {(EARLY,): f"Words on {EARLY}.", (LATE,): f"Words on {LATE}."}
    assert rounds.rollover(workbook, tmp_path / "next.xlsx").value is not None
    rolled = {sheet.name: sheet for sheet in open_workbook(tmp_path / "next.xlsx").sheets}
    assert [row[1].text for row in rolled["Results"].rows.values()] == ["Reference", LATE, EARLY, "Calls"]


@pytest.mark.parametrize("layout", sorted(layout_files()))
def test_no_paper_prints_a_reference_or_an_empty_column_for_one(workbook: Path, layout: str) -> None:
    reading = pipeline.read(workbook, layout=layout, reviewed=False).value
    assert reading is not None
    paper = pipeline.compose(reading)
    for block in paper.blocks:
        if isinstance(block, Table):
            assert "Ref" not in [column.heading for column in block.columns]
            for row in block.rows:
                assert not isinstance(row[0], TextCell) or any(run.text for run in row[0].paragraphs[0])
                assert all(
                    LATE not in cell.describes or cell.describes == LATE for cell in row if isinstance(cell, PageCell)
                )
        if isinstance(block, Heading):
            assert f"{LATE}: {LATE}" not in block.text


def test_data_files_and_ratings_name_it_by_its_title_alone(workbook: Path, tmp_path: Path) -> None:
    reading = pipeline.read(workbook, reviewed=False).value
    assert reading is not None
    files = {
        path.suffix: content for path, content in data_files(reading.rated, tmp_path / "paper.pdf", csv=True).items()
    }
    rows = list(csv.DictReader(io.StringIO(files[".csv"].decode("utf-8-sig"))))
    assert {row["reference"] for row in rows} == {""}
    assert {row["title"] for row in rows} == {LATE, EARLY, "Calls"}
    package = json.loads(files[".json"])
    key = package["resources"][0]["schema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows), "the key tells rows apart"
    rated = as_data(reading.rated)["indicators"]
    assert [(each["reference"], each["title"]) for each in rated] == [("", LATE), ("", EARLY), ("", "Calls")]
    assert diff_data(reading.rated, reading.rated) == {"changes": []}


def test_what_was_published_is_known_by_title_and_its_revisions_are_printed_so(workbook: Path, tmp_path: Path) -> None:
    reading = pipeline.read(workbook, reviewed=False).value
    assert reading is not None
    pipeline.keep_record(reading, tmp_path, workbook)

    def revise(book: openpyxl.Workbook) -> None:
        sheet = book["Results"]
        column = next(cell.column for cell in sheet[1] if cell.value == "Nov 20")
        sheet.cell(2, column).value = "50%"
        for row, figure in enumerate(("Jan 21", "70%", "70%", 150), 1):
            sheet.cell(row, sheet.max_column + (row == 1)).value = figure
        up_to = next(row for row in book["Paper"].iter_rows() if row[0].value == "Results up to")
        up_to[1].value = "January 2021"
        reasons = book.create_sheet("Revisions")
        for row in (["Title", "Period", "Reason"], [LATE, "Nov 20", "Counted again."]):
            reasons.append(row)

    later = books.edited(workbook, revise)
    outcome = pipeline.read(later, layout="dashboard", records=tmp_path, reviewed=False)
    assert {problem.code for problem in outcome.problems} == {"comparator-period"}
    assert outcome.value is not None
    assert [each.reference for each in outcome.value.rated.submission.revisions] == [LATE]
    tables = [block for block in pipeline.compose(outcome.value).blocks if isinstance(block, Table)]
    revised = next(table for table in tables if "Published" in [column.heading for column in table.columns])
    assert revised.columns[0].heading == "Indicator"


def test_a_template_made_from_it_keeps_the_column_blank(workbook: Path, tmp_path: Path) -> None:
    reading = pipeline.read(workbook, reviewed=False).value
    assert reading is not None
    path = tmp_path / "template.xlsx"
    source = Source(reading.rated.submission, what_is_kept(open_workbook(workbook)))
    path.write_bytes(template_bytes(TemplateKind.QUARTERLY, FinancialYear(2021), source))
    sheets = {sheet.name: sheet for sheet in open_workbook(path).sheets}
    assert all(1 not in row for number, row in sheets["Indicators"].rows.items() if number > 1)
    assert [row[1].text for number, row in sheets["Results"].rows.items() if number > 1] == [LATE, EARLY, "Calls"]
