"""A target of one month is asked about where the months of the year together are rated by it, and can be given for these."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedKpi, rate_submission
from tests import books
from tests.samples import outcome_of

CODE = "target-of-one-period"
COUNTED = {"Unit": "number", "Polarity": "Lower", "Target": 210, "Floor": 240}
MONTHS = {"Oct 20": 220, "Nov 20": 200, "Dec 20": 230, "Year to date": 650}
WHOLE = (
    dict.fromkeys(("Apr 20", "May 20", "Jun 20", "Jul 20", "Aug 20", "Sep 20"), 220) | MONTHS | {"Year to date": 1970}
)


def found(folder: Path, results: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    rows: dict[str, Any] = {
        "indicators": [books.kpi(**(COUNTED | changes))],
        "results": [{"Reference": "HT02"} | results],
    }
    return [(each.message, each.hint) for each in books.problems(folder / "a.xlsx", **rows) if each.code == CODE]


@pytest.mark.parametrize(
    ("results", "changes", "words"),
    [
        (MONTHS, {}, ("one month", "650", "3 months")),
        (WHOLE, {}, ("one month", "1,970", "9 months")),
        (MONTHS, {"Polarity": "Higher", "Target": 240, "Floor": 210}, ("one month", "650", "3 months")),
        (
            {"Jun 20": 30, "Sep 20": 35, "Dec 20": 41, "Year to date": 106},
            {"Frequency": "Quarterly", "Target": 30, "Floor": 40},
            ("one quarter", "106", "3 quarters"),
        ),
    ],
)
def test_a_target_that_fits_one_period_and_not_their_sum_is_asked_about(
    tmp_path: Path, results: dict[str, Any], changes: dict[str, Any], words: tuple[str, ...]
) -> None:
    ((message, hint),) = found(tmp_path, results, **changes)
    assert words[0] in message
    assert words[1] in message
    assert words[2] in hint


@pytest.mark.parametrize(
    ("results", "changes"),
    [
        (MONTHS, {"Target": 2400, "Floor": 2600}),  # that of the year
        (MONTHS, {"Target": 620, "Floor": 700}),  # that of the months so far
        (MONTHS | {"Year to date": 217}, {}),  # a mean
        (MONTHS | {"Year to date": "[z]"}, {}),
        (MONTHS, {"Basis": "Snapshot"}),
        (MONTHS, {"Target": "No target", "Floor": None}),
    ],
)
def test_any_other_target_is_not(tmp_path: Path, results: dict[str, Any], changes: dict[str, Any]) -> None:
    assert found(tmp_path, results, **changes) == []


def test_the_months_so_far_have_a_target_and_a_floor_of_their_own(tmp_path: Path) -> None:
    rows: dict[str, Any] = {
        "indicators": [books.kpi(**COUNTED)],
        "results": [{"Reference": "HT02"} | MONTHS],
        "targets": [{"Reference": "HT02", "Year to date": 630}, {"Reference": "HT02 floor", "Year to date": 720}],
    }
    submission = books.submission(tmp_path / "a.xlsx", **rows)
    (each,) = rate_submission(submission).indicators
    assert isinstance(each, RatedKpi)
    assert (each.latest, each.year_to_date) == (Rag.AMBER, Rag.AMBER)
    assert [problem for problem in books.problems(tmp_path / "b.xlsx", **rows) if problem.code == CODE] == []


@pytest.mark.parametrize(
    "name", ["dashboard-2021", "committee-2012", "committee-2014", "quarterly-2011", "district-2026"]
)
def test_no_target_that_a_council_published_is_asked_about(name: str) -> None:
    assert [each for each in outcome_of(name).problems if each.code == CODE] == []
