"""Days typed into an agenda workbook: read, and refused where it is not known which of them are bank holidays."""

from datetime import date

from kccreport.agenda.clock.days import FIRST_KNOWN, LAST_KNOWN
from kccreport.ground.problem import Problem
from kccreport.intake.fields import parse_day
from kccreport.intake.table import Record
from kccreport.models.period import MONTH_NAMES


def record_day(record: Record, heading: str, problems: list[Problem]) -> date | None:
    """Return the date below a heading; None where blank or wrong. Problems: not-a-value, beyond-bank-holidays."""
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    day = parse_day(cell)
    if day is None or day.to_the_month:
        problems.append(
            Problem("not-a-value", str(cell.address), f"{cell.text[:30]!r} is not a date.", "type it as 12 March 2021")
        )
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
        f"bank holidays are known from {FIRST_KNOWN.year} to {LAST_KNOWN.year}, so clear days before {shown_day(day)} cannot be counted.",
        "see whether the year is right; if it is, a newer kccreport is needed",
    )


def shown_day(day: date) -> str:
    """Return a day as 12 March 2021."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
