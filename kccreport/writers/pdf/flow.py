"""Blocks to flowables, each with its structure element."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, assert_never

from reportlab.platypus.doctemplate import ActionFlowable, FrameBreak, NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from kccreport.ground.values import replace
from kccreport.paper.blocks import (
    Beside,
    Block,
    Chart,
    Contents,
    Heading,
    Listing,
    NewPage,
    Orientation,
    Part,
    Picture,
    Prose,
    Role,
    SideBySide,
    Table,
    plain,
    side_by_side,
)
from kccreport.writers.names import TableNames
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.beside import BesideFlow
from kccreport.writers.pdf.flowables.chart import ChartFlow
from kccreport.writers.pdf.flowables.columns import fits
from kccreport.writers.pdf.flowables.contents import ContentsLine
from kccreport.writers.pdf.flowables.facts import FactsFlow, can_run
from kccreport.writers.pdf.flowables.picture import PictureFlow
from kccreport.writers.pdf.flowables.stack import leads
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.flowables.text import Bookmark, Label, TextFlow
from kccreport.writers.pdf.settling import Laid, settle
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import TextStyle

_DEEPEST_HEADING = 6  # of PDF 1.7
_DEEPEST_BOOKMARK = 3  # the reader's outline needs no more


class Keep(Flowable):
    """Starts a new page where a heading and the beginning of what follows would not fit.

    ReportLab's own way wraps everything twice and copies the frame; asking the neighbours is much cheaper.
    """

    _ZEROSIZE = _SPACETRANSFER = True  # ReportLab's names: spaces above and below meet as if this were not here

    def __init__(self, together: Sequence[Any]) -> None:
        super().__init__()
        self.together = together

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Ask for a new page where there is too little room."""
        frame = self._doctemplateAttr("frame")  # type: ignore[attr-defined]  # private, missing in the stubs
        if frame is None or frame._atTop:
            return 0, 0
        *headings, follower = self.together
        needed, after = 0.0, frame._prevASpace
        for heading in headings:
            needed += max(heading.getSpaceBefore() - after, 0) + heading.wrap(aW, aH)[1] + heading.getSpaceAfter()
            after = heading.getSpaceAfter()
        if isinstance(follower, Laid):
            needed += max(follower.getSpaceBefore() - after, 0) + follower.least_height(aW)
        if needed > aH >= 0:  # below 0 the frame is full already, and breaks by itself
            frame.add_generated_content(FrameBreak)
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class Continues(ActionFlowable):
    """Says under which title the pages from the next on continue; "" ends it."""

    def __init__(self, title: str) -> None:
        super().__init__(("continue_as", title))


@dataclass(slots=True)
class Flow:
    """The walk over the blocks: which structure element new ones belong to, its headings `shift` levels further down."""

    upright: ClassVar[theme.PageShape] = theme.PORTRAIT
    sizes: ClassVar[theme.Sizes] = theme.USUAL
    charts: ClassVar[type[ChartFlow]] = ChartFlow

    root: Element
    shift: int = 0
    previous: Block | SideBySide | None = None
    part: Part = Part.ACROSS
    names: TableNames = field(default_factory=TableNames)

    def flowables(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        """Yield the flowables of some blocks, which stand behind those of the call before."""
        gathered = list(side_by_side(blocks))
        for block, following in zip(gathered, [*gathered[1:], None], strict=False):
            yield from self.block(block, following)
            self.previous = block

    def settle(self, flowables: list[Flowable], block: NewPage) -> None:
        """Lay the flowables of a page set that begins with a new page as closely as is best; those of a title page stay."""
        if not block.is_title:
            settle(flowables, self.upright if block.orientation is Orientation.PORTRAIT else theme.LANDSCAPE)

    def block(self, block: Block | SideBySide, following: Block | SideBySide | None) -> Iterator[Flowable]:
        """Yield the flowables of a block that another is following."""
        match block:
            case Heading():
                self.names.pass_heading(block)
                yield self._heading(block)
            case Prose():
                yield self._prose(block, following)
            case Listing():
                indent = theme.NUMBER_HANG if isinstance(self.previous, Prose) and self.previous.number else 0.0
                yield from self._listing(block, self.root, indent)
            case Table() if self.part is Part.FOOT and can_run(block):
                yield FactsFlow(block, Element("L", self.root))
            case Table() if block.is_facts:
                yield TableFlow(block, Element("L", self.root))
            case Table():
                yield TableFlow(block, Element("Table", self.root, summary=self.names.of(block)))
            case Contents():
                element = Element("TOC", self.root)
                yield from (ContentsLine(entry, element) for entry in block.entries)
            case Chart():
                height = theme.CHART_BESIDE if self.part is Part.FIGURES else theme.CHART_HEIGHT
                yield self.charts(block, Element("Figure", self.root, alt=block.alt), height)
            case Picture():
                yield PictureFlow(block, Element("Figure", self.root, alt=block.alt, language=block.language))
            case SideBySide():
                yield self._beside(block)
            case NewPage():
                yield from self._new_page(block)
            case Beside():
                raise AssertionError("what stands side by side was gathered")
            case _:
                assert_never(block)

    def _beside(self, block: SideBySide) -> BesideFlow:
        parts: list[list[Any]] = []
        for part, blocks in ((Part.FIGURES, block.figures), (Part.WORDS, block.words), (Part.FOOT, block.foot)):
            self.previous, self.part = None, part if block.figures else Part.ACROSS
            parts.append(list(self.flowables(blocks)))
        self.part = Part.ACROSS
        return BesideFlow(*parts)

    def _heading(self, block: Heading) -> TextFlow:
        style = self.sizes.title if block.is_title else self.sizes.headings[block.level]
        shown = block.bookmark or f"{block.number} {block.text}".strip()
        element = Element(f"H{min(block.level + self.shift, _DEEPEST_HEADING)}", self.root)
        label = None
        if block.number:
            style = style._replace(hang=theme.NUMBER_HANG)
            label = Label(block.number, element, style.regular)
        # beside figures headings stand on the page of their report, which has an entry: five more of each would hide those
        has_entry = block.level <= _DEEPEST_BOOKMARK and self.part is Part.ACROSS
        level = block.level - 1 if has_entry else None
        words = plain(block.text, block.language)
        bookmark = Bookmark(block.anchor, shown, level)
        flow = TextFlow(words, style, element, label=label, bookmark=bookmark, leads=True)
        flow.continues = block.text if block.continues else ""
        return flow

    def _prose(self, block: Prose, following: Block | SideBySide | None) -> TextFlow:
        style = self.sizes.roles[block.role]
        # a screen reader knows a note by its tag; it stands apart from the text it explains
        element = Element("Note" if block.role is Role.FOOTNOTE else "P", self.root)
        label = None
        if block.number and block.role is Role.FOOTNOTE:
            style = style._replace(hang=theme.BULLET_HANG + 4)
            label = Label(block.number, Element("Lbl", element), style.regular, block.back)
        elif block.number:
            style = style._replace(hang=theme.NUMBER_HANG)
            label = Label(block.number, element, style.regular)
        place = Bookmark(block.anchor, "", None) if block.anchor else None
        flow = TextFlow(block.content, style, element, label=label, bookmark=place, leads=block.leads)
        if block.role is Role.BOXED:
            # neighbouring paragraphs make one box: their tint meets, and only the outer edges are padded in full
            if _is_boxed(self.previous):
                flow.pad_top = theme.PARAGRAPH_GAP / 2
            if _is_boxed(following):
                flow.pad_bottom = theme.PARAGRAPH_GAP / 2
        return flow

    def _listing(self, block: Listing, parent: Element, indent: float, *, ends_here: bool = True) -> Iterator[TextFlow]:
        """Yield the items of a list, and those of the lists below them further in; the last leaves a paragraph's space."""
        kind = "Disc" if block.first is None else "Decimal"
        listing = Element("L", parent, attributes=f"<</O/List/ListNumbering/{kind}>>")
        hang = theme.BULLET_HANG if block.first is None else theme.ITEM_HANG
        style = _item_style(theme.STYLES[block.role], indent, hang)
        for at, item in enumerate(block.items):
            entry = Element("LI", listing)
            words = "•" if block.first is None else f"{block.first + at}."
            label = Label(words, Element("Lbl", entry), style.regular)
            body = Element("LBody", entry)
            is_last = ends_here and at == len(block.items) - 1
            has_space = is_last and not item.below
            shown = style._replace(after=theme.STYLES[block.role].after) if has_space else style
            words_of = Element("P", body) if item.below else body  # its words come before the lists below it
            yield TextFlow(item.content, shown, words_of, label=label)
            for below in item.below:
                yield from self._listing(below, body, indent + hang, ends_here=is_last and below is item.below[-1])

    def _new_page(self, block: NewPage) -> Iterator[Flowable]:
        name = template_name(block)
        yield NextPageTemplate(name)
        yield Continues("")  # the page set before this one ends
        if self.previous is not None:
            yield PageBreak()
        if block.is_title:
            yield NextPageTemplate("portrait")  # for contents that run on


def _is_boxed(block: Block | SideBySide | None) -> bool:
    return isinstance(block, Prose) and block.role is Role.BOXED


def _item_style(style: TextStyle, indent: float, hang: float) -> TextStyle:
    return style._replace(indent=indent, hang=hang, before=0, after=min(style.after, 4))


def template_name(block: NewPage) -> str:
    """Return the name of the page template that a new page asks for."""
    if block.is_title:
        return "title"
    return "portrait" if block.orientation is Orientation.PORTRAIT else "landscape"


class Story(list[Flowable]):
    """The flowables of a paper in order, made page set by page set: the next one once those before it are drawn.

    ReportLab takes flowables away from the front and asks how many are left before each, so that no more than a page set of
    them is ever there, however long the paper is.
    """

    def __init__(self, page_sets: Iterator[list[Flowable]]) -> None:
        super().__init__()
        self._page_sets = page_sets

    def __len__(self) -> int:
        while not super().__len__():
            page_set = next(self._page_sets, None)
            if page_set is None:
                return 0
            self.extend(page_set)
        return super().__len__()


def story(blocks: Sequence[Block], flow: Flow) -> Story:
    """Return the flowables of a paper; every page set lies some way."""
    return Story(_page_sets(blocks, flow))


def _page_sets(blocks: Sequence[Block], flow: Flow) -> Iterator[list[Flowable]]:
    """Yield the flowables of each page set, laid more closely where that saves it a page with only a few lines on it.

    A `Keep` stands before each run of headings.
    """
    start = 0
    for end in [*(index for index, block in enumerate(blocks) if index and isinstance(block, NewPage)), len(blocks)]:
        page_set = blocks[start:end]
        flowables = list(flow.flowables(page_set))
        if page_set and isinstance(page_set[0], NewPage):
            flow.settle(flowables, page_set[0])
        yield list(_with_keeps(flowables))
        start = end


def oriented(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks in which each page set lies some way: portrait where all of its tables fit so, else landscape."""
    result: list[Block] = []
    tables: list[Table] = []
    for block in reversed(blocks):
        if isinstance(block, Table):
            tables.append(block)
        if isinstance(block, NewPage):
            if block.orientation is Orientation.FITTING:
                is_narrow = all(fits(table, theme.PORTRAIT.measure) for table in tables)
                block = replace(block, orientation=Orientation.PORTRAIT if is_narrow else Orientation.LANDSCAPE)
            tables.clear()
        result.append(block)
    return tuple(reversed(result))


def _with_keeps(flowables: Sequence[Flowable]) -> Iterator[Flowable]:
    for index, flowable in enumerate(flowables):
        if leads(flowable) and not (index and leads(flowables[index - 1])):
            end = index
            while end < len(flowables) - 1 and leads(flowables[end]):
                end += 1
            yield Keep(flowables[index : end + 1])
        yield flowable
        if isinstance(flowable, TextFlow) and flowable.continues:
            yield Continues(flowable.continues)
