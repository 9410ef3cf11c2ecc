"""What is withheld so that no small number can be read or worked out."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.intake.series import Series
from kccreport.intake.suppression import suppressed
from kccreport.models.indicator import AnyIndicator, Figure
from kccreport.models.measure import Basis, Status, Unit
from kccreport.models.period import Period
from tests import books

THRESHOLD = 5
MONTHS = [Period(2019, 4).plus(at) for at in range(21)]  # April 2019 to December 2020


@cache
def activity() -> AnyIndicator:
    with TemporaryDirectory() as folder:
        found = books.submission(
            Path(folder),
            indicators=[books.activity("K", **{"Suppress below": THRESHOLD})],
            results=[books.results("K", **{"Oct 20": 40, "Nov 20": 40, "Dec 20": 40, "Year to date": 400})],
        )
    return found.indicators[0]


def counted(values: dict[Period, int | None], **others: object) -> AnyIndicator:
    """An indicator with these results; its figures say at which cell they stand."""
    like = next(iter(activity().results.values()))
    figures = {
        period: like.model_copy(
            update={"value": None if value is None else Decimal(value), "status": None if value is not None else Status.NOT_AVAILABLE}
        )
        for period, value in values.items()
    }  # fmt: skip
    return activity().model_copy(update={"results": figures, **others})


def figure(value: int) -> Figure:
    return next(iter(activity().results.values())).model_copy(update={"value": Decimal(value)})


def is_withheld(found: Figure | None) -> bool:
    assert found is not None
    assert found.value is not None or found.status in (Status.CONFIDENTIAL, Status.NOT_AVAILABLE)
    return found.status is Status.CONFIDENTIAL


@given(st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 12), min_size=1), st.integers(0, 99), st.integers(0, 99))
def test_small_counts_go_and_with_each_the_sum_of_its_year(
    values: dict[Period, int], to_date: int, last_year: int
) -> None:
    given_ = counted(dict(values), year_to_date=figure(to_date), previous_year=figure(last_year))
    found = suppressed(given_, None)
    few = {period for period, value in values.items() if value < THRESHOLD}
    assert {period for period, each in found.results.items() if is_withheld(each)} == few
    assert {period: each.value for period, each in found.results.items() if period not in few} == {
        period: value for period, value in values.items() if period not in few
    }
    this = max(values).financial_year.start
    years = {period.financial_year.start for period in few}
    assert is_withheld(found.year_to_date) == (this in years or to_date < THRESHOLD)
    assert is_withheld(found.previous_year) == (this - 1 in years or last_year < THRESHOLD)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=9))
def test_of_cumulative_counts_what_follows_a_small_one_goes_too(values: list[int]) -> None:
    periods = [Period(2020, 4).plus(at) for at in range(len(values))]
    found = suppressed(counted(dict(zip(periods, values, strict=True)), basis=Basis.CUMULATIVE), None)
    expected = [value < THRESHOLD or (at > 0 and values[at - 1] < THRESHOLD) for at, value in enumerate(values)]
    assert [is_withheld(found.results[period]) for period in periods] == expected


@pytest.mark.parametrize(
    ("met", "of", "withheld"),
    [(5, 60, False), (4, 60, True), (0, 60, True), (55, 60, False), (56, 60, True), (60, 60, True), (4, 4, True)],
)
def test_a_rate_goes_where_its_numerator_its_denominator_or_the_rest_is_small(
    met: int, of: int, withheld: bool
) -> None:
    period = Period(2020, 12)
    rate = counted({period: 50}, unit=Unit(name="%"))
    series = Series(counted={period: (met, of, of - met)})
    assert is_withheld(suppressed(rate, series).results[period]) == withheld


def test_a_percentage_is_no_count_and_a_missing_figure_hides_nothing() -> None:
    period = Period(2020, 12)
    rate = counted({period: 3}, unit=Unit(name="%"), year_to_date=figure(2))
    assert suppressed(rate, None) == rate
    missing = counted({period: None}, year_to_date=figure(400))
    assert suppressed(missing, None) == missing


def test_without_a_threshold_nothing_goes() -> None:
    indicator = counted({Period(2020, 12): 1}, suppress_below=None)
    assert suppressed(indicator, None) is indicator
