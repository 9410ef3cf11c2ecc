"""Rounding, polarity and status codes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.measure import Basis, Polarity, Status, Unit, published

figures = st.decimals(-(10**6), 10**6, places=4)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("94.5", 0, "95"),
        ("94.4999", 0, "94"),
        ("0.25", 1, "0.3"),
        ("-0.5", 0, "-1"),
        ("2.675", 2, "2.68"),
        ("0", 1, "0.0"),
    ],
)
def test_halves_round_away_from_nought_as_a_council_prints_them(value: str, decimals: int, printed: str) -> None:
    assert str(published(Decimal(value), decimals)) == printed


def test_a_small_loss_is_not_printed_as_minus_nought() -> None:
    assert str(published(Decimal("-0.04"), 1)) == "0.0"


@given(figures, st.integers(0, 4))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value: Decimal, decimals: int) -> None:
    assert abs(published(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(figures, figures)
def test_the_two_polarities_mirror_each_other(value: Decimal, bar: Decimal) -> None:
    assert Polarity.HIGHER.meets(value, bar) == Polarity.LOWER.meets(-value, -bar)
    assert Polarity.HIGHER.meets(value, bar) or Polarity.LOWER.meets(value, bar)


@given(figures)
def test_a_figure_exactly_on_the_bar_meets_it(value: Decimal) -> None:
    assert Polarity.HIGHER.meets(value, value)
    assert Polarity.LOWER.meets(value, value)


def test_codes_that_say_there_is_no_figure_carry_none() -> None:
    without = {status.value for status in Status if not status.has_value}
    assert without == {"x", "z", "c", "suspended", "n", "o"}


def test_only_figures_that_add_up_have_a_year_to_date() -> None:
    assert [basis for basis in Basis if basis.has_year_to_date] == [Basis.IN_PERIOD]


def test_a_unit_that_figures_do_not_show_is_added_to_the_title() -> None:
    assert Unit(name="£000s").title_suffix == " (£000s)"
    assert Unit(name="%").title_suffix == ""
