"""Tidy monthly figures to results by period, year to date, rolling twelve months and the year before.

The only file that uses pandas, and it imports it when it is called: pandas costs half of a cold start, and most
workbooks give results rather than the figures behind them.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from kccreport.models.measure import Basis
from kccreport.models.period import Frequency, Period

if TYPE_CHECKING:
    import pandas as pd

_HUNDRED = 100
_FIRST_ACADEMIC_MONTH = 9


class Observation(Struct, frozen=True):
    """One month of one indicator: a count, or a numerator and its denominator."""

    reference: str
    period: Period
    count: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class Measure(NamedTuple):
    """How an indicator's months are put together."""

    frequency: Frequency
    basis: Basis
    is_percentage: bool


class Series(Struct, frozen=True):
    """What the months add up to. A result of None is a period whose months are there but give no figure.

    `year_to_date` runs from April of the latest result's financial year. `previous_year` is the same span, or for a
    basis without a year to date the same period, twelve months earlier; None unless every month of it is there.
    `counted` holds how many each result is about: a count, or a numerator, its denominator and the difference.
    """

    results: Mapping[Period, Decimal | None] = field(default_factory=dict)
    year_to_date: Decimal | None = None
    previous_year: Decimal | None = None
    counted: Mapping[Period, tuple[float, ...]] = field(default_factory=dict)


def build_series(observations: Iterable[Observation], measures: Mapping[str, Measure]) -> dict[str, Series]:
    """Return the series of every reference in `measures` that has observations.

    Months are added up before anything is divided: a rate over several months is the sum of its numerators over the
    sum of its denominators, never a mean of percentages. A quarter or year counts once all its months are there; a
    rolling figure needs twelve. Quarters end in June, September, December and March.
    """
    import pandas as pd  # late: see the module docstring

    rows = [
        (seen.reference, _ordinal(seen.period), seen.count, seen.numerator, seen.denominator)
        for seen in observations
        if seen.reference in measures
    ]
    frame = pd.DataFrame(rows, columns=["reference", "month", "count", "numerator", "denominator"])
    for column in ("count", "numerator", "denominator"):
        frame[column] = pd.to_numeric(frame[column])
    monthly = frame.groupby(["reference", "month"], sort=True).sum(min_count=1)
    return {
        str(reference): _series(months.droplevel("reference"), measures[str(reference)])
        for reference, months in monthly.groupby(level="reference", sort=True)
    }


def _series(months: "pd.DataFrame", measure: Measure) -> Series:
    """Build one indicator's series from its monthly sums, indexed by month ordinal."""
    rolling = measure.basis is Basis.ROLLING_12
    ends = [month for month in months.index if measure.frequency.ends_with(_period(month))]
    results: dict[Period, Decimal | None] = {}
    counted: dict[Period, tuple[float, ...]] = {}
    for end in ends:
        first = _first_month(end, measure)
        if _is_whole(months, first, end):
            figure = _mean if measure.basis is Basis.MEAN_OF_MONTHS else _figure
            results[_period(end)] = figure(months, first, end, measure)
            counted[_period(end)] = _counted(months, first, end)
        elif rolling:
            results[_period(end)] = None
    if not results:
        return Series()
    latest = _ordinal(max(results))
    if measure.basis is Basis.IN_PERIOD:
        first = _april(latest)
        return Series(
            results,
            _figure(months, first, latest, measure) if _is_whole(months, first, latest) else None,
            _figure(months, first - 12, latest - 12, measure) if _is_whole(months, first - 12, latest - 12) else None,
            counted,
        )
    return Series(results, previous_year=results.get(_period(latest - 12)), counted=counted)


def _counted(months: "pd.DataFrame", first: int, last: int) -> tuple[float, ...]:
    """Return how many a result is about: its count, or its numerator, its denominator and the difference."""
    span = months.loc[first:last]
    if span["denominator"].notna().any():
        numerator, denominator = float(span["numerator"].sum()), float(span["denominator"].sum())
        return numerator, denominator, denominator - numerator
    return (float(span["count"].sum()),)


def _first_month(end: int, measure: Measure) -> int:
    """Return the first of the months that a result covers; an academic year starts in September."""
    match measure.basis:
        case Basis.CUMULATIVE:
            return _april(end)
        case Basis.ACADEMIC_TO_DATE:
            return end - (_period(end).month - _FIRST_ACADEMIC_MONTH) % 12
        case Basis.ROLLING_12:
            return end - 11
        case Basis.SNAPSHOT:
            return end
        case Basis.IN_PERIOD | Basis.MEAN_OF_MONTHS:
            return end - measure.frequency.months_to(_period(end)) + 1


def _is_whole(months: "pd.DataFrame", first: int, last: int) -> bool:
    """Say whether every month from first to last, both included, is there."""
    return len(months.loc[first:last]) == last - first + 1


def _mean(months: "pd.DataFrame", first: int, last: int, measure: Measure) -> Decimal | None:
    """Return the mean of the months' own figures; None where one of them is missing."""
    figures = [_figure(months, month, month, measure) for month in range(first, last + 1)]
    found = [figure for figure in figures if figure is not None]
    return sum(found, Decimal(0)) / len(found) if len(found) == len(figures) else None


def _figure(months: "pd.DataFrame", first: int, last: int, measure: Measure) -> Decimal | None:
    """Add up the months and, for a rate, divide; None where nothing was counted or the denominator is 0."""
    span = months.loc[first:last]
    if span["denominator"].notna().any():
        numerator, denominator = (Decimal(f"{span[name].sum():.15g}") for name in ("numerator", "denominator"))
        if denominator == 0:
            return None
        return numerator / denominator * (_HUNDRED if measure.is_percentage else 1)
    return Decimal(f"{span['count'].sum():.15g}") if span["count"].notna().any() else None


def _ordinal(period: Period) -> int:
    return period.year * 12 + period.month - 1


def _period(ordinal: int) -> Period:
    return Period(ordinal // 12, ordinal % 12 + 1)


def _april(ordinal: int) -> int:
    """Return the first month of the financial year that a month falls in."""
    return _ordinal(_period(ordinal).financial_year.first_month)
