"""The columns that a table of all measures may have, KPIs and those that are not rated in one.

A column that KPIs or activity indicators have elsewhere prints the same here; a cell that does not apply is empty, or n/a.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct, field

from kccreport.language import say, say_word
from kccreport.layout.columns import detail_of
from kccreport.models.measure import Basis, published
from kccreport.models.submission import Commentary
from kccreport.models.travel import TravelMethod
from kccreport.paper.blocks import (
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    PageCell,
    RatingCell,
    TextCell,
    TravelCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.directions import direction_heading
from kccreport.paper.in_short import actions_told
from kccreport.paper.indicator_columns import ACTIVITY_COLUMNS, KPI_COLUMNS, Periods, TableColumn, fact_of
from kccreport.paper.measure_periods import PeriodColumn, figure_at
from kccreport.paper.places import AreaPlace
from kccreport.paper.prose import cell_paragraphs
from kccreport.paper.wording import (
    NOT_APPLICABLE,
    case_words,
    comparator_words,
    latest_words,
    result_words,
    titled_with_unit,
    unit_words,
)
from kccreport.rating.gap import gap_to_target
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission
from kccreport.rating.travel import travel_by


class Measured(NamedTuple):
    """A row of a table of measures: an indicator with its ratings, and the service area it belongs to."""

    rated: RatedIndicator
    place: AreaPlace


class Setting(Struct, frozen=True):
    """What a table's columns are made from: the paper, the rows, the periods, and how the layout wants them.

    `headings` are the layout's own; `commentary` holds what is said on each reference; `page_of` gives the anchor of the
    place where a row is reported, "" where there is none.
    """

    paper: RatedSubmission
    rows: Sequence[Measured]
    periods: Sequence[PeriodColumn] = ()
    directions: Sequence[TravelMethod] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    case_numbers: bool = False
    has_units: bool = False
    commentary: Mapping[str, Sequence[Commentary]] = field(default_factory=dict)
    page_of: Callable[[Measured], str] = lambda _: ""


class MeasureColumn(NamedTuple):
    """One column: the layout's name for it, its heading, what it holds, and how a cell is made.

    A suspended indicator has no cell in a column that `is_figure`.
    """

    name: str
    column: Column
    cell: Callable[[Measured], Cell]
    is_figure: bool = True


Maker = Callable[[Measured, Setting], Cell]


class _Kind(NamedTuple):
    """How the column of one name is made."""

    heading: Callable[[], str]
    kind: ColumnKind
    cell: Maker
    is_figure: bool = False


def measure_columns(names: Sequence[str], setting: Setting) -> list[MeasureColumn]:
    """Return the columns that a layout names, in its order; one name may stand for several, or for none."""
    found: list[MeasureColumn] = []
    for name in names:
        if name == "results":
            found += [_results(each, setting) for each in setting.periods]
        elif name == "direction" and setting.directions:
            found += [_direction(method, setting) for method in setting.directions]
        elif heading := detail_of(name):
            found.append(_made(name, _detail(heading), setting))
        else:
            found.append(_made(name, _KINDS[name], setting))
    return found


def _made(name: str, kind: _Kind, setting: Setting) -> MeasureColumn:
    heading = setting.headings.get(name) or kind.heading()
    return MeasureColumn(name, Column(heading, kind.kind), lambda row: kind.cell(row, setting), kind.is_figure)


def _results(period: PeriodColumn, setting: Setting) -> MeasureColumn:
    heading = setting.headings.get(period.named) or period.heading
    return MeasureColumn("results", Column(heading, ColumnKind.FIGURE), lambda row: _result(row, period, setting))


def _result(row: Measured, period: PeriodColumn, setting: Setting) -> Cell:
    indicator = row.rated.indicator
    figure = period.figure(indicator)
    words = result_words(figure, indicator.decimals, indicator.unit)
    if not words and not period.has_place(indicator):
        return text_cell("")
    below = case_words(figure) if setting.case_numbers else ""
    beside = [f"({each})" for each in (below, period.own_period(indicator)) if each and words]
    return TextCell(tuple(plain(each) for each in (words, *beside))) if beside else FigureCell(words)


def _direction(method: TravelMethod, setting: Setting) -> MeasureColumn:
    rows = [row.rated for row in setting.rows]
    heading = setting.headings.get(method) or direction_heading(method, rows)
    rule = setting.paper.submission.paper.travel
    return MeasureColumn(
        "direction",
        Column(heading, ColumnKind.TRAVEL),
        lambda row: TravelCell(travel_by(row.rated.indicator, method, rule.periods), method.finds_trends),
    )


def _detail(heading: str) -> _Kind:
    return _Kind(lambda: heading, ColumnKind.DETAIL, lambda row, _: text_cell(fact_of(row.rated.indicator, heading)))


def _like(kpi: str, activity: str = "") -> Maker:
    """Return a maker of what a KPI's own table prints, and an activity indicator's, where it has such a column."""
    of_kpi: TableColumn[RatedKpi] | None = KPI_COLUMNS.get(kpi)
    of_activity = ACTIVITY_COLUMNS.get(activity)

    def cell(row: Measured, setting: Setting) -> Cell:
        found = {at for each in setting.periods if (at := each.of(row.rated.indicator)) is not None}
        periods: Periods = sorted(found)  # a line runs with time, whichever way the columns stand
        if isinstance(row.rated, RatedKpi):
            return FigureCell(say_word(NOT_APPLICABLE)) if of_kpi is None else of_kpi.cell(row.rated, periods)
        return FigureCell(say_word(NOT_APPLICABLE)) if of_activity is None else of_activity.cell(row.rated, periods)

    return cell


def _title(row: Measured, setting: Setting) -> Cell:
    indicator = row.rated.indicator
    return text_cell(indicator.title if setting.has_units else titled_with_unit(indicator))


def _rating(row: Measured, _: Setting) -> Cell:
    if isinstance(row.rated, RatedKpi):
        return KPI_COLUMNS["rating"].cell(row.rated, ())
    return RatingCell(None, not_rated_words(row.rated), scale=row.rated.indicator.ratings)


def not_rated_words(each: RatedIndicator) -> str:
    """Return what stands where an indicator has no rating."""
    return each.indicator.ratings.not_rated or say("Not rated")


def _travel(row: Measured, _: Setting) -> Cell:
    if isinstance(row.rated, RatedKpi):
        return KPI_COLUMNS["direction"].cell(row.rated, ())
    return TravelCell(row.rated.travel)


def _cases(row: Measured, _: Setting) -> Cell:
    words = case_words(row.rated.indicator.latest)
    return FigureCell(words) if words else text_cell("")  # only a share is made of such numbers


def _gap(row: Measured, _: Setting) -> Cell:
    gap = gap_to_target(row.rated)
    return FigureCell(say_word(NOT_APPLICABLE) if gap is None else gap_words(gap))


def gap_words(gap: Decimal) -> str:
    """Return by how much a result beats or misses its target, in percent of it, such as "5.9% short"."""
    shown = published(abs(gap), 1)
    if shown == 0:
        return say("On target")
    return say("{share}% better", share=shown) if gap > 0 else say("{share}% short", share=shown)


def _target(row: Measured, setting: Setting) -> Cell:
    if isinstance(row.rated, RatedKpi):
        return KPI_COLUMNS["target"].cell(row.rated, ())
    return FigureCell(row.rated.indicator.target_words or say_word(NOT_APPLICABLE))


def _baseline(row: Measured, _: Setting) -> Cell:
    indicator = row.rated.indicator
    given = next((each for each in indicator.comparators if each.name.casefold() == "baseline"), None)
    words = result_words(indicator.baseline, indicator.decimals, indicator.unit) or fact_of(indicator, "Baseline")
    return FigureCell(words or ("" if given is None else comparator_words(given, indicator.unit)))


def _outturn(row: Measured, setting: Setting) -> Cell:
    """Return the figure of the last financial year: the one given, what Details says, or that which its last period ends with.

    A month's or a quarter's own figure is no outturn, but where figures run from April, or over twelve months, it is; so is
    how things stood on its last day, where somebody has said that the figures are of a day: on one sheet nobody need.
    """
    indicator = row.rated.indicator
    if indicator.last_outturn is not None:
        return FigureCell(result_words(indicator.last_outturn, indicator.decimals, indicator.unit))
    if words := fact_of(indicator, "Outturn") or fact_of(indicator, "Last year's outturn"):
        return FigureCell(words)
    end = setting.paper.submission.paper.results_up_to.financial_year.first_month.plus(-1)
    may_be_of_a_period = setting.paper.submission.is_one_sheet and indicator.basis is Basis.SNAPSHOT
    covers_the_year = not (indicator.basis.has_year_to_date or may_be_of_a_period) or indicator.frequency.is_yearly
    figure = figure_at(indicator, end) if covers_the_year and indicator.frequency.ends_with(end) else None
    return FigureCell(result_words(figure, indicator.decimals, indicator.unit))


def _commentary(row: Measured, setting: Setting) -> Cell:
    said = setting.commentary.get(row.rated.indicator.reference, ())
    paragraphs = [
        paragraph
        for entry in said
        for text in (entry.text, actions_told(entry))
        if text
        for paragraph in cell_paragraphs(text)
    ]
    return TextCell(tuple(paragraphs)) if paragraphs else text_cell("")


def _page(row: Measured, setting: Setting) -> Cell:
    indicator, anchor = row.rated.indicator, setting.page_of(row)
    return PageCell(anchor, indicator.named(indicator.short_title, " ")) if anchor else text_cell("")


_KINDS: dict[str, _Kind] = {
    "reference": _Kind(
        lambda: say("Ref"), ColumnKind.REFERENCE, lambda row, _: strong_cell(row.rated.indicator.published_reference)
    ),
    "title": _Kind(lambda: say("Indicator"), ColumnKind.TITLE, _title),
    "unit": _Kind(lambda: say("Unit"), ColumnKind.UNIT, lambda row, _: text_cell(unit_words(row.rated.indicator))),
    "latest": _Kind(
        lambda: say("Latest"),
        ColumnKind.FIGURE,
        lambda row, _: FigureCell(latest_words(row.rated.indicator) or say_word(NOT_APPLICABLE)),
        is_figure=True,
    ),
    "case_numbers": _Kind(lambda: say("Numbers"), ColumnKind.FIGURE, _cases, is_figure=True),
    "target": _Kind(lambda: say("Target"), ColumnKind.FIGURE, _target),
    "year_end_target": _Kind(lambda: say("Year-end target"), ColumnKind.FIGURE, _like("year_end_target")),
    "floor": _Kind(lambda: say("Floor or amber limit"), ColumnKind.FIGURE, _like("floor")),
    "rating": _Kind(lambda: say("Rating"), ColumnKind.RATING, _rating, is_figure=True),
    "previous_rating": _Kind(
        lambda: say("Previous rating"), ColumnKind.RATING, _like("previous_rating"), is_figure=True
    ),
    "year_to_date": _Kind(
        lambda: say("Year to date"), ColumnKind.TOTAL, _like("year_to_date", "year_to_date"), is_figure=True
    ),
    "year_to_date_rating": _Kind(
        lambda: say("Year to date rating"), ColumnKind.RATING, _like("year_to_date_rating"), is_figure=True
    ),
    "forecast": _Kind(lambda: say("Forecast"), ColumnKind.FIGURE, _like("forecast"), is_figure=True),
    "forecast_rating": _Kind(
        lambda: say("Forecast rating"), ColumnKind.RATING, _like("forecast_rating"), is_figure=True
    ),
    "direction": _Kind(lambda: say("Direction of travel"), ColumnKind.TRAVEL, _travel, is_figure=True),
    "sparkline": _Kind(lambda: say("Trend"), ColumnKind.SPARK, _like("sparkline"), is_figure=True),
    "history": _Kind(lambda: say("Latest ratings"), ColumnKind.HISTORY, _like("history"), is_figure=True),
    "met": _Kind(lambda: say("Target met"), ColumnKind.TOTAL, _like("met"), is_figure=True),
    "gap": _Kind(lambda: say("Gap to target"), ColumnKind.TOTAL, _gap, is_figure=True),
    "last_year": _Kind(lambda: say("Same period last year"), ColumnKind.COMPARATOR, _like("last_year"), is_figure=True),
    "previous_year": _Kind(
        lambda: say("Last year"), ColumnKind.COMPARATOR, _like("previous_year", "previous_year"), is_figure=True
    ),
    "baseline": _Kind(lambda: say("Baseline"), ColumnKind.FIGURE, _baseline),
    "outturn": _Kind(lambda: say("Last year's outturn"), ColumnKind.TOTAL, _outturn),
    "alert": _Kind(lambda: say("In expected range?"), ColumnKind.ALERT, _like("", "alert"), is_figure=True),
    "upper": _Kind(lambda: say("Expected upper"), ColumnKind.TOTAL, _like("", "upper")),
    "lower": _Kind(lambda: say("Expected lower"), ColumnKind.TOTAL, _like("", "lower")),
    "owner": _Kind(lambda: say("Owner"), ColumnKind.DETAIL, lambda row, _: text_cell(row.rated.indicator.owner)),
    "directorate": _Kind(lambda: say("Directorate"), ColumnKind.DETAIL, lambda row, _: text_cell(row.place.area.group)),
    "service_area": _Kind(
        lambda: say("Service area"), ColumnKind.DETAIL, lambda row, _: text_cell(row.place.area.name)
    ),
    "commentary": _Kind(lambda: say("Commentary"), ColumnKind.TEXT, _commentary),
    "page": _Kind(lambda: say("Page"), ColumnKind.PAGE, _page),
}
MADE = frozenset(_KINDS) | {"results"}
