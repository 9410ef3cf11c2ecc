"""A tolerance, relative to the target or in points, with and without a band beyond it."""

from decimal import Decimal

import pytest

from kccreport.models.schemes import ExceedingBand, TargetOnly, Tolerance, ToleranceBasis
from tests.models.schemes.rating import HIGHER, LOWER, rated

TEN_PERCENT = Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE)
FIVE_POINTS = Tolerance(margin=Decimal(5), basis=ToleranceBasis.POINTS)


@pytest.mark.parametrize(("result", "rating"), [(90, "green"), (81, "amber"), ("80.9", "red")])
def test_a_shortfall_of_exactly_the_margin_is_amber(result: object, rating: str) -> None:
    assert rated(TEN_PERCENT, result, 90) == rating
    assert rated(TEN_PERCENT, f"-{result}", -90, LOWER) == rating


def test_points_and_percent_of_the_target_are_not_the_same() -> None:
    # 80 against 85 is 5 points short, but 5.9% of the target
    assert rated(FIVE_POINTS, 80, 85) == "amber"
    assert rated(Tolerance(margin=Decimal(5), basis=ToleranceBasis.RELATIVE), 80, 85) == "red"


def test_a_margin_met_exactly_is_not_lost_to_a_division() -> None:
    assert rated(TEN_PERCENT, "2.7", 3) == "amber"
    assert rated(TEN_PERCENT, "6.3", 7) == "amber"


def test_a_target_of_nought_is_rated_only_where_it_is_met() -> None:
    assert rated(TEN_PERCENT, 0, 0, LOWER) == "green"
    assert [fault.code for fault in TEN_PERCENT.faults(Decimal(0), LOWER)] == ["zero-target"]
    assert list(FIVE_POINTS.faults(Decimal(0), LOWER)) == []


def test_the_amber_limit_is_the_last_figure_that_is_amber() -> None:
    for scheme, polarity in ((TEN_PERCENT, HIGHER), (TEN_PERCENT, LOWER), (FIVE_POINTS, HIGHER), (FIVE_POINTS, LOWER)):
        limit = scheme.amber_limit(Decimal(80), polarity)
        assert rated(scheme, limit, 80, polarity) == "amber"
        assert rated(scheme, limit - polarity.sign * Decimal("0.1"), 80, polarity) == "red"


@pytest.mark.parametrize(
    ("result", "rating"), [("105.1", "blue"), (105, "green"), (100, "green"), (90, "amber"), ("89.9", "red")]
)
def test_beating_the_target_by_more_than_the_second_margin_is_blue(result: object, rating: str) -> None:
    band = ExceedingBand(margin=Decimal(10), exceeds=Decimal(5), basis=ToleranceBasis.RELATIVE)
    assert rated(band, result, 100) == rating


def test_without_a_floor_or_tolerance_a_target_is_met_or_not_met() -> None:
    assert [rated(TargetOnly(), result, 90) for result in (90, "89.9", 0)] == ["green", "not met", "not met"]
    assert rated(TargetOnly(), 91, 90, LOWER) == "not met"
