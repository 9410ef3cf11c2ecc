"""The dashboard: title page, guidance and key, KPI summary, and a page set for each service area."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from kccreport.layout.schema import (
    ActivityColumn,
    Guidance,
    KpiColumn,
    KpiSummary,
    Layout,
    ServiceAreas,
    SummaryColumn,
    TitlePage,
)
from kccreport.models.indicator import Indicator, Kpi
from kccreport.models.period import Period
from kccreport.models.scheme import FloorStandard, Tolerance, ToleranceBasis
from kccreport.models.submission import ServiceArea
from kccreport.paper.blocks import (
    AlertCell,
    Block,
    Cell,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    FigureCell,
    Heading,
    NewPage,
    Orientation,
    PageCell,
    Prose,
    RatingCell,
    Role,
    Run,
    StateCell,
    Table,
    TextCell,
    TravelCell,
    plain,
)
from kccreport.paper.computed import rating_sentence, with_phrases
from kccreport.paper.cover import Numbering
from kccreport.paper.key import key_blocks
from kccreport.paper.prose import prose_blocks
from kccreport.paper.wording import NOT_APPLICABLE, day_words, figure_words, listed, result_words
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedKpi, RatedSubmission, year_to_date

RatedT = TypeVar("RatedT", RatedKpi, RatedActivity)


@dataclass(frozen=True, slots=True)
class AreaPlace:
    """A service area with its indicators, its heading, and the anchor that the contents and summary point at."""

    area: ServiceArea
    indicators: tuple[RatedIndicator, ...]
    heading: str
    anchor: str


def area_places(rated: RatedSubmission, numbering: Numbering) -> tuple[AreaPlace, ...]:
    """Return the service areas that have indicators, in the order of their sheet."""
    areas = rated.submission.areas
    names = Counter(area.name for area in areas)
    members: dict[str, list[RatedIndicator]] = {}
    for each in rated.indicators:
        members.setdefault(indicator_of(each).area, []).append(each)
    places = []
    for area in areas:
        found = members.get(area.code)
        if not found:
            continue
        heading = area.name
        if names[area.name] > 1:
            heading += f" – delivered by {area.delivered_by}"
        places.append(AreaPlace(area, tuple(found), heading, numbering.anchor(f"area {area.code}")))
    return tuple(_told_apart(places))


def _told_apart(places: Sequence[AreaPlace]) -> Iterator[AreaPlace]:
    """Number the page sets that neither name nor provider tells apart."""
    same = Counter(place.heading for place in places)
    seen: Counter[str] = Counter()
    for place in places:
        seen[place.heading] += 1
        if same[place.heading] > 1:
            yield replace(place, heading=f"{place.heading} ({seen[place.heading]} of {same[place.heading]})")
        else:
            yield place


def indicator_of(rated: RatedIndicator) -> Indicator:
    """Return the indicator that was rated."""
    return rated.kpi if isinstance(rated, RatedKpi) else rated.activity


def title_page(
    block: TitlePage, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield the title page with the contents of what follows it."""
    paper = rated.submission.paper
    yield NewPage(Orientation.PORTRAIT, is_title=True)
    if block.appendix:
        yield Prose(plain(block.appendix), Role.MASTHEAD)
    bookmark = f"{block.appendix}: {paper.title}" if block.appendix else paper.title
    yield Heading(paper.title, 1, numbering.anchor("dashboard"), is_title=True, bookmark=bookmark)
    for detail in (
        f"Financial Year {paper.financial_year.label}",
        f"Results up to {paper.results_up_to.full_label}",
        f"Produced by {paper.produced_by}",
        f"Publication date: {day_words(paper.published)}",
    ):
        yield Prose(plain(detail), Role.TITLE_DETAIL)
    entries = tuple(_entries(layout, places))
    if block.contents and entries:
        yield Heading("Contents", 2, numbering.anchor("contents"))
        yield Contents(entries)


def _entries(layout: Layout, places: Sequence[AreaPlace]) -> Iterator[ContentsEntry]:
    for block in layout.blocks:
        match block:
            case Guidance() | KpiSummary():
                yield ContentsEntry(block.heading, section_anchor(block))
            case ServiceAreas():
                for place in places:
                    yield ContentsEntry(place.heading, place.anchor)


def section_anchor(block: Guidance | KpiSummary) -> str:
    """Return the anchor of a section that stands once in a paper; it is reserved before composing starts."""
    return f"section-{block.kind.replace('_', '-')}"


def guidance(block: Guidance, layout: Layout, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the officers' guidance, if any, and the generated key."""
    yield NewPage(Orientation.PORTRAIT)
    yield Heading(block.heading, 2, section_anchor(block))
    heading = ""
    for passage in rated.submission.passages_named(block.passage):
        if passage.heading and passage.heading != heading:
            heading = passage.heading
            yield Heading(heading, 3, numbering.anchor(heading))
        yield from prose_blocks(with_phrases(passage.text, rated))
    if block.key:
        yield from key_blocks(rated, layout, numbering.anchor)


def kpi_summary(
    block: KpiSummary, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield every KPI in one list by summary group, in the order of the service areas.

    The column of pages is left out of a paper that has no page set for each service area.
    """
    yield NewPage(Orientation.PORTRAIT)
    yield Heading(block.heading, 2, section_anchor(block))
    if not rated.kpis:
        yield Prose(plain("This paper has no Key Performance Indicators."))
        return
    has_pages = any(isinstance(other, ServiceAreas) for other in layout.blocks)
    yield Prose(plain(rating_sentence(rated.latest_counts, "the latest rating")))
    groups: dict[str, list[tuple[RatedKpi, AreaPlace]]] = {}
    for place in places:
        for each in place.indicators:
            if isinstance(each, RatedKpi):
                groups.setdefault(place.area.group, []).append((each, place))
    names = [name for name in block.columns if has_pages or name != "page"]
    columns = tuple(_SUMMARY_COLUMNS[name] for name in names)
    for group, members in groups.items():
        yield Heading(group, 3, numbering.anchor(f"summary {group}"))
        yield Table(columns, tuple(_summary_row(names, each, place) for each, place in members))


_SUMMARY_COLUMNS: dict[SummaryColumn, Column] = {
    "reference": Column("Ref", ColumnKind.REFERENCE),
    "title": Column("Indicator", ColumnKind.TITLE),
    "rating": Column("Latest RAG", ColumnKind.RATING),
    "year_to_date_rating": Column("YTD RAG", ColumnKind.RATING),
    "direction": Column("Direction of travel", ColumnKind.TRAVEL),
    "page": Column("Page", ColumnKind.PAGE),
}


def _summary_row(columns: Sequence[SummaryColumn], each: RatedKpi, place: AreaPlace) -> tuple[Cell, ...]:
    kpi = each.kpi
    cells: list[Cell] = []
    for name, run in groupby(
        columns, key=lambda name: "state" if kpi.suspension and name in _STATE_IN_SUMMARY else name
    ):
        match name:
            case "state":
                note = kpi.suspension.note if kpi.suspension else ""
                cells.append(StateCell(note, len(list(run))))
            case "reference":
                cells.append(_strong(kpi.reference))
            case "title":
                cells.append(_words(kpi.short_title))
            case "rating":
                cells.append(RatingCell(each.latest))
            case "year_to_date_rating":
                cells.append(RatingCell(each.year_to_date, NOT_APPLICABLE))
            case "direction":
                cells.append(TravelCell(each.travel))
            case "page":
                cells.append(PageCell(place.anchor, f"{kpi.reference} {kpi.short_title}"))
    return tuple(cells)


_STATE_IN_SUMMARY = frozenset({"rating", "year_to_date_rating", "direction"})


def service_areas(
    block: ServiceAreas, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield a page set for each service area."""
    by_reference: dict[str, list[int]] = {}
    for index, entry in enumerate(rated.submission.commentary):
        for reference in entry.references:
            by_reference.setdefault(reference, []).append(index)
    for place in places:
        yield NewPage(Orientation.LANDSCAPE)
        yield Heading(place.heading, 2, place.anchor)
        yield _area_box(place.area)
        told: set[int] = set()
        kpis = [each for each in place.indicators if isinstance(each, RatedKpi)]
        activities = [each for each in place.indicators if isinstance(each, RatedActivity)]
        for kpi_group in _groups(kpis, rated):
            heading = f"Key Performance Indicators – {indicator_of(kpi_group[0]).frequency.adjective}"
            yield Heading(heading, 3, numbering.anchor(f"{place.anchor} kpis"))
            yield kpi_table(block, kpi_group, _periods(kpi_group, rated, block.periods))
            yield from _commentary(kpi_group, rated, by_reference, told)
        for activity_group in _groups(activities, rated):
            heading = f"Activity Indicators – {indicator_of(activity_group[0]).frequency.adjective}"
            yield Heading(heading, 3, numbering.anchor(f"{place.anchor} activity"))
            yield activity_table(block, activity_group, _periods(activity_group, rated, block.periods))
            yield from _commentary(activity_group, rated, by_reference, told)


def _area_box(area: ServiceArea) -> Table:
    headings = ("Service area", "Director", "Cabinet Member", "Delivered by")
    values = (area.name, area.director, area.cabinet_member, area.delivered_by)
    return Table(
        tuple(Column(heading, ColumnKind.TEXT) for heading in headings), (tuple(_words(value) for value in values),)
    )


def _groups(indicators: list[RatedT], rated: RatedSubmission) -> list[list[RatedT]]:
    """Put indicators that share a table together: those of one frequency whose newest result is for one period.

    A suspended indicator joins the first table of its frequency. Each table then needs one set of period headings,
    and no figure ever stands under a period that is not its own.
    """
    groups: dict[tuple[int, Period | None], list[RatedT]] = {}
    for each in indicators:
        groups.setdefault(_group_key(indicator_of(each), indicators, rated), []).append(each)
    return list(groups.values())


def _group_key(
    indicator: Indicator, among: Sequence[RatedIndicator], rated: RatedSubmission
) -> tuple[int, Period | None]:
    latest = None if indicator.suspension else indicator.latest_period
    if latest is None:
        others = (indicator_of(each) for each in among)
        latest = next(
            (
                other.latest_period
                for other in others
                if other.frequency is indicator.frequency and not other.suspension and other.latest_period
            ),
            _last_whole_period(indicator, rated),
        )
    return indicator.frequency.value, latest


def _last_whole_period(indicator: Indicator, rated: RatedSubmission) -> Period:
    """Return the newest period that ends by the month the paper reports up to."""
    period = rated.submission.paper.results_up_to
    span = indicator.frequency.value
    return period.plus(-((period.month - 3) % span))  # quarters and years end with March


def _periods(group: Sequence[RatedIndicator], rated: RatedSubmission, count: int) -> tuple[Period, ...]:
    indicator = indicator_of(group[0])
    latest = _group_key(indicator, group, rated)[1]
    if latest is None:
        return ()
    return tuple(latest.plus(-step * indicator.frequency.value) for step in reversed(range(count)))


def kpi_table(block: ServiceAreas, group: Sequence[RatedKpi], periods: Sequence[Period]) -> Table:
    """Return the table of one group of KPIs, without the columns that would be empty in every row."""
    unused: set[str] = set()
    if not any(year_to_date(each.kpi) is not None for each in group):
        unused = {"year_to_date", "year_to_date_rating"}
    names = [name for name in block.kpi_columns if name not in unused]
    limit = "Amber limit" if any(isinstance(each.kpi.scheme, Tolerance) for each in group) else "Floor"
    headings = {
        "reference": Column("Ref", ColumnKind.REFERENCE),
        "title": Column("Indicator", ColumnKind.TITLE),
        "rating": Column(f"{group[0].kpi.frequency.noun.capitalize()} RAG", ColumnKind.RATING),
        "year_to_date": Column("Year to date", ColumnKind.TOTAL),
        "year_to_date_rating": Column("YTD RAG", ColumnKind.RATING),
        "target": Column("Target", ColumnKind.FIGURE),
        "floor": Column(limit, ColumnKind.FIGURE),
        "direction": Column("Direction of travel", ColumnKind.TRAVEL),
    }
    return Table(_columns(names, headings, periods), tuple(_kpi_row(names, each, periods) for each in group))


def _columns(names: Sequence[str], headings: dict[str, Column], periods: Sequence[Period]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for name in names:
        if name == "results":
            columns.extend(Column(period.label, ColumnKind.FIGURE) for period in periods)
        else:
            columns.append(headings[name])
    return tuple(columns)


_STATE_IN_KPI_ROW = frozenset({"results", "rating", "year_to_date", "year_to_date_rating", "direction"})
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
            case "rating":
                cells.append(RatingCell(each.latest))
            case "year_to_date":
                cells.append(FigureCell(_year_to_date_words(kpi)))
            case "year_to_date_rating":
                cells.append(RatingCell(each.year_to_date, NOT_APPLICABLE))
            case "target":
                cells.append(FigureCell(figure_words(kpi.target, kpi.target_decimals, kpi.unit)))
            case "floor":
                cells.append(FigureCell(figure_words(amber_limit(kpi), kpi.target_decimals, kpi.unit)))
            case "direction":
                cells.append(TravelCell(each.travel))
            case _:
                cells.append(_strong(kpi.reference) if name == "reference" else _words(kpi.full_title))
    return tuple(cells)


def amber_limit(kpi: Kpi) -> Decimal:
    """Return the least good figure that is still Amber, in the KPI's unit."""
    scheme = kpi.scheme
    if isinstance(scheme, FloorStandard):
        return scheme.floor
    points = scheme.margin
    if scheme.basis is ToleranceBasis.RELATIVE:
        points = abs(kpi.target) * scheme.margin / 100
    return kpi.target - kpi.polarity.sign * points


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
    names = [name for name in block.activity_columns if name not in unused]
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
    return Table(_columns(names, headings, periods), rows)


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
                cells.append(_strong(activity.reference) if name == "reference" else _words(activity.full_title))
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


def _commentary(
    group: Sequence[RatedIndicator], rated: RatedSubmission, by_reference: Mapping[str, list[int]], told: set[int]
) -> Iterator[Block]:
    """Yield the commentary that names any indicator of the table, once on each page set."""
    found = {index for each in group for index in by_reference.get(indicator_of(each).reference, ())}
    for index in sorted(found - told):
        told.add(index)
        entry = rated.submission.commentary[index]
        label = Run(f"{listed(list(entry.references))}: ", is_strong=True)
        blocks = prose_blocks(entry.text, Role.COMMENTARY)
        if isinstance(blocks[0], Prose):
            yield Prose((label, *blocks[0].content), Role.COMMENTARY)
            blocks = blocks[1:]
        else:
            yield Prose((label,), Role.COMMENTARY)
        yield from blocks


def _words(text: str) -> TextCell:
    return TextCell((plain(text),))


def _strong(text: str) -> TextCell:
    return TextCell(((Run(text, is_strong=True),),))
