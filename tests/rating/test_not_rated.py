"""What is shown among the rated and is not: targets in words, data only; and directions without good or bad."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.models.indicator import Kpi
from kccreport.models.schemes import NotRated
from kccreport.models.travel import Travel, TravelMethod
from kccreport.paper.wording import target_words
from kccreport.rating.rated import RatedActivity, RatedSubmission, TravelCounts, rate_submission, rating_at
from kccreport.rating.shares import percentages
from kccreport.rating.travel import travel_by
from tests import books

WITHOUT = {"Floor": None, "Polarity": None}


def rated(path: Path, *rows: dict[str, Any], results: dict[str, Any] | None = None, **sheets: Any) -> RatedSubmission:
    found = [books.results(row["Reference"], **(results or {})) for row in rows]
    return rate_submission(books.submission(path, indicators=list(rows), results=found, **sheets))


@pytest.mark.parametrize("words", ["No target", "Data only", "n/a", "Contextual", "volumetric", "TBC"])
def test_a_target_in_words_is_printed_and_the_kpi_counted_as_not_rated(tmp_path: Path, words: str) -> None:
    found = rated(tmp_path, books.kpi(), books.kpi("HT03", Target=words, **WITHOUT))
    kpi = found.kpis[1].kpi
    assert (kpi.target, target_words(kpi, kpi.latest_period), kpi.scheme) == (None, words, NotRated())
    counts = found.latest_counts
    assert (counts.total, counts.rated, counts.not_rated) == (2, 1, 1)
    assert [str(each) for each in percentages([counts.rated, counts.not_rated])] == ["50", "50"]
    assert [str(each) for each in percentages([counts.rated], total=counts.rated)] == ["100"], "without those not rated"


@pytest.mark.parametrize(
    ("typed", "figure", "beaten", "polarity"),
    [
        ("60% (national)", 60, False, "Higher"),
        ("<5%", 5, True, "Lower"),
        ("> 95%", 95, True, "Higher"),
        ("at least 95%", 95, False, "Higher"),
        ("≤5%", 5, False, "Lower"),
        ("Approximately 60%", 60, False, "Higher"),
        ("about 5%", 5, False, "Lower"),
        ("c. 60%", 60, False, "Higher"),
    ],
)
def test_a_figure_with_words_is_rated_and_printed_as_typed(
    tmp_path: Path, typed: str, figure: int, beaten: bool, polarity: str
) -> None:
    found = rated(tmp_path, books.kpi(Target=typed, Polarity=polarity, Floor=None, Scheme="target only"))
    kpi = found.kpis[0].kpi
    assert (kpi.target, kpi.must_be_beaten, target_words(kpi, None)) == (figure, beaten, typed)
    exactly = rated(
        tmp_path,
        books.kpi(Target=typed, Polarity=polarity, Floor=None, Scheme="target only"),
        results={"Dec 20": f"{figure}%"},
    ).kpis[0]
    assert exactly.latest == ("not met" if beaten else "green")


def test_a_target_whose_sign_is_against_the_polarity_is_a_fault(tmp_path: Path) -> None:
    found = books.problems(tmp_path, indicators=[books.kpi(Target="<5%", Floor=None, Scheme="target only")])
    assert [(each.code, each.where) for each in found] == [("target-against-polarity", "'Indicators'!M2")]


def test_words_that_no_council_uses_for_no_target_are_doubted(tmp_path: Path) -> None:
    found = books.problems(tmp_path, indicators=[books.kpi(Target="ninety", **WITHOUT)])
    assert [(each.code, each.is_error) for each in found] == [("target-in-words", False)]
    for typed in ("9o%", "between 80% and 90%", "1 in 5", "5 days", "Top 10"):
        found = books.problems(
            tmp_path, indicators=[books.kpi(Target=typed, Unit="hours", Floor=None, Scheme="target only")]
        )
        told = [each.code for each in found if each.where == "'Indicators'!M2" and each.is_error]
        assert told == ["unit-mix" if typed == "5 days" else "not-a-number"], typed


def test_a_scheme_may_say_that_a_kpi_with_a_target_is_not_rated(tmp_path: Path) -> None:
    found = rated(tmp_path, books.kpi(Scheme="not rated", Floor=None)).kpis[0]
    assert (found.latest, found.travel, found.kpi.target) == (None, Travel.IMPROVING, 90)


def test_a_measure_without_a_target_has_a_direction_judged_only_by_its_polarity(tmp_path: Path) -> None:
    rows = (
        books.kpi("HT01", Target="No target", **WITHOUT),
        books.kpi("HT02", Target="No target", Floor=None),
        books.activity("HT03", Unit="%", Upper=None, Lower=None, Polarity="Lower"),
        books.activity("HT04", Unit="%", Upper=None, Lower=None),
    )
    found = rated(tmp_path, *rows)
    assert [each.travel for each in found.indicators] == [
        Travel.INCREASED,
        Travel.IMPROVING,
        Travel.WORSENING,
        Travel.INCREASED,
    ]
    assert isinstance(found.indicators[3], RatedActivity)
    assert found.travel_counts == TravelCounts(improving=1, worsening=0, unchanged=0, not_available=0, increased=1)
    ways = [travel_by(each.indicator, TravelMethod.SAME_PERIOD_LAST_YEAR) for each in found.indicators]
    assert TravelCounts.of(ways).not_available == 4


def test_a_service_areas_own_direction_rule_stands_for_its_indicators(tmp_path: Path) -> None:
    areas = [
        {"Code": "HT", "Service area": "Highways", "Direction": "same period last year"},
        {"Code": "WM", "Service area": "Waste"},
    ]
    rows = (
        books.kpi("HT01"),
        books.kpi("HT02", Direction="previous period"),
        books.kpi("WM01", **{"Service area": "WM"}),
    )
    found = rated(tmp_path, *rows, service_areas=areas)
    assert [each.travel_method for each in found.kpis] == [
        TravelMethod.SAME_PERIOD_LAST_YEAR,
        TravelMethod.PREVIOUS,
        TravelMethod.PREVIOUS,
    ]


def test_floors_are_phased_beside_targets(tmp_path: Path) -> None:
    targets = [
        {"Reference": "HT02", "Oct 20": "92%", "Nov 20": "93%", "Dec 20": "94%"},
        {"Reference": "HT02 floor", "Oct 20": "90%", "Nov 20": "92%", "Dec 20": "93%"},
    ]
    found = rated(tmp_path, books.kpi(), targets=targets).kpis[0]  # 91, 92 and 93%
    assert [rating_at(found.kpi, period) for period in sorted(found.kpi.results)] == ["amber", "amber", "amber"]
    assert found.kpi.amber_limit(found.kpi.latest_period) == 93
    assert rated(tmp_path, books.kpi(), targets=targets[:1]).kpis[0].kpi.phased_floors == {}


def test_a_phased_floor_harder_than_its_target_or_without_a_floor_standard_is_told(tmp_path: Path) -> None:
    targets = [{"Reference": "HT02 floor", "Dec 20": "95%"}]
    found = books.problems(tmp_path, targets=targets)
    assert [each.code for each in found] == ["floor-beyond-target"]
    found = books.problems(tmp_path, targets=targets, indicators=[books.kpi(Floor=None, Scheme="target only")])
    assert [(each.code, each.where) for each in found] == [("unused-cell", "'Targets'!A2")]


def test_the_edge_of_margins_is_said_once_and_a_row_may_say_otherwise(tmp_path: Path) -> None:
    margin = {"Floor": None, "Target": "100%", "Tolerance": 10}
    rows = (
        books.kpi("HT01", **margin),
        books.kpi("HT02", Edge="within", **margin),
        books.kpi("HT03", Target="100%", Floor="90%"),
        books.kpi("HT04", Target="100%", Floor="90%", Edge="less than"),
        books.kpi("HT05", Target="100%", Floor=None),
    )
    paper = books.paper_items(edge="Less than", tolerance="10%")
    exactly = {"Dec 20": "90%"}
    found = rated(tmp_path, *rows, results=exactly, paper=paper)
    assert [each.latest for each in found.kpis] == ["red", "amber", "amber", "red", "red"]
    usual = rated(tmp_path, rows[0], rows[4], results=exactly, paper=books.paper_items(tolerance="10%"))
    assert [each.latest for each in usual.kpis] == ["amber", "amber"]
    wrong = books.problems(tmp_path, paper=books.paper_items(edge="exclusive"))
    assert [each.code for each in wrong] == ["not-a-value"]


def test_a_baseline_and_last_years_outturn_are_kept_as_typed(tmp_path: Path) -> None:
    found = rated(tmp_path, books.kpi(), results={"Baseline": "85.5%", "Last year's outturn": "88%"}).kpis[0].kpi
    assert isinstance(found, Kpi)
    assert found.baseline is not None
    assert found.last_outturn is not None
    assert (str(found.baseline.value), str(found.last_outturn.value)) == ("85.5", "88")


def test_thresholds_need_no_target_that_is_a_figure(tmp_path: Path) -> None:
    row = books.kpi(
        Target="National median", Floor=None, Scheme="thresholds", **{"Green above": "92%", "Amber from": "92%"}
    )
    for result, rating in (("93%", "green"), ("92%", "amber"), ("91%", "red")):
        path = books.save(tmp_path, indicators=[row], results=[books.results(**{"Dec 20": result})])
        submission = books.read(path).value
        assert submission is not None
        assert rate_submission(submission).kpis[0].latest == rating


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({}, "missing-scheme-figure"),
        ({"Green from": "80%", "Amber from": "90%"}, "thresholds-out-of-order"),
        ({"Green from": "90%", "Green above": "92%"}, "thresholds-out-of-order"),
        ({"Green from": "90%", "Amber above": "90%"}, "thresholds-out-of-order"),
    ],
)
def test_thresholds_that_make_no_sense_are_told(tmp_path: Path, figures: dict[str, str], code: str) -> None:
    row = books.kpi(Floor=None, Scheme="thresholds", **figures)
    assert [each.code for each in books.problems(tmp_path, indicators=[row])] == [code]
