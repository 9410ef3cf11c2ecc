"""Target and floor standard, at and around every edge."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.schemes import FloorStandard
from tests.models.schemes.rating import HIGHER, LOWER, rated

figures = st.decimals(-1000, 1000, places=2)
EIGHTY = FloorStandard(floor=Decimal(80))


def test_a_result_exactly_on_the_target_is_green() -> None:
    assert rated(EIGHTY, 97, 97) == "green"


def test_a_result_exactly_on_the_floor_is_amber() -> None:
    assert rated(EIGHTY, 80, 85) == "amber"


@pytest.mark.parametrize(
    ("result", "rating"), [(100, "green"), ("84.9", "amber"), ("79.9", "red"), (0, "red"), (-5, "red")]
)
def test_between_target_and_floor_is_amber_and_below_is_red(result: object, rating: str) -> None:
    assert rated(EIGHTY, result, 85) == rating


@pytest.mark.parametrize(
    ("result", "rating"), [(11, "green"), (15, "green"), ("15.1", "amber"), (20, "amber"), ("20.1", "red")]
)
def test_where_lower_is_better_the_floor_is_the_higher_figure(result: object, rating: str) -> None:
    assert rated(FloorStandard(floor=Decimal(20)), result, 15, LOWER) == rating


def test_a_floor_equal_to_the_target_leaves_no_amber() -> None:
    ninety = FloorStandard(floor=Decimal(90))
    assert [rated(ninety, result, 90) for result in (90, "89.9")] == ["green", "red"]
    assert list(ninety.faults(Decimal(90), HIGHER)) == []


@given(figures, figures, st.decimals(0, 100, places=2))
def test_the_mirror_image_is_rated_the_same(result: Decimal, target: Decimal, gap: Decimal) -> None:
    mirrored = rated(FloorStandard(floor=gap - target), -result, -target, LOWER)
    assert rated(FloorStandard(floor=target - gap), result, target) is mirrored


def test_a_floor_harder_to_meet_than_the_target_is_a_fault() -> None:
    assert [fault.code for fault in EIGHTY.faults(Decimal(75), HIGHER)] == ["floor-beyond-target"]
    assert [fault.code for fault in EIGHTY.faults(Decimal(85), LOWER)] == ["floor-beyond-target"]
