"""Times, ratios, ranks and scores go from a workbook to the words of a paper, and are rated as they are printed."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

import kccreport
from kccreport.paper.wording import latest_words, target_words
from kccreport.rating.rated import RatedKpi
from kccreport.workbook.writer import Shown
from tests import books
from tests.books import kpi, results


def read(folder: Path, indicator: dict[str, Any], latest: Any) -> kccreport.Outcome[kccreport.Reading]:
    row = results("A", **{"Oct 20": "[x]", "Nov 20": "[x]", "Dec 20": latest, "Year to date": "[z]"})
    return kccreport.read(books.save(folder, indicators=[kpi("A", **indicator)], results=[row]))


@pytest.mark.parametrize(
    ("indicator", "latest", "printed"),
    [
        ({"Unit": "minutes", "Target": 2, "Floor": 3}, Shown(timedelta(seconds=125), "[mm]:ss"), "02:05 02:00 amber"),  # type: ignore[arg-type]
        ({"Unit": "mm:ss", "Target": "02:00", "Floor": "03:00"}, Shown(time(1, 35), "h:mm"), "01:35 02:00 green"),  # type: ignore[arg-type]
        ({"Unit": "hours", "Target": 4, "Floor": "4:30"}, Shown(time(4, 5), "h:mm"), "4:05 4:00 amber"),  # type: ignore[arg-type]
        ({"Unit": "ratio", "Target": "1:8", "Floor": "1:10"}, "1:9", "1:9 1:8 amber"),
        ({"Unit": "rank", "Target": 10, "Floor": 20}, "12th of 152", "12th of 152 10th amber"),
        (
            {"Unit": "out of 5", "Target": "4/5", "Floor": 3, "Decimals": 1, "Polarity": "Higher"},
            "4.2/5",
            "4.2/5 4.0/5 green",
        ),
    ],
)
def test_a_unit_is_read_rated_and_printed(tmp_path: Path, indicator: dict[str, Any], latest: Any, printed: str) -> None:
    outcome = read(tmp_path, {"Polarity": "Lower", **indicator}, latest)
    assert outcome.value is not None, outcome.problems
    rated = outcome.value.rated.indicators[0]
    assert isinstance(rated, RatedKpi)
    assert f"{latest_words(rated.kpi)} {target_words(rated.kpi, None)} {rated.latest}" == printed


def test_minutes_shown_as_hours_are_asked_about(tmp_path: Path) -> None:
    outcome = read(
        tmp_path, {"Unit": "minutes", "Target": 2, "Floor": 3, "Polarity": "Lower"}, Shown(time(1, 35), "h:mm")
    )  # type: ignore[arg-type]
    assert [(problem.code, problem.where) for problem in outcome.problems if problem.is_error] == [
        ("not-a-number", "'Results'!D2")
    ]
    assert "mm:ss or h:mm" in outcome.problems[0].hint


def test_a_cell_that_shows_nothing_is_named_wherever_it_is_read(tmp_path: Path) -> None:
    outcome = read(tmp_path, {"Title": Shown(7, ";;;")}, Shown(0.9, ";;;"))
    found = [(problem.code, problem.where) for problem in outcome.problems if problem.is_error]
    assert found == [("not-shown", "'Indicators'!B2"), ("not-shown", "'Results'!D2")]


def test_a_floor_has_no_note_and_a_target_and_a_result_print_their_own(tmp_path: Path) -> None:
    outcome = read(tmp_path, {"Target": "90% (minimum)", "Floor": "80% (least)"}, "95%*")
    assert [(problem.code, problem.hint) for problem in outcome.problems if problem.is_error] == [
        ("not-a-number", "type 80%")
    ]


def test_a_reference_keeps_the_zero_that_is_shown(tmp_path: Path) -> None:
    rows = [results("1.10", Reference=Shown(1.1, "0.00"))]
    outcome = kccreport.read(books.save(tmp_path, indicators=[kpi("1.10")], results=rows))
    assert outcome.value is not None, outcome.problems
    assert outcome.value.rated.indicators[0].indicator.reference == "1.10"
