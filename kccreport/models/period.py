"""Months, quarters, terms and years, as councils name them."""

from bisect import bisect_left
from enum import StrEnum

from msgspec import Struct

from kccreport.language import say, say_word

FIRST_MONTH = 4  # the local government financial year runs from 1 April to 31 March

# spelt out: the standard library's names follow the computer's language
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TERMS = {4: 4, 7: 3, 12: 5}  # the month a term ends with, and how many months it covers
LAST_ACADEMIC_MONTH = 8
_MONTHS_IN_A_QUARTER, _MONTHS_IN_A_HALF = 3, 6


class QuarterStyle(StrEnum):
    """How quarters and half years are printed: as "Q3 2020/21", or by their last month, as "Dec 20"."""

    QUARTERS = "quarters"
    MONTHS = "months"


class Frequency(StrEnum):
    """How often an indicator is measured.

    Quarters may end with any month, usually June, September, December and March. Terms end with December, April and
    July. An annual figure is of a financial year, to March; an academic year runs to August. A figure of several years
    is of so many calendar years, or financial years, put together; a new one follows each year.
    """

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TERMLY = "termly"
    HALF_YEARLY = "half-yearly"
    ANNUAL = "annual"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"
    TWO_YEARS = "two years"
    THREE_YEARS = "three years"
    FOUR_YEARS = "four years"
    FIVE_YEARS = "five years"

    @property
    def noun(self) -> str:
        """Return "month", "quarter", "term", "half year" or "year"; "period" for several years."""
        if self.years > 1:
            return "period"
        nouns = {
            Frequency.MONTHLY: "month",
            Frequency.QUARTERLY: "quarter",
            Frequency.TERMLY: "term",
            Frequency.HALF_YEARLY: "half year",
        }
        return nouns.get(self, "year")

    @property
    def years(self) -> int:
        """Return how many whole years a figure covers; 0 where it covers less than one."""
        if self in _SEVERAL:
            return _SEVERAL[self]
        return int(self in (Frequency.ANNUAL, Frequency.ACADEMIC_YEAR, Frequency.CALENDAR_YEAR))

    @property
    def is_yearly(self) -> bool:
        """True for the three kinds of year, and for several years."""
        return self.years > 0

    def months_to(self, end: "Period") -> int:
        """Return how many months the period covers that ends with `end`."""
        match self:
            case Frequency.MONTHLY:
                return 1
            case Frequency.QUARTERLY:
                return _MONTHS_IN_A_QUARTER
            case Frequency.TERMLY:
                return _TERMS.get(end.month, 4)
            case Frequency.HALF_YEARLY:
                return _MONTHS_IN_A_HALF
        return 12 * self.years

    def step(self, period: "Period", count: int) -> "Period":
        """Return the period so many later; a negative number goes back."""
        if self is not Frequency.TERMLY:
            return period.plus(count * min(self.months_to(period), 12))
        ends = list(_TERMS)
        year, position = divmod(bisect_left(ends, period.month) + count, len(ends))
        return Period(period.year + year, ends[position])

    def ends_with(self, month: "Period", like: "Period | None" = None) -> bool:
        """Say whether a period ends with a month; quarters and years in step with `like`, where it is given."""
        match self:
            case Frequency.MONTHLY:
                return True
            case Frequency.QUARTERLY:
                return (month.month - (like.month if like else 3)) % 3 == 0
            case Frequency.TERMLY:
                return month.month in _TERMS
            case Frequency.ANNUAL:
                return month.month == (like.month if like else FIRST_MONTH - 1)
            case Frequency.ACADEMIC_YEAR:
                return month.month == LAST_ACADEMIC_MONTH
            case Frequency.CALENDAR_YEAR:
                return month.month == 12
            case Frequency.HALF_YEARLY:
                return (month.month - (like.month if like else FIRST_MONTH - 1)) % _MONTHS_IN_A_HALF == 0
        return month.month == (like.month if like else 12)

    def latest_by(self, month: "Period", like: "Period | None" = None) -> "Period":
        """Return the newest period that has ended by a month, in step with `like`."""
        return next(month.plus(-back) for back in range(12) if self.ends_with(month.plus(-back), like))

    def label(self, period: "Period", style: QuarterStyle = QuarterStyle.MONTHS) -> str:
        """Return the heading of a column.

        "Dec 20" for a month, quarter, term or half year; in the style of quarters "Q3 2020/21" and "H1 2020/21", where
        it is one of the financial year. "2010/11" or "2011" for a year, "2010 to 2012" or "2010/11 to 2012/13" for
        several.
        """
        number = self._number_in_year(period) if style is QuarterStyle.QUARTERS else None
        if number is not None:
            year = period.financial_year.label
            is_quarter = self is Frequency.QUARTERLY
            return (
                say("Q{number} {year}", number=number, year=year)
                if is_quarter
                else say("H{number} {year}", number=number, year=year)
            )
        if self.years > 1:
            return self._label_of_years(period)
        if self is Frequency.CALENDAR_YEAR:
            return str(period.year)
        if self is Frequency.ACADEMIC_YEAR or (self is Frequency.ANNUAL and period.month == FIRST_MONTH - 1):
            return FinancialYear(period.year - 1).label
        return period.label

    def _number_in_year(self, period: "Period") -> int | None:
        """Return which quarter, or half, of its financial year ends with a month; None where none does."""
        if self not in (Frequency.QUARTERLY, Frequency.HALF_YEARLY):
            return None
        number, rest = divmod((period.month - FIRST_MONTH) % 12 + 1, self.months_to(period))
        return None if rest else number

    def _label_of_years(self, end: "Period") -> str:
        first = end.plus(1 - self.months_to(end))
        if end.month == 12:
            return _from_to(str(first.year), str(end.year))
        if end.month == FIRST_MONTH - 1:
            return _from_to(FinancialYear(first.year).label, end.financial_year.label)
        return _from_to(first.label, end.label)

    def full_label(self, period: "Period", style: QuarterStyle = QuarterStyle.MONTHS) -> str:
        """Return the period in a sentence: "December 2020", "Quarter 3 2020/21", "2020/21"."""
        if self.is_yearly:
            return self.label(period, style)
        number = self._number_in_year(period) if style is QuarterStyle.QUARTERS else None
        if number is not None:
            year = period.financial_year.label
            if self is Frequency.QUARTERLY:
                return say("Quarter {number} {year}", number=number, year=year)
            return say("Half {number} {year}", number=number, year=year)
        return period.full_label


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12, in the language spoken."""
    return say_word(MONTH_NAMES[month - 1])


def _from_to(first: str, last: str) -> str:
    return say("{first} to {last}", first=first, last=last)


_SEVERAL = {
    Frequency.TWO_YEARS: 2,
    Frequency.THREE_YEARS: 3,
    Frequency.FOUR_YEARS: 4,
    Frequency.FIVE_YEARS: 5,
}


class Period(Struct, frozen=True, order=True):
    """A month, or the quarter or year that ends with it."""

    year: int
    month: int

    @property
    def label(self) -> str:
        """Return the heading of a table column, such as "Dec 20"."""
        return f"{say_word(MONTH_NAMES[self.month - 1][:3])} {self.year % 100:02d}"

    @property
    def full_label(self) -> str:
        """Return the period in a sentence, such as "December 2020"."""
        return f"{month_name(self.month)} {self.year}"

    def plus(self, months: int) -> "Period":
        """Return the period so many months later; a negative number goes back."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Period(year, month + 1)

    def months_since(self, earlier: "Period") -> int:
        """Return how many months lie between the two; negative when `earlier` is later."""
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    @property
    def financial_year(self) -> "FinancialYear":
        """Return the financial year this month falls in."""
        return FinancialYear(self.year if self.month >= FIRST_MONTH else self.year - 1)


class FinancialYear(Struct, frozen=True, order=True):
    """April to March, named by the calendar year it starts in."""

    start: int

    @property
    def label(self) -> str:
        """Return the year as councils write it, such as "2020/21"."""
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def first_month(self) -> Period:
        """Return April of the year."""
        return Period(self.start, FIRST_MONTH)
