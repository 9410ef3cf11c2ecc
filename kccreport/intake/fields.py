"""One cell to one typed value: choices, whole numbers, dates and periods."""

import re
from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeVar

from kccreport.ground.problem import Problem
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.reading.meaning import Heading, NotRead, Sort
from kccreport.models.reading.read import WHAT_TO_TYPE, read_text
from kccreport.models.submission import Day
from kccreport.workbook.cell import Cell

E = TypeVar("E", bound=Enum)

_A_DAY = "type a date such as 12 March 2021"
_DAY_ZERO = date(1899, 12, 30)  # Excel counts days from here
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73050  # 1990 to 2099
_YEARS_BACK = 3  # so many years ago is a likely year of a result


def read_choice(
    record: Record, heading: str, options: type[E], problems: list[Problem], *, names: Sequence[str] = ()
) -> E | None:
    """Return the member of a closed list whose value (or, for numbered enums, name) was typed; None where blank.

    Problems: not-a-choice.
    """
    cell = record.cell(heading)
    if cell.is_blank or cell.is_error or cell.is_uncalculated:
        return None
    shown = list(names) or [str(option.value) for option in options]
    for name, option in zip(shown, options, strict=True):
        if fold(cell.text) == fold(name):
            return option
    wanted = ", ".join(name.capitalize() if name.islower() else name for name in shown)
    problems.append(
        Problem(
            "not-a-choice",
            str(cell.address),
            f"{cell.text[:40]!r} is not a {heading.lower()}.",
            f"type one of: {wanted}",
        )
    )
    return None


def read_rating(record: Record, heading: str, scale: RatingScale, problems: list[Problem]) -> Rag | None:
    """Return a rating by the council's word for it, or by ours; None where blank.

    Problems: not-a-choice.
    """
    cell = record.cell(heading)
    if cell.is_blank or cell.is_error or cell.is_uncalculated:
        return None
    rating = scale.read(cell.text)
    if rating is None:
        wanted = ", ".join(dict.fromkeys(scale.word(scale.made(each) or each) for each in scale.ordered(Rag)))
        problems.append(
            Problem(
                "not-a-choice",
                str(cell.address),
                f"{cell.text[:40]!r} is not a {heading.lower()}.",
                f"type one of: {wanted}",
            )
        )
    return rating


def read_whole(record: Record, heading: str, most: int, problems: list[Problem]) -> int | None:
    """Return a whole number from 0 to `most`; None where blank or wrong.

    Problems: not-a-whole-number.
    """
    cell = record.cell(heading)
    if cell.is_blank or cell.is_error or cell.is_uncalculated:
        return None
    text = cell.stored
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most:
        return int(text)
    problems.append(
        Problem(
            "not-a-whole-number",
            str(cell.address),
            f"{heading} is {text[:20]!r}; a whole number from 0 to {most} was expected.",
            "type 0, 1, 2 …",
        )
    )
    return None


def read_day(cell: Cell) -> Day | NotRead:
    """Return a date from a date cell or from text such as "12 March 2021" or "February 2021"; else why it is none.

    Of a date cell the stored day counts. One that is shown without its day, and is the first of its month, is what
    Excel makes of a month, and stands for it.
    """
    stored = _stored_day(cell)
    if stored is not None:
        shown = _plain_format(cell)
        return Day(date=stored, to_the_month=stored.day == 1 and "d" not in shown and "m" in shown)
    read = read_text(cell.text) if isinstance(cell.value, str) else None
    if isinstance(read, NotRead) and read.code != "not-a-period":
        return read
    meaning = read.only if isinstance(read, Heading) else None
    if meaning is not None and meaning.day is not None:
        return Day(date=meaning.day)
    if meaning is not None and meaning.sort is Sort.MONTH:
        return Day(date=date(meaning.end.year, meaning.end.month, 1), to_the_month=True)
    is_explained = isinstance(read, NotRead) and read.remedy != WHAT_TO_TYPE
    return read if is_explained and isinstance(read, NotRead) else NotRead("not-a-period", "it is no date", _A_DAY)


def read_heading(cell: Cell, among: Collection[Period] = ()) -> Heading | NotRead:
    """Return what heads a column of figures, whether Excel kept it as text, number or date; or why it heads none.

    The stored day of a date counts, however it is shown. Only one that is shown without its year may be a month and
    year in two digits, of which Excel made a day of the current year ("Dec 20"). It is a fault where that is likely:
    near the periods that it stands `among`, or where there are none, a year not long past.
    """
    day = _stored_day(cell)
    if day is None:
        return read_text(cell.stored)
    return _typed_as_month(day, _plain_format(cell), among) or read_text(day.isoformat())


def _stored_day(cell: Cell) -> date | None:
    """Return the day of a date cell, also of one whose format shows the number that Excel keeps for it."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if cell.is_number and cell.stored.isdigit() and _FIRST_SERIAL <= int(cell.stored) <= _LAST_SERIAL:
        return _DAY_ZERO + timedelta(days=int(cell.stored))
    return None


def shows_no_year(cell: Cell) -> bool:
    """Say whether a date is shown by its day and month only, as Excel shows "Dec 20" typed into it."""
    return isinstance(cell.value, (datetime, date)) and _has_day_alone(_plain_format(cell))


def _has_day_alone(shown: str) -> bool:
    return "d" in shown and "y" not in shown


def _typed_as_month(day: date, shown: str, among: Collection[Period]) -> NotRead | None:
    typed_year = 2000 + day.day
    if not _has_day_alone(shown) or day.day in (1, monthrange(day.year, day.month)[1]) or typed_year == day.year:
        return None
    if among:
        first, last = min(among).plus(-12), max(among).plus(12)
        is_likely = first <= Period(typed_year, day.month) <= last
    else:
        is_likely = day.year - _YEARS_BACK <= typed_year <= day.year + 1
    if not is_likely:
        return None
    stored, typed = Period(day.year, day.month).full_label, Period(typed_year, day.month).full_label
    return NotRead(
        "ambiguous-period",
        f"Excel holds the date {day.day} {stored}, which can mean {stored}, or {typed} if a month and year were typed",
        f"type {stored} or {typed}, whichever is meant",
    )


def period_problem(cell: Cell, fault: NotRead, what: str = "the heading", *, code: str = "") -> Problem:
    """Return the problem of a cell that should hold a period, or a day.

    Its code is that of the fault (ambiguous-period, period-without-year or not-a-period) unless another is given.
    """
    words = f"{what} {cell.text[:40]!r} cannot be used: {fault.words}."
    return Problem(code or fault.code, str(cell.address), words, fault.remedy)


def _plain_format(cell: Cell) -> str:
    """Return a number format's letters without its literals and colours, in lower case."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", cell.number_format).lower()
