"""Months are added up before anything is divided, by financial years that start in April."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kccreport.intake.series import Measure, Observation, Series, build_series
from kccreport.models.measure import Basis
from kccreport.models.period import Frequency, Period


def series(
    counts: dict[Period, float], frequency: Frequency = Frequency.MONTHLY, basis: Basis = Basis.IN_PERIOD
) -> Series:
    observations = [Observation("A", period, count=count) for period, count in counts.items()]
    return build_series(observations, {"A": Measure(frequency, basis, is_percentage=False)})["A"]


def months(first: Period, count: int) -> dict[Period, float]:
    return {first.plus(step): step + 1 for step in range(count)}


def test_counts_add_up_over_quarters_that_end_in_june_september_december_and_march() -> None:
    found = series(months(Period(2020, 4), 8), Frequency.QUARTERLY)
    assert found.results == {Period(2020, 6): 6, Period(2020, 9): 15}  # 1+2+3, 4+5+6; the third quarter is not whole
    assert found.year_to_date == 21


def test_the_year_to_date_starts_again_in_april() -> None:
    found = series(months(Period(2019, 4), 14))
    assert found.year_to_date == 13 + 14
    assert found.previous_year == 1 + 2


def test_the_year_before_counts_only_where_all_its_months_are_there() -> None:
    assert series(months(Period(2019, 5), 13)).previous_year is None


def test_a_rolling_figure_needs_twelve_months() -> None:
    found = series(months(Period(2019, 4), 13), basis=Basis.ROLLING_12)
    assert found.results[Period(2020, 2)] is None
    assert found.results[Period(2020, 3)] == sum(range(1, 13))
    assert found.results[Period(2020, 4)] == sum(range(2, 14))
    assert found.year_to_date is None


def test_a_cumulative_figure_is_the_sum_since_april() -> None:
    found = series(months(Period(2020, 3), 3), basis=Basis.CUMULATIVE)
    assert found.results == {Period(2020, 4): 2, Period(2020, 5): 5}  # March's year started before the data does


def test_a_snapshot_is_what_stood_at_the_end_of_the_period() -> None:
    found = series(months(Period(2020, 4), 6), Frequency.QUARTERLY, Basis.SNAPSHOT)
    assert found.results == {Period(2020, 6): 3, Period(2020, 9): 6}
    assert found.year_to_date is None


def test_a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    observations = [
        Observation("A", Period(2020, 4), numerator=1, denominator=1),
        Observation("A", Period(2020, 5), numerator=0, denominator=99),
        Observation("A", Period(2020, 5), numerator=0, denominator=0),
    ]
    found = build_series(observations, {"A": Measure(Frequency.MONTHLY, Basis.IN_PERIOD, is_percentage=True)})["A"]
    assert found.year_to_date == 1  # 1 of 100; the mean of 100% and 0% would be 50
    assert found.results == {Period(2020, 4): 100, Period(2020, 5): 0}


def test_a_denominator_of_nought_gives_no_figure() -> None:
    observations = [Observation("A", Period(2020, 4), numerator=0, denominator=0)]
    found = build_series(observations, {"A": Measure(Frequency.MONTHLY, Basis.IN_PERIOD, is_percentage=True)})["A"]
    assert found.results == {Period(2020, 4): None}


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30), st.integers(0, 23))
def test_the_year_to_date_of_any_series_is_the_plain_sum_since_april(counts: list[int], start: int) -> None:
    given_months = {Period(2018, 4).plus(start + step): float(count) for step, count in enumerate(counts)}
    found = series(given_months)
    latest = max(given_months)
    april = latest.financial_year.first_month
    expected = sum(int(count) for period, count in given_months.items() if april <= period)
    whole = april in given_months
    assert found.year_to_date == (Decimal(expected) if whole else None)


@pytest.mark.parametrize("references", [3, 40])
def test_many_indicators_are_kept_apart(references: int) -> None:
    observations = [
        Observation(f"R{number}", Period(2020, 4).plus(month), count=number)
        for number in range(references)
        for month in range(3)
    ]
    measures = {f"R{number}": Measure(Frequency.QUARTERLY, Basis.IN_PERIOD, False) for number in range(references)}
    found = build_series(observations, measures)
    assert {name: each.year_to_date for name, each in found.items()} == {f"R{n}": 3 * n for n in range(references)}
