"""A target as councils type it: a figure, a figure with words beside it, or words alone."""

import re
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.intake.sheet_format import fold
from kccreport.models.measure import Polarity

# what stands in the place of a target where a measure is not rated
_NO_TARGET = frozenset(
    map(fold, ("No target", "No target set", "Data only", "Contextual", "Context", "Volumetric", "Volume", "Monitoring",
               "Monitor", "Monitor only", "Monitoring only", "Information", "Information only", "For information",
               "Not rated", "Unrated", "N/A", "NA", "Not applicable", "Trend", "Trend only", "Demand", "Tracked",
               "Tracking", "None", "Neither", "Baseline year", "TBC", "To be confirmed", "To be set", "Not set", "Activity"))
) | {""}  # fmt: skip
_TARGET = pattern(
    r"""
    (?P<bound><=|>=|[<>≤≥~=]|at\ least|at\ most|no\ more\ than|no\ less\ than|no\ fewer\ than|more\ than|less\ than|fewer\ than|
       under|over|below|above|up\ to|maximum(?:\ of)?|minimum(?:\ of)?|max\.?|min\.?|
       approximately|approx\.?|about|around|roughly|circa|ca\.|c\.)? \s*
    (?P<figure>[-−]?£?[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?::\d\d)*
       \s*(?:(?:million|thousand|bn|m|k)\b)?\s*(?:%|per\ cent\b|percent\b)?)
    \s* (?P<rest>.*)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)  # fmt: skip
_HIGHER = frozenset((">", ">=", "≥", "at least", "no less than", "no fewer than", "more than", "over", "above",
                     "minimum", "minimum of", "min", "min."))  # fmt: skip
_LOWER = frozenset(("<", "<=", "≤", "at most", "no more than", "less than", "fewer than", "under", "below", "up to",
                    "maximum", "maximum of", "max", "max."))  # fmt: skip
_STRICT = frozenset((">", "<", "more than", "less than", "fewer than", "under", "over", "below", "above"))
_AFTER = pattern(
    r"[+*†‡#]|\(|(?:by|from|for|or|national|local|statutory|target|provisional)\b",
    re.IGNORECASE,
)


class TargetRead(NamedTuple):
    """A target as it was typed: its figure as text, "" where it has none, and the words to print where a figure is not all.

    `polarity` is the one that a bound such as ≥ means; with `is_strict` a result exactly on it does not meet it. `is_odd`
    says that there are figures in it which cannot be told to be one target.
    """

    figure: str = ""
    words: str = ""
    polarity: Polarity | None = None
    is_strict: bool = False
    is_odd: bool = False

    @property
    def is_usual(self) -> bool:
        """True for words that councils use where they set no target."""
        return not self.figure and fold(self.words) in _NO_TARGET


def read_target(text: str, unit: str) -> TargetRead:
    """Return what was typed as a target, such as 95%, "60% (national)", "<5", "95% by March" or "No target".

    >>> read_target("60% (national)", "%").figure, read_target("<5", "days").is_strict, read_target("Top quartile", "%").figure
    ('60%', True, '')
    """
    text = " ".join(text.split())
    match = _TARGET.fullmatch(text)
    if match is None:
        return TargetRead(words=text, is_odd=any(letter.isdigit() for letter in text))
    rest, bound = match["rest"], (match["bound"] or "").casefold()
    after = rest.casefold().removeprefix(unit.casefold()).strip() if unit and unit.casefold() != "number" else rest
    if after and not _AFTER.match(after):  # such as "5 days" of a unit that is hours, or "1 in 5"
        return TargetRead(words=text, is_odd=True)
    polarity = Polarity.HIGHER if bound in _HIGHER else Polarity.LOWER if bound in _LOWER else None
    if after.casefold() in ("+", "or more", "or above", "or over", "or higher"):
        polarity = Polarity.HIGHER
    elif after.casefold() in ("or less", "or below", "or under", "or fewer", "or lower"):
        polarity = Polarity.LOWER
    is_plain = not bound and not after
    return TargetRead(match["figure"].strip(), "" if is_plain else text, polarity, bound in _STRICT)
