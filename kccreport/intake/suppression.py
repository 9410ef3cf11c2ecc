"""Small numbers are withheld at the border, so that nothing behind it can print, draw or add them up."""

from collections.abc import Mapping
from typing import Any

from kccreport.intake.series import Series
from kccreport.models.indicator import AnyIndicator, Figure
from kccreport.models.measure import Status
from kccreport.models.period import Period


def suppressed(indicator: AnyIndicator, series: Series | None) -> AnyIndicator:
    """Return an indicator with every figure withheld that counts few people, or would give such a figure away.

    A result goes where it counts fewer than the indicator's threshold, nought included; a rate where its numerator, its
    denominator, or what is between them does. With it goes the year to date of that year, since last month's paper
    subtracted from this one would give the month away; for a cumulative figure the result of the next period too.

    Source: practice of statistical disclosure control (UK LLC: counts under the threshold, 0 and rates on few included).
    """
    threshold = indicator.suppress_below
    if threshold is None:
        return indicator
    few = {
        period
        for period, figure in indicator.results.items()
        if _is_small(period, figure, indicator, series, threshold)
    }
    if indicator.basis.is_cumulative:
        few |= {after for period in few if (after := indicator.frequency.step(period, 1)) in indicator.results}
    changes: dict[str, Any] = {
        "results": {
            period: _withheld(figure) if period in few else figure for period, figure in indicator.results.items()
        }
    }
    years = {period.financial_year for period in few}
    latest = indicator.latest_period
    for name, shift in (("year_to_date", 0), ("previous_year", 12)):
        figure = getattr(indicator, name)
        if figure is None or latest is None:
            continue
        is_few = figure.value is not None and not indicator.unit.is_percentage and figure.value < threshold
        if is_few or (indicator.basis.has_year_to_date and latest.plus(-shift).financial_year in years):
            changes[name] = _withheld(figure)
    return indicator.model_copy(update=changes)


def _is_small(period: Period, figure: Figure, indicator: AnyIndicator, series: Series | None, threshold: int) -> bool:
    if figure.value is None:
        return False
    if series is not None and period in series.counted:
        return any(count < threshold for count in series.counted[period])
    return not indicator.unit.is_percentage and figure.value < threshold


def _withheld(figure: Figure) -> Figure:
    return Figure(status=Status.CONFIDENTIAL, at=figure.at)


def all_suppressed(indicators: tuple[AnyIndicator, ...], series: Mapping[str, Series]) -> tuple[AnyIndicator, ...]:
    """Return every indicator, with the small numbers withheld of those that ask for it."""
    return tuple(suppressed(indicator, series.get(indicator.reference)) for indicator in indicators)
