"""The rows of Agenda and Appendices to items and their papers."""

import re
from datetime import time
from pathlib import Path, PurePosixPath

from kccreport.agenda.intake.beside import found_below
from kccreport.agenda.intake.days import record_day
from kccreport.agenda.models import AgendaItem, Document, Exemption, ItemKind, Jurisdiction
from kccreport.ground.address import sheet_address
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake.fields import read_choice
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table

PAPER_KINDS = (".pdf", ".xlsx")
_BETWEEN_PARAGRAPHS = pattern(r"\s*(?:&|,|;|\band\b|\s)\s*", re.IGNORECASE)
_NEED_FILES = (ItemKind.REPORT, ItemKind.MINUTES)


class PaperRows:
    """Reads what rows of Agenda and Appendices say of a paper."""

    def __init__(self, folder: Path, jurisdiction: Jurisdiction, problems: list[Problem]) -> None:
        self.folder, self.jurisdiction, self.problems = folder, jurisdiction, problems
        self.used: dict[str, str] = {}

    def document(self, record: Record, *, label: str = "", needs_file: bool) -> Document:
        """Return one row's paper.

        Problems: unsafe-file, missing-file, no-file, not-a-choice, unknown-paragraph, missing-exempt-reason,
        missing-public-interest, missing-late-reason, unused-cell, same-file.
        """
        follows, is_withdrawn = self._yes(record, "To follow"), self._yes(record, "Withdrawn")
        exemption = self._exemption(record)
        file = "" if is_withdrawn else self._file(record)
        where = str(record.address("File"))
        if not file and needs_file and not follows and not is_withdrawn and not record.text("File"):
            self.problems.append(
                Problem(
                    "no-file",
                    where,
                    f"{record.text('Title')[:40]!r} has no paper.",
                    "type the name of its file, or Yes in the column To follow; "
                    "where nothing is written on it, choose its Kind, such as Declarations or Other",
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
        headings = ("Title", "File", "Safe title", "Exempt paragraphs", "Late reason", "Published on", "Welsh title")
        return Document(
            key=f"{'appendix' if label else 'item'}-{record.row}",
            title=record.text("Title"),
            welsh_title=record.text("Welsh title"),
            file=file,
            label=label,
            exemption=exemption,
            is_to_follow=follows,
            late_reason=record.text("Late reason"),
            followed_on=record_day(record, "Published on", self.problems),
            is_withdrawn=is_withdrawn,
            cells={heading: record.address(heading) for heading in headings},
        )

    def _yes(self, record: Record, heading: str) -> bool:
        cell = record.cell(heading)
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
        path = PurePosixPath(typed.replace("\\", "/"))
        found = found_below(self.folder, typed)
        if found is None:
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


def read_items(table: Table, appendices: Table | None, reader: PaperRows) -> tuple[AgendaItem, ...]:
    """Return the items in order, each with its appendices.

    Problems: repeated-item, no-items, unknown-agenda-item, and those of `PaperRows.document`.
    """
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
        found[number] = _with_appendices_withdrawn(found[number])
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


def _with_appendices_withdrawn(item: AgendaItem) -> AgendaItem:
    """Return an item whose appendices are withdrawn where its own paper is."""
    if not item.paper.is_withdrawn:
        return item
    changed = {"file": "", "is_withdrawn": True}
    return item.model_copy(update={"appendices": tuple(each.model_copy(update=changed) for each in item.appendices)})


def _shown_time(record: Record) -> str:
    """Return a time as the agenda prints it: as it was typed, or 10.15 am for a cell that holds a time."""
    value = record.cell("Time").value
    if not isinstance(value, time):
        return record.text("Time")
    return f"{(value.hour - 1) % 12 + 1}.{value.minute:02} {'am' if value.hour < 12 else 'pm'}"


def _appendices(table: Table | None, reader: PaperRows) -> dict[str, list[tuple[Document, Record]]]:
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
