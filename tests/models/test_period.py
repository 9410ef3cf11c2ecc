"""Months, quarters and financial years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.period import FinancialYear, Period, parse_financial_year, parse_period

periods = st.builds(Period, st.integers(2000, 2098), st.integers(1, 12))


@given(periods)
def test_a_label_is_read_back_as_the_same_period(period: Period) -> None:
    assert parse_period(period.label) == period
    assert parse_period(period.full_label) == period


@given(periods, st.integers(-300, 300))
def test_going_forward_and_back_ends_where_it_began(period: Period, months: int) -> None:
    assert period.plus(months).plus(-months) == period
    assert period.plus(months).months_since(period) == months


@given(periods)
def test_a_financial_year_holds_its_own_months(period: Period) -> None:
    april = period.financial_year.first_month
    assert april <= period < april.plus(12)


@pytest.mark.parametrize(("month", "year"), [(3, 2019), (4, 2020), (12, 2020)])
def test_the_financial_year_turns_on_the_first_of_april(month: int, year: int) -> None:
    assert Period(2020, month).financial_year == FinancialYear(year)


@pytest.mark.parametrize("text", ["", "Dec", "20", "Q3 20", "Decade 20", "13/2020", "Dec 2", "Augustus 20", "2020-13"])
def test_other_text_is_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "start"), [("2020/21", 2020), ("2020-21", 2020), ("2020/2021", 2020), ("1999/00", 1999)]
)
def test_a_financial_year_is_read_as_councils_write_it(text: str, start: int) -> None:
    assert parse_financial_year(text) == FinancialYear(start)


@pytest.mark.parametrize("text", ["2020", "2020/22", "20/21", "2021/20", "April 2020"])
def test_a_year_that_is_not_followed_by_the_next_is_refused(text: str) -> None:
    assert parse_financial_year(text) is None
