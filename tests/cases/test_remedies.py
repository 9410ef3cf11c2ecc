"""Each remedy is followed to the letter, as an officer would in Excel: the fault is gone, and nothing else has changed."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.problem import Problem
from kccreport.intake.submission import read_as_far_as_possible
from kccreport.roads import papers as pipeline
from kccreport.workbook import reader
from tests import books
from tests.books import activity, kpi, paper_items, results
from tests.by_hand import Book

pytestmark = pytest.mark.usefixtures("opened_once")
Sheets = dict[str, Any]
Edit = Callable[[Book], None]
_CELL = re.compile(r"'(?P<sheet>.+)'!(?P<cell>[A-Z]+\d+)")
RED = {"Oct 20": "71%", "Nov 20": "72%", "Dec 20": "63%"}
COUNTS = {"Oct 20": 110, "Nov 20": 120, "Dec 20": 130, "Year to date": 150}


def into_excel(cell: Any, text: str) -> None:
    """Type a text into a cell, and let Excel make of it what it does."""
    cell.number_format = cell.number_format if "%" in cell.number_format else "General"
    if text.startswith("'"):
        cell.value, cell.number_format = text[1:], "@"
    elif match := re.fullmatch(r"(-?\d+(?:\.\d+)?)%", text):
        cell.value, cell.number_format = float(match[1]) / 100, "0.00%"
    elif re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        cell.value = float(text) / (100 if "%" in cell.number_format else 1)
    elif re.fullmatch(r"[A-Z][a-z]+ \d{4}", text):
        cell.value, cell.number_format = datetime.strptime(f"1 {text}", "%d %B %Y"), "mmm-yy"
    else:
        cell.value = text


def put(sheet: str, cell: str, text: str | None) -> Edit:
    """Type into one cell; None clears it."""

    def edit(book: Book) -> None:
        if text is None:
            book[sheet][cell].value = None
        else:
            into_excel(book[sheet][cell], text)

    return edit


def as_text(sheet: str, cell: str, value: Any, shown: str = "General") -> Edit:
    """What makes the fault: a value in a cell, as it is."""

    def edit(book: Book) -> None:
        book[sheet][cell].value, book[sheet][cell].number_format = value, shown

    return edit


def drop(sheet: str, row: int) -> Edit:
    return lambda book: book[sheet].delete_rows(row)


def add(sheet: str, *values: Any) -> Edit:
    return lambda book: book[sheet].append(values)


def add_below(sheet: str, **values: Any) -> Edit:
    """Add a row by its headings."""

    def edit(book: Book) -> None:
        row = book[sheet].max_row + 1
        for cell in book[sheet][1]:
            if (heading := str(cell.value).replace(" ", "_")) in values:
                book[sheet].cell(row, cell.column, values[heading])

    return edit


def nothing(book: Book) -> None:
    """Leave the workbook as it is."""


# code, the sheets that have the fault, what else makes it, the beginning of the remedy, and how it is followed; None
# follows "type X" by typing X into the cell that the problem names
CASES: list[tuple[str, Sheets, Edit, str, Edit | None]] = [
    ("not-a-number", {}, as_text("Results", "C2", "about 92%"), "type 92%", None),
    ("not-a-number", {}, as_text("Results", "C2", "92,5%"), "type 92.5%", None),
    ("not-a-number", {}, as_text("Results", "C2", "TBC"), "type a number, or a status code such as [x]", put("Results", "C2", "[x]")),
    ("not-a-number", {}, as_text("Results", "C2", "TBC"), "type a number, or a status code such as [x]", put("Results", "C2", "[z]")),
    ("not-a-number", {}, as_text("Results", "C2", "TBC"), "type a number, or a status code such as [x]", put("Results", "C2", "[n]")),
    ("not-a-number", {}, as_text("Results", "C2", "<5"), "type the figure itself; where a small result is withheld, type [c]", put("Results", "C2", "[c]")),
    ("not-a-number", {}, as_text("Results", "C2", "-"), "type 0%", None),
    ("not-a-number", {}, as_text("Results", "C2", datetime(2020, 9, 5), "d-mmm"), "set the cell's format to General and type the figure", put("Results", "C2", "92%")),
    ("not-a-number", {}, as_text("Indicators", "N2", ">=80%"), "type 80%", None),
    ("not-a-number", {}, as_text("Indicators", "N2", "80% (stretch 95%)"), "type 80%", None),
    ("not-a-number", {}, as_text("Indicators", "M2", "high"), "type a percentage with the % sign, such as 95%", put("Indicators", "M2", "95%")),
    ("not-a-number", {}, as_text("Indicators", "M2", "[x]"), "type a percentage with the % sign, such as 95%", put("Indicators", "M2", "95%")),
    ("not-a-number", {}, as_text("Indicators", "N2", "n/a"), "type a percentage with the % sign, such as 95%", put("Indicators", "N2", "80%")),
    ("not-a-number", {"targets": [{"Reference": "HT02", "Nov 20": "90%", "Dec 20": "high"}]}, nothing, "type a percentage with the % sign, such as 95%, or [n]", put("Targets", "C2", "[n]")),
    ("not-a-number", {"targets": [{"Reference": "HT02", "Nov 20": "90%", "Dec 20": "[x]"}]}, nothing, "type a percentage with the % sign, such as 95%, or [n]", put("Targets", "C2", "95%")),
    ("unknown-status", {}, as_text("Results", "C2", "[q]"), "use one of: [p]", put("Results", "C2", "[o]")),
    ("unknown-status", {}, as_text("Indicators", "M2", "[q]"), "type a percentage with the % sign, such as 95%", put("Indicators", "M2", "95%")),
    ("ambiguous-percentage", {}, as_text("Results", "C2", 0.92), "type 92%", None),
    ("ambiguous-percentage", {}, as_text("Results", "C2", 0.92, "0.00"), "set the cell's format to Percentage and type 92%", as_text("Results", "C2", 0.92, "0.00%")),
    ("not-shown", {}, as_text("Results", "C2", -0.92, "0%;[Red]0%"), "set the cell's format to Percentage", as_text("Results", "C2", -0.92, "0.00%")),
    ("unit-mix", {}, as_text("Results", "C2", 92, "0%"), "type 92%", None),
    ("unit-mix", {"indicators": [activity()], "results": [results("HT02b", **COUNTS)]}, as_text("Results", "C2", 1.2, "0%"), "set the cell's format to General and type 120", as_text("Results", "C2", 120)),
    ("unit-mix", {"indicators": [activity()], "results": [results("HT02b", **COUNTS)]}, as_text("Results", "C2", "120%"), "type the figure without %", put("Results", "C2", "120")),
    ("not-a-choice", {"indicators": [kpi(Polarity="Up")]}, nothing, "type one of: Higher, Lower", put("Indicators", "K2", "Higher")),
    ("not-a-choice", {"indicators": [kpi(Kind="Measure")]}, nothing, "type one of: KPI, Activity", put("Indicators", "E2", "KPI")),
    ("not-a-choice", {"indicators": [kpi(Frequency="Each month")]}, nothing, "type one of: Monthly", put("Indicators", "F2", "Monthly")),
    ("not-a-whole-number", {"indicators": [kpi(Decimals="one")]}, nothing, "type 0", None),
    ("missing-target", {"indicators": [kpi(Target=None)]}, nothing, "type its target", put("Indicators", "M2", "90%")),
    ("missing-polarity", {"indicators": [kpi(Polarity=None)]}, nothing, "type Higher", None),
    ("unknown-area", {"indicators": [kpi(**{"Service area": "ht"})]}, nothing, "type HT", None),
    ("unknown-area", {"indicators": [kpi(**{"Service area": "Highways"})]}, nothing, "type HT", None),
    ("unknown-area", {"indicators": [kpi(**{"Service area": "Roads"})]}, nothing, "type one of: HT", put("Indicators", "D2", "HT")),
    ("unknown-reference", {"results": [results("ht02")]}, nothing, "type HT02", None),
    ("unknown-reference", {"results": [results(), results("HT3")]}, nothing, "delete the row", drop("Results", 3)),
    ("unknown-reference", {"results": [results(), results("Total")]}, nothing, "delete the row", drop("Results", 3)),
    ("unknown-reference", {"results": [results(), {"Reference": "* provisional"}]}, nothing, "clear it", put("Results", "A3", None)),
    ("unknown-reference", {"commentary": [{"References": "HT2", "Commentary": "Words."}]}, nothing, "type HT02", None),
    ("unknown-reference", {"commentary": [{"References": "HT02, zz9", "Commentary": "Words."}]}, nothing, "type ZZ9 instead of 'zz9', and leave the others", put("Commentary", "A2", "HT02, ZZ9")),
    ("unknown-reference", {"commentary": [{"References": "HT02, QQ1", "Commentary": "Words."}]}, nothing, "take it off here and leave the others", put("Commentary", "A2", "HT02")),
    ("repeated-reference", {"results": [results(), results()]}, nothing, "keep one row", drop("Results", 3)),
    ("blank-cell", {"indicators": [kpi(Kind=None)]}, nothing, "type the kind: KPI, or Activity", put("Indicators", "E2", "KPI")),
    ("blank-cell", {"indicators": [kpi(), {"Reference": "HIGHWAYS"}]}, nothing, "where it is a heading or a note delete the row", drop("Indicators", 3)),
    ("blank-cell", {}, put("Results", "A2", None), "type the reference: as on the Indicators sheet", put("Results", "A2", "HT02")),
    ("repeated-heading", {}, add("Results", "Reference", "Oct 20", "Nov 20", "Dec 20", "Year to date"), "delete the row", drop("Results", 4)),
    ("no-results-row", {"results": []}, nothing, "add a row for HT02 on the Results sheet", add_below("Results", Reference="HT02", Status="[suspended]", Status_note="Suspended")),
    ("skipped-period", {"results": [results(**{"Sep 20": "90%"}), ]}, put("Results", "D2", None), "type the result, or [x]", put("Results", "D2", "[x]")),
    ("not-a-period", {}, as_text("Results", "D1", "Latest month"), "type a month such as December 2020", put("Results", "D1", "December 2020")),
    ("period-without-year", {}, as_text("Results", "D1", "December"), "type its year too, such as December 2020", put("Results", "D1", "December 2020")),
    ("missing-year-to-date", {"results": [results(**{"Year to date": None, "Previous year": "90%"})]}, nothing, "type it, type [z]", put("Results", "E2", "[z]")),
    ("missing-item", {"paper": paper_items(subject=None)}, nothing, "add a row with Subject in the column Item", add("Paper", "Subject", "Roads")),
    ("year-mismatch", {"paper": paper_items(financial_year="2019/20")}, nothing, "type a month of 2019/20, or the year 2020/21", put("Paper", "B8", "2020/21")),
    ("not-a-value", {"paper": paper_items(meeting_date="March 2021")}, nothing, "type a date, such as 12 March 2021", as_text("Paper", "B5", datetime(2021, 3, 12), "dd/mm/yyyy")),
    ("unknown-layout", {"paper": paper_items(layout="Dash board")}, nothing, "type dashboard", None),
    ("unsafe-link", {"text": [*books.records()["Text"][:3], {"Passage": "Background documents", "Text": "X", "Link": "www.x.org"}]}, nothing, "type an address that begins with https://", put("Text", "D5", "https://www.x.org")),
    ("missing-commentary", {"results": [results(**RED)]}, nothing, "add a row for HT02 on the Commentary sheet", add("Commentary", "HT02", "It rained, so the work will be done in spring.")),
    ("half-a-range", {"indicators": [activity(Upper=None)], "results": [results("HT02b", **COUNTS)]}, nothing, "type the upper end", put("Indicators", "Q2", "200")),
    ("two-schemes", {"indicators": [kpi(Tolerance=5)]}, nothing, "keep one of the two", put("Indicators", "O2", None)),
    ("missing-floor", {"indicators": [kpi(Floor=None)]}, nothing, "type its floor standard", put("Indicators", "N2", "80%")),
    ("floor-beyond-target", {"indicators": [kpi(Floor="95%")]}, nothing, "where higher is better the floor standard is the lower", put("Indicators", "N2", "80%")),
    ("no-verb", {"text": [{"Passage": "Recommendation", "Text": "To look."}, *(row for row in books.records()["Text"] if row["Passage"] != "Recommendation")]}, nothing, "type what is asked in capitals", put("Text", "C2", "The Committee is asked to NOTE it.")),
    ("year-to-date-not-used", {"indicators": [kpi(Basis="Snapshot")]}, nothing, "clear it", put("Results", "E2", None)),
    ("missing-heading", {}, as_text("Indicators", "M1", "Target 2020/21"), "type Target instead of 'Target 2020/21' in M1", put("Indicators", "M1", "Target")),
    ("missing-sheet", {}, lambda book: setattr(book["Results"], "title", "Figures"), "rename the sheet Figures Results", lambda book: setattr(book["Figures"], "title", "Results")),
    ("unprintable-character", {"commentary": [{"References": "HT02", "Commentary": "Good ✓"}]}, nothing, "replace it with a letter", put("Commentary", "B2", "Good.")),
    ("unit-mix", {"indicators": [activity()], "results": [results("HT02b", **COUNTS)]}, as_text("Results", "C2", "1:5"), "change the unit on the Indicators sheet to mm:ss or h:mm for a length of time, or ratio, or type a number", put("Results", "C2", "5")),
]  # fmt: skip


def figures(book: Path) -> dict[tuple[str, str], object]:
    """Every result and target that is read, by its reference and period."""
    submission = read_as_far_as_possible(reader.open_workbook(book)).submission
    assert submission is not None
    return {
        (each.reference, str(period)): figure.value
        for each in submission.indicators
        for period, figure in each.results.items()
    } | {(each.reference, "target"): getattr(each, "target", None) for each in submission.indicators}


def looked_at(book: Path) -> list[Problem]:
    return [problem for problem in pipeline.read(book).problems if problem.code != "not-looked-at"]


@pytest.mark.parametrize(
    ("code", "sheets", "make", "remedy", "follow"),
    CASES,
    ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)],
)
def test_following_a_remedy_to_the_letter_mends_the_fault_and_nothing_else(
    tmp_path: Path, code: str, sheets: Sheets, make: Edit, remedy: str, follow: Edit | None
) -> None:
    sheets = sheets | {
        "indicators": [*sheets.get("indicators", [kpi()]), kpi("ZZ9")],
        "results": [*sheets.get("results", [results()]), results("ZZ9")],
    }
    path, book = tmp_path / "book.xlsx", books.by_hand(**sheets)
    make(book)
    book.save(path)
    before, was = looked_at(path), figures(path)
    fault = next(problem for problem in before if problem.code == code)
    assert fault.hint.startswith(remedy)
    if follow is None:
        match, typed = _CELL.match(fault.where), re.match(r"type (\S+?),?(?: or | in |$|, | \d| …)", fault.hint)
        assert match is not None
        assert typed is not None
        follow = put(match["sheet"], match["cell"], typed[1])
    follow(book)
    book.save(path)
    after, now = looked_at(path), figures(path)
    assert code not in {problem.code for problem in after}
    assert {problem.code for problem in after} <= {problem.code for problem in before}
    assert {key: now[key] for key in was if key[0] == "ZZ9"} == {key: was[key] for key in was if key[0] == "ZZ9"}
    assert len({key for key in was if key in now and was[key] != now[key]}) <= 1, "only the cell that was mended"
