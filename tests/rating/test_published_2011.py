"""Kent's Quarterly Performance Report, Quarter 1 2011/12, is reproduced by computation from its workbook.

The report prints no floor standards. Those of the workbook are chosen so that its ratings come out, and its sheet says
so; that one floor for each indicator is enough for all its periods shows that the council used floors, and not a
percentage of the target (Amber at 25% short for enablement, Red at 15% short for visits to the web site).
"""

from decimal import Decimal

import pytest

from kccreport.models.measure import published
from kccreport.models.travel import TravelMethod
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at
from kccreport.rating.travel import travel_between, travel_by
from tests import golden
from tests.samples import reading_of

TRAVELS = {"better": "improving", "worse": "worsening", "same": "unchanged"}
ROWS = golden.seed_004()


@pytest.fixture(scope="module")
def report() -> RatedSubmission:
    return reading_of("quarterly-2011").rated


def kpi_of(row: dict[str, str], report: RatedSubmission) -> RatedKpi:
    return next(each for each in report.kpis if each.kpi.reference == f"KPI{int(row['ref']):02d}")


def figures(text: str) -> list[Decimal | None]:
    return [Decimal(each.strip("%").replace(",", "")) if each else None for each in text.split(";")]


def test_all_26_indicators_are_there() -> None:
    assert [row["ref"] for row in ROWS] == [str(number) for number in range(1, 27)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ref"])
def test_every_result_target_and_rating_of_every_period_is_as_published(
    row: dict[str, str], report: RatedSubmission
) -> None:
    kpi = kpi_of(row, report).kpi
    values, targets, ratings = figures(row["values"]), figures(row["targets"]), row["rags"].split(";")
    measured = sum(value is not None for value in values)
    first = kpi.frequency.step(kpi.latest_period, 1 - measured) if kpi.latest_period else None
    assert first is not None
    for step, (value, target, rating) in enumerate(zip(values, targets, ratings, strict=True)):
        period = kpi.frequency.step(first, step)
        figure = kpi.results.get(period)
        found = None if figure is None or figure.value is None or figure.is_forecast else figure.value
        assert found == value, period
        assert kpi.target_for(period) == target, period
        if value is not None:
            assert rating_at(kpi, period) == rating.lower(), period


def test_current_and_previous_statuses_are_as_published(report: RatedSubmission) -> None:
    for row in ROWS:
        each = kpi_of(row, report)
        assert each.latest == row["current_status"].lower(), row["ref"]
        assert each.previous == row["previous_status"].lower(), row["ref"]
    counts = report.latest_counts
    assert {rating.value: number for rating, number in counts.by_rating.items()} == {"green": 11, "amber": 8, "red": 7}
    assert (counts.not_rated, counts.stale, counts.total) == (0, 0, 26)


def test_all_26_directions_are_as_published_and_none_compares_parts_of_years_that_differ(
    report: RatedSubmission,
) -> None:
    for row in ROWS:
        each = kpi_of(row, report)
        assert each.travel == TRAVELS[row["direction"]], row["ref"]
        if each.kpi.basis.is_cumulative:
            assert each.travel_method is not TravelMethod.PREVIOUS


def test_all_26_arrows_are_also_the_latest_result_against_the_one_before(report: RatedSubmission) -> None:
    for row in ROWS:
        before, latest = [value for value in figures(row["values"]) if value is not None][-2:]
        assert travel_between(before, latest, kpi_of(row, report).kpi.polarity) == TRAVELS[row["direction"]]


def test_the_rule_that_the_published_key_names_gives_22_of_the_26_arrows(report: RatedSubmission) -> None:
    by_key = {row["ref"]: travel_by(kpi_of(row, report).kpi, TravelMethod.RELATIVE_TO_TARGET) for row in ROWS}
    differ = [row["ref"] for row in ROWS if by_key[row["ref"]] != TRAVELS[row["direction"]]]
    assert differ == ["12", "14", "15", "24"]


def test_the_figures_are_rated_as_they_are_printed(report: RatedSubmission) -> None:
    for each in report.kpis:
        latest = each.kpi.latest
        assert latest is not None
        assert latest.value is not None
        assert published(latest.value, each.kpi.decimals) == latest.value
        assert not each.rounding_decides
