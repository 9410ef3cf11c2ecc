"""What a year is divided into: months, quarters, halves and terms; and each of them placed in a year."""

from collections.abc import Iterator

from msgspec import Struct

from kccreport.ground.values import replace
from kccreport.models.period import FIRST_MONTH, Period
from kccreport.models.reading.chart import rule
from kccreport.models.reading.dates import impossible
from kccreport.models.reading.meaning import Meaning, months, span
from kccreport.models.reading.tokens import Kind, Token
from kccreport.models.reading.years import Of, Which


class Part(Struct, frozen=True):
    """Some months of any year: a quarter or half by its number, a term by its season, or months that are spelt out."""

    month: int
    months: int
    is_numbered: bool = False
    is_term: bool = False
    is_spelt: bool = False


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


def from_to(first: Token, _: Token, last: Token) -> Iterator[Part]:
    """Yield the months that April to June is, of any year."""
    if first.value != last.value:
        yield Part(first.value, (last.value - first.value) % 12 + 1, is_spelt=True)


def _both(numbered: Part, _: Token | None, spelt: Part) -> Iterator[Part]:
    """Yield a quarter whose months are given beside it, where the two agree."""
    if (numbered.month, numbered.months) == (spelt.month, spelt.months):
        yield replace(numbered, is_spelt=numbered.is_numbered)


def clash(numbered: Part, _: Token | None, spelt: Part, __: Token | None, which: Which) -> Iterator[Meaning]:
    """Say of a quarter whose months beside it are others that the two do not agree."""
    if (numbered.month, numbered.months) != (spelt.month, spelt.months):
        for meant in _place(spelt, which):
            named = span(Period(2000, numbered.month), numbered.months).name.rpartition(" ")[0]
            words = f"it names the months of {named} by their number, and others beside it"
            yield impossible(words, f"type {meant.to_type}, or the quarter or half that is meant")


def _both_turned(spelt: Part, joint: Token | None, numbered: Part) -> Iterator[Part]:
    return _both(numbered, joint, spelt)


PART = (
    rule("MONTH", lambda month: [Part(month.value, 1, is_spelt=True)]),
    rule("several", lambda part: [part]),
)
SEVERAL = (
    rule("numbered", lambda part: [part]),
    rule("spelt", lambda part: [part]),
    rule("numbered HYPHEN|DASH|SLASH? spelt", _both),
    rule("spelt HYPHEN|DASH|SLASH? numbered", _both_turned),
)
NUMBERED = (
    rule("QUARTER HYPHEN? NUMBER|ORDINAL", _quarter),
    rule("NUMBER|ORDINAL QUARTER", _quarter),
    rule("HALF YEAR? HYPHEN? NUMBER", _half),
    rule("HALF HYPHEN? YEAR HYPHEN? NUMBER", _half),
    rule("NUMBER|ORDINAL HALF YEAR?", _half),
    rule("SEASON TERM?", _term),
)


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


def part_of_year(part: Part, _: Token | None, which: Which) -> Iterator[Meaning]:
    """Yield what Q1 2023/24 means."""
    return _place(part, which)


def year_and_part(which: Which, _: Token | None, part: Part) -> Iterator[Meaning]:
    """Yield what 2023/24 Q1 means."""
    return _place(part, which)
