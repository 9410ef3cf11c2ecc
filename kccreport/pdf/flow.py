"""Blocks to flowables, each with its structure element."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, assert_never

from reportlab.platypus.doctemplate import FrameBreak, NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from kccreport.paper.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    NewPage,
    Orientation,
    Prose,
    Role,
    Table,
    plain,
)
from kccreport.pdf import theme
from kccreport.pdf.flowables.contents import ContentsLine
from kccreport.pdf.flowables.table import TableFlow
from kccreport.pdf.flowables.text import Bookmark, Label, TextFlow
from kccreport.pdf.tagging.structure import Element
from kccreport.pdf.theme import TextStyle


class _Keepable(Protocol):
    """A flowable that knows how much of it must stand below a heading."""

    def least_height(self, width: float) -> float: ...


class Keep(Flowable):
    """Starts a new page where a heading and the beginning of what follows would not fit.

    ReportLab's own way wraps everything twice and copies the frame; asking the neighbours is much cheaper.
    """

    def __init__(self, together: Sequence[Any]) -> None:
        super().__init__()
        self.together = together

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Ask for a new page where there is too little room."""
        *headings, follower = self.together
        needed = sum(heading.wrap(aW, aH)[1] + heading.getSpaceBefore() + heading.getSpaceAfter() for heading in headings)
        if isinstance(follower, TextFlow | TableFlow | ContentsLine):
            needed += follower.least_height(aW)
        frame = self._doctemplateAttr("frame")
        if needed > aH and frame is not None and not frame._atTop:
            frame.add_generated_content(FrameBreak)
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


@dataclass(slots=True)
class _Flow:
    """The walk over the blocks: which structure element new ones belong to."""

    root: Element
    previous: Block | None = None

    def flowables(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            yield from self._block(block, following)
            self.previous = block

    def _block(self, block: Block, following: Block | None) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield self._heading(block)
            case Prose():
                yield self._prose(block, following)
            case Bullets():
                yield from self._bullets(block)
            case Table():
                yield TableFlow(block, Element("Table", self.root))
            case Contents():
                element = Element("TOC", self.root)
                yield from (ContentsLine(entry, element) for entry in block.entries)
            case NewPage():
                yield from self._new_page(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> TextFlow:
        style = theme.TITLE if block.is_title else theme.HEADINGS[block.level]
        element = Element(f"H{block.level}", self.root)
        label = None
        if block.number:
            style = replace(style, hang=theme.NUMBER_HANG)
            label = Label(block.number, element, style.regular)
        bookmark = Bookmark(block.anchor, block.bookmark or f"{block.number} {block.text}".strip(), block.level - 1)
        return TextFlow(plain(block.text), style, element, label=label, bookmark=bookmark)

    def _prose(self, block: Prose, following: Block | None) -> TextFlow:
        style = theme.STYLES[block.role]
        element = Element("P", self.root)
        label = None
        if block.number:
            style = replace(style, hang=theme.NUMBER_HANG)
            label = Label(block.number, element, style.regular)
        flow = TextFlow(block.content, style, element, label=label)
        if block.role is Role.BOXED:
            # neighbouring paragraphs make one box: their tint meets, and only the outer edges are padded in full
            if _is_boxed(self.previous):
                flow.pad_top = theme.PARAGRAPH_GAP / 2
            if _is_boxed(following):
                flow.pad_bottom = theme.PARAGRAPH_GAP / 2
        return flow

    def _bullets(self, block: Bullets) -> Iterator[TextFlow]:
        after_number = isinstance(self.previous, Prose) and bool(self.previous.number)
        style = _bullet_style(theme.STYLES[block.role], indent=theme.NUMBER_HANG if after_number else 0)
        listing = Element("L", self.root, attributes="<</O/List/ListNumbering/Disc>>")
        for item in block.items:
            entry = Element("LI", listing)
            label = Label("•", Element("Lbl", entry), style.regular)
            yield TextFlow(item, style, Element("LBody", entry), label=label)

    def _new_page(self, block: NewPage) -> Iterator[Flowable]:
        name = template_name(block)
        yield NextPageTemplate(name)
        if self.previous is not None:
            yield PageBreak()
        if block.is_title:
            yield NextPageTemplate("portrait")  # for contents that run on


def _is_boxed(block: Block | None) -> bool:
    return isinstance(block, Prose) and block.role is Role.BOXED


def _bullet_style(style: TextStyle, indent: float) -> TextStyle:
    return replace(style, indent=indent, hang=theme.BULLET_HANG, before=0, after=min(style.after, 4))


def template_name(block: NewPage) -> str:
    """Return the name of the page template that a new page asks for."""
    if block.is_title:
        return "title"
    return "portrait" if block.orientation is Orientation.PORTRAIT else "landscape"


def story(blocks: Sequence[Block], root: Element) -> list[Flowable]:
    """Return the flowables of a paper in order, with a `Keep` before each run of headings and the box of a cover."""
    flowables = list(_Flow(root).flowables(blocks))
    result: list[Flowable] = []
    for index, flowable in enumerate(flowables):
        if _is_heading(flowable) and not (index and _is_heading(flowables[index - 1])):
            end = index
            while end < len(flowables) - 1 and _is_heading(flowables[end]):
                end += 1
            result.append(Keep(flowables[index : end + 1]))
        result.append(flowable)
    return result


def _is_heading(flowable: Flowable) -> bool:
    return isinstance(flowable, TextFlow) and flowable.bookmark is not None
