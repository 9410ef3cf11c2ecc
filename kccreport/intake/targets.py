"""The Targets sheet: targets that are phased over the year."""

from kccreport.ground.problem import Problem, warning
from kccreport.intake.period_sheet import read_optional_figure, read_periods, rows_by_reference
from kccreport.intake.references import References
from kccreport.intake.table import Table
from kccreport.models.indicator import AnyIndicator, Kpi
from kccreport.models.measure import Status, agreed


def with_targets(
    indicators: tuple[AnyIndicator, ...], table: Table | None, listed: References, problems: list[Problem]
) -> tuple[AnyIndicator, ...]:
    """Return the indicators, each KPI with the targets its row phases over the periods.

    Problems: those of the period headings and references, not-a-number, unused-cell (a warning).
    """
    if table is None:
        return indicators
    periods = read_periods(table, problems)
    rows = rows_by_reference(table, listed, problems)
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
