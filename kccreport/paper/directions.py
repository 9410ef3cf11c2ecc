"""Directions by a method that a layout names, beside or instead of the paper's own."""

from collections import Counter
from collections.abc import Sequence

from kccreport.language import say
from kccreport.models.travel import Travel, TravelMethod, TravelRule
from kccreport.rating.rated import RatedIndicator, RatedKpi
from kccreport.rating.travel import method_for, travel_by

_LAST = {
    "month": lambda: say("Since last month"),
    "quarter": lambda: say("Since last quarter"),
    "year": lambda: say("Since last year"),
}


def direction_of(each: RatedIndicator, method: TravelMethod, periods: int) -> Travel | None:
    """Return an indicator's direction by a method; None where it would not be fair, or a figure it needs is missing.

    A cumulative figure starts again each year, so that nothing is said against the period before.
    """
    if not isinstance(each, RatedKpi):
        return None
    if each.kpi.basis.is_cumulative and method_for(each.kpi, TravelRule(method=method)) is not method:
        return None
    return travel_by(method, each.kpi, periods)


def direction_heading(method: TravelMethod, rows: Sequence[RatedIndicator]) -> str:
    """Return what heads a column of directions by a method."""
    match method:
        case TravelMethod.PREVIOUS:
            nouns = {each.indicator.frequency.noun for each in rows}
            one = _LAST.get(nouns.pop()) if len(nouns) == 1 else None
            return one() if one is not None else say("Since last period")
        case TravelMethod.SAME_PERIOD_LAST_YEAR:
            return say("Since this time last year")
        case TravelMethod.MEAN:
            return say("Against the mean")
        case TravelMethod.RELATIVE_TO_TARGET:
            return say("Against target")
        case TravelMethod.REGRESSION | TravelMethod.MANN_KENDALL:
            return say("Trend")


def direction_counts(rows: Sequence[RatedIndicator], method: TravelMethod, periods: int) -> Counter[Travel | None]:
    """Count the directions of some indicators by a method; None stands for those that cannot be compared."""
    return Counter(direction_of(each, method, periods) for each in rows)
