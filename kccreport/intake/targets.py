"""The Targets sheet: targets, and floor standards, that are phased over the year."""

import re

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.intake.period_sheet import PeriodColumns, read_optional_figure, read_periods, rows_by_reference
from kccreport.intake.record import Record
from kccreport.intake.references import References
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Kpi
from kccreport.models.measure import Status, agreed
from kccreport.models.schemes import FloorStandard

_FLOOR = pattern(r"[\s:(–-]+floor(?: standard)?\)?$", re.IGNORECASE)


def with_targets(
    indicators: tuple[AnyIndicator, ...], table: Table | None, listed: References, problems: list[Problem]
) -> tuple[AnyIndicator, ...]:
    """Return the indicators, each KPI with the targets its row phases over the periods.

    Problems: those of the period headings and references, not-a-number, unused-cell (a warning).
    """
    if table is None:
        return indicators
    periods = read_periods(table, problems)
    own = [record for record in table.records if _of_floor(record, listed) is None]
    rows = rows_by_reference(table._replace(records=tuple(own)), listed, problems)
    indicators = _with_floors(indicators, table, periods, listed, problems)
    filled: list[AnyIndicator] = []
    for indicator in indicators:
        row = rows.get(indicator.reference)
        if row is None or not isinstance(indicator, Kpi):
            if row is not None:
                where = str(row.address("Reference"))
                problems.append(
                    warning(
                        "unused-cell",
                        where,
                        f"{indicator.reference} is activity, which has no target.",
                        "delete the row",
                    )
                )
            filled.append(indicator)
            continue
        problems.extend(periods.misplaced(indicator, row))
        phased = {
            period: read_optional_figure(row, heading, indicator.unit, problems, codes=(Status.NOT_DUE,))
            for period, heading in periods.of(indicator, row).items()
        }
        to_date = read_optional_figure(row, "Year to date", indicator.unit, problems, codes=(Status.NOT_DUE,))
        filled.append(
            indicator.model_copy(
                update={
                    "phased_targets": {
                        period: None if figure.value is None else agreed(figure.value, indicator.target_decimals)
                        for period, figure in phased.items()
                        if figure and (figure.value is not None or figure.status is Status.NOT_DUE)
                    },
                    "year_to_date_target": None
                    if to_date is None or to_date.value is None
                    else agreed(to_date.value, indicator.target_decimals),
                    "cells": {**indicator.cells, "Targets": row.address("Reference")},
                }
            )
        )
    return tuple(filled)


def _of_floor(record: Record, listed: References) -> str | None:
    """Return the reference whose floor standard a row phases, such as that of "CS07 floor"; None for rows of targets."""
    named = record.text("Reference")
    base = _FLOOR.sub("", named)
    return listed.known(base) if base != named and named not in listed and base in listed else None


def _with_floors(
    indicators: tuple[AnyIndicator, ...],
    table: Table,
    periods: PeriodColumns,
    listed: References,
    problems: list[Problem],
) -> tuple[AnyIndicator, ...]:
    """Return the indicators, each rated by a floor standard with those that its row of floors phases over the periods."""
    rows = {of: record for record in table.records if (of := _of_floor(record, listed)) is not None}
    filled: list[AnyIndicator] = []
    for indicator in indicators:
        row = rows.get(indicator.reference)
        if row is None:
            filled.append(indicator)
            continue
        if not isinstance(indicator, Kpi) or not isinstance(indicator.scheme, FloorStandard):
            problems.append(
                warning(
                    "unused-cell",
                    str(row.address("Reference")),
                    f"{indicator.reference} is not rated by a floor standard.",
                    "delete the row, or type a floor standard on the Indicators sheet",
                )
            )
            filled.append(indicator)
            continue
        problems.extend(periods.misplaced(indicator, row))
        found = {
            period: read_optional_figure(row, heading, indicator.unit, problems, codes=())
            for period, heading in periods.of(indicator, row).items()
        }
        floors = {
            period: agreed(figure.value, indicator.target_decimals)
            for period, figure in found.items()
            if figure is not None and figure.value is not None
        }
        to_date = read_optional_figure(row, "Year to date", indicator.unit, problems, codes=())
        year_to_date = (
            None if to_date is None or to_date.value is None else agreed(to_date.value, indicator.target_decimals)
        )
        filled.append(indicator.model_copy(update={"phased_floors": floors, "year_to_date_floor": year_to_date}))
    return tuple(filled)
