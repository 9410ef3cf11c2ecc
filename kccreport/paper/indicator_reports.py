"""A page for each KPI: where it stands, its chart, its figures by period, and the commentary on it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kccreport.layout.schema import IndicatorReports
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Basis, Polarity, published
from kccreport.models.period import Period
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    Heading,
    NewPage,
    Orientation,
    Prose,
    RatingCell,
    Role,
    Table,
    TableLook,
    TravelCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.chart import control_words, trend_chart
from kccreport.paper.cover import Numbering
from kccreport.paper.places import AreaPlace
from kccreport.paper.prose import prose_blocks
from kccreport.paper.wording import NOT_APPLICABLE, figure_words, result_words
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at, year_to_date
from kccreport.rating.spc import ControlChart, control_chart, refusal

_BASIS_WORDS = {
    Basis.IN_PERIOD: "each {noun} by itself",
    Basis.SNAPSHOT: "as it stood at the end of the {noun}",
    Basis.CUMULATIVE: "from April to the end of the {noun}",
    Basis.ROLLING_12: "the twelve months to the end of the {noun}",
}


def indicator_reports(
    block: IndicatorReports, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield a page for each KPI, in the order of the service areas."""
    for place in places:
        for each in place.indicators:
            if isinstance(each, RatedKpi):
                yield from _report(block, each, place, rated, numbering)


def _report(
    block: IndicatorReports, each: RatedKpi, place: AreaPlace, rated: RatedSubmission, numbering: Numbering
) -> Iterator[Block]:
    kpi = each.kpi
    yield NewPage(Orientation.PORTRAIT)
    yield Heading(f"{kpi.reference}: {kpi.title}", 2, place.reports[kpi.reference])
    yield _standing(each)
    yield _facts(kpi, place)
    periods = _periods(kpi, rated, block.periods)
    control, refused = _control(kpi, periods) if block.control and not kpi.suspension else (None, "")
    chart = trend_chart(each, periods, control) if block.chart else None
    if chart is not None:
        yield Heading("Results over time", 3, numbering.anchor(f"chart {kpi.reference}"))
        yield chart
        for sentence in control_words(kpi, control) if control else [refused] if refused else ():
            yield Prose(plain(sentence), Role.NOTE)
    if kpi.suspension is not None:
        yield Prose(plain(kpi.suspension.sentence + "."))
    else:
        yield _trend_table(kpi, periods[-5:])
    said = rated.submission.commentary_on(kpi.reference)
    if said:
        yield Heading("Commentary", 3, numbering.anchor(f"commentary {kpi.reference}"))
        for entry in said:
            yield from prose_blocks(entry.text, Role.BODY)


def _control(kpi: Kpi, periods: Sequence[Period]) -> tuple[ControlChart | None, str]:
    """Return a KPI's control chart, or why there is none; a series with a gap has no more than its latest stretch."""
    results: list[Decimal] = []
    for period in periods:
        figure = kpi.results.get(period)
        if figure is None or figure.value is None:
            results.clear()
        else:
            results.append(published(figure.value, kpi.decimals))
    reason = refusal(kpi, results)
    return (None, reason) if reason else (control_chart(results), "")


def _standing(each: RatedKpi) -> Table:
    """Return where the KPI stands now: figure, target, ratings and direction in one row."""
    kpi = each.kpi
    period = kpi.latest_period
    latest = (
        kpi.suspension.note if kpi.suspension else result_words(kpi.latest, kpi.decimals, kpi.unit) or NOT_APPLICABLE
    )
    to_date = result_words(year_to_date(kpi), kpi.year_to_date_decimals, kpi.unit) or NOT_APPLICABLE
    cells: list[tuple[Column, Cell]] = [
        (
            Column(period.full_label if period and not kpi.suspension else "Latest", ColumnKind.TEXT),
            strong_cell(latest),
        ),
        (
            Column("Target", ColumnKind.FIGURE),
            FigureCell(figure_words(kpi.target_for(period), kpi.target_decimals, kpi.unit)),
        ),
        (Column(f"{kpi.frequency.noun.capitalize()} RAG", ColumnKind.RATING), RatingCell(each.latest)),
        (Column("Year to date", ColumnKind.TOTAL), FigureCell(to_date)),
        (Column("YTD RAG", ColumnKind.RATING), RatingCell(each.year_to_date, NOT_APPLICABLE)),
        (Column("Direction of travel", ColumnKind.TRAVEL), TravelCell(each.travel, each.travel_method.finds_trends)),
    ]
    return Table(tuple(column for column, _ in cells), (tuple(cell for _, cell in cells),))


def _facts(kpi: Kpi, place: AreaPlace) -> Table:
    better = "A higher figure is better" if kpi.polarity is Polarity.HIGHER else "A lower figure is better"
    facts = [
        ("Service area:", f"{place.area.name}, delivered by {place.area.delivered_by}"),
        ("Director:", place.area.director),
        ("Cabinet Member:", place.area.cabinet_member),
        (
            "Measured:",
            f"{kpi.frequency.adjective.capitalize()}, {_BASIS_WORDS[kpi.basis].format(noun=kpi.frequency.noun)}. {better}.",
        ),
    ]
    if kpi.owner:
        facts.append(("Owner:", kpi.owner))
    columns = (Column("Fact", ColumnKind.LABEL), Column("Text", ColumnKind.TEXT))
    return Table(columns, tuple((strong_cell(label), text_cell(text)) for label, text in facts), TableLook.BARE)


def _periods(kpi: Kpi, rated: RatedSubmission, most: int) -> list[Period]:
    """Return the periods of the series up to the latest, at most so many and at least five, without gaps."""
    latest = kpi.latest_period or rated.submission.paper.results_up_to
    first = min(kpi.results, default=latest)
    count = min(max(latest.months_since(first) // kpi.frequency.value + 1, 5), most)
    return [latest.plus(-step * kpi.frequency.value) for step in reversed(range(count))]


def _trend_table(kpi: Kpi, periods: Sequence[Period]) -> Table:
    """Return result, target and rating by period, one under the other."""
    columns = (Column("Period", ColumnKind.TEXT), *(Column(period.label, ColumnKind.RATING) for period in periods))
    results = [text_cell(result_words(kpi.results.get(period), kpi.decimals, kpi.unit)) for period in periods]
    targets = [text_cell(figure_words(kpi.target_for(period), kpi.target_decimals, kpi.unit)) for period in periods]
    ratings = [RatingCell(rating_at(kpi, period), NOT_APPLICABLE) for period in periods]
    rows = (("Result", results), ("Target", targets), ("Rating", ratings))
    return Table(columns, tuple((strong_cell(label), *cells) for label, cells in rows))
