"""One cell to one typed value: choices, whole numbers, dates and periods."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from kccreport.ground.problem import Problem
from kccreport.intake.schema import fold
from kccreport.intake.table import Record
from kccreport.models.period import Period, PeriodHeading, parse_heading, parse_period
from kccreport.models.submission import Day
from kccreport.workbook.cell import Cell

E = TypeVar("E", bound=Enum)

_DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%A %d %B %Y")


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


def parse_day(cell: Cell) -> Day | None:
    """Return a date from a date cell or from text such as "12 March 2021" or "February 2021"; None for anything else."""
    value = cell.value
    if isinstance(value, datetime):
        return Day(date=value.date(), to_the_month="d" not in _plain_format(cell) and "m" in _plain_format(cell))
    if isinstance(value, date):
        return Day(date=value)
    if not isinstance(value, str):
        return None
    for pattern in _DAY_FORMATS:
        try:
            return Day(date=datetime.strptime(value.strip(), pattern).date())
        except ValueError:
            continue
    period = parse_period(value)
    return None if period is None else Day(date=date(period.year, period.month, 1), to_the_month=True)


def parse_period_cell(cell: Cell) -> Period | None:
    """Return the period of a heading, whether Excel kept it as text or turned it into a date; None for neither.

    Typed as "Dec 20", Excel makes it the 20th of December of the current year, and shows "20-Dec": such a cell, which
    shows a day but no year, is read as December 2020. A date shown with its year is the month it falls in.
    """
    value = cell.value
    if isinstance(value, (datetime, date)):
        shown = _plain_format(cell)
        if "d" in shown and "y" not in shown:
            return Period(2000 + value.day, value.month)
        return Period(value.year, value.month)
    return parse_period(cell.text) if isinstance(value, str) else None


def parse_heading_cell(cell: Cell) -> PeriodHeading | None:
    """Return what heads a column of figures: a month as `parse_period_cell` reads it, or a year; None for neither."""
    if (month := parse_period_cell(cell)) is not None:
        return PeriodHeading(month=month)
    return parse_heading(cell.stored)


def _plain_format(cell: Cell) -> str:
    """Return a number format's letters without its literals and colours, in lower case."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", cell.number_format).lower()
