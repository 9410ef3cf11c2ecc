"""Dates of days in the order of Britain, or of ISO 8601; the order of America is named, never guessed."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES, Period
from kccreport.models.reading.meaning import Meaning, Sort, a_day
from kccreport.models.reading.tokens import Token, full_year


def impossible(words: str, remedy: str) -> Meaning:
    """Return the meaning of what cannot be, in words, with what to type instead."""
    return Meaning(Sort.IMPOSSIBLE, Period(2000, 1), Period(2000, 1), words=words, remedy=remedy)


def day_first(first: Token, joint: Token, second: Token, joint_again: Token, third: Token) -> Iterator[Meaning]:
    """Yield the day that 30/06/2020, 30.6.20 or 2020-06-30 is; of 06/30/2020 say that its month comes first."""
    if joint.kind is not joint_again.kind:
        return
    if len(first.text) == 4:
        yield from _made(first.value, second.value, third.value)
        return
    year = full_year(third)
    if year is None or max(len(first.text), len(second.text)) > 2:
        return
    if second.value > 12 and 1 <= first.value <= 12 and 1 <= second.value <= monthrange(year, first.value)[1]:
        name = f"{second.value} {MONTH_NAMES[first.value - 1]} {year}"
        yield impossible(
            "its second number is no month, so it is written as in America", f"type {name}, if that is meant"
        )
    else:
        yield from _made(year, second.value, first.value)


def named_day(day: Token, _: Token | None, month: Token, __: Token | None, year: Token) -> Iterator[Meaning]:
    """Yield the day that 30 June 2020 is."""
    whole = full_year(year)
    if whole is not None and (len(day.text) <= 2 or day.text.isalpha()):
        yield from _made(whole, month.value, day.value)


def iso(number: Token) -> Iterator[Meaning]:
    """Yield the day that 20200630 is."""
    year, month, day = number.value // 10_000, number.value // 100 % 100, number.value % 100
    if len(number.text) == 8 and 1990 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        yield a_day(date(year, month, day))


def with_weekday(weekday: Token, day: Meaning) -> Iterator[Meaning]:
    """Yield a day that is named by its weekday too; where it falls on another, say so."""
    if day.day is None or day.day.weekday() == weekday.value:
        yield day
    else:
        falls = WEEKDAY_NAMES[day.day.weekday()]
        yield impossible(
            f"{day.name} is a {falls}, not a {WEEKDAY_NAMES[weekday.value]}",
            f"type {falls} {day.name}, or the day you mean",
        )


def _made(year: int, month: int, day: int) -> Iterator[Meaning]:
    if not (1900 <= year < 2100 and 1 <= month <= 12 and day >= 1):
        return
    last = monthrange(year, month)[1]
    if day <= last:
        yield a_day(date(year, month, day))
    elif day <= 31:
        name = f"{MONTH_NAMES[month - 1]} {year}"
        yield impossible(f"{name} has {last} days", f"type {last} {name}, if its last day is meant")
