"""Sheets with one row for each indicator and one column for each period."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import period_problem, read_heading, shows_no_year
from kccreport.intake.figures import read_bar, read_figure, unusable
from kccreport.intake.record import Record
from kccreport.intake.references import References, unknown_reference
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Figure
from kccreport.models.measure import Basis, Status, Unit
from kccreport.models.period import Frequency, Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.workbook.cell import Cell


class _Column(NamedTuple):
    """One column for the indicators of one frequency: the period that it is, or why that is in doubt."""

    heading: Heading
    key: str
    period: Period | None
    doubt: NotRead | None


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """The columns of a sheet that hold figures of periods: what heads each, and the key of its cells."""

    columns: tuple[tuple[Heading, str], ...] = ()
    _known: dict[tuple[Frequency, Basis], tuple[_Column, ...]] = field(default_factory=dict, compare=False, repr=False)

    def _for(self, indicator: AnyIndicator) -> tuple[_Column, ...]:
        """Return what each column is for an indicator; found once for all of its frequency and basis."""
        key = (indicator.frequency, indicator.basis)
        if key not in self._known:
            self._known[key] = tuple(
                _Column(heading, cell, heading.period_for(*key), heading.doubt(indicator.frequency))
                for heading, cell in self.columns
            )
        return self._known[key]

    def of(self, indicator: AnyIndicator, record: Record) -> dict[Period, str]:
        """Return the columns that hold an indicator's figures, by its periods, in order of time.

        Where two headings mean the same period of it, such as 2011 and 2010/11, the one that is filled in counts.
        """
        found: dict[Period, str] = {}
        for column in self._for(indicator):
            period = column.period
            if period is not None and (period not in found or record.cell(found[period]).is_blank):
                found[period] = column.key
        return dict(sorted(found.items()))

    def misplaced(self, indicator: AnyIndicator, record: Record) -> Iterator[Problem]:
        """Find figures of an indicator below a heading that its frequency cannot have, or has already.

        Problems: out-of-step, repeated-period, ambiguous-period.
        """
        used = self.of(indicator, record)
        own = set(used.values())
        for column in self._for(indicator):
            if (column.key in own and column.doubt is None) or record.cell(column.key).is_blank:
                continue
            yield _misplaced(indicator, record, column, used)


def _misplaced(indicator: AnyIndicator, record: Record, column: _Column, used: Mapping[Period, str]) -> Problem:
    where, name = str(record.cell(column.key).address), column.heading.name
    measured = f"{indicator.reference} is measured by {indicator.frequency.noun}"
    if column.doubt is not None:
        return Problem(
            column.doubt.code,
            where,
            f"{measured}; of its period, headed {name}, {column.doubt.words}.",
            f"head the column by what is meant: {column.doubt.remedy}",
        )
    if column.period is not None:
        return Problem(
            "repeated-period",
            where,
            f"{indicator.reference} has another figure for {name}, at {record.cell(used[column.period]).address}.",
            "keep the one that is right",
        )
    return Problem(
        "out-of-step",
        where,
        f"{measured}, but has a figure for {name}.",
        "move it to the column of its own period, or change its frequency on the Indicators sheet",
    )


def quarters_as_typed(headings: Iterable[Cell]) -> QuarterStyle:
    """Return how quarters are printed unless the Paper sheet says: as they head their columns, Q3 2020/21 or Dec 20."""
    read = (read_heading(cell) for cell in headings)
    is_numbered = any(each.is_numbered for found in read if isinstance(found, Heading) for each in found.meanings)
    return QuarterStyle.QUARTERS if is_numbered else QuarterStyle.MONTHS


def read_periods(table: Table, problems: list[Problem]) -> PeriodColumns:
    """Return the period columns of a sheet, having reported headings that are no period, or there twice.

    Problems: not-a-period, ambiguous-period, period-without-year, repeated-period, period-out-of-order (a warning).
    """
    found: dict[Heading, str] = {}
    newest: dict[int, Heading] = {}  # by how many months they cover: a sheet may have years beside quarters
    certain = [read_heading(cell) for cell in table.own_headings if not shows_no_year(cell)]
    among = [heading.newest for heading in certain if isinstance(heading, Heading)]
    for cell in table.own_headings:
        if (fault := unusable(cell)) is not None:
            problems.append(fault)
            continue
        heading = read_heading(cell, among)
        where = str(cell.address)
        if isinstance(heading, NotRead):
            problems.append(period_problem(cell, heading))
            continue
        if heading in found:
            problems.append(
                Problem(
                    "repeated-period",
                    where,
                    f"{heading.name} already heads {found[heading]}.",
                    "head each column by its own period; Excel may have turned one of them into a date",
                )
            )
            continue
        before = newest.get(heading.meanings[0].months)
        if before is not None and heading.newest < before.newest:
            problems.append(
                warning(
                    "period-out-of-order",
                    where,
                    f"{heading.name} stands to the right of {before.name}; figures are used by their period.",
                    "put the columns in order of time, and see whether the heading is the period you meant",
                )
            )
        if before is None or heading.newest > before.newest:
            newest[heading.meanings[0].months] = heading
        found[heading] = where
    return PeriodColumns(tuple(found.items()))


def rows_by_reference(table: Table, listed: References, problems: list[Problem]) -> dict[str, Record]:
    """Return each row by its reference, having reported those that are unknown or there twice."""
    rows: dict[str, Record] = {}
    taken = {each for record in table.records if (each := listed.find(record.text("Reference"))) is not None}
    for record in table.records:
        typed, where = record.text("Reference"), str(record.address("Reference"))
        if not typed:
            continue
        reference = listed.find(typed)
        if reference is None:
            is_alone = len(record.cells) == 1
            problems.append(unknown_reference(typed, where, listed, taken=taken, is_alone=is_alone))
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


def read_optional_figure(
    record: Record, heading: str, unit: Unit, problems: list[Problem], *, codes: Collection[Status] | None = None
) -> Figure | None:
    """Return the figure below a heading; None where the cell is blank, a placeholder where it is faulty.

    It is a result, or where `codes` are given one that others are compared or computed with, which may have only those.
    """
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    figure = read_figure(cell, unit) if codes is None else read_bar(cell, unit, codes=codes)
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


def look_at_figures(
    table: Table | None,
    units: Mapping[str, Unit],
    listed: References,
    problems: list[Problem],
    *,
    codes: Collection[Status] | None = None,
    also: Sequence[str] = ("Year to date", "Previous year", "Forecast", "Baseline", "Last year's outturn"),
) -> None:
    """Report faulty figures of indicators that could not be read themselves, but whose units are known.

    They stand below periods and the headings of `also`.
    """
    for record in table.records if table and units else ():
        unit = units.get(listed.known(record.text("Reference")))
        if table is None or unit is None:
            continue
        for heading in (*(str(cell.address) for cell in table.own_headings), *also):
            read_optional_figure(record, heading, unit, problems, codes=codes)
