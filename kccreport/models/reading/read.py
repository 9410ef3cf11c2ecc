"""The one reader of periods and dates: what a text means, or why it cannot be told and what to type instead."""

import difflib
from functools import lru_cache

from kccreport.models.period import FinancialYear, Period
from kccreport.models.reading.chart import explain
from kccreport.models.reading.grammar import GRAMMAR
from kccreport.models.reading.meaning import Heading, NotRead, Sort, heading_of
from kccreport.models.reading.tokens import Kind, Token, tokens, vocabulary

EARLIEST, LATEST = 1990, 2099
WHAT_TO_TYPE = "type a month such as December 2020, a quarter such as Q3 2020/21, or a year such as 2020/21"
_MOST_TOKENS = 20
# words that may head a column of results without naming a period: "This quarter", "Outturn"
_NAMELESS = frozenset(Kind) - {Kind.WORD, Kind.HYPHEN, Kind.DASH, Kind.SLASH, Kind.DOT, Kind.NUMBER, Kind.ORDINAL}


@lru_cache(maxsize=4096)
def read_text(text: str) -> Heading | NotRead:
    """Return what a heading or a date means.

    Dates are of Britain, day first, or of ISO 8601. A year of two digits is from 1990 to 2089; other years from 1990
    to 2099 are read. Codes of what is not read: ambiguous-period, period-without-year, not-a-period.

    >>> read_text("Q4 2023-24").name, read_text("2011-12").name, read_text("03/04/2021").name
    ('January to March 2024', '2011/12', '3 April 2021')
    >>> read_text("Q3").remedy, read_text("11/12").code
    ('type its year too, such as Q3 2020/21', 'ambiguous-period')
    """
    found = tokens(text)
    if found is None or len(found) > _MOST_TOKENS or _is_short_number(found):
        return _unknown()
    read = heading_of(explain(GRAMMAR, "period", found), " ".join(text.split()))
    if isinstance(read, Heading):
        return read if all(EARLIEST <= each.end.year <= LATEST for each in read.meanings) else _unlikely(read)
    return read or heading_of(explain(GRAMMAR, "unfinished", found), text) or _nearest(found) or _unknown()


def may_be_period(text: str) -> bool:
    """Say whether a heading may be meant for a period, though it has no digit: "December", "Decmber", "This quarter"."""
    found = tokens(text)
    if found is None or len(found) > _MOST_TOKENS:
        return False
    words = [_spelt(token) for token in found]
    kinds = {token.kind for token in words}
    return Kind.WORD not in kinds and bool(kinds & _NAMELESS)


def month_of(text: str) -> Period | None:
    """Return the month that a text names, by a day of it or by itself; None for anything else.

    >>> month_of("Sept 20"), month_of("2020-12"), month_of("Q3 2020/21")
    (Period(year=2020, month=9), Period(year=2020, month=12), None)
    """
    read = read_text(text)
    meaning = read.only if isinstance(read, Heading) else None
    return meaning.end if meaning is not None and meaning.sort in (Sort.DAY, Sort.MONTH) else None


def last_month_of(text: str) -> Period | NotRead:
    """Return the month that a period ends with, whatever its kind; a fault where it is none, or years that part.

    >>> last_month_of("Q3 2020/21"), last_month_of("2020/21").code
    (Period(year=2020, month=12), 'ambiguous-period')
    """
    read = read_text(text)
    return read if isinstance(read, NotRead) else last_month(read)


def last_month(read: Heading) -> Period | NotRead:
    """Return the month that a heading's period ends with; a fault where its meanings part, and no frequency tells."""
    ends = dict.fromkeys(each.end for each in read.meanings)
    if len(ends) == 1:
        return read.newest
    names = " or ".join(each.name for each in read.meanings)
    months = " or ".join(end.full_label for end in ends)
    return NotRead("ambiguous-period", f"it can mean {names}", f"type its last month: {months}")


def financial_year_of(text: str) -> FinancialYear | None:
    """Return the financial year that a text names; None for anything else.

    >>> financial_year_of("2020-21"), financial_year_of("2020/22")
    (FinancialYear(start=2020), None)
    """
    read = read_text(text)
    years = [each for each in read.meanings if each.sort is Sort.FINANCIAL_YEAR] if isinstance(read, Heading) else []
    return FinancialYear(years[0].start.year) if years else None


def _unknown() -> NotRead:
    return NotRead("not-a-period", "it is not a period that can be read", WHAT_TO_TYPE)


def _unlikely(read: Heading) -> NotRead:
    words = f"{read.name} is not from {EARLIEST} to {LATEST}"
    return NotRead("not-a-period", words, f"see whether the year is right; {WHAT_TO_TYPE}")


def _is_short_number(found: tuple[Token, ...]) -> bool:
    return len(found) == 1 and found[0].kind is Kind.NUMBER and len(found[0].text) < 4


def _spelt(token: Token) -> Token:
    """Return a word that is a misspelt one of ours as what it is meant for; any other token as it is."""
    if token.kind is not Kind.WORD or len(token.text) < 4:
        return token
    near = difflib.get_close_matches(token.text, vocabulary(), n=1, cutoff=0.8)
    meant = tokens(near[0]) if near else None
    return token if meant is None else meant[0]


def _nearest(found: tuple[Token, ...]) -> NotRead | None:
    """Return the fault of a misspelt period, with what was meant; None where nothing is near."""
    spelt = tuple(_spelt(token) for token in found)
    if spelt == found:
        return None
    read = heading_of(explain(GRAMMAR, "period", spelt), "")
    meant = read.meanings[0].to_type if isinstance(read, Heading) else ""
    return NotRead("not-a-period", "a word of it is misspelt", f"type {meant}, if that is meant") if meant else None
