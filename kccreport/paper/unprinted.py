"""What is filled in and printed nowhere: nothing is dropped quietly."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem, warning
from kccreport.layout.schema import ActivityIndicators, IndicatorReports, KpiSummary, Layout, ServiceAreas
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedSubmission


def is_printed(each: RatedIndicator, layout: Layout) -> bool:
    """Say whether any block of a layout prints such an indicator."""
    kinds = (
        (ServiceAreas, ActivityIndicators)
        if isinstance(each, RatedActivity)
        else (ServiceAreas, KpiSummary, IndicatorReports)
    )
    return any(isinstance(block, kinds) for block in layout.blocks)


def unprinted(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find indicators, facts, comparators and forecasts that are filled in and that the layout prints nowhere.

    Problems: unprinted (a warning).
    """
    has_reports = any(isinstance(block, IndicatorReports) for block in layout.blocks)
    for each in rated.indicators:
        indicator = each.indicator
        cells = indicator.cells
        if not is_printed(each, layout):
            kind = "activity indicators" if isinstance(each, RatedActivity) else "KPIs"
            what = f"{indicator.reference} is printed nowhere: the layout {layout.name} has no block for {kind}"
            yield warning("unprinted", str(cells["Reference"]), f"{what}.", "choose another layout, or delete the row")
            continue
        in_report = has_reports and not isinstance(each, RatedActivity)
        if indicator.forecast is not None and not in_report and not _prints_forecasts(layout):
            yield _column(f"the forecast of {indicator.reference}", str(indicator.forecast.at), layout)
        if not in_report:
            for comparator in indicator.comparators:
                yield _column(f"the figure of {comparator.name[:40]}", str(comparator.at), layout)
    if not has_reports and any(each.indicator.facts for each in rated.indicators):
        yield _column("what stands there on single indicators", "'Details'", layout)


def _prints_forecasts(layout: Layout) -> bool:
    columns = {
        name for block in layout.blocks if isinstance(block, ServiceAreas | KpiSummary) for name in _columns(block)
    }
    return bool(columns & {"forecast", "forecast_rating"})


def _columns(block: ServiceAreas | KpiSummary) -> tuple[str, ...]:
    return block.kpi_columns if isinstance(block, ServiceAreas) else block.columns


def _column(what: str, where: str, layout: Layout) -> Problem:
    message = f"{what} is not printed by the layout {layout.name}."
    return warning("unprinted", where, message, "clear it, or choose a layout with indicator reports")
