"""The grammar of periods as councils write them.

A `period` is complete; an `unfinished` one lacks its year. Financial quarters are meant by Q1 to Q4: April to June is
Q1. `part` is what a year is divided into; `which` says which year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from kccreport.models.period import FIRST_MONTH, MONTH_NAMES, Period
from kccreport.models.reading.chart import grammar, rule
from kccreport.models.reading.dates import day_first, impossible, iso, named_day, with_weekday
from kccreport.models.reading.meaning import Meaning, Sort, months, span
from kccreport.models.reading.tokens import Kind, Token

_CENTURY = 2000
_NINETIES = 90  # a year of two digits from here on is of the last century
_MOST_YEARS = 5
_EXAMPLE_YEAR = 2020


class Of(Enum):
    """Which year is meant: one of two halves, a financial, an academic or a calendar one, or a plain number."""

    SPLIT = auto()
    FINANCIAL = auto()
    ACADEMIC = auto()
    CALENDAR = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Which:
    """A year by the calendar year it starts in."""

    of: Of
    start: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some months of any year: a quarter or half by its number, a term by its season, or months that are spelt out."""

    month: int
    months: int
    is_numbered: bool = False
    is_term: bool = False
    is_spelt: bool = False


# -- years


def _full_year(token: Token) -> int | None:
    """Return the year that a number of four or two digits is; None for others."""
    if len(token.text) == 2:
        return token.value + (_CENTURY if token.value < _NINETIES else _CENTURY - 100)
    return token.value if len(token.text) == 4 and 1900 <= token.value < 2100 else None


def _plain(token: Token) -> Iterator[int]:
    if (year := _full_year(token)) is not None:
        yield year


def _split(first: Token, _: Token, second: Token) -> Iterator[int]:
    """Yield the first of two years of which the second follows: 2023/24, 2023/2024, 23/24, or in short 2023/4."""
    start = _full_year(first)
    if start is not None and len(second.text) <= len(first.text) and str(start + 1).endswith(second.text):
        yield start


def _of(of: Of, back: int = 0):  # type: ignore[no-untyped-def]
    """Return a builder of the year that is the only number among its parts, so many years back."""
    return lambda *parts: [Which(of, next(part for part in parts if isinstance(part, int)) - back)]


def _either(of: Of):  # type: ignore[no-untyped-def]
    """Return a builder for a year of two halves that is named by one number: the year it starts in, or ends in."""
    return lambda *parts: [*_of(of, 1)(*parts), *_of(of)(*parts)]


_WHICH = (
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


def _whole_year(which: Which) -> Iterator[Meaning]:
    if which.of in (Of.SPLIT, Of.FINANCIAL):
        yield span(Period(which.start, FIRST_MONTH), 12)
    if which.of in (Of.SPLIT, Of.ACADEMIC):
        yield span(Period(which.start, 9), 12)
    if which.of in (Of.PLAIN, Of.CALENDAR):
        yield span(Period(which.start, 1), 12)
    if which.of is Of.PLAIN:
        yield span(Period(which.start - 1, 9), 12)


def _year_only(which: Which) -> Iterator[Meaning]:
    """Yield what a year alone means; a number of two digits alone is none, see `period`."""
    yield from _whole_year(which)


def _ending_year(*parts: object) -> Iterator[Meaning]:
    """Yield the years that end in a year: "year ending 2024"."""
    end = next(part for part in parts if isinstance(part, int))
    yield span(Period(end - 1, FIRST_MONTH), 12)
    yield span(Period(end, 1), 12)


def _several_plain(first: Token, joint: Token, second: Token) -> Iterator[Meaning]:
    """Yield calendar years from one to another, and the financial years between them: 2012-15 is four, or three."""
    start, end = _full_year(first), _full_year(second)
    if start is None or end is None or len(first.text) != 4:
        return
    count = end - start
    if 2 <= count <= _MOST_YEARS or (count == 1 and joint.kind is Kind.TO):
        if count > 1:
            yield span(Period(start, FIRST_MONTH), 12 * count)
        if count < _MOST_YEARS:
            yield span(Period(start, 1), 12 * (count + 1))


def _several_split(first: int, _: Token, second: int) -> Iterator[Meaning]:
    if 1 <= second - first < _MOST_YEARS:
        yield months(Period(first, FIRST_MONTH), Period(second + 1, FIRST_MONTH - 1))


# -- parts of a year


def _quarter(*parts: Token | None) -> Iterator[Part]:
    number = next(part.value for part in parts if part and part.kind in (Kind.NUMBER, Kind.ORDINAL))
    if 1 <= number <= 4:
        yield Part((FIRST_MONTH + 3 * (number - 1) - 1) % 12 + 1, 3, is_numbered=True)


def _half(*parts: Token | None) -> Iterator[Part]:
    number = next(part.value for part in parts if part and part.kind in (Kind.NUMBER, Kind.ORDINAL))
    if 1 <= number <= 2:
        yield Part((FIRST_MONTH + 6 * (number - 1) - 1) % 12 + 1, 6, is_numbered=True)


def _term(season: Token, _: Token | None) -> Iterator[Part]:
    yield Part(season.value, 3 if season.text == "summer" else 4, is_term=True)


def _from_to(first: Token, _: Token, last: Token) -> Iterator[Part]:
    if first.value != last.value:
        yield Part(first.value, (last.value - first.value) % 12 + 1, is_spelt=True)


def _both(numbered: Part, _: Token | None, spelt: Part) -> Iterator[Part]:
    """Yield a quarter whose months are given beside it, where the two agree."""
    if (numbered.month, numbered.months) == (spelt.month, spelt.months):
        yield replace(numbered, is_spelt=numbered.is_numbered)


def _both_turned(spelt: Part, joint: Token | None, numbered: Part) -> Iterator[Part]:
    return _both(numbered, joint, spelt)


_PART = (
    rule("MONTH", lambda month: [Part(month.value, 1, is_spelt=True)]),
    rule("several", lambda part: [part]),
)
_SEVERAL = (
    rule("numbered", lambda part: [part]),
    rule("spelt", lambda part: [part]),
    rule("numbered HYPHEN|DASH|SLASH? spelt", _both),
    rule("spelt HYPHEN|DASH|SLASH? numbered", _both_turned),
)
_NUMBERED = (
    rule("QUARTER HYPHEN? NUMBER|ORDINAL", _quarter),
    rule("NUMBER|ORDINAL QUARTER", _quarter),
    rule("HALF YEAR? HYPHEN? NUMBER", _half),
    rule("HALF HYPHEN? YEAR HYPHEN? NUMBER", _half),
    rule("NUMBER|ORDINAL HALF YEAR?", _half),
    rule("SEASON TERM?", _term),
)


# -- parts and years together


def _place(part: Part, which: Which) -> Iterator[Meaning]:
    """Yield the months of a part of a year; a plain year is that of its last month, or for Q1 also a financial year."""
    if which.of in (Of.PLAIN, Of.CALENDAR):
        if part.is_numbered and not part.is_spelt:
            if which.of is Of.PLAIN:
                yield _in_financial_year(part, which.start)
            yield span(Period(which.start, (part.month - FIRST_MONTH) % 12 + 1), part.months)
        else:
            end = Period(which.start, (part.month + part.months - 2) % 12 + 1)
            yield months(end.plus(1 - part.months), end, is_numbered=part.is_numbered)
        return
    if which.of is Of.ACADEMIC or part.is_term:
        if not part.is_numbered:
            yield _in_academic_year(part, which.start)
        return
    financial, academic = _in_financial_year(part, which.start), _in_academic_year(part, which.start)
    if financial.end <= Period(which.start + 1, FIRST_MONTH - 1):
        yield financial
    is_of_schools = part.months > 1 and (part.month - FIRST_MONTH) % part.months != 0
    if which.of is Of.SPLIT and is_of_schools and academic.end <= Period(which.start + 1, 8):
        yield academic


def _in_financial_year(part: Part, start: int) -> Meaning:
    first = Period(start + (part.month < FIRST_MONTH), part.month)
    return span(first, part.months, is_numbered=part.is_numbered)


def _in_academic_year(part: Part, start: int) -> Meaning:
    return span(Period(start + (part.month < 9), part.month), part.months)


def _part_of_year(part: Part, _: Token | None, which: Which) -> Iterator[Meaning]:
    return _place(part, which)


def _year_and_part(which: Which, _: Token | None, part: Part) -> Iterator[Meaning]:
    return _place(part, which)


def _month_number(word: Token, number: Token, _: Token | None, which: Which) -> Iterator[Meaning]:
    """Yield the month that "Month 3 2023/24" is: the third of the financial year."""
    if not 1 <= number.value <= 12 or which.of is Of.ACADEMIC:
        return
    nth = Period(which.start, FIRST_MONTH).plus(number.value - 1)
    yield months(nth, nth)
    if which.of in (Of.PLAIN, Of.CALENDAR):
        plain = Period(which.start, number.value)
        yield months(plain, plain)


def _iso_month(year: Token, joint: Token, month: Token) -> Iterator[Meaning]:
    """Yield the month that 2020-12 is; where the second number follows the first, it is a year, never a month."""
    whole = _full_year(year)
    if len(year.text) != 4 or whole is None or not 1 <= month.value <= 12 or len(month.text) > 2:
        return
    is_year = len(month.text) == 2 and str(whole + 1).endswith(month.text)
    if not is_year and joint.kind is not Kind.DASH:
        yield months(Period(whole, month.value), Period(whole, month.value))


def _month_number_and_year(month: Token, _: Token, year: Token) -> Iterator[Meaning]:
    """Yield the month that 06/2020 or 06/20 is, and the day of no year that 3/12 may be."""
    whole = _full_year(year)
    if whole is not None and 1 <= month.value <= 12 and len(month.text) <= 2:
        yield months(Period(whole, month.value), Period(whole, month.value))


def _day_and_month_numbers(day: Token, _: Token, month: Token) -> Iterator[Meaning]:
    if 1 <= day.value <= 31 and 1 <= month.value <= 12 and len(day.text) <= 2 and len(month.text) <= 2:
        yield _no_year(f"{day.value} {MONTH_NAMES[month.value - 1]} of a year not given", 1, month.value)


def _day_of_no_year(day: Token, _: Token | None, month: Token) -> Iterator[Meaning]:
    if 1 <= day.value <= 31 and len(day.text) <= 2:
        yield _no_year(f"{day.value} {MONTH_NAMES[month.value - 1]} of a year not given", 1, month.value)


def _no_year(words: str, count: int, month: int) -> Meaning:
    """Return what lacks its year, with an example of what to type, such as December 2020."""
    example = span(Period(_EXAMPLE_YEAR, month), count)
    remedy = f"type its year too, such as {example.to_type}"
    return Meaning(Sort.NO_YEAR, example.start, example.end, words=words, remedy=remedy)


def _part_of_no_year(part: Part) -> Iterator[Meaning]:
    """Yield a part of a year without one: for Q3 the example is Q3 2020/21."""
    meaning = _no_year("", part.months, part.month)
    if part.is_numbered and not part.is_spelt:
        letter = "Q" if part.months == 3 else "H"
        number = (part.month - FIRST_MONTH) % 12 // part.months + 1
        example = f"{letter}{number} {_EXAMPLE_YEAR}/{_EXAMPLE_YEAR % 100 + 1}"
        meaning = replace(meaning, remedy=f"type its year too, such as {example}")
    yield meaning


# -- spans by their ends


def _months_between(first: Meaning, _: Token, last: Meaning) -> Iterator[Meaning]:
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
    from calendar import monthrange

    return meaning.day is not None and meaning.day.day == monthrange(meaning.day.year, meaning.day.month)[1]


def _day_to_day(day: Token, month: Token, joint: Token, last: Meaning) -> Iterator[Meaning]:
    """Yield "1 April to 30 June 2023", whose first day takes the year of its last."""
    if last.day is None:
        return
    year = last.day.year - (month.value > last.day.month)
    for first in named_day(day, None, month, None, Token(Kind.NUMBER, str(year), year)):
        yield from _months_between(first, joint, last)


def _length(*parts: Token | None) -> Iterator[int]:
    """Yield the months in a quarter, half year or year, or in so many months or years."""
    count = next((part.value for part in parts if part and part.kind is Kind.NUMBER), 1)
    kinds = [part.kind for part in parts if part]
    unit = 6 if Kind.HALF in kinds else 3 if Kind.QUARTER in kinds else 12 if Kind.YEAR in kinds else 1
    if 1 <= count * unit <= 12 * _MOST_YEARS:
        yield count * unit


def _ending(*parts: object) -> Iterator[Meaning]:
    """Yield so many months to a month or to its last day."""
    length = next(part for part in parts if isinstance(part, int))
    end = next(part for part in parts if isinstance(part, Meaning))
    if end.sort is Sort.MONTH or (end.sort is Sort.DAY and is_last_day(end)):
        yield months(end.end.plus(1 - length), end.end)


def _same(meaning: Meaning, again: Meaning) -> Iterator[Meaning]:
    """Yield a period that is written twice, in two ways that agree."""
    if (meaning.start, meaning.end) == (again.start, again.end):
        yield meaning if meaning.is_numbered else again


def _with_part(meaning: Meaning, part: Part) -> Iterator[Meaning]:
    """Yield a period with the name of its quarter beside it: "Apr-Jun 2023 (Q1)"."""
    if (meaning.start.month, meaning.months) == (part.month, part.months):
        yield replace(meaning, is_numbered=meaning.is_numbered or part.is_numbered)


def _last(*parts: object) -> Iterator[object]:
    """Yield the meaning among words that add nothing to it."""
    yield next(part for part in parts if isinstance(part, Meaning))


_JOINT = "HYPHEN|DASH|SLASH|DOT?"
GRAMMAR = grammar(
    {
        "plain": (rule("NUMBER", _plain),),
        "split": (rule("NUMBER HYPHEN|DASH|SLASH|TO NUMBER", _split),),
        "which": _WHICH,
        "part": _PART,
        "several": _SEVERAL,
        "numbered": _NUMBERED,
        "spelt": (rule("MONTH HYPHEN|DASH|SLASH|TO MONTH", _from_to),),
        "day": (
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER HYPHEN|SLASH|DOT NUMBER", day_first),
            rule("NUMBER", iso),
            rule(f"NUMBER|ORDINAL {_JOINT} MONTH {_JOINT} NUMBER", named_day),
            rule("MONTH NUMBER|ORDINAL NUMBER", lambda month, day, year: named_day(day, None, month, None, year)),
            rule("WEEKDAY day", with_weekday),
        ),
        "month": (
            rule(f"part {_JOINT} which", _part_of_year),
            rule(f"which {_JOINT} part", _year_and_part),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", _month_number_and_year),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", _iso_month),
            rule("MONTHS|PERIOD NUMBER HYPHEN|DASH|SLASH? which", _month_number),
            rule(
                "which HYPHEN|DASH|SLASH? MONTHS|PERIOD NUMBER",
                lambda which, joint, word, number: _month_number(word, number, joint, which),
            ),
        ),
        "length": (
            rule("QUARTER", _length),
            rule("HALF YEAR?", _length),
            rule("HALF HYPHEN YEAR", _length),
            rule("YEAR", _length),
            rule("MONTHS", _length),
            rule("NUMBER HYPHEN? MONTHS", _length),
            rule("NUMBER HYPHEN? YEAR", _length),
        ),
        "point": (rule("day", lambda day: [day]), rule("month", lambda month: [month]), rule("END point", _last)),
        "period": (
            rule("point", lambda point: [point]),
            rule("AT AT? point", _last),
            rule("point HYPHEN|DASH|TO point", _months_between),
            rule("NUMBER|ORDINAL MONTH HYPHEN|DASH|TO day", _day_to_day),
            rule("ROLLING? length PERIOD? END|TO point", _ending),
            rule("ROLLING? length PERIOD? END TO point", _ending),
            rule("YEAR END|TO plain", _ending_year),
            rule("YEAR END TO plain", _ending_year),
            rule("which", _whole_year),
            rule("NUMBER HYPHEN|DASH|SLASH|TO NUMBER", _several_plain),
            rule("split HYPHEN|DASH|TO split", _several_split),
            rule(f"NUMBER|ORDINAL {_JOINT} MONTH", _day_of_no_year),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", _day_and_month_numbers),
            rule("period RESULT", _last),
            rule("RESULT period", _last),
            rule("period period", _same),
            rule("period several", _with_part),
        ),
        "unfinished": (
            rule("part", _part_of_no_year),
            rule("unfinished RESULT", _last),
            rule("MONTHS|PERIOD NUMBER", lambda *_: [_no_year("", 1, FIRST_MONTH)]),
        ),
    }
)
