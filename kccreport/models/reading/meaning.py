"""What a heading or date can mean, and what an indicator of a frequency takes it for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from kccreport.models.measure import Basis
from kccreport.models.period import FIRST_MONTH, LAST_ACADEMIC_MONTH, MONTH_NAMES, FinancialYear, Frequency, Period

_EXCEL_TAKES_FOR_MONTHS = 2012  # "2010/11" typed into Excel becomes November 2010; "2012/13" stays as it is


class Sort(Enum):
    """The sorts of meaning. NO_YEAR lacks its year; IMPOSSIBLE contradicts itself, or is no day of the calendar."""

    DAY = auto()
    MONTH = auto()
    SPAN = auto()
    FINANCIAL_YEAR = auto()
    CALENDAR_YEAR = auto()
    ACADEMIC_YEAR = auto()
    SEVERAL_YEARS = auto()
    NO_YEAR = auto()
    IMPOSSIBLE = auto()


_YEARS = {12: Sort.CALENDAR_YEAR, FIRST_MONTH - 1: Sort.FINANCIAL_YEAR, LAST_ACADEMIC_MONTH: Sort.ACADEMIC_YEAR}
_OF_YEARS = frozenset((*_YEARS.values(), Sort.SEVERAL_YEARS))


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a heading can mean: the months from `start` to `end`, and `day` where it is a date.

    `is_numbered` says that it was written as a quarter or half, such as Q1, not by its months. For the sorts NO_YEAR
    and IMPOSSIBLE `words` says what is wrong, `to_type` what to type instead; months are then only examples.
    """

    sort: Sort
    start: Period
    end: Period
    day: date | None = None
    is_numbered: bool = field(default=False, compare=False)
    words: str = ""
    remedy: str = ""

    @property
    def months(self) -> int:
        """Return how many months it covers."""
        return self.end.months_since(self.start) + 1

    @property
    def name(self) -> str:
        """Return it in words, such as "April to June 2023"."""
        match self.sort:
            case Sort.DAY if self.day is not None:
                return f"{self.day.day} {MONTH_NAMES[self.day.month - 1]} {self.day.year}"
            case Sort.MONTH:
                return self.end.full_label
            case Sort.FINANCIAL_YEAR:
                return f"the financial year {self._split_year}"
            case Sort.ACADEMIC_YEAR:
                return f"the academic year {self._split_year}"
            case Sort.CALENDAR_YEAR:
                return f"the year {self.end.year}"
            case Sort.NO_YEAR | Sort.IMPOSSIBLE:
                return self.words
        return self._from_to

    @property
    def to_type(self) -> str:
        """Return what can be typed into Excel, and is read as this and nothing else."""
        match self.sort:
            case Sort.FINANCIAL_YEAR if self.start.year >= _EXCEL_TAKES_FOR_MONTHS:
                return self._split_year
            case Sort.FINANCIAL_YEAR | Sort.ACADEMIC_YEAR:
                return self.name.removeprefix("the ")
            case Sort.CALENDAR_YEAR:
                return str(self.end.year)
            case Sort.NO_YEAR | Sort.IMPOSSIBLE:
                return self.remedy
        return self.name

    @property
    def _split_year(self) -> str:
        return FinancialYear(self.start.year).label

    @property
    def _from_to(self) -> str:
        first = MONTH_NAMES[self.start.month - 1]
        if self.sort is Sort.SEVERAL_YEARS and self.end.month == FIRST_MONTH - 1:
            return f"{self._split_year} to {self.end.financial_year.label}"
        if self.sort is Sort.SEVERAL_YEARS and self.end.month == 12:
            return f"January {self.start.year} to December {self.end.year}"
        year = "" if self.start.year == self.end.year else f" {self.start.year}"
        return f"{first}{year} to {self.end.full_label}"

    def period_for(self, frequency: Frequency, basis: Basis | None = None) -> Period | None:
        """Return the period of an indicator that this is; None where it is none of its periods.

        A month, or any day of it, stands for the period that ends with it. A figure that adds up since the year began
        covers the months from April, or September, to the end of its period; a rolling one the twelve months to it.
        """
        if self.sort in (Sort.DAY, Sort.MONTH):
            return self.end if _may_end(frequency, self.end) else None
        is_term = frequency is Frequency.TERMLY and 3 <= self.months <= frequency.months_to(self.end)
        if (is_term or self.months == frequency.months_to(self.end)) and self._is_kind_of(frequency):
            return self.end
        begins = {Basis.CUMULATIVE: FIRST_MONTH, Basis.ACADEMIC_TO_DATE: LAST_ACADEMIC_MONTH + 1}
        if basis in begins and self.start.month == begins[basis] and self.months <= 12:
            return self.end if frequency.ends_with(self.end) else None
        is_year_to = self.sort is not Sort.ACADEMIC_YEAR and self.months == 12
        return self.end if basis is Basis.ROLLING_12 and is_year_to and frequency.ends_with(self.end) else None

    def _is_kind_of(self, frequency: Frequency) -> bool:
        match frequency:
            case Frequency.ANNUAL:
                return self.sort in (Sort.FINANCIAL_YEAR, Sort.SPAN)
            case Frequency.ACADEMIC_YEAR:
                return self.sort is Sort.ACADEMIC_YEAR
            case Frequency.CALENDAR_YEAR:
                return self.sort is Sort.CALENDAR_YEAR
            case Frequency.TERMLY:
                return frequency.ends_with(self.end)
        return True


def _may_end(frequency: Frequency, month: Period) -> bool:
    """Say whether a month may stand for the period that ends with it: quarters and financial years end as they like."""
    match frequency:
        case Frequency.TERMLY | Frequency.CALENDAR_YEAR:
            return frequency.ends_with(month)
        case Frequency.ACADEMIC_YEAR:
            return month.month <= LAST_ACADEMIC_MONTH  # results are known before the school year is over
    return True


def months(start: Period, end: Period, *, is_numbered: bool = False) -> Meaning:
    """Return the meaning of the months from one to another: a month, a year, several years, or any other span."""
    count = end.months_since(start) + 1
    if count == 1:
        return Meaning(Sort.MONTH, start, end)
    if count == 12:
        return Meaning(_YEARS.get(end.month, Sort.SPAN), start, end)
    sort = Sort.SEVERAL_YEARS if count > 12 and count % 12 == 0 else Sort.SPAN
    return Meaning(sort, start, end, is_numbered=is_numbered)


def span(start: Period, count: int, *, is_numbered: bool = False) -> Meaning:
    """Return the meaning of so many months from a month on."""
    return months(start, start.plus(count - 1), is_numbered=is_numbered)


def a_day(found: date) -> Meaning:
    """Return the meaning of a date."""
    month = Period(found.year, found.month)
    return Meaning(Sort.DAY, month, month, found)


@dataclass(frozen=True, slots=True)
class NotRead:
    """What was not understood: `code` as problems have it, what is wrong (a clause), and what to type."""

    code: str
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What was understood. There are several meanings only where an indicator's frequency tells which counts.

    So 2010/11 is a financial or an academic year, 2011 a calendar year, or the academic year that ends in it, as
    examination results are named, and 2012-15 three financial years or four calendar ones.
    """

    meanings: tuple[Meaning, ...]
    typed: str = field(default="", compare=False)

    def period_for(self, frequency: Frequency, basis: Basis | None = None) -> Period | None:
        """Return the period that it means for an indicator; None where it means none of its periods."""
        found = (meaning.period_for(frequency, basis) for meaning in self.meanings)
        return next((period for period in found if period is not None), None)

    def doubt(self, frequency: Frequency) -> NotRead | None:
        """Return why a date cannot be told for an indicator: as the first day of a quarter or year, it may begin one.

        Excel makes the first of November 2010 of "2010/11"; of figures of a year, that may be what was typed.
        """
        only = self.only
        if only is None or only.day is None or only.day.day != 1:
            return None
        length = frequency.months_to(only.end)
        begins = {3: (1, 4, 7, 10), 6: (1, 4, 7, 10)}.get(length, (1, 4, 9)) if length > 1 else ()
        year = only.day.year
        if frequency.is_yearly and only.day.month == (year + 1) % 100:
            meant = span(Period(year, FIRST_MONTH), 12)
        elif only.day.month in begins and frequency is not Frequency.TERMLY:
            meant = span(only.start, length)
        else:
            return None
        ended = span(only.end.plus(1 - length), length)
        return _parting((meant, ended))

    @property
    def newest(self) -> Period:
        """Return the month by which columns are put in order of time; of a year of two halves its March."""
        return self.meanings[0].end

    @property
    def name(self) -> str:
        """Return it in words: "December 2020", "2010/11", "2011"."""
        first = self.meanings[0]
        if first.sort in _OF_YEARS and len(self.meanings) > 1:
            return self.typed if first.sort is Sort.SEVERAL_YEARS else first.name.rpartition(" ")[2]
        return first.name

    @property
    def only(self) -> Meaning | None:
        """Return its meaning where there is one alone."""
        return self.meanings[0] if len(self.meanings) == 1 else None


def heading_of(found: Iterable[Meaning], typed: str) -> Heading | NotRead | None:
    """Return what meanings come to: a heading, or a fault where they part, or nothing where there are none.

    Meanings part where they are not all years, or where two years of one sort differ.
    """
    meanings = tuple(sorted(dict.fromkeys(found), key=lambda each: each.sort.value))
    if not meanings:
        return None
    possible = tuple(each for each in meanings if each.sort is not Sort.IMPOSSIBLE) or meanings[:1]
    first = possible[0]
    if first.sort is Sort.IMPOSSIBLE:
        return NotRead("not-a-period", first.words, first.remedy)
    if len(possible) == 1 and first.sort is Sort.NO_YEAR:
        return NotRead("period-without-year", "it has no year", first.remedy)
    years = {(each.sort, each.months) for each in possible}
    if len(possible) > 1 and (len(years) < len(possible) or not all(each.sort in _OF_YEARS for each in possible)):
        return _parting(possible)
    return Heading(possible, typed)


def _parting(meanings: tuple[Meaning, ...]) -> NotRead:
    """Return the fault that names what a heading can mean; where it can be a financial year, not the academic one too."""
    financial = {each.start.year for each in meanings if each.sort is Sort.FINANCIAL_YEAR}
    named = [each for each in meanings if each.sort is not Sort.ACADEMIC_YEAR or each.start.year not in financial]
    names = " or ".join(each.name for each in named)
    whole = " or ".join(each.to_type for each in named if each.sort is not Sort.NO_YEAR)
    return NotRead("ambiguous-period", f"it can mean {names}", f"type {whole}, whichever is meant")
