"""Months, quarters and financial years, as councils name them."""

import re
from dataclasses import dataclass
from enum import Enum

FIRST_MONTH = 4  # the local government financial year runs from 1 April to 31 March

# spelt out: the standard library's names follow the computer's language
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_MONTH_AND_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?[\s\-/']*(?P<year>\d{4}|\d{2})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")


class Frequency(Enum):
    """How often an indicator is measured; the value is the number of months between two results."""

    MONTHLY = 1
    QUARTERLY = 3
    ANNUAL = 12

    @property
    def adjective(self) -> str:
        """Return "monthly", "quarterly" or "annual"."""
        return self.name.lower()

    @property
    def noun(self) -> str:
        """Return "month", "quarter" or "year"."""
        return {Frequency.MONTHLY: "month", Frequency.QUARTERLY: "quarter", Frequency.ANNUAL: "year"}[self]


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
