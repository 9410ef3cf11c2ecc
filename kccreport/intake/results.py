"""The Results and Data sheets to indicators with their figures."""

import difflib
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from kccreport.address import CellAddress
from kccreport.intake.fields import parse_day, parse_period_cell
from kccreport.intake.figures import read_figure, unusable
from kccreport.intake.table import Record, Table
from kccreport.models.indicator import AnyIndicator, Figure, Suspension
from kccreport.models.measure import Status, Unit
from kccreport.models.period import Period
from kccreport.problem import Problem, warning
from kccreport.series import Measure, Observation, Series, build_series

_PLAIN = Unit(name="number")


def with_results(
    indicators: tuple[AnyIndicator, ...],
    results: Table | None,
    data: Table | None,
    listed: Collection[str],
    problems: list[Problem],
) -> tuple[AnyIndicator, ...]:
    """Return the indicators with every figure that either sheet holds for them.

    `listed` names every reference of the Indicators sheet, also those whose own row is faulty: their results are
    passed over, not called unknown.

    Problems: not-a-period, repeated-period, period-out-of-order, unknown-reference, repeated-reference, given-twice,
    no-results-row, missing-numerator, and those of `read_figure`.
    """
    known = {indicator.reference: indicator for indicator in indicators}
    for record in results.records if results else ():
        if record.text("Reference") in listed and record.text("Reference") not in known:
            # its own row is faulty, so its unit is not known; what can be told without it is told now
            problems.extend(fault for cell in record.cells.values() if (fault := unusable(cell)))
    periods = _periods(results, problems) if results else {}
    rows = _rows_by_reference(results, listed, problems) if results else {}
    series = _series(data, known, listed, problems) if data else {}
    filled = []
    for indicator in indicators:
        row = rows.get(indicator.reference)
        if row is not None:
            indicator = indicator.model_copy(update=_from_row(indicator, row, periods, problems))
        if indicator.reference in series:
            computed, cells = series[indicator.reference]
            indicator = indicator.model_copy(update=_from_series(indicator, computed, cells, problems))
        elif row is None and results is not None:
            problems.append(
                Problem(
                    "no-results-row",
                    str(indicator.cells["Reference"]),
                    f"{indicator.reference} has no row on the Results sheet and no figures on the Data sheet.",
                    "add its row, with figures or with [suspended]",
                )
            )
        filled.append(indicator)
    return tuple(filled)


def _periods(table: Table, problems: list[Problem]) -> dict[Period, str]:
    """Return the heading key of each period column, in order of time."""
    found: dict[Period, str] = {}
    newest: Period | None = None
    for cell in table.period_headings:
        period = parse_period_cell(cell)
        where = str(cell.address)
        if period is None or not 1990 <= period.year <= 2099:
            problems.append(
                Problem(
                    "not-a-period",
                    where,
                    f"the heading {cell.text[:40]!r} is not a period.",
                    "type a month and year, such as Dec 20",
                )
            )
            continue
        if period in found:
            problems.append(
                Problem(
                    "repeated-period",
                    where,
                    f"{period.full_label} already heads {found[period]}.",
                    "head each column by its own period; Excel may have turned one of them into a date",
                )
            )
            continue
        if newest is not None and period < newest:
            problems.append(
                warning(
                    "period-out-of-order",
                    where,
                    f"{period.full_label} stands to the right of {newest.full_label}; figures are used by their period.",
                    "put the columns in order of time, and see whether the heading is the period you meant",
                )
            )
        newest = period if newest is None else max(newest, period)
        found[period] = where
    return dict(sorted(found.items()))


def _rows_by_reference(table: Table, listed: Collection[str], problems: list[Problem]) -> dict[str, Record]:
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


def _from_row(
    indicator: AnyIndicator, record: Record, periods: Mapping[Period, str], problems: list[Problem]
) -> dict[str, Any]:
    """Return the fields that one row of the Results sheet fills."""
    results: dict[Period, Figure] = {}
    for period, heading in periods.items():
        if (figure := _figure(record, heading, indicator.unit, problems)) is not None:
            results[period] = figure
    named = ("Year to date", "Previous year", "Status", "Status note")
    cells = {heading: record.address(heading) for heading in named if heading in record.columns}
    cells |= {f"Results {period.label}": record.address(heading) for period, heading in periods.items()}
    return {
        "results": results,
        "year_to_date": _figure(record, "Year to date", indicator.unit, problems),
        "previous_year": _figure(record, "Previous year", indicator.unit, problems),
        "suspension": _suspension(record, problems),
        "cells": {**indicator.cells, **cells, "Results": record.address("Reference")},
    }


def _figure(record: Record, heading: str, unit: Unit, problems: list[Problem]) -> Figure | None:
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    figure = read_figure(cell, unit)
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


def _suspension(record: Record, problems: list[Problem]) -> Suspension | None:
    cell = record.cell("Status")
    if cell.is_blank:
        return None
    figure = read_figure(cell, _PLAIN)
    if isinstance(figure, Problem) or figure.status is not Status.SUSPENDED:
        problems.append(
            Problem(
                "unknown-status",
                str(cell.address),
                f"{cell.text[:30]!r} is not a status of a whole row.",
                "type [suspended] or clear it",
            )
        )
        return None
    if record.cell("Status note").is_blank:
        problems.append(
            Problem(
                "blank-cell",
                str(record.address("Status note")),
                f"{record.text('Reference')} is suspended, but nothing says what to print instead of its results.",
                "type a few words, such as Audits suspended",
            )
        )
    return Suspension(note=record.text("Status note") or "Suspended", reason=record.text("Status reason"))


def _series(
    table: Table, known: Mapping[str, AnyIndicator], listed: Collection[str], problems: list[Problem]
) -> dict[str, tuple[Series, dict[Period, CellAddress]]]:
    """Compute the series of every reference on the Data sheet, with a cell to point at for each period."""
    observations: list[Observation] = []
    cells: dict[str, dict[Period, CellAddress]] = {}
    for record in table.records:
        reference = record.text("Reference")
        if reference and reference not in listed:
            problems.append(unknown_reference(reference, str(record.address("Reference")), listed))
        seen = _observation(record, known[reference], problems) if reference in known else None
        if seen is not None:
            observations.append(seen)
            cells.setdefault(seen.reference, {})[seen.period] = record.address("Reference")
    measures = {
        reference: Measure(known[reference].frequency, known[reference].basis, known[reference].unit.is_percentage)
        for reference in cells
    }
    if not observations:
        return {}
    return {reference: (series, cells[reference]) for reference, series in build_series(observations, measures).items()}


def _observation(record: Record, indicator: AnyIndicator, problems: list[Problem]) -> Observation | None:
    date_cell = record.cell("Date")
    if date_cell.is_blank:
        return None
    period = parse_period_cell(date_cell)
    if period is None and (day := parse_day(date_cell)) is not None:
        period = Period(day.date.year, day.date.month)
    if period is None:
        problems.append(
            Problem(
                "not-a-period",
                str(date_cell.address),
                f"{date_cell.text[:30]!r} is not a date.",
                "type a date, or a month such as Dec 20",
            )
        )
        return None
    before = len(problems)
    count, numerator, denominator = (
        _plain(record, heading, problems) for heading in ("Count", "Numerator", "Denominator")
    )
    if len(problems) > before:
        return None
    reference, is_percentage = indicator.reference, indicator.unit.is_percentage
    if (
        (numerator is None) != (denominator is None)
        or (count is None and numerator is None)
        or (is_percentage and count is not None)
    ):
        wanted = "a numerator and a denominator" if is_percentage else "a count, or a numerator and a denominator"
        problems.append(
            Problem(
                "missing-numerator",
                str(record.address("Numerator")),
                f"{reference} needs {wanted} in this row.",
                "type the figures, or delete the row",
            )
        )
        return None
    if denominator is not None and (denominator < 0 or (denominator == 0 and numerator)):
        problems.append(
            Problem(
                "not-a-number",
                str(record.address("Denominator")),
                "the denominator must be more than 0.",
                "type how many there were in all",
            )
        )
        return None
    return Observation(reference, period, count, numerator, denominator)


def _plain(record: Record, heading: str, problems: list[Problem]) -> float | None:
    figure = _figure(record, heading, _PLAIN, problems)
    return None if figure is None or figure.value is None else float(figure.value)


def _from_series(
    indicator: AnyIndicator, series: Series, cells: Mapping[Period, CellAddress], problems: list[Problem]
) -> dict[str, Any]:
    """Return the fields that computed figures fill; figures typed as well would contradict them sooner or later."""
    typed = [period for period, figure in indicator.results.items() if figure.value is not None]
    if typed or (indicator.year_to_date is not None and indicator.year_to_date.value is not None):
        where = indicator.results[typed[0]].at if typed else indicator.cells["Year to date"]
        problems.append(
            Problem(
                "given-twice",
                str(where),
                f"{indicator.reference} has figures here and on the Data sheet.",
                "clear them here (they are computed), or take its rows off the Data sheet",
            )
        )
    if not series.results:
        problems.append(
            Problem(
                "no-results-row",
                str(min(cells.values())),
                f"the Data sheet holds no whole {indicator.frequency.noun} of {indicator.reference}.",
                "add the missing months",
            )
        )
        return {}
    at = {period: cells.get(period, indicator.cells["Reference"]) for period in series.results}
    newest = at[max(series.results)]

    def figure(value: Decimal | None, where: CellAddress) -> Figure:
        return Figure(value=value, at=where) if value is not None else Figure(status=Status.NOT_AVAILABLE, at=where)

    fields: dict[str, Any] = {
        "results": {period: figure(value, at[period]) for period, value in series.results.items()},
        "year_to_date": figure(series.year_to_date, newest) if indicator.basis.has_year_to_date else None,
    }
    if series.previous_year is not None:
        fields["previous_year"] = Figure(value=series.previous_year, at=newest)
    return fields
