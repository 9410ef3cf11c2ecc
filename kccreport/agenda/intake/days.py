"""Days typed into an agenda workbook: read, and refused where it is not known which of them are bank holidays."""

import re
from datetime import date

from kccreport.agenda.clock.days import FIRST_KNOWN, LAST_KNOWN
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake.fields import period_problem, read_day
from kccreport.intake.record import Record
from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES
from kccreport.models.reading.meaning import NotRead
from kccreport.workbook.cell import Cell

_WEEKDAY = pattern(
    r"(?P<name>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+(?:the\s+)?(?P<rest>\S.*)",
    re.IGNORECASE,
)
_ORDINAL = pattern(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


def record_day(record: Record, heading: str, problems: list[Problem]) -> date | None:
    """Return the date below a heading; None where blank or wrong. Problems: as `typed_day`."""
    cell = record.cell(heading)
    return None if cell.is_blank else typed_day(cell, problems)


def typed_day(cell: Cell, problems: list[Problem]) -> date | None:
    """Return the date in a cell, which may be text with the day of the week: Friday 12 March 2021. None where wrong.

    Problems: not-a-value, wrong-weekday, beyond-bank-holidays.
    """
    named = _WEEKDAY.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    if isinstance(cell.value, str):
        cell = cell._replace(value=_ORDINAL.sub(r"\1", named["rest"] if named else cell.value))
    day = read_day(cell)
    if isinstance(day, NotRead):
        problems.append(period_problem(cell, day, "the date", code="not-a-value"))
        return None
    if day.to_the_month:
        words = f"{cell.text[:30]!r} is not a date."
        problems.append(Problem("not-a-value", str(cell.address), words, "type it as 12 March 2021"))
        return None
    if named and not WEEKDAY_NAMES[day.date.weekday()].casefold().startswith(named["name"].casefold()[:3]):
        is_, typed = WEEKDAY_NAMES[day.date.weekday()], named["name"].capitalize()
        words = f"{shown_day(day.date)} is a {is_}, not a {typed}."
        problems.append(Problem("wrong-weekday", str(cell.address), words, "mend the date, or the day of the week"))
        return None
    if not FIRST_KNOWN <= day.date <= LAST_KNOWN:
        problems.append(unknown_holidays(str(cell.address), day.date))
        return None
    return day.date


def unknown_holidays(where: str, day: date) -> Problem:
    """Return the fault of a day outside the years whose bank holidays are known."""
    return Problem(
        "beyond-bank-holidays",
        where,
        f"bank holidays are known from {FIRST_KNOWN.year} to {LAST_KNOWN.year}, so clear days before {shown_day(day)} cannot be "
        "counted.",
        "see whether the year is right; if it is, a newer kccreport is needed",
    )


def shown_day(day: date) -> str:
    """Return a day as 12 March 2021."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
