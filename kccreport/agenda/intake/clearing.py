"""What somebody lets through that would stop a pack: the rows of the sheet Cleared findings."""

import re

from kccreport.agenda.intake.schema import CLEARABLE
from kccreport.agenda.models import ClearedFinding
from kccreport.ground.problem import Problem
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table

_PAGES = re.compile(r"(\d{1,4})(?:\s*[-\u2013]\s*(\d{1,4}))?")


def read_cleared_findings(table: Table | None, problems: list[Problem]) -> tuple[ClearedFinding, ...]:
    """Return the rows that can be read. Problems: not-a-choice, not-a-value."""
    found = []
    known = {fold(each): each for each in CLEARABLE}
    for record in table.records if table else ():
        typed = record.text("What")
        what, pages = known.get(fold(typed)), _pages(record, problems)
        if typed and what is None:
            words = f"{typed[:30]!r} is nothing that can be cleared."
            hint = f"type one of: {', '.join(CLEARABLE)}"
            problems.append(Problem("not-a-choice", str(record.address("What")), words, hint))
        if what is not None and pages is not None:
            found.append(
                ClearedFinding(
                    paper=record.text("Paper"), pages=pages, what=what, reason=record.text("Reason"),
                    by=record.text("Cleared by"), at=record.address("Paper"),
                )
            )  # fmt: skip
    return tuple(found)


def _pages(record: Record, problems: list[Problem]) -> tuple[int, ...] | None:
    """Return the pages of a row, none for all of them; None where they cannot be read."""
    text = record.text("Page")
    pages: list[int] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", text))):
        match = _PAGES.fullmatch(part.removesuffix(".0"))
        if match is None:
            words = f"{text[:30]!r} names no pages."
            problems.append(
                Problem("not-a-value", str(record.address("Page")), words, "type pages as 2, or 2-4, or 2, 7")
            )
            return None
        first = int(match[1])
        pages += range(first, int(match[2] or first) + 1)
    return tuple(pages)
