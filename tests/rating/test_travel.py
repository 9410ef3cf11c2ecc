"""Direction of travel, by the method the paper names."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.models.indicator import Kpi
from kccreport.models.travel import Travel, TravelMethod, TravelRule
from kccreport.rating.rated import TravelCounts
from kccreport.rating.travel import travel, travel_by
from tests import books

PREVIOUS = TravelRule()
LAST_YEAR = TravelRule(method=TravelMethod.SAME_PERIOD_LAST_YEAR)


def kpi(path: Path, row: dict[str, Any], **changes: Any) -> Kpi:
    found = books.submission(
        path, indicators=[books.kpi(**changes)], results=[{"Reference": "HT02", **row}]
    ).indicators[0]
    assert isinstance(found, Kpi)
    return found


@pytest.mark.parametrize(
    ("before", "now", "polarity", "expected"),
    [
        ("90%", "91%", "Higher", Travel.IMPROVING),
        ("90%", "89%", "Higher", Travel.WORSENING),
        ("90%", "90%", "Higher", Travel.UNCHANGED),
        ("90%", "91%", "Lower", Travel.WORSENING),
        ("90%", "89%", "Lower", Travel.IMPROVING),
        ("0%", "0%", "Higher", Travel.UNCHANGED),
    ],
)
def test_the_latest_result_is_compared_with_the_one_before(
    tmp_path: Path, before: str, now: str, polarity: str, expected: Travel
) -> None:
    floor = "95%" if polarity == "Lower" else "80%"
    row = {"Nov 20": before, "Dec 20": now, "Year to date": "90%"}
    assert travel(kpi(tmp_path, row, Polarity=polarity, Floor=floor), PREVIOUS) is expected


def test_results_that_print_the_same_are_unchanged(tmp_path: Path) -> None:
    row = {"Nov 20": "90.4%", "Dec 20": "90.2%", "Year to date": "90%"}
    assert travel(kpi(tmp_path, row), PREVIOUS) is Travel.UNCHANGED
    assert travel(kpi(tmp_path, row, Decimals=1), PREVIOUS) is Travel.WORSENING


def test_a_quarter_is_compared_with_the_quarter_before(tmp_path: Path) -> None:
    row = {"Sep 20": "84%", "Dec 20": "78%", "Year to date": "82%"}
    assert travel(kpi(tmp_path, row, Frequency="Quarterly"), PREVIOUS) is Travel.WORSENING


def test_there_is_no_direction_without_an_earlier_figure(tmp_path: Path) -> None:
    assert travel(kpi(tmp_path, {"Dec 20": "91%", "Year to date": "90%"}), PREVIOUS) is None
    assert travel(kpi(tmp_path, {"Nov 20": "[x]", "Dec 20": "91%", "Year to date": "90%"}), PREVIOUS) is None


def test_the_same_period_last_year_comes_from_the_series(tmp_path: Path) -> None:
    months = [
        f"{month} {year}"
        for year, names in ((19, "Dec"), (20, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"))
        for month in names.split()
    ]
    row = dict.fromkeys(months, "90%") | {"Dec 19": "80%", "Year to date": "90%"}
    assert travel(kpi(tmp_path, row), LAST_YEAR) is Travel.IMPROVING
    assert travel(kpi(tmp_path, row), PREVIOUS) is Travel.UNCHANGED


def test_last_years_figure_stands_in_only_where_it_is_for_the_same_period(tmp_path: Path) -> None:
    row = {"Nov 20": "90%", "Dec 20": "90%", "Previous year": "95%"}
    assert travel(kpi(tmp_path, row, Basis="Snapshot"), LAST_YEAR) is Travel.WORSENING
    # with a year to date, the figure of the previous year is last year's year to date: not the same period
    assert travel(kpi(tmp_path, row | {"Year to date": "90%"}), LAST_YEAR) is None


SERIES = ("Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20")


def series(*values: int) -> dict[str, str]:
    return {month: f"{value}%" for month, value in zip(SERIES, values, strict=True)} | {"Year to date": "90%"}


def test_the_latest_result_may_be_compared_with_the_mean_of_earlier_ones(tmp_path: Path) -> None:
    rule = TravelRule(method=TravelMethod.MEAN, periods=4)
    assert travel(kpi(tmp_path, series(80, 90, 90, 100, 91)), rule) is Travel.IMPROVING
    assert travel(kpi(tmp_path, series(80, 90, 90, 100, 90)), rule) is Travel.UNCHANGED
    assert travel(kpi(tmp_path, series(80, 90, 90, 100, 90)), TravelRule(method=TravelMethod.MEAN, periods=5)) is None


def test_the_mean_is_compared_as_it_would_be_printed(tmp_path: Path) -> None:
    """90, 90, 90 and 91 have a mean of 90.25, which is 90% in print."""
    rule = TravelRule(method=TravelMethod.MEAN, periods=4)
    assert travel(kpi(tmp_path, series(90, 90, 90, 91, 90)), rule) is Travel.UNCHANGED
    assert travel(kpi(tmp_path, series(90, 90, 91, 91, 90)), rule) is Travel.WORSENING, "90.5 is 91% in print"


@pytest.mark.parametrize("polarity", ["Higher", "Lower"])
def test_a_trend_is_read_in_the_sense_of_the_polarity(tmp_path: Path, polarity: str) -> None:
    rising, falling = (
        (Travel.IMPROVING, Travel.WORSENING) if polarity == "Higher" else (Travel.WORSENING, Travel.IMPROVING)
    )
    changes = {"Polarity": polarity, "Floor": "95%" if polarity == "Lower" else "80%"}
    rule = TravelRule(method=TravelMethod.REGRESSION, periods=5)
    assert travel(kpi(tmp_path, series(71, 73, 73, 75, 75), **changes), rule) is rising
    assert travel(kpi(tmp_path, series(97, 96, 96, 95, 93), **changes), rule) is falling
    assert travel(kpi(tmp_path, series(79, 78, 87, 82, 91), **changes), rule) is Travel.UNCHANGED


def test_mann_kendall_needs_every_pair_of_five_to_agree(tmp_path: Path) -> None:
    rule = TravelRule(method=TravelMethod.MANN_KENDALL, periods=5)
    assert travel(kpi(tmp_path, series(71, 72, 73, 74, 75)), rule) is Travel.IMPROVING
    assert travel(kpi(tmp_path, series(71, 72, 73, 75, 74)), rule) is Travel.UNCHANGED


def test_a_cumulative_figure_is_compared_with_last_year_whatever_the_method(tmp_path: Path) -> None:
    row = {"Mar 20": "99%", "Jun 20": "20%", "Previous year": "18%", "Status": "[x]"}
    found = kpi(tmp_path, row, Basis="Cumulative", Frequency="Quarterly")
    assert travel(found, PREVIOUS) is Travel.IMPROVING
    assert travel(found, TravelRule(method=TravelMethod.REGRESSION, periods=5)) is Travel.IMPROVING


TO_TARGET = TravelRule(method=TravelMethod.RELATIVE_TO_TARGET)


def with_targets(path: Path, row: dict[str, Any], targets: dict[str, Any], **changes: Any) -> Kpi:
    found = books.submission(
        path,
        indicators=[books.kpi(**changes)],
        results=[{"Reference": "HT02", **row}],
        targets=[{"Reference": "HT02", **targets}],
    ).indicators[0]
    assert isinstance(found, Kpi)
    return found


@pytest.mark.parametrize(
    ("before", "now", "targets", "expected"),
    [
        (1428, 1366, (2325, 1500), Travel.WORSENING),  # KPI 12 of 2011/12: 61% of the target, then 91%; lower is better
        (1428, 1366, (1500, 1500), Travel.IMPROVING),
        (1400, 1400, (1500, 1500), Travel.UNCHANGED),
    ],
)
def test_relative_to_target_each_result_is_held_against_its_own(
    tmp_path: Path, before: int, now: int, targets: tuple[int, int], expected: Travel
) -> None:
    row = {"Nov 20": before, "Dec 20": now, "Year to date": now}
    phased = {"Nov 20": targets[0], "Dec 20": targets[1]}
    found = with_targets(tmp_path, row, phased, Unit="number", Polarity="Lower", Target=1500, Floor=2400)
    assert travel(found, TO_TARGET) is expected


def test_relative_to_a_target_of_nought_or_one_not_yet_set_there_is_no_direction(tmp_path: Path) -> None:
    row = {"Nov 20": 5, "Dec 20": 6, "Year to date": 6}
    count = {"Unit": "number", "Target": 5, "Floor": 0}
    assert travel(with_targets(tmp_path, row, {"Nov 20": 0, "Dec 20": 5}, **count), TO_TARGET) is None
    assert travel(with_targets(tmp_path, row, {"Nov 20": 5, "Dec 20": "[n]"}, **count), TO_TARGET) is None


def test_an_indicators_own_method_goes_before_the_papers(tmp_path: Path) -> None:
    row = {"Nov 20": "90%", "Dec 20": "91%", "Year to date": "90%"}
    own = kpi(tmp_path, row, Direction="same period last year")
    assert (travel(own, PREVIOUS), travel(kpi(tmp_path, row), PREVIOUS)) == (None, Travel.IMPROVING)


def test_a_cumulative_figure_may_be_compared_relative_to_a_target_that_is_phased_alike(tmp_path: Path) -> None:
    """Jobs created in 2010/11 and in the first quarter of 2011/12: 83% of the target, then 54% of it."""
    paper = books.paper_items(financial_year="2011/12", results_up_to="June 2011", meeting_date="19 September 2011",
                              publication_date="9 September 2011")  # fmt: skip
    found = books.submission(
        tmp_path,
        paper=paper,
        indicators=[
            books.kpi(Frequency="Quarterly", Unit="number", Basis="Cumulative", Target=3100, Floor=700,
                      Direction="Relative to target")
        ],
        results=[{"Reference": "HT02", "Mar 11": 2588, "Jun 11": 418}],
        targets=[{"Reference": "HT02", "Mar 11": 3100, "Jun 11": 775}],
    ).indicators[0]  # fmt: skip
    assert isinstance(found, Kpi)
    assert travel(found, PREVIOUS) is Travel.WORSENING
    assert travel(found.model_copy(update={"travel_method": None}), PREVIOUS) is None, "no figure of June 2010"


def test_two_directions_stand_side_by_side_whatever_the_rule_of_the_paper(tmp_path: Path) -> None:
    row = {"Dec 19": "95%", "Sep 20": "80%", "Dec 20": "91%"}
    found = kpi(tmp_path, row, Frequency="Quarterly", Direction="Mann-Kendall")
    ways = [travel_by(found, method) for method in (TravelMethod.PREVIOUS, TravelMethod.SAME_PERIOD_LAST_YEAR)]
    assert ways == [Travel.IMPROVING, Travel.WORSENING]
    assert TravelCounts.of([*ways, None]) == TravelCounts(1, 1, 0, 1)


def test_a_cumulative_figure_has_no_direction_against_the_quarter_before(tmp_path: Path) -> None:
    row = {"Dec 19": "95%", "Sep 20": "80%", "Dec 20": "91%"}
    found = kpi(tmp_path, row, Frequency="Quarterly", Basis="Cumulative")
    assert travel_by(found, TravelMethod.PREVIOUS) is None
    assert travel_by(found, TravelMethod.PREVIOUS, if_unfair=True) is Travel.IMPROVING
    assert travel_by(found, TravelMethod.SAME_PERIOD_LAST_YEAR) is Travel.WORSENING


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(10, 11, Travel.INCREASED), (10, 9, Travel.DECREASED), (10, 10, Travel.UNCHANGED)],
)
def test_without_a_polarity_more_is_only_more(tmp_path: Path, before: int, now: int, expected: Travel) -> None:
    found = kpi(tmp_path, {"Nov 20": before, "Dec 20": now}, Unit="number", Target=8, Floor=5)
    neither = found.model_copy(update={"polarity": None})
    assert travel(neither, PREVIOUS) is expected
    rule = TravelRule(method=TravelMethod.REGRESSION, periods=2)
    assert travel(neither, rule) is Travel.UNCHANGED, "two results have no trend"
