"""Sheets with one row for each indicator and one column for each period."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import parse_heading_cell
from kccreport.intake.figures import read_figure, without_note
from kccreport.intake.table import Record, Table
from kccreport.models.indicator import AnyIndicator, Figure
from kccreport.models.measure import Status, Unit
from kccreport.models.period import Period, PeriodHeading


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """The columns of a sheet that hold figures of periods: what heads each, and the key of its cells."""

    columns: tuple[tuple[PeriodHeading, str], ...] = ()

    def of(self, indicator: AnyIndicator, record: Record) -> dict[Period, str]:
        """Return the columns that hold an indicator's figures, by its periods, in order of time.

        Where two headings mean the same period of it, such as 2011 and 2010/11, the one that is filled in counts.
        """
        found: dict[Period, str] = {}
        for heading, key in self.columns:
            period = heading.period_for(indicator.frequency)
            if period is not None and (period not in found or record.cell(found[period]).is_blank):
                found[period] = key
        return dict(sorted(found.items()))

    def misplaced(self, indicator: AnyIndicator, record: Record) -> Iterator[Problem]:
        """Find figures of an indicator below a heading that its frequency cannot have, or has already.

        Problems: out-of-step.
        """
        usable = set(self.of(indicator, record).values())
        for heading, key in self.columns:
            if key not in usable and not record.cell(key).is_blank:
                yield Problem(
                    "out-of-step",
                    str(record.cell(key).address),
                    f"{indicator.reference} is measured by {indicator.frequency.noun}, but has a figure for {heading.name}.",
                    "move it to the column of its own period, or change its frequency on the Indicators sheet",
                )


def read_periods(table: Table, problems: list[Problem]) -> PeriodColumns:
    """Return the period columns of a sheet, having reported headings that are no period, or there twice."""
    found: dict[PeriodHeading, str] = {}
    newest: PeriodHeading | None = None
    for cell in table.own_headings:
        period = parse_heading_cell(cell)
        where = str(cell.address)
        if period is None or not 1990 <= period.newest.year <= 2099:
            problems.append(
                Problem(
                    "not-a-period",
                    where,
                    f"the heading {cell.text[:40]!r} is not a period.",
                    "type a month and year, such as Dec 20, or a year such as 2010/11",
                )
            )
            continue
        if period in found:
            problems.append(
                Problem(
                    "repeated-period",
                    where,
                    f"{period.name} already heads {found[period]}.",
                    "head each column by its own period; Excel may have turned one of them into a date",
                )
            )
            continue
        if newest is not None and period.newest < newest.newest:
            problems.append(
                warning(
                    "period-out-of-order",
                    where,
                    f"{period.name} stands to the right of {newest.name}; figures are used by their period.",
                    "put the columns in order of time, and see whether the heading is the period you meant",
                )
            )
        newest = period if newest is None or period.newest > newest.newest else newest
        found[period] = where
    return PeriodColumns(tuple(found.items()))


def rows_by_reference(table: Table, listed: Collection[str], problems: list[Problem]) -> dict[str, Record]:
    """Return each row by its reference, having reported those that are unknown or there twice."""
    rows: dict[str, Record] = {}
    for record in table.records:
        reference, where = record.text("Reference"), str(record.address("Reference"))
        if not reference:
            continue
        if reference not in listed:
            problems.append(unknown_reference(reference, where, listed))
        elif reference in rows:
            problems.append(
                Problem(
                    "repeated-reference",
                    where,
                    f"{reference} already has its results at {rows[reference].address('Reference')}.",
                    "keep one row for each indicator",
                )
            )
        else:
            rows[reference] = record
    return rows


def unknown_reference(reference: str, where: str, known: Collection[str]) -> Problem:
    """Return the fault of naming an indicator that the Indicators sheet does not have, with the nearest that it has."""
    near = difflib.get_close_matches(reference, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "add it to the Indicators sheet, or take it off here"
    return Problem("unknown-reference", where, f"{reference[:40]!r} is not on the Indicators sheet.", hint)


def read_optional_figure(
    record: Record, heading: str, unit: Unit, problems: list[Problem], *, may_have_note: bool = False
) -> Figure | None:
    """Return the figure below a heading; None where the cell is blank, a placeholder where it is faulty."""
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    figure = read_figure(cell, unit)
    if isinstance(figure, Figure) and not may_have_note:
        figure = without_note(figure, cell)
    if isinstance(figure, Problem):
        problems.append(figure)
        return Figure(status=Status.NOT_AVAILABLE, at=cell.address)  # something stands there: it is not missing as well
    if unit.is_percentage and figure.value is not None and figure.value > 100:
        problems.append(
            warning(
                "over-100",
                str(cell.address),
                f"the percentage is {figure.value:f}%.",
                "see whether more than 100% is meant",
            )
        )
    return figure
