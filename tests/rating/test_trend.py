"""The tests for a trend, on published series and tabulated values."""

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.rating.trend import mann_kendall, regression_t, trend_by_mann_kendall, trend_by_regression


def figures(*values: float) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("values", "t", "trend"),
    [
        ((82, 82, 80, 81, 77), -2.67, 0),  # GL02, 2020/21
        ((97, 96, 96, 95, 93), -4.70, -1),  # CS04a
        ((71, 73, 73, 75, 75), 5.00, 1),  # HR23
        ((79, 78, 87, 82, 91), 2.34, 0),  # FN07
        ((67, 69, 68, 70, 72), 3.67, 1),  # Key Stage 2, 2011/12
    ],
)
def test_regression_on_published_series(values: tuple[float, ...], t: float, trend: int) -> None:
    assert regression_t(figures(*values)) == pytest.approx(t, abs=0.005)
    assert trend_by_regression(figures(*values)) == trend


def test_a_perfect_line_is_a_trend_and_a_flat_one_is_none() -> None:
    assert regression_t(figures(1, 2, 3, 4, 5)) == inf
    assert trend_by_regression(figures(5.5, 4.4, 3.3, 2.2, 1.1)) == -1
    assert trend_by_regression(figures(7, 7, 7, 7, 7)) == 0
    assert trend_by_regression(figures(0, 0, 0, 0, 0)) == 0


def test_fewer_than_five_results_have_no_trend() -> None:
    assert trend_by_regression(figures(1, 2, 3, 4)) == 0
    assert trend_by_mann_kendall(figures(1, 2, 3, 4)) == 0
    with pytest.raises(ValueError, match="fewer than three"):
        regression_t(figures(1, 2))


@pytest.mark.parametrize(
    ("count", "s", "probability"),
    [(5, 10, 0.0167), (5, 8, 0.0833), (6, 13, 0.0167), (6, 11, 0.0556), (7, 15, 0.0302), (8, 18, 0.0312)],
)
def test_the_exact_probability_of_mann_kendall_is_the_tabulated_one(count: int, s: int, probability: float) -> None:
    order = list(range(count))
    pairs = count * (count - 1) // 2
    for _ in range((pairs - s) // 2):  # each swap of neighbours in order takes two off S
        place = next(at for at in range(count - 1) if order[at] < order[at + 1])
        order[place], order[place + 1] = order[place + 1], order[place]
    found, p = mann_kendall(figures(*order))
    assert found == s
    assert p == pytest.approx(probability, abs=0.00005)


@given(st.lists(st.integers(0, 100), min_size=5, max_size=9))
def test_turned_round_a_series_has_the_opposite_trend(values: list[int]) -> None:
    for trend in (trend_by_regression, trend_by_mann_kendall):
        assert trend(figures(*values)) == -trend(figures(*reversed(values)))


@given(st.integers(0, 50))
def test_a_series_of_equal_results_has_no_trend(value: int) -> None:
    assert mann_kendall(figures(*[value] * 6)) == (0, 1.0)
