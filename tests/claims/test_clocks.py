"""A target of 15 minutes is that of an indicator in mm:ss, and what is told of it is written as a clock."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.claims.clocks import as_held
from kccreport.claims.facts import Facts
from kccreport.claims.numbers import read_quantity
from kccreport.claims.parts import Unit
from kccreport.claims.reader import judged
from kccreport.claims.text import tokens
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


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("It was 14:12.", "It was 14:22."),
        ("The average was 14 minutes 12 seconds.", "The average was 14 minutes and 52 seconds."),
        ("It fell from 14:20 to 14:12.", "It fell from 14:40 to 14:12."),
        ("It fell by eight seconds.", "It fell by eighteen seconds."),
        ("It quickened to 14:12.", "It slowed to 14:12."),
        ("It was eight seconds faster than in November.", "It was slower than in November."),
        ("At 14:12 the target of 15:00 was met.", "At 14:12 the target of 16:00 was met."),
        ("It was 48 seconds better than the target.", "It was 58 seconds better than the target."),
        ("It was about 14 minutes.", "It was about 16 minutes."),
        ("It was under 15 minutes.", "It was under 14 minutes."),
    ],
)
def test_a_clock_is_a_figure_like_any_other(right: str, wrong: str, facts: Facts) -> None:
    assert judged(right, facts).ruling is not Ruling.CONTRADICTS
    assert judged(wrong, facts).ruling is Ruling.CONTRADICTS


@pytest.mark.parametrize(
    "sentence",
    [
        "We are open from 09:00 to 17:00.",
        "Calls before 10:00 wait longer.",
        "It was 14 minutes in December.",  # in whole minutes
        "It is 48 seconds inside the target.",
        "It is 14:12 inside the target.",
        "It was within two minutes of the target.",
        "The longest wait was 31 minutes.",
        "It slowed in Dover.",
    ],
)
def test_other_times_and_whole_minutes_are_not_told_off(sentence: str, facts: Facts) -> None:
    assert judged(sentence, facts).ruling is not Ruling.CONTRADICTS


def test_a_duration_is_held_as_the_figures_of_its_clock_are() -> None:
    for words, clock, value in (
        ("8 minutes 26 seconds", "mm:ss", 506), ("08:26", "mm:ss", 506), ("2 hours 5 minutes", "h:mm", 125), ("26 seconds", "mm:ss", 26),
    ):  # fmt: skip
        read = read_quantity(tokens(words), 0)
        assert read is not None
        held = as_held(read[0], clock)
        assert (held.value, held.unit, read[1]) == (value, Unit.CLOCK, len(tokens(words)))
        assert as_held(read[0], "") == read[0]


def test_another_target_is_named_with_the_right_one_as_a_clock(facts: Facts) -> None:
    for sentence in ("It met its target of 14 minutes.", "It missed its target in December."):
        verdict = judged(sentence, facts)
        assert verdict.ruling is Ruling.CONTRADICTS
        assert "the target is 15:00" in verdict.figures
