"""The rating of one result, at and around every edge."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.measure import Polarity
from kccreport.models.scheme import FloorStandard, Tolerance, ToleranceBasis
from kccreport.rating.rag import Rag, rate, rate_by_floor, rate_by_tolerance

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
figures = st.decimals(-1000, 1000, places=2)


def by_floor(result: str, target: str, floor: str, polarity: Polarity = HIGHER) -> Rag:
    return rate_by_floor(Decimal(result), Decimal(target), Decimal(floor), polarity)


def test_a_result_exactly_on_the_target_is_green() -> None:
    assert by_floor("97", "97", "90") is Rag.GREEN


def test_a_result_exactly_on_the_floor_is_amber() -> None:
    assert by_floor("80", "85", "80") is Rag.AMBER


@pytest.mark.parametrize(
    ("result", "rating"), [("100", "green"), ("84.9", "amber"), ("79.9", "red"), ("0", "red"), ("-5", "red")]
)
def test_between_target_and_floor_is_amber_and_below_is_red(result: str, rating: str) -> None:
    assert by_floor(result, "85", "80") == rating


@pytest.mark.parametrize(
    ("result", "rating"), [("11", "green"), ("15", "green"), ("15.1", "amber"), ("20", "amber"), ("20.1", "red")]
)
def test_where_lower_is_better_the_floor_is_the_higher_figure(result: str, rating: str) -> None:
    assert by_floor(result, "15", "20", LOWER) == rating


def test_a_floor_equal_to_the_target_leaves_no_amber() -> None:
    assert [by_floor(result, "90", "90") for result in ("90", "89.9")] == [Rag.GREEN, Rag.RED]


@given(figures, figures, st.decimals(0, 100, places=2))
def test_the_mirror_image_is_rated_the_same(result: Decimal, target: Decimal, gap: Decimal) -> None:
    mirrored = rate_by_floor(-result, -target, -(target - gap), LOWER)
    assert rate_by_floor(result, target, target - gap, HIGHER) is mirrored


@given(figures, figures, st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_better_result_is_never_rated_worse(result: Decimal, target: Decimal, gap: Decimal, better: Decimal) -> None:
    order = [Rag.RED, Rag.AMBER, Rag.GREEN]
    for scheme in (FloorStandard(floor=target - gap), Tolerance(margin=gap, basis=ToleranceBasis.POINTS)):
        before, after = (rate(value, target, scheme, HIGHER) for value in (result, result + better))
        assert order.index(after) >= order.index(before)


def test_a_tolerance_of_points_and_one_relative_to_the_target_differ() -> None:
    points = Tolerance(margin=Decimal("5.5"), basis=ToleranceBasis.POINTS)
    relative = Tolerance(margin=Decimal("5.5"), basis=ToleranceBasis.RELATIVE)
    # 80 against 85 is 5 points short, but 5.9% of the target
    assert rate_by_tolerance(Decimal(80), Decimal(85), points, HIGHER) is Rag.AMBER
    assert rate_by_tolerance(Decimal(80), Decimal(85), relative, HIGHER) is Rag.RED


@pytest.mark.parametrize(("result", "rating"), [("90", "green"), ("81", "amber"), ("80.9", "red")])
def test_a_shortfall_of_exactly_the_margin_is_amber(result: str, rating: str) -> None:
    ten = Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE)
    assert rate_by_tolerance(Decimal(result), Decimal(90), ten, HIGHER) == rating
    assert rate_by_tolerance(-Decimal(result), Decimal(-90), ten, LOWER) == rating


def test_a_margin_met_exactly_is_not_lost_to_a_division() -> None:
    third = Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE)
    assert rate_by_tolerance(Decimal("2.7"), Decimal(3), third, HIGHER) is Rag.AMBER


def test_a_relative_tolerance_of_a_target_of_nought_is_a_bug_of_ours() -> None:
    ten = Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE)
    assert rate_by_tolerance(Decimal(0), Decimal(0), ten, LOWER) is Rag.GREEN
    with pytest.raises(ValueError, match="no meaning"):
        rate_by_tolerance(Decimal(1), Decimal(0), ten, LOWER)
