"""Words of a workbook that speak of the period it was made for: moved on where that is sure, else named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, note, warning
from kccreport.intake.items import ItemSheet
from kccreport.intake.paper_tables import PaperTables
from kccreport.intake.schema import AREAS, DETAILS, INDICATORS, ITEMS, PAPER, TABLES, TEXT
from kccreport.intake.sheet_format import Fate, fold
from kccreport.intake.table import Table
from kccreport.models.period import MONTH_NAMES, Period
from kccreport.workbook.cell import Cell
from kccreport.workbook.editor import NewValue
from kccreport.workbook.reader import Workbook

_ORDINALS = (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"))
_NUMBERS = ("one", "two", "three", "four")
_NO_DAY = r"(?<!\d )"  # the day of a meeting is no period
_ALSO_WORDS = frozenset(("May", "March"))  # without a year these may be no month


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """How the period that a paper reports up to is written, and how the next one is."""

    old: Period
    new: Period

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each way to write the old period, as a regular expression, with the same way to write the new one."""
        was, now = _quarter(self.old), _quarter(self.new)
        if was is not None and now is not None:
            yield rf"(?P<before>Quarter |Qtr |Q ?){was}(?![\d.])", rf"\g<before>{now}"
            yield rf"(?P<before>Quarter ){_NUMBERS[was - 1]}\b", rf"\g<before>{_NUMBERS[now - 1]}"
            for one, other in zip(_ORDINALS[was - 1], _ORDINALS[now - 1], strict=True):
                yield rf"{one}(?P<after> quarter)", rf"{other}\g<after>"
        was_month, now_month = MONTH_NAMES[self.old.month - 1], MONTH_NAMES[self.new.month - 1]
        yield rf"{_NO_DAY}{was_month} {self.old.year}", f"{now_month} {self.new.year}"
        short = r"(?:Sep|Sept)" if was_month == "September" else was_month[:3]
        yield rf"{_NO_DAY}{short} {self.old.year}", f"{now_month[:3]} {self.new.year}"
        yield rf"{_NO_DAY}{short} {self.old.year % 100:02d}(?!\d)", f"{now_month[:3]} {self.new.year % 100:02d}"
        if was_month not in _ALSO_WORDS:
            yield rf"{_NO_DAY}{was_month}\b(?! \d)", now_month
        was_year, now_year = self.old.financial_year.start, self.new.financial_year.start
        if was_year != now_year:
            ending = f"{(was_year + 1) % 100:02d}"
            yield rf"{was_year}(?P<sign> ?[/\u2013-] ?){ending}(?!\d)", rf"{now_year}\g<sign>{(now_year + 1) % 100:02d}"
            yield rf"{was_year}(?P<sign> ?[/\u2013-] ?){was_year + 1}", rf"{now_year}\g<sign>{now_year + 1}"

    def moved(self, text: str) -> str:
        """Return a text with the new period where it has the old one.

        >>> PeriodWords(Period(2026, 9), Period(2026, 12)).moved("Quarter 2 performance, to September 2026")
        'Quarter 3 performance, to December 2026'
        """
        pairs = list(self.pairs())
        pattern = "|".join(rf"(?P<p{at}>{re.sub(r'[(][?]P<[a-z]+>', '(', was)})" for at, (was, _) in enumerate(pairs))

        def put(match: re.Match[str]) -> str:
            at = next(at for at in range(len(pairs)) if match[f"p{at}"] is not None)
            was, now = pairs[at]
            new = re.sub(was, now, match[0], flags=re.IGNORECASE)
            return new[:1].upper() + new[1:] if match[0][:1].isupper() else new

        return re.sub(rf"\b(?:{pattern})", put, text, flags=re.IGNORECASE)

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that say the old period."""
        pattern = "|".join(re.sub(r"[(][?]P<[a-z]+>", "(?:", was).replace(_NO_DAY, "") for was, _ in self.pairs())
        found = re.findall(rf"\b(?:{pattern})", text, flags=re.IGNORECASE)
        return tuple(dict.fromkeys(found))


def _quarter(month: Period) -> int | None:
    """Return which quarter of the financial year ends with a month; None where none does."""
    return (month.month - 4) % 12 // 3 + 1 if month.month % 3 == 0 else None


def move_words(
    workbook: Workbook, tables: PaperTables, old: Period, new: Period
) -> tuple[dict[CellAddress, NewValue], list[Problem]]:
    """Return the cells of the sheet Paper whose words move on to the new period, and what must be looked at.

    The words of passages, tables and indicators may be about the old period whatever comes after it, so they are named.

    Problems: moved-period (a note), carried-period (a warning).
    """
    words = PeriodWords(old, new)
    cells: dict[CellAddress, NewValue] = {}
    problems: list[Problem] = []
    paper = tables[PAPER]
    typed = {cell.address: cell for sheet in workbook.sheets for row in sheet.rows.values() for cell in row.values()}
    items = ItemSheet(paper, ITEMS, []).cells if paper is not None else {}
    for item in ITEMS:
        cell = items.get(item.name)
        if item.fate is not Fate.CARRIED or cell is None or not isinstance(cell.value, str):
            continue
        if cell.address not in typed or typed[cell.address].value != cell.value:
            continue  # nobody typed it there
        moved = words.moved(cell.value)
        if moved != cell.value:
            cells[cell.address] = moved
            what = f"{cell.value.strip()[:100]!r} is now {moved.strip()[:100]!r}."
            problems.append(note("moved-period", str(cell.address), what, "see that it is right"))
    problems += [
        _carried(cell, named) for cell in _carried_cells(workbook, tables) if (named := words.named_in(cell.text))
    ]
    return cells, problems


def _carried(cell: Cell, named: tuple[str, ...]) -> Problem:
    what = f"these words still say {' and '.join(map(repr, named))}."
    return warning("carried-period", str(cell.address), what, "see whether they must be brought up to date")


def _carried_cells(workbook: Workbook, tables: PaperTables) -> Iterator[Cell]:
    """Yield the cells with words that a rollover carries as they are."""
    for format_, table in tables.typed():
        if not (tables.is_measures(table) or format_ in (AREAS, INDICATORS, DETAILS, TEXT, TABLES)):
            continue
        cleared = set(format_.headings(Fate.CLEARED, Fate.PREVIOUS))
        for record in table.records:
            yield from (cell for name, cell in record.cells.items() if name not in cleared and _is_words(cell))
        if format_ is TABLES:
            yield from _table_cells(workbook, table)


def _table_cells(workbook: Workbook, table: Table) -> Iterator[Cell]:
    names = {fold(record.text("Table")) for record in table.records}
    for sheet in workbook.sheets:
        if fold(sheet.name) in names:
            yield from (cell for row in sheet.rows.values() for cell in row.values() if _is_words(cell))


def _is_words(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not cell.is_error
