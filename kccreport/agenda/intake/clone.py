"""The last agenda of a committee to the start of its next one: what stands stays, dates move, and papers go."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kccreport.agenda.clock.days import BeyondKnownHolidays, Calendar
from kccreport.agenda.intake.days import record_day, shown_day, typed_day
from kccreport.agenda.intake.schema import AGENDA_SHEETS, CLOSURES, ITEMS, LOG, MEETING, MEETING_ITEMS, MEMBERS
from kccreport.agenda.models import Agenda, AgendaItem, ItemKind, LoggedMeeting
from kccreport.ground.pattern import pattern
from kccreport.intake.items import ItemSheet
from kccreport.intake.table import read_table
from kccreport.models.period import MONTH_NAMES
from kccreport.workbook.reader import Workbook
from kccreport.workbook.writer import WritableValue

Rows = list[dict[str, WritableValue]]
_STANDING = (ItemKind.APOLOGIES, ItemKind.DECLARATIONS, ItemKind.MINUTES, ItemKind.URGENT, ItemKind.OTHER)
_OF_ONE_MEETING = ("Private meeting", "Private reason", "Representations", "Publication time")
_MOVED = ("Publication date", "Despatch date")
_DAY = pattern(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTH_NAMES)})\s+\d{{4}}\b", re.IGNORECASE)
_WEEK = timedelta(days=7)


def next_meeting(last: date) -> date:
    """Return the day in the month after that has the same place in it: the second Friday after a second Friday.

    A fifth Friday is followed by the last one. Our choice, because most committees meet by such a rule; it is a start, and
    to be mended by hand.

    >>> next_meeting(date(2021, 3, 12)), next_meeting(date(2021, 12, 31))
    (datetime.date(2021, 4, 9), datetime.date(2022, 1, 28))
    """
    week = (last.day - 1) // 7
    year, month = (last.year + last.month // 12, last.month % 12 + 1)
    first = date(year, month, 1)
    day = first + timedelta(days=(last.weekday() - first.weekday()) % 7) + week * _WEEK
    return day if day.month == month and day.day <= monthrange(year, month)[1] else day - _WEEK


def cloned(book: Workbook, last: Agenda, day: date) -> Mapping[str, Rows]:
    """Return the rows of each sheet for the next meeting, on `day`.

    Kept are the meeting's items, members, closure days still to come and the log, to which the last meeting is added.
    Of the agenda the standing items are kept: apologies, declarations, minutes, urgent and other business, without papers,
    numbered anew. Versions and cleared phrases were of one meeting.
    """
    return {
        MEETING.name: list(_meeting(book, last, day)),
        ITEMS.name: [_item(item, number, last) for number, item in enumerate(_standing(last), 1)],
        MEMBERS.name: [
            {"Name": member.name, "Role": member.role or None, "Group": member.group or None} for member in last.members
        ],
        CLOSURES.name: list(_closures(book, last)),
        LOG.name: [*_log(last)],
    }


def _meeting(book: Workbook, last: Agenda, day: date) -> Iterator[dict[str, WritableValue]]:
    table = read_table(book, MEETING, [], siblings=AGENDA_SHEETS)
    found = ItemSheet(table, MEETING_ITEMS, []) if table is not None else None
    moved = {"Meeting date": day} | {name: _moved(found, name, last, day) for name in _MOVED if found is not None}
    for item in MEETING_ITEMS:
        typed = found.cells[item.name].value if found is not None and item.name in found.cells else None
        value = None if item.name in _OF_ONE_MEETING or isinstance(typed, timedelta) else typed
        yield {"Item": item.name, "Value": moved.get(item.name, value)}


def _moved(found: ItemSheet, name: str, last: Agenda, day: date) -> date | None:
    """Return a day as many working days before the next meeting as it was before the last one; None where it had none."""
    was = typed_day(found.cells[name], []) if name in found.cells else None
    if was is None:
        return None
    calendar = Calendar.of(last.clock)
    try:
        between = sum(
            calendar.is_working_day(was + timedelta(days=step)) for step in range(1, (last.meeting.day - was).days + 1)
        )
        return calendar.working_days_before(day, between)
    except BeyondKnownHolidays:
        return None


def _standing(last: Agenda) -> list[AgendaItem]:
    return [item for item in last.items if item.kind in _STANDING and not item.paper.is_exempt]


def _item(item: AgendaItem, number: int, last: Agenda) -> dict[str, WritableValue]:
    """Return a standing item without its paper; minutes are those of the last meeting."""
    is_minutes = item.kind is ItemKind.MINUTES
    title, day = item.paper.title, shown_day(last.meeting.day)
    has_day = _DAY.search(title) is not None
    return {
        "Number": str(number),
        "Title": _DAY.sub(day, title) if is_minutes else title,
        "Kind": item.kind.capitalize(),
        "Purpose": item.purpose or None,
        "Lead": item.lead or None,
        "Words": item.words or None,
        # its day is in Welsh, and would be the old one
        "Welsh title": None if is_minutes and has_day else item.paper.welsh_title or None,
    }


def _closures(book: Workbook, last: Agenda) -> Iterator[dict[str, WritableValue]]:
    table = read_table(book, CLOSURES, [], siblings=AGENDA_SHEETS)
    for record in table.records if table is not None else ():
        day = record_day(record, "Date", [])
        if day is not None and day > last.meeting.day:
            yield {"Date": day, "Reason": record.text("Reason") or None}


def _log(last: Agenda) -> Iterator[dict[str, WritableValue]]:
    """Yield the log with the last meeting at its end, if it is not there yet."""
    meeting = last.meeting
    newest = LoggedMeeting(
        committee=meeting.committee, meeting=meeting.day, published=meeting.published, published_at=meeting.published_at,
        at=meeting.cells["Meeting date"],
    )  # fmt: skip
    is_there = any((each.committee, each.meeting) == (newest.committee, newest.meeting) for each in last.log)
    for each in last.log if is_there else (*last.log, newest):
        yield {
            "Committee": each.committee,
            "Meeting date": each.meeting,
            "Published": each.published,
            "Published at": each.published_at,
        }
