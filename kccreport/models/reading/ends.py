"""Spans by their ends: from one month or day to another, or so many months to one."""

from calendar import monthrange
from collections.abc import Iterator

from kccreport.ground.values import replace
from kccreport.models.reading.dates import impossible, named_day
from kccreport.models.reading.meaning import Meaning, Sort, months
from kccreport.models.reading.parts import Part
from kccreport.models.reading.tokens import Kind, Token
from kccreport.models.reading.years import MOST_YEARS


def months_between(first: Meaning, _: Token, last: Meaning) -> Iterator[Meaning]:
    """Yield the months from a month or first day to a month or last day."""
    if first.sort is not last.sort or first.start >= last.end:
        return
    if first.sort is Sort.MONTH:
        yield months(first.start, last.end)
    elif first.sort is Sort.DAY and first.day and last.day:
        if first.day.day == 1 and is_last_day(last):
            yield months(first.start, last.end)
        else:
            yield impossible(
                f"{first.name} to {last.name} are not whole months",
                f"type whole months, such as {months(first.start, last.end).name}",
            )


def is_last_day(meaning: Meaning) -> bool:
    """Say whether a date is the last of its month."""
    return meaning.day is not None and meaning.day.day == monthrange(meaning.day.year, meaning.day.month)[1]


def day_to_day(day: Token, month: Token, joint: Token, last: Meaning) -> Iterator[Meaning]:
    """Yield "1 April to 30 June 2023", whose first day takes the year of its last."""
    if last.day is None:
        return
    year = last.day.year - (month.value > last.day.month)
    for first in named_day(day, None, month, None, Token(Kind.NUMBER, str(year), year)):
        yield from months_between(first, joint, last)


def length(*parts: Token | None) -> Iterator[int]:
    """Yield the months in a quarter, half year or year, or in so many months or years."""
    count = next((part.value for part in parts if part and part.kind is Kind.NUMBER), 1)
    kinds = [part.kind for part in parts if part]
    unit = 6 if Kind.HALF in kinds else 3 if Kind.QUARTER in kinds else 12 if Kind.YEAR in kinds else 1
    if 1 <= count * unit <= 12 * MOST_YEARS:
        yield count * unit


def ending(*parts: object) -> Iterator[Meaning]:
    """Yield so many months to a month or to its last day."""
    length = next(part for part in parts if isinstance(part, int))
    end = next(part for part in parts if isinstance(part, Meaning))
    if end.sort is Sort.MONTH or (end.sort is Sort.DAY and is_last_day(end)):
        yield months(end.end.plus(1 - length), end.end)


def same(meaning: Meaning, again: Meaning) -> Iterator[Meaning]:
    """Yield a period that is written twice, in two ways that agree."""
    if (meaning.start, meaning.end) == (again.start, again.end):
        yield meaning if meaning.is_numbered else again


def with_part(meaning: Meaning, part: Part) -> Iterator[Meaning]:
    """Yield a period with the name of its quarter beside it: "Apr-Jun 2023 (Q1)"."""
    if (meaning.start.month, meaning.months) == (part.month, part.months):
        yield replace(meaning, is_numbered=meaning.is_numbered or part.is_numbered)


def last(*parts: object) -> Iterator[object]:
    """Yield the meaning among words that add nothing to it."""
    yield next(part for part in parts if isinstance(part, Meaning))
