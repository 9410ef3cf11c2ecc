"""The columns that a table of indicators may have: each once, with its heading and what stands in its cells."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct

from kccreport.ground.values import replace
from kccreport.language import say, say_word
from kccreport.models.indicator import Indicator
from kccreport.models.period import Period
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
    TravelCell,
    strong_cell,
    text_cell,
)
from kccreport.paper.chart_words import has_floor, spark_words
from kccreport.paper.period_words import in_period, rating_heading, same_last_year
from kccreport.paper.wording import (
    NOT_APPLICABLE,
    bar_words,
    latest_words,
    rating_words,
    result_words,
    short_with_unit,
    target_words,
)
from kccreport.rating.rated import RatedActivity, RatedKpi, rating_at, times_met, year_to_date
from kccreport.rating.travel import same_period_last_year

RatedT = TypeVar("RatedT", bound=RatedKpi | RatedActivity)
Periods = Sequence[Period]


class TableColumn(Struct, Generic[RatedT], frozen=True):
    """One column of a table of indicators.

    `heading` is printed above it, or made from the rows; `cell` makes what stands in a row, under the table's periods.
    A suspended indicator has no figure in a column that `is_figure`: neighbours of these become one cell that says why.
    A column that is `unused` by all of a table's rows is left out.
    """

    heading: str | Callable[[Sequence[RatedT]], str]
    kind: ColumnKind
    cell: Callable[[RatedT, Periods], Cell]
    is_figure: bool = True
    unused: Callable[[Sequence[RatedT]], bool] = lambda _: False

    def head(self, rows: Sequence[RatedT]) -> Column:
        """Return the column's heading over some rows."""
        return Column(say_word(self.heading) if isinstance(self.heading, str) else self.heading(rows), self.kind)


def rating_cell(each: RatedKpi) -> Cell:
    """Return the latest rating; of a stale KPI in quiet words with the period it is of, since it is not current."""
    period = each.kpi.latest_period
    if each.is_stale and period is not None:
        rating = say("Not rated") if each.latest is None else rating_words(each.latest, each.kpi.ratings)
        return StateCell(in_period(rating, each.kpi.label(period)))
    return RatingCell(each.latest, is_override=each.kpi.override is not None, scale=each.kpi.ratings)


def history_cell(each: RatedKpi, most: int = 6) -> Cell:
    """Return the ratings of the newest periods as a strip, oldest first; a dash where there is only one."""
    kpi = each.kpi
    periods = [period for period in sorted(kpi.results) if not kpi.results[period].is_forecast][-most:]
    if kpi.suspension or len(periods) < 2:
        return text_cell("–")
    ratings = tuple(rating_at(kpi, period) for period in periods)
    unrated = say("not rated")
    words = (
        f"{kpi.label(period)} {rating_words(rating, kpi.ratings) if rating else unrated}"
        for period, rating in zip(periods, ratings, strict=True)
    )
    return HistoryCell(
        ratings,
        say("Ratings of {indicator}: {ratings}.", indicator=kpi.short_title, ratings=", ".join(words)),
        kpi.ratings,
    )


def met_words(each: RatedKpi, periods: Periods) -> str:
    """Return in how many of some periods the target was met, such as "2 of 3"; n/a where none has both figures."""
    met, rated = times_met(each.kpi, periods)
    return say("{met} of {rated}", met=met, rated=rated) if rated else say_word(NOT_APPLICABLE)


def spark_cell(each: RatedKpi, periods: Periods) -> Cell:
    """Return the results of the table's periods as a small line; a dash where there are too few for one."""
    figures = [each.kpi.results.get(period) for period in periods]
    values = tuple(None if figure is None else figure.value for figure in figures)
    if sum(value is not None for value in values) < 2:
        return text_cell("–")
    return SparkCell(values, spark_words(each, periods))


def newest_periods(kpi: Indicator, most: int = 13) -> list[Period]:
    """Return the newest periods of an indicator up to its latest, oldest first, from its first result on; at most so many."""
    latest = kpi.latest_period
    if latest is None:
        return []
    steps = [kpi.frequency.step(latest, -back) for back in reversed(range(most))]
    return [period for period in steps if period >= min(kpi.results)]


def _latest_cell(each: RatedKpi) -> Cell:
    """Return the newest result; a dash where there is none, or the indicator is suspended."""
    return FigureCell("–" if each.kpi.suspension else latest_words(each.kpi) or "–")


def _year_to_date_cell(each: RatedKpi | RatedActivity, _: Periods) -> Cell:
    indicator = each.indicator
    words = result_words(year_to_date(indicator), indicator.year_to_date_decimals, indicator.unit)
    return FigureCell(words or say_word(NOT_APPLICABLE))


def _direction_cell(each: RatedKpi, _: Periods) -> Cell:
    return TravelCell(each.travel, each.travel_method.finds_trends)


def _forecast_cell(each: RatedKpi, _: Periods) -> Cell:
    kpi = each.kpi
    return FigureCell(result_words(kpi.forecast, kpi.decimals, kpi.unit) or say_word(NOT_APPLICABLE))


def _floor_cell(each: RatedKpi, _: Periods) -> Cell:
    """Return the least good figure that is not yet the worst rating, as printed."""
    kpi = each.kpi
    return _bound_cell(kpi.amber_limit(kpi.latest_period), kpi)


def _floor_heading(group: Sequence[RatedKpi]) -> str:
    is_floor = all(has_floor(each.kpi) for each in group)
    return say("Floor") if is_floor else say("Amber limit")


def _bound_cell(bound: Decimal | None, indicator: Indicator) -> Cell:
    """Return a target, a limit or an end of a range as printed."""
    if bound is None:
        return FigureCell(say_word(NOT_APPLICABLE))
    return FigureCell(bar_words(bound, indicator))


def _previous_year_cell(each: RatedKpi | RatedActivity, _: Periods) -> Cell:
    indicator = each.indicator
    decimals = indicator.year_to_date_decimals if indicator.basis.has_year_to_date else indicator.decimals
    return FigureCell(result_words(indicator.previous_year, decimals, indicator.unit) or say_word(NOT_APPLICABLE))


def _last_year_cell(each: RatedKpi, _: Periods) -> Cell:
    kpi = each.kpi
    return FigureCell(result_words(same_period_last_year(kpi), kpi.decimals, kpi.unit) or say_word(NOT_APPLICABLE))


def _last_year_heading(group: Sequence[RatedKpi]) -> str:
    return same_last_year(group[0].kpi.frequency)


def _previous_year_heading(group: Sequence[RatedActivity]) -> str:
    has_totals = any(year_to_date(each.activity) is not None for each in group)
    return say("Previous YTD") if has_totals else same_last_year(group[0].activity.frequency)


def _no_reference(group: Sequence[RatedKpi] | Sequence[RatedActivity]) -> bool:
    return not any(each.indicator.has_reference for each in group)


def _no_year_to_date(group: Sequence[RatedKpi] | Sequence[RatedActivity]) -> bool:
    return not any(year_to_date(each.indicator) is not None for each in group)


def _no_forecast(group: Sequence[RatedKpi]) -> bool:
    return not any(each.kpi.forecast for each in group)


def _no_range(group: Sequence[RatedActivity]) -> bool:
    return not any(each.activity.has_range for each in group)


def fact_of(indicator: Indicator, heading: str) -> str:
    """Return what the sheet Details says of an indicator under a heading, however its letters are cased; "" for nothing."""
    wanted = heading.casefold()
    return next((text for name, text in indicator.facts.items() if name.casefold() == wanted), "")


def detail_column(heading: str) -> TableColumn[RatedT]:
    """Return the column that prints one of the sheet Details; one that is blank in every row is left out."""
    return TableColumn(
        heading,
        ColumnKind.DETAIL,
        lambda each, _: text_cell(fact_of(each.indicator, heading)),
        is_figure=False,
        unused=lambda group: not any(fact_of(each.indicator, heading) for each in group),
    )


KPI_COLUMNS: dict[str, TableColumn[RatedKpi]] = {
    "reference": TableColumn(
        "Ref",
        ColumnKind.REFERENCE,
        lambda each, _: strong_cell(each.kpi.published_reference),
        is_figure=False,
        unused=_no_reference,
    ),
    "title": TableColumn(
        "Indicator", ColumnKind.TITLE, lambda each, _: text_cell(each.kpi.full_title), is_figure=False
    ),
    "sparkline": TableColumn("Trend", ColumnKind.SPARK, spark_cell),
    "rating": TableColumn(
        lambda group: rating_heading(group[0].kpi.frequency),
        ColumnKind.RATING,
        lambda each, _: rating_cell(each),
    ),
    "year_to_date": TableColumn("Year to date", ColumnKind.TOTAL, _year_to_date_cell, unused=_no_year_to_date),
    "year_to_date_rating": TableColumn(
        "YTD RAG",
        ColumnKind.RATING,
        lambda each, _: RatingCell(each.year_to_date, say_word(NOT_APPLICABLE), scale=each.kpi.ratings),
        unused=_no_year_to_date,
    ),
    "target": TableColumn(
        "Target",
        ColumnKind.FIGURE,
        lambda each, _: FigureCell(target_words(each.kpi, each.kpi.latest_period)),
        is_figure=False,
    ),
    "year_end_target": TableColumn(
        "Year-end target", ColumnKind.FIGURE, lambda each, _: FigureCell(target_words(each.kpi, None)), is_figure=False
    ),
    "forecast": TableColumn("Forecast", ColumnKind.FIGURE, _forecast_cell, unused=_no_forecast),
    "forecast_rating": TableColumn(
        "Forecast RAG",
        ColumnKind.RATING,
        lambda each, _: RatingCell(each.forecast, say_word(NOT_APPLICABLE), scale=each.kpi.ratings),
        unused=_no_forecast,
    ),
    "previous_rating": TableColumn(
        "Previous RAG",
        ColumnKind.RATING,
        lambda each, _: RatingCell(each.previous, say_word(NOT_APPLICABLE), scale=each.kpi.ratings),
    ),
    "floor": TableColumn(_floor_heading, ColumnKind.FIGURE, _floor_cell, is_figure=False),
    "direction": TableColumn("Direction of travel", ColumnKind.TRAVEL, _direction_cell),
    "history": TableColumn("Latest ratings", ColumnKind.HISTORY, lambda each, _: history_cell(each)),
    "last_year": TableColumn(_last_year_heading, ColumnKind.COMPARATOR, _last_year_cell),
    "previous_year": TableColumn("Previous YTD", ColumnKind.COMPARATOR, _previous_year_cell, unused=_no_year_to_date),
    "met": TableColumn("Target met", ColumnKind.TOTAL, lambda each, periods: FigureCell(met_words(each, periods))),
}
ACTIVITY_COLUMNS: dict[str, TableColumn[RatedActivity]] = {
    "reference": TableColumn(
        "Ref",
        ColumnKind.REFERENCE,
        lambda each, _: strong_cell(each.activity.published_reference),
        is_figure=False,
        unused=_no_reference,
    ),
    "title": TableColumn(
        "Indicator", ColumnKind.TITLE, lambda each, _: text_cell(each.activity.full_title), is_figure=False
    ),
    "year_to_date": TableColumn("Year to date", ColumnKind.TOTAL, _year_to_date_cell, unused=_no_year_to_date),
    "alert": TableColumn(
        "In expected range?", ColumnKind.ALERT, lambda each, _: AlertCell(each.alert), unused=_no_range
    ),
    "upper": TableColumn(
        "Expected upper",
        ColumnKind.TOTAL,
        lambda each, _: _bound_cell(each.activity.upper, each.activity),
        is_figure=False,
        unused=_no_range,
    ),
    "lower": TableColumn(
        "Expected lower",
        ColumnKind.TOTAL,
        lambda each, _: _bound_cell(each.activity.lower, each.activity),
        is_figure=False,
        unused=_no_range,
    ),
    "previous_year": TableColumn(
        _previous_year_heading,
        ColumnKind.COMPARATOR,
        _previous_year_cell,
        is_figure=False,
        unused=lambda group: all(each.activity.previous_year is None for each in group),
    ),
}
# the summary is of KPIs of every frequency, under short titles; how it suspends one is its own
SUMMARY_COLUMNS: dict[str, TableColumn[RatedKpi]] = {
    "reference": KPI_COLUMNS["reference"],
    "title": TableColumn(
        "Indicator", ColumnKind.TITLE, lambda each, _: text_cell(short_with_unit(each.kpi)), is_figure=False
    ),
    "latest": TableColumn("Latest", ColumnKind.FIGURE, lambda each, _: _latest_cell(each), is_figure=False),
    "target": KPI_COLUMNS["target"],
    "rating": replace(KPI_COLUMNS["rating"], heading="Now"),
    "previous_rating": replace(KPI_COLUMNS["previous_rating"], heading="Was"),
    "year_to_date_rating": KPI_COLUMNS["year_to_date_rating"],
    "forecast_rating": KPI_COLUMNS["forecast_rating"],
    "direction": KPI_COLUMNS["direction"],
    "history": replace(KPI_COLUMNS["history"], is_figure=False),
    "sparkline": replace(KPI_COLUMNS["sparkline"], cell=lambda each, _: spark_cell(each, newest_periods(each.kpi))),
}
