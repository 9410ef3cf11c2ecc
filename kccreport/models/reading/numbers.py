"""Months and days by their numbers, and whatever lacks its year."""

from collections.abc import Iterator

from kccreport.ground.values import replace
from kccreport.models.period import FIRST_MONTH, MONTH_NAMES, Period
from kccreport.models.reading.meaning import Meaning, Sort, months, span
from kccreport.models.reading.parts import Part
from kccreport.models.reading.tokens import Kind, Token, full_year
from kccreport.models.reading.years import Of, Which

_EXAMPLE_YEAR = 2020


def month_number(word: Token, number: Token, _: Token | None, which: Which) -> Iterator[Meaning]:
    """Yield the month that "Month 3 2023/24" is: the third of the financial year."""
    if not 1 <= number.value <= 12 or which.of is Of.ACADEMIC:
        return
    nth = Period(which.start, FIRST_MONTH).plus(number.value - 1)
    yield months(nth, nth)
    if which.of in (Of.PLAIN, Of.CALENDAR):
        plain = Period(which.start, number.value)
        yield months(plain, plain)


def month_number_of_no_year(_: Token, number: Token) -> Iterator[Meaning]:
    """Yield the month of no year that "Month 3" is; the example is Month 3 2020/21."""
    if 1 <= number.value <= 12:
        example = f"Month {number.value} {_EXAMPLE_YEAR}/{_EXAMPLE_YEAR % 100 + 1}"
        yield replace(no_year("", 1, FIRST_MONTH), remedy=f"type its year too, such as {example}")


def iso_month(year: Token, joint: Token, month: Token) -> Iterator[Meaning]:
    """Yield the month that 2020-12 is; where the second number follows the first, it is a year, never a month."""
    whole = full_year(year)
    if len(year.text) != 4 or whole is None or not 1 <= month.value <= 12 or len(month.text) > 2:
        return
    is_year = len(month.text) == 2 and str(whole + 1).endswith(month.text)
    if not is_year and joint.kind is not Kind.DASH:
        yield months(Period(whole, month.value), Period(whole, month.value))


def month_number_and_year(month: Token, _: Token, year: Token) -> Iterator[Meaning]:
    """Yield the month that 06/2020 or 06/20 is, and the day of no year that 3/12 may be."""
    whole = full_year(year)
    if whole is not None and 1 <= month.value <= 12 and len(month.text) <= 2:
        yield months(Period(whole, month.value), Period(whole, month.value))


def day_and_month_numbers(day: Token, _: Token, month: Token) -> Iterator[Meaning]:
    """Yield the day of no year that 21/03 is."""
    if 1 <= day.value <= 31 and 1 <= month.value <= 12 and len(day.text) <= 2 and len(month.text) <= 2:
        yield no_year(f"{day.value} {MONTH_NAMES[month.value - 1]} of a year not given", 1, month.value)


def day_of_no_year(day: Token, _: Token | None, month: Token) -> Iterator[Meaning]:
    """Yield the day of no year that 21 March is."""
    if 1 <= day.value <= 31 and len(day.text) <= 2:
        yield no_year(f"{day.value} {MONTH_NAMES[month.value - 1]} of a year not given", 1, month.value)


def no_year(words: str, count: int, month: int) -> Meaning:
    """Return what lacks its year, with an example of what to type, such as December 2020."""
    example = span(Period(_EXAMPLE_YEAR, month), count)
    remedy = f"type its year too, such as {example.to_type}"
    return Meaning(Sort.NO_YEAR, example.start, example.end, words=words, remedy=remedy)


def part_of_no_year(part: Part) -> Iterator[Meaning]:
    """Yield a part of a year without one: for Q3 the example is Q3 2020/21."""
    meaning = no_year("", part.months, part.month)
    if part.is_numbered and not part.is_spelt:
        letter = "Q" if part.months == 3 else "H"
        number = (part.month - FIRST_MONTH) % 12 // part.months + 1
        example = f"{letter}{number} {_EXAMPLE_YEAR}/{_EXAMPLE_YEAR % 100 + 1}"
        meaning = replace(meaning, remedy=f"type its year too, such as {example}")
    yield meaning
