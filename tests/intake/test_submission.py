"""Every fault of a workbook is reported at once, each naming its cell and what to type."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.intake.submission import read_submission
from kccreport.models.indicator import ActivityIndicator, Kpi
from kccreport.models.measure import Basis, Polarity
from kccreport.models.period import FinancialYear, Period
from kccreport.models.schemes import FloorStandard, Tolerance, ToleranceBasis
from kccreport.rating.rated import rate_submission
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import activity, kpi, paper_items, problems, results, told
from tests.by_hand import Book


def reread(path: Path) -> list[tuple[str, str]]:
    return told(read_submission(open_workbook(path)).problems)


def test_a_valid_workbook_becomes_models(tmp_path: Path) -> None:
    found = books.submission(
        tmp_path,
        indicators=[kpi(), activity(Unit="£000s", Upper="2,000", Lower="1,000")],
        results=[results(), results("HT02b", **{"Oct 20": 10, "Nov 20": 0, "Dec 20": "-", "Year to date": "1,500"})],
    )
    first, second = found.indicators
    assert isinstance(first, Kpi)
    assert isinstance(second, ActivityIndicator)
    assert (first.target, first.scheme, first.polarity) == (90, FloorStandard(floor=Decimal(80)), Polarity.HIGHER)
    assert [figure.value for figure in first.results.values()] == [91, 92, 93]
    assert [figure.value for figure in second.results.values()] == [10, 0, 0]
    assert second.latest_period == Period(2020, 12)
    assert second.full_title == "Title of HT02b (£000s)"
    assert found.paper.financial_year == FinancialYear(2020)


def test_a_column_may_be_moved_and_a_row_inserted(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Indicators"].move_range("B1:B9", cols=30)
        book["Results"].insert_rows(1, 4)
        book["Results"]["A1"] = "Figures for the December dashboard"
        book["Paper"].insert_rows(4)

    assert reread(books.edited(books.save(tmp_path), edit)) == []


@pytest.mark.parametrize(
    ("heading", "shown"),
    [("Dec 20", None), ("December 2020", None), ("2020-12", None), (datetime(2020, 12, 1), "mmm yy"),
     (datetime(2020, 12, 31), "dd/mm/yyyy"), (datetime(2020, 12, 31), "d-mmm")],
)  # fmt: skip
def test_a_period_heading_is_read_whatever_excel_made_of_it(tmp_path: Path, heading: Any, shown: str | None) -> None:
    def edit(book: Book) -> None:
        cell = next(cell for cell in book["Results"][1] if cell.value == "Dec 20")
        cell.value = heading
        if shown:
            cell.number_format = shown

    path = books.typed_into(tmp_path, edit)
    outcome = read_submission(open_workbook(path))
    assert outcome.problems == ()
    assert outcome.value is not None
    assert outcome.value.indicators[0].latest_period == Period(2020, 12)


def test_a_heading_of_which_excel_made_a_day_of_this_year_names_both_months(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        cell = next(cell for cell in book["Results"][1] if cell.value == "Dec 20")
        cell.value, cell.number_format = datetime(2026, 12, 20), "d-mmm"

    found = read_submission(open_workbook(books.typed_into(tmp_path, edit))).problems
    assert [problem.code for problem in found] == ["ambiguous-period"]
    assert found[0].hint == "type December 2026 or December 2020, whichever is meant"


def test_a_heading_that_excel_turned_into_this_year_is_noticed(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        cell = next(cell for cell in book["Results"][1] if cell.value == "Dec 20")
        cell.value, cell.number_format = datetime(2026, 12, 20), "dd/mm/yyyy"

    assert ("result-after-report", "'Results'!D2") in reread(books.typed_into(tmp_path, edit))


@pytest.mark.parametrize("name", ["Paper", "Service areas", "People", "Indicators", "Results", "Commentary", "Text"])
def test_a_missing_sheet_is_reported(tmp_path: Path, name: str) -> None:
    found = reread(books.typed_into(tmp_path, lambda book: book.remove(book[name])))
    assert ("missing-sheet", f"'{name}'") in found


def test_a_misspelt_sheet_is_read_as_the_nearest_with_a_warning(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Indicators"].title = "Indicatros"

    assert reread(books.typed_into(tmp_path, edit)) == [("renamed-sheet", "'Indicatros'")]


@pytest.mark.parametrize(
    ("theirs", "ours"), [("Test", "Text"), ("Table", "Tables"), ("Date", "Data"), ("Comments", "Commentary")]
)
def test_a_sheet_with_a_name_like_ours_but_none_of_our_headings_is_left_alone(
    tmp_path: Path, theirs: str, ours: str
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book.create_sheet(theirs).append(["Something", "else"])
        if ours in book.sheetnames:
            del book[ours]

    found = reread(books.edited(books.save(tmp_path), edit))
    assert ("unread-sheet", f"'{theirs}'") in found
    assert not {"renamed-sheet", "missing-heading"} & {code for code, _ in found}


def test_a_workbook_of_something_else_is_one_fault_that_says_what_to_do(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(1, 15):
        book.create_sheet(f"Table {number}").append(["Area", 2019, 2020])
    book.save(tmp_path / "statistics.xlsx")
    (found,) = read_submission(open_workbook(tmp_path / "statistics.xlsx")).problems
    assert (found.code, found.where) == ("missing-sheet", "the workbook")
    assert "Sheet, Table 1, Table 2," in found.message
    assert found.message.endswith("Table 11 and 3 more.")
    assert "name it Measures" in found.hint
    assert "kccreport template" in found.hint


def test_missing_misspelt_repeated_and_unknown_headings_are_reported(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Indicators"]
        headings = {cell.value: cell for cell in sheet[1]}
        headings["Polarity"].value = "Polarty"
        headings["Basis"].value = "Ceiling"
        headings["Owner"].value = "Target"

    outcome = read_submission(open_workbook(books.typed_into(tmp_path, edit)))
    found = told(outcome.problems)
    assert ("renamed-heading", "'Indicators'!K1") in found
    assert ("missing-heading", "'Indicators' row 1") in found
    assert ("repeated-heading", "'Indicators'!S1") in found
    assert ("unknown-column", "'Indicators'!L1") in found
    assert any("add the heading Basis" in problem.hint for problem in outcome.problems)


FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("a blank title", {"indicators": [kpi(Title=None)]}, "blank-cell", "'Indicators'!B2"),
    ("a blank target", {"indicators": [kpi(Target=None)]}, "missing-target", "'Indicators'!M2"),
    ("a scheme of its own", {"indicators": [kpi(Scheme="by feel")]}, "not-a-choice", "'Indicators'!Q2"),
    ("a scheme without its figure", {"indicators": [kpi(Floor=None, Scheme="Low and high target")]}, "missing-scheme-figure", "'Indicators'!A2"),
    ("no polarity", {"indicators": [kpi(Polarity=None)]}, "missing-polarity", "'Indicators'!K2"),
    ("a floor above the target", {"indicators": [kpi(Floor="95%")]}, "floor-beyond-target", "'Indicators'!N2"),
    ("a floor below the target, lower is better", {"indicators": [kpi(Polarity="Lower")]}, "floor-beyond-target", "'Indicators'!N2"),
    ("a kind of its own", {"indicators": [kpi(Kind="Measure")]}, "not-a-choice", "'Indicators'!E2"),
    ("decimals in words", {"indicators": [kpi(Decimals="one")]}, "not-a-whole-number", "'Indicators'!H2"),
    ("text for a target", {"indicators": [kpi(Target="high")]}, "not-a-number", "'Indicators'!M2"),
    ("the same reference twice", {"indicators": [kpi(), kpi()]}, "repeated-reference", "'Indicators'!A3"),
    ("an area without a row", {"indicators": [kpi(**{"Service area": "XX"})]}, "unknown-area", "'Indicators'!D2"),
    ("both floor and tolerance", {"indicators": [kpi(Tolerance=5)]}, "two-schemes", "'Indicators'!O2"),
    ("a relative tolerance of nought", {"indicators": [kpi(Target="0%", Floor=None, Tolerance=5)]}, "zero-target", "'Indicators'!M2"),
    ("a range upside down", {"indicators": [kpi(), activity(Upper=1)], "results": [results(), results("HT02b", **{"Oct 20": 1, "Nov 20": 1, "Dec 20": 1, "Year to date": 3})]}, "range-upside-down", "'Indicators'!R3"),
    ("half a range", {"indicators": [kpi(), activity(Upper=None)]}, "half-a-range", "'Indicators'!Q3"),
    ("results for nobody", {"results": [results(), results("HT99")]}, "unknown-reference", "'Results'!A3"),
    ("results twice", {"results": [results(), results()]}, "repeated-reference", "'Results'!A3"),
    ("no row of results", {"results": []}, "no-results-row", "'Indicators'!A2"),
    ("a row without results", {"results": [{"Reference": "HT02", "Oct 20": None}]}, "no-results", "'Results'!A2"),
    ("text for a result", {"results": [results(**{"Nov 20": "good"})]}, "not-a-number", "'Results'!C2"),
    ("a unit mix", {"results": [results(**{"Nov 20": 0.92})]}, "ambiguous-percentage", "'Results'!C2"),
    ("a skipped period", {"results": [results(**{"Nov 20": None})]}, "skipped-period", "'Results'!C2"),
    ("a skipped column", {"results": [results() | {"Nov 20": None, "Sep 20": "90%"}]}, "skipped-period", "'Results'!D2"),
    ("a month in a quarterly series", {"indicators": [kpi(Frequency="Quarterly")]}, "out-of-step", "'Results'!C2"),
    ("a result after the report", {"results": [results(**{"Jan 21": "94%"})]}, "result-after-report", "'Results'!E2"),
    ("suspended without a word", {"results": [{"Reference": "HT02", "Status": "[suspended]"}]}, "blank-cell", "'Results'!E2"),
    ("an unknown status", {"results": [results(Status="late")]}, "unknown-status", "'Results'!G2"),
    ("a phased target for nobody", {"targets": [{"Reference": "XX", "Dec 20": "90%"}]}, "unknown-reference", "'Targets'!A2"),
    ("a phased target easier than the floor", {"targets": [{"Reference": "HT02", "Dec 20": "70%"}]}, "floor-beyond-target", "'Indicators'!N2"),
    ("a phased target in words", {"targets": [{"Reference": "HT02", "Dec 20": "high"}]}, "not-a-number", "'Targets'!B2"),
    ("a published rating of its own", {"published": [{"Reference": "HT02", "Latest RAG": "Pink"}]}, "not-a-choice", "'Published'!B2"),
    ("commentary on nobody", {"commentary": [{"References": "HT03", "Commentary": "Words."}]}, "unknown-reference", "'Commentary'!A2"),
    ("a letter the typeface lacks", {"commentary": [{"References": "HT02", "Commentary": "Good ✓"}]}, "unprintable-character", "'Commentary'!B2"),
    ("a role of its own", {"people": [{"Role": "Chair", "Name": "X"}]}, "not-a-choice", "'People'!A2"),
    ("a path as a link", {"text": [{"Passage": "Background documents", "Text": "X", "Link": "file:///etc/passwd"}]}, "unsafe-link", "'Text'!D2"),
    ("a script as a link", {"text": [{"Passage": "Background documents", "Text": "X", "Link": "javascript:alert(1)"}]}, "unsafe-link", "'Text'!D2"),
    ("a year that does not follow", {"paper": paper_items(financial_year="2020/22")}, "not-a-value", "'Paper'!B8"),
    ("results of another year", {"paper": paper_items(results_up_to="May 2021")}, "year-mismatch", "'Paper'!B9"),
    ("a meeting without a day", {"paper": paper_items(meeting_date="March 2021")}, "not-a-value", "'Paper'!B5"),
    ("an unknown direction", {"paper": paper_items(direction_of_travel="by feel")}, "not-a-value", "'Paper'!B12"),
    ("no title", {"paper": paper_items(title=None)}, "missing-item", "'Paper'"),
    ("an item twice", {"paper": [*paper_items(), {"Item": "Title", "Value": "Again"}]}, "repeated-item", "'Paper'!A12"),
    ("an area twice", {"service_areas": [books.records()["Service areas"][0]] * 2}, "repeated-area", "'Service areas'!A3"),
    ("no indicators", {"indicators": [], "results": []}, "no-indicators", "'Indicators'"),
    ("figures here and on the Data sheet", {"data": [{"Reference": "HT02", "Date": "Dec 20", "Numerator": 9, "Denominator": 10}]}, "given-twice", "'Results'!B2"),
    ("a numerator without its denominator", {"data": [{"Reference": "HT02", "Date": "Dec 20", "Numerator": 9}]}, "missing-numerator", "'Data'!C2"),
    ("data for nobody", {"data": [{"Reference": "XX", "Date": "Dec 20", "Count": 9}]}, "unknown-reference", "'Data'!A2"),
]  # fmt: skip


@pytest.mark.parametrize(("_", "changes", "code", "where"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_names_its_cell_and_says_what_to_type(
    tmp_path: Path, _: str, changes: dict[str, Any], code: str, where: str
) -> None:
    found = problems(tmp_path, **changes)
    assert (code, where) in told(found)
    problem = next(problem for problem in found if (problem.code, problem.where) == (code, where))
    assert problem.is_error
    assert problem.message.endswith(".")
    assert problem.hint


WARNINGS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("a target for activity", {"indicators": [kpi(), activity(Target=3)], "results": [results(), results("HT02b", **{"Oct 20": 1, "Nov 20": 1, "Dec 20": 1, "Year to date": 150})]}, [("unused-cell", "'Indicators'!M3")]),
    ("no floor", {"indicators": [kpi(Floor=None)]}, [("missing-floor", "'Indicators'!N2")]),
    ("a figure the scheme does not look at", {"indicators": [kpi(Scheme="target only")]}, [("unused-cell", "'Indicators'!N2")]),
    ("an unused area", {"service_areas": [*books.records()["Service areas"], {**books.records()["Service areas"][0], "Code": "ZZ"}]}, [("unused-area", "'Service areas'!A3")]),
    ("more than 100%", {"results": [results(**{"Nov 20": "104%"})]}, [("over-100", "'Results'!C2")]),
    ("a year to date of a snapshot", {"indicators": [kpi(Basis="Snapshot")]}, [("year-to-date-not-used", "'Results'!E2")]),
    ("published after the meeting", {"paper": paper_items(publication_date="May 2021")}, [("published-after-meeting", "'Paper'!B11")]),
    ("an item nobody reads", {"paper": [*paper_items(), {"Item": "Weather", "Value": "Fair"}]}, [("unknown-item", "'Paper'!A12")]),
]  # fmt: skip


@pytest.mark.parametrize(("_", "changes", "expected"), WARNINGS, ids=[each[0] for each in WARNINGS])
def test_what_is_only_odd_is_a_warning(
    tmp_path: Path, _: str, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = problems(tmp_path, **changes)
    assert told(found) == expected
    assert not any(problem.is_error for problem in found)


def test_periods_out_of_order_are_used_by_their_date_with_a_warning(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Results"]
        for row in (1, 2):
            first, second = sheet.cell(row, 2), sheet.cell(row, 4)
            first.value, second.value = second.value, first.value

    path = books.typed_into(tmp_path, edit)
    outcome = read_submission(open_workbook(path))
    assert told(outcome.problems)[0] == ("period-out-of-order", "'Results'!C1")
    assert outcome.value is not None
    assert [figure.value for figure in outcome.value.indicators[0].results.values()] == [91, 92, 93]


def test_all_faults_of_a_workbook_come_in_one_run(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        paper=paper_items(title=None),
        indicators=[kpi(Target="high"), kpi("HT03", Floor="95%"), kpi("HT04", Kind="X")],
        results=[results(), results("HT03", **{"Nov 20": "good"}), results("HT04"), results("HT99")],
    )
    assert {code for code, _ in told(found)} >= {
        "missing-item", "not-a-number", "not-a-choice", "unknown-reference",
    }  # fmt: skip
    assert ("unknown-reference", "'Results'!A4") not in told(found), "HT04 is listed, only its own row is faulty"


def test_hidden_things_merged_cells_and_struck_text_are_reported(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["People"].sheet_state = "hidden"
        book["Results"].row_dimensions[2].hidden = True
        book["Text"].merge_cells("B2:C2")
        book["Paper"]["B3"].font = openpyxl.styles.Font(strike=True)
        book.create_sheet("Pivot")["A1"] = 1

    found = reread(books.edited(books.save(tmp_path), edit))
    assert found[:4] == [
        ("struck-through", "'Paper'!B3"),
        ("hidden-sheet", "'People'"),
        ("hidden-rows", "'Results'"),
        ("merged-cells", "'Text'!B2:C2"),
    ]
    assert ("unread-sheet", "'Pivot'") in found


def test_error_cells_and_uncalculated_formulas_are_named_wherever_they_stand(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Results"]["C2"] = "#REF!"
        book["Results"]["D2"] = "=1+1"
        book["Indicators"]["M2"] = "#N/A"
        book["Indicators"]["B2"] = "#NAME?"

    found = reread(books.edited(books.save(tmp_path), edit))
    assert ("error-cell", "'Indicators'!B2") in found
    assert ("error-cell", "'Indicators'!M2") in found
    assert ("error-cell", "'Results'!C2") in found
    assert ("uncalculated-formula", "'Results'!D2") in found


def test_a_tolerance_is_declared_for_the_paper_or_for_one_indicator(tmp_path: Path) -> None:
    found = books.submission(
        tmp_path,
        paper=paper_items(tolerance=10, tolerance_in="% of target"),
        indicators=[kpi("A", Floor=None), kpi("B", Floor=None, Tolerance=3, **{"Tolerance in": "points"}), kpi("C")],
        results=[results("A"), results("B"), results("C")],
    )
    assert [each.scheme for each in found.indicators if isinstance(each, Kpi)] == [
        Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE),
        Tolerance(margin=Decimal(3), basis=ToleranceBasis.POINTS),
        FloorStandard(floor=Decimal(80)),
    ]


def test_a_scheme_is_named_on_the_row_and_takes_its_figures_from_their_columns(tmp_path: Path) -> None:
    found = books.submission(
        tmp_path,
        indicators=[
            kpi("A", Floor=None, Scheme="Exceeding band", Tolerance="10%", **{"Exceeds by": "5%"}),
            kpi("B", Floor=None, Scheme="low and high target", **{"Low target": "85%"}),
            kpi("C", Floor=None, Scheme="Target only"),
        ],
        results=[
            results("A", **{"Dec 20": "95%"}),
            results("B", **{"Dec 20": "85%"}),
            results("C", **{"Dec 20": "89%"}),
        ],
    )
    assert [each.latest for each in rate_submission(found).kpis] == ["blue", "green", "not met"]


def test_commentary_may_name_several_references(tmp_path: Path) -> None:
    for text in ("HT02 & HT03", "HT02, HT03", "HT02 and HT03", "HT02;HT03"):
        found = books.submission(
            tmp_path,
            indicators=[kpi(), kpi("HT03")],
            results=[results(), results("HT03")],
            commentary=[{"References": text, "Commentary": "Words."}],
        )
        assert found.commentary[0].references == ("HT02", "HT03")


def test_percentages_and_the_year_to_date_are_computed_from_the_data_sheet(tmp_path: Path) -> None:
    last_year = [(f"{month} 19", 1, 1) for month in ("Apr", "May", "Jun")] + [("Jul 19", 0, 1)]
    between = [(f"{month} 19", 1, 2) for month in ("Aug", "Sep", "Oct", "Nov", "Dec")]
    between += [(f"{month} 20", 1, 2) for month in ("Jan", "Feb", "Mar")]
    this_year = [("Apr 20", 1, 2), ("May 20", 3, 4), ("Jun 20", 5, 10), ("Jul 20", 8, 8)]
    data = [
        {"Reference": "HT02", "Date": date, "Numerator": met, "Denominator": total}
        for date, met, total in last_year + between + this_year
    ]
    paper = books.paper_items(results_up_to="July 2020")
    found = books.submission(tmp_path, results=[], data=data, paper=paper).indicators[0]
    assert found.basis is Basis.IN_PERIOD
    assert found.results[Period(2020, 5)].value == 75
    assert found.year_to_date is not None
    assert found.year_to_date.value == Decimal(17) / 24 * 100  # 1+3+5+8 of 2+4+10+8, not the mean of four percentages
    assert found.previous_year is not None
    assert found.previous_year.value == 75


def test_the_figures_of_a_row_that_is_faulty_itself_are_looked_at_too(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        indicators=[kpi(Frequency="Often", Target="high", Floor="low"), kpi("HT03", Kind=None), kpi()],
        results=[results(**{"Nov 20": "good"}), results("HT03", **{"Nov 20": 0.92})],
        comparators=[{"Reference": "HT03", "Comparator": "England", "Figure": "fair"}],
        targets=[{"Reference": "HT02", "Dec 20": "much"}],
    )
    assert {
        ("not-a-choice", "'Indicators'!F2"),
        ("not-a-number", "'Indicators'!M2"),
        ("not-a-number", "'Indicators'!N2"),
        ("repeated-reference", "'Indicators'!A4"),
        ("not-a-number", "'Results'!C2"),
        ("ambiguous-percentage", "'Results'!C3"),
        ("not-a-number", "'Comparators'!C2"),
        ("not-a-number", "'Targets'!B2"),
    } <= set(told(found))
    assert "unused-area" not in {code for code, _ in told(found)}


def test_without_indicators_no_reference_is_called_unknown(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        del book["Indicators"]
        book["Results"]["B1"].value = "October"

    said = [{"References": "HT02", "Commentary": "Words."}]
    found = reread(books.typed_into(tmp_path, edit, commentary=said))
    assert found == [("missing-sheet", "'Indicators'"), ("period-without-year", "'Results'!B1")]
