"""A range of one month or quarter is not taken for the range of the year to date without a word."""

from pathlib import Path
from typing import Any

import pytest

from tests import books
from tests.samples import outcome_of

CODE = "range-of-one-period"
MONTHS = ("Apr 20", "May 20", "Jun 20", "Jul 20", "Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20")
MONTHLY = dict.fromkeys(MONTHS, 150) | {"Year to date": 1350}
QUARTERLY = {"Mar 20": 130, "Jun 20": 140, "Sep 20": 150, "Dec 20": 160, "Year to date": 450}
CUMULATIVE = {"Jun 20": 150, "Sep 20": 300, "Dec 20": 450}


def found(folder: Path, results: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    rows = {
        "indicators": [books.kpi(), books.activity(**changes)],
        "results": [books.results(), {"Reference": "HT02b"} | results],
    }
    return [
        (each.message, each.hint) for each in books.problems(folder, **rows) if each.code == CODE and not each.is_error
    ]


@pytest.mark.parametrize(
    ("results", "changes", "words"),
    [
        (MONTHLY, {}, ("one month", "1350", "9 months")),
        (QUARTERLY, {"Frequency": "Quarterly"}, ("one quarter", "450", "3 quarters")),
        (CUMULATIVE, {"Frequency": "Quarterly", "Basis": "Cumulative"}, ("one quarter", "450", "3 quarters")),
        (QUARTERLY, {"Frequency": "Quarterly", "Upper": 150}, ("one quarter", "450", "3 quarters")),  # on the edge
    ],
)
def test_a_range_that_fits_one_period_and_not_the_year_is_asked_about(
    tmp_path: Path, results: dict[str, Any], changes: dict[str, Any], words: tuple[str, ...]
) -> None:
    ((message, hint),) = found(tmp_path, results, **changes)
    period, total, together = words
    assert period in message
    assert total in message
    assert together in hint


@pytest.mark.parametrize(
    ("results", "changes"),
    [
        (QUARTERLY, {"Frequency": "Quarterly", "Lower": 300, "Upper": 600}),  # the range of the same months
        (QUARTERLY, {"Frequency": "Quarterly", "Lower": 300, "Upper": 400}),  # really above
        (QUARTERLY, {"Frequency": "Quarterly", "Upper": 149}),  # above as a quarter's range too
        (QUARTERLY | {"Year to date": 500}, {"Frequency": "Quarterly"}),  # figures that do not add up, such as means
        ({"Dec 20": 150}, {"Frequency": "Quarterly", "Basis": "Snapshot"}),
    ],
)
def test_a_range_that_may_be_for_the_year_to_date_is_not(
    tmp_path: Path, results: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert found(tmp_path, results, **changes) == []


@pytest.mark.parametrize("name", ["dashboard-2021", "committee-2012"])
def test_no_range_that_a_council_published_is_asked_about(name: str) -> None:
    problems = outcome_of(name).problems
    assert [each for each in problems if each.code == CODE] == []
