"""Tables of any shape are read from sheets of their own, with their totals computed and checked."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.problem import Problem
from kccreport.intake.submission import read_submission
from kccreport.intake.writing import as_typed
from kccreport.models.data_table import DataTable
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import told

GRID = [["Service", "Mar 20", "Jun 20", "Total"], ["Roads", 10, 20, 30], ["Waste", 1, 2, 3], ["Total", 11, 22, 33]]


def read(folder: Path, grid: list[list[Any]], **asked: Any) -> tuple[DataTable | None, tuple[Problem, ...]]:
    path = folder / "book.xlsx"
    rows = books.typed(books.records(tables=[{"Table": "Own", "Title": "A table", **asked}]))
    typed = [
        [as_typed(cell) if isinstance(cell, str) and row else cell for cell in line] for row, line in enumerate(grid)
    ]
    path.write_bytes(books.plain(rows, {"Own": typed}))
    outcome = read_submission(open_workbook(path))
    table = outcome.value.tables[0] if outcome.value and outcome.value.tables else None
    return table, outcome.problems


def shown(table: DataTable) -> list[list[str]]:
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [
        [row.label, *("" if cell is None else cell.text or f"{cell.value:.{cell.decimals}f}" for cell in row.cells)]
        for row in rows
    ]


def test_totals_that_are_typed_and_right_are_printed_and_nothing_is_said(tmp_path: Path) -> None:
    table, problems = read(tmp_path, GRID, Totals="Both")
    assert problems == ()
    assert table is not None
    assert shown(table) == [["Roads", "10", "20", "30"], ["Waste", "1", "2", "3"], ["Total", "11", "22", "33"]]


def test_totals_that_are_not_typed_are_computed(tmp_path: Path) -> None:
    table, problems = read(tmp_path, [line[:3] for line in GRID[:3]], Totals="Both")
    assert problems == ()
    assert table is not None
    assert table.headings == ("Mar 20", "Jun 20", "Total")
    assert shown(table)[-1] == ["Total", "11", "22", "33"]


def test_a_total_that_is_not_the_sum_is_reported_and_the_sum_is_printed(tmp_path: Path) -> None:
    grid = [*GRID[:3], ["Total", 11, 23, 33]]
    table, problems = read(tmp_path, grid, Totals="Both")
    assert told(problems) == [("total-differs", "'Own'!C4")]
    assert "is 23, but its figures add up to 22" in problems[0].message
    assert table is not None
    assert shown(table)[-1] == ["Total", "11", "22", "33"]
    assert [(each.printed, each.computed) for each in table.differences] == [(23, 22)]


def test_a_total_that_only_rounding_parts_from_its_sum_stays_as_typed(tmp_path: Path) -> None:
    grid = [["Staff", "FTE"], ["Schools", "16,653.0"], ["Others", "9,826.4"], ["Total", "26,479.3"]]
    table, problems = read(tmp_path, grid, Totals="Columns")
    assert problems == ()
    assert table is not None
    assert table.total is not None
    assert table.total.cells[0] is not None
    assert table.total.cells[0].value == Decimal("26479.3")


def test_a_column_that_is_not_added_up_keeps_the_total_that_is_typed(tmp_path: Path) -> None:
    grid = [["Staff", "Headcount"], ["Schools", 5], ["Others", 6], ["Total", 10]]
    table, problems = read(tmp_path, grid, Totals="Columns", **{"Not added up": "Headcount"})
    assert problems == ()
    assert table is not None
    assert shown(table)[-1] == ["Total", "10"]


def test_a_row_may_add_up_its_last_columns_only(tmp_path: Path) -> None:
    grid = [["Service", "Mar 20", "Jun 20", "Sep 20"], ["Roads", 10, 20, 30]]
    table, _ = read(tmp_path, grid, Totals="Rows", **{"Total of": 2})
    assert table is not None
    assert shown(table) == [["Roads", "10", "20", "30", "50"]]


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("Quarters", ("Jan to Mar 2020", "Apr to Jun 2020")),
        ("Period ends", ("Mar 20", "Jun 20")),
        ("Years to", ("Year to Mar 20", "Year to Jun 20")),
    ],
)
def test_headings_that_are_periods_say_what_they_cover(tmp_path: Path, asked: str, labels: tuple[str, ...]) -> None:
    table, problems = read(tmp_path, [line[:3] for line in GRID[:3]], Periods=asked)
    assert problems == ()
    assert table is not None
    assert table.headings == labels


@pytest.mark.parametrize(
    ("asked", "typed", "labels"),
    [
        ("Quarters", ["Q4 2019/20", "Q1 2020/21"], ("Q4 2019/20", "Q1 2020/21")),
        ("Quarters", ["Jan-Mar 20", "quarter to June 2020"], ("Jan to Mar 2020", "Apr to Jun 2020")),
        ("Years to", ["year ending March 2020", "30/06/2020"], ("Year to Mar 20", "Year to Jun 20")),
        ("Period ends", ["Q4 2019/20", "Apr-Sep 2020"], ("Mar 20", "Sep 20")),
    ],
)
def test_headings_of_a_table_may_be_any_period_of_its_kind(
    tmp_path: Path, asked: str, typed: list[str], labels: tuple[str, ...]
) -> None:
    table, problems = read(tmp_path, [["Service", *typed], ["Roads", 1, 2]], Periods=asked)
    assert problems == ()
    assert table is not None
    assert table.headings == labels


@pytest.mark.parametrize(
    ("asked", "heading", "code"),
    [("Quarters", "2020/21", "not-a-period"), ("Quarters", "Q1 2020", "ambiguous-period"), ("Years to", "2020/21", "ambiguous-period"),
     ("Years to", "Q1 2020/21", "not-a-period"), ("Quarters", "June", "period-without-year")],
)  # fmt: skip
def test_a_heading_of_another_length_is_a_fault(tmp_path: Path, asked: str, heading: str, code: str) -> None:
    _, problems = read(tmp_path, [["Service", "Mar 20", heading], ["Roads", 1, 2]], Periods=asked)
    assert [problem.code for problem in problems] == [code]


def test_figures_are_printed_as_excel_shows_them_and_words_as_typed(tmp_path: Path) -> None:
    grid = [["Measure", "A", "B", "C"], ["Mixed", "14.9%", "7.80", "not due"]]
    table, _ = read(tmp_path, grid)
    assert table is not None
    percentage, days, words = table.rows[0].cells
    assert percentage is not None
    assert (percentage.value, percentage.decimals, percentage.is_percentage) == (Decimal("14.9"), 1, True)
    assert days is not None
    assert (days.value, days.decimals) == (Decimal("7.8"), 2)
    assert words is not None
    assert words.text == "not due"


def test_small_counts_are_withheld_with_whatever_would_give_them_away(tmp_path: Path) -> None:
    grid = [["Area", "Boys", "Girls"], ["North", 3, 20], ["South", 9, 30], ["East", 40, 50]]
    table, _ = read(tmp_path, grid, Totals="Both", **{"Suppress below": 5})
    assert table is not None
    assert shown(table) == [
        ["North", "[c]", "[c]", "23"], ["South", "[c]", "[c]", "39"], ["East", "40", "50", "90"],
        ["Total", "52", "100", "152"],
    ]  # fmt: skip
    assert not any(cell.value == 3 for row in table.rows for cell in row.cells if cell)


@pytest.mark.parametrize(("floor", "rating"), [(None, "not met"), (60, "amber"), (80, "red")])
def test_a_row_is_rated_by_the_figure_before_its_target(tmp_path: Path, floor: int | None, rating: str) -> None:
    grid = [["Measure", "March", "August", "Target", "Floor", "Polarity"], ["Done", 99, 70, 90, floor, "Higher"]]
    table, problems = read(tmp_path, grid)
    assert problems == ()
    assert table is not None
    assert table.headings == ("March", "August", "Target")
    assert [row.ratings for row in table.rows] == [(rating,)]


FAULTS: list[tuple[str, list[list[Any]], dict[str, Any], tuple[str, str]]] = [
    ("no rows", [["Measure", "A"]], {}, ("empty-table", "'Own'")),
    ("one column", [["Measure"], ["x"]], {}, ("empty-table", "'Own'")),
    ("a heading that is no period", [["M", "Soon"], ["x", 1]], {"Periods": "Quarters"}, ("not-a-period", "'Own'!B1")),
    ("no polarity", [["M", "A", "Target", "Polarity"], ["x", 1, 2, "Up"]], {}, ("not-a-choice", "'Own'!D2")),
    ("a target without results", [["M", "Target", "Polarity"], ["x", 2, "Higher"]], {}, ("missing-heading", "'Own'!B1")),
    ("words among figures that are added up", [["M", "A"], ["x", "lots"], ["y", 2]], {"Totals": "Columns"}, ("not-a-number", "'Own'!B2")),
    ("an unknown way to add up", GRID, {"Totals": "Sideways"}, ("not-a-choice", "'Tables'!C2")),
    ("an unknown chart", GRID, {"Chart": "Pie"}, ("not-a-choice", "'Tables'!G2")),
]  # fmt: skip


@pytest.mark.parametrize(("grid", "asked", "fault"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_of_a_table_names_its_cell(
    tmp_path: Path, grid: list[list[Any]], asked: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert fault in told(read(tmp_path, grid, **asked)[1])


def test_a_status_code_among_figures_is_printed_and_adds_nothing(tmp_path: Path) -> None:
    table, problems = read(tmp_path, [["M", "A"], ["x", "[x]"], ["y", 2]], Totals="Columns")
    assert problems == ()
    assert table is not None
    assert shown(table) == [["x", "[x]"], ["y", "2"], ["Total", "2"]]


def test_a_table_without_a_sheet_and_one_listed_twice_are_faults(tmp_path: Path) -> None:
    tables = [{"Table": "Gone", "Title": "x"}]
    assert ("missing-sheet", "'Tables'!A2") in told(books.problems(tmp_path, tables=tables))
    twice = [{"Table": "Commentary", "Title": "x"}, {"Table": "Commentary", "Title": "y"}]
    found = told(books.problems(tmp_path, tables=twice, commentary=[{"References": "HT02", "Commentary": "Why."}]))
    assert ("repeated-reference", "'Tables'!A3") in found


def test_an_error_in_a_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(books.plain(books.typed(books.records(tables=[{"Table": "Own", "Title": "x"}])), {"Own": GRID}))
    books.edited(path, lambda book: book["Own"].__setitem__("B2", "=1/0"))
    assert ("uncalculated-formula", "'Own'!B2") in told(read_submission(open_workbook(path)).problems)


def test_what_is_hidden_or_struck_out_in_a_table_of_ones_own_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    content = books.plain(
        books.typed(books.records(tables=[{"Table": "Spend", "Title": "Spend"}])),
        {"Spend": [["Line", "Jan", "Feb"], ["Roads", 1, 2], ["co\xadoperation", 3, 4]]},
    )
    path.write_bytes(content)

    def hide(book: openpyxl.Workbook) -> None:
        sheet = book["Spend"]
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["B3"].font = openpyxl.styles.Font(strike=True)

    found = read_submission(open_workbook(books.edited(path, hide))).problems
    assert told(found) == [
        ("hidden-rows", "'Spend'"),
        ("hidden-columns", "'Spend'"),
        ("struck-through", "'Spend'!B3"),
        ("soft-hyphen", "'Spend'!A3"),
    ]


SEVERAL = [
    ["Measure", "2019/20", "2019/20 target", "Q1", "Q1 target", "Q1 floor", "Polarity"],
    ["Done", 80, 90, 85, 90, 84, "Higher"],
    ["Late", 5, 4, 4, 4, 6, "Lower"],
    ["New", "–", "No target", 7, "60 (national)", 5, "Higher"],
]


def test_a_table_with_several_targets_rates_each_figure_by_its_own(tmp_path: Path) -> None:
    table, problems = read(tmp_path, SEVERAL)
    assert problems == ()
    assert table is not None
    assert table.headings == ("2019/20", "2019/20 target", "Q1", "Q1 target")
    # words say of themselves that nothing is rated by them
    assert [row.ratings for row in table.rows] == [("not met", "amber"), ("not met", "green"), (None, None)]


def test_targets_side_by_side_and_a_floor_of_several_are_said_not_to_rate(tmp_path: Path) -> None:
    grid = [["Measure", "Q1", "Q1 target", "Year target", "Polarity"], ["Done", 80, 90, 95, "Higher"]]
    table, problems = read(tmp_path, grid)
    assert told(problems) == [("unrated-target", "'Own'!D1")]
    assert table is not None
    assert [row.ratings for row in table.rows] == [("not met",)]
    shared = [
        ["Measure", "Q1", "Q1 target", "Q2", "Q2 target", "Floor", "Polarity"],
        ["Done", 80, 90, 85, 90, 70, "Higher"],
    ]
    _, problems = read(tmp_path, shared)
    assert told(problems) == [("missing-heading", "'Own'!F1")]
    assert problems[0].hint == "give each a column of its own, headed such as 'Q1 floor' and 'Q2 floor'"


SPLIT = [
    ["Service", "Mar 20", "Jun 20", "Sep 20", "Part of"],
    ["Children", 10, 20, None, None],
    ["Schools", None, None, 4, "Children"],
    ["Care", None, None, 5, "Children"],
    ["Roads", 1, 2, 3, None],
]


def test_a_service_that_was_split_goes_on_as_the_sum_of_its_parts_which_count_once(tmp_path: Path) -> None:
    table, problems = read(tmp_path, SPLIT, Totals="Both", Periods="Quarters")
    assert problems == ()
    assert table is not None
    assert [row.is_part for row in table.rows] == [False, True, True, False]
    assert shown(table) == [
        ["Children", "10", "20", "9", "39"],
        ["Schools", "", "", "4", "4 (Jul to Sep 2020)"],
        ["Care", "", "", "5", "5 (Jul to Sep 2020)"],
        ["Roads", "1", "2", "3", "6"],
        ["Total", "11", "22", "12", "45"],
    ]


def test_a_sum_over_some_of_the_quarters_says_its_months(tmp_path: Path) -> None:
    def totals(*row: int | None) -> list[str]:
        grid = [["Service", "Mar 20", "Jun 20", "Sep 20", "Dec 20"], ["Roads", *row]]
        table, _ = read(tmp_path, grid, Totals="Rows", Periods="Quarters")
        assert table is not None
        return shown(table)[0][-1:]

    assert totals(1, 2, 3, 4) == ["10"]
    assert totals(None, 2, 3, None) == ["5 (Apr 20 to Sep 20)"]
    assert totals(1, None, 3, None) == ["4 (Jan to Mar 2020; Jul to Sep 2020)"]


@pytest.mark.parametrize(
    ("part_of", "asked", "found"),
    [
        ("Parks", {}, ("not-a-choice", "'Own'!E3")),
        ("Schools", {}, ("not-a-choice", "'Own'!E3")),  # itself
        ("Roads", {}, ("not-a-choice", "'Own'!E3")),  # which stands below
        ("Children", {"Suppress below": 5}, ("suppressed-parts", "'Tables'!H2")),
    ],
)
def test_a_part_of_nothing_and_parts_that_would_give_small_counts_away_are_faults(
    tmp_path: Path, part_of: str, asked: dict[str, Any], found: tuple[str, str]
) -> None:
    grid = [SPLIT[0], SPLIT[1], [*SPLIT[2][:4], part_of], *SPLIT[4:]]
    _, problems = read(tmp_path, grid, Totals="Both", Periods="Quarters", **asked)
    assert told(problems) == [found]
