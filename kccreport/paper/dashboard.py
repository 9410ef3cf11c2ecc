"""The dashboard's front: title page, guidance and key, KPI summary."""

from collections.abc import Iterator, Sequence

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.layout.brand import BrandPicture
from kccreport.layout.schema import (
    ActivityIndicators,
    CommentaryBlock,
    ContentsPage,
    Counts,
    Exceptions,
    Guidance,
    IndicatorReports,
    KpiSummary,
    Layout,
    Measures,
    PassagePage,
    Ranked,
    ServiceAreas,
    SummaryPage,
    TitleBlock,
    TitlePage,
)
from kccreport.layout.spec import TitleDetail
from kccreport.models.rag import Rag
from kccreport.models.submission import Passage
from kccreport.paper.attention import has_places
from kccreport.paper.blocks import (
    Beside,
    Block,
    Contents,
    ContentsEntry,
    Heading,
    NewPage,
    Orientation,
    Part,
    Picture,
    Prose,
    Role,
    Run,
    plain,
)
from kccreport.paper.computed import latest_rating_sentence
from kccreport.paper.indicator_tables import summary_table
from kccreport.paper.key import key_blocks
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.passages import passage_blocks, rating_counts, revisions_table
from kccreport.paper.places import AreaPlace
from kccreport.paper.printed import Printed
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.paper.wording import day_words
from kccreport.rating.attention import needs_attention
from kccreport.rating.rated import RatedKpi, RatedSubmission


def title_page(
    block: TitlePage, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield the title page, with the contents of what follows it where it asks for them."""
    paper = rated.submission.paper
    yield NewPage(Orientation.PORTRAIT, is_title=True)
    if block.appendix or paper.council:
        yield Prose(plain(block.appendix or paper.council), Role.MASTHEAD)
    bookmark = f"{block.appendix}: {paper.title}" if block.appendix else paper.title
    yield Heading(paper.title, 1, numbering.anchor("dashboard"), is_title=True, bookmark=bookmark)
    for detail in block.details:
        yield Prose(plain(_detail(detail, rated)), Role.TITLE_DETAIL)
    if layout.own_face.cover:
        yield picture(layout.own_face.cover)
    entries = contents_entries(layout, rated, places)
    if block.contents and entries:
        yield Heading(say("Contents"), 2, numbering.anchor("contents"))
        yield Contents(entries)


def title_block(block: TitleBlock, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the council, the title and a line on what the paper is, at the head of its first page."""
    paper = rated.submission.paper
    yield new_page(block.orientation)
    if paper.council:
        yield Prose(plain(paper.council), Role.MASTHEAD)
    yield Heading(paper.title, 1, numbering.anchor("title"))
    details = [_detail(detail, rated) for detail in block.details if _is_known(detail, rated)]
    if details:
        yield Prose(plain(" – ".join(details)), Role.NOTE)


def _is_known(detail: TitleDetail, rated: RatedSubmission) -> bool:
    """Say whether the workbook gives what a line below the title says; where it does not, `check` asks for it."""
    paper = rated.submission.paper
    match detail:
        case "presented_to":
            return bool(paper.committee and paper.meeting)
        case "produced_by":
            return bool(paper.produced_by)
        case "published":
            return paper.published is not None
        case _:
            return True


def _detail(detail: TitleDetail, rated: RatedSubmission) -> str:
    """Return one line of what stands below the title."""
    paper = rated.submission.paper
    match detail:
        case "presented_to":
            day = day_words(paper.meeting) if paper.meeting else ""
            return say("Presented to {committee}, {day}", committee=paper.committee, day=day)
        case "financial_year":
            return say("Financial Year {year}", year=paper.financial_year.label)
        case "results_up_to":
            return say("Results up to {period}", period=paper.results_up_to.full_label)
        case "produced_by":
            return say("Produced by {name}", name=paper.produced_by)
        case "published":
            return say("Publication date: {day}", day=day_words(paper.published or paper.dated))


def picture(given: BrandPicture) -> Picture:
    """Return a picture of the council's own as a block."""
    return Picture(given.data, given.words, given.height_mm)


def contents_page(
    block: ContentsPage, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace]
) -> Iterator[Block]:
    """Yield the contents as a section of their own."""
    if block.new_page:
        yield NewPage(Orientation.PORTRAIT)
    yield Heading(block.heading, 2, section_anchor(block))
    yield Contents(contents_entries(layout, rated, places))


def contents_entries(layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace]) -> tuple[ContentsEntry, ...]:
    """Return a line for everything that has one, up to and with the pages it takes where several do."""
    found: list[tuple[ContentsEntry, bool]] = []
    for block in layout.blocks:
        match block:
            case ContentsPage():
                found.append((ContentsEntry("", section_anchor(block)), block.new_page))
            case KpiSummary():
                found.append((ContentsEntry(block.heading, section_anchor(block)), True))
            case Guidance() | Measures() | Counts() | Ranked() | CommentaryBlock():
                found.append((ContentsEntry(section_heading(block), section_anchor(block)), block.new_page))
            case Exceptions():
                starts_page = block.new_page and bool(needs_attention(rated))
                found.append((ContentsEntry(section_heading(block), section_anchor(block)), starts_page))
            case SummaryPage():
                found.append((ContentsEntry(section_heading(block), section_anchor(block)), True))
            case PassagePage():
                if rated.submission.passages_named(block.passage):
                    found.append((ContentsEntry(block.title, section_anchor(block)), block.new_page))
            case ActivityIndicators():
                if rated.activities:
                    found.append((ContentsEntry(block.heading, section_anchor(block)), True))
            case ServiceAreas():
                found += [(ContentsEntry(place.heading, place.anchor), True) for place in places]
            case IndicatorReports():
                reports = [
                    (each.kpi.named(each.kpi.short_title), place.reports[each.kpi.reference])
                    for place in places
                    for each in place.indicators
                    if isinstance(each, RatedKpi)
                ]
                if block.contents == "one" and reports:
                    reports = [(block.heading, reports[0][1])]
                found += [(ContentsEntry(text, anchor), True) for text, anchor in reports]
    entries: list[ContentsEntry] = []
    until = ""
    for entry, starts_page in reversed(found):
        entries.append(replace(entry, until=until, runs_to_the_end=not until))
        until = entry.anchor if starts_page else until
    return tuple(entry for entry in reversed(entries) if entry.text)  # the contents do not list themselves


def passage_page(block: PassagePage, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield a passage under its heading, with the sections of its rows, and those who sign it; nothing if it is empty."""
    rows = rated.submission.passages_named(block.passage)
    if not rows:
        return
    if block.new_page:
        yield NewPage(Orientation.PORTRAIT)
    yield Heading(block.title, 2, section_anchor(block), continues=block.new_page)
    yield from _with_headings(rows, rated, numbering)
    if block.signatories:
        for person in rated.submission.people:
            if person.role == "Signatory":
                yield Prose((Run(person.name, is_strong=True), Run(f", {person.title}" if person.title else "")))


def _with_headings(rows: Sequence[Passage], rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the rows of a passage, with a heading wherever the Heading column names a new one."""
    heading, label = "", None
    for passage in rows:
        if passage.heading and passage.heading != heading:
            heading = passage.heading
            yield Heading(heading, 3, numbering.anchor(heading))
        for block in passage_blocks(passage, rated, numbering, level=4):
            is_label = isinstance(block, Prose) and block.role is Role.LABEL
            if not (is_label and block == label):  # a table below the chart of it has its title already
                yield block
            label = block if is_label else label


def guidance(
    block: Guidance, layout: Layout, rated: RatedSubmission, numbering: Numbering, found: Printed | None = None
) -> Iterator[Block]:
    """Yield the officers' guidance, if any, and the generated key to what was found in the rest of the paper.

    It stands in columns where the page has room for them; a page of its own lies as the one after it does, so that nobody
    turns the paper for it.
    """
    if block.new_page:
        yield NewPage(_lying_before(block, layout))
    yield Heading(block.heading, 2, section_anchor(block))
    yield Beside(Part.WORDS)
    yield from _with_headings(rated.submission.passages_named(block.passage), rated, numbering)
    if block.key:
        yield from key_blocks(rated, layout, numbering.anchor, found)
    yield Beside(Part.ACROSS)


def _lying_before(block: Guidance, layout: Layout) -> Orientation:
    """Return how a page lies before what follows its block: across where that is tables or reports that do."""
    following = next(iter(layout.blocks[layout.blocks.index(block) + 1 :]), None)
    lies_across = isinstance(following, ServiceAreas | IndicatorReports | ActivityIndicators) or (
        isinstance(following, KpiSummary) and following.landscape
    )
    return Orientation.LANDSCAPE if lies_across else Orientation.PORTRAIT


def worst_first(members: Sequence[tuple[RatedKpi, AreaPlace]]) -> list[tuple[RatedKpi, AreaPlace]]:
    """Return KPIs by their rating of now, the worst first; then those that have none, and of earlier periods."""
    order = {rating: at for at, rating in enumerate(reversed(Rag))}

    def place(member: tuple[RatedKpi, AreaPlace]) -> int:
        each = member[0]
        return len(order) if each.latest is None or each.is_stale else order[each.latest]

    return sorted(members, key=place)


def kpi_summary(
    block: KpiSummary, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield every KPI in one list by summary group, in the order of the service areas.

    The column of pages is left out of a paper that has no page set for each service area.
    """
    yield NewPage(Orientation.LANDSCAPE if block.landscape else Orientation.PORTRAIT)
    yield Heading(block.heading, 2, section_anchor(block))
    if not rated.kpis:
        yield Prose(plain(say("This paper has no Key Performance Indicators.")))
        return
    yield Prose(plain(latest_rating_sentence(rated, say("the latest rating"), with_titles=False)))
    if block.counts:
        yield from rating_counts(rated, decimals=block.share_decimals, of_rated=block.share_of == "rated")
    groups: dict[str, list[tuple[RatedKpi, AreaPlace]]] = {}
    for place in places:
        for each in place.indicators:
            if isinstance(each, RatedKpi):
                groups.setdefault(place.area.group if block.grouped else "", []).append((each, place))
    names = [name for name in block.columns if name != "page" or has_places(layout, places)]
    in_order = {group: worst_first(members) if block.red_first else members for group, members in groups.items()}
    yield summary_table(block, names, in_order)
    if rated.submission.revisions:
        yield Heading(say("Revisions since the last report"), 3, numbering.anchor("revisions"))
        yield revisions_table(rated)
