"""Periods that a series leaves out: by choice, or forgotten."""

from pathlib import Path
from typing import Any

import pytest

from tests import books
from tests.books import kpi, paper_items

BY_CHOICE: list[tuple[str, list[str], str]] = [
    ("Quarterly", ["Dec 18", "Dec 19", "Dec 20"], "the same quarter of three years"),
    ("Quarterly", ["Dec 19", "Dec 20"], "last year's quarter and this year's"),
    ("Quarterly", ["Mar 19", "Mar 20", "Jun 20", "Sep 20", "Dec 20"], "year ends, then quarters"),
    ("Monthly", ["Aug 20", "Oct 20", "Dec 20"], "every second month"),
    ("Monthly", ["Dec 19", "Oct 20", "Nov 20", "Dec 20"], "last year's month, then the newest"),
]  # fmt: skip
FORGOTTEN: list[tuple[str, list[str], str]] = [
    ("Quarterly", ["Mar 20", "Jun 20", "Dec 20"], "a quarter among the newest"),
    ("Monthly", ["Oct 20", "Dec 20"], "the month before the newest"),
    ("Monthly", ["Nov 19", "Sep 20", "Oct 20", "Dec 20"], "a heading with the wrong year"),
    ("Monthly", ["Jul 20", "Aug 20", "Oct 20", "Nov 20", "Dec 20"], "a month of a run"),
]  # fmt: skip


def codes(folder: Path, frequency: str, months: list[str], *more: dict[str, Any]) -> set[str]:
    row = {"Reference": "HT02", **dict.fromkeys(months, "91%")}
    indicators = [kpi(Frequency=frequency, Basis="Snapshot")]
    indicators += [kpi(each["Reference"], Frequency=frequency, Basis="Snapshot") for each in more]
    return {
        problem.code
        for problem in books.problems(folder, indicators=indicators, results=[row, *more], paper=paper_items())
    }


@pytest.mark.parametrize(("frequency", "months", "why"), BY_CHOICE, ids=[each[2] for each in BY_CHOICE])
def test_periods_left_out_by_choice_are_no_fault(tmp_path: Path, frequency: str, months: list[str], why: str) -> None:
    assert codes(tmp_path, frequency, months) == set()


@pytest.mark.parametrize(("frequency", "months", "why"), FORGOTTEN, ids=[each[2] for each in FORGOTTEN])
def test_a_period_that_was_forgotten_is_a_fault(tmp_path: Path, frequency: str, months: list[str], why: str) -> None:
    assert "skipped-period" in codes(tmp_path, frequency, months)


def test_a_column_that_others_fill_in_was_not_left_out_by_choice(tmp_path: Path) -> None:
    months = ["Mar 19", "Mar 20", "Jun 20", "Sep 20", "Dec 20"]
    other = {"Reference": "HT03", **dict.fromkeys([*months, "Dec 19"], "91%"), "Jun 19": "90%", "Sep 19": "90%"}
    assert codes(tmp_path, "Quarterly", months, other) == {"skipped-period"}


def test_every_second_month_is_by_choice_also_beside_a_series_of_every_month(tmp_path: Path) -> None:
    other = {"Reference": "HT03", **dict.fromkeys(["Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20"], "91%")}
    assert codes(tmp_path, "Monthly", ["Aug 20", "Oct 20", "Dec 20"], other) - {"period-out-of-order"} == set()
