"""Directions by a method that a layout names, beside or instead of the paper's own."""

from collections.abc import Sequence

from kccreport.language import say
from kccreport.models.travel import TravelMethod
from kccreport.rating.rated import RatedIndicator

_LAST = {
    "month": lambda: say("Since last month"),
    "quarter": lambda: say("Since last quarter"),
    "year": lambda: say("Since last year"),
}


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
