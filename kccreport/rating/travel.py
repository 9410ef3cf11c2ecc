"""Direction of travel: whether performance is improving, by the method the paper names."""

from decimal import Decimal
from typing import assert_never

from kccreport.models.indicator import Figure, Indicator, Kpi
from kccreport.models.measure import Polarity, published
from kccreport.models.travel import Travel, TravelMethod, TravelRule
from kccreport.rating.trend import trend_by_mann_kendall, trend_by_regression


def travel_between(earlier: Decimal, later: Decimal, polarity: Polarity | None) -> Travel:
    """Compare two results as they are published; equal ones are unchanged. Without a polarity more is only more.

    Source: reproduces all 26 arrows of Kent's Quarterly Performance Report, Quarter 1 2011/12. (Its key says arrows
    are relative to targets, which reproduces 22.) For demand, councils print "an increase in volume".
    """
    if earlier == later:
        return Travel.UNCHANGED
    if polarity is None:
        return Travel.INCREASED if later > earlier else Travel.DECREASED
    return Travel.IMPROVING if polarity.meets(later, earlier) else Travel.WORSENING


def travel(indicator: Indicator, rule: TravelRule) -> Travel | None:
    """Return an indicator's direction of travel at its latest period; None where a figure it needs is missing.

    All figures are compared as they are published. The previous period is one month, quarter or year before the
    latest, by the indicator's frequency. The same period last year comes from the series, or from the figure given for
    the previous year. The mean is of as many earlier periods as the rule says; a trend runs over so many, the latest
    included. Relative to target, the latest shortfall is compared with that of the previous period, each in percent of
    its own period's target. A cumulative figure starts again each year, so it is compared like with like whatever the
    rule: see `method_for`.
    """
    return travel_by(indicator, method_for(indicator, rule), rule.periods)


def travel_by(
    indicator: Indicator, method: TravelMethod, periods: int = 1, *, if_unfair: bool = False
) -> Travel | None:
    """Return an indicator's direction by one method, such as against last quarter, whatever its own rule is.

    None where a figure is missing, and where the method is not fair to the figures, such as a cumulative one against
    the period before; `if_unfair` compares all the same, as a published paper may have done.
    """
    if indicator.suspension is not None or indicator.latest is None or indicator.latest.value is None:
        return None
    if not (if_unfair or is_fair(indicator, method)):
        return None
    latest = published(indicator.latest.value, indicator.decimals)
    match method:
        case TravelMethod.PREVIOUS:
            earlier = _earlier(indicator, 1)
            return travel_between(earlier[0], latest, indicator.polarity) if earlier else None
        case TravelMethod.SAME_PERIOD_LAST_YEAR:
            before = same_period_last_year(indicator)
            if before is None or before.value is None:
                return None
            return travel_between(published(before.value, indicator.decimals), latest, indicator.polarity)
        case TravelMethod.MEAN:
            earlier = _earlier(indicator, periods)
            if not earlier:
                return None
            mean = published(sum(earlier, Decimal(0)) / len(earlier), indicator.decimals)
            return travel_between(mean, latest, indicator.polarity)
        case TravelMethod.REGRESSION:
            earlier = _earlier(indicator, periods - 1)
            return None if earlier is None else _by_trend(trend_by_regression([*earlier, latest]), indicator)
        case TravelMethod.MANN_KENDALL:
            earlier = _earlier(indicator, periods - 1)
            return None if earlier is None else _by_trend(trend_by_mann_kendall([*earlier, latest]), indicator)
        case TravelMethod.RELATIVE_TO_TARGET:
            return _relative_to_target(indicator, latest) if isinstance(indicator, Kpi) else None
        case _:
            assert_never(method)


def is_fair(indicator: Indicator, method: TravelMethod) -> bool:
    """Say whether a method compares like with like: figures that start again each year only with a year before, or
    relative to a target that is phased alike.
    """
    fair = (TravelMethod.SAME_PERIOD_LAST_YEAR, TravelMethod.RELATIVE_TO_TARGET)
    return not indicator.basis.is_cumulative or method in fair


def method_for(indicator: Indicator, rule: TravelRule) -> TravelMethod:
    """Return the method that is used for an indicator: its own, or the paper's; for cumulative figures one that is fair.

    Those are compared with the same period last year, or where the indicator says so, relative to a target that is
    phased alike. What has no target is compared with the period before where the paper's rule is relative to target.

    Source: rules on basis; Kent's report of Quarter 1 2011/12 compared 12 months of jobs created with 3 and printed a
    falling arrow.
    """
    method = indicator.travel_method or rule.method
    if method is TravelMethod.RELATIVE_TO_TARGET and not isinstance(indicator, Kpi):
        method = TravelMethod.PREVIOUS
    return method if is_fair(indicator, method) else TravelMethod.SAME_PERIOD_LAST_YEAR


def _relative_to_target(kpi: Kpi, latest: Decimal) -> Travel | None:
    """Compare by how much of its target each of the two newest results falls short.

    Source: the key of Kent's Quarterly Performance Report, Quarter 1 2011/12 ("relative to targets set").
    """
    earlier = _earlier(kpi, 1)
    period = kpi.latest_period
    if not earlier or period is None:
        return None
    before, now = kpi.target_for(kpi.frequency.step(period, -1)), kpi.target_for(period)
    if not before or not now:
        return None  # not set, or nought, of which nothing is a share
    return travel_between((earlier[0] - before) / abs(before), (latest - now) / abs(now), kpi.polarity)


def same_period_last_year(indicator: Indicator) -> Figure | None:
    """Return the figure twelve months before an indicator's latest: from its series, or else the one given for it."""
    latest = indicator.latest_period
    found = None if latest is None else indicator.results.get(latest.plus(-12))
    if found is None and not indicator.basis.has_year_to_date:
        return indicator.previous_year  # with a year to date, that figure is last year's year to date instead
    return found


def _earlier(indicator: Indicator, count: int) -> list[Decimal] | None:
    """Return the published results of the periods before the latest, oldest first; None unless all are there."""
    latest = indicator.latest_period
    if latest is None:
        return None
    found = [indicator.results.get(indicator.frequency.step(latest, -step)) for step in range(count, 0, -1)]
    values = [figure.value for figure in found if figure is not None and figure.value is not None]
    return [published(value, indicator.decimals) for value in values] if len(values) == count else None


def _by_trend(rising: int, indicator: Indicator) -> Travel:
    return travel_between(Decimal(0), Decimal(rising), indicator.polarity)
