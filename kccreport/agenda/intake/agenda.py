"""A workbook to an `Agenda`: the meeting, its items and their papers, or every reason why no pack can be made of them."""

from collections.abc import Iterator
from datetime import date, time

from kccreport.agenda.clock.days import parse_time
from kccreport.agenda.intake import schema
from kccreport.agenda.intake.beside import read_logo
from kccreport.agenda.intake.clearing import read_cleared_findings, read_cleared_phrases
from kccreport.agenda.intake.days import record_day
from kccreport.agenda.intake.meeting import read_meeting, read_rules
from kccreport.agenda.intake.papers import PaperRows, read_items
from kccreport.agenda.intake.timing import timing_problems
from kccreport.agenda.models import (
    Agenda,
    AgendaItem,
    ClockRules,
    LoggedMeeting,
    Member,
    Version,
)
from kccreport.ground.problem import Outcome, Problem, has_errors, warning
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.items import ItemSheet
from kccreport.intake.record import Record
from kccreport.intake.table import Table, read_table
from kccreport.workbook.reader import Workbook


def read_agenda(workbook: Workbook, *, is_unfinished: bool = False, today: date | None = None) -> Outcome[Agenda]:
    """Return all that an agenda workbook says. Never raises for what stands in a cell.

    Files are looked for, not opened. Problems carry the codes listed in README. One that
    `is_unfinished` is returned with whatever else is wrong if its meeting can be read: its dates are wanted early. With
    `today` deadlines that are past are named.
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
        rules = read_rules(items, tables[schema.CLOSURES.name], problems)
        meeting = read_meeting(items, rules, read_logo(items, workbook.path.parent))
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
        cleared=read_cleared_phrases(tables[schema.CLEARED.name], problems),
        cleared_findings=read_cleared_findings(tables[schema.CLEARED_FINDINGS.name], problems),
    )
    problems += timing_problems(agenda, today)
    problems += _missing_welsh(agenda)
    found = tuple(dict.fromkeys(problems))
    return Outcome(None if has_errors(found) and not is_unfinished else agenda, found)


def _missing_welsh(agenda: Agenda) -> Iterator[Problem]:
    """Warn of titles that a bilingual agenda would print in English in its Welsh packs. Problems: missing-welsh."""
    if not agenda.is_bilingual:
        return
    hint = "type it, or leave out all Welsh titles for an agenda in English alone"
    if not agenda.meeting.welsh_committee:
        yield warning(
            "missing-welsh", "'Meeting'", "the committee has no name in Welsh, in the item Welsh committee.", hint
        )
    for item, document in agenda.documents:
        if not document.welsh_title:
            words = f"{item.stamp(document)} has no title in Welsh."
            yield warning("missing-welsh", str(document.cells["Welsh title"]), words, hint)


# -- the small sheets


def _members(table: Table | None) -> tuple[Member, ...]:
    records = table.records if table else ()
    return tuple(
        Member(name=record.text("Name"), role=record.text("Role"), group=record.text("Group")) for record in records
    )


def _versions(table: Table | None, problems: list[Problem]) -> tuple[Version, ...]:
    versions: list[Version] = []
    for record in table.records if table else ():
        day = record_day(record, "Date", problems)
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
        meeting, published = record_day(record, "Meeting date", problems), record_day(record, "Published", problems)
        if meeting is not None:
            found.append(
                LoggedMeeting(
                    committee=record.text("Committee"),
                    meeting=meeting,
                    published=published,
                    published_at=_record_time(record, "Published at", problems),
                    at=record.address("Meeting date"),
                )
            )
    return tuple(found)


def _record_time(record: Record, heading: str, problems: list[Problem]) -> time | None:
    cell = record.cell(heading)
    value = cell.value if isinstance(cell.value, time) else parse_time(cell.text)
    if value is None and not cell.is_blank:
        words = f"{cell.text[:30]!r} is not a time."
        problems.append(Problem("not-a-value", str(cell.address), words, "type it as 4.30 pm"))
    return value
