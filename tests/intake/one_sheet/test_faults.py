"""What is wrong with one sheet is named by the cell that was typed, and in words that the workbook has."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.problem import Problem, Severity
from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.schema import SHEETS
from kccreport.roads import papers
from tests.intake.one_sheet.sheets import Rows, save

LAYOUTS = Path(__file__).parent / "layouts"
TOP: list[list[Any]] = [["Council", "Invented Borough Council"], ["Title", "Quarter 2 report"], []]
HEADINGS = ["Group", "Title", "Unit", "Polarity", "Target", "Amber limit", "Q1 2024/25", "Q2 2024/25", "Commentary"]
ROW = ["Housing", "Repairs on time", "%", "Higher", "95%", "90%", "94%", "96%", None]
OTHER = ["Housing", "Calls taken", None, None, None, None, 1200, 1300, None]
HEADED = len(TOP) + 1


def problems(path: Path, rows: Rows, *, layout: str = "plain") -> list[Problem]:
    return list(papers.read(save(path, rows), layout=layout, layouts=LAYOUTS).problems)


def changed(**cells: Any) -> list[list[Any]]:
    row = list(ROW)
    for heading, value in cells.items():
        row[HEADINGS.index(heading.replace("_", " "))] = value
    return [*TOP, HEADINGS, row, OTHER]


def test_a_sheet_without_faults_has_none(tmp_path: Path) -> None:
    assert problems(tmp_path, changed()) == []


@pytest.mark.parametrize(
    ("cells", "code", "cell", "hint"),
    [
        ({"Title": None}, "blank-cell", "B5", "type what is measured, as printed; or delete the row"),
        ({"Polarity": "sideways"}, "not-a-choice", "D5", "type one of: Higher, Lower"),
        ({"Target": "95%", "Amber_limit": "97%"}, "floor-beyond-target", "F5", ""),
        ({"Amber_limit": "nearly"}, "not-a-number", "F5", "type a percentage with the % sign, such as 95%"),
        ({"Q2_2024/25": "lots"}, "not-a-number", "H5", ""),
        ({"Q2_2024/25": 0.96}, "ambiguous-percentage", "H5", ""),
        ({"Q2_2024/25": "#REF!"}, "error-cell", "H5", "mend the formula in Excel, or type the value itself"),
        ({"Unit": "days"}, "unit-mix", "E5", ""),
        ({"Title": "Calls taken"}, "repeated-reference", "B6", "without references titles stand for them: give each indicator its own title"),
        ({"Q2_2024/25": "80%"}, "missing-commentary", "I5", "type it in its row, in the column Commentary."),
        ({"Q2_2024/25": None}, "missing-result", "H5", ""),
    ],
)  # fmt: skip
def test_a_fault_names_its_cell_and_what_to_type(
    tmp_path: Path, cells: dict[str, Any], code: str, cell: str, hint: str
) -> None:
    found: dict[str, Problem] = {}
    for each in problems(tmp_path, changed(**cells)):
        found.setdefault(each.code, each)
    assert code in found, {name: each.where for name, each in found.items()}
    assert found[code].where == f"'Measures'!{cell}"
    assert not hint or found[code].hint == hint


def test_an_item_that_the_layout_prints_is_asked_for_where_it_can_be_typed(tmp_path: Path) -> None:
    rows = [["Council", None], *changed()[1:]]
    (blank,) = problems(tmp_path, rows)
    assert (blank.code, blank.where) == ("missing-item", "'Measures'!B1")
    (missing,) = problems(tmp_path, changed()[1:])
    assert (missing.code, missing.where) == ("missing-item", "'Measures'")
    assert missing.hint.startswith("type Council in a cell above the headings, and beside it what to print.")


def test_who_answers_for_a_group_is_asked_for_only_where_it_is_printed(tmp_path: Path) -> None:
    codes = {each.code for each in problems(tmp_path, changed(), layout="dashboard")}
    assert "blank-cell" in codes
    headings = [*HEADINGS, "Director", "Cabinet Member", "Delivered by"]
    rows = [*TOP, headings, [*ROW, "A Director", "A Member", "Housing"], OTHER]
    assert "blank-cell" not in {each.code for each in problems(tmp_path, rows, layout="dashboard")}


_THERE = {MEASURES.name, "Paper", "Text", "People", "Notes", "Data", "Tables"}
_SHEET = re.compile(r"\b(?:the|a) ([A-Z][\w-]*(?: [a-z]+)?) sheet\b|\bsheet (?:named )?([A-Z][\w-]*(?: areas)?)\b")


def _sheets_named(words: str) -> set[str]:
    known = {format_.name for format_ in SHEETS} | {MEASURES.name}
    return {name for pair in _SHEET.findall(words) for name in pair if name in known}


@pytest.mark.parametrize("layout", ["plain", "dashboard", "committee-paper", "quarterly-report"])
def test_no_word_is_of_a_sheet_that_the_workbook_cannot_have(tmp_path: Path, layout: str) -> None:
    bad = ["Housing", "A", "miles", "sideways", "x", "y", "12:30", "#REF!", "Text"]
    rows = [
        HEADINGS,
        bad,
        ["Housing", "B", "%", None, "95%", None, 0.5, "80%", None],
        ["Housing", "C", "%", "Higher", "95%", "97%", "94%", None, None],
        [None, "D", None, None, None, None, None, None, None],
        [None, None, None, None, "5", None, None, None, None],
    ]
    found = problems(tmp_path, rows, layout=layout)
    assert len(found) > 5
    for each in found:
        words = f"{each.message} {each.hint}"
        assert _sheets_named(words) <= _THERE, words
        assert "loor" not in words, f"Measures calls it its amber limit: {words}"
        sheet = each.where.partition("!")[0].strip("'").split("'")[0]
        assert sheet in _THERE or each.where == "the workbook", each.where


def test_every_doubt_about_the_words_of_one_cell_is_said(tmp_path: Path) -> None:
    words = "Repairs on time fell to 80% in the quarter. Repairs on time was 70% against a target of 60%."
    found = problems(tmp_path, changed(Commentary=words))
    doubts = [each for each in found if each.where == "'Measures'!I5"]
    assert len(doubts) > 1, "each sentence has its own"
    assert len({each.message for each in doubts}) == len(doubts)


def test_a_title_that_stands_twice_is_one_fault(tmp_path: Path) -> None:
    found = [
        each.where for each in problems(tmp_path, changed(Title="Calls taken")) if each.code == "repeated-reference"
    ]
    assert found == ["'Measures'!B6"]


def test_quarters_without_a_year_may_have_it_above_the_headings(tmp_path: Path) -> None:
    rows = changed()
    rows[len(TOP)] = [*HEADINGS[:6], "Q1", "Q2", "Commentary"]
    found = problems(tmp_path, rows)
    assert {each.code for each in found} >= {"period-without-year"}
    assert all("Financial year" in each.hint for each in found if each.code == "period-without-year")
    assert problems(tmp_path, [["Financial year", "2024/25"], *rows]) == []


def test_a_figure_with_a_unit_among_plain_numbers_says_what_to_type_where(tmp_path: Path) -> None:
    rows = changed(Unit=None, Target=45, Amber_limit=50, Polarity="Lower")
    rows[len(TOP) + 1][6:8] = [52, "47 days (prov)"]
    (fault,) = [each for each in problems(tmp_path, rows) if each.is_error]
    assert (fault.code, fault.where) == ("unit-mix", f"'Measures'!H{HEADED + 1}")
    assert fault.hint == "type 47 alone in each cell of the row, and days as its Unit on the sheet Measures"


def test_a_summary_beside_the_one_sheet_is_noted_where_the_layout_does_not_print_it(tmp_path: Path) -> None:
    path = save(tmp_path, changed())
    book = openpyxl.load_workbook(path)
    text = book.create_sheet("Text")
    for row in (["Passage", "Heading", "Text"], ["Summary", None, "It was a good quarter for repairs."]):
        text.append(row)
    book.save(path)
    (each,) = papers.read(path, layout="plain", layouts=LAYOUTS).problems
    assert (each.code, each.where, each.severity) == ("unprinted", "'Text'!C2", Severity.NOTE)
    assert "does not print Summary" in each.message
