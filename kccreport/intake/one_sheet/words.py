"""The words that councils type for a polarity, a frequency, a kind, a tolerance or the lack of a result, as ours."""

import re
from decimal import Decimal

from kccreport.ground.pattern import pattern
from kccreport.intake.sheet_format import fold
from kccreport.models.measure import Polarity, Status
from kccreport.models.period import Frequency
from kccreport.models.rag import Rag

_HIGHER = frozenset(
    [
        "higher",
        "high",
        "highest",
        "up",
        "bigger",
        "big",
        "more",
        "increase",
        "increasing",
        "maximise",
        "maximize",
        "max",
        "larger",
        "greater",
        "h",
        "↑",
        "▲",
        "+",
        "raise",
    ]
)
_LOWER = frozenset(
    [
        "lower",
        "low",
        "lowest",
        "down",
        "smaller",
        "small",
        "less",
        "fewer",
        "decrease",
        "decreasing",
        "minimise",
        "minimize",
        "min",
        "reduce",
        "l",
        "↓",
        "▼",
        "-",
        "−",
        "–",
    ]
)
_FREQUENCIES = {
    **dict.fromkeys(("month", "m", "monthly"), Frequency.MONTHLY),
    **dict.fromkeys(("quarter", "q", "qtr", "quarterly", "3monthly"), Frequency.QUARTERLY),
    **dict.fromkeys(("halfyearly", "halfyear", "sixmonthly", "6monthly", "biannual", "biannually"), Frequency.HALF_YEARLY),
    **dict.fromkeys(("annual", "annually", "yearly", "year", "a", "financialyear"), Frequency.ANNUAL),
    **dict.fromkeys(("termly", "term"), Frequency.TERMLY),
    **dict.fromkeys(("academicyear", "academic", "schoolyear"), Frequency.ACADEMIC_YEAR),
    **dict.fromkeys(("calendaryear", "calendar"), Frequency.CALENDAR_YEAR),
}  # fmt: skip
_NOT_RATED = frozenset(
    map(fold, ("Activity", "Data only", "Contextual", "Context", "Volumetric", "Volume", "Monitoring", "Monitor",
               "Monitoring only", "Information", "Information only", "For information", "Not rated", "Unrated", "N/A", "NA",
               "Not applicable", "Trend", "Trend only", "Demand", "Tracked", "No target", "None", "Neither"))
)  # fmt: skip
# what stands in the place of a result
_NONE = {
    **dict.fromkeys(("not available", "no data", "no data available", "data not available", "unavailable", "data unavailable",
                     "not reported", "not collected"), Status.NOT_AVAILABLE),
    **dict.fromkeys(("not yet available", "not due", "not yet due", "not due yet", "annual measure", "reported annually",
                     "annual"), Status.NOT_DUE),
    **dict.fromkeys(("awaited", "awaiting data", "data awaited", "not received", "not yet received", "to follow"), Status.OVERDUE),
    **dict.fromkeys(("not applicable", "n/a", "na", "n.a.", "n\\a"), Status.NOT_APPLICABLE),
    **dict.fromkeys(("confidential", "suppressed", "withheld"), Status.CONFIDENTIAL),
}  # fmt: skip
_RATINGS = {
    **{fold(rating): rating for rating in Rag},
    "r": Rag.RED, "a": Rag.AMBER, "g": Rag.GREEN, "b": Rag.BLUE, "yellow": Rag.AMBER,
}  # fmt: skip
_MARGIN = pattern(
    r"(?:within|\+/?-|±|\+|-)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>%?)\s*(?P<words>[a-z% ]*)",
    re.IGNORECASE | re.ASCII,
)


def polarity_of(text: str) -> Polarity | None:
    """Return which way is better, by words such as "Bigger is better", "Aim to minimise", "High" or an arrow; else None.

    >>> polarity_of("Smaller is better"), polarity_of("Up"), polarity_of("Neither") is None
    (<Polarity.LOWER: 'lower'>, <Polarity.HIGHER: 'higher'>, True)
    """
    words = re.findall(r"[a-z]+|[↑▲↓▼+\-−–]", text.casefold())
    found = {Polarity.HIGHER for word in words if word in _HIGHER} | {
        Polarity.LOWER for word in words if word in _LOWER
    }
    return found.pop() if len(found) == 1 else None


def frequency_of(text: str) -> Frequency | None:
    """Return how often something is measured, by the words of councils; None where they say something else."""
    own = {fold(each): each for each in Frequency}
    name = fold(text)
    return own.get(name) or _FREQUENCIES.get(name)


def is_not_rated(text: str) -> bool:
    """Say whether words mean that a measure is not rated, such as Data only or Contextual."""
    return fold(text) in _NOT_RATED


def absence_of(text: str) -> Status | None:
    """Return what words in the place of a result mean, such as "No data"; None where they are none that we know."""
    return _NONE.get(" ".join(text.casefold().split()).rstrip("."))


def rating_of(text: str) -> Rag | None:
    """Return the rating that a word, or its first letter, names."""
    return _RATINGS.get(fold(text))


def read_margin(text: str) -> tuple[str, bool | None] | None:
    """Return a tolerance such as ±5%, "5 points" or "within 5%" as its number, and whether it is in points; None else.

    Whether is None where nothing says so.
    """
    match = _MARGIN.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    words = match["words"].casefold().strip()
    is_points = bool(re.match(r"(?:%?\s*points?|pp|pts?|ppts?|percentage points?)\b", words))
    if words and not is_points and not re.match(r"(?:%|of (?:the )?target|tolerance)", words):
        return None
    return f"{Decimal(match['number']).normalize():f}{'' if is_points else match['sign']}", is_points or None
