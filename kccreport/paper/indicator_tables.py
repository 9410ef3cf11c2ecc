"""The tables of KPIs and of activity indicators: which columns they need, and what stands in each cell."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import TypeVar, cast

from kccreport.layout.schema import (
    ActivityColumn,
    KpiColumn,
    ServiceAreas,
)
from kccreport.models.indicator import Indicator, Kpi
from kccreport.models.period import Frequency, Period
from kccreport.models.schemes import FloorStandard
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    HistoryCell,
    RatingCell,
    SparkCell,
    StateCell,
    Table,
    TravelCell,
    strong_cell,
    text_cell,
)
from kccreport.paper.chart import chart_words
from kccreport.paper.wording import NOT_APPLICABLE, RATING_WORDS, figure_words, result_words, target_words
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedKpi, rating_at, times_met, year_to_date


def kpi_table(block: ServiceAreas, group: Sequence[RatedKpi], periods: Sequence[Period]) -> Table:
    """Return the table of one group of KPIs, without the columns that would be empty in every row."""
    unused: set[str] = set()
    if not any(year_to_date(each.kpi) is not None for each in group):
        unused = {"year_to_date", "year_to_date_rating"}
    if not any(each.kpi.forecast for each in group):
        unused |= {"forecast", "forecast_rating"}
    names = named_columns(block.kpi_columns, group, unused)
    limit = "Floor" if all(isinstance(each.kpi.scheme, FloorStandard) for each in group) else "Amber limit"
    headings = {
        "reference": Column("Ref", ColumnKind.REFERENCE),
        "title": Column("Indicator", ColumnKind.TITLE),
        "sparkline": Column("Trend", ColumnKind.SPARK),
        "rating": Column(f"{group[0].kpi.frequency.noun.capitalize()} RAG", ColumnKind.RATING),
        "year_to_date": Column("Year to date", ColumnKind.TOTAL),
        "year_to_date_rating": Column("YTD RAG", ColumnKind.RATING),
        "target": Column("Target", ColumnKind.FIGURE),
        "year_end_target": Column("Year-end target", ColumnKind.FIGURE),
        "forecast": Column("Forecast", ColumnKind.FIGURE),
        "forecast_rating": Column("Forecast RAG", ColumnKind.RATING),
        "previous_rating": Column("Previous RAG", ColumnKind.RATING),
        "floor": Column(limit, ColumnKind.FIGURE),
        "direction": Column("Direction of travel", ColumnKind.TRAVEL),
        "history": Column("Latest ratings", ColumnKind.HISTORY),
        "met": Column("Target met", ColumnKind.TOTAL),
    }
    columns = _columns(names, headings, periods, group[0].kpi.frequency)
    return Table(columns, tuple(_kpi_row(names, each, periods) for each in group))


_Name = TypeVar("_Name", bound=str)


def named_columns(columns: Sequence[_Name], group: Sequence[RatedIndicator], unused: Collection[str]) -> list[_Name]:
    """Return the columns of a table without those that are unused; without references the title names each row."""
    if any(each.indicator.has_reference for each in group):
        return [name for name in columns if name not in unused]
    named = [name for name in columns if name not in unused and name != "reference"]
    return named if "title" in named else [cast(_Name, "title"), *named]


def _columns(
    names: Sequence[str], headings: dict[str, Column], periods: Sequence[Period], frequency: Frequency
) -> tuple[Column, ...]:
    columns: list[Column] = []
    for name in names:
        if name == "results":
            columns.extend(Column(frequency.label(period), ColumnKind.FIGURE) for period in periods)
        else:
            columns.append(headings[name])
    return tuple(columns)


_STATE_IN_KPI_ROW = frozenset({
    "results", "sparkline", "rating", "year_to_date", "year_to_date_rating", "direction", "forecast", "forecast_rating",
    "previous_rating", "history", "met",
})  # fmt: skip
_STATE_IN_ACTIVITY_ROW = frozenset({"results", "year_to_date", "alert"})


def _kpi_row(names: Sequence[KpiColumn], each: RatedKpi, periods: Sequence[Period]) -> tuple[Cell, ...]:
    kpi = each.kpi
    cells: list[Cell] = []
    for name, run in _runs(names, kpi, _STATE_IN_KPI_ROW):
        match name:
            case "state":
                cells.append(_state(kpi, run, periods))
            case "results":
                cells.extend(_results(kpi, periods))
            case "sparkline":
                cells.append(_spark(each, periods))
            case "rating":
                cells.append(rating_cell(each))
            case "history":
                cells.append(history_cell(each))
            case "met":
                cells.append(FigureCell(met_words(each, periods)))
            case "year_to_date":
                cells.append(FigureCell(_year_to_date_words(kpi)))
            case "year_to_date_rating":
                cells.append(RatingCell(each.year_to_date, NOT_APPLICABLE))
            case "target":
                cells.append(FigureCell(target_words(kpi, kpi.latest_period)))
            case "year_end_target":
                cells.append(FigureCell(figure_words(kpi.target, kpi.target_decimals, kpi.unit)))
            case "forecast":
                cells.append(FigureCell(result_words(kpi.forecast, kpi.decimals, kpi.unit) or NOT_APPLICABLE))
            case "forecast_rating":
                cells.append(RatingCell(each.forecast, NOT_APPLICABLE))
            case "previous_rating":
                cells.append(RatingCell(each.previous, NOT_APPLICABLE))
            case "floor":
                cells.append(FigureCell(_amber_limit(kpi)))
            case "direction":
                cells.append(TravelCell(each.travel, each.travel_method.finds_trends))
            case _:
                cells.append(strong_cell(kpi.published_reference) if name == "reference" else text_cell(kpi.full_title))
    return tuple(cells)


def rating_cell(each: RatedKpi) -> Cell:
    """Return the latest rating; of a stale KPI in quiet words with the period it is of, since it is not current."""
    period = each.kpi.latest_period
    if each.is_stale and period is not None:
        rating = "Not rated" if each.latest is None else RATING_WORDS[each.latest]
        return StateCell(f"{rating} in {each.kpi.frequency.label(period)}")
    return RatingCell(each.latest, is_override=each.kpi.override is not None)


def history_cell(each: RatedKpi, most: int = 6) -> Cell:
    """Return the ratings of the newest periods as a strip, oldest first; a dash where there is only one."""
    kpi = each.kpi
    periods = [period for period in sorted(kpi.results) if not kpi.results[period].is_forecast][-most:]
    if kpi.suspension or len(periods) < 2:
        return text_cell("–")
    ratings = tuple(rating_at(kpi, period) for period in periods)
    words = (
        f"{kpi.frequency.label(period)} {RATING_WORDS[rating] if rating else 'not rated'}"
        for period, rating in zip(periods, ratings, strict=True)
    )
    return HistoryCell(ratings, f"Ratings of {kpi.short_title}: {', '.join(words)}.")


def met_words(each: RatedKpi, periods: Sequence[Period]) -> str:
    """Return in how many of some periods the target was met, such as "2 of 3"; n/a where none has both figures."""
    met, rated = times_met(each.kpi, periods)
    return f"{met} of {rated}" if rated else NOT_APPLICABLE


def _spark(each: RatedKpi, periods: Sequence[Period]) -> Cell:
    """Return the results of the table's periods as a small line; a dash where there are too few for one."""
    figures = [each.kpi.results.get(period) for period in periods]
    values = tuple(None if figure is None else figure.value for figure in figures)
    if sum(value is not None for value in values) < 2:
        return text_cell("–")
    return SparkCell(values, chart_words(each, periods))


def _amber_limit(kpi: Kpi) -> str:
    """Return the least good figure that is not yet the worst rating, as printed."""
    limit = kpi.scheme.amber_limit(kpi.current_target, kpi.polarity)
    return NOT_APPLICABLE if limit is None else figure_words(limit, kpi.target_decimals, kpi.unit)


def activity_table(block: ServiceAreas, group: Sequence[RatedActivity], periods: Sequence[Period]) -> Table:
    """Return the table of one group of activity indicators, without the columns that would be empty in every row."""
    unused: set[str] = set()
    has_totals = any(year_to_date(each.activity) is not None for each in group)
    if not has_totals:
        unused.add("year_to_date")
    if not any(each.activity.has_range for each in group):
        unused |= {"alert", "upper", "lower"}
    if not any(each.activity.previous_year is not None for each in group):
        unused.add("previous_year")
    names = named_columns(block.activity_columns, group, unused)
    previous = "Previous YTD" if has_totals else f"Same {group[0].activity.frequency.noun} last year"
    headings = {
        "reference": Column("Ref", ColumnKind.REFERENCE),
        "title": Column("Indicator", ColumnKind.TITLE),
        "year_to_date": Column("Year to date", ColumnKind.TOTAL),
        "alert": Column("In expected range?", ColumnKind.ALERT),
        "upper": Column("Expected upper", ColumnKind.TOTAL),
        "lower": Column("Expected lower", ColumnKind.TOTAL),
        "previous_year": Column(previous, ColumnKind.COMPARATOR),
    }
    rows = tuple(_activity_row(names, each, periods) for each in group)
    return Table(_columns(names, headings, periods, group[0].activity.frequency), rows)


def _activity_row(names: Sequence[ActivityColumn], each: RatedActivity, periods: Sequence[Period]) -> tuple[Cell, ...]:
    activity = each.activity
    cells: list[Cell] = []
    for name, run in _runs(names, activity, _STATE_IN_ACTIVITY_ROW):
        match name:
            case "state":
                cells.append(_state(activity, run, periods))
            case "results":
                cells.extend(_results(activity, periods))
            case "year_to_date":
                cells.append(FigureCell(_year_to_date_words(activity)))
            case "alert":
                cells.append(AlertCell(each.alert))
            case "upper" | "lower":
                bound = activity.upper if name == "upper" else activity.lower
                cells.append(
                    FigureCell(
                        NOT_APPLICABLE
                        if bound is None
                        else figure_words(bound, activity.target_decimals, activity.unit)
                    )
                )
            case "previous_year":
                decimals = activity.year_to_date_decimals if activity.basis.has_year_to_date else activity.decimals
                cells.append(
                    FigureCell(result_words(activity.previous_year, decimals, activity.unit) or NOT_APPLICABLE)
                )
            case _:
                cells.append(
                    strong_cell(activity.published_reference) if name == "reference" else text_cell(activity.full_title)
                )
    return tuple(cells)


def _runs(names: Sequence[str], indicator: Indicator, stated: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield columns one by one; for a suspended indicator, neighbours without a figure come as one run, "state"."""
    for name, run in groupby(names, key=lambda name: "state" if indicator.suspension and name in stated else name):
        yield name, list(run)


def _state(indicator: Indicator, run: list[str], periods: Sequence[Period]) -> StateCell:
    width = sum(len(periods) if name == "results" else 1 for name in run)
    return StateCell(indicator.suspension.sentence if indicator.suspension else "", width)


def _results(indicator: Indicator, periods: Sequence[Period]) -> Iterator[FigureCell]:
    for period in periods:
        yield FigureCell(result_words(indicator.results.get(period), indicator.decimals, indicator.unit))


def _year_to_date_words(indicator: Indicator) -> str:
    words = result_words(year_to_date(indicator), indicator.year_to_date_decimals, indicator.unit)
    return words or NOT_APPLICABLE
