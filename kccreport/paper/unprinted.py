"""What is filled in and printed nowhere: nothing is dropped quietly."""

from collections.abc import Collection, Iterator

from kccreport.ground.problem import Problem, warning
from kccreport.layout.columns import detail_of
from kccreport.layout.schema import ActivityIndicators, IndicatorReports, KpiSummary, Layout, Measures, ServiceAreas
from kccreport.paper.wording import listed
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedSubmission

_SHOWN = 6


def is_printed(each: RatedIndicator, layout: Layout) -> bool:
    """Say whether any block of a layout prints such an indicator."""
    wanted = "activity" if isinstance(each, RatedActivity) else "kpis"
    if any(isinstance(block, Measures) and block.show in ("all", wanted) for block in layout.blocks):
        return True
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
    columns = layout.indicator_columns | layout.detail_columns
    for each in rated.indicators:
        indicator = each.indicator
        cells = indicator.cells
        if not is_printed(each, layout):
            kind = "activity indicators" if isinstance(each, RatedActivity) else "KPIs"
            what = f"{indicator.reference} is printed nowhere: the layout {layout.name} has no block for {kind}"
            yield warning("unprinted", str(cells["Reference"]), f"{what}.", "choose another layout, or delete the row")
            continue
        in_report = has_reports and not isinstance(each, RatedActivity)
        if indicator.forecast is not None and not in_report and not columns & {"forecast", "forecast_rating"}:
            yield _column(f"the forecast of {indicator.reference}", str(indicator.forecast.at), layout)
        for name, what, figure in (
            ("baseline", "the baseline", indicator.baseline),
            ("outturn", "last year's outturn", indicator.last_outturn),
        ):
            if figure is not None and name not in columns:
                yield _column(f"{what} of {indicator.reference}", str(figure.at), layout)
        if not in_report:
            for comparator in indicator.comparators:
                if comparator.name.casefold() == "baseline" and "baseline" in columns:
                    continue
                yield _column(f"the figure of {comparator.name[:40]}", str(comparator.at), layout)
    unread = _unread_facts(rated, columns)
    if not has_reports and unread:
        named = listed([*unread[:_SHOWN], f"{len(unread) - _SHOWN} more"] if len(unread) > _SHOWN + 1 else unread)
        yield _column(f"what stands there on single indicators, in {named},", "'Details'", layout)


def _unread_facts(rated: RatedSubmission, columns: Collection[str]) -> list[str]:
    """Return the columns of the sheet Details that are filled in and that no table prints."""
    printed = {detail_of(name).casefold() for name in columns}
    printed |= {"baseline"} if "baseline" in columns else set()
    printed |= {"outturn", "last year's outturn"} if "outturn" in columns else set()
    names = dict.fromkeys(name for each in rated.indicators for name in each.indicator.facts)
    return [name for name in names if name.casefold() not in printed]


def _column(what: str, where: str, layout: Layout) -> Problem:
    message = f"{what} is not printed by the layout {layout.name}."
    return warning("unprinted", where, message, "clear it, or choose a layout that prints it")
