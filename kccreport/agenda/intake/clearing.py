"""What somebody lets through that would stop a pack: the sheets Cleared phrases and Cleared findings."""

import re
from collections.abc import Iterable, Mapping

from kccreport.agenda.intake.schema import AGENDA_SHEETS, CLEARABLE, CLEARED
from kccreport.agenda.models import ClearedFinding, ClearedPhrase
from kccreport.ground.address import CellAddress
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table, read_table
from kccreport.workbook.reader import Workbook

_MOST_SHOWN = 60  # letters of a phrase
_PAGES = pattern(r"(\d{1,4})(?:\s*[-\u2013]\s*(\d{1,4}))?")


def read_cleared_phrases(table: Table | None, problems: list[Problem]) -> tuple[ClearedPhrase, ...]:
    """Return the phrases, those that nobody has signed among them, which are named. Problems: unsigned-phrase."""
    found = []
    for record in table.records if table else ():
        phrase = ClearedPhrase(
            words=record.text("Words"), by=record.text("Cleared by"), at=record.address("Cleared by")
        )
        if phrase.words and not phrase.is_signed:
            words = f"“{_short(phrase.words)}” waits for a signature, and is not let through until then."
            hint = "type who decided that the public may read it, or delete the row"
            problems.append(warning("unsigned-phrase", str(phrase.at), words, hint))
        found.append(phrase)
    return tuple(found)


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rstrip()} …"


def offered_phrases(book: Workbook, phrases: Iterable[str]) -> Mapping[CellAddress, str]:
    """Return the cells that offer phrases for signature, below what stands on the sheet Cleared phrases.

    Phrases that stand there already are not offered again. A workbook without such a sheet is to be given one, with its
    headings in the first row.
    """
    table = read_table(book, CLEARED, [], siblings=AGENDA_SHEETS)
    if table is None or "Words" not in table.columns:
        return {CellAddress(CLEARED.name, 2 + at, 1): words for at, words in enumerate(dict.fromkeys(phrases))}
    known = {fold(record.text("Words")) for record in table.records}
    below = max((record.row for record in table.records), default=table.heading_row) + 1
    new = [words for words in dict.fromkeys(phrases) if fold(words) not in known]
    return {CellAddress(table.name, below + at, table.columns["Words"]): words for at, words in enumerate(new)}


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
