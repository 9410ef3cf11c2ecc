"""Years as they are written: 2023/24, FY 2023/24, academic year 2023/24, 2023, and several of them."""

from collections.abc import Callable, Iterator
from enum import Enum, auto

from msgspec import Struct

from kccreport.models.period import FIRST_MONTH, Period
from kccreport.models.reading.chart import rule
from kccreport.models.reading.meaning import Meaning, months, span
from kccreport.models.reading.tokens import Kind, Token, full_year

MOST_YEARS = 5


class Of(Enum):
    """Which year is meant: one of two halves, a financial, an academic or a calendar one, or a plain number."""

    SPLIT = auto()
    FINANCIAL = auto()
    ACADEMIC = auto()
    CALENDAR = auto()
    PLAIN = auto()


class Which(Struct, frozen=True):
    """A year by the calendar year it starts in."""

    of: Of
    start: int


def plain(token: Token) -> Iterator[int]:
    """Yield the year that a number is."""
    if (year := full_year(token)) is not None:
        yield year


def split(first: Token, _: Token, second: Token) -> Iterator[int]:
    """Yield the first of two years of which the second follows: 2023/24, 2023/2024, 23/24, or in short 2023/4."""
    start = full_year(first)
    if start is not None and len(second.text) <= len(first.text) and str(start + 1).endswith(second.text):
        yield start


def _of(of: Of, back: int = 0) -> Callable[..., list[Which]]:
    """Return a builder of the year that is the only number among its parts, so many years back."""
    return lambda *parts: [Which(of, next(part for part in parts if isinstance(part, int)) - back)]


def _either(of: Of) -> Callable[..., list[Which]]:
    """Return a builder for a year of two halves that is named by one number: the year it starts in, or ends in."""
    return lambda *parts: [*_of(of, 1)(*parts), *_of(of)(*parts)]


WHICH = (
    rule("split", _of(Of.SPLIT)),
    rule("split YEAR", _of(Of.SPLIT)),
    rule("YEAR END? split", _of(Of.SPLIT)),
    rule("plain", _of(Of.PLAIN)),
    rule("YEAR plain", _of(Of.PLAIN)),
    *(
        each
        for kind, of in (("FINANCIAL", Of.FINANCIAL), ("ACADEMIC", Of.ACADEMIC))
        for each in (
            rule(f"{kind} YEAR? split", _of(of)),
            rule(f"split {kind} YEAR?", _of(of)),
            rule(f"{kind} YEAR? plain", _either(of)),
            rule(f"{kind} YEAR END plain", _of(of, 1)),
        )
    ),
    rule("CALENDAR YEAR? plain", _of(Of.CALENDAR)),
    rule("plain CALENDAR YEAR?", _of(Of.CALENDAR)),
)


def whole_year(which: Which) -> Iterator[Meaning]:
    """Yield what a year alone means: of two halves it is a financial or academic one, of one number a calendar
    or academic one, the academic year that ends in it.
    """
    if which.of in (Of.SPLIT, Of.FINANCIAL):
        yield span(Period(which.start, FIRST_MONTH), 12)
    if which.of in (Of.SPLIT, Of.ACADEMIC):
        yield span(Period(which.start, 9), 12)
    if which.of in (Of.PLAIN, Of.CALENDAR):
        yield span(Period(which.start, 1), 12)
    if which.of is Of.PLAIN:
        yield span(Period(which.start - 1, 9), 12)


def ending_year(*parts: object) -> Iterator[Meaning]:
    """Yield the years that end in a year: "year ending 2024"."""
    end = next(part for part in parts if isinstance(part, int))
    yield span(Period(end - 1, FIRST_MONTH), 12)
    yield span(Period(end, 1), 12)


def several_plain(first: Token, joint: Token, second: Token) -> Iterator[Meaning]:
    """Yield calendar years from one to another, and the financial years between them: 2012-15 is four, or three."""
    start, end = full_year(first), full_year(second)
    if start is None or end is None or len(first.text) != 4:
        return
    count = end - start
    if 2 <= count <= MOST_YEARS or (count == 1 and joint.kind is Kind.TO):
        if count > 1:
            yield span(Period(start, FIRST_MONTH), 12 * count)
        if count < MOST_YEARS:
            yield span(Period(start, 1), 12 * (count + 1))


def several_split(first: int, _: Token, second: int) -> Iterator[Meaning]:
    """Yield the financial years from one to another: 2012/13 to 2014/15 is three."""
    if 1 <= second - first < MOST_YEARS:
        yield months(Period(first, FIRST_MONTH), Period(second + 1, FIRST_MONTH - 1))
