"""Direction of travel: whether performance is improving, by the method the paper names."""

from decimal import Decimal
from typing import assert_never

from kccreport.models.indicator import Figure, Kpi
from kccreport.models.measure import Polarity, published
from kccreport.models.travel import Travel, TravelMethod, TravelRule
from kccreport.rating.trend import trend_by_mann_kendall, trend_by_regression


def travel_between(earlier: Decimal, later: Decimal, polarity: Polarity) -> Travel:
    """Compare two results as they are published; equal ones are unchanged.

    Source: reproduces all 26 arrows of Kent's Quarterly Performance Report, Quarter 1 2011/12. (Its key says arrows
    are relative to targets, which reproduces 22.)
    """
    if earlier == later:
        return Travel.UNCHANGED
    return Travel.IMPROVING if polarity.meets(later, earlier) else Travel.WORSENING


def travel(kpi: Kpi, rule: TravelRule) -> Travel | None:
    """Return a KPI's direction of travel at its latest period; None where a figure it needs is missing.

    All figures are compared as they are published. The previous period is one month, quarter or year before the
    latest, by the KPI's frequency. The same period last year comes from the series, or from the figure given for the
    previous year. The mean is of as many earlier periods as the rule says; a trend runs over so many, the latest
    included. Relative to target, the latest shortfall is compared with that of the previous period, each in percent of
    its own period's target. A cumulative figure starts again each year, so it is compared like with like whatever the
    rule: see `method_for`.
    """
    return travel_by(method_for(kpi, rule), kpi, rule.periods)


def travel_by(method: TravelMethod, kpi: Kpi, periods: int = 1) -> Travel | None:
    """Return a KPI's direction by one method, be it fair to its figures or not; `travel` chooses the one that is."""
    if kpi.suspension is not None or kpi.latest is None or kpi.latest.value is None:
        return None
    latest = published(kpi.latest.value, kpi.decimals)
    match method:
        case TravelMethod.PREVIOUS:
            earlier = _earlier(kpi, 1)
            return travel_between(earlier[0], latest, kpi.polarity) if earlier else None
        case TravelMethod.SAME_PERIOD_LAST_YEAR:
            before = same_period_last_year(kpi)
            if before is None or before.value is None:
                return None
            return travel_between(published(before.value, kpi.decimals), latest, kpi.polarity)
        case TravelMethod.MEAN:
            earlier = _earlier(kpi, periods)
            if earlier is None:
                return None
            mean = published(sum(earlier, Decimal(0)) / len(earlier), kpi.decimals)
            return travel_between(mean, latest, kpi.polarity)
        case TravelMethod.REGRESSION:
            earlier = _earlier(kpi, periods - 1)
            return None if earlier is None else _by_trend(trend_by_regression([*earlier, latest]), kpi)
        case TravelMethod.MANN_KENDALL:
            earlier = _earlier(kpi, periods - 1)
            return None if earlier is None else _by_trend(trend_by_mann_kendall([*earlier, latest]), kpi)
        case TravelMethod.RELATIVE_TO_TARGET:
            return _relative_to_target(kpi, latest)
        case _:
            assert_never(method)


def method_for(kpi: Kpi, rule: TravelRule) -> TravelMethod:
    """Return the method that is used for a KPI: its own, or the paper's; for cumulative figures one that is fair.

    Those are compared with the same period last year, or where the KPI says so, relative to a target that is phased
    alike.

    Source: rules on basis; Kent's report of Quarter 1 2011/12 compared 12 months of jobs created with 3 and printed a
    falling arrow.
    """
    method = kpi.travel_method or rule.method
    if kpi.basis.is_cumulative and method is not TravelMethod.RELATIVE_TO_TARGET:
        return TravelMethod.SAME_PERIOD_LAST_YEAR
    return method


def _relative_to_target(kpi: Kpi, latest: Decimal) -> Travel | None:
    """Compare by how much of its target each of the two newest results falls short.

    Source: the key of Kent's Quarterly Performance Report, Quarter 1 2011/12 ("relative to targets set").
    """
    earlier = _earlier(kpi, 1)
    period = kpi.latest_period
    if earlier is None or period is None:
        return None
    before, now = kpi.target_for(kpi.frequency.step(period, -1)), kpi.target_for(period)
    if not before or not now:
        return None  # not set, or nought, of which nothing is a share
    return travel_between((earlier[0] - before) / abs(before), (latest - now) / abs(now), kpi.polarity)


def same_period_last_year(kpi: Kpi) -> Figure | None:
    """Return the figure twelve months before a KPI's latest: from its series, or else the one given for it."""
    latest = kpi.latest_period
    found = None if latest is None else kpi.results.get(latest.plus(-12))
    if found is None and not kpi.basis.has_year_to_date:
        return kpi.previous_year  # with a year to date, that figure is last year's year to date instead
    return found


def _earlier(kpi: Kpi, count: int) -> list[Decimal] | None:
    """Return the published results of the periods before the latest, oldest first; None unless all are there."""
    latest = kpi.latest_period
    if latest is None:
        return None
    found = [kpi.results.get(kpi.frequency.step(latest, -step)) for step in range(count, 0, -1)]
    values = [figure.value for figure in found if figure is not None and figure.value is not None]
    return [published(value, kpi.decimals) for value in values] if len(values) == count else None


def _by_trend(rising: int, kpi: Kpi) -> Travel:
    performance = rising * kpi.polarity.sign
    return Travel.UNCHANGED if performance == 0 else Travel.IMPROVING if performance > 0 else Travel.WORSENING
