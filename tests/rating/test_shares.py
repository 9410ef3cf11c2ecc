"""Shares in whole percent that add up: the largest remainder method."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.rating.shares import percentages


@pytest.mark.parametrize(
    ("numbers", "shares"),
    [
        ([7, 8, 11], [27, 31, 42]),
        ([1, 1, 1], [34, 33, 33]),  # as much lost by each: the first has what is left
        ([1] * 6, [17, 17, 17, 17, 16, 16]),
        ([1, 2], [33, 67]),
        ([0, 5, 0], [0, 100, 0]),
        ([0, 0], [0, 0]),
        ([], []),
    ],
)
def test_what_is_left_over_goes_to_those_that_lost_most_earlier_ones_first(
    numbers: list[int], shares: list[int]
) -> None:
    assert percentages(numbers) == shares


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_shares_are_rounded_up_or_down_and_nobody_who_lost_less_is_preferred(numbers: list[int]) -> None:
    shares, total = percentages(numbers), sum(numbers)
    if not total:
        assert shares == [0] * len(numbers)
        return
    exact = [Fraction(number * 100, total) for number in numbers]
    assert sum(shares) == 100
    lost = [each - each.numerator // each.denominator for each in exact]
    raised = [share - each.numerator // each.denominator for share, each in zip(shares, exact, strict=True)]
    assert set(raised) <= {0, 1}
    for at, one in enumerate(raised):
        for other, another in enumerate(raised):
            if one > another:
                assert (lost[at], -at) > (lost[other], -other)
