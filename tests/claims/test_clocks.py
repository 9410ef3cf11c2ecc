"""A target of 15 minutes is that of an indicator in mm:ss, and what is told of it is written as a clock."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.claims.facts import Facts
from kccreport.claims.reader import judged
from kccreport.claims.verdict import Ruling
from kccreport.rating.rated import rate_submission
from tests import books


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A KPI in mm:ss: 14:12 in December 2020, where lower is better, with a target of 15:00."""
    clock = {"Unit": "mm:ss", "Polarity": "Lower", "Target": "15:00", "Floor": "17:00"}
    results = {"Reference": "HT02", "Nov 20": "14:20", "Dec 20": "14:12", "Year to date": "14:30"}
    rows: dict[str, Any] = {"indicators": [books.kpi(**clock)], "results": [results]}
    path: Path = tmp_path_factory.mktemp("clock") / "a.xlsx"
    return Facts(rate_submission(books.submission(path, **rows)).indicators[0])


@pytest.mark.parametrize("sentence", ["It met its target of 15 minutes.", "The target of 900 seconds was met."])
def test_a_target_may_be_said_in_minutes_or_seconds(sentence: str, facts: Facts) -> None:
    assert judged(sentence, facts).ruling is not Ruling.CONTRADICTS


@pytest.mark.parametrize("sentence", ["It was 14 minutes 12 seconds in December.", "It met its target of 15:00."])
def test_what_is_written_as_a_clock_is_not_told_off(sentence: str, facts: Facts) -> None:
    assert judged(sentence, facts).ruling is not Ruling.CONTRADICTS


def test_another_target_is_named_with_the_right_one_as_a_clock(facts: Facts) -> None:
    for sentence in ("It met its target of 14 minutes.", "It missed its target in December."):
        verdict = judged(sentence, facts)
        assert verdict.ruling is Ruling.CONTRADICTS
        assert "the target is 15:00" in verdict.figures
