"""A workbook to an `Agenda`: the meeting, its items and their papers, or every reason why no pack can be made of them."""

import re
from datetime import date, time
from pathlib import Path, PurePosixPath

from kccreport.address import sheet_address
from kccreport.clock.days import FIRST_KNOWN, LAST_KNOWN, BeyondKnownHolidays, parse_time
from kccreport.clock.timetable import timetable
from kccreport.intake import agenda_schema as schema
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.fields import parse_day, read_choice
from kccreport.intake.items import ItemSheet
from kccreport.intake.schema import fold
from kccreport.intake.table import Record, Table, read_table
from kccreport.models.agenda import (
    Agenda,
    AgendaItem,
    ClearedPhrase,
    ClockRules,
    Document,
    Exemption,
    ItemKind,
    Jurisdiction,
    LoggedMeeting,
    Meeting,
    Member,
    Version,
)
from kccreport.problem import Outcome, Problem, has_errors, warning
from kccreport.workbook.reader import Workbook

PAPER_KINDS = (".pdf", ".xlsx")
_BETWEEN_PARAGRAPHS = re.compile(r"\s*(?:&|,|;|\band\b|\s)\s*", re.IGNORECASE)
_LATEST_COUNT = 60  # working days
_NEED_FILES = (ItemKind.REPORT, ItemKind.MINUTES)


def is_agenda(workbook: Workbook) -> bool:
    """Say whether a workbook is an agenda rather than a paper."""
    names = {fold(sheet.name) for sheet in workbook.sheets}
    return {fold(schema.MEETING.name), fold(schema.ITEMS.name)} <= names


def read_agenda(workbook: Workbook) -> Outcome[Agenda]:
    """Return all that an agenda workbook says. Never raises for what stands in a cell.

    Files are looked for, not opened. Problems carry the codes listed in README.
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
    reader = _Papers(workbook.path.parent, rules.jurisdiction, problems)
    agenda_items: tuple[AgendaItem, ...] = ()
    if (items_table := tables[schema.ITEMS.name]) is not None:
        agenda_items = _items(items_table, tables[schema.APPENDICES.name], reader)
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
    return Outcome(None if has_errors(found) else agenda, found)


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
    day = parse_day(items.cells[name])
    if day is None or day.to_the_month:
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
        f"bank holidays are known from {FIRST_KNOWN.year} to {LAST_KNOWN.year}, so clear days before {day:%d %m %Y} cannot be counted.",
        "see whether the year is right; if it is, a newer kccreport is needed",
    )


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
            f"publish by {found.publish_by:%d %m %Y}, or record why the meeting was called at shorter notice",
        )
    ]


# -- items and papers


class _Papers:
    """Reads what rows of Agenda and Appendices say of a paper."""

    def __init__(self, folder: Path, jurisdiction: Jurisdiction, problems: list[Problem]) -> None:
        self.folder, self.jurisdiction, self.problems = folder, jurisdiction, problems
        self.used: dict[str, str] = {}

    def document(self, record: Record, *, label: str = "", needs_file: bool) -> Document:
        """Return one row's paper.

        Problems: unsafe-file, missing-file, no-file, not-a-choice, unknown-paragraph, missing-exempt-reason,
        missing-public-interest, missing-late-reason, unused-cell, same-file.
        """
        follows = self._follows(record)
        exemption = self._exemption(record)
        file = self._file(record)
        where = str(record.address("File"))
        if not file and needs_file and not follows and not record.text("File"):
            self.problems.append(
                Problem(
                    "no-file",
                    where,
                    f"{record.text('Title')[:40]!r} has no paper.",
                    "type the name of its file, or Yes in the column To follow",
                )
            )
        if file and follows and not record.text("Late reason"):
            self.problems.append(
                Problem(
                    "missing-late-reason",
                    str(record.address("Late reason")),
                    "a paper that followed the agenda needs the reason why it is late.",
                    "type why it was not ready, and why it must be considered at this meeting",
                )
            )
        headings = ("Title", "File", "Safe title", "Exempt paragraphs", "Late reason")
        return Document(
            key=f"{'appendix' if label else 'item'}-{record.row}",
            title=record.text("Title"),
            file=file,
            label=label,
            exemption=exemption,
            is_to_follow=follows,
            late_reason=record.text("Late reason"),
            cells={heading: record.address(heading) for heading in headings},
        )

    def _follows(self, record: Record) -> bool:
        cell = record.cell("To follow")
        typed = fold(cell.text)
        if typed not in ("", "yes", "no"):
            self.problems.append(
                Problem(
                    "not-a-choice", str(cell.address), f"{cell.text[:30]!r} is neither Yes nor No.", "type Yes or No"
                )
            )
        return typed == "yes"

    def _file(self, record: Record) -> str:
        """Return the path of the paper below the agenda's folder; "" where there is none that may be used."""
        typed = record.text("File")
        if not typed:
            return ""
        where = str(record.address("File"))
        name = typed.replace("\\", "/")
        path = PurePosixPath(name)
        is_below = not path.is_absolute() and ".." not in path.parts and ":" not in name and "\n" not in name
        found = self.folder / name if is_below else None
        if found is None or not found.resolve().is_relative_to(self.folder.resolve()):
            self.problems.append(
                Problem(
                    "unsafe-file",
                    where,
                    f"{typed[:60]!r} is not a file in the folder of this workbook.",
                    "copy the paper beside this workbook, and type only its name",
                )
            )
        elif path.suffix.casefold() not in PAPER_KINDS:
            self.problems.append(
                Problem(
                    "unsafe-file",
                    where,
                    f"{typed[:60]!r} is neither a PDF nor a paper's workbook.",
                    "save it as PDF (in Word: Save as > PDF, with Options > Document structure tags for accessibility)",
                )
            )
        elif not found.is_file():
            self.problems.append(
                Problem(
                    "missing-file",
                    where,
                    f"there is no file {typed[:60]!r}.",
                    "put it into the folder of this workbook, or mend the name",
                )
            )
        elif str(path).casefold() in self.used:
            self.problems.append(
                Problem(
                    "same-file",
                    where,
                    f"{typed[:60]!r} is already the paper at {self.used[str(path).casefold()]}.",
                    "name another file, or refer to that item in Words",
                )
            )
        else:
            self.used[str(path).casefold()] = where
            return str(path)
        return ""

    def _exemption(self, record: Record) -> Exemption | None:
        cell = record.cell("Exempt paragraphs")
        others = [name for name in ("Exempt reason", "Public interest", "Safe title") if record.text(name)]
        if cell.is_blank:
            if others:
                self.problems.append(
                    Problem(
                        "unknown-paragraph",
                        str(cell.address),
                        f"{others[0]} is given, but no paragraph of Schedule 12A.",
                        "type the paragraph, such as 3; a paper without one is published",
                    )
                )
            return None
        known = self.jurisdiction.exempt_paragraphs
        words = [word for word in _BETWEEN_PARAGRAPHS.split(cell.text) if word]
        paragraphs = tuple(
            sorted({int(word) for word in words if word.isascii() and word.isdigit() and int(word) in known})
        )
        if len(paragraphs) != len(set(words)):
            first, last = min(known), max(known)
            self.problems.append(
                Problem(
                    "unknown-paragraph",
                    str(cell.address),
                    f"{cell.text[:30]!r} is not a paragraph of Schedule 12A, Part {self.jurisdiction.exempt_part}.",
                    f"type a number from {first} to {last}, such as {first + 2}",
                )
            )
        if not record.text("Exempt reason"):
            self.problems.append(
                Problem(
                    "missing-exempt-reason",
                    str(record.address("Exempt reason")),
                    "an exempt paper needs a reason that the public may read.",
                    "type in a few words what it is about and why it is withheld",
                )
            )
        if not record.text("Public interest"):
            self.problems.append(
                Problem(
                    "missing-public-interest",
                    str(record.address("Public interest")),
                    "an exempt paper needs its public-interest statement.",
                    "type why withholding it serves the public better than disclosing it",
                )
            )
        return Exemption(
            paragraphs=paragraphs,
            reason=record.text("Exempt reason"),
            public_interest=record.text("Public interest"),
            safe_title=record.text("Safe title"),
        )


def _items(table: Table, appendices: Table | None, reader: _Papers) -> tuple[AgendaItem, ...]:
    below = _appendices(appendices, reader)
    found: dict[str, AgendaItem] = {}
    for record in table.records:
        number = record.text("Number")
        if not number:
            continue
        if number in found:
            reader.problems.append(
                Problem(
                    "repeated-item",
                    str(record.address("Number")),
                    f"there is an item {number} already, at {found[number].paper.cells['Title']}.",
                    "give each item its own number",
                )
            )
            continue
        kind = ItemKind.REPORT
        if not record.cell("Kind").is_blank:
            kind = read_choice(record, "Kind", ItemKind, reader.problems) or ItemKind.OTHER
        found[number] = AgendaItem(
            number=number,
            kind=kind,
            purpose=record.text("Purpose"),
            lead=record.text("Lead"),
            time=_shown_time(record),
            words=record.text("Words"),
            paper=reader.document(record, needs_file=kind in _NEED_FILES and number not in below),
            appendices=tuple(document for document, _ in below.pop(number, ())),
        )
    if not found:
        reader.problems.append(
            Problem("no-items", sheet_address(table.name), "the agenda has no items.", "type one row for each item")
        )
    for documents in below.values():
        for _, record in documents:
            reader.problems.append(
                Problem(
                    "unknown-agenda-item",
                    str(record.address("Item")),
                    f"there is no item {record.text('Item')[:20]!r} on the sheet Agenda.",
                    f"the items are: {', '.join(found) or 'none'}",
                )
            )
    return tuple(found.values())


def _shown_time(record: Record) -> str:
    """Return a time as the agenda prints it: as it was typed, or 10.15 am for a cell that holds a time."""
    value = record.cell("Time").value
    if not isinstance(value, time):
        return record.text("Time")
    return f"{(value.hour - 1) % 12 + 1}.{value.minute:02} {'am' if value.hour < 12 else 'pm'}"


def _appendices(table: Table | None, reader: _Papers) -> dict[str, list[tuple[Document, Record]]]:
    below: dict[str, list[tuple[Document, Record]]] = {}
    for record in table.records if table else ():
        document = reader.document(record, label=record.text("Label"), needs_file=True)
        siblings = below.setdefault(record.text("Item"), [])
        if any(document.label == other.label for other, _ in siblings):
            reader.problems.append(
                Problem(
                    "repeated-item",
                    str(record.address("Label")),
                    f"item {record.text('Item')} has an Appendix {document.label} already.",
                    "give each appendix of an item its own label",
                )
            )
        siblings.append((document, record))
    return below


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
    day = parse_day(cell)
    if day is None or day.to_the_month:
        problems.append(
            Problem("not-a-value", str(cell.address), f"{cell.text[:30]!r} is not a date.", "type it as 12 March 2021")
        )
        return None
    if not FIRST_KNOWN <= day.date <= LAST_KNOWN:
        problems.append(_unknown_holidays(str(cell.address), day.date))
        return None
    return day.date
