"""Figures, dates and recommendations as a Member reads them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.address import CellAddress
from kccreport.models.indicator import Figure
from kccreport.models.measure import Status, Unit
from kccreport.models.submission import Day
from kccreport.paper.blocks import Run
from kccreport.paper.wording import (
    day_words,
    figure_words,
    has_verb,
    listed,
    recommendation_words,
    result_words,
    words_and_figure,
)
from kccreport.rating.shares import percentages

AT = CellAddress("S", 1, 1)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "words"),
    [
        ("97", 0, "%", "97%"),
        ("99.75", 1, "%", "99.8%"),
        ("100", 1, "%", "100%"),
        ("99.96", 1, "%", "100%"),
        ("0", 1, "%", "0%"),
        ("0.04", 1, "%", "0%"),
        ("351155", 0, "number", "351,155"),
        ("752.8", 1, "000s", "752.8"),
        ("6716", 0, "000s", "6,716"),
        ("0", 0, "number", "0"),
        ("-1264.5", 1, "number", "-1,264.5"),
        ("-20", 0, "£", "-£20"),
    ],
)
def test_figures_are_printed_as_a_council_prints_them(value: str, decimals: int, unit: str, words: str) -> None:
    assert figure_words(Decimal(value), decimals, Unit(name=unit)) == words


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (None, Status.NOT_APPLICABLE, "n/a"),
        (Decimal(0), Status.NIL, "-"),
        (Decimal(0), None, "0"),
        (Decimal(12), Status.PROVISIONAL, "12 [p]"),
        (None, Status.NOT_AVAILABLE, "[x]"),
        (None, Status.CONFIDENTIAL, "[c]"),
    ],
)
def test_every_state_of_a_result_prints_as_itself(value: Decimal | None, status: Status | None, words: str) -> None:
    assert result_words(Figure(value=value, status=status, at=AT), 0, Unit(name="number")) == words


def test_a_period_without_a_result_prints_as_nothing() -> None:
    assert result_words(None, 0, Unit(name="%")) == ""


def test_a_recommendation_has_its_verb_small_and_strong_instead_of_in_capitals() -> None:
    assert recommendation_words("Members are asked to NOTE and COMMENT on it.") == (
        Run("Members are asked to "),
        Run("note", is_strong=True),
        Run(" and "),
        Run("comment", is_strong=True),
        Run(" on it."),
    )
    assert not has_verb("Members may wish to look at the report. NOTED.")


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_equal_counts_have_equal_shares_and_none_is_off_by_more_than_half_a_percent(numbers: list[int]) -> None:
    shares = percentages(numbers)
    total = sum(numbers)
    assert len(set(zip(numbers, shares, strict=True))) == len(set(numbers))
    assert all(abs(share * total - number * 100) * 2 <= total for share, number in zip(shares, numbers, strict=True))


def test_the_shares_of_2011_are_those_the_council_printed() -> None:
    assert percentages([7, 8, 11]) == [27, 31, 42]


def test_counts_dates_and_lists_are_put_in_words() -> None:
    assert words_and_figure(31) == "thirty-one (31)"
    assert day_words(Day(date=date(2021, 2, 1), to_the_month=True)) == "February 2021"
    assert day_words(date(2014, 9, 9)) == "9 September 2014"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("value", "note", "words"),
    [
        ("60", "(approx.)", "60% (approx.)"),
        ("60.5", "(approx.)", "60.5% (approx.)"),
        ("60.25", "(approx.)", "60.3% (approx.)"),
        ("60", "*", "60.0%*"),
        ("60", "", "60.0%"),
    ],
)
def test_an_approximate_figure_is_no_more_exact_than_it_was_typed(value: str, note: str, words: str) -> None:
    figure = Figure(value=Decimal(value), note=note, at=AT)
    assert result_words(figure, 1, Unit(name="%")) == words
