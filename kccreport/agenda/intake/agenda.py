"""A workbook to an `Agenda`: the meeting, its items and their papers, or every reason why no pack can be made of them."""

from datetime import date, time

from kccreport.agenda.clock.days import FIRST_KNOWN, LAST_KNOWN, BeyondKnownHolidays, parse_time
from kccreport.agenda.clock.timetable import timetable
from kccreport.agenda.intake import schema
from kccreport.agenda.intake.papers import PaperRows, read_items
from kccreport.agenda.models import (
    Agenda,
    AgendaItem,
    ClearedPhrase,
    ClockRules,
    Jurisdiction,
    LoggedMeeting,
    Meeting,
    Member,
    Version,
)
from kccreport.ground.problem import Outcome, Problem, has_errors, warning
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.fields import period_problem, read_day
from kccreport.intake.items import ItemSheet
from kccreport.intake.record import Record
from kccreport.intake.schema import PAPER
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table, read_table
from kccreport.models.period import MONTH_NAMES
from kccreport.models.reading.meaning import NotRead
from kccreport.workbook.reader import Workbook

_LATEST_COUNT = 60  # working days


def is_agenda(workbook: Workbook) -> bool:
    """Say whether a workbook is an agenda rather than a paper; one of its two sheets may be missing or misspelt."""
    names = {fold(sheet.name) for sheet in workbook.sheets}
    return bool({fold(schema.MEETING.name), fold(schema.ITEMS.name)} & names) and fold(PAPER.name) not in names


def read_agenda(workbook: Workbook, *, papers_matter: bool = True) -> Outcome[Agenda]:
    """Return all that an agenda workbook says. Never raises for what stands in a cell.

    Files are looked for, not opened. Problems carry the codes listed in README. Unless its `papers_matter`, an agenda
    whose meeting can be read is returned with whatever else is wrong: its dates are wanted before it is finished.
    """
    problems: list[Problem] = []
    tables = {
        format_.name: read_table(workbook, format_, problems, siblings=schema.AGENDA_SHEETS)
        for format_ in schema.AGENDA_SHEETS
    }
    problems += unread_sheets(workbook, tables.values())
    problems += unprintable_characters(tables.values())
    rules, meeting = ClockRules(), None
    if (meeting_table := tables[schema.MEETING.name]) is not None:
        items = ItemSheet(meeting_table, schema.MEETING_ITEMS, problems)
        rules = _rules(items, tables[schema.CLOSURES.name], problems)
        meeting = _meeting(items, rules)
    rows = PaperRows(workbook.path.parent, rules.jurisdiction, problems)
    agenda_items: tuple[AgendaItem, ...] = ()
    if (items_table := tables[schema.ITEMS.name]) is not None:
        agenda_items = read_items(items_table, tables[schema.APPENDICES.name], rows)
    versions = _versions(tables[schema.VERSIONS.name], problems)
    log = _log(tables[schema.LOG.name], problems)
    if meeting is None:
        return Outcome(None, tuple(dict.fromkeys(problems)))
    agenda = Agenda(
        meeting=meeting,
        clock=rules,
        members=_members(tables[schema.MEMBERS.name]),
        items=agenda_items,
        versions=versions,
        log=log,
        cleared=_cleared(tables[schema.CLEARED.name]),
    )
    problems += _late_publication(agenda)
    found = tuple(dict.fromkeys(problems))
    return Outcome(None if papers_matter and has_errors(found) else agenda, found)


# -- the meeting and its clock


def _meeting(items: ItemSheet, rules: ClockRules) -> Meeting | None:
    day, published = _day(items, "Meeting date"), _day(items, "Publication date")
    is_private = _yes(items, "Private meeting")
    if is_private and rules.jurisdiction is Jurisdiction.WALES:
        items.problems.append(
            Problem(
                "not-a-value",
                str(items.cells["Private meeting"].address),
                "the notices of a private meeting are asked for in England (SI 2012/2089), not in Wales.",
                "type No",
            )
        )
    if is_private and not items.text("Private reason"):
        items.problems.append(
            Problem(
                "missing-item",
                str(items.cells["Private meeting"].address),
                "a private meeting needs its reason in its notices.",
                "type the reason beside the item Private reason",
            )
        )
    if day is None or any(item.required and item.name not in items.cells for item in items.items):
        return None
    return Meeting(
        council=items.text("Council"),
        committee=items.text("Committee"),
        day=day,
        begins=items.text("Time"),
        venue=items.text("Venue"),
        contact=items.text("Contact"),
        phone=items.text("Telephone"),
        email=items.text("Email"),
        quorum=items.text("Quorum"),
        webcast=items.text("Webcast notice"),
        formats=items.text("Alternative formats"),
        is_private=is_private,
        private_reason=items.text("Private reason"),
        representations=items.text("Representations"),
        published=published,
        published_at=_time(items, "Publication time"),
        cells={name: cell.address for name, cell in items.cells.items()},
    )


def _rules(items: ItemSheet, closures: Table | None, problems: list[Problem]) -> ClockRules:
    jurisdiction = Jurisdiction.ENGLAND
    if "Jurisdiction" in items.cells:
        named = {fold(each): each for each in Jurisdiction}
        typed = fold(items.text("Jurisdiction"))
        jurisdiction = named.get(typed, jurisdiction)
        if typed not in named:
            items.wrong("Jurisdiction", "England or Wales")
    usual = ClockRules()
    return ClockRules(
        jurisdiction=jurisdiction,
        closures=frozenset(_closures(closures, problems)),
        saturdays_count=_yes(items, "Saturdays count"),
        cut_off=_time(items, "Cut-off time"),
        papers_due=_count(items, "Papers due", usual.papers_due),
        sign_off=_count(items, "Sign-off due", usual.sign_off),
        commentary=_count(items, "Commentary due", usual.commentary),
    )


def _closures(table: Table | None, problems: list[Problem]) -> list[date]:
    days = [_record_day(record, "Date", problems) for record in (table.records if table else ())]
    return [day for day in days if day is not None]


def _day(items: ItemSheet, name: str) -> date | None:
    if name not in items.cells:
        return None
    day = read_day(items.cells[name])
    if isinstance(day, NotRead):
        items.problems.append(period_problem(items.cells[name], day, name, code="not-a-value"))
        return None
    if day.to_the_month:
        items.wrong(name, "a date, such as 12 March 2021")
        return None
    if not FIRST_KNOWN <= day.date <= LAST_KNOWN:
        items.problems.append(_unknown_holidays(str(items.cells[name].address), day.date))
        return None
    return day.date


def _unknown_holidays(where: str, day: date) -> Problem:
    return Problem(
        "beyond-bank-holidays",
        where,
        f"bank holidays are known from {FIRST_KNOWN.year} to {LAST_KNOWN.year}, so clear days before {_shown(day)} cannot be counted.",
        "see whether the year is right; if it is, a newer kccreport is needed",
    )


def _shown(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _time(items: ItemSheet, name: str) -> time | None:
    if name not in items.cells:
        return None
    cell = items.cells[name]
    value = cell.value if isinstance(cell.value, time) else parse_time(cell.text)
    if value is None:
        items.wrong(name, "a time, such as 4.30 pm")
    return value


def _yes(items: ItemSheet, name: str) -> bool:
    if name not in items.cells:
        return False
    typed = fold(items.text(name))
    if typed not in ("yes", "no"):
        items.wrong(name, "Yes or No")
    return typed == "yes"


def _count(items: ItemSheet, name: str, usual: int) -> int:
    text = items.text(name)
    if not text:
        return usual
    if text.isascii() and text.isdigit() and int(text) <= _LATEST_COUNT:
        return int(text)
    items.wrong(name, f"a whole number of working days from 0 to {_LATEST_COUNT}")
    return usual


def _late_publication(agenda: Agenda) -> list[Problem]:
    """Warn where the papers are published too late for the law, by the council's own counting.

    Problems: published-late, beyond-bank-holidays.
    """
    try:
        found = timetable(agenda)
    except BeyondKnownHolidays:
        return [_unknown_holidays(str(agenda.meeting.cells["Meeting date"]), agenda.meeting.day)]
    published = found.publication
    if published is None or published.is_in_time:
        return []
    lenient = " (enough only if weekends and bank holidays count)" if published.depends_on_convention else ""
    return [
        warning(
            "published-late",
            str(agenda.meeting.cells["Publication date"]),
            f"publication gives {published.clear_days} clear days of the {published.required} the law asks for{lenient}.",
            f"publish by {_shown(found.publish_by)}, or record why the meeting was called at shorter notice",
        )
    ]


# -- the small sheets


def _members(table: Table | None) -> tuple[Member, ...]:
    records = table.records if table else ()
    return tuple(
        Member(name=record.text("Name"), role=record.text("Role"), group=record.text("Group")) for record in records
    )


def _versions(table: Table | None, problems: list[Problem]) -> tuple[Version, ...]:
    versions: list[Version] = []
    for record in table.records if table else ():
        day = _record_day(record, "Date", problems)
        number, changed = record.text("Version"), record.text("What changed")
        if versions and not changed:
            problems.append(
                Problem(
                    "missing-change",
                    str(record.address("What changed")),
                    f"version {number} does not say what has changed.",
                    "type it, such as: Item 7: the table on page 41 is corrected",
                )
            )
        if any(number == other.number for other in versions) or (versions and day and day < versions[-1].published):
            problems.append(
                Problem(
                    "version-out-of-order",
                    str(record.address("Version")),
                    f"version {number} is there twice, or older than the one above it.",
                    "number the versions, and put the newest last",
                )
            )
        if day is not None:
            versions.append(Version(number=number, published=day, changed=changed, at=record.address("Version")))
    return tuple(versions)


def _log(table: Table | None, problems: list[Problem]) -> tuple[LoggedMeeting, ...]:
    found = []
    for record in table.records if table else ():
        meeting, published = _record_day(record, "Meeting date", problems), _record_day(record, "Published", problems)
        if meeting is not None:
            found.append(
                LoggedMeeting(
                    committee=record.text("Committee"),
                    meeting=meeting,
                    published=published,
                    at=record.address("Meeting date"),
                )
            )
    return tuple(found)


def _cleared(table: Table | None) -> tuple[ClearedPhrase, ...]:
    return tuple(
        ClearedPhrase(words=record.text("Words"), by=record.text("Cleared by"), at=record.address("Words"))
        for record in (table.records if table else ())
    )


def _record_day(record: Record, heading: str, problems: list[Problem]) -> date | None:
    """Return the date below a heading; None where blank or wrong. Problems: not-a-value, beyond-bank-holidays."""
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    day = read_day(cell)
    if isinstance(day, NotRead):
        problems.append(period_problem(cell, day, "the date", code="not-a-value"))
        return None
    if day.to_the_month:
        problems.append(
            Problem("not-a-value", str(cell.address), f"{cell.text[:30]!r} names no day.", "type it as 12 March 2021")
        )
        return None
    if not FIRST_KNOWN <= day.date <= LAST_KNOWN:
        problems.append(_unknown_holidays(str(cell.address), day.date))
        return None
    return day.date
