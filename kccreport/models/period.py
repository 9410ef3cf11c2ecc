"""Months, quarters, terms and years, as councils name them."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

FIRST_MONTH = 4  # the local government financial year runs from 1 April to 31 March

# spelt out: the standard library's names follow the computer's language
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_MONTH_AND_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?[\s\-/']*(?P<year>\d{4}|\d{2})")
_TERMS = {4: 4, 7: 3, 12: 5}  # the month a term ends with, and how many months it covers
_LAST_ACADEMIC_MONTH = 8
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")


class Frequency(StrEnum):
    """How often an indicator is measured.

    Quarters may end with any month, usually June, September, December and March. Terms end with December, April and
    July. An annual figure is of a financial year, to March; an academic year runs to August.
    """

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TERMLY = "termly"
    ANNUAL = "annual"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"

    @property
    def noun(self) -> str:
        """Return "month", "quarter", "term" or "year"."""
        nouns = {Frequency.MONTHLY: "month", Frequency.QUARTERLY: "quarter", Frequency.TERMLY: "term"}
        return nouns.get(self, "year")

    @property
    def is_yearly(self) -> bool:
        """True for the three kinds of year."""
        return self in (Frequency.ANNUAL, Frequency.ACADEMIC_YEAR, Frequency.CALENDAR_YEAR)

    def months_to(self, end: "Period") -> int:
        """Return how many months the period covers that ends with `end`."""
        if self is Frequency.TERMLY:
            return _TERMS.get(end.month, 4)
        return 1 if self is Frequency.MONTHLY else 3 if self is Frequency.QUARTERLY else 12

    def step(self, period: "Period", count: int) -> "Period":
        """Return the period so many later; a negative number goes back."""
        if self is not Frequency.TERMLY:
            return period.plus(count * self.months_to(period))
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
                return month.month == _LAST_ACADEMIC_MONTH
            case Frequency.CALENDAR_YEAR:
                return month.month == 12

    def latest_by(self, month: "Period", like: "Period | None" = None) -> "Period":
        """Return the newest period that has ended by a month, in step with `like`."""
        return next(month.plus(-back) for back in range(12) if self.ends_with(month.plus(-back), like))

    def label(self, period: "Period") -> str:
        """Return the heading of a column: "Dec 20" for a month, quarter or term, "2010/11" or "2011" for a year."""
        if self is Frequency.CALENDAR_YEAR:
            return str(period.year)
        if self is Frequency.ACADEMIC_YEAR or (self is Frequency.ANNUAL and period.month == FIRST_MONTH - 1):
            return FinancialYear(period.year - 1).label
        return period.label

    def full_label(self, period: "Period") -> str:
        """Return the period in a sentence: "December 2020", "2020/21"."""
        return self.label(period) if self.is_yearly else period.full_label


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, or the quarter or year that ends with it."""

    year: int
    month: int

    @property
    def label(self) -> str:
        """Return the heading of a table column, such as "Dec 20"."""
        return f"{MONTH_NAMES[self.month - 1][:3]} {self.year % 100:02d}"

    @property
    def full_label(self) -> str:
        """Return the period in a sentence, such as "December 2020"."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

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


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
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


def parse_period(text: str) -> Period | None:
    """Read "Dec 20", "December 2020", "Dec-20" or "2020-12"; None for anything else.

    A year of two digits is of this century.

    >>> parse_period("Sept 20"), parse_period("2020-12"), parse_period("Q3")
    (Period(year=2020, month=9), Period(year=2020, month=12), None)
    """
    text = text.strip()
    if match := _ISO_MONTH.fullmatch(text):
        month = int(match["month"])
        return Period(int(match["year"]), month) if 1 <= month <= 12 else None
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match is None:
        return None
    word = match["month"].lower()
    number = _MONTHS.get(word[:3])
    if number is None or not (MONTH_NAMES[number - 1].lower().startswith(word) or word == "sept"):
        return None
    year = int(match["year"])
    return Period(year if year > 99 else 2000 + year, number)


@dataclass(frozen=True, slots=True)
class PeriodHeading:
    """What heads a column of figures: a month, a year of two halves such as 2010/11, or a plain year such as 2011."""

    month: Period | None = None
    split_year: FinancialYear | None = None
    plain_year: int | None = None

    def period_for(self, frequency: Frequency) -> Period | None:
        """Return the period that the heading means for an indicator of a frequency; None where it means none.

        2010/11 is a financial or an academic year. 2011 is a calendar year, or the academic year that ends in it, as
        examination results are named.
        """
        if self.month is not None:
            return self.month
        if self.split_year is not None:
            if frequency is Frequency.ANNUAL:
                return Period(self.split_year.start + 1, FIRST_MONTH - 1)
            is_academic = frequency is Frequency.ACADEMIC_YEAR
            return Period(self.split_year.start + 1, _LAST_ACADEMIC_MONTH) if is_academic else None
        if self.plain_year is None:
            return None
        if frequency is Frequency.CALENDAR_YEAR:
            return Period(self.plain_year, 12)
        return Period(self.plain_year, _LAST_ACADEMIC_MONTH) if frequency is Frequency.ACADEMIC_YEAR else None

    @property
    def newest(self) -> Period:
        """Return the month by which columns are put in order of time."""
        if self.month is not None:
            return self.month
        return Period(self.split_year.start + 1, 3) if self.split_year else Period(self.plain_year or 0, 12)

    @property
    def name(self) -> str:
        """Return the heading in words: "December 2020", "2010/11", "2011"."""
        if self.month is not None:
            return self.month.full_label
        return self.split_year.label if self.split_year else str(self.plain_year)


def parse_heading(text: str) -> PeriodHeading | None:
    """Read the heading of a column of figures; None for anything but a month or a year.

    >>> parse_heading("Dec 20").name, parse_heading("2010/11").name, parse_heading("2011").name
    ('December 2020', '2010/11', '2011')
    """
    if (month := parse_period(text)) is not None:
        return PeriodHeading(month=month)
    if (year := parse_financial_year(text)) is not None:
        return PeriodHeading(split_year=year)
    return PeriodHeading(plain_year=int(text)) if re.fullmatch(r"\s*(19|20)\d\d\s*", text) else None


def parse_financial_year(text: str) -> FinancialYear | None:
    """Read "2020/21", "2020-21" or "2020/2021"; None where the second year does not follow the first.

    >>> parse_financial_year("2020/21"), parse_financial_year("2020/22")
    (FinancialYear(start=2020), None)
    """
    match = re.fullmatch(r"\s*(\d{4})\s*[/\-–]\s*(\d{4}|\d{2})\s*", text)
    if match is None:
        return None
    start, end = int(match[1]), match[2]
    return FinancialYear(start) if str(start + 1).endswith(end) else None
