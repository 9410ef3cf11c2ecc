"""A paper's workbook to the workbook of the next one: a column more, what was said kept as previous, the rest cleared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import read_heading
from kccreport.intake.one_sheet.read import OneSheet
from kccreport.intake.paper_tables import PaperTables, paper_tables
from kccreport.intake.schema import ITEMS, PAPER, RESULTS
from kccreport.intake.sheet_format import Fate, fold
from kccreport.intake.table import Table
from kccreport.models.indicator import Kpi
from kccreport.models.period import Frequency, Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, Meaning, NotRead, Sort
from kccreport.models.reading.read import last_month_of
from kccreport.models.submission import Submission
from kccreport.officers.kept import ACTIONS, OUTCOME, SAID, carried_actions, previous_of
from kccreport.officers.period_words import move_words
from kccreport.workbook.cell import Cell
from kccreport.workbook.editor import NewValue
from kccreport.workbook.reader import Workbook


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column for a new period: its heading, where that stands to the right of all, and the newest column of its kind."""

    label: str
    heading: CellAddress
    newest: int | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rollover:
    """What to change in the workbook, which new cells look like which, and what the officers must look at.

    `added` are the columns of new periods, whose cells are among the others as they stand to the right of all.
    """

    cells: dict[CellAddress, NewValue]
    like: dict[CellAddress, CellAddress]
    to: Period
    problems: tuple[Problem, ...]
    added: tuple[AddedColumn, ...] = ()


def next_period(submission: Submission) -> Period:
    """Return the month that the next paper reports up to: one step of the most frequent of its indicators."""
    order = list(Frequency)
    steps = sorted({each.frequency for each in submission.indicators}, key=order.index)
    up_to = submission.paper.results_up_to
    return (steps[0] if steps else Frequency.MONTHLY).step(up_to, 1)


def target_period(submission: Submission, to: str | None) -> Period | Problem:
    """Return the month that was asked for, or else the next; a problem where it is none, or not a later one."""
    period = next_period(submission) if to is None else last_month_of(to)
    up_to = submission.paper.results_up_to
    if isinstance(period, NotRead):
        return Problem(period.code, "--to", f"{to!r} cannot be used: {period.words}.", period.remedy)
    if period > up_to:
        return period
    later = next_period(submission).full_label
    return Problem(
        "not-a-period", "--to", f"{to!r} is not after {up_to.full_label}.", f"type a later month, such as {later}"
    )


def roll_over(submission: Submission, workbook: Workbook, to: Period, *, carries_targets: bool = True) -> Rollover:
    """Decide what changes for the paper that reports up to `to`: every column and item has its fate in the schema.

    What is carried stays as it is. What belongs to one paper alone is cleared: year to date, forecasts, overrides and
    suspensions, which must be decided anew; days of signing, of the meeting and of publication; reasons of revisions.
    Commentary becomes previous commentary. What was agreed for a financial year is carried into a new one, or with
    `carries_targets` false cleared to be asked for. Results gain a column for the new period.

    Words on the sheet Paper that carry the period, such as "Quarter 2", move on; others that do are named.

    Problems: carried-targets, phased-targets, carried-period (warnings), moved-period (a note).
    """
    cells: dict[CellAddress, NewValue] = {}
    like: dict[CellAddress, CellAddress] = {}
    added: list[AddedColumn] = []
    is_new_year = to.financial_year != submission.paper.financial_year
    cleared = (Fate.CLEARED, Fate.AGREED) if is_new_year and not carries_targets else (Fate.CLEARED,)
    tables = paper_tables(workbook, [])
    for format_, table in tables.typed():
        cells |= dict(_cleared(table, format_.headings(*cleared)))
        if format_ is PAPER:
            cells |= dict(_paper(table, to))
        for heading in format_.headings(Fate.PREVIOUS):
            if heading in table.columns:
                _keep_as_previous(table, heading, cells, like)
        if format_ is RESULTS or tables.is_measures(table):
            cells |= dict(_spelt_out(tables))
            added += _add_period(table, to, cells, like)
    if tables.one is not None and not _says_period(tables.one):
        cells |= dict(_period_said(tables.one, to))
    moved, problems = move_words(workbook, tables, submission.paper.results_up_to, to)
    cells = moved | cells
    if tables.one is not None and tables.one.free is None and not _says_period(tables.one):
        what = f"nothing says that the next paper reports results up to {to.full_label}."
        hint = "type Results up to in a cell above the headings, and the month beside it, so that blank results are asked for"
        problems.append(warning("carried-period", sheet_address(tables.one.measures.name), what, hint))
    if is_new_year:
        problems += _thresholds(submission, to, carries_targets)
    return Rollover(cells, like, to, tuple(problems), tuple(added))


def _paper(table: Table, to: Period) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the items that move on to the new period, and those that are cleared."""
    shifted = {"Results up to": to.full_label, "Financial year": to.financial_year.label}
    items = {name: item for item in ITEMS for name in item.names}
    for record in table.records:
        item = items.get(fold(record.text("Item")))
        if item is None:
            continue
        if item.fate is Fate.SHIFTED:
            yield record.address("Value"), shifted[item.name]
        elif item.fate is Fate.CLEARED:
            yield record.address("Value"), None


def _add_period(
    table: Table, to: Period, cells: dict[CellAddress, NewValue], like: dict[CellAddress, CellAddress]
) -> Iterator[AddedColumn]:
    """Add the column of the new period to the right of all, unless it is there, and yield it."""
    free = _free_column(table, cells)
    read = [(cell, read_heading(cell)) for cell in table.own_headings]
    typed = [(cell, found.only) for cell, found in read if isinstance(found, Heading) and found.only is not None]
    for label, newest in _new_headings(typed, to):
        heading = CellAddress(table.name, table.heading_row, free)
        cells[heading] = label
        if newest is not None:
            like[heading] = CellAddress(table.name, table.heading_row, newest)
            for record in table.records:
                place = CellAddress(table.name, record.row, free)
                cells[place] = None
                like[place] = CellAddress(table.name, record.row, newest)
        yield AddedColumn(label, heading, newest, tuple(record.row for record in table.records))
        free += 1


def _says_period(one: OneSheet) -> bool:
    """Say whether somebody has typed which period the paper reports up to; else it is the newest with a figure."""
    typed = (*one.items.records, *(one.paper.records if one.paper is not None else ()))
    return any(fold(each.text("Item")) == fold("Results up to") for each in typed)


def _period_said(one: OneSheet, to: Period) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the item Results up to in a blank row above the headings: the new column is blank, and is to be asked for."""
    if one.free is not None:
        yield from zip(one.free, ("Results up to", to.full_label), strict=True)


def _spelt_out(tables: PaperTables) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the headings of periods that only what stands above them says which they are, such as "This quarter"."""
    yield from tables.one.unspoken.items() if tables.one is not None else ()


def _free_column(table: Table, cells: Mapping[CellAddress, NewValue]) -> int:
    """Return the first column of a sheet to the right of all that have headings, those that are added included."""
    added = (at.column for at in cells if (at.sheet, at.row) == (table.name, table.heading_row))
    return max(table.free_column, *(column + 1 for column in added), 1)


_NUMBERED = {3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY}


def _new_headings(typed: list[tuple[Cell, Meaning]], to: Period) -> Iterator[tuple[str, int | None]]:
    """Yield each heading to add, written as the others of its kind, with the column of the newest of them.

    Months gain the new month, quarters and halves by number the one that ends with it; a heading that is there already
    is not added again. A sheet with none of them gains the month.
    """
    months = [(cell, found) for cell, found in typed if found.sort in (Sort.DAY, Sort.MONTH)]
    numbered = {
        length: [(c, found) for c, found in typed if found.is_numbered and found.months == length]
        for length in _NUMBERED
    }
    for length, frequency in _NUMBERED.items():
        found = numbered[length]
        if found and frequency.ends_with(to) and all(meaning.end != to for _, meaning in found):
            yield frequency.label(to, QuarterStyle.QUARTERS), _newest(found)
    is_numbered_only = not months and any(found and _NUMBERED[at].ends_with(to) for at, found in numbered.items())
    if not is_numbered_only and all(meaning.end != to for _, meaning in months):
        yield to.label, _newest(months)


def _newest(headings: list[tuple[Cell, Meaning]]) -> int | None:
    """Return the column of the newest of some headings; None where there are none."""
    return max(headings, key=lambda found: found[1].end)[0].address.column if headings else None


def _keep_as_previous(
    table: Table, heading: str, cells: dict[CellAddress, NewValue], like: dict[CellAddress, CellAddress]
) -> None:
    """Keep what was said as previous, in a column that is added where it is missing, and clear what was said.

    Beside actions that are kept stands a column that asks what has become of them.
    """
    kept = previous_of(heading)
    column, said = table.columns.get(kept), table.columns[heading]
    words = {
        record.row: carried_actions(record) if heading == ACTIONS else record.text(heading) for record in table.records
    }
    has_actions = heading == ACTIONS and any(words.values())
    if column is None and heading != SAID and not any(words.values()):
        return  # a sheet gains no column for what nobody has said
    for name in (kept, *([OUTCOME] if has_actions else [])):
        if name not in table.columns:
            top = CellAddress(table.name, table.heading_row, _free_column(table, cells))
            cells[top] = name
            like[top] = CellAddress(table.name, table.heading_row, said)
            column = top.column if name == kept else column
    assert column is not None, "it was there, or has been added"
    for record in table.records:
        place = CellAddress(table.name, record.row, column)
        cells[place] = words[record.row] or None
        like[place] = CellAddress(table.name, record.row, said)
    cells |= dict(_cleared(table, (heading,)))


def _cleared(table: Table, headings: tuple[str, ...]) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the cells below some headings that hold anything, to be emptied."""
    for record in table.records:
        for heading in headings:
            if heading in record.cells:
                yield record.address(heading), None


def _thresholds(submission: Submission, to: Period, carries_targets: bool) -> Iterator[Problem]:
    """Name what the new financial year asks officers to look at."""
    year = to.financial_year.label
    kpis = [each for each in submission.indicators if isinstance(each, Kpi)]
    if kpis and carries_targets:
        yield warning(
            "carried-targets",
            str(kpis[0].cells["Target"]),
            f"the targets and floor standards of {len(kpis)} KPIs are carried into {year} unchanged.",
            "check each against what was agreed for the year, or roll over with --ask-targets",
        )
    phased = [each.reference for each in kpis if each.phased_targets]
    if phased:
        yield warning(
            "phased-targets",
            "'Targets'",
            f"{', '.join(phased)} had targets phased over the year, and has none yet for {year}.",
            "add the periods of the year to the sheet Targets",
        )
