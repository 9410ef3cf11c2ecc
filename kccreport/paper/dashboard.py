"""The dashboard's front: title page, guidance and key, KPI summary."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kccreport.layout.schema import (
    Guidance,
    IndicatorReports,
    KpiSummary,
    Layout,
    ServiceAreas,
    SummaryColumn,
    TitlePage,
)
from kccreport.paper.blocks import (
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
    StateCell,
    Table,
    TravelCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.computed import rating_sentence, with_phrases
from kccreport.paper.cover import Numbering
from kccreport.paper.key import key_blocks
from kccreport.paper.places import AreaPlace
from kccreport.paper.prose import prose_blocks
from kccreport.paper.wording import NOT_APPLICABLE, day_words, percentages
from kccreport.rating.rated import Counts, RatedKpi, RatedSubmission


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
            case IndicatorReports():
                for place in places:
                    for each in place.indicators:
                        if isinstance(each, RatedKpi):
                            title = f"{each.kpi.reference}: {each.kpi.short_title}"
                            yield ContentsEntry(title, place.reports[each.kpi.reference])


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
    has_pages = any(isinstance(other, ServiceAreas | IndicatorReports) for other in layout.blocks)
    yield Prose(plain(rating_sentence(rated.latest_counts, "the latest rating")))
    if block.counts:
        yield rating_counts(rated.latest_counts)
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


def rating_counts(counts: Counts) -> Table:
    """Return how many KPIs have each rating, with shares that add up to 100%."""
    rows: list[tuple[Cell, int]] = [(RatingCell(rating), number) for rating, number in counts.by_rating.items()]
    if counts.not_rated:
        rows.append((RatingCell(None), counts.not_rated))
    shares = percentages([number for _, number in rows])
    body: list[tuple[Cell, ...]] = [
        (cell, FigureCell(f"{number:,}"), FigureCell(f"{share}%"))
        for (cell, number), share in zip(rows, shares, strict=True)
    ]
    body.append((strong_cell("Total"), FigureCell(f"{counts.total:,}"), FigureCell("100%")))
    columns = (Column("Rating", ColumnKind.TEXT), Column("KPIs", ColumnKind.TOTAL), Column("Share", ColumnKind.TOTAL))
    return Table(columns, tuple(body))


_SUMMARY_COLUMNS: dict[SummaryColumn, Column] = {
    "reference": Column("Ref", ColumnKind.REFERENCE),
    "title": Column("Indicator", ColumnKind.TITLE),
    "rating": Column("Latest RAG", ColumnKind.RATING),
    "previous_rating": Column("Previous RAG", ColumnKind.RATING),
    "year_to_date_rating": Column("YTD RAG", ColumnKind.RATING),
    "forecast_rating": Column("Forecast RAG", ColumnKind.RATING),
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
                cells.append(strong_cell(kpi.reference))
            case "title":
                cells.append(text_cell(kpi.short_title))
            case "rating":
                cells.append(RatingCell(each.latest))
            case "previous_rating":
                cells.append(RatingCell(each.previous, NOT_APPLICABLE))
            case "forecast_rating":
                cells.append(RatingCell(each.forecast, NOT_APPLICABLE))
            case "year_to_date_rating":
                cells.append(RatingCell(each.year_to_date, NOT_APPLICABLE))
            case "direction":
                cells.append(TravelCell(each.travel, each.travel_method.finds_trends))
            case "page":
                cells.append(
                    PageCell(place.reports.get(kpi.reference, place.anchor), f"{kpi.reference} {kpi.short_title}")
                )
    return tuple(cells)


_STATE_IN_SUMMARY = frozenset({"rating", "previous_rating", "year_to_date_rating", "forecast_rating", "direction"})
