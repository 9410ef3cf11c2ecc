"""Rated indicators and a layout to a paper: the layout's blocks, one after the other."""

from collections.abc import Callable, Iterator
from typing import assert_never

from kccreport.ground.values import replace
from kccreport.language import say, speaking, spoken
from kccreport.layout.brand import Brand
from kccreport.layout.schema import (
    ActivityIndicators,
    AddressBlock,
    BackgroundDocuments,
    BlockSpec,
    CommentaryBlock,
    Contacts,
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
    Recommendation,
    Sections,
    ServiceAreas,
    SummaryBox,
    SummaryPage,
    TitleBlock,
    TitlePage,
)
from kccreport.models.welsh import in_tables_without_welsh, in_welsh, without_welsh
from kccreport.paper import (
    attention,
    commentary_section,
    counts,
    cover,
    dashboard,
    indicator_reports,
    measures,
    ranked,
    service_areas,
    summary_page,
)
from kccreport.paper.blocks import Block, Heading, Identity, Look, NewPage, Orientation, Paper
from kccreport.paper.dashboard import picture
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.places import AreaPlace, area_places
from kccreport.paper.printed import printed
from kccreport.paper.sections import SECTIONS, section_anchor
from kccreport.paper.spoken_layout import in_spoken_language, marked
from kccreport.paper.wording import day_words, received_by
from kccreport.rating.rated import RatedSubmission, rate_submission


def compose(rated: RatedSubmission, layout: Layout, language: str = "") -> Paper:
    """Return the paper: every word chosen, every number computed; only page numbers are still to come.

    Its own words are in `language`, or else in the main one of the workbook. In a second language the words of the workbook
    are too, where somebody typed them; others are marked as being in the main one.
    """
    return _in_language(rated, layout, language, _composed)


def _in_language(
    rated: RatedSubmission, layout: Layout, language: str, composed: Callable[[RatedSubmission, Layout], Paper]
) -> Paper:
    main = rated.submission.paper.languages[0]
    with speaking(language or main):
        if spoken() == main:
            return composed(rated, in_spoken_language(layout))
        said = rate_submission(in_welsh(rated.submission))
        paper = composed(said, in_spoken_language(layout))
        english = {text for text, _ in without_welsh(rated.submission)} | in_tables_without_welsh(rated.submission)
        return marked(paper, frozenset(english), main)


def compose_summary(
    rated: RatedSubmission, layout: Layout, page: SummaryPage, language: str = "", *, is_alone: bool = True
) -> Paper:
    """Return the summary of a paper, which fits one page where `page` asks for few enough rows.

    One that `is_alone` can be published by itself: it has the paper's own title, and says whose it is. Otherwise it is the
    second page, behind one with the title, as it stands within the paper.
    """

    def composed(rated: RatedSubmission, layout: Layout) -> Paper:
        numbering = Numbering(by_section=False)
        title = Heading(rated.submission.paper.title, 1, numbering.anchor("title"))
        blocks: list[Block] = [*summary_page.head(rated, numbering)] if is_alone else [new_page("portrait"), title]
        blocks.extend(summary_page.summary_page(page, rated, numbering, is_alone=is_alone))
        identity = _identity(rated, layout.own_face)
        return Paper(replace(identity, title=say("Summary: {title}", title=identity.title)), tuple(blocks))

    return _in_language(rated, layout, language, composed)


def _composed(rated: RatedSubmission, layout: Layout) -> Paper:
    numbering = Numbering(by_section=cover.is_numbered_by_section(layout))
    numbering.anchors.update(section_anchor(block) for block in layout.blocks if isinstance(block, SECTIONS))
    has_reports = any(isinstance(block, IndicatorReports) for block in layout.blocks)
    tables = [block for block in layout.blocks if isinstance(block, Measures)]
    in_rows = [
        each.indicator.reference for each in rated.indicators if any(measures.is_shown(each, block) for block in tables)
    ]
    places = area_places(rated, numbering, with_reports=has_reports, in_rows=in_rows)
    blocks: list[Block] = []
    if not isinstance(layout.blocks[0], TitlePage | TitleBlock):
        blocks.append(NewPage(Orientation.PORTRAIT))
        blocks.extend(cover.opening(rated, numbering))
    layout = _without_empty(layout, rated, places, numbering.by_section)
    parts = [
        [] if isinstance(spec, Guidance) else list(_blocks(spec, rated, layout, places, numbering))
        for spec in layout.blocks
    ]
    found = printed((block for part in parts for block in part), rated.submission.paper.ratings)
    for spec, part in zip(layout.blocks, parts, strict=True):  # the key last: it explains what the rest holds
        keyed = dashboard.guidance(spec, layout, rated, numbering, found) if isinstance(spec, Guidance) else part
        blocks.extend(keyed)
    if logo := layout.own_face.logo:
        first = next(at for at, block in enumerate(blocks) if isinstance(block, NewPage))
        blocks.insert(first + 1, picture(logo))
    return Paper(_identity(rated, layout.own_face), tuple(blocks))


def _without_empty(layout: Layout, rated: RatedSubmission, places: tuple[AreaPlace, ...], by_section: bool) -> Layout:
    """Return a layout without the tables and lists that have nothing to print, which the contents then do not name."""
    kinds = (Measures, Counts, Ranked, CommentaryBlock)

    def prints(spec: BlockSpec) -> bool:
        return next(_blocks(spec, rated, layout, places, Numbering(by_section)), None) is not None

    kept = tuple(spec for spec in layout.blocks if not isinstance(spec, kinds) or prints(spec))
    return layout.model_copy(update={"blocks": kept})


def _blocks(
    spec: BlockSpec,
    rated: RatedSubmission,
    layout: Layout,
    places: tuple[AreaPlace, ...],
    numbering: Numbering,
) -> Iterator[Block]:
    match spec:
        case AddressBlock():
            has_title_page = isinstance(layout.blocks[0], TitlePage | TitleBlock)
            return cover.address(spec, rated, rated.submission.paper.title if has_title_page else cover.title_of(rated))
        case SummaryBox():
            return cover.summary_box(spec, rated)
        case Sections():
            return cover.sections(spec, rated, numbering)
        case Recommendation():
            return cover.recommendation(spec, rated, numbering)
        case BackgroundDocuments():
            return cover.background_documents(spec, rated, numbering)
        case Contacts():
            return cover.contacts(spec, rated, numbering)
        case TitlePage():
            return dashboard.title_page(spec, layout, rated, places, numbering)
        case TitleBlock():
            return dashboard.title_block(spec, rated, numbering)
        case ContentsPage():
            return dashboard.contents_page(spec, layout, rated, places)
        case PassagePage():
            return dashboard.passage_page(spec, rated, numbering)
        case Guidance():
            return dashboard.guidance(spec, layout, rated, numbering)
        case KpiSummary():
            return dashboard.kpi_summary(spec, layout, rated, places, numbering)
        case ServiceAreas():
            return service_areas.service_areas(spec, rated, places, numbering)
        case IndicatorReports():
            return indicator_reports.indicator_reports(spec, rated, places, numbering)
        case ActivityIndicators():
            return service_areas.activity_section(spec, rated, numbering)
        case Measures():
            return measures.measures(spec, layout, rated, places, numbering)
        case Counts():
            return counts.counts(spec, rated, places, numbering)
        case Ranked():
            return ranked.ranked(spec, layout, rated, places, numbering)
        case Exceptions():
            return attention.exceptions(spec, layout, rated, places)
        case SummaryPage():
            return summary_page.summary_page(spec, rated, numbering)
        case CommentaryBlock():
            return commentary_section.commentary_section(spec, layout, rated, numbering)
        case _:
            assert_never(spec)


def _identity(rated: RatedSubmission, face: Brand) -> Identity:
    paper = rated.submission.paper
    is_draft = rated.submission.is_draft
    marking = paper.classification
    if is_draft:
        marking = say("{marking} – draft, not for publication", marking=marking)
    return Identity(
        title=say("DRAFT: {title}", title=paper.title) if is_draft else paper.title,
        author=paper.council,
        subject=": ".join(filter(None, (paper.subject or paper.title, received_by(paper)))),
        header_left=paper.title,
        header_right=received_by(paper),
        footer_left=" – ".join(filter(None, (marking, face.footer))),
        dated=paper.dated,
        language=spoken(),
        watermark=say("DRAFT") if is_draft else "",
        look=Look(face.headings, face.rules, face.typeface),
        header_end="" if paper.meeting is None else ", " * bool(paper.committee) + day_words(paper.meeting),
    )
