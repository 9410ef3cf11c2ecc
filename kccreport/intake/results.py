"""The Results and Data sheets to indicators with their figures."""

from typing import Any

from kccreport.ground.problem import Problem, warning
from kccreport.intake.data import from_series, read_series
from kccreport.intake.fields import read_rating
from kccreport.intake.figures import read_figure, unusable
from kccreport.intake.period_sheet import PeriodColumns, read_optional_figure, read_periods, rows_by_reference
from kccreport.intake.record import Record
from kccreport.intake.references import References
from kccreport.intake.suppression import all_suppressed
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Figure, Kpi, Override, Suspension
from kccreport.models.measure import Status, Unit
from kccreport.models.period import Period
from kccreport.models.ratings import RatingScale

_PLAIN = Unit(name="number")
_ABSENCES = frozenset({Status.NOT_DUE, Status.OVERDUE, Status.NOT_AVAILABLE})


def with_results(
    indicators: tuple[AnyIndicator, ...],
    results: Table | None,
    data: Table | None,
    listed: References,
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
        reference = listed.find(record.text("Reference"))
        if reference is not None and reference not in known:
            # its own row is faulty, so its unit is not known; what can be told without it is told now
            problems.extend(fault for cell in record.cells.values() if (fault := unusable(cell)))
    periods = read_periods(results, problems) if results else PeriodColumns()
    rows = rows_by_reference(results, listed, problems) if results else {}
    series = read_series(data, known, listed, problems) if data else {}
    filled = []
    for indicator in indicators:
        row = rows.get(indicator.reference)
        if row is not None:
            indicator = indicator.model_copy(update=_from_row(indicator, row, periods, problems))
        if indicator.reference in series:
            computed, cells = series[indicator.reference]
            indicator = indicator.model_copy(update=from_series(indicator, computed, cells, problems))
        elif row is None and results is not None:
            problems.append(
                Problem(
                    "no-results-row",
                    str(indicator.cells["Reference"]),
                    f"{indicator.reference} has no row on the Results sheet and no figures on the Data sheet.",
                    f"add a row for {indicator.reference} on the Results sheet, with its figures; or with [suspended] in the "
                    "column Status, and in Status note what to print instead",
                )
            )
        filled.append(indicator)
    return all_suppressed(tuple(filled), {reference: computed for reference, (computed, _) in series.items()})


def _from_row(
    indicator: AnyIndicator, record: Record, columns: PeriodColumns, problems: list[Problem]
) -> dict[str, Any]:
    """Return the fields that one row of the Results sheet fills."""
    results: dict[Period, Figure] = {}
    periods = columns.of(indicator, record)
    problems.extend(columns.misplaced(indicator, record))
    for period, heading in periods.items():
        if (figure := read_optional_figure(record, heading, indicator.unit, problems)) is not None:
            results[period] = figure
    named = (
        "Year to date",
        "Previous year",
        "Forecast",
        "Baseline",
        "Last year's outturn",
        "Override",
        "Status",
        "Status note",
    )
    cells = {heading: record.address(heading) for heading in named if heading in record.columns}
    cells |= {f"Results {period.label}": record.address(heading) for period, heading in periods.items()}
    override = _override(record, indicator.ratings, problems)
    if override is not None and not isinstance(indicator, Kpi):
        problems.append(
            warning(
                "unused-cell",
                str(override.at),
                f"{indicator.reference} is activity, which has no rating.",
                "clear the override",
            )
        )
    return {
        **({"override": override} if isinstance(indicator, Kpi) else {}),
        "results": results,
        "year_to_date": read_optional_figure(record, "Year to date", indicator.unit, problems),
        "previous_year": read_optional_figure(record, "Previous year", indicator.unit, problems),
        "forecast": read_optional_figure(record, "Forecast", indicator.unit, problems),
        "baseline": read_optional_figure(record, "Baseline", indicator.unit, problems),
        "last_outturn": read_optional_figure(record, "Last year's outturn", indicator.unit, problems),
        **_status(record, problems),
        "cells": {**indicator.cells, **cells, "Results": record.address("Reference")},
    }


def _override(record: Record, scale: RatingScale, problems: list[Problem]) -> Override | None:
    """Return the rating that was set by hand; who decided it and why must stand beside it."""
    rating = read_rating(record, "Override", scale, problems)
    if rating is None:
        return None
    for heading, wanted in (("Override by", "who decided it"), ("Override reason", "why, in a few words")):
        if record.cell(heading).is_blank:
            problems.append(
                Problem(
                    "blank-cell",
                    str(record.address(heading if heading in record.columns else "Override")),
                    f"the rating of {record.text('Reference')} is set by hand, but {heading} is blank.",
                    f"type {wanted} in the column {heading}, or clear the override",
                )
            )
    return Override(
        rating=rating,
        by=record.text("Override by"),
        reason=record.text("Override reason"),
        at=record.address("Override"),
    )


def _status(record: Record, problems: list[Problem]) -> dict[str, Any]:
    """Return what the status of a whole row says: that it is suspended, or why its newest result is an older one."""
    cell = record.cell("Status")
    if cell.is_blank:
        return {}
    figure = read_figure(cell, _PLAIN)
    if isinstance(figure, Figure) and figure.status in _ABSENCES:
        return {"absence": figure.status}
    if isinstance(figure, Problem) or figure.status is not Status.SUSPENDED:
        problems.append(
            Problem(
                "unknown-status",
                str(cell.address),
                f"{cell.text[:30]!r} is not a status of a whole row.",
                "type [suspended], or [n], [o] or [x] where the newest result is of an earlier period, or clear it",
            )
        )
        return {}
    if record.cell("Status note").is_blank:
        problems.append(
            Problem(
                "blank-cell",
                str(record.address("Status note")),
                f"{record.text('Reference')} is suspended, but nothing says what to print instead of its results.",
                "type a few words, such as Audits suspended",
            )
        )
    return {
        "suspension": Suspension(note=record.text("Status note") or "Suspended", reason=record.text("Status reason"))
    }
