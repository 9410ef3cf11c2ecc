"""The schemes of other councils, each with the edges its source gives."""

from decimal import Decimal

import pytest

from kccreport.models.schemes import (
    CloseToTarget,
    ImprovedButMissed,
    LowHighBand,
    ToleranceBasis,
    TwoTolerances,
    WithinToleranceOrImproved,
)
from tests.models.schemes.rating import HIGHER, LOWER, rated

RELATIVE, POINTS = ToleranceBasis.RELATIVE, ToleranceBasis.POINTS


@pytest.mark.parametrize(
    ("result", "rating"), [(101, "green"), (99, "green"), ("98.9", "amber"), ("95.1", "amber"), (95, "red")]
)
def test_belfast_is_green_within_one_percent_and_red_from_five(result: object, rating: str) -> None:
    assert rated(TwoTolerances(close=Decimal(1), margin=Decimal(5), basis=RELATIVE), result, 100) == rating


@pytest.mark.parametrize(
    ("result", "rating"),
    [
        (50, "green"),
        (52, "green"),
        (48, "green"),
        ("52.1", "amber"),
        (45, "amber"),
        (55, "amber"),
        ("55.1", "red"),
        (0, "red"),
    ],
)
def test_close_to_target_looks_both_ways(result: object, rating: str) -> None:
    scheme = CloseToTarget(close=Decimal(2), margin=Decimal(5), basis=POINTS)
    assert rated(scheme, result, 50) == rating
    assert rated(scheme, result, 50, LOWER) == rating


def test_margins_in_the_wrong_order_are_a_fault() -> None:
    for kind in (TwoTolerances, CloseToTarget):
        swapped = kind(close=Decimal(5), margin=Decimal(2), basis=POINTS)
        assert [fault.code for fault in swapped.faults(Decimal(50), HIGHER)] == ["margins-swapped"]


@pytest.mark.parametrize(
    ("result", "last_year", "rating"),
    [(90, 99, "green"), (85, 84, "amber"), (85, 85, "red"), (85, 86, "red"), (85, None, None), (90, None, "green")],
)
def test_thurrock_looks_whether_a_missed_target_is_better_than_last_year(
    result: int, last_year: int | None, rating: str | None
) -> None:
    assert rated(ImprovedButMissed(), result, 90, HIGHER, last_year) == rating
    mirrored = None if last_year is None else -last_year
    assert rated(ImprovedButMissed(), -result, -90, LOWER, mirrored) == rating


@pytest.mark.parametrize(
    ("result", "last_year", "rating"),
    [(90, None, "green"), (81, 99, "green"), (80, 80, "amber"), (80, 79, "amber"), (80, 81, "red"), (80, None, None)],
)
def test_havering_is_green_within_ten_percent_and_otherwise_looks_at_last_year(
    result: int, last_year: int | None, rating: str | None
) -> None:
    scheme = WithinToleranceOrImproved(margin=Decimal(10), basis=RELATIVE)
    assert rated(scheme, result, 90, HIGHER, last_year) == rating


@pytest.mark.parametrize(("result", "rating"), [("90.1", "blue"), (90, "green"), (80, "green"), ("79.9", "red")])
def test_lincoln_has_a_low_and_a_high_target(result: object, rating: str) -> None:
    assert rated(LowHighBand(low=Decimal(80)), result, 90) == rating


def test_where_lower_is_better_the_high_target_is_the_smaller_figure() -> None:
    band = LowHighBand(low=Decimal(20))
    assert [rated(band, result, 10, LOWER) for result in (9, 10, 20, 21)] == ["blue", "green", "green", "red"]
    assert [fault.code for fault in band.faults(Decimal(30), LOWER)] == ["low-beyond-high"]
