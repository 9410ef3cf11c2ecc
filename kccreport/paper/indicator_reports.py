"""A report on each KPI on a page: where it stands, its chart and figures, beside them what the service says, and facts below."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kccreport.language import say, say_word
from kccreport.layout.schema import IndicatorReports
from kccreport.models.indicator import Comparator, Kpi
from kccreport.models.measure import Status, published
from kccreport.models.period import Period
from kccreport.models.submission import Commentary
from kccreport.paper.behind_figures import behind_the_figure, follow_ups
from kccreport.paper.blocks import (
    Beside,
    Block,
    Cell,
    Chart,
    Column,
    ColumnKind,
    FigureCell,
    Heading,
    NewPage,
    Orientation,
    Part,
    Prose,
    RatingCell,
    Role,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.chart import control_verdicts, forecast_label, trend_chart
from kccreport.paper.chart_periods import MOST_IN_TABLE, Window, chart_periods
from kccreport.paper.data_tables import facts_table
from kccreport.paper.in_short import actions_told
from kccreport.paper.indicator_columns import rating_cell
from kccreport.paper.numbering import Numbering
from kccreport.paper.period_words import better_words, count_of, in_period, measured_words
from kccreport.paper.places import AreaPlace
from kccreport.paper.prose import in_another_language, prose_blocks
from kccreport.paper.wording import (
    NOT_APPLICABLE,
    comparator_words,
    override_words,
    rating_words,
    result_words,
    target_words,
    titled_with_unit,
    unit_words,
)
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at, times_met, year_to_date
from kccreport.rating.spc import ControlChart, control_chart, refusal

_TABLE_PERIODS = 5
_SHARE = 0.94  # of the width of an upright page, which figures have beside words
_MOST_BESIDE = 6  # columns of what stands now that have room beside the words


def indicator_reports(
    block: IndicatorReports, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield a report on each KPI, in the order of the service areas; each starts on a new page."""
    for place in places:
        for each in place.indicators:
            if isinstance(each, RatedKpi):
                yield from _report(block, each, place, rated, numbering)


def _report(
    block: IndicatorReports, each: RatedKpi, place: AreaPlace, rated: RatedSubmission, numbering: Numbering
) -> Iterator[Block]:
    kpi = each.kpi
    yield NewPage(Orientation.LANDSCAPE)
    yield Heading(kpi.named(kpi.title), 2, place.reports[kpi.reference], continues=True)
    standing = _standing(each)
    is_wide = len(standing.columns) > _MOST_BESIDE
    if is_wide:
        yield standing
    yield Beside(Part.FIGURES)
    if not is_wide:
        yield standing
    yield from behind_the_figure(each)
    yield from _figures(block, each, rated, numbering)
    yield Beside(Part.WORDS)
    for entry in rated.submission.commentary_on(kpi.reference):
        yield from _said(block, entry, kpi, numbering)
    yield from follow_ups(each, rated, numbering)
    yield Beside(Part.FOOT)
    yield facts_table([*_box(block, kpi, place), *_about_the_data(block, kpi)])


def _figures(block: IndicatorReports, each: RatedKpi, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the chart, the figures by period, and what there is to say of them."""
    kpi = each.kpi
    if kpi.override is not None:
        yield Prose(plain(override_words(each)), Role.NOTE)
    window = Window(rated.submission.paper.results_up_to, to_year_end=block.window == "year")
    periods = chart_periods(kpi, window, block.periods, in_full=block.control, share=_SHARE)
    control, refused = _control(kpi, periods) if block.control and not kpi.suspension else (None, "")
    chart = trend_chart(each, periods, control) if block.chart else None
    if chart is not None:
        anchor = numbering.anchor(f"chart {kpi.reference}")
        yield Heading(chart.title, 3, anchor, bookmark=say("Results over time"))
        yield chart
        if control is not None:
            yield _verdicts(kpi, control)
            words = say("Results with a ring are more than chance (NHS Making Data Count).")
            yield Prose(plain(words), Role.NOTE)
        elif refused:
            yield Prose(plain(refused), Role.NOTE)
    if kpi.suspension is not None:
        yield Prose(plain(kpi.suspension.sentence.removesuffix(".") + "."))
        return
    under = chart if len(periods) <= MOST_IN_TABLE else None
    yield _trend_table(kpi, periods if under else periods[-_TABLE_PERIODS:], under)
    yield from _met(kpi, periods)


def _said(block: IndicatorReports, entry: Commentary, kpi: Kpi, numbering: Numbering) -> Iterator[Block]:
    """Yield what the service says, under the headings that the layout gives."""
    sections = (
        (block.commentary_heading, entry.text),
        (block.actions_heading, actions_told(entry)),
        (block.risks_heading, entry.risks),
        (block.discussion_heading, entry.discussion),
    )
    for heading, text in sections:
        if text:
            yield Heading(heading, 3, numbering.anchor(f"{heading} {kpi.reference}"))
            yield from in_another_language(prose_blocks(text, Role.BODY, anchor=numbering.anchor), entry.language)


def _control(kpi: Kpi, periods: Sequence[Period]) -> tuple[ControlChart | None, str]:
    """Return a KPI's control chart, or why there is none.

    A series with a gap, or with a break marked `[b]`, has no more than its latest stretch: limits of figures that are
    not like these say nothing. It is made of results in full, not as printed.
    """
    results: list[Decimal] = []
    for period in periods:
        figure = kpi.results.get(period)
        if figure is None or figure.value is None or figure.is_forecast:
            results.clear()
            continue
        if figure.status is Status.BREAK_IN_SERIES:
            results.clear()
        results.append(figure.value)
    reason = refusal(kpi, results)
    return (None, reason) if reason else (control_chart(results), "")


def _verdicts(kpi: Kpi, control: ControlChart) -> Table:
    """Return both verdicts of a control chart, each with its shape and its reason."""
    columns = (
        Column(say("Control chart"), ColumnKind.LABEL),
        Column(say("Verdict"), ColumnKind.VERDICT),
        Column(say("Why"), ColumnKind.TEXT),
    )
    rows = tuple(
        (
            strong_cell(each.name),
            VerdictCell(each.words[:1].upper() + each.words[1:], each.sign),
            text_cell(each.why[:1].upper() + each.why[1:] + "."),
        )
        for each in control_verdicts(kpi, control)
    )
    return Table(columns, rows, caption=say("The control chart of {indicator}", indicator=kpi.reference))


def _standing(each: RatedKpi) -> Table:
    """Return where the KPI stands now in one row: figure, target, ratings and direction; a year to date if it has one."""
    kpi = each.kpi
    period = kpi.latest_period
    latest = (
        kpi.suspension.note
        if kpi.suspension
        else result_words(kpi.latest, kpi.decimals, kpi.unit) or say_word(NOT_APPLICABLE)
    )
    heading = kpi.full_label(period) if period and not kpi.suspension else say("Latest")
    if not kpi.suspension and titled_with_unit(kpi) != kpi.full_title:
        heading = f"{heading} ({kpi.unit.name})"  # the figure does not say it
    cells: list[tuple[Column, Cell]] = [
        (Column(heading, ColumnKind.HEADLINE), strong_cell(latest)),
        (Column(say("Target"), ColumnKind.TOTAL), FigureCell(target_words(kpi, period))),
        (Column(say("Rating"), ColumnKind.RATING), rating_cell(each)),
        (
            Column(say("Direction of travel"), ColumnKind.TRAVEL),
            TravelCell(each.travel, each.travel_method.finds_trends),
        ),
    ]
    to_date = result_words(year_to_date(kpi), kpi.year_to_date_decimals, kpi.unit)
    if to_date and to_date != say_word(NOT_APPLICABLE):
        cells.append((Column(say("Year to date"), ColumnKind.TOTAL), FigureCell(to_date)))
        cells.append(
            (
                Column(say("YTD RAG"), ColumnKind.RATING),
                RatingCell(each.year_to_date, say_word(NOT_APPLICABLE), scale=kpi.ratings),
            )
        )
    if kpi.forecast is not None:
        words = result_words(kpi.forecast, kpi.decimals, kpi.unit)
        cells.append((Column(say("Year-end forecast"), ColumnKind.TOTAL), FigureCell(words)))
        cells.append(
            (
                Column(say("Forecast RAG"), ColumnKind.RATING),
                RatingCell(each.forecast, say_word(NOT_APPLICABLE), scale=kpi.ratings),
            )
        )
    caption = say("Where {indicator} stands now", indicator=kpi.reference)
    row = tuple(cell for _, cell in cells)
    return Table(tuple(column for column, _ in cells), (row,), caption=caption, has_row_heads=False)


def _box(block: IndicatorReports, kpi: Kpi, place: AreaPlace) -> list[tuple[str, str]]:
    """Return who answers for the KPI: its own facts, or where it has none those of its service area."""
    own = [(name, text) for name, text in kpi.facts.items() if name not in block.notes]
    area = place.area
    facts = own or [
        (name, text)
        for name, text in (
            (say("Service area"), area.name),
            (say("Delivered by"), area.delivered_by),
            (say("Director"), area.director),
            (say("Cabinet Member"), area.cabinet_member),
        )
        if text
    ]
    return [*facts, *([(say("Owner"), kpi.owner)] if kpi.owner else [])]


def _unit(kpi: Kpi) -> str:
    return unit_words(kpi).capitalize() if kpi.unit.clock else say_word(kpi.unit.name.capitalize())


def _about_the_data(block: IndicatorReports, kpi: Kpi) -> list[tuple[str, str]]:
    """Return what is measured and how, and what others achieve."""
    facts = [
        (say("Unit"), say("Percentage") if kpi.unit.is_percentage else _unit(kpi)),
        *([(say("Polarity"), better_words(kpi.polarity).capitalize())] if kpi.polarity else []),
        (say("Measured"), measured_words(kpi.frequency, kpi.basis)),
    ]
    facts += [(name, kpi.facts[name]) for name in block.notes if name in kpi.facts]
    facts += [(comparator.name, _against(comparator, kpi)) for comparator in kpi.comparators]
    return facts


def _against(comparator: Comparator, kpi: Kpi) -> str:
    """Return a comparator's figure and period, and the gap to it in the sense in which the KPI is better."""
    shown = in_period(comparator_words(comparator, kpi.unit), comparator.period)
    latest = kpi.latest
    if latest is None or latest.value is None or kpi.suspension:
        return shown
    result = published(latest.value, kpi.decimals)
    gap = abs(result - comparator.value).normalize()
    if gap == 0:
        return say("{figure}; ours is the same", figure=shown)
    shown += f" ({comparator.source})" if comparator.source else ""
    if kpi.polarity is None:
        return shown
    is_better = kpi.polarity.meets(result, comparator.value)
    difference = f"{gap:,f}"
    by = say("{number} points", number=difference) if kpi.unit.is_percentage else difference
    if is_better:
        return say("{figure}; ours is better by {difference}", figure=shown, difference=by)
    return say("{figure}; ours is worse by {difference}", figure=shown, difference=by)


def _met(kpi: Kpi, periods: Sequence[Period]) -> Iterator[Block]:
    """Yield in how many of the newest periods the target was met; nothing below two."""
    met, rated = times_met(kpi, periods)
    if rated >= 2:
        periods_shown = count_of(kpi.frequency, rated)
        words = say("The target was met in {met} of the last {periods} shown.", met=met, periods=periods_shown)
        if met == 0:
            words = say("The target was met in none of the last {periods} shown.", periods=periods_shown)
        elif met == rated:
            words = say("The target was met in each of the last {periods} shown.", periods=periods_shown)
        yield Prose(plain(words), Role.NOTE)


def _without_result(kpi: Kpi, period: Period) -> str:
    """Return why there is nothing of a period: it has no result yet, or nobody has given one."""
    latest = kpi.latest_period
    return say("not yet") if latest is None or period > latest else say("no figure")


def _trend_table(kpi: Kpi, periods: Sequence[Period], chart: Chart | None) -> Table:
    """Return result, target and rating by period, one under the other, and each below its point where it stands under a
    chart; a forecast says so in its heading, and what its rating would be stands in grey words.
    """
    columns = [Column(say("Period"), ColumnKind.PERIOD if chart else ColumnKind.TEXT)]
    kind = ColumnKind.POINT if chart else ColumnKind.RATING
    results: list[Cell] = []
    targets: list[Cell] = []
    ratings: list[Cell] = []
    for period in periods:
        figure = kpi.results.get(period)
        is_forecast = figure is not None and figure.is_forecast
        label = kpi.label(period)
        columns.append(Column(forecast_label(label) if is_forecast else label, kind))
        without = TextCell(((Run(_without_result(kpi, period), is_emphasis=True),),))
        results.append(text_cell(result_words(figure, kpi.decimals, kpi.unit)) if figure else without)
        targets.append(text_cell(target_words(kpi, period)))
        rating = rating_at(kpi, period)
        if is_forecast:
            ratings.append(StateCell(rating_words(rating, kpi.ratings) if rating else say_word(NOT_APPLICABLE)))
        else:
            ratings.append(RatingCell(rating, scale=kpi.ratings) if rating or figure else without)
    rows = ((say("Result"), results), (say("Target"), targets), (say("Rating"), ratings))
    look = TableLook.UNDER_CHART if chart else TableLook.RULED
    body = tuple((strong_cell(label), *cells) for label, cells in rows)
    caption = say("Results of {indicator} by period", indicator=kpi.reference)
    return Table(tuple(columns), body, look, caption=caption, chart=chart)
