"""The Data sheet: the figures behind the results, put together by `series`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.intake.fields import period_problem, read_day, read_heading
from kccreport.intake.period_sheet import read_optional_figure
from kccreport.intake.record import Record
from kccreport.intake.references import References, unknown_reference
from kccreport.intake.series import Measure, Observation, Series, build_series
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Figure
from kccreport.models.measure import Basis, Status, Unit
from kccreport.models.period import Period
from kccreport.models.reading.meaning import NotRead

_PLAIN = Unit(name="number")


def read_series(
    table: Table, known: Mapping[str, AnyIndicator], listed: References, problems: list[Problem]
) -> dict[str, tuple[Series, dict[Period, CellAddress]]]:
    """Compute the series of every reference on the Data sheet, with a cell to point at for each period."""
    observations: list[Observation] = []
    cells: dict[str, dict[Period, CellAddress]] = {}
    spans: dict[tuple[str, Period], int] = {}
    for record in table.records:
        reference = listed.known(record.text("Reference"))
        if reference and reference not in listed:
            problems.append(unknown_reference(reference, str(record.address("Reference")), listed))
        found = _observation(record, known[reference], problems) if reference in known else None
        if found is None:
            continue
        seen, span = found
        months = _months(seen, span)
        if any(spans.setdefault((reference, each.period), span) != span for each in months):
            problems.append(_twice(record, reference))
            continue
        observations += months
        cells.setdefault(seen.reference, {})[seen.period] = record.address("Reference")
    measures = {
        reference: Measure(known[reference].frequency, known[reference].basis, known[reference].unit.is_percentage)
        for reference in cells
    }
    if not observations:
        return {}
    return {reference: (series, cells[reference]) for reference, series in build_series(observations, measures).items()}


def _months(seen: Observation, span: int) -> list[Observation]:
    """Return what a row says month by month: all of a quarter or a year in its last month, and nothing in the others."""

    def nought(given: float | None) -> float | None:
        return None if given is None else 0.0

    nothing = replace(
        seen, count=nought(seen.count), numerator=nought(seen.numerator), denominator=nought(seen.denominator)
    )
    return [*(replace(nothing, period=seen.period.plus(-back)) for back in range(1, span)), seen]


def _twice(record: Record, reference: str) -> Problem:
    return Problem(
        "repeated-period",
        str(record.address("Date")),
        f"{reference} has rows for months and for longer periods that hold them.",
        "keep its months, or its quarters or years, not both",
    )


def _period(record: Record, indicator: AnyIndicator) -> tuple[Period, int] | NotRead:
    """Return the month a row is about and 1, or the last month of a quarter or a year and how many it has.

    A longer period than a month must be a part of the indicator's own, and not one whose months are averaged.
    """
    cell = record.cell("Date")
    day = read_day(cell)
    if not isinstance(day, NotRead):
        return Period(day.date.year, day.date.month), 1
    heading = read_heading(cell)
    if isinstance(heading, NotRead) or indicator.basis is Basis.MEAN_OF_MONTHS:
        return day
    whole = heading.period_for(indicator.frequency)
    if whole is not None and heading.doubt(indicator.frequency) is None:
        return whole, indicator.frequency.months_to(whole)
    meaning = heading.only
    if meaning is None or indicator.frequency.months_to(meaning.end) % meaning.months:
        return day
    return meaning.end, meaning.months


def _observation(record: Record, indicator: AnyIndicator, problems: list[Problem]) -> tuple[Observation, int] | None:
    """Return what a row counted, and over how many months; None where it is blank or faulty."""
    date_cell = record.cell("Date")
    if date_cell.is_blank:
        return None
    read = _period(record, indicator)
    if isinstance(read, NotRead):
        problems.append(period_problem(date_cell, read, "the date"))
        return None
    period, span = read
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
    return Observation(reference, period, count, numerator, denominator), span


def _plain(record: Record, heading: str, problems: list[Problem]) -> float | None:
    figure = read_optional_figure(record, heading, _PLAIN, problems, codes=())
    return None if figure is None or figure.value is None else float(figure.value)


def from_series(
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
                f"add the missing months, or one row for the whole {indicator.frequency.noun}",
            )
        )
        return {"cells": {**indicator.cells, "Data": cells[max(cells)]}}
    at = {period: cells.get(period, indicator.cells["Reference"]) for period in series.results}
    newest = at[max(series.results)]

    def figure(value: Decimal | None, where: CellAddress) -> Figure:
        return Figure(value=value, at=where) if value is not None else Figure(status=Status.NOT_AVAILABLE, at=where)

    def result(period: Period, value: Decimal | None) -> Figure:
        found, cases = figure(value, at[period]), _cases(indicator, series, period)
        return found.model_copy(update={"cases": cases}) if value is not None and cases else found

    fields: dict[str, Any] = {
        "results": {period: result(period, value) for period, value in series.results.items()},
        "year_to_date": figure(series.year_to_date, newest) if indicator.basis.has_year_to_date else None,
        "cells": {**indicator.cells, "Data": cells[max(cells)]},
    }
    if series.previous_year is not None:
        fields["previous_year"] = Figure(value=series.previous_year, at=newest)
    return fields


def _cases(indicator: AnyIndicator, series: Series, period: Period) -> tuple[Decimal, Decimal] | None:
    """Return the numerator and the denominator of a result; None of a count, and of a mean, which has no one pair."""
    counted = series.counted.get(period, ())
    if len(counted) < 2 or indicator.basis is Basis.MEAN_OF_MONTHS:
        return None
    numerator, denominator = (Decimal(f"{number:.15g}") for number in counted[:2])
    return numerator, denominator
