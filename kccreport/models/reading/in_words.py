"""Periods within other words, such as the quarter in "Quarter 2 performance"."""

import re

from kccreport.ground.pattern import pattern
from kccreport.models.period import MONTH_NAMES

_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTH_NAMES) + "|Sept"
_ORDINALS = "first|second|third|fourth|1st|2nd|3rd|4th"
_YEAR = r"(?:19|20)\d\d(?:\s?[/\u2013-]\s?(?:\d{4}|\d{2}))?"
_PERIOD = pattern(
    rf"\b(?:(?:{_ORDINALS})\s+(?:quarter|half)|(?:quarter|qtr|q|half|h)\s?(?:[1-4]|one|two|three|four)|"
    rf"(?:{_MONTHS})(?:\s+\d{{2}})?|{_YEAR}|year)\b",
    re.IGNORECASE,
)


def without_periods(text: str) -> str:
    """Return a title as it is compared from report to report: its letters, without the quarters, months and years in it.

    >>> without_periods("Performance Report: Quarter 2 2026/27") == without_periods("Performance report, Q3 2026-27")
    True
    """
    return "".join(letter for letter in _PERIOD.sub(" ", text).casefold() if letter.isalnum())
