"""The tests for a trend, on published series and tabulated values."""

from decimal import Decimal
from functools import cache
from itertools import permutations
from math import atan, cos, erfc, inf, pi, sin, sqrt

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


# -- what the tables say, computed another way


def student_t(t: float, freedom: int) -> float:
    """The probability that Student's t lies within ±t.

    Source: Abramowitz and Stegun 26.7.3 and 26.7.4, finite series for whole degrees of freedom.
    """
    angle = atan(t / sqrt(freedom))
    sine, cosine = sin(angle), cos(angle)
    if freedom % 2:
        term, total = cosine, 0.0
        for k in range(1, (freedom - 1) // 2 + 1):
            total += term
            term *= cosine**2 * 2 * k / (2 * k + 1)
        return 2 / pi * (angle + sine * total)
    term, total = 1.0, 0.0
    for k in range(1, freedom // 2 + 1):
        total += term
        term *= cosine**2 * (2 * k - 1) / (2 * k)
    return sine * total


@cache
def critical(freedom: int) -> float:
    """The t that is exceeded at 5%, both sides together."""
    low, high = 0.0, 20.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if student_t(middle, freedom) < 0.95 else (low, middle)
    return low


def with_t(t: float, count: int) -> list[Decimal]:
    """So many results whose regression on time has Student's t as given.

    The residuals are a parabola less its own line, so that they add up to nothing and have no slope.
    """
    middle = (count - 1) / 2
    spread = sum((x - middle) ** 2 for x in range(count))
    residuals = [(x - middle) ** 2 - spread / count for x in range(count)]
    slope = t * sqrt(sum(each**2 for each in residuals) / (count - 2) / spread)
    return [Decimal(repr(1000 + slope * x + residual)) for x, residual in enumerate(residuals)]


def test_the_values_in_common_use_are_what_the_series_gives() -> None:
    assert [round(critical(freedom), 3) for freedom in (2, 3, 4, 6, 10, 30)] == [
        4.303, 3.182, 2.776, 2.447, 2.228, 2.042,
    ]  # fmt: skip


@pytest.mark.parametrize("count", range(5, 33))
def test_a_slope_is_a_trend_from_students_t_on(count: int) -> None:
    """A table of three decimals may be half a thousandth out."""
    bar = critical(count - 2)
    for sign in (1, -1):
        assert trend_by_regression(with_t(sign * (bar - 0.0006), count)) == 0
        assert trend_by_regression(with_t(sign * (bar + 0.0006), count)) == sign


@pytest.mark.parametrize("count", [33, 40, 60])
def test_beyond_the_table_a_trend_has_to_be_as_plain_as_at_its_end(count: int) -> None:
    assert trend_by_regression(with_t(critical(30) - 0.0006, count)) == 0
    assert trend_by_regression(with_t(critical(30) + 0.0006, count)) == 1


@pytest.mark.parametrize("count", range(5, 8))
def test_mann_kendall_finds_a_trend_in_one_order_of_twenty_and_no_more(count: int) -> None:
    """Every order of different results, counted: as many as may be have a trend at 5%, both sides together."""
    found: dict[int, int] = {}
    trends = {}
    for order in permutations(range(count)):
        s = sum((later > earlier) - (later < earlier) for at, earlier in enumerate(order) for later in order[at + 1 :])
        found[s] = found.get(s, 0) + 1
        trends.setdefault(s, order)
    total = sum(found.values())
    for s, order in trends.items():
        as_far = sum(number for each, number in found.items() if abs(each) >= abs(s))
        assert mann_kendall(figures(*order)) == (s, pytest.approx(as_far / total))
        assert trend_by_mann_kendall(figures(*order)) == (0 if as_far / total > 0.05 else 1 if s > 0 else -1)


@pytest.mark.parametrize(
    ("values", "s", "variance"),
    [
        # n(n-1)(2n+5)/18 less t(t-1)(2t+5)/18 for each group of t equal results (Gilbert 1987, equation 16.2)
        ((1, 2, 2, 3, 4), 9, (5 * 4 * 15 - 2 * 1 * 9) / 18),
        ((1, 1, 2, 2, 2, 3), 11, (6 * 5 * 17 - 2 * 1 * 9 - 3 * 2 * 11) / 18),
        ((5, 4, 4, 4, 4, 1, 1), -14, (7 * 6 * 19 - 4 * 3 * 13 - 2 * 1 * 9) / 18),
    ],
)
def test_equal_results_lessen_the_variance_and_s_is_corrected_for_continuity(
    values: tuple[int, ...], s: int, variance: float
) -> None:
    z = (abs(s) - 1) / sqrt(variance)
    assert mann_kendall(figures(*values)) == (s, pytest.approx(erfc(z / sqrt(2))))
