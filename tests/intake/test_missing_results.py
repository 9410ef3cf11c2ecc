"""A result that is missing for the period a paper reports is never silent; data may come by the quarter and the year."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kccreport.models.period import Period
from tests import books
from tests.books import activity, kpi, paper_items, problems, results, told

BLANK = {"Reference": "HT02", "Oct 20": "91%", "Nov 20": "92%", "Dec 20": None, "Year to date": "92%"}
TITLED = ("missing-result", "'Results'!D2")


@pytest.mark.parametrize(
    ("indicator", "row", "said"),
    [
        (kpi(), BLANK, [TITLED]),
        (activity("HT02"), BLANK | {"Oct 20": 1, "Nov 20": 2, "Year to date": 3}, [TITLED]),
        (kpi(), {key: value for key, value in BLANK.items() if key != "Dec 20"}, [("missing-result", "'Results'!A2")]),
        *((kpi(), BLANK | {"Dec 20": code}, []) for code in ("[n]", "[o]", "[x]", "[z]", "95% [f]")),
        *((kpi(), BLANK | {"Status": code}, []) for code in ("[n]", "[o]", "[x]")),
        (kpi(), BLANK | {"Status": "[suspended]", "Status note": "Audits suspended"}, ["suspended-with-results"]),
        (kpi(Arrears=1), BLANK, []),
        (kpi(Arrears=1), BLANK | {"Nov 20": None}, [("missing-result", "'Results'!C2")]),
        (kpi(Frequency="Quarterly"), {"Reference": "HT02", "Sep 20": "91%", "Dec 20": None}, [("missing-result", "'Results'!C2")]),
        (kpi(Frequency="Annual"), {"Reference": "HT02", "2018/19": "91%", "2019/20": "92%"}, []),
        (kpi(Frequency="Annual"), {"Reference": "HT02", "2018/19": "91%", "2019/20": None}, [("missing-result", "'Results'!C2")]),
        (kpi(), {"Reference": "HT02", "Nov 20": "91% [f]", "Dec 20": None}, [("missing-result", "'Results'!C2")]),
    ],
)  # fmt: skip
def test_a_result_that_is_missing_for_the_period_reported_is_a_fault_of_its_cell(
    tmp_path: Path, indicator: dict[str, Any], row: dict[str, Any], said: list[Any]
) -> None:
    found = problems(tmp_path, indicators=[indicator], results=[row])
    assert [each if each in said else each[0] for each in told(found)] == said


def test_a_quarter_is_asked_for_once_it_has_ended(tmp_path: Path) -> None:
    row = {"Reference": "HT02", "Sep 20": "91%", "Dec 20": None}
    quarterly = kpi(Frequency="Quarterly")
    november = paper_items(results_up_to="November 2020")
    assert problems(tmp_path, indicators=[quarterly], results=[row], paper=november) == ()


def test_a_heading_to_mend_is_said_alone(tmp_path: Path) -> None:
    row = {"Reference": "HT02", "Oct 20": "91%", "Nov 20": "92%", "Decmber 2020": "93%"}
    assert "missing-result" not in {each.code for each in problems(tmp_path, results=[row])}


def test_the_months_that_the_data_lack_are_asked_for_on_their_own_sheet(tmp_path: Path) -> None:
    data = [{"Reference": "HT02", "Date": f"{month} 20", "Numerator": 9, "Denominator": 10} for month in ("Oct", "Nov")]
    found = problems(tmp_path, results=[], data=data)
    assert told(found) == [("missing-result", "'Data'!A3")]
    assert "up to December 2020" in found[0].hint


ROWS = {
    "months": [(f"{month} 20", 1, 2) for month in ("Apr", "May", "Jun", "Jul", "Aug")] + [("Sep 20", 5, 10)],
    "quarters": [("Q1 2020/21", 3, 6), ("Jul-Sep 20", 7, 14)],
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_data_by_the_quarter_is_data_by_the_month_put_together(tmp_path: Path, rows: list[Any]) -> None:
    data = [{"Reference": "HT02", "Date": date, "Numerator": met, "Denominator": of} for date, met, of in rows]
    paper = paper_items(results_up_to="September 2020")
    found = books.submission(
        tmp_path, indicators=[kpi(Frequency="Quarterly")], results=[], data=data, paper=paper
    ).indicators[0]
    assert {period.label: figure.value for period, figure in found.results.items()} == {
        "Jun 20": Decimal(50), "Sep 20": Decimal(50),
    }  # fmt: skip
    assert found.year_to_date is not None
    assert found.year_to_date.value == Decimal(50)


def test_data_by_the_year_is_an_annual_figure(tmp_path: Path) -> None:
    data = [{"Reference": "HT02", "Date": year, "Numerator": 8, "Denominator": 10} for year in ("2018/19", "2019/20")]
    found = books.submission(tmp_path, indicators=[kpi(Frequency="Annual")], results=[], data=data).indicators[0]
    assert {period: figure.value for period, figure in found.results.items()} == {
        Period(2019, 3): Decimal(80), Period(2020, 3): Decimal(80),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "dates", "code"),
    [
        (kpi(), ["Q3 2020/21"], "not-a-period"),  # a quarter says nothing of a month
        (kpi(Frequency="Quarterly", Basis="Mean of month ends"), ["Q3 2020/21"], "not-a-period"),
        (kpi(Frequency="Quarterly"), ["Q3 2020/21", "Dec 20"], "repeated-period"),
    ],
)
def test_a_longer_period_is_refused_where_its_months_are_needed_or_are_there(
    tmp_path: Path, indicator: dict[str, Any], dates: list[str], code: str
) -> None:
    data = [{"Reference": "HT02", "Date": date, "Numerator": 1, "Denominator": 2} for date in dates]
    assert code in {each.code for each in problems(tmp_path, indicators=[indicator], results=[results()], data=data)}
