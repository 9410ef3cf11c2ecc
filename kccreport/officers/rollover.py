"""A paper's workbook to the workbook of the next one: a column more, what was said kept as previous, the rest cleared."""

from collections.abc import Iterator
from dataclasses import dataclass

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import parse_heading_cell
from kccreport.intake.schema import COMMENTARY, INDICATORS, PAPER, RESULTS, REVISIONS, SIGN_OFF, SheetFormat, fold
from kccreport.intake.table import Table, read_table
from kccreport.models.indicator import Kpi
from kccreport.models.period import Frequency, Period, parse_period
from kccreport.models.submission import Submission
from kccreport.workbook.editor import NewValue
from kccreport.workbook.reader import Workbook

_PREVIOUS = "Previous commentary"
_SAID = ("Commentary", "Actions", "Risks", "Panel discussion", "Checked by")
_OF_THIS_PERIOD = (
    "Year to date", "Previous year", "Forecast", "Override", "Override by", "Override reason", "Status", "Status note",
    "Status reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rollover:
    """What to change in the workbook, which new cells look like which, and what the officers must look at."""

    cells: dict[CellAddress, NewValue]
    like: dict[CellAddress, CellAddress]
    to: Period
    problems: tuple[Problem, ...]


def next_period(submission: Submission) -> Period:
    """Return the month that the next paper reports up to: one step of the most frequent of its indicators."""
    order = list(Frequency)
    steps = sorted({each.frequency for each in submission.indicators}, key=order.index)
    up_to = submission.paper.results_up_to
    return (steps[0] if steps else Frequency.MONTHLY).step(up_to, 1)


def target_period(submission: Submission, to: str | None) -> Period | Problem:
    """Return the month that was asked for, or else the next; a problem where it is none, or not a later one."""
    period = next_period(submission) if to is None else parse_period(to)
    up_to = submission.paper.results_up_to
    if period is not None and period > up_to:
        return period
    words = f"{to!r} is not a month after {up_to.full_label}."
    return Problem("not-a-period", "--to", words, "type a month and year, such as Feb 21")


def roll_over(submission: Submission, workbook: Workbook, to: Period, *, carries_targets: bool = True) -> Rollover:
    """Decide what changes for the paper that reports up to `to`.

    Results gain a column for the new period and lose year to date, previous year, forecast, overrides and suspensions,
    which must be decided anew; results and targets stay. Commentary becomes previous commentary. Days of signing, of
    the meeting and of publication, and reasons of revisions, are cleared. Into a new financial year targets are
    carried, or with `carries_targets` false cleared to be asked for.

    Problems: carried-targets, phased-targets (warnings).
    """
    cells: dict[CellAddress, NewValue] = {}
    like: dict[CellAddress, CellAddress] = {}
    is_new_year = to.financial_year != submission.paper.financial_year
    tables = {format_.name: read_table(workbook, format_, []) for format_ in (*_READ, INDICATORS)}
    if (paper := tables[PAPER.name]) is not None:
        cells |= dict(_paper(paper, to))
    if (results := tables[RESULTS.name]) is not None:
        _results(results, to, cells, like)
    if (said := tables[COMMENTARY.name]) is not None:
        _commentary(said, cells, like)
    for format_, headings in ((SIGN_OFF, ("Date",)), (REVISIONS, ("Reference", "Period", "Reason"))):
        table = tables[format_.name]
        if table is not None:
            cells |= dict(_cleared(table, headings))
    problems: tuple[Problem, ...] = ()
    if is_new_year:
        indicators = tables[INDICATORS.name]
        if not carries_targets and indicators is not None:
            cells |= dict(_cleared(indicators, ("Target", "Floor"), only=_kpis(submission)))
        problems = tuple(_thresholds(submission, to, carries_targets))
    return Rollover(cells, like, to, problems)


_READ: tuple[SheetFormat, ...] = (PAPER, RESULTS, COMMENTARY, SIGN_OFF, REVISIONS)


def _paper(table: Table, to: Period) -> Iterator[tuple[CellAddress, NewValue]]:
    new = {"resultsupto": to.full_label, "financialyear": to.financial_year.label}
    gone = {"meetingdate", "date", "publicationdate", "commentarydeadline"}
    for record in table.records:
        item = fold(record.text("Item"))
        if item in new:
            yield record.address("Value"), new[item]
        elif item in gone:
            yield record.address("Value"), None


def _results(
    table: Table, to: Period, cells: dict[CellAddress, NewValue], like: dict[CellAddress, CellAddress]
) -> None:
    """Add the column of the new period to the right of all, unless it is there, and clear what belongs to the old one."""
    cells |= dict(_cleared(table, _OF_THIS_PERIOD))
    headings = [(cell, parse_heading_cell(cell)) for cell in table.own_headings]
    months = [(cell, heading.month) for cell, heading in headings if heading is not None and heading.month is not None]
    if any(month == to for _, month in months):
        return
    free = max([*table.columns.values(), *(cell.address.column for cell in table.own_headings)]) + 1
    heading = CellAddress(table.name, table.heading_row, free)
    cells[heading] = to.label
    if not months:
        return
    newest = max(months, key=lambda found: found[1])[0].address.column
    like[heading] = CellAddress(table.name, table.heading_row, newest)
    for record in table.records:
        place = CellAddress(table.name, record.row, free)
        cells[place] = None
        like[place] = CellAddress(table.name, record.row, newest)


def _commentary(table: Table, cells: dict[CellAddress, NewValue], like: dict[CellAddress, CellAddress]) -> None:
    """Keep what was said as previous, in a column that is added where it is missing."""
    column = table.columns.get(_PREVIOUS)
    said = table.columns["Commentary"]
    if column is None:
        column = max(table.columns.values()) + 1
        heading = CellAddress(table.name, table.heading_row, column)
        cells[heading] = _PREVIOUS
        like[heading] = CellAddress(table.name, table.heading_row, said)
    for record in table.records:
        place = CellAddress(table.name, record.row, column)
        cells[place] = record.text("Commentary") or None
        like[place] = CellAddress(table.name, record.row, said)
    cells |= dict(_cleared(table, _SAID))


def _cleared(
    table: Table, headings: tuple[str, ...], only: frozenset[str] | None = None
) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the cells below some headings that hold anything, to be emptied."""
    for record in table.records:
        if only is not None and record.text("Reference") not in only:
            continue
        for heading in headings:
            if heading in record.cells:
                yield record.address(heading), None


def _kpis(submission: Submission) -> frozenset[str]:
    return frozenset(each.reference for each in submission.indicators if isinstance(each, Kpi))


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
