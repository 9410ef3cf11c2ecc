"""Blocks to elements: a function for each kind, in one table of them."""

import base64
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kccreport.ground.errors import RenderingFault
from kccreport.ground.pictures import on_white
from kccreport.language import say, spoken
from kccreport.paper.blocks import (
    Beside,
    Block,
    Chart,
    Contents,
    Heading,
    Listing,
    NewPage,
    Orientation,
    Picture,
    Prose,
    Role,
    SideBySide,
    Table,
    side_by_side,
)
from kccreport.writers.html.chart import chart
from kccreport.writers.html.element import Element, Node, el
from kccreport.writers.html.outline import Place
from kccreport.writers.html.tables import facts, table
from kccreport.writers.html.words import Links, abbreviated, words
from kccreport.writers.names import TableNames

_LIES = {Orientation.PORTRAIT: "", Orientation.LANDSCAPE: "wide", Orientation.FITTING: "fitting"}
_WIDEST_UPRIGHT = 52  # rem that a table may need and still be printed on an upright page
_PIXELS_PER_MM = 96 / 25.4  # CSS Values 4, 6.2


@dataclass(slots=True)
class Flow:
    """The walk over the blocks of a paper: the sets of pages it makes, and what they use.

    `turns` are the widths, in rem, below which its tables become cards. What stands under a heading is named after it.
    """

    links: Links
    levels: dict[str, int]
    sets: list[tuple[str, list[Node]]] = field(default_factory=lambda: [("set", [])])
    turns: set[int] = field(default_factory=set)
    box: list[Node] | None = None
    names: TableNames = field(default_factory=TableNames)
    numbered: bool = False
    made: int = 0
    has_pictures: bool = False
    has_contents: bool = False

    def add(self, node: Node) -> None:
        """Put a node at the end of the set of pages."""
        self.box = None
        self.sets[-1][1].append(node)

    def key(self, family: str) -> str:
        """Return a name that nothing else on the page has."""
        self.made += 1
        return f"_{family}-{self.made}"

    @property
    def elements(self) -> Iterator[Element]:
        """Yield the sets of pages that hold anything."""
        for look, nodes in self.sets:
            if nodes:
                yield el("div", *nodes, class_=look)


def flow(blocks: Sequence[Block], places: Sequence[Place], links: Links) -> Flow:
    """Return a paper's blocks as elements, its headings on the levels of their places.

    Raises:
        RenderingFault: nobody has said how a page shows a kind of block, or of cell.
    """
    walk = Flow(links, {place.heading.anchor: place.level for place in places})
    _show(blocks, walk)
    return walk


def _show(blocks: Sequence[Block], walk: Flow) -> None:
    for block in side_by_side(blocks):
        show = BLOCKS.get(Beside if isinstance(block, SideBySide) else type(block))
        if show is None:
            raise RenderingFault(f"A page cannot show a {type(block).__name__}.")
        show(block, walk)
        walk.numbered = isinstance(block, Prose) and bool(block.number)


def _new_page(block: NewPage, walk: Flow) -> None:
    looks = ["set", _LIES[block.orientation], "opening" * block.is_title]
    walk.box = None
    walk.sets.append((" ".join(filter(None, looks)), []))


def _heading(block: Heading, walk: Flow) -> None:
    level = walk.levels[block.anchor]
    walk.names.pass_heading(block)
    number: list[Node] = [el("span", block.number, class_="number"), " "] if block.number else []
    language = block.language if block.language != spoken() else ""
    walk.add(
        el(
            f"h{level}",
            *number,
            *abbreviated(block.text, ties=True),
            id=block.anchor,
            class_="title" if block.is_title else None,
            lang=language or None,
        )
    )


def _prose(block: Prose, walk: Flow) -> None:
    number: list[Node] = []
    if block.number:
        shown: Node = el("a", block.number, href=f"#{block.back}") if block.back else block.number
        number = [el("span", shown, class_="number"), " "]
    is_footnote = block.role is Role.FOOTNOTE
    looks = [LOOKS[block.role], "numbered" * (bool(block.number) and not is_footnote), "leads" * block.leads]
    role = "note" if is_footnote else None
    look = " ".join(filter(None, looks)) or None
    paragraph = el("p", *number, *words(block.content, walk.links), id=block.anchor or None, class_=look, role=role)
    if block.role is not Role.BOXED:
        walk.add(paragraph)
        return
    box = [*(walk.box or []), paragraph]  # neighbouring paragraphs make one box
    if walk.box is not None:
        walk.sets[-1][1].pop()
    walk.add(el("div", *box, class_="box"))
    walk.box = box


def _listing(block: Listing, walk: Flow) -> None:
    walk.add(_list(block, walk.links, "further-in" if walk.numbered else None))


def _list(block: Listing, links: Links, look: str | None = None) -> Element:
    items = (
        el("li", *words(item.content, links), *(_list(below, links) for below in item.below)) for item in block.items
    )
    if block.first is None:
        return el("ul", *items, class_=look)
    return el("ol", *items, start=str(block.first) if block.first != 1 else None, class_=look)


def _table(block: Table, walk: Flow) -> None:
    if block.is_facts:
        walk.add(facts(block, walk.links))
        return
    shown = table(block, walk.names.of(block), walk.key("table"), walk.links)
    walk.turns.add(shown.turns)
    walk.add(shown.element)
    look, nodes = walk.sets[-1]
    if "fitting" in look and shown.needs > _WIDEST_UPRIGHT:
        walk.sets[-1] = (look.replace("fitting", "wide"), nodes)


def _contents(block: Contents, walk: Flow) -> None:
    """Lead to each place; a page on a screen has no number."""
    walk.has_contents = True
    entries = (el("li", el("a", entry.text, href=f"#{entry.anchor}")) for entry in block.entries)
    walk.add(el("nav", el("ul", *entries), aria_label=say("In this paper"), class_="contents"))


def _chart(block: Chart, walk: Flow) -> None:
    walk.add(chart(block, walk.key("chart")))


def _picture(block: Picture, walk: Flow) -> None:
    """Show a picture in the size it has on paper, made anew, so that nothing hidden in its file leaves with it."""
    walk.has_pictures = True
    image, file = on_white(block.data), io.BytesIO()
    image.save(file, "PNG", optimize=True)
    wide, high = image.size
    height = block.height_mm * _PIXELS_PER_MM
    source = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
    size = {"width": str(round(height * wide / high)), "height": str(round(height))}
    language = block.language if block.language != spoken() else ""
    walk.add(el("p", el("img", src=source, alt=block.alt, lang=language or None, **size)))


def _side_by_side(block: SideBySide, walk: Flow) -> None:
    """Put figures beside words where a screen has room for both, and words without figures in columns."""
    look, above = walk.sets[-1]
    parts: list[list[Node]] = []
    for part in (block.figures, block.words, block.foot):
        nodes: list[Node] = []
        walk.box, walk.sets[-1] = None, (look, nodes)
        _show(part, walk)
        look = walk.sets[-1][0]  # a wide table may have turned the page
        parts.append(nodes)
    figures, words, foot = parts
    walk.box, walk.sets[-1] = None, (look, above)
    if figures:
        beside = (el("div", *figures, class_="figures"), el("div", *words, class_="words-beside"))
        walk.add(el("div", *beside, class_="beside"))
    elif words:
        walk.add(el("div", *words, class_="in-columns"))
    for node in foot:
        walk.add(node)


LOOKS = {
    Role.BODY: "",
    Role.BOXED: "",
    Role.NOTE: "note",
    Role.MASTHEAD: "masthead",
    Role.COMMENTARY: "commentary",
    Role.TITLE_DETAIL: "detail",
    Role.FOOTNOTE: "footnote",
    Role.LABEL: "label",
    Role.GROUP: "label",
    Role.RECORD: "label",
}
BLOCKS: dict[type, Callable[[Any, Flow], None]] = {
    NewPage: _new_page,
    Heading: _heading,
    Prose: _prose,
    Listing: _listing,
    Table: _table,
    Contents: _contents,
    Chart: _chart,
    Picture: _picture,
    Beside: _side_by_side,
}
