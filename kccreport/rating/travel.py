"""Direction of travel: whether performance is improving, by the method the paper names."""

from decimal import Decimal
from enum import StrEnum

from kccreport.models.indicator import Figure, Kpi
from kccreport.models.measure import Polarity, published
from kccreport.models.period import Period
from kccreport.models.submission import TravelMethod


class Travel(StrEnum):
    """A direction of performance, in the sense of polarity and not of the number."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    UNCHANGED = "unchanged"


def travel_between(earlier: Decimal, later: Decimal, polarity: Polarity) -> Travel:
    """Compare two results as they are published; equal ones are unchanged.

    Source: reproduces all 26 arrows of Kent's Quarterly Performance Report, Quarter 1 2011/12. (Its key says arrows
    are relative to targets, which reproduces 22.)
    """
    if earlier == later:
        return Travel.UNCHANGED
    return Travel.IMPROVING if polarity.meets(later, earlier) else Travel.WORSENING


def travel(kpi: Kpi, method: TravelMethod) -> Travel | None:
    """Return a KPI's direction of travel at its latest period; None where either figure is missing.

    The previous period is one month, quarter or year before the latest, by the KPI's frequency. The same period last
    year comes from the series, or where the series does not reach back from the figure given for the previous year.
    """
    period = kpi.latest_period
    if period is None or kpi.suspension is not None:
        return None
    later = kpi.results[period].value
    earlier = _compared_with(kpi, period, method)
    if later is None or earlier is None:
        return None
    return travel_between(published(earlier, kpi.decimals), published(later, kpi.decimals), kpi.polarity)


def _compared_with(kpi: Kpi, latest: Period, method: TravelMethod) -> Decimal | None:
    before = kpi.results.get(latest.plus(-kpi.frequency.value))
    found = before if method is TravelMethod.PREVIOUS else same_period_last_year(kpi)
    return None if found is None else found.value


def same_period_last_year(kpi: Kpi) -> Figure | None:
    """Return the figure twelve months before a KPI's latest: from its series, or else the one given for it."""
    latest = kpi.latest_period
    found = None if latest is None else kpi.results.get(latest.plus(-12))
    if found is None and not kpi.basis.has_year_to_date:
        return kpi.previous_year  # with a year to date, that figure is last year's year to date instead
    return found
