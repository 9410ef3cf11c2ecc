"""What is different between two workbooks, and what that does to ratings."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.rating.changes import changes
from kccreport.rating.rated import RatedSubmission, rate_submission
from tests import books
from tests.books import kpi, results


def rated(folder: Path, **sheets: Any) -> RatedSubmission:
    return rate_submission(books.submission(folder, **sheets))


def found(folder: Path, **sheets: Any) -> list[tuple[str, str, str, str]]:
    return [
        (each.what, each.before, each.after, each.effect) for each in changes(rated(folder), rated(folder, **sheets))
    ]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({}, []),
        ({"results": [results(**{"Nov 20": "92.4%"})]}, []),  # it prints the same
        ({"results": [results(**{"Nov 20": "85%"})]}, [("Nov 20", "92", "85", "Green to amber")]),
        ({"results": [results(**{"Nov 20": "92% [r]"})]}, [("Nov 20", "92", "92 [r]", "")]),
        ({"results": [results(**{"Dec 20": "85%"})]}, [
            ("Dec 20", "93", "85", "Green to amber"), ("Latest rating", "green", "amber", ""),
            ("Direction", "improving", "worsening", ""),
        ]),
        ({"results": [results(**{"Sep 20": "95%"})]}, [("Sep 20", "", "95", "")]),
        ({"indicators": [kpi(Title="Another")]}, [("Title", "Title of HT02", "Another", "")]),
        ({"indicators": [kpi(Target="91%", Floor="79%")]}, [("Target", "90", "91", ""), ("Amber limit", "80", "79", "")]),
        ({"targets": [{"Reference": "HT02", "Dec 20": "92%"}]}, [("Target for Dec 20", "90", "92", "")]),
        ({"indicators": [kpi(Floor=None, Tolerance=10)]}, [("Amber limit", "80", "81", ""), ("Scheme", "floor standard", "tolerance", "")]),
    ],
)  # fmt: skip
def test_each_difference_is_named_with_its_effect(
    tmp_path: Path, sheets: dict[str, Any], expected: list[tuple[str, str, str, str]]
) -> None:
    assert found(tmp_path, **sheets) == expected


def test_indicators_that_come_and_go_are_named_once(tmp_path: Path) -> None:
    other = {"indicators": [kpi("NEW")], "results": [results("NEW")]}
    assert found(tmp_path, **other) == [
        ("Indicator", "Title of HT02", "", ""), ("Indicator", "", "Title of NEW", ""),
    ]  # fmt: skip
