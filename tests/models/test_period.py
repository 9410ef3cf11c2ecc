"""Months, quarters and financial years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.period import FinancialYear, Frequency, Period
from kccreport.models.reading.meaning import Heading
from kccreport.models.reading.read import financial_year_of, month_of, read_text

periods = st.builds(Period, st.integers(1990, 2089), st.integers(1, 12))


@given(periods)
def test_a_label_is_read_back_as_the_same_period(period: Period) -> None:
    assert month_of(period.label) == period
    assert month_of(period.full_label) == period


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
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2020/21", 2020),
        ("2020-21", 2020),
        ("2020/2021", 2020),
        ("1999/00", 1999),
        ("20/21", 2020),
        ("FY 2020/21", 2020),
    ],
)
def test_a_financial_year_is_read_as_councils_write_it(text: str, start: int) -> None:
    assert financial_year_of(text) == FinancialYear(start)


@pytest.mark.parametrize("text", ["2020", "2020/22", "2021/20", "April 2020", "academic year 2020/21"])
def test_a_year_that_is_not_followed_by_the_next_is_refused(text: str) -> None:
    assert financial_year_of(text) is None


@given(st.sampled_from(Frequency), periods, st.integers(-40, 40))
def test_steps_of_a_frequency_forward_and_back_end_where_they_began(
    frequency: Frequency, month: Period, count: int
) -> None:
    start = frequency.latest_by(month)
    assert frequency.step(frequency.step(start, count), -count) == start
    assert frequency.ends_with(frequency.step(start, count), like=start)


@given(st.sampled_from(Frequency), periods)
def test_the_latest_period_by_a_month_has_ended_and_the_next_one_has_not(frequency: Frequency, month: Period) -> None:
    latest = frequency.latest_by(month)
    assert latest <= month < frequency.step(latest, 1)


@given(st.sampled_from(Frequency), periods)
def test_periods_of_a_frequency_follow_one_another_without_a_gap(frequency: Frequency, month: Period) -> None:
    latest = frequency.latest_by(month)
    if frequency.years > 1:
        return  # each overlaps the one before: it begins a year later
    if frequency is Frequency.TERMLY and latest.month == 12:
        return  # the summer holiday belongs to no term, but September to December is one
    before = frequency.step(latest, -1)
    assert before.plus(frequency.months_to(latest)) == latest


def test_terms_end_in_december_april_and_july() -> None:
    ends = [Frequency.TERMLY.step(Period(2010, 12), count).label for count in range(5)]
    assert ends == ["Dec 10", "Apr 11", "Jul 11", "Dec 11", "Apr 12"]


@pytest.mark.parametrize(
    ("heading", "frequency", "label"),
    [
        ("Dec 20", Frequency.QUARTERLY, "Dec 20"),
        ("2010/11", Frequency.ANNUAL, "2010/11"),
        ("2010/11", Frequency.ACADEMIC_YEAR, "2010/11"),
        ("2011", Frequency.ACADEMIC_YEAR, "2010/11"),
        ("2011", Frequency.CALENDAR_YEAR, "2011"),
        ("2011", Frequency.MONTHLY, None),
        ("2010/11", Frequency.CALENDAR_YEAR, None),
        ("Mar 11", Frequency.ANNUAL, "2010/11"),
    ],
)
def test_what_heads_a_column_depends_on_the_frequency(heading: str, frequency: Frequency, label: str | None) -> None:
    read = read_text(heading)
    assert isinstance(read, Heading)
    period = read.period_for(frequency)
    assert (None if period is None else frequency.label(period)) == label


@pytest.mark.parametrize("text", ["1066", "Q1", "2010/12", "20111", ""])
def test_other_text_heads_no_column_of_figures(text: str) -> None:
    assert not isinstance(read_text(text), Heading)
