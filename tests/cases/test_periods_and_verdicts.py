"""Workbooks that once printed another month, another verdict or another rating than their figures give."""

from decimal import Decimal
from pathlib import Path

import pytest

from kccreport.models.rag import Rag
from kccreport.paper.blocks import Chart, FigureCell, RatingCell, Table
from kccreport.roads import papers as pipeline

WORKBOOKS = Path(__file__).parent / "workbooks"


def reading(name: str) -> pipeline.Reading:
    """A case that is free of faults and of warnings."""
    outcome = pipeline.read(WORKBOOKS / f"{name}.xlsx", layouts=WORKBOOKS / "layouts", hidden=True)
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


@pytest.mark.parametrize("name", ["a01-date-headings-d-mmm", "a03-quarter-headings", "a03-text-date-headings"])
def test_quarters_are_those_that_the_headings_mean(name: str) -> None:
    (only,) = reading(name).rated.submission.indicators
    assert [(period.year, period.month) for period in only.results] == [(2020, 6), (2020, 9), (2020, 12)]


def test_a_financial_year_is_no_month() -> None:
    (only,) = reading("a12-year-2011-12").rated.submission.indicators
    assert [(period.year, period.month) for period in only.results] == [(2012, 3)]
    assert only.label(only.latest_period) == "2011/12"


def test_a_month_without_its_year_is_asked_for_rather_than_dropped() -> None:
    outcome = pipeline.read(WORKBOOKS / "a04-month-without-year.xlsx")
    assert outcome.value is None
    fault = outcome.problems[0]
    assert (fault.code, fault.where) == ("period-without-year", "'Results'!D1")
    assert fault.hint == "type its year too, such as December 2020"


def chart(name: str) -> Chart:
    (only,) = [block for block in pipeline.compose(reading(name)).blocks if isinstance(block, Chart)]
    return only


def test_a_series_has_one_verdict_at_whatever_decimals_it_is_printed() -> None:
    coarse, fine = chart("c01-trend-1dp"), chart("c01-trend-2dp")
    assert [point.is_special for point in coarse.points] == [point.is_special for point in fine.points]
    for each in (coarse, fine):  # unrounded, the last seven results rise: 95.55 to 96.3
        assert "more than chance: Jun 20 to Dec 20. " in each.alt
        assert each.alt.endswith("Variation: improvement; the latest result is one of seven in a row that rise.")


def test_the_lower_limit_of_a_count_is_nought() -> None:
    found = chart("c04-count-limits")
    assert found.control[0][0] == 0
    assert min(value for value, _ in found.ticks) == 0


def test_a_target_of_more_decimals_than_its_results_is_printed_as_it_is_compared() -> None:
    rows: list[tuple[str, Rag | None, str, str]] = []
    for table in pipeline.compose(reading("t1")).blocks:
        if isinstance(table, Table):
            for row in table.rows:
                figures = [cell.text for cell in row if isinstance(cell, FigureCell)]
                ratings = [cell.rating for cell in row if isinstance(cell, RatingCell)]
                if len(figures) > 2:
                    rows.append((figures[-3], ratings[-1], figures[-2], figures[-1]))
    assert rows == [
        ("112", Rag.AMBER, "112.4", "101.16"),  # 112.4 less a tenth
        ("7", Rag.RED, "8", "7.2"),
        ("17", Rag.RED, "15", "16.5"),  # lower is better
        ("52%", Rag.AMBER, "52.4%", "47.16%"),
        ("7,373", Rag.AMBER, "7,373.45", "6,636.105"),
    ]


def test_references_and_periods_are_enough_also_in_a_layout_of_ones_own() -> None:
    outcome = pipeline.read(WORKBOOKS / "min_results.xlsx", layouts=WORKBOOKS / "layouts")
    assert not [problem for problem in outcome.problems if problem.is_error]
    assert outcome.value is not None
    assert outcome.value.layout.title == "District scorecard"
    first = outcome.value.rated.submission.indicators[0]
    assert [figure.value for figure in first.results.values()] == [Decimal(100), Decimal("54.4")]
