"""What is rated against which target, and what the ratings add up to."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.models.measure import Basis
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedKpi, rate_submission, rating_at, times_met, year_to_date
from tests import books
from tests.books import kpi, results


def rated(path: Path, **sheets: Any) -> RatedKpi:
    return rate_submission(books.submission(path, **sheets)).kpis[0]


def test_each_period_is_rated_against_its_own_target_where_targets_are_phased(tmp_path: Path) -> None:
    targets = [{"Reference": "HT02", "Oct 20": "95%", "Nov 20": "91%", "Dec 20": "94%"}]
    found = rated(tmp_path, targets=targets)
    assert [rating_at(found.kpi, Period(2020, month)) for month in (10, 11, 12)] == ["amber", "green", "amber"]
    assert (found.latest, found.previous) == ("amber", "green")
    assert found.year_to_date == "green", "92% against the year-end target of 90%"


def test_an_earlier_year_of_a_cumulative_figure_is_not_rated_by_what_the_whole_of_this_year_must_reach(
    tmp_path: Path,
) -> None:
    """Half of last year's sum says nothing beside a target for all of this year; the whole of it does."""
    counted = books.kpi(
        Unit="number", Basis="Cumulative", Frequency="Quarterly", Target=240, Floor=None, Tolerance="10%"
    )
    figures = {"Dec 19": 150, "Mar 20": 220, "Jun 20": 40, "Sep 20": 110, "Dec 20": 160}
    targets = [{"Reference": "HT02", "Jun 20": 45, "Sep 20": 110, "Dec 20": 175, "Mar 21": 240}]
    whole = {"indicators": [counted], "results": [{"Reference": "HT02"} | figures]}
    found = rated(tmp_path, targets=targets, **whole)
    months = (Period(2019, 12), Period(2020, 3), Period(2020, 9))
    assert [rating_at(found.kpi, each) for each in months] == [None, "amber", "green"]
    assert [found.kpi.amber_limit(each) for each in months] == [None, 216, 99]
    level = rated(tmp_path, targets=targets, **whole | {"indicators": [counted | {"Basis": "Snapshot"}]})
    assert rating_at(level.kpi, months[0]) == "red", "how things stand may be held against the year-end target"


def test_the_year_to_date_is_rated_against_a_target_of_its_own_where_there_is_one(tmp_path: Path) -> None:
    targets = [{"Reference": "HT02", "Dec 20": "90%", "Year to date": "92.5%"}]
    assert rated(tmp_path, targets=targets).year_to_date == "amber"


def test_a_forecast_is_rated_against_the_year_end_target(tmp_path: Path) -> None:
    targets = [{"Reference": "HT02", "Dec 20": "80%"}]
    found = rated(tmp_path, targets=targets, results=[results(Forecast="85%")])
    assert (found.latest, found.forecast) == ("green", "amber")
    assert rated(tmp_path).forecast is None


def test_nothing_is_rated_without_a_figure(tmp_path: Path) -> None:
    found = rated(tmp_path, results=[results(**{"Nov 20": "[x]", "Dec 20": "[n]", "Year to date": "[z]"})])
    assert (found.latest, found.previous, found.year_to_date, found.travel) == (None, None, None, None)


def test_last_years_figure_decides_where_the_scheme_asks_for_it(tmp_path: Path) -> None:
    row = {"Nov 20": "80%", "Dec 20": "85%", "Previous year": "84%"}
    changes = {"Scheme": "improved but missed", "Floor": None, "Basis": "Snapshot"}
    assert rated(tmp_path, indicators=[kpi(**changes)], results=[{"Reference": "HT02", **row}]).latest == "amber"
    worse = [{"Reference": "HT02", **row, "Previous year": "86%"}]
    assert rated(tmp_path, indicators=[kpi(**changes)], results=worse).latest == "red"


def test_counts_hold_every_rating_there_is_and_add_up(tmp_path: Path) -> None:
    suspended = {"Reference": "D", "Status": "[suspended]", "Status note": "Suspended"}
    found = rate_submission(
        books.submission(
            tmp_path,
            indicators=[kpi("A"), kpi("B", Floor=None, Scheme="target only"), kpi("C"), kpi("D")],
            results=[results("A"), results("B", **{"Dec 20": "70%"}), results("C", **{"Dec 20": "85%"}), suspended],
        )
    )
    counts = found.latest_counts
    assert dict(counts.by_rating) == {"green": 1, "amber": 1, "not met": 1}
    assert (counts.not_rated, counts.total) == (1, 4)


OVERDUE = {"Status": "[o]"}  # without a word on it, a result that is missing is a fault


def test_a_result_of_an_earlier_period_is_stale_and_counted_apart(tmp_path: Path) -> None:
    late = {"Reference": "B", "Oct 20": "91%", "Nov 20": "70%", "Year to date": "85%", "Status": "[o]"}
    submission = books.submission(tmp_path, indicators=[kpi("A"), kpi("B")], results=[results("A"), late])
    found = rate_submission(submission)
    assert [each.is_stale for each in found.kpis] == [False, True]
    assert found.kpis[1].latest == "red", "it is rated, but not as current"
    counts = found.latest_counts
    assert (dict(counts.by_rating), counts.not_rated, counts.stale, counts.total) == ({"green": 1}, 0, 1, 2)


def test_a_service_that_reports_in_arrears_is_not_stale(tmp_path: Path) -> None:
    late = [{"Reference": "HT02", "Oct 20": "91%", "Nov 20": "92%", "Year to date": "85%"}]
    assert not rated(tmp_path, indicators=[kpi(Arrears=1)], results=late).is_stale
    assert rated(tmp_path, indicators=[kpi(Arrears=0)], results=[late[0] | OVERDUE]).is_stale


def test_a_quarter_is_stale_only_once_the_next_one_has_ended(tmp_path: Path) -> None:
    row = [{"Reference": "HT02", "Jun 20": "91%", "Sep 20": "92%", "Year to date": "85%"}]
    quarterly = [kpi(Frequency="Quarterly")]
    november, december = (books.paper_items(results_up_to=month) for month in ("November 2020", "December 2020"))
    assert not rated(tmp_path, indicators=quarterly, results=row, paper=november).is_stale
    assert rated(tmp_path, indicators=quarterly, results=[row[0] | OVERDUE], paper=december).is_stale


def test_a_rating_set_by_hand_is_printed_and_the_computed_one_kept(tmp_path: Path) -> None:
    row = results(Override="Amber", **{"Override by": "The Director", "Override reason": "Data in doubt."})
    found = rated(tmp_path, results=[row])
    assert (found.latest, found.computed) == ("amber", "green")
    assert rate_submission(books.submission(tmp_path, results=[row])).latest_counts[Rag.AMBER] == 1


def test_nothing_is_rated_against_a_target_that_is_not_yet_set(tmp_path: Path) -> None:
    assert rated(tmp_path, targets=[{"Reference": "HT02", "Dec 20": "[n]"}]).latest is None


def test_how_often_the_target_was_met_leaves_out_forecasts_and_gaps(tmp_path: Path) -> None:
    found = rated(tmp_path, results=[results(**{"Sep 20": "[x]", "Oct 20": "89%", "Dec 20": "95% [f]"})])
    assert times_met(found.kpi, [Period(2020, month) for month in range(6, 13)]) == (1, 2)


@pytest.mark.parametrize("basis", Basis)
def test_only_what_adds_up_over_the_year_has_a_year_to_date(tmp_path: Path, basis: Basis) -> None:
    """A workbook may hold a figure there all the same; it is neither printed nor rated."""
    kpi_ = rated(tmp_path).kpi.model_copy(update={"basis": basis})
    assert kpi_.year_to_date is not None
    assert (year_to_date(kpi_) is not None) == (basis is Basis.IN_PERIOD)
