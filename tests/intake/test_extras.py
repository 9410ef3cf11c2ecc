"""Facts for the box of a report, comparators, ratings set by hand, small numbers, and periods of all kinds."""

from decimal import Decimal
from pathlib import Path

import pytest

from kccreport.models.indicator import Kpi
from kccreport.models.measure import Status
from kccreport.models.period import Period
from kccreport.models.travel import TravelMethod
from tests import books
from tests.books import activity, kpi, results, told

DEC = {"Year to date": "92%"}


def only(path: Path, **sheets: object) -> Kpi:
    found = books.submission(path, **sheets).indicators[0]  # type: ignore[arg-type]
    assert isinstance(found, Kpi)
    return found


def test_columns_of_the_details_sheet_become_facts_under_their_own_headings(tmp_path: Path) -> None:
    details = [
        {"Reference": "HT02", "Priority": "Roads", "Lead officer": "A. Name"},
        {"Reference": "Box", "Ambition": "x"},
    ]
    submission = books.submission(tmp_path, details=details)
    assert submission.indicators[0].facts == {"Priority": "Roads", "Lead officer": "A. Name"}
    assert submission.facts_named("BOX") == {"Ambition": "x"}
    assert submission.facts_named("none") is None


def test_details_given_twice_are_a_fault(tmp_path: Path) -> None:
    twice = [{"Reference": "HT02", "Priority": "a"}, {"Reference": "HT02", "Priority": "b"}]
    assert told(books.problems(tmp_path, details=twice)) == [("repeated-reference", "'Details'!A3")]


def test_a_comparator_of_another_period_is_kept_with_a_warning(tmp_path: Path) -> None:
    rows = [{"Reference": "HT02", "Comparator": "England", "Figure": "88.5%", "Period": "Mar 20", "Source": "DfT"}]
    assert told(books.problems(tmp_path, comparators=books.typed({"Results": rows})["Results"])) == [
        ("comparator-period", "'Comparators'!D2")
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"Reference": "XX", "Figure": 1}, ("unknown-reference", "'Comparators'!A2")),
        ({"Figure": "soon"}, ("not-a-number", "'Comparators'!C2")),
        ({"Figure": "[x]"}, ("not-a-number", "'Comparators'!C2")),
        ({"Figure": None}, ("blank-cell", "'Comparators'!C2")),
    ],
)
def test_a_faulty_comparator_names_its_cell(tmp_path: Path, row: dict[str, object], fault: tuple[str, str]) -> None:
    whole = {"Reference": "HT02", "Comparator": "England", "Figure": 90, "Period": "Dec 20"} | row
    assert fault in told(books.problems(tmp_path, comparators=[whole]))


def test_a_rating_set_by_hand_needs_a_name_and_a_reason(tmp_path: Path) -> None:
    row = results(Override="Amber", **{"Override by": "The Director", "Override reason": "Data in doubt."})
    override = only(tmp_path, results=[row]).override
    assert override is not None
    assert (override.rating, override.by, override.reason) == ("amber", "The Director", "Data in doubt.")
    bare = [code for code, _ in told(books.problems(tmp_path, results=[results(Override="Amber")]))]
    assert bare == ["blank-cell", "blank-cell"]


def test_activity_has_no_rating_to_set(tmp_path: Path) -> None:
    row = {
        "Reference": "HT02b",
        "Dec 20": 150,
        "Year to date": 150,
        "Override": "Red",
        "Override by": "x",
        "Override reason": "y",
    }
    found = books.problems(tmp_path, indicators=[activity()], results=[row])
    assert told(found) == [("unused-cell", "'Results'!E2")]


def test_an_indicator_may_have_its_own_method_and_arrears(tmp_path: Path) -> None:
    found = only(tmp_path, indicators=[kpi(Direction="Relative to target", Arrears=1)])
    assert (found.travel_method, found.arrears) == (TravelMethod.RELATIVE_TO_TARGET, 1)


def test_a_forecast_of_a_period_is_not_its_latest_result(tmp_path: Path) -> None:
    found = only(tmp_path, results=[results(**{"Dec 20": "60% [f]"})])
    assert found.latest_period == Period(2020, 11)
    assert found.results[Period(2020, 12)].is_forecast


def test_a_target_that_is_not_yet_set_is_none(tmp_path: Path) -> None:
    found = only(tmp_path, targets=[{"Reference": "HT02", "Nov 20": "91%", "Dec 20": "[n]"}])
    assert found.target_for(Period(2020, 11)) == 91
    assert found.target_for(Period(2020, 12)) is None
    assert found.target_for(Period(2021, 3)) == 90
    assert found.current_target == 90


def test_years_and_terms_stand_beside_months_on_one_sheet(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path,
        indicators=[
            kpi("A"),
            kpi("B", Frequency="Academic year"),
            kpi("C", Frequency="Termly"),
            kpi("D", Frequency="Annual"),
        ],
        results=[
            {"Reference": "A", "Nov 20": "90%", "Dec 20": "91%", **DEC},
            {"Reference": "B", "2019": "80%", "2020": "81%", **DEC},
            {"Reference": "C", "Jul 20": "80%", "Dec 20": "81%", **DEC},
            {"Reference": "D", "2018/19": "80%", "2019/20": "81%", **DEC},
        ],
    )
    latest = [
        (each.latest_period, each.frequency.label(each.latest_period or Period(1, 1))) for each in submission.indicators
    ]
    assert latest == [
        (Period(2020, 12), "Dec 20"), (Period(2020, 8), "2019/20"), (Period(2020, 12), "Dec 20"), (Period(2020, 3), "2019/20"),
    ]  # fmt: skip


def test_a_figure_below_a_year_that_a_monthly_indicator_cannot_have_is_a_fault(tmp_path: Path) -> None:
    assert told(books.problems(tmp_path, results=[results(**{"2019/20": "80%"})])) == [("out-of-step", "'Results'!B2")]


def test_a_school_year_that_has_begun_may_be_reported_before_it_ends(tmp_path: Path) -> None:
    rows = [{"Reference": "HT02", "2020": "80%", "2021": "81%", **DEC}]
    assert books.problems(tmp_path, indicators=[kpi(Frequency="Academic year")], results=rows) == ()
    late = [{"Reference": "HT02", "2021": "80%", "2022": "81%", **DEC}]
    found = told(books.problems(tmp_path, indicators=[kpi(Frequency="Academic year")], results=late))
    assert found == [("result-after-report", "'Results'!C2")]


def test_a_small_result_is_withheld_with_the_year_to_date_that_would_give_it_away(tmp_path: Path) -> None:
    row = {"Reference": "HT02b", "Oct 20": 40, "Nov 20": 3, "Dec 20": 50, "Year to date": 93}
    found = books.submission(tmp_path, indicators=[activity(**{"Suppress below": 5})], results=[row]).indicators[0]
    assert [figure.value for figure in found.results.values()] == [40, None, 50]
    assert found.results[Period(2020, 11)].status is Status.CONFIDENTIAL
    assert found.year_to_date is not None
    assert (found.year_to_date.value, found.year_to_date.status) == (None, Status.CONFIDENTIAL)


def test_without_a_small_result_nothing_is_withheld(tmp_path: Path) -> None:
    row = {"Reference": "HT02b", "Oct 20": 40, "Nov 20": 5, "Dec 20": 50, "Year to date": 95}
    found = books.submission(tmp_path, indicators=[activity(**{"Suppress below": 5})], results=[row]).indicators[0]
    assert [figure.value for figure in found.results.values()] == [40, 5, 50]
    assert found.year_to_date is not None
    assert found.year_to_date.value == 95


@pytest.mark.parametrize(("met", "of", "is_withheld"), [(3, 60, True), (57, 60, True), (2, 4, True), (20, 60, False)])
def test_a_rate_is_withheld_where_any_count_behind_it_is_small(
    tmp_path: Path, met: int, of: int, is_withheld: bool
) -> None:
    data = [
        {"Reference": "HT02", "Date": f"{month} 20", "Numerator": 20, "Denominator": 60} for month in ("Apr", "May")
    ]
    data.append({"Reference": "HT02", "Date": "Jun 20", "Numerator": met, "Denominator": of})
    found = only(
        tmp_path,
        indicators=[kpi(**{"Suppress below": 5})],
        results=[],
        data=data,
        paper=books.paper_items(results_up_to="June 2020"),
    )
    june = found.results[Period(2020, 6)]
    assert (june.value is None) is is_withheld
    assert found.year_to_date is not None
    assert (found.year_to_date.value is None) is is_withheld


def test_of_cumulative_counts_the_next_one_goes_too(tmp_path: Path) -> None:
    row = {"Reference": "HT02b", "Oct 20": 3, "Nov 20": 20, "Dec 20": 50}
    indicators = [activity(Basis="Cumulative", **{"Suppress below": 5})]
    found = books.submission(tmp_path, indicators=indicators, results=[row]).indicators[0]
    assert [figure.value for figure in found.results.values()] == [None, None, Decimal(50)]
