"""A meeting's dates as a list and as a small calendar: the months from the first of them to the meeting."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kccreport.agenda.clock.timetable import Timetable
from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES

WEEKDAYS = tuple(name[:3] for name in WEEKDAY_NAMES)
_PUBLISHED = "Published, says the agenda"
_MOST_MONTHS = 3  # before that a date is in the list only


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is to be done by a day, and why that day."""

    day: date
    what: str
    why: str = ""
    is_past: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One square of a month; number 0 is no day of it."""

    number: int
    what: str = ""
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """One month, week by week from Monday."""

    name: str
    weeks: Sequence[Sequence[Day]]


def events(timetable: Timetable, today: date) -> list[Event]:
    """Return everything with a day, the earliest first; the meeting comes last of its day."""
    found = [*_events(timetable), (timetable.meeting, "The meeting", "")]
    too_late = timetable.publication is not None and not timetable.publication.is_in_time
    return [
        Event(day, what, why, day < today, too_late and what == _PUBLISHED)
        for day, what, why in sorted(found, key=lambda each: each[0])
    ]


def _events(timetable: Timetable) -> Iterator[tuple[date, str, str]]:
    for each in timetable.deadlines:
        yield each.day, each.what, each.why
    for period in timetable.periods:
        yield period.last_day, f"{period.what}: last day", f"{period.days} clear days; {period.source}"
    if timetable.publication is not None:
        said = timetable.publication
        verdict = "in time" if said.is_in_time else "too late"
        yield said.day, _PUBLISHED, f"{said.clear_days} clear days of {said.required}: {verdict}"


def months(found: Sequence[Event], today: date) -> list[Month]:
    """Return the last months up to the newest date, with what is to be done on each day."""
    if not found:
        return []
    last = max(each.day for each in found)
    first = max(min(each.day for each in found), _months_before(last, _MOST_MONTHS - 1))
    by_day: dict[date, list[str]] = {}
    for each in found:
        by_day.setdefault(each.day, []).append(each.what)
    result = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        weeks = [
            [
                Day(
                    day.day if day.month == month else 0,
                    "; ".join(by_day.get(day, ())) if day.month == month else "",
                    day == today and day.month == month,
                )
                for day in week
            ]
            for week in calendar.Calendar().monthdatescalendar(year, month)
        ]
        result.append(Month(f"{MONTH_NAMES[month - 1]} {year}", weeks))
        year, month = (year + month // 12, month % 12 + 1)
    return result


def _months_before(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)
