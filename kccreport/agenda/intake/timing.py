"""What is wrong with the days of an agenda: too late, closed, past, or at the end of what is known."""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from kccreport.agenda.clock.days import LAST_KNOWN, BeyondKnownHolidays, Calendar
from kccreport.agenda.clock.timetable import Timetable, timetable
from kccreport.agenda.intake.days import shown_day, unknown_holidays
from kccreport.agenda.models import Agenda, Holding, Jurisdiction
from kccreport.ground.problem import Problem, warning

_ENOUGH_MONTHS = 18  # that bank holidays should be known ahead: diaries of meetings are agreed so early


def timing_problems(agenda: Agenda, today: date | None) -> Iterator[Problem]:
    """Find what is wrong with the days of an agenda; deadlines that are past only where it is said which day it is.

    Problems: beyond-bank-holidays, published-late, meeting-on-closed-day, deadline-past, few-bank-holidays,
    missing-access.
    """
    where = str(agenda.meeting.cells["Meeting date"])
    try:
        found = timetable(agenda)
        closed = Calendar.of(agenda.clock).closed_for(agenda.meeting.day)
    except BeyondKnownHolidays:
        yield unknown_holidays(where, agenda.meeting.day)
        return
    yield from _late(agenda, found)
    if closed:
        words = f"the meeting is on {shown_day(agenda.meeting.day)}, which is {closed}."
        yield warning("meeting-on-closed-day", where, words, "see whether the date is right")
    yield from _few_holidays(where, max(filter(None, (agenda.meeting.day, today))))
    if today is not None:
        yield from _past(agenda, found, today)
    yield from _access(agenda)


def _late(agenda: Agenda, found: Timetable) -> Iterator[Problem]:
    """Warn where the papers are published too late for the law, by the council's own counting."""
    published = found.publication
    if published is None or published.is_in_time:
        return
    lenient = " (enough only if weekends and bank holidays count)" if published.depends_on_convention else ""
    yield warning(
        "published-late",
        str(agenda.meeting.cells["Publication date"]),
        f"publication gives {published.clear_days} clear days of the {published.required} the law asks for{lenient}.",
        f"publish by {shown_day(found.publish_by)}, or record why the meeting was called at shorter notice",
    )


def _past(agenda: Agenda, found: Timetable, today: date) -> Iterator[Problem]:
    """Warn of what should have been done before today, as long as the papers are not published."""
    meeting = agenda.meeting
    if meeting.day < today:
        words = f"the meeting was on {shown_day(meeting.day)}, before {shown_day(today)}."
        yield warning("deadline-past", str(meeting.cells["Meeting date"]), words, "see whether the date is right")
        return
    if meeting.published is not None and meeting.published <= today:
        return
    due = [(period.what, period.last_day) for period in found.periods]
    due += [(deadline.what, deadline.day) for deadline in found.deadlines]
    where = str(meeting.cells.get("Publication date", meeting.cells["Meeting date"]))
    for what, day in sorted(due, key=lambda each: each[1]):
        if day < today:
            words = f"{what}: this was due by {shown_day(day)}, {_days_ago(today, day)}."
            yield warning("deadline-past", where, words, "see what can still be done, and whether the dates are right")


def _days_ago(today: date, day: date) -> str:
    days = (today - day).days
    return "yesterday" if days == 1 else f"{days} days ago"


def _few_holidays(where: str, day: date) -> Iterator[Problem]:
    """Warn where the bank holidays that are known end soon after a day."""
    months = (LAST_KNOWN.year - day.year) * 12 + LAST_KNOWN.month - day.month
    if months > _ENOUGH_MONTHS or (months == _ENOUGH_MONTHS and LAST_KNOWN.day >= day.day):
        return
    try:
        installed = version("kccreport")
    except PackageNotFoundError:
        installed = "this one"
    yield warning(
        "few-bank-holidays",
        where,
        f"bank holidays are known to {shown_day(LAST_KNOWN)} only, {max(months, 0)} months after {shown_day(day)}; those proclaimed "
        "since may be missing.",
        f"install a version of kccreport after {installed}: pip install --upgrade kccreport",
    )


def _access(agenda: Agenda) -> Iterator[Problem]:
    """Warn where a notice in Wales could not say how to access the meeting.

    Source: Local Government Act 1972, s.100A(6A)(a) and (b).
    """
    meeting = agenda.meeting
    is_wales = agenda.clock.jurisdiction is Jurisdiction.WALES
    if is_wales and meeting.is_open and meeting.holding is not Holding.IN_PERSON and not meeting.join:
        yield warning(
            "missing-access",
            str(meeting.cells["Held"]),
            "the notice of a meeting in Wales must say how to access it.",
            "type the address or telephone number beside the item Joining link",
        )
