"""Of a share and the numbers behind it in one sentence, one is wrong where they do not fit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.claims.shares_said import shares_amiss

RIGHT = [
    "77% (1,062 of 1,380) were answered.",
    "83.9% is 16,700 of 19,900 calls.",
    "We answered 16,700 of the 19,900 calls (83.9%).",
    "Two thirds, or 66% (2 of 3), agreed.",
    "It was 67%, 2 of 3.",
    "12 of 30 September events were full (see 5%).",
    "90% of 120 calls and 3 of 4 letters were answered.",
    "It fell by 5% (from 200 of 300 in May).",
    "Of 19,900 calls 16,000 were answered.",
    "9% was 3 of 2 points.",
]
WRONG = [
    ("77% (1,162 of 1,380) were answered.", "1,162 of 1,380 is 84%"),
    ("83.9% is 16,900 of 19,900 calls.", "16,900 of 19,900 is 84.9%"),
    ("We answered 16,700 of the 19,900 calls (85.0%).", "16,700 of 19,900 is 83.9%"),
    ("It was 60%, 2 of 3.", "2 of 3 is 67%"),
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_fits_and_what_is_of_something_else_is_silent(sentence: str) -> None:
    assert list(shares_amiss(sentence)) == []


@pytest.mark.parametrize(("sentence", "told"), WRONG)
def test_a_share_that_its_numbers_do_not_give_is_told_with_the_one_they_give(sentence: str, told: str) -> None:
    (verdict,) = shares_amiss(sentence)
    assert verdict.figures == told


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_share_computed_from_its_numbers_is_never_told_off(part: int, more: int, places: int) -> None:
    share = Decimal(100 * part) / (part + more)
    assert list(shares_amiss(f"It was {share:.{places}f}% ({part:,} of {part + more:,}) in May.")) == []
